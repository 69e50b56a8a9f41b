#include "app/moment.h"
#include "app/verbs.h"
#include "base/text.h"
#include "domain/stats/figures.h"

enum { NAME_COLUMNS = 52, VALUE_COLUMNS = 16 };

static void blanks(struct out *o, size_t from, size_t to) {
    for (; from < to; from++) out_char(o, ' ');
}

/* The unit in which people read a value. */
static const char *unit_of(enum lang lang, enum figure_unit unit) {
    return unit == FIGURE_FEN ? word(lang, W_figures_money) : unit == FIGURE_MONTH ? "" : word(lang, figure_unit_word(unit));
}

static const char *value_of(struct arena *a, enum lang lang, const struct figure_value *v, enum figure_unit unit) {
    struct out *o = out_in(a, 64);
    if (v->kind == FIGURE_NONE) out_raw(o, "—");
    else if (v->kind == FIGURE_REAL) out_raw(o, both_num(a, v->real, 1).in[lang]);
    else if (unit == FIGURE_FEN) out_money(o, v->n, lang == ZH ? FEN_PER_YI : FEN_PER_BILLION, lang == ZH ? 2 : 3);
    else if (unit == FIGURE_MONTH) out_raw(o, month_print(a, (int32_t)v->n));
    else out_thousands(o, v->n);
    return out_text_of(o);
}

/* Which months, areas, fields … a group is of: one line above its figures. */
static void group_print(struct call *c, const struct position *p, const struct figures *f, const struct figure_group *g) {
    const struct figures_asked *asked = &f->asked;
    if (!asked->by_count && !asked->by_month) return;
    out_raw(&c->out, "\n");
    if (asked->by_month) out_printf(&c->out, "%s%s", month_print(c->a, g->month), asked->by_count ? " · " : "");
    for (int k = 0; k < asked->by_count; k++)
        out_printf(&c->out, "%s%s", k ? " · " : "", group_name(p, asked->by[k], g->key[k]).name.in[c->lang]);
    out_raw(&c->out, "\n");
}

static void figure_print(struct call *c, const struct figure_group *g, enum indicator_no n, bool with_formula) {
    const struct indicator *i = &indicators[n];
    const struct figure_value *v = &g->value[n];
    struct out *o = &c->out;
    const char *name = word(c->lang, i->name), *value = value_of(c->a, c->lang, v, i->unit);
    out_printf(o, "  %s", name);
    blanks(o, utf8_columns(name), NAME_COLUMNS);
    blanks(o, utf8_columns(value), VALUE_COLUMNS);
    out_printf(o, " %s %s", value, v->kind == FIGURE_NONE ? "" : unit_of(c->lang, i->unit));
    if (v->unknown) out_raw(o, SAY(c->a, W_figures_unknown, both_int(c->a, v->unknown)).in[c->lang]);
    out_raw(o, "\n");
    if (with_formula) out_printf(o, "      %s\n", word(c->lang, i->formula));
}

static void figures_print(struct call *c, const struct position *p, const struct figures *f) {
    bool is_one = !f->asked.by_count && !f->asked.by_month;
    struct both head = SAY(c->a, W_figures_head, both_text(month_print(c->a, f->asked.where.month)),
                           both_text(day_print(c->a, p->known_day)));
    out_printf(&c->out, "%s\n", head.in[c->lang]);
    for (int k = 0; k < f->count; k++) {
        group_print(c, p, f, &f->at[k]);
        for (enum indicator_no n = 0; n < INDICATOR_COUNT; n++)
            if (is_one || f->at[k].value[n].kind != FIGURE_NONE) figure_print(c, &f->at[k], n, is_one);
    }
}

static enum err figures_tell(struct call *c, struct tx *t) {
    struct moment m;
    struct position *p;
    struct both fault;
    struct figures f;
    try(moment_read(c, t, &m));
    struct figures_asked asked = {.where.scope = scope_everything(), .where.month = m.month};
    enum err e = figures_by(c->a, call_text(c, "by", NULL), &asked, &fault);
    if (e != OK) return call_refuse(c, e, fault);
    try(moment_position(c, t, &m, &p));
    e = figures_where(c->a, p, call_text(c, "where", NULL), &asked, &fault);
    if (e != OK) return call_refuse(c, e, fault);
    e = figures_of(c->a, p, &asked, &f);
    if (e == ERR_TOO_LARGE) return call_refuse(c, e, SAY(c->a, W_figures_too_many, both_int(c->a, FIGURE_GROUPS_MAX)));
    try(e);
    struct json j = call_json(c);
    if (c->json) figures_json(&j, c->a, p, &f);
    else figures_print(c, p, &f);
    return OK;
}

enum err verb_figures(struct call *c) {
    if (call_has(c, "docs")) {
        indicators_markdown(&c->out);
        return OK;
    }
    struct tx *t;
    try(call_store(c, false));
    try(store_read(c->store, c->a, &t));
    enum err e = figures_tell(c, t);
    tx_end(t);
    return e;
}
