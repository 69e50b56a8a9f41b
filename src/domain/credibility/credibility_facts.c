/* What a report is compared with: gathered from the boards and the ledger. */
#include "domain/credibility/credibility.h"
#include "base/text.h"
#include "domain/board/select.h"
#include "domain/board/standing.h"
#include <math.h>
#include <stdlib.h>

/* A season is read from a sample: its median does not change by more rows, and a city may have a million. */
enum { BP = 10000, LN_UNIT = 1000, SEASON_ROWS_MAX = 2000, SEASON_MONTHS_MIN = 6, SEASON_ROWS_MIN = 20, LN_UNKNOWN = -1 };

static int by_size(const void *x, const void *y) {
    int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;
    return a < b ? -1 : a > b;
}

static int64_t median(int64_t *at, size_t count) {
    qsort(at, count, sizeof *at, by_size);
    return at[(count - 1) / 2];
}

/* -- the season -- */

/* A row's own ordinary month: the median of those in which something was done; 0 if they are too few. */
static int64_t own_median(const struct chunk *c, int i) {
    int64_t months[YEAR_MONTHS];
    size_t n = 0;
    for (int m = 0; m < YEAR_MONTHS; m++)
        if (c->month_fen[m][i] != NO_FEN && c->month_fen[m][i] > 0) months[n++] = c->month_fen[m][i];
    return n >= SEASON_MONTHS_MIN ? median(months, n) : 0;
}

/* Month m of the year as a share of an ordinary one: the median over rows of the year before. */
static void season_make(const struct board *b, int32_t season_bp[YEAR_MONTHS]) {
    for (int m = 0; m < YEAR_MONTHS; m++) season_bp[m] = BP;
    if (!b) return;
    struct arena *a = arena_new(0);
    int step = b->rows / SEASON_ROWS_MAX + 1;
    size_t count[YEAR_MONTHS] = {0}, room = (size_t)(b->rows / step) + 1;
    int64_t *shares[YEAR_MONTHS];
    for (int m = 0; m < YEAR_MONTHS; m++) shares[m] = arena_array(a, int64_t, room);
    for (int row = 0; row < b->rows; row += step) {
        const struct chunk *c = board_chunk(b, row);
        int i = row % CHUNK_ROWS;
        int64_t own = own_median(c, i);
        for (int m = 0; own && m < YEAR_MONTHS; m++)
            if (c->month_fen[m][i] != NO_FEN && c->month_fen[m][i] > 0)
                shares[m][count[m]++] = (int64_t)((__int128)c->month_fen[m][i] * BP / own);
    }
    for (int m = 0; m < YEAR_MONTHS; m++) {
        if (count[m] < SEASON_ROWS_MIN) continue;
        int64_t share = median(shares[m], count[m]);
        season_bp[m] = share > 0 && share < INT32_MAX ? (int32_t)share : BP;
    }
    arena_done(a);
}

const struct cred_city *cred_city_make(struct arena *a, const struct board *board, const struct board *before) {
    struct cred_city *city = arena_new_of(a, struct cred_city);
    int32_t *ln = arena_array(a, int32_t, (size_t)board->rows + 1);
    for (int row = 0; row < board->rows; row++) {
        int64_t total = board_chunk(board, row)->total_fen[row % CHUNK_ROWS];
        ln[row] = total == NO_FEN || total <= 0 ? LN_UNKNOWN : (int32_t)lround(log((double)total) * LN_UNIT);
    }
    city->total_ln = ln;
    season_make(before, city->season_bp);
    return city;
}

struct cred_view cred_view_of(struct arena *a, const struct cred_city *city, const struct board *board,
                              const struct board *before, const struct calendar *calendar, int zone_min) {
    int64_t *peers = arena_array(a, int64_t, (size_t)board->rows + 1);
    return (struct cred_view){.city = city, .board = board, .before = before, .calendar = calendar, .zone_min = zone_min,
                              .peers = peers};
}

/* -- peers -- */

static bool is_key(const struct chunk *c, int i) {
    unsigned months = 0;
    for (int l = 0; l < LEVEL_COUNT; l++)
        if (LEVELS_KEY >> l & 1) months |= c->listed_months[l][i];
    return months != 0;
}

/* Logarithms of the totals of others of the same field (and area), on the key lists or off them alike. */
static size_t peers_gather(const struct cred_view *v, int row, bool of_area, int64_t *list) {
    const struct chunk *mine = board_chunk(v->board, row);
    int me = row % CHUNK_ROWS;
    bool key = is_key(mine, me);
    size_t n = 0;
    for (int other = 0; other < v->board->rows; other++) {
        const struct chunk *c = board_chunk(v->board, other);
        int i = other % CHUNK_ROWS;
        if (other == row || v->city->total_ln[other] == LN_UNKNOWN || c->field[i] != mine->field[me]) continue;
        if (of_area && c->area[i] != mine->area[me]) continue;
        if (is_key(c, i) == key) list[n++] = v->city->total_ln[other];
    }
    return n;
}

static void peers_fill(const struct cred_view *v, int row, struct cred_facts *f) {
    const struct cred_limit *enough = &credibility_checks[CRED_TOTAL_LARGE].limits[2];
    int64_t *list = v->peers;
    size_t n = peers_gather(v, row, true, list);
    if ((int64_t)n < enough->value) n = peers_gather(v, row, false, list);
    f->peers = (int64_t)n;
    f->total_ln = v->city->total_ln[row];
    if (!n) return;
    f->peers_ln = median(list, n);
    f->peers_median_fen = llround(exp((double)f->peers_ln / LN_UNIT));
    for (size_t i = 0; i < n; i++) list[i] = llabs(list[i] - f->peers_ln);
    f->peers_mad_ln = median(list, n);
}

/* -- months -- */

/* Before the year: as stated; nothing, if works began in it; else what was stated of the year before, and before that. */
static int64_t invested_before(const struct cred_view *v, int row, int before_row) {
    const struct chunk *c = board_chunk(v->board, row);
    int i = row % CHUNK_ROWS, k = before_row % CHUNK_ROWS;
    int32_t start = c->actual_start_day[i];
    if (c->before_fen[i] != NO_FEN) return c->before_fen[i];
    if (start != NO_DAY && start >= day_of(v->board->year, 1, 1)) return 0;
    if (before_row < 0) return NO_FEN;
    const struct chunk *last = board_chunk(v->before, before_row);
    int64_t earlier = last->before_fen[k], year = last->ytd_fen[YEAR_MONTHS - 1][k];
    if (earlier == NO_FEN && start != NO_DAY && start >= day_of(v->before->year, 1, 1)) earlier = 0;
    return earlier == NO_FEN || year == NO_FEN ? NO_FEN : earlier + year;
}

static void months_fill(const struct cred_view *v, int row, int32_t month, struct cred_facts *f) {
    const struct chunk *c = board_chunk(v->board, row);
    int64_t id = c->project_id[row % CHUNK_ROWS];
    int before_row = v->before ? board_row(v->before, id) : -1;
    int m = month_index(month);
    f->season_bp[0] = v->city->season_bp[m];
    for (int k = 0; k < CRED_PAST; k++) {
        int at = m - 1 - k;
        const struct chunk *of = at >= 0 ? c : before_row >= 0 ? board_chunk(v->before, before_row) : NULL;
        int i = (at >= 0 ? row : before_row) % CHUNK_ROWS;
        if (at < 0) at += YEAR_MONTHS;
        f->season_bp[k + 1] = v->city->season_bp[at];
        if (of) f->past_fen[k] = of->month_fen[at][i];
    }
    int64_t ytd = m ? c->ytd_fen[m - 1][row % CHUNK_ROWS] : 0, before = invested_before(v, row, before_row);
    if (ytd != NO_FEN && before != NO_FEN && f->month_fen != NO_FEN) f->since_fen = before + ytd + f->month_fen;
}

/* -- photos -- */

static enum err photos_fill(struct tx *t, const struct cred_view *v, const struct report *r, struct cred_facts *f) {
    struct evidence_beside_row *files;
    size_t count;
    (void)v;
    try(evidence_beside(t, r->id, NO_INT, &files, &count));
    for (size_t i = 0; i < count; i++) {
        struct photo_used_before_row used;
        bool has;
        if (!text_eq(files[i].kind, "photo")) continue;
        f->photos++;
        /* The camera's clock is in the city's zone already, see room reports. */
        int32_t day = files[i].taken_ms == NO_INT ? NO_DAY : day_of_ms(files[i].taken_ms, 0);
        f->photos_timed += day != NO_DAY;
        if (day != NO_DAY && (f->photo_day == NO_DAY || day < f->photo_day)) f->photo_day = day;
        try(photo_used_before(t, files[i].sha, files[i].id, r->project_id, r->to_day, &used, &has));
        if (!has) continue;
        f->photos_again++;
        if (f->other_report_id == NO_INT) f->other_report_id = used.report_id;
    }
    return OK;
}

static enum err text_before_fill(struct tx *t, const struct report *r, struct cred_facts *f) {
    struct report_before_row before;
    struct report last;
    bool has;
    try(report_before(t, r->project_id, r->to_day, &before, &has));
    if (!has) return OK;
    try(report_get(t, before.id, &last));
    f->progress_before = last.progress;
    return OK;
}

static enum err ledger_fill(struct tx *t, const struct cred_view *v, const struct report *r, struct cred_facts *f) {
    struct codes_standing_row codes;
    struct note_of_total_row noted;
    try(codes_standing(t, r->project_id, &codes));
    f->codes_active = codes.active;
    f->codes_other = codes.other;
    if (f->total_fen != NO_FEN)
        try(note_of_total(t, r->project_id, credibility_checks[CRED_TOTAL_LARGE].key, r->id, f->total_fen, &noted,
                          &f->is_total_noted));
    try(text_before_fill(t, r, f));
    return photos_fill(t, v, r, f);
}

enum err cred_facts_of(struct tx *t, const struct cred_view *v, const struct report *r, struct cred_facts *ret) {
    struct period p = period_of_report(r);
    struct cred_facts f = cred_facts_unknown();
    int row = board_row(v->board, r->project_id), i = row % CHUNK_ROWS;
    if (row < 0) return ERR_MISSING;
    const struct chunk *c = board_chunk(v->board, row);
    const struct report_rule *rule = calendar_rule(v->calendar, chunk_standing(c, i, month_index(period_month(p))), p);
    f.is_month = p.kind == PERIOD_MONTH;
    f.from_day = r->from_day, f.to_day = r->to_day;
    f.sent_day = r->sent_ms == NO_INT ? NO_DAY : day_of_ms(r->sent_ms, v->zone_min);
    if (rule) f.due_day = clocks_of(&rule->terms, &v->calendar->days, p).due_day;
    f.month_fen = r->month_fen, f.construction_fen = r->construction_fen;
    f.equipment_fen = r->equipment_fen, f.other_fen = r->other_fen;
    f.total_fen = c->total_fen[i], f.progress_bp = r->progress_bp, f.progress = r->progress;
    f.stage = c->stage[i], f.actual_start_day = c->actual_start_day[i];
    months_fill(v, row, period_month(p), &f);
    peers_fill(v, row, &f);
    try(ledger_fill(t, v, r, &f));
    *ret = f;
    return OK;
}
