/* roster_inside -- the file as it was read, and the plan that is made of it. */
#pragma once
#include "domain/people/organisation.h"
#include "domain/roster/roster.h"
#include "sheet/sheet.h"

/* -- the file -- */

enum { ROSTER_COLUMNS_MAX = 128, ROSTER_SHEETS_MAX = 32 };

struct roster_sheet {
    struct roster_sheet_said said;
    bool is_areas;              /* its rows are areas */
    bool states_units;          /* they may state a unit; else they only name it */
    bool states_posts;
    int column[RF_COUNT];       /* -1: there is none */
};
struct roster_row {
    const struct roster_sheet *sheet;
    uint32_t number;
    const char *text[RF_COUNT]; /* "" where nothing is said; days as 2022-11-30 */
    enum roster_field bad;      /* RF_COUNT: every cell can be read */
    struct both why;            /* it cannot */
};
struct roster_file {
    struct roster_sheet *sheets;
    size_t sheet_count;
    struct roster_row *rows;
    size_t row_count;
};
must_use enum err roster_read(struct arena *a, struct roster_bytes file, struct roster_file *ret, struct both *ret_why);

/* What a row of headings means; the number of fields it names. */
size_t roster_headings(struct arena *a, const struct sheet_row *row, struct roster_sheet *ret);
/* Whether a cell of the field's column says its heading once more. */
bool roster_heading_is(struct arena *a, enum roster_field f, const char *heading);
/* The field's words in a language: how the export heads it. */
const char *roster_heading(enum roster_field f, enum lang lang);
/* The column's answer by key or by name in either language: a kind of unit, a role; NULL, 0 if it is none. */
const char *roster_kind_read(struct arena *a, const char *text);
unsigned roster_role_read(struct arena *a, const char *text);
/* "yes" as people write it; *ret_known false: neither yes nor no. */
bool roster_holds_read(struct arena *a, const char *text, bool *ret_known); /* holds, else stands in */
bool roster_on_read(struct arena *a, const char *text, bool *ret_known);

/* -- the plan -- */

enum { NOBODY = -1, SEVERAL = -2 };

struct plan_area {
    struct area row;              /* as it will be; id 0: new */
    const struct roster_row *by;  /* the row that states it */
    bool is_changed;
};
struct plan_unit {
    struct unit row;              /* as it will be; id 0: new */
    const struct unit *was;       /* NULL: new */
    uint32_t name_hash;
    int parent, area;             /* places in the plan, or NOBODY */
    const struct roster_row *by, *stated[RF_COUNT]; /* which row said what */
    bool is_refused;              /* nothing of its rows is taken */
    bool is_moved;
    int64_t order;                /* of a new one: that of its row */
};
struct plan_person {
    int64_t id;                   /* 0: new */
    const char *login, *name, *mail, *phone, *lang; /* NULL: nothing to write */
    bool was_off, is_off, is_refused, is_changed, is_made; /* is_made: by this sheet */
    const struct roster_row *by;
    unsigned exclusive;           /* of the three administrations, those that rows give */
    const char *unit;             /* where the first row has them */
};
struct plan_post {
    int64_t id;                   /* 0: new */
    int unit;
    unsigned role;
    const char *name;
    uint32_t name_hash;
    bool is_claimed;              /* a row without a person means it */
    int last_held;                /* of `helds`, who came into it last, or NOBODY */
};
struct plan_held {
    const struct post_holder *was; /* NULL: new */
    int post, person;
    int held_before;               /* in the same post, or NOBODY */
    bool is_holding;               /* else stands in */
    int32_t from_day, to_day;
    const struct roster_row *by;
    bool is_changed;
};

struct plan {
    struct tx *t;
    struct arena *a;
    const struct roster_file *file;
    const struct roster_by *by;
    int32_t today;
    struct organisation o;
    struct plan_area *areas;
    struct plan_unit *units;
    struct plan_person *people;
    struct plan_post *posts;
    struct plan_held *helds;
    size_t area_count, unit_count, person_count, post_count, held_count;
    int *row_unit;   /* by row of the file: the unit it states or names, or NOBODY */
    int *row_person;
    struct roster_line *lines;
    size_t line_count, line_cap;
    struct roster_result *result;
};

const char *roster_place(struct arena *a, const struct roster_row *r);
/* A line of the result, counted; and the three kinds of them that every part has. */
void plan_line(struct plan *p, const struct roster_row *r, enum roster_thing thing, enum roster_class class,
               enum roster_field field, struct both name, struct both what);
void plan_refuse(struct plan *p, const struct roster_row *r, enum roster_thing thing, enum roster_field field, struct both why);
void plan_note(struct plan *p, const struct roster_row *r, enum roster_thing thing, enum roster_field field, struct both what);
/* "Name: old → new", joined by "; ". */
struct both plan_change(struct plan *p, struct both so_far, enum roster_field field, struct both old, struct both now);
uint32_t plan_hash(struct arena *a, const char *name);
bool plan_same_name(struct arena *a, const char *x, const char *y);
void plan_held_add(struct plan *p, const struct plan_held *h);
/* What a row speaks of, for a line. */
struct both plan_row_name(const struct roster_row *r);

must_use enum err plan_areas(struct plan *p);
must_use enum err plan_units(struct plan *p);
must_use enum err plan_people(struct plan *p);
must_use enum err plan_posts(struct plan *p);
/* A short name that can stand in addresses. */
bool plan_key_is(const char *key);
int plan_area_find(struct plan *p, const char *text);
/* The open unit that a text means: by code, else by a name that only one has. NOBODY or SEVERAL else. */
int plan_unit_find(struct plan *p, const char *text);
bool plan_unit_is_open(const struct plan *p, int unit);
struct both plan_unit_name(const struct plan *p, int unit);

/* What a file would do, in an arena of its own that lives as long as the transaction's. */
must_use enum err plan_of(struct tx *t, struct roster_bytes bytes, const struct roster_by *by, struct roster_result *result,
                          struct plan **ret, struct both *ret_why);
must_use enum err plan_write(struct plan *p, const struct roster_result *secrets, const char *const *hashes,
                             struct both *ret_why);
