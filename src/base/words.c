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

static const char *fill(struct arena *a, enum lang lang, const char *text, const struct both *args, size_t count) {
    struct out *o = out_in(a, 8192);
    while (*text) {
        const char *brace = strchr(text, '{');
        if (!brace) brace = text + strlen(text);
        out_bytes(o, text, (size_t)(brace - text));
        text = brace;
        if (!*text) break;
        size_t n = (size_t)(text[1] - '0');
        must(n >= 1 && n < count && text[2] == '}');
        out_raw(o, args[n].in[lang]);
        text += 3;
    }
    return out_text_of(o);
}

struct both words_say(struct arena *a, enum word w, const struct both *args, size_t count) {
    struct both said;
    for (enum lang l = 0; l < LANG_COUNT; l++) said.in[l] = fill(a, l, word(l, w), args, count);
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
