/* All waivers of projects the reader sees. */
#include "base/text.h"
#include "domain/hearing/hearing_inside.h"
#include "domain/people/setting.h"
#include "domain/stats/sight.h"
#include "waivers_view.h"

enum { WAIVERS_MAX = 5000 };

static struct waivers_row row_of(struct req *q, const struct asked *as, const struct waivers_all_row *r, const char *state) {
    struct arena *a = q->a;
    int row = board_row(as->p->board, r->project_id);
    const struct chunk *c = row < 0 ? NULL : board_chunk(as->p->board, row);
    return (struct waivers_row){
        .project_id = r->project_id, .project_name = c ? chunk_name(c, row % CHUNK_ROWS) : "",
        .light = c ? light_key(lights_at(as->p->lights, row, as->month)) : "", .state = arena_copy(a, state),
        .state_name = both_word(waiver_state_word(state)), .reason = arena_copy(a, r->reason),
        .asker = arena_copy(a, r->asker ? r->asker : ""), .asked_day = r->asked_day,
        .decider = arena_copy(a, r->decider ? r->decider : ""), .decided_day = r->decided_day, .end_day = r->end_day,
        .href = arena_printf(a, "/projects/%lld/light", (long long)r->project_id)};
}

enum err waivers_page(struct req *q) {
    struct asked as;
    struct waivers_view v = {.waiting = 0};
    struct waivers_all_cursor c;
    const struct scope *mine;
    int32_t today;
    bool has = true;
    const char *wanted = req_text(q, "state");
    try(asked_read(q, &as));
    try(settings_today(q->tx, q->now_ms, &today));
    try(sight_of(q, &mine));
    struct waivers_row *rows = arena_array(q->a, struct waivers_row, WAIVERS_MAX);
    try(waivers_all_open(q->tx, &c));
    for (;;) {
        struct waivers_all_row r;
        try(waivers_all_next(&c, &r, &has));
        if (!has) break;
        if (!scope_sees(q->a, mine, r.project_id)) continue;
        const char *state = waiver_state_on(r.state, r.end_day, today);
        v.waiting += text_eq(state, "asked"), v.holding += text_eq(state, "holds"), v.ended += text_eq(state, "over");
        if (!text_empty(wanted) && !text_eq(wanted, state)) continue;
        if (v.rows_count < WAIVERS_MAX) rows[v.rows_count++] = row_of(q, &as, &r, state);
        else v.is_cut = true;
    }
    v.rows = rows;
    return req_view(q, &waivers_view, &v);
}
