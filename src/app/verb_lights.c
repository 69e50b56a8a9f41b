#include "app/moment.h"
#include "app/verbs.h"
#include "base/text.h"
#include "domain/stats/figures.h"
#include <string.h>

/* The colours asked for as a set; all of them if none was. */
static unsigned colours_asked(const struct call *c) {
    unsigned set = 0;
    const char *colour;
    for (int i = 0; (colour = call_text_at(c, "light", i)) != NULL; i++)
        for (enum light l = GREY; l < LIGHT_COUNT; l++)
            if (text_eq(colour, light_key(l))) set |= 1u << l;
    return set ? set : (1u << LIGHT_COUNT) - 1;
}

static void light_print(struct call *c, struct arena *a, const struct lights *l, int row, int32_t month) {
    const struct chunk *k = board_chunk(l->board, row);
    struct light_reasons r = lights_reasons(a, l, row, month);
    const char *code = chunk_code(k, row % CHUNK_ROWS);
    struct both since = SAY(a, W_lights_since, both_text(month_print(a, r.since_month)));
    out_printf(&c->out, "%s  %s  %s  %s\n", word(c->lang, light_word(r.light)), chunk_name(k, row % CHUNK_ROWS),
               *code ? code : chunk_number(k, row % CHUNK_ROWS), since.in[c->lang]);
    for (int i = 0; i < r.count; i++) {
        out_printf(&c->out, "    %s\n", r.at[i].text.in[c->lang]);
        if (r.at[i].way_text.in[c->lang]) out_printf(&c->out, "    → %s\n", r.at[i].way_text.in[c->lang]);
    }
}

/* Trouble first, as on the list. */
static void lights_print(struct call *c, const struct position *p, const struct selection *s, int32_t month) {
    struct order order = {.key = SORT_LIGHT, .is_descending = true, .month = month,
                          .light = lights_colours(c->a, p->lights, month)};
    const int *rows;
    int count = board_top(c->a, p->board, s, &order, 0, s->count, &rows);
    struct arena *a = arena_new(0);
    for (int i = 0; i < count; i++) {
        light_print(c, a, p->lights, rows[i], month);
        arena_reset(a);
    }
    arena_done(a);
    int64_t n[LIGHT_COUNT] = {0};
    for (int i = 0; i < count; i++) n[lights_at(p->lights, rows[i], month)]++;
    struct both sum = SAY(c->a, W_lights_sum, both_int(c->a, n[RED]), both_int(c->a, n[YELLOW]), both_int(c->a, n[GREEN]),
                          both_int(c->a, n[GREY]));
    out_printf(&c->out, "%s\n", sum.in[c->lang]);
}

static enum err lights_tell(struct call *c, struct tx *t) {
    struct moment m;
    struct position *p;
    struct both fault;
    try(moment_read(c, t, &m));
    try(moment_position(c, t, &m, &p));
    struct figures_asked asked = {.where = {.scope = scope_everything(), .month = m.month, .with_uncounted = true}};
    enum err e = figures_where(c->a, p, call_text(c, "where", NULL), &asked, &fault);
    if (e != OK) return call_refuse(c, e, fault);
    struct selection s = board_select(c->a, p->board, &asked.where);
    lights_filter(p->lights, m.month, colours_asked(c), &s);
    struct json j = call_json(c);
    if (c->json) lights_json(&j, c->a, p->lights, &s, m.month);
    else lights_print(c, p, &s, m.month);
    return OK;
}

enum err verb_lights(struct call *c) {
    struct tx *t;
    try(call_store(c, false));
    try(store_read(c->store, c->a, &t));
    enum err e = lights_tell(c, t);
    tx_end(t);
    return e;
}
