/* lights -- the lights of a whole board, month by month, and the words for them.
 *
 * Judged once for a board and immutable from then on, parallel to its chunks; a chunk in which
 * nothing changed is shared with the lights judged before. What is kept is compact: colours and
 * since when. Why, and what would turn a light green, is worked out and put into words only for
 * those who ask (lights_reasons). */
#pragma once
#include "base/json.h"
#include "domain/board/select.h"
#include "domain/lights/light.h"

struct light_chunk {
    atomic_int references;
    struct arena *arena; /* of its own */
    uint8_t colour[YEAR_MONTHS][CHUNK_ROWS];       /* enum light */
    light_bits rules[YEAR_MONTHS][CHUNK_ROWS];      /* see light_packed() */
    int32_t since_month[YEAR_MONTHS][CHUNK_ROWS];  /* the first month of the colour, maybe of the year before */
    struct light_carry before[CHUNK_ROWS], december[CHUNK_ROWS];
};

struct lights {
    atomic_int references;
    struct board *board;
    struct light_law law;
    struct light_calendar calendar;
    int chunk_count;
    struct light_chunk **chunks;
    struct arena *arena;
};

/* Judges every row of a board for every month of its year, as seen from known_day. `before` are the
 * lights of the year before, `old` earlier ones of this year, whose chunks are shared where neither
 * facts, rules, calendar nor last December changed; either may be NULL. */
struct lights *lights_judge(struct board *b, const struct lights *before, const struct lights *old,
                            const struct light_law *law, int32_t known_day, const struct light_settings *s);
struct lights *lights_keep(struct lights *l); /* one more reader */
void lights_drop(struct lights *l);           /* one reader less; the last one frees. Accepts NULL */

/* Months are month numbers of the board's year. */
static inline enum light lights_at(const struct lights *l, int row, int32_t month) {
    return l->chunks[row / CHUNK_ROWS]->colour[month_index(month)][row % CHUNK_ROWS];
}
static inline enum light lights_rule_at(const struct lights *l, int row, int32_t month, enum light_rule_no n) {
    return light_packed(l->chunks[row / CHUNK_ROWS]->rules[month_index(month)][row % CHUNK_ROWS], n);
}
static inline int32_t lights_since(const struct lights *l, int row, int32_t month) {
    return l->chunks[row / CHUNK_ROWS]->since_month[month_index(month)][row % CHUNK_ROWS];
}
/* The colours of all rows in one piece, as `struct order` wants them. */
const uint8_t *lights_colours(struct arena *a, const struct lights *l, int32_t month);
/* Only the rows whose light is in the set (1 << RED | …). */
void lights_filter(const struct lights *l, int32_t month, unsigned colours, struct selection *s);
/* The rows of each light, in the arena. */
void lights_split(struct arena *a, const struct lights *l, int32_t month, const struct selection *s,
                  struct selection ret[static LIGHT_COUNT]);

/* The facts of a row, as judged. */
struct light_facts lights_facts(const struct board *b, int row);

/* -- in words -- */

struct light_reason {
    enum light_rule_no rule;
    enum light colour;
    enum light_why why; /* grey: why */
    struct light_way way;
    struct both text;      /* which numbers, from which source */
    struct both rule_text; /* the rule with its thresholds and who published them; NULL for a grey one */
    struct both way_text;  /* what turns it green; NULL if nothing has to */
};
struct light_reasons {
    enum light light;
    int32_t since_month;
    bool is_slightly_behind; /* green, and behind time progress: the hole of the published rule */
    int count;
    struct light_reason at[LIGHT_RULES];
};
/* Why a light is as it is: its red rules, then its yellow ones, then why the investment could not be judged;
 * a green one says how the investment stands. There is always at least one reason. */
struct light_reasons lights_reasons(struct arena *a, const struct lights *l, int row, int32_t month);
/* The text of the first of them alone, for lists. */
struct both lights_first_reason(struct arena *a, const struct lights *l, int row, int32_t month);
/* What a mode measures: "points behind time progress". */
struct both light_mode_said(struct arena *a, enum light_rule_no n, const struct light_mode *mode);
/* A rule with its thresholds and who published them. */
struct both light_terms_said(struct arena *a, enum light_rule_no n, const struct light_terms *terms);
/* [{"id","code","name","colour","since","reasons":[{"rule","text_zh","text_en","way_zh","way_en"}]}] */
void lights_json(struct json *j, struct arena *a, const struct lights *l, const struct selection *s, int32_t month);

/* -- rules in the ledger -- */

struct tx;
struct light_rule; /* lights_queries.h */
/* The law that holds for one row: the same, if nothing in it is for some projects only; else it is made in *scratch. */
const struct light_law *light_law_for(const struct light_law *law, const struct board *b, int row, struct light_law *scratch);
/* A row of a board is one of those a rule is for, at the end of a month. */
bool light_scope_has(const struct light_scope *s, const struct board *b, int row, int32_t month);
/* Whom a row of the ledger is for. False: it is of a later program. */
bool light_scope_read(const struct light_rule *row, struct light_scope *ret);
bool light_scope_eq(const struct light_scope *x, const struct light_scope *y);
/* Levels by the word a scope has for them, 0 if there is no such word. */
unsigned light_levels_read(const char *key);
/* What rows of the ledger make, in the order they were put; later ones may not be put yet. */
void light_law_of(const struct light_rule *rows, size_t count, int year, struct light_law *ret);
/* Every row known at an entry, in the transaction's arena. */
must_use enum err light_rules_known(struct tx *t, int64_t entry, const struct light_rule **ret, size_t *ret_count);
/* The rules in force in each month of a year, as known at an entry. A rule without a row is off. */
must_use enum err light_law_known(struct tx *t, int64_t entry, int year, struct light_law *ret);
/* Writes the default rules, when a database is made. */
must_use enum err lights_install(struct tx *t);
