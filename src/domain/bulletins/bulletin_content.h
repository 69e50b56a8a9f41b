/* bulletin_content -- what a bulletin says: reckoned from a position, written as bytes, read back from them.
 *
 * A pure function of (position at an entry, month, formula in force). As packs are (dispatch/dispatch_pack.h): canonical JSON,
 * members in one order, whole numbers, no clock and no zone of the server; each item has its content (what is reckoned)
 * and what is said of it in both languages, and hashes are of contents. Every number a sentence says is one of its values:
 * which figure, of what, how much. */
#pragma once
#include "domain/bulletins/score_ledger.h"
#include "store/blob.h"

enum { BULLETIN_BYTES_MAX = 16 << 20, BULLETIN_RED_MAX = 4000, BULLETIN_VALUES_MAX = 48, BULLETIN_PARTS_MAX = 160 };

struct bulletin_section {
    const char *key;
    enum word title;
};
/* In the order of the bulletin: overall, lists, areas, departments, quality, lights, red. */
extern const struct bulletin_section bulletin_sections[];
extern const size_t bulletin_section_count;
/* For a parameter: the keys of those to which remarks can be added. */
#define BULLETIN_SECTION_CHOICES "overall|lists|areas|departments|quality|lights|red"
const struct bulletin_section *bulletin_section_find(const char *key);

/* The figures of a row of a ranking, behind its score. */
extern const unsigned bulletin_rank_figures[];
extern const size_t bulletin_rank_figure_count;

struct bulletin_asked {
    const struct position *p;
    int32_t month;
    const struct score_known *score;
};
struct bulletin_made {
    struct blob bytes;
    const char *content_sha;
    size_t item_count;
};
must_use enum err bulletin_make(struct tx *t, const struct bulletin_asked *asked, struct bulletin_made *ret);

/* -- read back -- */

struct bulletin_value {
    int64_t no;             /* 1 for the first of the bulletin: its address */
    const char *code, *by, *of; /* figure; "", "level", "area", "department"; the key of which one */
    int64_t value, unknown; /* value NO_INT: not known */
};
/* A piece of what is said; value: index into the item's values, -1: words only. */
struct bulletin_part {
    const char *text;
    int value;
};
struct bulletin_point {
    const char *item;
    int64_t points; /* NO_INT: not known */
};
struct bulletin_item {
    const char *kind;           /* "sentence"; of a ranking "rank", "apart"; "red" */
    const char *section, *key, *sha;
    int64_t rank, of;           /* of a ranked one */
    bool is_tied;
    const char *unit_key;       /* of which area or department */
    const char *const *missing; /* of one apart: codes of what is not known */
    size_t missing_count;
    const struct bulletin_point *points;
    size_t point_count;
    int64_t project_id;         /* of a red one; NO_INT */
    const char *name, *code;
    int64_t plan_fen, done_fen, rate_bp;
    int32_t since_month;
    const struct bulletin_value *values;
    size_t value_count;
    const struct bulletin_part *parts[LANG_COUNT];
    size_t part_count[LANG_COUNT];
};
struct bulletin_rule {
    const char *item;
    struct score_rule rule; /* figure BULLETIN_FIGURES: of a program that knew more */
};
struct bulletin_content {
    int64_t entry;
    int32_t known_day, month;
    const char *content_sha;
    int64_t formula_id, full;
    int32_t formula_from;
    const char *formula_sample;
    const struct bulletin_rule *rules;
    size_t rule_count;
    const struct bulletin_item *items;
    size_t item_count;
    size_t value_count;
};
/* Of bytes as they are kept; all that it points to is in the arena. ERR_INVALID: these are no bulletin. */
must_use enum err bulletin_content_read(struct arena *a, struct blob bytes, struct bulletin_content *ret);
/* The item a value stands in, and the value; NULL if there is no such number. */
const struct bulletin_item *bulletin_value_find(const struct bulletin_content *c, int64_t no, const struct bulletin_value **ret);
/* All that is said of an item, as one text. */
const char *bulletin_item_text(struct arena *a, const struct bulletin_item *item, enum lang lang);
