/* What the pages of this room have in common: what they are asked, and how a rule is said. */
#include "base/text.h"
#include "domain/people/account.h"
#include "domain/people/setting.h"
#include "domain/rules/rule_check.h"
#include "domain/rules/rules_inside.h"
#include "store/journal.h"
#include <math.h>

enum err rules_asked(struct req *q, struct asked *ret) {
    struct asked as;
    try(asked_read(q, &as));
    as.levels = 0;
    as.level = "platform";
    as.list = asked_addr(q, &as, "/projects");
    *ret = as;
    return OK;
}

struct selection rules_rows(struct arena *a, const struct asked *as) {
    struct question all = asked_question(as);
    return board_select(a, as->p->board, &all);
}

enum err rules_month(struct req *q, int32_t *ret) {
    struct settings settings;
    try(settings_kept_now(q->app->settings, q->tx, &settings));
    *ret = month_of_day(day_of_ms(q->now_ms, settings.time_zone_min));
    return OK;
}

bool rules_may_change(struct req *q, const struct asked *as) {
    return as->known_day == NO_DAY && q->app->web->may(&q->who, ACCESS_WRITE);
}

void rules_tabs(struct req *q, const struct asked *as, const char *here, const struct part_tab_view **ret, size_t *ret_count) {
    static const struct {
        const char *path;
        enum word label;
    } pages[] = {{"/rules", W_rules_in_force}, {"/rules/sets", W_rules_sets}, {"/rules/back-test", W_rules_back}};
    struct part_tab_view *tabs = arena_array(q->a, struct part_tab_view, countof(pages));
    for (size_t i = 0; i < countof(pages); i++) {
        struct addr *to = addr_new(q->a, pages[i].path);
        if (as->known_day != NO_DAY) addr_add(to, "known", day_print(q->a, as->known_day));
        if (req_month(q, "month") != NO_MONTH) addr_add(to, "month", month_print(q->a, as->month));
        tabs[i] = (struct part_tab_view){.label = both_word(pages[i].label), .count = NO_INT, .href = addr_text(to),
                                         .is_here = text_eq(pages[i].path, here)};
    }
    *ret = tabs;
    *ret_count = countof(pages);
}

/* -- in words -- */

struct both rule_said(struct arena *a, const struct light_rule *row) {
    struct light_terms terms = rule_terms(row);
    if (row->is_ended == 1) return both_word(W_rules_ended);
    if (!terms.is_on) return both_word(W_rules_off);
    struct both said = light_terms_said(a, light_rule_no(row->rule), &terms);
    while (*said.in[EN] == ' ') said.in[EN]++; /* it is made to stand behind a sentence */
    if (!terms.hold) return said;
    return both_join(a, said, SAY(a, W_rules_hold_said, both_text(money_exact(a, terms.hold, 100))));
}

static void add(struct arena *a, struct both *all, struct both more) {
    bool is_first = !all->in[ZH] || !*all->in[ZH];
    *all = is_first ? more : both_join(a, both_join(a, *all, both_text(" · ")), more);
}

struct both rule_scope_said(struct arena *a, const struct board *b, const struct light_rule *row) {
    struct both said = both_text("");
    if (row->scope_level) add(a, &said, both_word(levels_word(row->scope_level)));
    if (row->scope_field_id != NO_INT && row->scope_field_id) {
        uint16_t k = 0;
        while (k < b->fields.count && b->fields.at[k].id != row->scope_field_id) k++;
        add(a, &said, dictionary_name(&b->fields, k < b->fields.count ? k : NO_KEY));
    }
    if (row->scope_stage) add(a, &said, choice_word("stage", row->scope_stage));
    if (row->scope_plan_fen != NO_FEN && row->scope_plan_fen)
        add(a, &said, SAY(a, W_rules_plan_from, fen_text(a, row->scope_plan_fen)));
    return *said.in[ZH] ? said : both_word(W_rules_all_projects);
}

enum err rule_written(struct req *q, const struct asked *as, int64_t entry, const char **ret_at, const char **ret_who) {
    struct journal_row journal;
    struct person person;
    try(journal_entry(q->tx, entry, &journal));
    *ret_at = moment_print(q, as->p, journal.recorded_ms);
    *ret_who = word(q->lang, W_setting_program);
    if (journal.actor_id && account_by_id(q->tx, journal.actor_id, q->now_ms, &person) == OK) *ret_who = person.name;
    return OK;
}

/* -- the budget -- */

double outcome_red_rate(const struct outcome *o) {
    return o->judged ? 100.0 * (double)o->red / (double)o->judged : (double)NAN;
}

struct budget budget_of(const struct asked *as, const struct outcome *o) {
    int64_t percent = as->p->settings.alarm_budget_percent;
    return (struct budget){.percent = percent, .red = outcome_red_rate(o), .is_over = o->red * 100 > percent * o->judged};
}
