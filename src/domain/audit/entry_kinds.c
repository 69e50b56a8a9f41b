#include "domain/audit/entry_kinds.h"
#include "base/text.h"

/* What changes nothing of a project: people, settings, rules, dictionaries. */
static const struct { const char *kind; enum word word; } city_kinds[] = {
    {"install", W_entry_install}, {"practice_people", W_entry_practice_people}, {"account_add", W_entry_account_add},
    {"account_off", W_entry_account_off}, {"account_on", W_entry_account_on}, {"account_password", W_accounts_reset},
    {"account_language", W_shell_language}, {"account_mail", W_mail_title}, {"account_role", W_security_rights},
    {"organisation_import", W_entry_organisation_import},
    {"unit", W_entry_unit}, {"post", W_entry_post}, {"setting", W_entry_setting}, {"holiday_notice", W_entry_holidays},
    {"problem_rung", W_problems_ladder_title}, {"report_rule", W_entry_report_rule},
    {"report_rule_end", W_entry_report_rule_end}, {"lock_except", W_entry_lock_except},
    {"lock_except_end", W_entry_lock_except_end}, {"milestone_dictionary", W_milestone_dictionary},
    {"light_rule", W_entry_light_rule}, {"light_set", W_entry_light_set},
    {"dispatch_meeting", W_entry_dispatch_meeting}, {"bulletin", W_entry_bulletin}, {"score_formula", W_told_score_formula},
    {"outlook", W_entry_outlook}, {"office_template", W_templates_title},
    {"webhook", W_entry_webhook}, {"factor", W_security_factor}, {"identity", W_security_identity}};

struct both journal_kind_word(const char *kind) {
    for (size_t i = 0; i < countof(city_kinds); i++)
        if (text_eq(city_kinds[i].kind, kind)) return both_word(city_kinds[i].word);
    return entry_word(kind);
}

void journal_kinds_choose(struct req *q, const char *chosen, bool with_city, const struct part_choice_view **ret,
                          size_t *ret_count) {
    size_t room = countof(city_kinds) + 1, n = 0;
    while (entry_kind_at(room - countof(city_kinds) - 1)) room++;
    struct part_choice_view *choices = arena_array(q->a, struct part_choice_view, room);
    choices[n++] = (struct part_choice_view){.value = "", .label = both_word(W_all), .is_chosen = text_empty(chosen)};
    for (size_t i = 0; entry_kind_at(i); i++)
        choices[n++] = (struct part_choice_view){.value = entry_kind_at(i), .label = entry_word(entry_kind_at(i))};
    for (size_t i = 0; with_city && i < countof(city_kinds); i++)
        choices[n++] = (struct part_choice_view){.value = city_kinds[i].kind, .label = both_word(city_kinds[i].word)};
    for (size_t i = 1; i < n; i++) choices[i].is_chosen = text_eq(choices[i].value, chosen);
    *ret = choices;
    *ret_count = n;
}
