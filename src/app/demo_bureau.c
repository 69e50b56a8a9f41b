#include "app/demo_bureau.h"
#include "base/money.h"
#include "base/text.h"
#include "bureau_queries.h"
#include "reports_queries.h"

enum { ZONE = 480, YEAR = 12 /* the first month of the second year */ };
enum { OWN_IN_HUNDRED = 4, ABSENT_IN_HUNDRED = 8, UNCODED_IN_HUNDRED = 5 };

int64_t demo_bureau_moment(int32_t end_day) { return ms_of_day(end_day - 1, ZONE) + INT64_C(10) * 3600000; }

static enum err figure_put(struct tx *t, const struct bureau_listing *l, int32_t from_month, int32_t to_month, int64_t wan) {
    struct bureau_figure f = bureau_figure_empty;
    f.listing_id = l->id;
    f.from_month = from_month;
    f.to_month = to_month;
    f.amount_fen = wan * FEN_PER_WAN;
    if (l->project_id != NO_INT) {
        struct invest_fact fact = invest_fact_empty;
        fact.project_id = l->project_id;
        fact.source = "bureau";
        fact.from_month = from_month;
        fact.to_month = to_month;
        fact.amount_fen = f.amount_fen;
        try(invest_fact_put(t, &fact, 0));
        f.fact_id = fact.id;
    }
    return bureau_figure_put(t, &f, 0);
}

/* What the bureau counts of some months: mostly the same, at times less, for want of a receipt, seldom more. */
static int64_t counted(struct dice *dice, int64_t wan) {
    if (!wan || dice_chance(dice, 5, 6)) return wan;
    return wan * dice_int(dice, dice_chance(dice, 4, 5) ? 70 : 101, 108) / 100;
}

static enum err figures_put(struct tx *t, struct dice *dice, const struct bureau_listing *l, const struct demo_project *p) {
    int64_t until_october = 0;
    for (int k = YEAR; k < DEMO_MONTHS - 1; k++) until_october += p->month_wan[k];
    try(figure_put(t, l, demo_month(YEAR), demo_month(DEMO_MONTHS - 2), counted(dice, until_october)));
    int32_t november = demo_month(DEMO_MONTHS - 1);
    return figure_put(t, l, november, november, counted(dice, p->month_wan[DEMO_MONTHS - 1]));
}

/* One of ours on their list; under no code it is linked to nothing until a person says so. */
static enum err listed(struct tx *t, struct dice *dice, const struct demo_project *p, int number, int64_t area_id) {
    struct bureau_listing l = bureau_listing_empty;
    bool is_coded = p->code && !dice_chance(dice, UNCODED_IN_HUNDRED, 100);
    l.outside_no = arena_printf(tx_arena(t), "TJ-%05d", number);
    l.national_code = is_coded ? p->code : NULL;
    l.name = p->name;
    l.name_folded = text_fold(tx_arena(t), span_of(p->name));
    l.unit_name = p->unit;
    l.area_id = area_id;
    l.total_fen = p->total_wan * FEN_PER_WAN;
    if (is_coded) l.project_id = p->id, l.linked_by = "code";
    try(bureau_listing_put(t, &l, 0));
    return figures_put(t, dice, &l, p);
}

/* One that the bureau alone knows. */
static enum err unknown(struct tx *t, struct demo *d, struct dice *dice, int number, const struct demo_project *like,
                        int64_t area_id) {
    struct bureau_listing l = bureau_listing_empty;
    l.outside_no = arena_printf(tx_arena(t), "TJ-%05d", number);
    l.name = demo_project_name(d->a, dice, like->area, like->field, 90000 + number);
    l.name_folded = text_fold(tx_arena(t), span_of(l.name));
    l.unit_name = demo_unit_name(d->a, dice, like->field);
    l.area_id = area_id;
    l.total_fen = dice_int(dice, 600, 9000) * FEN_PER_WAN;
    try(bureau_listing_put(t, &l, 0));
    return figure_put(t, &l, demo_month(YEAR), demo_month(DEMO_MONTHS - 1), dice_int(dice, 100, 600));
}

enum err demo_bureau_put(struct tx *t, struct demo *d, const int64_t area_id[AREAS]) {
    struct dice dice = dice_of(d->dice.state + 2022); /* its own */
    int number = 0;
    for (int i = 0; i < d->count; i++) {
        const struct demo_project *p = &d->projects[i];
        bool is_theirs = p->id && !p->is_parent && p->stats_entry_day != NO_DAY && p->withdrawn_day == NO_DAY;
        if (!is_theirs || dice_chance(&dice, ABSENT_IN_HUNDRED, 100)) continue;
        try(listed(t, &dice, p, ++number, area_id[p->area]));
        if (dice_chance(&dice, OWN_IN_HUNDRED, 100)) try(unknown(t, d, &dice, ++number, p, area_id[p->area]));
    }
    return OK;
}
