#include "store/manifest.h"
#include "store/blob_inside.h"
#include <stdio.h>
#include <string.h>

enum { WORD_TEXT = 128 };

void manifest_begin(struct out *o, const struct manifest_head *h) {
    out_printf(o, "qipan-backup 1\nschema %d %s\nhead %lld %s\n", h->version, h->fingerprint, (long long)h->number,
               h->hash);
}

void manifest_member(struct out *o, const char *sha, int64_t bytes, const char *name) {
    out_printf(o, "member %s %lld %s\n", sha, (long long)bytes, name);
}

void manifest_lost(struct out *o, const char *sha) { out_printf(o, "lost %s\n", sha); }
void manifest_end(struct out *o) { out_raw(o, "end\n"); }

/* The next word of a line into a buffer; false if there is none or it is too long. */
static bool next_word(struct span *line, char ret[static WORD_TEXT]) {
    struct span part;
    if (!span_cut(line, ' ', &part) || part.len == 0 || part.len >= WORD_TEXT) return false;
    memcpy(ret, part.at, part.len);
    ret[part.len] = 0;
    return true;
}

static bool next_number(struct span *line, int64_t *ret) {
    char digits[WORD_TEXT];
    return next_word(line, digits) && text_int(digits, 0, INT64_MAX, ret);
}

static bool next_is(struct span *line, const char *expected) {
    char w[WORD_TEXT];
    return next_word(line, w) && text_eq(w, expected);
}

static bool next_short(struct span *line, char ret[static DIGEST_HEX]) {
    char w[WORD_TEXT];
    if (!next_word(line, w) || strlen(w) >= DIGEST_HEX) return false;
    memcpy(ret, w, strlen(w) + 1);
    return true;
}

bool manifest_read_head(struct span *text, struct manifest_head *ret) {
    struct span line;
    int64_t version = 0;
    bool ok = span_cut(text, '\n', &line) && span_is(line, "qipan-backup 1");
    ok = ok && span_cut(text, '\n', &line) && next_is(&line, "schema") && next_number(&line, &version) &&
         version <= INT32_MAX && next_short(&line, ret->fingerprint);
    ok = ok && span_cut(text, '\n', &line) && next_is(&line, "head") && next_number(&line, &ret->number) &&
         next_short(&line, ret->hash);
    ret->version = (int)version;
    return ok;
}

/* The only names there may be, so that none can lead out of the folder. */
static bool name_fits(const struct manifest_entry *e) {
    char expected[sizeof e->name];
    if (text_eq(e->name, "data.db")) return true;
    snprintf(expected, sizeof expected, "files/%.2s/%s", e->sha, e->sha);
    return text_eq(e->name, expected);
}

enum manifest_line manifest_read(struct span *text, struct manifest_entry *ret) {
    struct span line;
    char w[WORD_TEXT];
    if (!span_cut(text, '\n', &line) || !next_word(&line, w)) return MANIFEST_WRONG;
    if (text_eq(w, "end")) return MANIFEST_END;
    if (!next_short(&line, ret->sha)) return MANIFEST_WRONG;
    if (text_eq(w, "lost")) return MANIFEST_LOST;
    bool ok = text_eq(w, "member") && blob_sha_valid(ret->sha) && next_number(&line, &ret->bytes) && next_word(&line, ret->name);
    return ok && name_fits(ret) ? MANIFEST_MEMBER : MANIFEST_WRONG;
}
