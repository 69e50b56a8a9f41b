#include "base/words.h"
#include "base/money.h"
#include "base/text.h"
#include <string.h>

#define PIECE(text, html, hole) {text, sizeof text - 1, {html, sizeof html - 1}, hole},
#define WORD(key, zh, en, zh_pieces, en_pieces)                                                              \
    [W_##key] = {{{zh, en}}, {(const struct word_piece[]){zh_pieces}, (const struct word_piece[]){en_pieces}}},
const struct word_row word_rows[WORD_COUNT] = {
#include "words_gen.inc"
};

enum lang lang_of(const char *tag) { return tag && text_starts(tag, "en") ? EN : ZH; }
const char *lang_tag(enum lang lang) { return lang == EN ? "en" : "zh"; }

/* The word with its arguments in place, its length; `to` NULL only measures. */
static size_t filled(char *to, enum lang lang, const struct word_piece *p, const struct both *args, size_t count) {
    size_t len = 0;
    for (;; p++) {
        if (to) memcpy(to + len, p->text, p->len);
        len += p->len;
        if (!p->hole) return len;
        must((size_t)p->hole < count);
        const char *arg = args[p->hole].in[lang];
        size_t bytes = strlen(arg);
        if (to) memcpy(to + len, arg, bytes);
        len += bytes;
    }
}

const char *word_say(struct arena *a, enum lang lang, enum word w, const struct both *args, size_t count) {
    const struct word_piece *pieces = word_pieces(lang, w);
    char *text = arena_bytes(a, filled(NULL, lang, pieces, args, count) + 1);
    text[filled(text, lang, pieces, args, count)] = 0;
    return text;
}

struct both words_say(struct arena *a, enum word w, const struct both *args, size_t count) {
    return (struct both){{word_say(a, ZH, w, args, count), word_say(a, EN, w, args, count)}};
}

struct both both_word(enum word w) { return (struct both){{word(ZH, w), word(EN, w)}}; }
struct both both_text(const char *text) { return (struct both){{text, text}}; }
struct both both_int(struct arena *a, int64_t n) { return both_text(int_print(a, n)); }
struct both both_num(struct arena *a, double value, int decimals) {
    char text[400]; /* the largest double has 309 digits */
    struct out o = out_over(text, sizeof text);
    out_fixed(&o, value, decimals);
    return both_text(arena_copy_n(a, o.at, o.len));
}
struct both both_join(struct arena *a, struct both x, struct both y) {
    return (struct both){{arena_join(a, x.in[ZH], y.in[ZH]), arena_join(a, x.in[EN], y.in[EN])}};
}

void faults_add(struct faults *f, const char *field, struct both text) {
    if (f->count < FAULTS_MAX) f->at[f->count++] = (struct fault){field, text};
}
