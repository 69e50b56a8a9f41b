/* The clock of a practice day: where it stands, and the form that moves it forward. */
#include "domain/people/people_inside.h"
#include "base/day.h"
#include "domain/people/setting.h"
#include "practice_view.h"
#include "web/web.h"

/* There is such a page only while a practice day is on. */
enum err practice_page(struct req *q) {
    if (!practice_clock_is_on()) return ERR_MISSING;
    struct part_input_view *inputs = arena_array(q->a, struct part_input_view, 1);
    inputs[0] = (struct part_input_view){
        .name = "to", .type = "text", .label = both_word(W_practice_to), .help = both_word(W_practice_to_help), .complete = "off",
        .is_required = true, .value = req_typed(q, "to", ""), .fault = req_fault_text(q, "to")};
    struct practice_view v = {.now = people_moment(q, q->now_ms), .inputs = inputs, .inputs_count = 1};
    return req_view(q, &practice_view, &v);
}

enum err practice_post(struct req *q) {
    struct settings s;
    int64_t to_ms;
    const char *to = req_text(q, "to");
    if (!practice_clock_is_on()) return ERR_MISSING;
    try(settings_now(q->tx, &s));
    if (!ms_read(to, s.time_zone_min, &to_ms)) return req_fault(q, "to", SAY(q->a, W_practice_no_moment, both_text(to)));
    /* Noted at the moment that ends: the note before a leap says who leapt, and to when. */
    try(people_noted(q, SECURITY_CLOCK, people_moment(q, to_ms)));
    if (!practice_clock_forward(to_ms))
        return req_fault(q, "to", SAY(q->a, W_practice_past, both_text(people_moment(q, now_ms()))));
    req_notice(q, W_practice_moved);
    return req_redirect(q, "/practice");
}
