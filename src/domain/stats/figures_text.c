/* Figures asked for and told in text: --where, --by, JSON. */
#include "base/text.h"
#include "domain/stats/figures.h"

/* -- names of groups -- */

static const char *const by_keys[BY_COUNT] = {
    [BY_AREA] = "area", [BY_FIELD] = "field", [BY_DEPARTMENT] = "department", [BY_STAGE] = "stage", [BY_LEVEL] = "level"};

static const struct {
    const char *key;
    enum word word;
} stages[STAGE_COUNT] = {
    [STAGE_UNKNOWN] = {"", W_figure_not_stated},
    [PLANNING] = {"planning", W_stage_planning},
    [RESERVE] = {"reserve", W_stage_reserve},
    [STAGE_PRELIMINARY] = {"preliminary", W_stage_preliminary},
    [UNDER_CONSTRUCTION] = {"under_construction", W_stage_under_construction},
    [SUSPENDED] = {"suspended", W_stage_suspended},
    [COMPLETED] = {"completed", W_stage_completed},
    [IN_PRODUCTION] = {"in_production", W_stage_in_production},
    [WITHDRAWN] = {"withdrawn", W_stage_withdrawn},
}, levels[LEVEL_COUNT] = {
    [PROVINCIAL_MAJOR] = {"provincial_major", W_level_provincial_major},
    [PROVINCIAL_KEY] = {"provincial_key", W_level_provincial_key},
    [MUNICIPAL_KEY] = {"municipal_key", W_level_municipal_key},
    [COUNTY_KEY] = {"county_key", W_level_county_key},
};

const char *group_by_key(enum group_by by) { return by_keys[by]; }
const char *stage_key(enum stage stage) { return stages[stage].key; }
enum word stage_word(enum stage stage) { return stages[stage].word; }
enum word level_word(enum level level) { return levels[level].word; }

static const struct dictionary *dictionary_of(const struct board *b, enum group_by by) {
    return by == BY_AREA ? &b->areas : by == BY_FIELD ? &b->fields : by == BY_DEPARTMENT ? &b->departments : NULL;
}

struct group_name group_name(const struct position *p, enum group_by by, uint16_t key) {
    const struct dictionary *d = dictionary_of(p->board, by);
    if (d && key < d->count) return (struct group_name){d->at[key].key, {{d->at[key].name_zh, d->at[key].name_en}}};
    if (by == BY_STAGE && key != STAGE_UNKNOWN && key < STAGE_COUNT)
        return (struct group_name){stages[key].key, both_word(stages[key].word)};
    if (by == BY_LEVEL && key < LEVEL_COUNT) return (struct group_name){levels[key].key, both_word(levels[key].word)};
    return (struct group_name){NULL, both_word(W_figure_not_stated)};
}

/* -- what is asked for -- */

/* The key of a name in a dictionary, a stage or a level; NO_KEY also for "none". False if there is none such. */
static bool key_read(const struct position *p, enum group_by by, const char *name, uint16_t *ret) {
    if (text_eq(name, "none")) {
        *ret = NO_KEY;
        return true;
    }
    for (uint16_t key = 0; key < NO_KEY; key++) {
        struct group_name n = group_name(p, by, key);
        if (n.key && text_eq(n.key, name)) {
            *ret = key;
            return true;
        }
    }
    return false;
}

static bool level_read(const char *name, struct figures_asked *asked) {
    asked->has_level = true;
    if (text_eq(name, "platform")) return true;
    if (text_eq(name, "key")) {
        asked->where.levels |= LEVELS_KEY;
        return true;
    }
    for (unsigned level = 0; level < LEVEL_COUNT; level++)
        if (text_eq(name, levels[level].key)) {
            asked->where.levels |= 1u << level;
            return true;
        }
    return false;
}

static bool condition_read(const struct position *p, const char *of, const char *name, struct figures_asked *asked) {
    if (text_eq(of, by_keys[BY_LEVEL])) return level_read(name, asked);
    enum group_by by = BY_AREA;
    while (by < BY_LEVEL && !text_eq(of, by_keys[by])) by++;
    uint16_t key;
    if (by == BY_LEVEL || !key_read(p, by, name, &key)) return false;
    if (by == BY_STAGE) asked->where.stages |= 1u << (key == NO_KEY ? STAGE_UNKNOWN : key);
    else keys_add(by == BY_AREA ? &asked->where.areas : by == BY_FIELD ? &asked->where.fields : &asked->where.departments,
                  key);
    return true;
}

enum err figures_where(struct arena *a, const struct position *p, const char *text, struct figures_asked *asked,
                       struct both *ret_fault) {
    struct span left = span_of(text ? text : ""), part;
    while (span_cut(&left, ',', &part)) {
        struct span value = span_trim(part), of;
        if (!value.len) continue;
        bool is_read = span_cut(&value, '=', &of) && value.at &&
                       condition_read(p, arena_copy_n(a, of.at, of.len), arena_copy_n(a, value.at, value.len), asked);
        if (is_read) continue;
        *ret_fault = SAY(a, W_figure_bad_where, both_text(arena_copy_n(a, part.at, part.len)));
        return ERR_USAGE;
    }
    return OK;
}

enum err figures_by(struct arena *a, const char *text, struct figures_asked *asked, struct both *ret_fault) {
    struct span left = span_of(text ? text : ""), part;
    while (span_cut(&left, ',', &part)) {
        part = span_trim(part);
        if (!part.len) continue;
        enum group_by by = BY_AREA;
        while (by < BY_COUNT && !span_is(part, by_keys[by])) by++;
        bool is_twice = false;
        for (int k = 0; k < asked->by_count; k++) is_twice = is_twice || asked->by[k] == by;
        if (span_is(part, "month")) {
            asked->by_month = true;
        } else if (by == BY_COUNT || is_twice || asked->by_count == FIGURE_BY_MAX) {
            *ret_fault = SAY(a, W_figure_bad_by, both_text(arena_copy_n(a, part.at, part.len)));
            return ERR_USAGE;
        } else {
            asked->by[asked->by_count++] = by;
        }
    }
    return OK;
}

/* -- JSON -- */

static void value_json(struct json *j, struct arena *a, const struct figure_value *v, enum figure_unit unit) {
    json_key(j, "value");
    if (v->kind == FIGURE_NONE) json_unknown(j);
    else if (v->kind == FIGURE_REAL) json_double(j, v->real);
    else if (unit == FIGURE_MONTH) json_text(j, month_print(a, (int32_t)v->n));
    else json_int(j, v->n);
}

static void by_json(struct json *j, struct arena *a, const struct position *p, const struct figures *f,
                    const struct figure_group *g) {
    if (!f->asked.by_count && !f->asked.by_month) return;
    json_key(j, "by");
    json_open(j);
    if (f->asked.by_month) json_key_text(j, "month", month_print(a, g->month));
    for (int k = 0; k < f->asked.by_count; k++)
        json_key_text(j, by_keys[f->asked.by[k]], group_name(p, f->asked.by[k], g->key[k]).key);
    json_close(j);
}

static void figure_json(struct json *j, struct arena *a, const struct position *p, const struct figures *f,
                        const struct figure_group *g, enum indicator_no n) {
    const struct indicator *i = &indicators[n];
    bool has_denominator = i->denominator != NO_INDICATOR;
    json_open(j);
    json_key_text(j, "code", i->code);
    value_json(j, a, &g->value[n], i->unit);
    json_key_text(j, "unit", figure_unit_key(i->unit));
    json_key_text(j, "denominator", has_denominator ? indicators[i->denominator].code : NULL);
    json_key_int(j, "unknown", g->value[n].unknown);
    json_key_text(j, "name_zh", word(ZH, i->name));
    json_key_text(j, "name_en", word(EN, i->name));
    json_key_text(j, "formula_zh", word(ZH, i->formula));
    json_key_text(j, "formula_en", word(EN, i->formula));
    by_json(j, a, p, f, g);
    json_close(j);
}

void figures_json(struct json *j, struct arena *a, const struct position *p, const struct figures *f) {
    json_open(j);
    json_key_text(j, "month", month_print(a, f->asked.where.month));
    json_key_text(j, "known", day_print(a, p->known_day));
    json_key(j, "figures");
    json_list(j);
    for (int k = 0; k < f->count; k++)
        for (enum indicator_no n = 0; n < INDICATOR_COUNT; n++) figure_json(j, a, p, f, &f->at[k], n);
    json_list_end(j);
    json_close(j);
}
