/* The page of the security journal, newest first. */
#include "base/day.h"
#include "domain/people/people_inside.h"
#include "domain/people/security.h"
#include "domain/people/setting.h"
#include "people_queries.h"
#include "security_view.h"

enum { PAGE_ROWS = 100 };

enum err security_page(struct req *q) {
    struct settings s;
    struct security_notes_before_row *rows;
    size_t count;
    try(settings_now(q->tx, &s));
    try(security_notes_before(q->tx, req_int(q, "before", INT64_MAX), PAGE_ROWS + 1, &rows, &count));
    size_t shown = count < PAGE_ROWS ? count : PAGE_ROWS;
    struct security_row *views = arena_array(q->a, struct security_row, shown);
    for (size_t i = 0; i < shown; i++)
        views[i] = (struct security_row){
            .at = ms_print(q->a, rows[i].at_ms, s.time_zone_min), .who = rows[i].name ? rows[i].name : "",
            .login = rows[i].subject ? rows[i].subject : "", .address = rows[i].address, .kind = rows[i].kind,
            .kind_name = both_word(security_word(rows[i].kind)), .what = rows[i].what,
            .is_attempt = security_is_attempt(rows[i].kind)};
    struct security_view v = {.rows = views, .rows_count = shown, .kept_days = SECURITY_KEPT_DAYS};
    if (count > shown)
        v.older_href = arena_printf(q->a, "/security?before=%lld", (long long)rows[shown - 1].id);
    return req_view(q, &security_view, &v);
}
