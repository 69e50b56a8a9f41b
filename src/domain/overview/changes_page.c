/* Everything that changed since a date, project by project, a page at a time. */
#include "base/text.h"
#include "changes_view.h"
#include "domain/overview/board_page.h"
#include "domain/overview/pages.h"
#include "store/journal.h"

enum { PAGE_ROWS = 50, DAYS_BACK = 7 };

static const char *page_href(struct req *q, int64_t page) {
    struct addr *addr = req_here(q);
    addr_set_int(addr, "page", page);
    return addr_text(addr);
}

/* What was known at the end of a day, seen with today's calendar: only what was recorded since differs. */
static enum err then_take(struct req *q, const struct asked *as, int32_t since, struct position **ret) {
    const struct position *p = as->p;
    int64_t entry;
    try(journal_at(q->tx, ms_of_day(since + 1, p->settings.time_zone_min) - 1, &entry));
    return asked_position(q, entry < p->entry ? entry : p->entry, p->known_day, p->year, ret);
}

enum err changes_page(struct req *q) {
    struct asked as;
    struct position *then;
    struct change *changes;
    int count, total;
    try(asked_read(q, &as));
    int32_t since = req_day(q, "since");
    if (since == NO_DAY) since = as.p->known_day - DAYS_BACK;
    int page = (int)req_int(q, "page", 1), skip = (page - 1) * PAGE_ROWS;
    struct question ask = asked_question(&as);
    struct selection all = board_select(q->a, as.p->board, &ask);
    try(then_take(q, &as, since, &then));
    try(changes_between(q->a, then, as.p, &all, as.month, skip, PAGE_ROWS, &changes, &count, &total));
    struct changes_row *rows = arena_array(q->a, struct changes_row, (size_t)count);
    for (int i = 0; i < count; i++) {
        bool follows = i > 0 && changes[i - 1].project_id == changes[i].project_id;
        rows[i] = (struct changes_row){.project_id = changes[i].project_id, .name = changes[i].name, .is_first = !follows,
                                       .href = project_href(&as, changes[i].project_id), .what = changes[i].what,
                                       .from = changes[i].from, .to = changes[i].to};
    }
    struct changes_view v = {
        .since = since, .known_day = as.p->known_day, .month = as.month, .level = as.level,
        .scope = both_word(levels_word(as.level)), .total = total, .rows = rows, .rows_count = (size_t)count,
        .pager = {.first = count ? skip + 1 : 0, .last = count ? skip + count : 0, .total = total,
                  .prev_href = page > 1 ? page_href(q, page - 1) : NULL,
                  .next_href = skip + count < total ? page_href(q, page + 1) : NULL}};
    months_choose(q, &as, &v.months, &v.months_count);
    levels_choose(q, &as, &v.levels, &v.levels_count);
    v.board_href = addr_text(asked_addr(q, &as, "/board"));
    return req_view(q, &changes_view, &v);
}
