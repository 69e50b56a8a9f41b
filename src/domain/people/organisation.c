#include "domain/people/organisation.h"
#include "base/text.h"
#include <stdlib.h>
#include <string.h>

/* -- reading -- */

static int by_sort(const void *x, const void *y) {
    const struct unit *a = x, *b = y;
    if (a->sort != b->sort) return a->sort < b->sort ? -1 : 1;
    return (a->id > b->id) - (a->id < b->id);
}
static int by_unit(const void *x, const void *y) {
    const struct post *a = x, *b = y;
    if (a->unit_id != b->unit_id) return a->unit_id < b->unit_id ? -1 : 1;
    return (a->id > b->id) - (a->id < b->id);
}
static int by_post(const void *x, const void *y) {
    const struct post_holder *a = x, *b = y;
    if (a->post_id != b->post_id) return a->post_id < b->post_id ? -1 : 1;
    if (a->from_day != b->from_day) return a->from_day > b->from_day ? -1 : 1;
    return (a->id > b->id) - (a->id < b->id);
}

/* All rows of a table as known at an entry, sorted; doubled in place as they come. */
#define KNOWN(table, compare)                                                                                \
    static enum err table##s_read(struct tx *t, int64_t entry, struct table **ret, size_t *ret_count) {       \
        struct arena *a = tx_arena(t);                                                                       \
        size_t count = 0, cap = 64;                                                                          \
        struct table *rows = arena_array(a, struct table, cap);                                              \
        struct table##_cursor c;                                                                             \
        try(table##_known(t, entry, &c));                                                                    \
        for (;;) {                                                                                           \
            struct table row;                                                                                \
            bool has;                                                                                        \
            try(table##_cursor_next(&c, &row, &has));                                                        \
            if (!has) break;                                                                                 \
            if (count == cap) {                                                                              \
                struct table *more = arena_array(a, struct table, 2 * cap);                                  \
                memcpy(more, rows, count * sizeof *rows);                                                    \
                rows = more, cap *= 2;                                                                       \
            }                                                                                                \
            table##_row_copy(a, &row);                                                                       \
            rows[count++] = row;                                                                             \
        }                                                                                                    \
        table##_cursor_close(&c);                                                                            \
        if (count) qsort(rows, count, sizeof *rows, compare);                                                \
        *ret = rows, *ret_count = count;                                                                     \
        return OK;                                                                                           \
    }
KNOWN(unit, by_sort)
KNOWN(post, by_unit)
KNOWN(post_holder, by_post)

enum err organisation_known(struct tx *t, int64_t entry, struct organisation *ret) {
    struct organisation o = {.t = t};
    try(units_read(t, entry, &o.units, &o.unit_count));
    try(posts_read(t, entry, &o.posts, &o.post_count));
    try(post_holders_read(t, entry, &o.holders, &o.holder_count));
    *ret = o;
    return OK;
}

const struct unit *organisation_unit(const struct organisation *o, int64_t unit_id) {
    for (size_t i = 0; i < o->unit_count; i++)
        if (o->units[i].id == unit_id) return &o->units[i];
    return NULL;
}

const struct post *organisation_posts(const struct organisation *o, int64_t unit_id, size_t *ret_count) {
    size_t from = 0, to = o->post_count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (o->posts[middle].unit_id < unit_id) from = middle + 1;
        else to = middle;
    }
    size_t n = 0;
    while (from + n < o->post_count && o->posts[from + n].unit_id == unit_id) n++;
    *ret_count = n;
    return o->posts + from;
}

const struct post_holder *organisation_holders(const struct organisation *o, int64_t post_id, size_t *ret_count) {
    size_t from = 0, to = o->holder_count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (o->holders[middle].post_id < post_id) from = middle + 1;
        else to = middle;
    }
    size_t n = 0;
    while (from + n < o->holder_count && o->holders[from + n].post_id == post_id) n++;
    *ret_count = n;
    return o->holders + from;
}

/* -- kinds, and who may -- */

static const struct {
    const char *kind;
    enum word word;
} kinds[] = {
    {"government", W_kind_government}, {"project_office", W_kind_project_office}, {"department", W_kind_department},
    {"area_office", W_kind_area_office}, {"project_unit", W_kind_project_unit}, {"bureau", W_kind_bureau},
    {"factor", W_kind_factor}, {"bank", W_kind_bank}, {"specialist_team", W_kind_specialist_team},
};

enum word unit_kind_word(const char *kind) {
    for (size_t i = 0; i < countof(kinds); i++)
        if (text_eq(kinds[i].kind, kind)) return kinds[i].word;
    return W_not_known;
}

bool organisation_shows(const struct reach *r, const struct unit *u) {
    if (!text_eq(u->kind, "project_unit") || (r->roles & ROLE_EXCLUSIVE)) return true;
    for (size_t i = 0; i < r->count; i++) {
        const struct seat *s = &r->seats[i];
        if (s->kind == REACH_EVERYTHING || (s->kind == REACH_AREA && s->id == u->area_id)) return true;
    }
    return false;
}

bool organisation_appoints(const struct reach *r, const struct unit *u, unsigned role) {
    enum { OF_AREA = ROLE_PROJECT_UNIT | ROLE_AREA_CLERK | ROLE_AREA_OFFICE };
    if (r->roles & (ROLE_SECURITY | ROLE_APPOINTS)) return true;
    if (role & (ROLE_EXCLUSIVE | ROLE_AUDITOR)) return false;
    if (r->roles & ROLE_OFFICE) return true;
    for (size_t i = 0; i < r->count; i++) {
        const struct seat *s = &r->seats[i];
        bool is_area = s->role == ROLE_AREA_OFFICE && s->kind == REACH_AREA && s->id == u->area_id && (role & OF_AREA);
        bool is_own = s->role == ROLE_DEPARTMENT && s->kind == REACH_DEPARTMENT && s->id == u->id && role == ROLE_DEPARTMENT;
        if (is_area || is_own) return true;
    }
    return false;
}

enum err organisation_resets(struct tx *t, const struct reach *r, int64_t account_id, int32_t day, bool *ret) {
    struct reach theirs;
    *ret = false;
    try(reach_of(t, account_id, day, &theirs));
    for (size_t i = 0; i < theirs.count; i++) {
        struct unit u = unit_empty; /* of a grant: no unit, so that of the offices only the city's may */
        if (theirs.seats[i].unit_id) try(unit_get(t, theirs.seats[i].unit_id, &u));
        if (!organisation_appoints(r, &u, theirs.seats[i].role)) return OK;
    }
    *ret = theirs.count > 0;
    return OK;
}
