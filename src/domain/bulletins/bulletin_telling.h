/* bulletin_telling -- one item of a bulletin under way: its values and what is said of them; inside the room. */
#pragma once
#include "base/json.h"
#include "domain/bulletins/bulletin_content.h"

struct told_value {
    unsigned figure;
    enum bulletin_by by;
    const char *of;
    int64_t value, unknown;
    struct both text;
};
struct told_part {
    const char *text;
    int value;
};
struct telling {
    struct arena *a;
    const struct bulletin_facts *f;
    const char *kind, *section, *key;
    struct told_value values[BULLETIN_VALUES_MAX];
    struct told_part parts[LANG_COUNT][BULLETIN_PARTS_MAX];
    int value_count, part_count[LANG_COUNT];
};
/* What stands in a hole of a word: a value, or words. */
struct telling_arg {
    int value; /* -1: words */
    struct both text;
};
#define TELL_VALUE(n) ((struct telling_arg){(n), {{NULL}}})
#define TELL_TEXT(t) ((struct telling_arg){-1, (t)})

/* A figure of a group becomes a value; returns its index. `is_plain`: its text has no sign. */
int telling_value(struct telling *x, const struct bulletin_group *g, enum bulletin_by by, unsigned figure, bool is_plain);
/* A word with its holes filled. */
void telling_say(struct telling *x, enum word w, const struct telling_arg *args, size_t count);
#define TELL(x, w, ...)                                                                                      \
    telling_say((x), (w), (const struct telling_arg[]){__VA_ARGS__}, sizeof((const struct telling_arg[]){__VA_ARGS__}) /       \
                                                                         sizeof(struct telling_arg))
void telling_text(struct telling *x, struct both text);
/* A value alone, as a cell. */
void telling_cell(struct telling *x, int value);
const char *telling_group_key(const struct telling *x, const struct bulletin_group *g, enum bulletin_by by);
struct both telling_group_name(const struct telling *x, const struct bulletin_group *g, enum bulletin_by by);

/* The values of the content, and the parts of what is said, as members of an open object. */
void telling_values_put(const struct telling *x, struct json *j);
void telling_said_put(const struct telling *x, struct json *j);

/* -- the sentences -- */

struct bulletin_making;
typedef enum err bulletin_tell(struct bulletin_making *m);
struct bulletin_making {
    struct tx *t;
    struct arena *a;
    const struct bulletin_facts *f;
    const struct score_known *score;
    struct out *hashed;
    struct json *items;
    size_t count;
};
struct telling *bulletin_telling_new(struct bulletin_making *m, const char *kind, const char *section, const char *key);
/* Writes an item; `more` adds to its content (NULL: nothing). */
must_use enum err bulletin_item_put(struct bulletin_making *m, const struct telling *x,
                                    void (*more)(const void *of, struct json *content), const void *of);
bulletin_tell bulletin_overall_tell, bulletin_lists_tell, bulletin_areas_tell, bulletin_departments_tell, bulletin_quality_tell,
    bulletin_lights_tell;
/* The ranking of a section: those ranked, then those apart. */
must_use enum err bulletin_ranking_tell(struct bulletin_making *m, const char *section, enum bulletin_by by);
