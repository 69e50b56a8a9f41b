/* Two bulletins sentence by sentence: what is the same, what changed, what is new, what is said no more. */
#include "base/text.h"
#include "bulletin_compare_view.h"
#include "domain/bulletins/bulletin_inside.h"

enum compared { SAME, CHANGED, FRESH, GONE, COMPARED };
static const struct { const char *key; enum word word; } kinds[COMPARED] = {
    {"same", W_bulletin_is_same}, {"changed", W_bulletin_is_changed}, {"new", W_bulletin_is_new}, {"gone", W_bulletin_is_gone}};

struct comparing {
    struct req *q;
    const struct bulletin_content *now, *before;
    int64_t count[COMPARED];
};

static const struct bulletin_item *find(const struct bulletin_content *c, const char *key) {
    for (size_t i = 0; i < c->item_count; i++)
        if (text_eq(c->items[i].key, key)) return &c->items[i];
    return NULL;
}

/* A rank stands in front of its row; projects are told on their own pages and not side by side. */
static const char *text_of(struct req *q, const struct bulletin_item *item) {
    if (!item) return "";
    const char *text = bulletin_item_text(q->a, item, q->lang);
    if (!text_eq(item->kind, "rank")) return text;
    return arena_printf(q->a, "%lld · %s", (long long)item->rank, text);
}

static void row_add(struct comparing *k, const struct bulletin_item *now, const struct bulletin_item *before,
                    struct bulletin_compared *rows, struct bulletin_compared_section *s) {
    const char *old = text_of(k->q, before), *text = text_of(k->q, now);
    enum compared kind = !before ? FRESH : !now ? GONE : text_eq(old, text) ? SAME : CHANGED;
    k->count[kind]++;
    rows[s->rows_count++] = (struct bulletin_compared){
        .key = now ? now->key : before->key, .kind = kinds[kind].key, .kind_name = both_word(kinds[kind].word),
        .old = kind == SAME ? "" : old, .text = text, .is_changed = kind == CHANGED || kind == FRESH, .is_gone = kind == GONE};
}

static void section_fill(struct comparing *k, const struct bulletin_section *section, struct bulletin_compared_section *s) {
    s->title = both_word(section->title);
    struct bulletin_compared *rows = arena_array(k->q->a, struct bulletin_compared, k->now->item_count + k->before->item_count);
    s->rows = rows;
    for (size_t i = 0; i < k->now->item_count; i++) {
        const struct bulletin_item *item = &k->now->items[i];
        if (text_eq(item->section, section->key) && !text_eq(item->kind, "red"))
            row_add(k, item, find(k->before, item->key), rows, s);
    }
    for (size_t i = 0; i < k->before->item_count; i++) {
        const struct bulletin_item *item = &k->before->items[i];
        if (text_eq(item->section, section->key) && !text_eq(item->kind, "red") && !find(k->now, item->key))
            row_add(k, NULL, item, rows, s);
    }
}

static void sections_fill(struct comparing *k, struct bulletin_compare_view *v) {
    struct bulletin_compared_section *at = arena_array(k->q->a, struct bulletin_compared_section, bulletin_section_count);
    for (size_t i = 0; i < bulletin_section_count; i++) {
        section_fill(k, &bulletin_sections[i], &at[v->sections_count]);
        v->sections_count += at[v->sections_count].rows_count > 0;
    }
    v->sections = at;
}

/* The one asked for, or the last one issued before. ERR_MISSING: there is none, or it is not out. */
static enum err other_find(struct req *q, const struct bulletin *b, struct bulletin *ret) {
    struct bulletin_before_row row;
    bool has = true;
    row.id = req_int(q, "with", 0);
    if (!row.id) try(bulletin_before(q->tx, b->month, &row, &has));
    if (!has) return ERR_MISSING;
    try(bulletin_get(q->tx, row.id, ret));
    bool is_out = bulletin_state_read(ret->state) >= BULLETIN_ISSUED;
    if (ret->gone || (!is_out && !q->app->web->may(&q->who, ACCESS_DISPATCH))) return ERR_MISSING;
    bulletin_row_copy(q->a, ret);
    return OK;
}

enum err bulletin_compare_page(struct req *q) {
    struct bulletin b, other;
    struct bulletin_content now, before;
    try(bulletin_of(q, &b));
    try(other_find(q, &b, &other));
    try(bulletin_content_of(q->tx, &b, &now));
    try(bulletin_content_of(q->tx, &other, &before));
    struct comparing k = {.q = q, .now = &now, .before = &before};
    struct bulletin_compare_view v = {.name = bulletin_name(q->a, b.month), .before = bulletin_name(q->a, other.month),
                                      .href = bulletin_href(q, b.id), .before_href = bulletin_href(q, other.id)};
    sections_fill(&k, &v);
    v.same = k.count[SAME], v.changed = k.count[CHANGED], v.fresh = k.count[FRESH], v.gone = k.count[GONE];
    return req_view(q, &bulletin_compare_view, &v);
}
