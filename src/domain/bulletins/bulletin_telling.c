#include "domain/bulletins/bulletin_telling.h"
#include "base/text.h"

int telling_value(struct telling *x, const struct bulletin_group *g, enum bulletin_by by, unsigned figure, bool is_plain) {
    must(x->value_count < BULLETIN_VALUES_MAX);
    x->values[x->value_count] = (struct told_value){
        figure, by, telling_group_key(x, g, by), g->value[figure], g->unknown[figure],
        bulletin_value_said(x->a, figure, g->value[figure], is_plain)};
    return x->value_count++;
}

static void part_add(struct telling *x, enum lang l, const char *text, int value) {
    must(x->part_count[l] < BULLETIN_PARTS_MAX);
    x->parts[l][x->part_count[l]++] = (struct told_part){text, value};
}

void telling_text(struct telling *x, struct both text) {
    for (enum lang l = ZH; l < LANG_COUNT; l++) part_add(x, l, text.in[l], -1);
}

/* Amounts without their unit, which stands in the head of the column. */
void telling_cell(struct telling *x, int value) {
    static const int64_t units[LANG_COUNT] = {FEN_PER_YI, FEN_PER_BILLION};
    const struct told_value *v = &x->values[value];
    for (enum lang l = ZH; l < LANG_COUNT; l++) {
        bool is_amount = bulletin_figure_unit(v->figure) == FIGURE_FEN;
        const char *text = is_amount ? money_print(x->a, v->value, units[l], 1) : v->text.in[l];
        part_add(x, l, v->value == NO_INT ? "–" : text, value);
    }
}

void telling_say(struct telling *x, enum word w, const struct telling_arg *args, size_t count) {
    for (enum lang l = ZH; l < LANG_COUNT; l++)
        for (const struct word_piece *p = word_pieces(l, w);; p++) {
            if (p->len) part_add(x, l, arena_copy_n(x->a, p->text, p->len), -1);
            if (!p->hole) break;
            must((size_t)p->hole <= count);
            const struct telling_arg *arg = &args[p->hole - 1];
            part_add(x, l, arg->value < 0 ? arg->text.in[l] : x->values[arg->value].text.in[l], arg->value);
        }
}

const char *telling_group_key(const struct telling *x, const struct bulletin_group *g, enum bulletin_by by) {
    if (by == BULLETIN_WHOLE) return "";
    const char *key = group_name(x->f->p, bulletin_group_by(by), g->key).key;
    return key ? key : "";
}
struct both telling_group_name(const struct telling *x, const struct bulletin_group *g, enum bulletin_by by) {
    return group_name(x->f->p, bulletin_group_by(by), g->key).name;
}

/* -- written -- */

void telling_values_put(const struct telling *x, struct json *j) {
    json_key(j, "values");
    json_list(j);
    for (int i = 0; i < x->value_count; i++) {
        const struct told_value *v = &x->values[i];
        json_open(j);
        json_key_text(j, "code", bulletin_figure_code(v->figure));
        json_key_text(j, "by", bulletin_by_key(v->by));
        json_key_text(j, "of", v->of);
        json_key_text(j, "unit", v->figure == OWN_SCORE ? "score" : figure_unit_key(bulletin_figure_unit(v->figure)));
        if (v->value == NO_INT) json_key_null(j, "value");
        else json_key_int(j, "value", v->value);
        json_key_int(j, "unknown", v->unknown);
        json_close(j);
    }
    json_list_end(j);
}

void telling_said_put(const struct telling *x, struct json *j) {
    json_key(j, "said");
    json_open(j);
    for (enum lang l = ZH; l < LANG_COUNT; l++) {
        json_key(j, lang_tag(l));
        json_list(j);
        for (int i = 0; i < x->part_count[l]; i++) {
            const struct told_part *p = &x->parts[l][i];
            if (p->value < 0) {
                json_text(j, p->text);
                continue;
            }
            json_list(j);
            json_int(j, p->value);
            json_text(j, p->text);
            json_list_end(j);
        }
        json_list_end(j);
    }
    json_close(j);
}
