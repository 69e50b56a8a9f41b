/* A bulletin read back from its bytes: what was said, whatever is known today. */
#include "base/text.h"
#include "domain/bulletins/bulletin_content.h"
#include <jansson.h>

static const char *text_of(struct arena *a, const json_t *object, const char *key) {
    const char *text = json_string_value(json_object_get(object, key));
    return text ? arena_copy(a, text) : "";
}
static int64_t number(const json_t *value) { return json_is_integer(value) ? (int64_t)json_integer_value(value) : NO_INT; }
static int64_t int_of(const json_t *object, const char *key) { return number(json_object_get(object, key)); }
static int32_t day_in(const json_t *object, const char *key) {
    int32_t day;
    const char *text = json_string_value(json_object_get(object, key));
    return text && day_read(text, &day) ? day : NO_DAY;
}
static int32_t month_in(const json_t *object, const char *key) {
    int32_t month;
    const char *text = json_string_value(json_object_get(object, key));
    return text && month_read(text, &month) ? month : NO_MONTH;
}
static const char *text_at(struct arena *a, const json_t *list, size_t i) {
    const char *text = json_string_value(json_array_get(list, i));
    return text ? arena_copy(a, text) : "";
}

/* -- an item -- */

static void values_read(struct arena *a, const json_t *content, int64_t first, struct bulletin_item *ret) {
    const json_t *list = json_object_get(content, "values");
    ret->value_count = json_array_size(list);
    struct bulletin_value *at = arena_array(a, struct bulletin_value, ret->value_count);
    for (size_t i = 0; i < ret->value_count; i++) {
        const json_t *v = json_array_get(list, i);
        at[i] = (struct bulletin_value){first + (int64_t)i, text_of(a, v, "code"), text_of(a, v, "by"), text_of(a, v, "of"),
                                        int_of(v, "value"), int_of(v, "unknown")};
    }
    ret->values = at;
}

static void parts_read(struct arena *a, const json_t *said, struct bulletin_item *ret) {
    for (enum lang l = ZH; l < LANG_COUNT; l++) {
        const json_t *list = json_object_get(said, lang_tag(l));
        size_t count = json_array_size(list);
        struct bulletin_part *at = arena_array(a, struct bulletin_part, count);
        for (size_t i = 0; i < count; i++) {
            const json_t *part = json_array_get(list, i);
            int64_t value = json_is_array(part) ? number(json_array_get(part, 0)) : -1;
            bool is_value = value >= 0 && (size_t)value < ret->value_count;
            at[i] = (struct bulletin_part){json_is_array(part) ? text_at(a, part, 1) : text_at(a, list, i), is_value ? (int)value
                                                                                                                : -1};
        }
        ret->parts[l] = at;
        ret->part_count[l] = count;
    }
}

static void points_read(struct arena *a, const json_t *content, struct bulletin_item *ret) {
    const json_t *list = json_object_get(content, "points"), *missing = json_object_get(content, "missing");
    ret->point_count = json_array_size(list);
    ret->missing_count = json_array_size(missing);
    struct bulletin_point *at = arena_array(a, struct bulletin_point, ret->point_count);
    const char **codes = arena_array(a, const char *, ret->missing_count);
    for (size_t i = 0; i < ret->point_count; i++) {
        const json_t *one = json_array_get(list, i);
        at[i] = (struct bulletin_point){text_at(a, one, 0), number(json_array_get(one, 1))};
    }
    for (size_t i = 0; i < ret->missing_count; i++) codes[i] = text_at(a, missing, i);
    ret->points = at;
    ret->missing = codes;
}

static struct bulletin_item item_read(struct arena *a, const json_t *item, int64_t first) {
    const json_t *c = json_object_get(item, "content");
    struct bulletin_item ret = {
        .kind = text_of(a, c, "kind"), .section = text_of(a, c, "section"), .key = text_of(a, c, "key"),
        .sha = text_of(a, item, "sha256"), .rank = int_of(c, "rank"), .of = int_of(c, "of"),
        .is_tied = json_is_true(json_object_get(c, "tied")), .unit_key = text_of(a, c, "unit"),
        .project_id = int_of(c, "project"), .name = text_of(a, c, "name"), .code = text_of(a, c, "code"),
        .plan_fen = int_of(c, "plan_fen"), .done_fen = int_of(c, "done_fen"), .rate_bp = int_of(c, "rate_bp"),
        .since_month = month_in(c, "since")};
    values_read(a, c, first, &ret);
    points_read(a, c, &ret);
    parts_read(a, json_object_get(item, "said"), &ret);
    return ret;
}

/* -- the formula it was ranked by -- */

static void formula_read(struct arena *a, const json_t *formula, struct bulletin_content *ret) {
    const json_t *rows = json_object_get(formula, "rows");
    ret->formula_id = int_of(formula, "id");
    ret->full = int_of(formula, "full");
    ret->formula_from = day_in(formula, "from");
    ret->formula_sample = text_of(a, formula, "sample");
    ret->rule_count = json_array_size(rows);
    struct bulletin_rule *at = arena_array(a, struct bulletin_rule, ret->rule_count);
    for (size_t i = 0; i < ret->rule_count; i++) {
        const json_t *row = json_array_get(rows, i);
        at[i].item = text_at(a, row, 0);
        struct score_rule *r = &at[i].rule;
        int64_t *const numbers[] = {&r->weight, &r->target, &r->step, &r->below, &r->above, &r->cap};
        r->figure = bulletin_figure_read(at[i].item);
        r->mode = score_mode_read(text_at(a, row, 1));
        r->is_less = text_eq(text_at(a, row, 2), "less");
        for (size_t k = 0; k < countof(numbers); k++) *numbers[k] = number(json_array_get(row, 3 + k));
        if (r->mode == SCORE_MODES) r->figure = BULLETIN_FIGURES;
    }
    ret->rules = at;
}

enum err bulletin_content_read(struct arena *a, struct blob bytes, struct bulletin_content *ret) {
    json_t *root = json_loadb(bytes.at, bytes.len, JSON_REJECT_DUPLICATES, NULL);
    json_t *inside = json_object_get(root, "content"), *c = inside ? inside : root; /* of a document as issued, or of a draft */
    if (!json_is_object(c) || int_of(c, "bulletin") != 1) {
        json_decref(root);
        return ERR_INVALID;
    }
    *ret = (struct bulletin_content){.entry = int_of(c, "entry"), .known_day = day_in(c, "known"), .month = month_in(c, "month"),
                                     .content_sha = text_of(a, c, "content_sha256")};
    formula_read(a, json_object_get(c, "formula"), ret);
    const json_t *items = json_object_get(c, "items");
    ret->item_count = json_array_size(items);
    struct bulletin_item *at = arena_array(a, struct bulletin_item, ret->item_count);
    for (size_t i = 0; i < ret->item_count; i++) {
        at[i] = item_read(a, json_array_get(items, i), (int64_t)ret->value_count + 1);
        ret->value_count += at[i].value_count;
    }
    ret->items = at;
    json_decref(root);
    return OK;
}

const struct bulletin_item *bulletin_value_find(const struct bulletin_content *c, int64_t no, const struct bulletin_value **ret) {
    for (size_t i = 0; i < c->item_count; i++) {
        const struct bulletin_item *item = &c->items[i];
        if (!item->value_count || no < item->values[0].no || no > item->values[item->value_count - 1].no) continue;
        *ret = &item->values[no - item->values[0].no];
        return item;
    }
    return NULL;
}

const char *bulletin_item_text(struct arena *a, const struct bulletin_item *item, enum lang lang) {
    struct out *o = out_in(a, 64 << 10);
    bool is_row = !text_eq(item->kind, "sentence");
    for (size_t i = 0; i < item->part_count[lang]; i++)
        out_printf(o, "%s%s", is_row && i ? " · " : "", item->parts[lang][i].text);
    return out_text_of(o);
}
