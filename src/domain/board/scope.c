#include "domain/board/scope.h"
#include "base/text.h"
#include "domain/board/select.h"
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

const struct scope *scope_everything(void) {
    static const struct scope everything = {.everything = true};
    return &everything;
}

/* The code and the name live in one space of keys, so each begins with what it is. The key of the hash is
 * no secret: nobody who could choose the name of a unit gains by 2^64 tries. */
uint64_t unit_key(struct arena *scratch, const char *uscc, const char *name) {
    static const unsigned char hash_key[crypto_shorthash_KEYBYTES] = "project unit";
    bool has_code = !text_empty(uscc), has_name = !text_empty(name);
    if (!has_code && !has_name) return 0;
    const char *text = arena_printf(scratch, "%c%s", has_code ? 'c' : 'n', text_fold(scratch, span_of(has_code ? uscc : name)));
    uint64_t key;
    _Static_assert(sizeof key == crypto_shorthash_BYTES, "a key is a hash");
    crypto_shorthash((unsigned char *)&key, (const unsigned char *)text, strlen(text), hash_key);
    return key ? key : 1;
}

/* -- from seats -- */

static int by_id(const void *x, const void *y) {
    int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;
    return (a > b) - (a < b);
}
static int by_key(const void *x, const void *y) {
    uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;
    return (a > b) - (a < b);
}

/* The ids of seats of one kind, sorted. */
static const int64_t *ids_of(struct arena *a, const struct reach *reach, unsigned roles, enum reach_kind kind,
                             size_t *ret_count) {
    int64_t *ids = arena_array(a, int64_t, reach->count);
    size_t n = 0;
    for (size_t i = 0; i < reach->count; i++)
        if (reach->seats[i].kind == kind && (reach->seats[i].role & roles)) ids[n++] = reach->seats[i].id;
    if (n) qsort(ids, n, sizeof *ids, by_id);
    *ret_count = n;
    return ids;
}

/* A unit is met by its code and, where a project states no code, by its name. */
static const uint64_t *units_of(struct arena *a, const struct reach *reach, unsigned roles, size_t *ret_count) {
    uint64_t *keys = arena_array(a, uint64_t, 2 * reach->count);
    size_t n = 0;
    for (size_t i = 0; i < reach->count; i++) {
        const struct seat *s = &reach->seats[i];
        if (s->kind != REACH_UNIT || !(s->role & roles)) continue;
        if (!text_empty(s->uscc)) keys[n++] = unit_key(a, s->uscc, NULL);
        if (!text_empty(s->unit_name)) keys[n++] = unit_key(a, NULL, s->unit_name);
    }
    if (n) qsort(keys, n, sizeof *keys, by_key);
    *ret_count = n;
    return keys;
}

const struct scope *scope_of(struct arena *a, const struct reach *reach, unsigned roles, const struct board *present) {
    struct scope *s = arena_new_of(a, struct scope);
    for (size_t i = 0; i < reach->count; i++)
        s->everything |= reach->seats[i].kind == REACH_EVERYTHING && (reach->seats[i].role & roles);
    if (s->everything) return scope_everything();
    s->present = present;
    s->entry = present->entry;
    s->areas = ids_of(a, reach, roles, REACH_AREA, &s->area_count);
    s->departments = ids_of(a, reach, roles, REACH_DEPARTMENT, &s->department_count);
    s->projects = ids_of(a, reach, roles, REACH_PROJECT, &s->project_count);
    s->units = units_of(a, reach, roles, &s->unit_count);
    return s;
}

/* -- to rows -- */

/* One byte a dictionary index: 1 if the scope has its id. */
static void keys_seen(const struct dictionary *d, const int64_t *ids, size_t count, uint8_t seen[KEYS_MAX]) {
    memset(seen, 0, KEYS_MAX);
    for (int i = 0; i < d->count; i++)
        seen[i] = bsearch(&d->at[i].id, ids, count, sizeof *ids, by_id) != NULL;
}

static void see_units(const struct scope *s, const struct chunk *c, uint8_t *ok) {
    if (s->unit_count == 1) {
        for (int i = 0; i < CHUNK_ROWS; i++) ok[i] |= c->unit_key[i] == s->units[0];
        return;
    }
    for (int i = 0; i < c->rows; i++)
        ok[i] |= bsearch(&c->unit_key[i], s->units, s->unit_count, sizeof *s->units, by_key) != NULL;
}

/* On the board rights are read from, which its columns tell. */
static uint64_t *rows_present(struct arena *a, const struct scope *s, const struct board *b) {
    uint8_t area[KEYS_MAX], department[KEYS_MAX], ok[CHUNK_ROWS];
    uint64_t *bits = arena_array(a, uint64_t, (size_t)(b->chunk_count * CHUNK_WORDS));
    keys_seen(&b->areas, s->areas, s->area_count, area);
    keys_seen(&b->departments, s->departments, s->department_count, department);
    for (int n = 0; n < b->chunk_count; n++) {
        const struct chunk *c = b->chunks[n];
        memset(ok, 0, sizeof ok);
        if (s->area_count)
            for (int i = 0; i < c->rows; i++) ok[i] = area[c->area[i]] | area[c->second_area[i]];
        for (int k = 0; s->department_count && k < HOLDERS_MAX; k++)
            for (int i = 0; i < c->rows; i++) ok[i] |= department[c->department[k][i]];
        if (s->unit_count) see_units(s, c, ok);
        rows_pack(ok, bits + n * CHUNK_WORDS);
    }
    for (size_t i = 0; i < s->project_count; i++) {
        int row = board_row(b, s->projects[i]);
        if (row >= 0) bits[row / 64] |= UINT64_C(1) << row % 64;
    }
    return bits;
}

/* On another board: the same projects. Both stand in order of project id. */
static uint64_t *rows_elsewhere(struct arena *a, const uint64_t *present, const struct board *now, const struct board *b) {
    uint64_t *bits = arena_array(a, uint64_t, (size_t)(b->chunk_count * CHUNK_WORDS));
    int at = 0;
    for (int row = 0; row < b->rows; row++) {
        int64_t id = board_chunk(b, row)->project_id[row % CHUNK_ROWS];
        while (at < now->rows && board_chunk(now, at)->project_id[at % CHUNK_ROWS] < id) at++;
        bool is_there = at < now->rows && board_chunk(now, at)->project_id[at % CHUNK_ROWS] == id;
        if (is_there && (present[at / 64] >> at % 64 & 1)) bits[row / 64] |= UINT64_C(1) << row % 64;
    }
    return bits;
}

const uint64_t *scope_rows(struct arena *a, const struct scope *s, const struct board *b) {
    if (s->everything) return NULL;
    must(s->present != NULL);
    uint64_t *present = rows_present(a, s, s->present->entry == b->entry ? b : s->present);
    return s->present->entry == b->entry ? present : rows_elsewhere(a, present, s->present, b);
}

bool scope_sees(struct arena *a, const struct scope *s, int64_t project_id) {
    if (s->everything) return true;
    int row = board_row(s->present, project_id);
    return row >= 0 && (scope_rows(a, s, s->present)[row / 64] >> row % 64 & 1);
}

/* -- the same scope -- */

static bool same_numbers(const void *x, size_t x_count, const void *y, size_t y_count, size_t bytes) {
    return x_count == y_count && (!x_count || !memcmp(x, y, x_count * bytes));
}

bool scope_same(const struct scope *x, const struct scope *y) {
    if (x->everything || y->everything) return x->everything == y->everything;
    return x->entry == y->entry && same_numbers(x->areas, x->area_count, y->areas, y->area_count, sizeof *x->areas) &&
           same_numbers(x->departments, x->department_count, y->departments, y->department_count, sizeof *x->departments) &&
           same_numbers(x->projects, x->project_count, y->projects, y->project_count, sizeof *x->projects) &&
           same_numbers(x->units, x->unit_count, y->units, y->unit_count, sizeof *x->units);
}

static void *copied(struct arena *a, const void *from, size_t bytes) {
    void *to = arena_alloc(a, bytes);
    if (bytes) memcpy(to, from, bytes);
    return to;
}

const struct scope *scope_copy(struct arena *a, const struct scope *s) {
    if (s->everything) return scope_everything();
    struct scope *own = copied(a, s, sizeof *s);
    own->present = NULL;
    own->areas = copied(a, s->areas, s->area_count * sizeof *s->areas);
    own->departments = copied(a, s->departments, s->department_count * sizeof *s->departments);
    own->projects = copied(a, s->projects, s->project_count * sizeof *s->projects);
    own->units = copied(a, s->units, s->unit_count * sizeof *s->units);
    return own;
}
