/* The ladder as it stands, and the table of who does what: both are the tables that the program acts by. */
#include "domain/letters/letters_inside.h"
#include "letter_ladder_view.h"

static struct both stands_said(struct arena *a, const struct letter_rung *r) {
    return SAY(a, r->cause == LETTER_OF_PROBLEM ? W_letters_late_days : W_letters_stood_months, both_int(a, r->least));
}

static struct both who_said(struct arena *a, unsigned who) {
    static const struct { unsigned bit; enum word word; } names[] = {
        {LETTER_BY_OFFICE, W_letter_by_office}, {LETTER_BY_SIGNER, W_letter_by_signer}, {LETTER_BY_UNIT, W_letter_by_unit}};
    struct both said = both_text("");
    for (size_t i = 0, n = 0; i < countof(names); i++) {
        if (!(who & names[i].bit)) continue;
        said = n++ ? both_join(a, both_join(a, said, both_word(W_letter_or)),
            both_word(names[i].word)) : both_word(names[i].word);
    }
    return said;
}

static struct both with_said(struct arena *a, unsigned with) {
    static const struct { unsigned bit; enum word word; } names[] = {
        {LETTER_WITH_WHY, W_letter_with_why}, {LETTER_WITH_TEXT, W_letter_with_text}, {LETTER_WITH_PLAN, W_letter_with_plan},
        {LETTER_NOT_REVIEWER, W_letter_not_reviewer}, {LETTER_NOT_REPLIER, W_letter_not_replier}};
    (void)a;
    for (size_t i = 0; i < countof(names); i++)
        if (with & names[i].bit) return both_word(names[i].word);
    return both_text("");
}

enum err letter_ladder_page(struct req *q) {
    struct letter_ladder_view v = {0};
    struct letter_ladder_rung *rungs = arena_array(q->a, struct letter_ladder_rung, letter_rung_count);
    struct letter_ladder_act *acts = arena_array(q->a, struct letter_ladder_act, letter_row_count);
    for (size_t i = 0; i < letter_rung_count; i++) {
        const struct letter_rung *r = &letter_rungs[i];
        rungs[i] = (struct letter_ladder_rung){both_word(letter_cause_word(r->cause)), stands_said(q->a, r), r->least,
                                               letter_kind_key(r->kind), both_word(letter_kind_word(r->kind)), r->days};
    }
    for (size_t i = 0; i < letter_row_count; i++) {
        const struct letter_row *r = &letter_rows[i];
        acts[i] = (struct letter_ladder_act){both_word(letter_state_word(r->state)), both_word(letter_action_word(r->action)),
                                             who_said(q->a, r->who), both_word(letter_state_word(r->to)),
                                             with_said(q->a, r->with)};
    }
    v.rungs = rungs, v.rungs_count = letter_rung_count;
    v.acts = acts, v.acts_count = letter_row_count;
    return req_view(q, &letter_ladder_view, &v);
}
