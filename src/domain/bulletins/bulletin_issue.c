/* What becomes of a bulletin when it is issued: its document, its paper, and who hears of it. */
#include "base/json.h"
#include "base/text.h"
#include "domain/bulletins/bulletin_inside.h"
#include "domain/dispatch/recomputed.h"
#include "domain/people/notices.h"
#include "people_queries.h"
#include <string.h>

enum { DOCUMENT_MAX = BULLETIN_BYTES_MAX + (1 << 20) };

static enum err remarks_put(struct tx *t, const struct bulletin *b, struct json *j) {
    struct remarks_of_bulletin_row *rows;
    size_t count;
    try(remarks_of_bulletin(t, b->id, &rows, &count));
    json_key(j, "remarks");
    json_list(j);
    for (size_t i = 0; i < count; i++) {
        json_open(j);
        json_key_text(j, "section", rows[i].section);
        json_key_text(j, "text", rows[i].text);
        json_close(j);
    }
    json_list_end(j);
    return OK;
}

enum err bulletin_document_bytes(struct tx *t, const struct bulletin *b, struct blob *ret) {
    struct arena *a = tx_arena(t);
    struct blob draft;
    struct out *bytes = out_in(a, DOCUMENT_MAX);
    struct json j;
    try(blob_read_bytes(t, b->draft_sha, BULLETIN_BYTES_MAX, &draft));
    json_init(&j, bytes);
    json_open(&j);
    json_key_int(&j, "document", 1);
    json_key_int(&j, "year", b->year);
    json_key_int(&j, "number", b->number);
    json_key_text(&j, "issued", day_print(a, b->issued_day));
    json_key_int(&j, "reviewed_by", b->reviewed_by_id);
    json_key_int(&j, "issued_by", b->issued_by_id);
    try(remarks_put(t, b, &j));
    json_key(&j, "content");
    out_bytes(bytes, draft.at, draft.len - 1); /* without its line end */
    j.comma |= UINT64_C(1) << j.depth;         /* what was put in is a value */
    json_close(&j);
    out_char(bytes, '\n');
    if (bytes->overflow) return ERR_TOO_LARGE;
    *ret = (struct blob){bytes->at, bytes->len};
    return OK;
}

enum err bulletin_document_keep(struct tx *t, struct bulletin *b, int64_t now_ms) {
    struct blob document, pdf;
    size_t pages;
    try(bulletin_document_bytes(t, b, &document));
    try(blob_put_bytes(t, document, "application/json", &b->document_sha));
    try(bulletin_paper(t, b, ZH, now_ms, &pdf, &pages));
    return blob_put_bytes(t, pdf, "application/pdf", &b->pdf_sha);
}

/* -- who hears of it -- */

static enum err unit_tell(struct tx *t, int64_t unit_id, const struct notice_told *told) {
    struct told_posts_of_unit_row *posts;
    size_t count;
    try(told_posts_of_unit(t, unit_id, &posts, &count));
    for (size_t i = 0; i < count; i++) {
        struct notice_told one = *told;
        one.inbox_id = posts[i].id;
        try(notices_tell(t, &one));
    }
    return OK;
}

static enum err area_tell(struct tx *t, const char *key, int32_t today, const struct notice_told *told) {
    struct area_list_row *areas;
    struct offices_of_area_row *offices;
    size_t count, n;
    try(area_list(t, &areas, &count));
    for (size_t i = 0; i < count; i++) {
        if (!text_eq(areas[i].key, key)) continue;
        try(offices_of_area(t, areas[i].id, today, &offices, &n));
        for (size_t k = 0; k < n; k++) try(unit_tell(t, offices[k].id, told));
    }
    return OK;
}

static enum err department_tell(struct tx *t, const char *key, const struct notice_told *told) {
    struct department_list_row *rows;
    size_t count;
    try(department_list(t, &rows, &count));
    for (size_t i = 0; i < count; i++)
        if (text_eq(rows[i].key, key)) try(unit_tell(t, rows[i].id, told));
    return OK;
}

enum err bulletin_tell_named(struct tx *t, const struct bulletin *b, int64_t by_id, int64_t now_ms, int32_t today) {
    struct arena *a = tx_arena(t);
    struct bulletin_content c;
    try(bulletin_content_of(t, b, &c));
    struct notice_told told = {.kind = NOTICE_BULLETIN, .detail = bulletin_name(a, b->month).in[ZH], .day = b->issued_day, .n = 1,
                               .by_id = by_id, .at_ms = now_ms, .href = arena_printf(a, "/bulletins/%lld", (long long)b->id)};
    for (size_t i = 0; i < c.item_count; i++) {
        const struct bulletin_item *item = &c.items[i];
        if (!*item->unit_key) continue;
        if (text_eq(item->section, "areas")) try(area_tell(t, item->unit_key, today, &told));
        else try(department_tell(t, item->unit_key, &told));
    }
    return OK;
}

/* -- as it is kept, and made again -- */

static enum err file_read(struct tx *t, const char *sha, struct blob *ret) {
    struct arena *a = tx_arena(t);
    enum err e = blob_read_bytes(t, sha, DOCUMENT_MAX, ret);
    if (e == OK && !text_eq(pack_sha(a, *ret), sha)) e = ERR_INVALID;
    bool is_broken = e == ERR_INVALID || e == ERR_MISSING || e == ERR_TOO_LARGE;
    return is_broken ? arena_fail(a, ERR_STORE, "a file of a bulletin is not what it was: %s", sha) : e;
}

enum err bulletin_content_of(struct tx *t, const struct bulletin *b, struct bulletin_content *ret) {
    struct blob bytes;
    try(file_read(t, b->document_sha ? b->document_sha : b->draft_sha, &bytes));
    if (bulletin_content_read(tx_arena(t), bytes, ret) == OK) return OK;
    return arena_fail(tx_arena(t), ERR_STORE, "a file of a bulletin cannot be read");
}

static void tell(struct pack_verified *v, struct both text) {
    if (v->told_count < VERIFIED_TOLD_MAX) v->told[v->told_count++] = text;
}

static const struct bulletin_item *item_find(const struct bulletin_content *c, const char *key) {
    for (size_t i = 0; i < c->item_count; i++)
        if (text_eq(c->items[i].key, key)) return &c->items[i];
    return NULL;
}

/* Which sentence, which of its figures: what it was and what it is. */
static void item_compare(struct arena *a, const struct bulletin_item *was, const struct bulletin_item *is,
                         struct pack_verified *v) {
    struct both key = both_text(was->key);
    size_t before = v->told_count;
    if (!is) {
        tell(v, SAY(a, W_bulletin_differs_gone, key));
        return;
    }
    for (size_t i = 0; i < was->value_count && i < is->value_count; i++) {
        unsigned n = bulletin_figure_read(was->values[i].code);
        if (was->values[i].value == is->values[i].value || n == BULLETIN_FIGURES) continue;
        tell(v, SAY(a, W_bulletin_differs_value, key, both_word(bulletin_figure_name(n)),
                    bulletin_value_said(a, n, was->values[i].value, false),
                    bulletin_value_said(a, n, is->values[i].value, false)));
    }
    if (v->told_count == before)
        tell(v, SAY(a, W_bulletin_differs_item, key, both_text(bulletin_item_text(a, was, ZH)),
                    both_text(bulletin_item_text(a, is, ZH))));
}

static void contents_compare(struct arena *a, const struct bulletin_content *was, const struct bulletin_content *is,
                             struct pack_verified *v) {
    for (size_t i = 0; i < was->item_count; i++) {
        const struct bulletin_item *other = item_find(is, was->items[i].key);
        if (!other || !text_eq(other->sha, was->items[i].sha)) item_compare(a, &was->items[i], other, v);
    }
    for (size_t i = 0; i < is->item_count; i++)
        if (!item_find(was, is->items[i].key)) tell(v, SAY(a, W_bulletin_differs_new, both_text(is->items[i].key)));
    if (!v->told_count) tell(v, both_word(W_bulletin_differs_head));
}

/* The draft, the document and the paper are there as they were; the document still says what the ledger does. */
static enum err files_verify(struct tx *t, const struct bulletin *b, struct pack_verified *v) {
    const char *const names[] = {b->draft_sha, b->document_sha, b->pdf_sha};
    struct blob bytes;
    v->is_stored = true;
    for (size_t i = 0; i < countof(names); i++) {
        if (!names[i]) continue;
        enum err e = file_read(t, names[i], &bytes);
        if (e == ERR_STORE) {
            arena_forgive(tx_arena(t));
            v->is_stored = false;
            tell(v, SAY(tx_arena(t), W_bulletin_file_differs, both_text(names[i])));
        } else try(e);
    }
    if (!v->is_stored || !b->document_sha) return OK;
    try(bulletin_document_bytes(t, b, &bytes));
    if (text_eq(pack_sha(tx_arena(t), bytes), b->document_sha)) return OK;
    v->is_stored = false;
    tell(v, both_word(W_bulletin_document_differs));
    return OK;
}

enum err bulletin_verify(struct tx *t, struct position_cache *cache, const struct bulletin *b, struct pack_verified *ret) {
    struct arena *a = tx_arena(t);
    struct bulletin_made made;
    struct bulletin_content was, is;
    *ret = (struct pack_verified){.pack_sha = "", .content_sha = ""};
    try(files_verify(t, b, ret));
    try(bulletin_make_at(t, cache, b->frozen_entry, b->frozen_day, b->month, &made));
    ret->pack_sha = pack_sha(a, made.bytes);
    ret->content_sha = made.content_sha;
    ret->items = made.item_count;
    ret->is_bytes = text_eq(ret->pack_sha, b->draft_sha);
    ret->is_content = text_eq(made.content_sha, b->content_sha);
    if (ret->is_content && !ret->is_bytes) tell(ret, both_word(W_dispatch_words_differ));
    if (ret->is_content) return OK;
    enum err e = bulletin_content_of(t, b, &was);
    if (e == ERR_STORE) return arena_forgive(a), OK;
    try(e);
    try(bulletin_content_read(a, made.bytes, &is));
    contents_compare(a, &was, &is, ret);
    return OK;
}
