/* asked -- what every page of this room is asked in the same words: known on, month, level.
 *
 * From them follows the position a page is about. What nobody asked is: now, the last month of
 * which something was reported by then, the key lists. */
#pragma once
#include "domain/people/app.h"
#include "domain/stats/figures.h"
#include "part_choice_view.h"
#include "web/req.h"
#include "web/web.h"

/* In the params of a row. */
#define LEVEL_CHOICES "key|provincial|municipal|county|platform"
#define PARAMS_ASKED {"known", P_DAY}, {"month", P_MONTH}, {"level", P_CHOICE, .choices = LEVEL_CHOICES}

struct asked {
    struct position *p;     /* dropped with the request */
    const struct scope *scope; /* whose rows who asks sees, today */
    int32_t month, known_day; /* known_day NO_DAY: now */
    unsigned levels;        /* bit set of enum level; 0: the platform */
    const char *level;      /* "key" */
    /* "/projects" with what was asked: the list with known, month and level; a project's page knows no level. */
    struct addr *list, *projects;
};
must_use enum err asked_read(struct req *q, struct asked *ret);
/* The same of a page that shows what is, and cannot be asked for the past. */
must_use enum err asked_now(struct req *q, struct asked *ret);
/* The position of another year, or at another entry, to be dropped with the request. */
must_use enum err asked_position(struct req *q, int64_t entry, int32_t known_day, int year, struct position **ret);

/* The bit set of a level's key; 0 for "platform". */
unsigned levels_of(const char *level);
enum word levels_word(const char *level);

/* The question every selection begins with: this person's rows, this month, these levels. */
struct question asked_question(const struct asked *as);
/* The address of a page of this room with what was asked: known, month, level. */
struct addr *asked_addr(struct req *q, const struct asked *as, const char *path);
/* The address of one project. */
const char *project_href(const struct asked *as, int64_t project_id);

/* Choices of selects: months that can be asked for, levels, a dictionary with "all" first. */
void months_choose(struct req *q, const struct asked *as, const struct part_choice_view **ret, size_t *ret_count);
void levels_choose(struct req *q, const struct asked *as, const struct part_choice_view **ret, size_t *ret_count);
void dictionary_choose(struct req *q, const struct dictionary *d, const char *chosen, const struct part_choice_view **ret,
                       size_t *ret_count);
/* Index of a key in a dictionary, -1 if it is not there. */
int dictionary_find(const struct dictionary *d, const char *key);
/* Its name; NO_KEY says that nothing is stated. */
struct both dictionary_name(const struct dictionary *d, uint16_t index);
/* Its key, "" for NO_KEY. */
const char *dictionary_key(const struct dictionary *d, uint16_t index);

/* The word of a choice that is stored as a key: ("nature", "new"); empty for NULL. */
struct both choice_word(const char *column, const char *key);
/* "1,200 万元", "12.00 M yuan"; empty if it is not known. */
struct both fen_text(struct arena *a, int64_t fen);
/* A kind of journal entry in words; one nobody knows is shown as it is. */
struct both entry_word(const char *kind);
/* Those it has a word for, one after the other; NULL behind the last. */
const char *entry_kind_at(size_t i);
/* The months a figure speaks of: "2022-11", "2022-01 至 2022-11", "自开工至 2021-12". */
struct both period_text(struct arena *a, int32_t from_month, int32_t to_month);
/* The city's own zone, for instants. */
const char *moment_print(struct req *q, const struct position *p, int64_t ms);
