#include "domain/intake/extra_json.h"
#include "base/json.h"
#include <stdlib.h>
#include <string.h>

struct reader {
    struct arena *a;
    const char *at;
};

static bool take(struct reader *r, char c) {
    if (*r->at != c) return false;
    r->at++;
    return true;
}

static bool hex4(const char *at, uint32_t *ret) {
    uint32_t n = 0;
    for (int i = 0; i < 4; i++) {
        const char *digits = "0123456789abcdef", *found = at[i] ? strchr(digits, at[i] | 32) : NULL;
        if (!found) return false;
        n = n << 4 | (uint32_t)(found - digits);
    }
    *ret = n;
    return true;
}

/* A character behind a backslash; the writer uses short forms and u00xx only. */
static bool unescape(struct reader *r, char **to) {
    static const char from[] = "\"\\/bfnrt", into[] = "\"\\/\b\f\n\r\t";
    uint32_t code;
    const char *found = *r->at ? strchr(from, *r->at) : NULL;
    if (found) {
        *(*to)++ = into[found - from];
        r->at++;
        return true;
    }
    if (*r->at != 'u' || !hex4(r->at + 1, &code)) return false;
    *to += utf8_put(*to, code);
    r->at += 5;
    return true;
}

static const char *take_text(struct reader *r) {
    if (!take(r, '"')) return NULL;
    char *text = arena_alloc(r->a, strlen(r->at) + 1), *to = text;
    while (*r->at && *r->at != '"') {
        if (!take(r, '\\')) *to++ = *r->at++;
        else if (!unescape(r, &to)) return NULL;
    }
    *to = 0;
    return take(r, '"') ? text : NULL;
}

size_t extra_read(struct arena *a, const char *json, struct row_extra **ret_pairs) {
    struct reader r = {a, json ? json : ""};
    size_t count = 0, max = 1;
    for (const char *p = r.at; *p; p++) max += *p == ',';
    *ret_pairs = arena_array(a, struct row_extra, max);
    if (!take(&r, '{')) return 0;
    while (count < max) {
        const char *heading = take_text(&r);
        const char *text = heading && take(&r, ':') ? take_text(&r) : NULL;
        if (!text) break;
        (*ret_pairs)[count++] = (struct row_extra){heading, text};
        if (!take(&r, ',')) break;
    }
    return count;
}

static int by_heading(const void *x, const void *y) {
    return strcmp(((const struct row_extra *)x)->heading, ((const struct row_extra *)y)->heading);
}

static const char *write(struct arena *a, const struct row_extra *pairs, size_t count) {
    struct out *o = out_in(a, 0);
    struct json j;
    json_init(&j, o);
    json_open(&j);
    for (size_t i = 0; i < count; i++) json_key_text(&j, pairs[i].heading, pairs[i].text);
    json_close(&j);
    return out_text_of(o);
}

const char *extra_merge(struct arena *a, const char *json, const struct row_extra *pairs, size_t count) {
    if (!count) return json;
    struct row_extra *old;
    size_t old_count = json ? extra_read(a, json, &old) : 0, all = old_count;
    struct row_extra *merged = arena_array(a, struct row_extra, old_count + count);
    if (old_count) memcpy(merged, old, old_count * sizeof *merged);
    for (size_t i = 0; i < count; i++) {
        size_t k = 0;
        while (k < all && strcmp(merged[k].heading, pairs[i].heading) != 0) k++;
        if (k == all || !intake_text_same(a, merged[k].text, pairs[i].text)) merged[k] = pairs[i];
        if (k == all) all++;
    }
    qsort(merged, all, sizeof *merged, by_heading);
    return write(a, merged, all);
}
