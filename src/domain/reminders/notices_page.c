/* What one was told: newest first, each leads to its thing, which marks it as read. */
#include "base/text.h"
#include "domain/overview/asked.h"
#include "domain/people/setting.h"
#include "domain/reminders/notice_said.h"
#include "domain/reminders/reminders_inside.h"
#include "domain/stats/sight.h"
#include "notices_view.h"
#include "people_queries.h"

enum { NOTICES_SHOWN = 50 };

/* Who reads may see a project's name only today's way: read when the first one is asked for. */
struct names {
    struct req *q;
    int32_t today;
    const struct board *board; /* NULL: not asked for yet */
    const struct scope *scope;
};

static enum err names_load(struct names *n) {
    struct position *p;
    int64_t entry;
    if (n->board) return OK;
    try(tx_last_entry(n->q->tx, &entry));
    try(asked_position(n->q, entry, n->today, civil_of(n->today).year, &p));
    try(sight_of(n->q, &n->scope));
    n->board = p->board;
    return OK;
}

static enum err name_of(struct names *n, int64_t project_id, const char **ret) {
    *ret = NULL;
    try(names_load(n));
    int row = board_row(n->board, project_id);
    if (row < 0 || !scope_sees(n->q->a, n->scope, project_id)) return OK;
    *ret = chunk_name(board_chunk(n->board, row), row % CHUNK_ROWS);
    return OK;
}

static enum err row_fill(struct names *names, const struct settings *s, const struct notices_of_row *r, struct notices_row *v) {
    struct req *q = names->q;
    bool is_about = r->project_id != NO_INT;
    const char *name = NULL;
    if (is_about) try(name_of(names, r->project_id, &name));
    bool is_hidden = is_about && !name;
    struct notice_words words = {.kind = r->kind, .period = r->period, .desk = r->desk, .role = r->role, .detail = r->detail,
                                 .day = r->day, .n = r->n,
                                 .project = is_hidden ? both_word(W_notices_hidden) : both_text(name ? name : "")};
    bool is_sentence = notice_kind_read(r->kind) == NOTICE_POST; /* the detail stands in it already */
    *v = (struct notices_row){.id = r->id, .kind = r->kind, .text = notice_said(q->a, &words),
                              .detail = is_hidden || is_sentence ? "" : r->detail,
                              .project_id = is_hidden ? NO_INT : r->project_id,
                              .at = ms_print(q->a, r->at_ms, s->time_zone_min), .by = r->by_name ? r->by_name : "",
                              .is_unread = r->read_ms == NO_INT, .href = r->href, .read_by = "",
                              .open_href = arena_printf(q->a, "/notices/%lld", (long long)r->id)};
    if (r->reader_name && r->inbox_id != q->who.account_id) v->read_by = r->reader_name;
    return OK;
}

static const char *page_href(struct req *q, int64_t page) {
    return page < 1 ? NULL : arena_printf(q->a, "/notices?page=%lld", (long long)page);
}

enum err notices_page(struct req *q) {
    struct notices_of_row *found;
    struct notices_count_of_row total;
    struct settings settings;
    size_t count;
    int64_t page = req_int(q, "page", 1), before = (page - 1) * NOTICES_SHOWN;
    try(settings_kept_now(q->app->settings, q->tx, &settings));
    struct names names = {.q = q, .today = day_of_ms(q->now_ms, settings.time_zone_min)};
    struct notices_view v = {.up_to = q->now_ms};
    try(notices_count_of(q->tx, q->who.account_id, names.today, &total));
    try(notices_unread(q->tx, q->who.account_id, names.today, &v.unread));
    try(notices_of(q->tx, q->who.account_id, names.today, NOTICES_SHOWN, before, &found, &count));
    struct notices_row *rows = arena_array(q->a, struct notices_row, count);
    for (size_t i = 0; i < count; i++) try(row_fill(&names, &settings, &found[i], &rows[i]));
    v.rows = rows;
    v.rows_count = count;
    v.total = total.n;
    int64_t last = before + (int64_t)count;
    v.pager = (struct part_pager_view){.first = count ? before + 1 : 0, .last = last, .total = total.n,
                                       .prev_href = page_href(q, page - 1),
                                       .next_href = last < total.n ? page_href(q, page + 1) : NULL};
    return req_view(q, &notices_view, &v);
}

/* It is marked as read once the reply is made: the row declares it, the program writes it. */
enum err notice_open(struct req *q) {
    struct notice_in_inbox_row row;
    struct settings settings;
    bool has;
    try(settings_kept_now(q->app->settings, q->tx, &settings));
    int32_t today = day_of_ms(q->now_ms, settings.time_zone_min);
    try(notice_in_inbox(q->tx, req_int(q, "notice", 0), q->who.account_id, today, &row, &has));
    return has ? req_redirect(q, row.href) : ERR_MISSING;
}

enum err notices_read_post(struct req *q) {
    int32_t today;
    try(settings_today(q->tx, q->now_ms, &today));
    try(notices_read_all(q->tx, q->now_ms, q->who.account_id, today, req_int(q, "up_to", 0), NULL));
    return req_redirect(q, "/notices");
}
