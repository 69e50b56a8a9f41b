/* The checks that reports are looked at by: what each looks for, its limits, and whether it is on. */
#include "base/text.h"
#include "check_list_view.h"
#include "domain/desk/desk_inside.h"

static void limits_fill(struct req *q, const struct cred_check *c, struct check_row *row) {
    struct check_limit *limits = arena_array(q->a, struct check_limit, (size_t)c->limit_count);
    for (int i = 0; i < c->limit_count; i++)
        limits[i] = (struct check_limit){cred_limit_said(q->a, &c->limits[i]), both_word(c->limits[i].source)};
    row->limits = limits;
    row->limits_count = (size_t)c->limit_count;
}

enum err check_list_page(struct req *q) {
    struct credibility_rules_row *rules;
    struct settings settings;
    size_t count;
    struct check_list_view v = {.fault = q->faults.count ? q->faults.at[0].text.in[q->lang] : ""};
    bool writes = q->app->web->may(&q->who, ACCESS_WRITE);
    try(settings_now(q->tx, &settings));
    try(credibility_rules(q->tx, &rules, &count));
    struct check_row *rows = arena_array(q->a, struct check_row, CRED_CHECKS);
    for (unsigned n = 0; n < CRED_CHECKS; n++) {
        const struct cred_check *c = &credibility_checks[n];
        rows[n] = (struct check_row){.key = c->key, .name = both_word(c->name), .looks_for = both_word(c->looks_for),
                                     .is_on = true, .at = "", .reason = ""};
        limits_fill(q, c, &rows[n]);
        if (writes) rows[n].switch_href = arena_printf(q->a, "/credibility/checks/%s", c->key);
        for (size_t i = 0; i < count; i++) {
            if (!text_eq(rules[i].check_key, c->key)) continue;
            rows[n].is_on = rules[i].is_on != 0;
            rows[n].version = rules[i].version;
            rows[n].reason = rules[i].reason;
            rows[n].at = ms_print(q->a, rules[i].recorded_ms, settings.time_zone_min);
        }
    }
    v.rows = rows;
    v.rows_count = CRED_CHECKS;
    return req_view(q, &check_list_view, &v);
}

enum err check_switch_post(struct req *q) {
    bool is_on = text_eq(req_text(q, "do"), "on");
    try(cred_switch(q->tx, req_text(q, "check"), is_on, req_text(q, "reason"), req_int(q, "version", 0), &q->faults));
    req_notice(q, W_notice_saved);
    return req_redirect(q, "/credibility/checks");
}
