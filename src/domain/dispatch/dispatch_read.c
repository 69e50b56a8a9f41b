/* A pack read back from its bytes: what the meeting saw, whatever is known today. */
#include "base/money.h"
#include "base/text.h"
#include "domain/dispatch/dispatch_pack.h"
#include "store/blob.h"
#include <jansson.h>

static const char *text_of(struct arena *a, const json_t *object, const char *key) {
    const char *text = json_string_value(json_object_get(object, key));
    return text ? arena_copy(a, text) : "";
}
static int64_t int_of(const json_t *object, const char *key) {
    const json_t *value = json_object_get(object, key);
    return json_is_integer(value) ? (int64_t)json_integer_value(value) : NO_INT;
}
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
static struct both said_of(struct arena *a, const json_t *said, const char *key) {
    return (struct both){{text_of(a, json_object_get(said, "zh"), key), text_of(a, json_object_get(said, "en"), key)}};
}

static const char *why_of(struct arena *a, const json_t *said, const char *lang, size_t i, size_t part) {
    const json_t *why = json_array_get(json_object_get(json_object_get(said, lang), "why"), i);
    const char *text = json_string_value(json_array_get(why, part));
    return text ? arena_copy(a, text) : "";
}

static void reasons_read(struct arena *a, const json_t *said, struct pack_item *ret) {
    size_t count = json_array_size(json_object_get(json_object_get(said, "zh"), "why"));
    struct pack_reason *at = arena_array(a, struct pack_reason, count);
    for (size_t i = 0; i < count; i++)
        at[i] = (struct pack_reason){{{why_of(a, said, "zh", i, 0), why_of(a, said, "en", i, 0)}},
                                     {{why_of(a, said, "zh", i, 1), why_of(a, said, "en", i, 1)}}};
    ret->reasons = at;
    ret->reason_count = count;
}

static struct pack_item item_read(struct arena *a, const json_t *item, size_t i) {
    const json_t *c = json_object_get(item, "content"), *said = json_object_get(item, "said");
    struct pack_item ret = {
        .no = (int64_t)i + 1, .kind = text_of(a, c, "kind"), .sha = text_of(a, item, "sha256"), .project_id = int_of(c,
                                                                                                                     "project"),
        .task_id = int_of(c, "task"), .name = text_of(a, c, "name"), .code = text_of(a, c, "code"), .unit = text_of(a, c, "unit"),
        .area = said_of(a, said, "area"), .department = said_of(a, said, "department"), .total_fen = int_of(c, "total_fen"),
        .plan_fen = int_of(c, "plan_fen"), .done_fen = int_of(c, "done_fen"), .rate_bp = int_of(c, "rate_bp"),
        .time_bp = int_of(c, "time_bp"), .since_month = month_in(c, "since"), .due_day = day_in(c, "due"),
        .done_day = day_in(c, "done"), .state = text_of(a, c, "state"), .text = text_of(a, c, "text"),
        .owner = said_of(a, said, "owner")};
    reasons_read(a, said, &ret);
    return ret;
}

static void lists_read(struct arena *a, const json_t *root, struct pack *ret) {
    const json_t *counts = json_object_get(root, "counts"), *red = json_object_get(root, "red"), *items = json_object_get(root,
        "items");
    ret->count_count = json_array_size(counts);
    ret->red_count = json_array_size(red);
    ret->item_count = json_array_size(items);
    struct pack_count *count_at = arena_array(a, struct pack_count, ret->count_count);
    int64_t *red_at = arena_array(a, int64_t, ret->red_count);
    struct pack_item *item_at = arena_array(a, struct pack_item, ret->item_count);
    for (size_t i = 0; i < ret->count_count; i++) {
        const json_t *one = json_array_get(counts, i);
        count_at[i] = (struct pack_count){text_of(a, one, "kind"), int_of(one, "total"), int_of(one, "shown")};
    }
    for (size_t i = 0; i < ret->red_count; i++) red_at[i] = (int64_t)json_integer_value(json_array_get(red, i));
    for (size_t i = 0; i < ret->item_count; i++) item_at[i] = item_read(a, json_array_get(items, i), i);
    ret->counts = count_at, ret->red = red_at, ret->items = item_at;
}

enum err pack_read(struct arena *a, struct blob bytes, struct pack *ret) {
    json_t *root = json_loadb(bytes.at, bytes.len, JSON_REJECT_DUPLICATES, NULL);
    if (!json_is_object(root) || int_of(root, "pack") != 1) {
        json_decref(root);
        return ERR_INVALID;
    }
    *ret = (struct pack){.entry = int_of(root, "entry"), .known_day = day_in(root, "known"), .month = month_in(root, "month"),
                         .content_sha = text_of(a, root, "content_sha256")};
    lists_read(a, root, ret);
    json_decref(root);
    return OK;
}

enum err pack_of(struct tx *t, const struct meeting *m, struct pack *ret) {
    struct blob bytes;
    if (!m->pack_sha) return ERR_MISSING;
    struct arena *a = tx_arena(t);
    enum err e = blob_read_bytes(t, m->pack_sha, PACK_BYTES_MAX, &bytes);
    bool is_whole = e == OK && text_eq(pack_sha(a, bytes), m->pack_sha);
    if (e == OK && !is_whole) e = ERR_INVALID;
    if (is_whole) e = pack_read(a, bytes, ret);
    bool is_broken = e == ERR_INVALID || e == ERR_MISSING || e == ERR_TOO_LARGE;
    return is_broken ? arena_fail(a, ERR_STORE, "the pack of %s %s is not what it was: %s", m->kind, m->period, m->pack_sha) : e;
}
