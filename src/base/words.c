#include "base/words.h"
#include "base/text.h"
#include <string.h>

static const struct both words[] = {
#define X(key, zh, en) [W_##key] = {{zh, en}},
#include "words_gen.inc"
#undef X
};

const char *word(enum lang lang, enum word w) {
    must((unsigned)w < WORD_COUNT);
    return words[w].in[lang];
}

enum lang lang_of(const char *tag) { return tag && text_starts(tag, "en") ? EN : ZH; }
const char *lang_tag(enum lang lang) { return lang == EN ? "en" : "zh"; }

/* The text with its arguments in place, its length; `to` NULL only measures. */
static size_t filled(char *to, enum lang lang, const char *text, const struct both *args, size_t count) {
    size_t len = 0;
    while (*text) {
        const char *piece = text;
        size_t bytes = strcspn(text, "{");
        text += bytes;
        if (!bytes) {
            size_t n = (size_t)(text[1] - '0');
            must(n >= 1 && n < count && text[2] == '}');
            piece = args[n].in[lang];
            bytes = strlen(piece);
            text += 3;
        }
        if (to) memcpy(to + len, piece, bytes);
        len += bytes;
    }
    return len;
}

struct both words_say(struct arena *a, enum word w, const struct both *args, size_t count) {
    struct both said;
    for (enum lang l = 0; l < LANG_COUNT; l++) {
        char *text = arena_alloc(a, filled(NULL, l, word(l, w), args, count) + 1);
        filled(text, l, word(l, w), args, count);
        said.in[l] = text;
    }
    return said;
}

struct both both_word(enum word w) { return (struct both){{word(ZH, w), word(EN, w)}}; }
struct both both_text(const char *text) { return (struct both){{text, text}}; }
struct both both_int(struct arena *a, int64_t n) { return both_text(arena_printf(a, "%lld", (long long)n)); }
struct both both_num(struct arena *a, double value, int decimals) {
    return both_text(arena_printf(a, "%.*f", decimals, value));
}

void faults_add(struct faults *f, const char *field, struct both text) {
    if (f->count < FAULTS_MAX) f->at[f->count++] = (struct fault){field, text};
}
