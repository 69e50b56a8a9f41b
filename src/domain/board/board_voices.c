/* What people say of a project's lights, and waivers: from the store into facts, and into columns of months. */
#include "domain/board/board_facts.h"
#include "board_queries.h"

static uint8_t colour_of(const char *word) {
    static const char *const words[] = {"", "green", "yellow", "red"};
    for (uint8_t i = 1; i < countof(words); i++)
        if (text_eq(words[i], word)) return i;
    return 0;
}

static enum err take_voices(struct facts *f, struct board_voices_cursor *c) {
    struct board_voices_row r;
    bool has;
    for (;;) {
        try(board_voices_next(c, &r, &has));
        if (!has) return OK;
        facts_add(f, FACT_VOICE, &(struct fact_voice){r.project_id, r.id, (int32_t)r.month, text_eq(r.voice, "unit"),
                                                      colour_of(r.colour)});
    }
}

static enum err take_waivers(struct facts *f, struct board_waivers_cursor *c) {
    struct board_waivers_row r;
    bool has;
    for (;;) {
        try(board_waivers_next(c, &r, &has));
        if (!has) return OK;
        facts_add(f, FACT_WAIVER, &(struct fact_waiver){r.project_id, r.id, r.decided_day, r.end_day, r.revoked_day,
                                                        !text_eq(r.state, "refused")});
    }
}

static enum err load_said(const struct fold *fold, const struct fact_reach *w, struct facts *f) {
    struct board_voices_cursor c;
    if (w->is_one) try(board_voices_of_open(fold->tx, w->first_id, fold->entry, &c));
    else try(board_voices_open(fold->tx, fold->entry, &c));
    try(take_voices(f, &c));
    int old = f->lists[FACT_VOICE].count;
    try(board_voices_then_open(fold->tx, w->first_id, w->last_id, fold->entry, &c));
    try(take_voices(f, &c));
    facts_merge(f, FACT_VOICE, old);
    return OK;
}

enum err facts_load_voices(const struct fold *fold, const struct fact_reach *w, struct facts *f) {
    struct board_waivers_cursor c;
    try(load_said(fold, w, f));
    if (w->is_one) try(board_waivers_of_open(fold->tx, w->first_id, fold->entry, &c));
    else try(board_waivers_open(fold->tx, fold->entry, &c));
    try(take_waivers(f, &c));
    int old = f->lists[FACT_WAIVER].count;
    try(board_waivers_then_open(fold->tx, w->first_id, w->last_id, fold->entry, &c));
    try(take_waivers(f, &c));
    facts_merge(f, FACT_WAIVER, old);
    return OK;
}

/* Of several that hold on a day the one that ends last. */
static int32_t waived_until(const struct fact_saying *w, int32_t day) {
    int32_t until = NO_DAY;
    for (const struct fact_waiver *v = w->waivers; v < w->waivers + w->waiver_count; v++) {
        bool holds = v->was_approved && v->decided_day <= day && day <= v->end_day;
        holds = holds && (v->revoked_day == NO_DAY || day < v->revoked_day);
        if (holds && (until == NO_DAY || v->end_day > until)) until = v->end_day;
    }
    return until;
}

void facts_saying(const struct fold *fold, const struct fact_saying *w, int year_at, struct board_row *row) {
    int32_t january = month_of(fold->boards[year_at]->year, 1);
    for (const struct fact_voice *v = w->voices; v < w->voices + w->voice_count; v++)
        if (v->month >= january && v->month < january + YEAR_MONTHS)
            (v->of_unit ? row->declared : row->seen)[v->month - january] = v->colour;
    for (int m = 0; m < YEAR_MONTHS; m++) {
        int32_t last = fold->days[year_at].month_last[m];
        row->waived_day[m] = waived_until(w, last < fold->known_day ? last : fold->known_day);
    }
}

int32_t facts_waivers_until(const struct facts *f, int32_t day) {
    const struct fact_waiver *at = (const void *)f->lists[FACT_WAIVER].at;
    int32_t until = NO_DAY;
    for (int k = 0; k < f->lists[FACT_WAIVER].count; k++)
        if (at[k].was_approved && at[k].end_day >= day && (until == NO_DAY || at[k].end_day + 1 < until))
            until = at[k].end_day + 1;
    return until;
}
