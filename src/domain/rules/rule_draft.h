/* rule_draft -- a rule as somebody types it, before it stands: read, checked, tried. */
#pragma once
#include "domain/rules/rules_inside.h"

#define RULE_CHOICES                                                                                         \
    "investment_behind|start_overdue|not_in_statistics|figures_missing|stopped|milestone_overdue|"           \
    "problem_overdue|visit_overdue|notes_unanswered|deadline_near|declared|seen|repetition"
/* In the params of a row that takes a draft. */
#define PARAMS_DRAFT                                                                                                      \
    {"mode", P_TEXT, 0, 30}, {"yellow", P_TEXT, 0, 12}, {"red", P_TEXT, 0, 12}, {"hold", P_TEXT, 0, 12},                 \
        {"state", P_CHOICE, .choices = "on|off|end"}, {"list", P_CHOICE, .choices = "key|provincial|municipal|county"},  \
        {"field", P_TEXT, 0, 60},                                                                                        \
        {"stage", P_CHOICE,                                                                                              \
         .choices = "planning|reserve|preliminary|under_construction|suspended|completed|in_production"},                \
        {"plan", P_TEXT, 0, 20}, {"from", P_MONTH}

struct rule_draft {
    enum light_rule_no rule;
    struct light_rule row;           /* as it would be put */
    const struct light_mode *mode;
    int32_t month;                   /* of today */
    bool is_asked;                   /* something was typed */
    bool is_wrong;                   /* a fault was told: there is nothing to try */
    const struct light_rule *stands; /* all that is known */
    size_t count;
    const struct light_rule *standing; /* what holds for the very same projects; NULL: nothing */
};
/* Faults are collected in the request, beside their fields. */
must_use enum err rule_draft_read(struct req *q, const struct asked *as, struct rule_draft *ret);
/* Whether it may be put in force, told beside its fields: what was asked is looked at when it is read, what is saved always. */
void rule_draft_look(struct req *q, const struct asked *as, struct rule_draft *d);
/* The law of the year as if the draft stood from the month shown on. */
struct light_law rule_draft_law(struct req *q, const struct asked *as, const struct rule_draft *d);
/* The same with several rows. */
struct light_law rules_law_with(struct req *q, const struct asked *as, const struct light_rule *stands, size_t count,
                                const struct light_rule *rows, size_t row_count);
/* Hundredths as typed: "7.5" is 750; nothing below zero, past two places behind the point or nine digits before it. */
bool hundredths_read(const char *text, int64_t *ret);
