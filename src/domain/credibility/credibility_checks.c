/* The checks, one row each. To add one: an enum value, a row, its function, words, cases.tsv. */
#include "domain/credibility/credibility.h"
#include "base/text.h"
#include <stdlib.h>

enum { BP = 10000, HUNDRED = 100, PERMILLE_OF_MAD = 6745 };

static bool reaches(const struct cred_limit *l, int64_t value) {
    return l->edge == CRED_AT ? value >= l->value : value > l->value;
}

static enum cred_result undecided(struct cred_found *ret, enum word why) {
    ret->why = why;
    return CRED_UNDECIDED;
}

/* Hundredths of a percent; a whole that is zero has no shares. */
static int64_t share_bp(int64_t part, int64_t whole) {
    __int128 share = (__int128)part * BP / whole;
    return share > INT32_MAX ? INT32_MAX : share < INT32_MIN ? INT32_MIN : (int64_t)share;
}

static int by_size(const void *x, const void *y) {
    int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;
    return a < b ? -1 : a > b;
}

/* Of the middle two the lower one: no amount appears that nobody stated. */
static int64_t median(int64_t *at, int count) {
    qsort(at, (size_t)count, sizeof *at, by_size);
    return at[(count - 1) / 2];
}

/* -- investment ahead of the physical stage -- */

enum { AHEAD_GAP, AHEAD_EQUIPMENT, AHEAD_GAP_EQUIPMENT };

/* Equipment is paid for before it stands: where most of the month is equipment, money may run further ahead. */
static enum cred_result look_ahead(const struct cred_facts *f, const struct cred_limit *l, struct cred_found *ret) {
    if (f->total_fen == NO_FEN || f->total_fen <= 0) return undecided(ret, W_cred_no_total);
    if (f->since_fen == NO_FEN) return undecided(ret, W_cred_no_since);
    if (f->progress_bp == NO_INT) return undecided(ret, W_cred_no_progress);
    int64_t invested = share_bp(f->since_fen, f->total_fen), gap = invested - f->progress_bp;
    bool has_parts = f->equipment_fen != NO_FEN && f->month_fen != NO_FEN && f->month_fen > 0;
    bool is_equipment = has_parts && reaches(&l[AHEAD_EQUIPMENT], share_bp(f->equipment_fen, f->month_fen));
    ret->values[0] = invested, ret->values[1] = f->progress_bp, ret->values[2] = gap;
    return reaches(&l[is_equipment ? AHEAD_GAP_EQUIPMENT : AHEAD_GAP], gap) ? CRED_NOTED : CRED_FINE;
}

/* -- money before the permit that must come first -- */

enum { PERMIT_SHARE, PERMIT_DAYS };
enum { PERMIT_START_LATER, PERMIT_NOT_STARTED, PERMIT_CODE };

/* Permits themselves are not registered: a start stands for them, because works may not begin without one (Construction
 * Law, article 7), and so does a national code that holds. */
static enum cred_result look_permit(const struct cred_facts *f, const struct cred_limit *l, struct cred_found *ret) {
    const unsigned early = 1u << PLANNING | 1u << RESERVE | 1u << STAGE_PRELIMINARY;
    if (f->construction_fen == NO_FEN) return undecided(ret, W_cred_no_construction);
    if (f->total_fen == NO_FEN || f->total_fen <= 0) return undecided(ret, W_cred_no_total);
    ret->values[0] = f->construction_fen, ret->values[1] = share_bp(f->construction_fen, f->total_fen);
    if (!reaches(&l[PERMIT_SHARE], ret->values[1])) return CRED_FINE;
    if (f->codes_other > 0 && !f->codes_active) {
        ret->variant = PERMIT_CODE;
        return CRED_NOTED;
    }
    if (f->actual_start_day != NO_DAY) {
        ret->variant = PERMIT_START_LATER;
        ret->values[2] = f->actual_start_day;
        return reaches(&l[PERMIT_DAYS], f->actual_start_day - f->to_day) ? CRED_NOTED : CRED_FINE;
    }
    if (f->stage == STAGE_UNKNOWN) return undecided(ret, W_cred_no_stage);
    ret->variant = PERMIT_NOT_STARTED;
    return early >> f->stage & 1 ? CRED_NOTED : CRED_FINE;
}

/* -- equal increments -- */

enum { EQUAL_RUN, EQUAL_SPREAD };

static enum cred_result look_equal(const struct cred_facts *f, const struct cred_limit *l, struct cred_found *ret) {
    int64_t run = 1;
    if (!f->is_month) return undecided(ret, W_cred_not_month);
    if (f->month_fen == NO_FEN) return undecided(ret, W_cred_no_month);
    if (f->month_fen <= 0) return CRED_FINE;
    if (f->past_fen[0] == NO_FEN) return undecided(ret, W_cred_no_past);
    for (int k = 0; k < CRED_PAST && f->past_fen[k] != NO_FEN; k++, run++)
        if (reaches(&l[EQUAL_SPREAD], llabs(share_bp(f->past_fen[k] - f->month_fen, f->month_fen)))) break;
    ret->values[0] = run, ret->values[1] = f->month_fen;
    return reaches(&l[EQUAL_RUN], run) ? CRED_NOTED : CRED_FINE;
}

/* -- round numbers -- */

enum { ROUND_UNIT, ROUND_LEAST, ROUND_COUNT, ROUND_WINDOW };

static bool is_round(const struct cred_limit *l, int64_t fen) {
    return fen != NO_FEN && fen % (l[ROUND_UNIT].value * FEN_PER_WAN) == 0 &&
           reaches(&l[ROUND_LEAST], fen / (l[ROUND_UNIT].value * FEN_PER_WAN));
}

static enum cred_result look_round(const struct cred_facts *f, const struct cred_limit *l, struct cred_found *ret) {
    int64_t round = 1, known = 1;
    if (!f->is_month) return undecided(ret, W_cred_not_month);
    if (f->month_fen == NO_FEN) return undecided(ret, W_cred_no_month);
    if (!is_round(l, f->month_fen)) return CRED_FINE;
    for (int k = 0; k < l[ROUND_WINDOW].value - 1 && k < CRED_PAST; k++) {
        known += f->past_fen[k] != NO_FEN;
        round += is_round(l, f->past_fen[k]);
    }
    ret->values[0] = round, ret->values[1] = known, ret->values[2] = l[ROUND_UNIT].value * FEN_PER_WAN;
    return reaches(&l[ROUND_COUNT], round) ? CRED_NOTED : CRED_FINE;
}

/* -- all on the last day, far above the median month -- */

enum { JUMP_FACTOR, JUMP_MADS, JUMP_MONTHS, JUMP_DAYS, JUMP_DECEMBER };
enum { JUMP_LAST_DAY, JUMP_YEAR_END };

/* An amount with the season taken out. */
static int64_t ordinary(int64_t fen, int32_t season_bp) {
    return season_bp > 0 ? (int64_t)((__int128)fen * BP / season_bp) : fen;
}

static enum cred_result look_jump(const struct cred_facts *f, const struct cred_limit *l, struct cred_found *ret) {
    int64_t past[CRED_PAST], apart[CRED_PAST];
    int count = 0;
    if (!f->is_month) return undecided(ret, W_cred_not_month);
    if (f->month_fen == NO_FEN) return undecided(ret, W_cred_no_month);
    for (int k = 0; k < CRED_PAST; k++)
        if (f->past_fen[k] != NO_FEN && f->past_fen[k] > 0) past[count++] = ordinary(f->past_fen[k], f->season_bp[k + 1]);
    if (!reaches(&l[JUMP_MONTHS], count)) return undecided(ret, W_cred_few_months);
    bool is_december = civil_of(f->to_day).month == 12;
    bool is_last = f->due_day != NO_DAY && f->sent_day != NO_DAY && reaches(&l[JUMP_DAYS], f->sent_day - f->due_day);
    if (!is_december && (f->due_day == NO_DAY || f->sent_day == NO_DAY)) return undecided(ret, W_cred_no_due);
    int64_t middle = median(past, count), now = ordinary(f->month_fen, f->season_bp[0]);
    for (int k = 0; k < count; k++) apart[k] = llabs(past[k] - middle);
    int64_t mad = median(apart, count);
    ret->variant = is_last ? JUMP_LAST_DAY : JUMP_YEAR_END;
    ret->values[0] = f->month_fen, ret->values[1] = (int64_t)((__int128)middle * f->season_bp[0] / BP);
    ret->values[2] = (int64_t)((__int128)now * HUNDRED / (middle ? middle : 1));
    if (!is_last && !is_december) return CRED_FINE;
    int64_t mads = mad ? (int64_t)((__int128)(now - middle) * HUNDRED / mad) : now > middle ? INT32_MAX : 0;
    bool is_large = reaches(&l[is_last ? JUMP_FACTOR : JUMP_DECEMBER], ret->values[2]);
    return is_large && reaches(&l[JUMP_MADS], mads) ? CRED_NOTED : CRED_FINE;
}

/* -- last month's text again -- */

enum { TEXT_ALIKE };

static enum cred_result look_text(const struct cred_facts *f, const struct cred_limit *l, struct cred_found *ret) {
    if (text_empty(f->progress) || text_empty(f->progress_before)) return undecided(ret, W_cred_no_text);
    if (f->month_fen == NO_FEN) return undecided(ret, W_cred_no_month);
    if (f->month_fen <= 0) return CRED_FINE; /* nothing was done, and so nothing is new */
    struct arena *scratch = arena_new(0);
    bool is_same = cred_same_numbers(f->progress, f->progress_before);
    int64_t alike = is_same ? cred_alike_bp(scratch, f->progress, f->progress_before) : 0;
    arena_done(scratch);
    ret->values[0] = alike, ret->values[1] = f->month_fen;
    ret->words = f->progress;
    return reaches(&l[TEXT_ALIKE], alike / HUNDRED) ? CRED_NOTED : CRED_FINE;
}

/* -- a total too large for its field and area -- */

enum { LARGE_SCORE, LARGE_TIMES, LARGE_PEERS };

static enum cred_result look_large(const struct cred_facts *f, const struct cred_limit *l, struct cred_found *ret) {
    if (f->total_fen == NO_FEN || f->total_fen <= 0) return undecided(ret, W_cred_no_total);
    if (!reaches(&l[LARGE_PEERS], f->peers)) return undecided(ret, W_cred_few_peers);
    if (f->is_total_noted || f->peers_median_fen <= 0) return CRED_FINE;
    int64_t above = f->total_ln - f->peers_ln, mad = f->peers_mad_ln > 0 ? f->peers_mad_ln : 1;
    int64_t score = above * PERMILLE_OF_MAD / HUNDRED / mad; /* 0.6745 × distance ÷ MAD, in hundredths */
    int64_t times = share_bp(f->total_fen, f->peers_median_fen) / HUNDRED;
    ret->values[0] = f->total_fen, ret->values[1] = times, ret->values[2] = f->peers_median_fen, ret->values[3] = f->peers;
    return reaches(&l[LARGE_SCORE], score) && reaches(&l[LARGE_TIMES], times) ? CRED_NOTED : CRED_FINE;
}

/* -- spent beyond the total -- */

static enum cred_result look_over(const struct cred_facts *f, const struct cred_limit *l, struct cred_found *ret) {
    if (f->total_fen == NO_FEN || f->total_fen <= 0) return undecided(ret, W_cred_no_total);
    if (f->since_fen == NO_FEN) return undecided(ret, W_cred_no_since);
    ret->values[0] = f->since_fen, ret->values[1] = f->total_fen, ret->values[2] = share_bp(f->since_fen, f->total_fen);
    return reaches(&l[0], ret->values[2]) ? CRED_NOTED : CRED_FINE;
}

/* -- sums that do not add -- */

static enum cred_result look_sums(const struct cred_facts *f, const struct cred_limit *l, struct cred_found *ret) {
    const int64_t parts[] = {f->construction_fen, f->equipment_fen, f->other_fen};
    int64_t sum = 0;
    bool has_all = true, has_one = false;
    if (f->month_fen == NO_FEN) return undecided(ret, W_cred_no_month);
    for (size_t i = 0; i < countof(parts); i++) {
        has_all = has_all && parts[i] != NO_FEN;
        has_one = has_one || parts[i] != NO_FEN;
        if (parts[i] != NO_FEN) sum += parts[i];
    }
    if (!has_one) return undecided(ret, W_cred_no_parts);
    ret->values[0] = sum, ret->values[1] = f->month_fen, ret->values[2] = sum - f->month_fen;
    if (!has_all && sum < f->month_fen) return CRED_FINE; /* the rest is in the part that was not stated */
    return reaches(&l[0], llabs(sum - f->month_fen) / FEN_PER_YUAN) ? CRED_NOTED : CRED_FINE;
}

/* -- photos -- */

static enum cred_result look_photo_old(const struct cred_facts *f, const struct cred_limit *l, struct cred_found *ret) {
    if (!f->photos) return undecided(ret, W_cred_no_photo);
    if (!f->photos_timed || f->photo_day == NO_DAY) return undecided(ret, W_cred_no_photo_day);
    ret->values[0] = f->photo_day, ret->values[1] = f->from_day;
    return reaches(&l[0], f->from_day - f->photo_day) ? CRED_NOTED : CRED_FINE;
}

static enum cred_result look_photo_again(const struct cred_facts *f, const struct cred_limit *l, struct cred_found *ret) {
    if (!f->photos) return undecided(ret, W_cred_no_photo);
    ret->values[0] = f->photos_again, ret->values[1] = f->photos;
    ret->other_report_id = f->other_report_id;
    return reaches(&l[0], f->photos_again) ? CRED_NOTED : CRED_FINE;
}

/* -- the table -- */

const struct cred_check credibility_checks[CRED_CHECKS] = {
    [CRED_AHEAD] = {"ahead_of_stage", W_cred_ahead, W_cred_ahead_for, {W_cred_ahead_says},
     {CRED_SHARE, CRED_SHARE, CRED_POINTS}, 3,
     {{"gap", 2500, CRED_BEYOND, CRED_POINTS, W_cred_ahead_gap},
      {"equipment", 5000, CRED_AT, CRED_SHARE, W_cred_ahead_equipment},
      {"gap_equipment", 4000, CRED_BEYOND, CRED_POINTS, W_cred_ahead_gap_equipment}}, 3, look_ahead},
    [CRED_PERMIT] = {"before_permit", W_cred_permit, W_cred_permit_for,
     {W_cred_permit_later, W_cred_permit_none, W_cred_permit_code}, {CRED_WAN, CRED_SHARE, CRED_DAY}, 3,
     {{"share", 100, CRED_BEYOND, CRED_SHARE, W_cred_permit_share},
      {"days", 0, CRED_BEYOND, CRED_DAYS, W_cred_permit_days}}, 2, look_permit},
    [CRED_EQUAL] = {"equal_increments", W_cred_equal, W_cred_equal_for, {W_cred_equal_says}, {CRED_COUNT, CRED_WAN}, 2,
     {{"run", 3, CRED_AT, CRED_COUNT, W_cred_equal_run},
      {"spread", 50, CRED_BEYOND, CRED_SHARE, W_cred_equal_spread}}, 2, look_equal},
    [CRED_ROUND] = {"round_numbers", W_cred_round, W_cred_round_for, {W_cred_round_says}, {CRED_COUNT, CRED_COUNT, CRED_WAN}, 3,
     {{"unit", 100, CRED_FIXED, CRED_WAN, W_cred_round_unit},
      {"least", 10, CRED_AT, CRED_TIMES, W_cred_round_least},
      {"count", 3, CRED_AT, CRED_COUNT, W_cred_round_count},
      {"window", 6, CRED_FIXED, CRED_COUNT, W_cred_round_window}}, 4, look_round},
    [CRED_JUMP] = {"last_day_jump", W_cred_jump, W_cred_jump_for, {W_cred_jump_says, W_cred_jump_december},
     {CRED_WAN, CRED_WAN, CRED_HUNDREDTHS}, 3,
     {{"factor", 300, CRED_AT, CRED_HUNDREDTHS, W_cred_jump_factor},
      {"mads", 500, CRED_AT, CRED_HUNDREDTHS, W_cred_jump_mads},
      {"months", 4, CRED_AT, CRED_COUNT, W_cred_jump_months},
      {"days", 0, CRED_AT, CRED_DAYS, W_cred_jump_days},
      {"december", 250, CRED_AT, CRED_HUNDREDTHS, W_cred_jump_year_end}}, 5, look_jump},
    [CRED_TEXT] = {"text_again", W_cred_text, W_cred_text_for, {W_cred_text_says}, {CRED_SHARE, CRED_WAN}, 2,
     {{"alike", 95, CRED_AT, CRED_PERCENT, W_cred_text_alike}}, 1, look_text},
    [CRED_TOTAL_LARGE] = {"total_too_large", W_cred_large, W_cred_large_for, {W_cred_large_says},
     {CRED_WAN, CRED_HUNDREDTHS, CRED_WAN, CRED_COUNT}, 4,
     {{"score", 350, CRED_BEYOND, CRED_HUNDREDTHS, W_cred_large_score},
      {"times", 500, CRED_AT, CRED_HUNDREDTHS, W_cred_large_times},
      {"peers", 8, CRED_AT, CRED_COUNT, W_cred_large_peers}}, 3, look_large},
    [CRED_OVER_TOTAL] = {"over_total", W_cred_over, W_cred_over_for, {W_cred_over_says}, {CRED_WAN, CRED_WAN, CRED_SHARE}, 3,
     {{"share", 10000, CRED_BEYOND, CRED_SHARE, W_cred_over_share}}, 1, look_over},
    [CRED_SUMS] = {"sums_differ", W_cred_sums, W_cred_sums_for, {W_cred_sums_says}, {CRED_WAN, CRED_WAN, CRED_WAN}, 3,
     {{"difference", 20000, CRED_BEYOND, CRED_YUAN, W_cred_sums_difference}}, 1, look_sums},
    [CRED_PHOTO_OLD] = {"photo_old", W_cred_photo_old, W_cred_photo_old_for, {W_cred_photo_old_says}, {CRED_DAY, CRED_DAY}, 2,
     {{"days", 3, CRED_BEYOND, CRED_DAYS, W_cred_photo_old_days}}, 1, look_photo_old},
    [CRED_PHOTO_AGAIN] = {"photo_again", W_cred_photo_again, W_cred_photo_again_for, {W_cred_photo_again_says},
     {CRED_COUNT, CRED_COUNT}, 2, {{"photos", 1, CRED_AT, CRED_COUNT, W_cred_photo_again_photos}}, 1, look_photo_again},
};

enum cred_check_no cred_check_no(const char *key) {
    unsigned n = 0;
    while (n < CRED_CHECKS && !text_eq(credibility_checks[n].key, key)) n++;
    return n;
}

struct cred_facts cred_facts_unknown(void) {
    struct cred_facts f = {.is_month = true, .from_day = NO_DAY, .to_day = NO_DAY, .sent_day = NO_DAY, .due_day = NO_DAY,
                           .month_fen = NO_FEN, .construction_fen = NO_FEN, .equipment_fen = NO_FEN, .other_fen = NO_FEN,
                           .total_fen = NO_FEN, .since_fen = NO_FEN, .progress_bp = NO_INT, .stage = STAGE_UNKNOWN,
                           .actual_start_day = NO_DAY, .photo_day = NO_DAY, .other_report_id = NO_INT};
    for (int k = 0; k < CRED_PAST; k++) f.past_fen[k] = NO_FEN;
    for (int k = 0; k <= CRED_PAST; k++) f.season_bp[k] = BP;
    return f;
}
