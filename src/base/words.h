/* words -- everything people read, once, in both languages.
 *
 * Each room keeps a words.tsv (key, 中文, English); the build gathers them into one
 * enum, so that a missing key or translation is a build error. `{1}`..`{4}` in the
 * text stand for arguments. What is composed for a reader whose language is not
 * known yet (a reason, a fault) is a `struct both`. */
#pragma once
#include "base/arena.h"
#include "base/out.h"
#include "words_gen.h" /* enum word { W_key … WORD_COUNT }, written by tools/wordgen */

enum lang { ZH, EN, LANG_COUNT };

struct both {
    const char *in[LANG_COUNT];
};

/* Between two arguments. The build has cut the words and escaped them for pages. */
struct word_piece {
    const char *text;
    size_t len;       /* of the text */
    struct html html; /* the same, escaped */
    int hole;         /* the argument that follows, 1 to 9; 0: the word ends */
};
struct word_row {
    struct both whole;
    const struct word_piece *pieces[LANG_COUNT];
};
extern const struct word_row word_rows[WORD_COUNT];

/* The word as it stands. */
static inline const char *word(enum lang lang, enum word w) {
    must((unsigned)w < WORD_COUNT);
    return word_rows[w].whole.in[lang];
}
/* Its pieces, up to and with the one without a hole behind it. */
static inline const struct word_piece *word_pieces(enum lang lang, enum word w) {
    must((unsigned)w < WORD_COUNT);
    return word_rows[w].pieces[lang];
}
/* A word without arguments, for a page. */
static inline struct html word_html(enum lang lang, enum word w) { return word_pieces(lang, w)->html; }
/* "zh" and "en"; anything else is Chinese. */
enum lang lang_of(const char *tag);
const char *lang_tag(enum lang lang);

/* The word with arguments in place of {1} {2} …; each argument has both languages itself. */
#define SAY(a, w, ...)                                                                                       \
    words_say((a), (w), (const struct both[]){{{NULL}}, __VA_ARGS__},                                        \
              sizeof((const struct both[]){{{NULL}}, __VA_ARGS__}) / sizeof(struct both))
/* `args[0]` is not used, so that args[1] is {1}. */
struct both words_say(struct arena *a, enum word w, const struct both *args, size_t count);
/* The same in one language. */
const char *word_say(struct arena *a, enum lang lang, enum word w, const struct both *args, size_t count);

struct both both_word(enum word w);
/* The same text in both languages: a name, a code. */
struct both both_text(const char *text);
struct both both_int(struct arena *a, int64_t n);
/* A number with fixed decimals: 39.3. */
struct both both_num(struct arena *a, double value, int decimals);
/* One text behind the other. */
struct both both_join(struct arena *a, struct both x, struct both y);

/* What is wrong with one field, for people; collected so that all are told at once. */
struct fault {
    const char *field;
    struct both text;
};
enum { FAULTS_MAX = 64 };
struct faults {
    struct fault at[FAULTS_MAX];
    size_t count;
};
void faults_add(struct faults *f, const char *field, struct both text);
