/* usage: desk_bench waits DATA COUNT     reports that wait at the city office, made; prints "ID:VERSION", one a line
 *        desk_bench people DATA COUNT    so many accounts, each the unit of one project that owes reports of every month
 *                                        of two years and again of this one; prints "TOKEN PROJECT", one a line
 *        desk_bench areas DATA           an account that sees every area by its seat; prints its token
 *        desk_bench sent DATA            prints how many reports were sent, after looking that none is there twice
 *
 * What script/bench needs beside the practice city; DATA is a copy of it. */
#include "base/text.h"
#include "domain/board/board.h"
#include "domain/people/session.h"
#include "domain/reports/report.h"
#include "people_queries.h"
#include "projects_queries.h"
#include "reports_queries.h"
#include "store/journal.h"
#include "store/store.h"
#include <stdio.h>
#include <string.h>

enum { COUNT_MAX = 100000, YEAR = 2022, ALL_MONTHS = (1 << YEAR_MONTHS) - 1 };

struct bench {
    struct store *s;
    struct arena *a;
    int64_t count;
    struct tx *t;
    struct board *years[2];
};

static enum err begin(struct bench *b) {
    struct entry_note note = {.kind = "bench", .reason = ""};
    return store_write(b->s, b->a, &note, &b->t);
}

static enum err boards_load(struct bench *b) {
    struct journal_row head;
    struct tx *t;
    try(store_read(b->s, b->a, &t));
    try(journal_head(t, &head));
    try(board_fold(t, head.number, YEAR, countof(b->years), b->years));
    tx_end(t);
    return OK;
}

/* On the platform in every month of both years: a report of each is owed. */
static bool owes_always(const struct bench *b, int row) {
    for (size_t k = 0; k < countof(b->years); k++) {
        const struct chunk *c = board_chunk(b->years[k], row);
        if (c->platform_months[row % CHUNK_ROWS] != ALL_MONTHS) return false;
    }
    return true;
}

static int64_t project_at(const struct bench *b, int row) {
    return board_chunk(b->years[0], row)->project_id[row % CHUNK_ROWS];
}

static enum err account_add(struct bench *b, const char *login, int64_t *ret_id) {
    struct account row = account_empty;
    row.provider = "password", row.subject = row.name = login, row.lang = "zh", row.is_off = 0;
    try(account_put(b->t, &row, 0));
    *ret_id = row.id;
    return OK;
}

static enum err grant_add(struct bench *b, int64_t account_id, const char *role, int64_t area_id, int64_t project_id) {
    struct access_grant g = access_grant_empty;
    g.account_id = account_id, g.role = role, g.area_id = area_id, g.project_id = project_id;
    return access_grant_put(b->t, &g, 0);
}

/* What the practice city reported for a project in the year is taken back, so that it is owed again. */
static enum err owes_again(struct bench *b, int64_t project_id) {
    for (int m = 1; m <= YEAR_MONTHS; m++) {
        struct report_of_period_row found;
        struct report r;
        bool has;
        try(report_of_period(b->t, project_id, month_last_day(month_of(YEAR, m)), "month", &found, &has));
        if (!has) continue;
        try(report_get(b->t, found.id, &r));
        r.gone = 1;
        try(report_put(b->t, &r, r.version));
    }
    return OK;
}

/* -- waits -- */

static enum err report_add(struct bench *b, int row, int32_t month, int64_t filler_id) {
    struct report r = report_empty;
    r.project_id = project_at(b, row);
    r.period_kind = "month";
    r.from_day = month_first_day(month), r.to_day = month_last_day(month);
    r.revision = 0, r.state = "at_office", r.desk = "office", r.came_from = "department";
    r.month_fen = INT64_C(100000000) + row * INT64_C(1000000);
    r.progress = "主体结构施工，设备陆续进场";
    r.filler_id = filler_id, r.sent_ms = now_ms();
    try(report_put(b->t, &r, 0));
    printf("%lld:%lld\n", (long long)r.id, (long long)r.version);
    return OK;
}

static enum err waits(struct bench *b) {
    int64_t filler_id;
    int64_t made = 0;
    try(boards_load(b));
    try(begin(b));
    try(account_add(b, "waits", &filler_id));
    for (int row = 0; row < b->years[0]->rows; row++)
        if (owes_always(b, row)) try(owes_again(b, project_at(b, row)));
    for (int32_t month = month_of(YEAR, 11); made < b->count && month > month_of(YEAR, 6); month--)
        for (int row = 0; row < b->years[0]->rows && made < b->count; row++) {
            if (!owes_always(b, row)) continue;
            try(report_add(b, row, month, filler_id));
            made++;
        }
    return made == b->count ? tx_commit(b->t) : ERR_INVALID;
}

/* -- people -- */

static enum err people(struct bench *b) {
    char token[TOKEN_TEXT];
    int64_t made = 0;
    try(boards_load(b));
    try(begin(b));
    for (int row = 0; row < b->years[0]->rows && made < b->count; row++) {
        int64_t id;
        if (!owes_always(b, row)) continue;
        try(account_add(b, arena_printf(b->a, "unit%lld", (long long)++made), &id));
        try(grant_add(b, id, "project_unit", NO_INT, project_at(b, row)));
        try(owes_again(b, project_at(b, row)));
        try(token_make(b->t, id, "bench", now_ms(), token));
        printf("%s %lld\n", token, (long long)project_at(b, row));
    }
    return made == b->count ? tx_commit(b->t) : ERR_INVALID;
}

/* -- areas -- */

static enum err areas(struct bench *b) {
    struct area_list_row *rows;
    size_t count;
    int64_t id;
    char token[TOKEN_TEXT];
    try(begin(b));
    try(area_list(b->t, &rows, &count));
    try(account_add(b, "areas", &id));
    for (size_t i = 0; i < count; i++) try(grant_add(b, id, "area_office", rows[i].id, NO_INT));
    try(token_make(b->t, id, "bench", now_ms(), token));
    printf("%s\n", token);
    return tx_commit(b->t);
}

/* -- sent -- */

static enum err sent(struct bench *b) {
    struct reports_at_desk_cursor c;
    struct reports_at_desk_row r, last = {.project_id = 0};
    struct tx *t;
    int64_t n = 0;
    bool has;
    try(store_read(b->s, b->a, &t));
    try(reports_at_desk_open(t, desk_key(DESK_AREA), &c));
    for (;; n++, last = r) { /* in the order of period and project */
        try(reports_at_desk_next(&c, &r, &has));
        if (!has) break;
        if (r.to_day == last.to_day && r.project_id == last.project_id)
            return arena_fail(b->a, ERR_INVALID, "a report is there twice");
    }
    reports_at_desk_close(&c);
    printf("%lld\n", (long long)n);
    return OK;
}

int main(int argc, char **argv) {
    static const struct {
        const char *name;
        int args;
        enum err (*run)(struct bench *b);
    } acts[] = {{"waits", 4, waits}, {"people", 4, people}, {"areas", 3, areas}, {"sent", 3, sent}};
    struct bench b = {.a = arena_new((size_t)256 << 20)};
    enum err e = ERR_USAGE;
    if (argc == 4 && !text_int(argv[3], 1, COUNT_MAX, &b.count)) argc = 0;
    for (size_t i = 0; i < countof(acts); i++) {
        if (argc < 2 || argc != acts[i].args || !text_eq(argv[1], acts[i].name)) continue;
        e = store_open(b.a, argv[2], &(struct store_options){0}, &b.s);
        if (e == OK) e = acts[i].run(&b);
    }
    if (e != OK) fprintf(stderr, "desk_bench: %s\n", arena_failure(b.a) ? arena_failure(b.a) : err_row(e)->name);
    arena_done(b.a);
    for (size_t k = 0; k < countof(b.years); k++) board_drop(b.years[k]);
    if (b.s) store_close(b.s);
    return e != OK;
}
