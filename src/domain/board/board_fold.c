#include "domain/board/board_facts.h"
#include "domain/people/setting.h"
#include "people_queries.h"
#include "projects_queries.h"
#include "store/journal.h"
#include <stdlib.h>
#include <string.h>

/* -- dictionaries: rows in the office's order -- */

struct sorted_key {
    int64_t sort;
    struct key_name name;
};
struct key_list {
    struct arena *a;
    struct sorted_key *at;
    int count, room;
};

static void key_list_add(struct key_list *l, int64_t sort, int64_t id, const char *key, const char *zh, const char *en) {
    if (l->count == l->room) {
        struct sorted_key *at = arena_array(l->a, struct sorted_key, (size_t)l->room * 2 + 16);
        if (l->count) memcpy(at, l->at, (size_t)l->count * sizeof *at);
        l->at = at;
        l->room = l->room * 2 + 16;
    }
    struct key_name name = {id, arena_copy(l->a, key), arena_copy(l->a, zh), arena_copy(l->a, en)};
    l->at[l->count++] = (struct sorted_key){sort, name};
}

static int by_sort_and_id(const void *a, const void *b) {
    const struct sorted_key *x = a, *y = b;
    if (x->sort != y->sort) return x->sort < y->sort ? -1 : 1;
    return x->name.id < y->name.id ? -1 : 1;
}

/* What is beyond the board's keys is "not stated" to it. */
static struct dictionary key_list_end(struct key_list *l) {
    if (l->count > 1) qsort(l->at, (size_t)l->count, sizeof *l->at, by_sort_and_id);
    int count = l->count < NO_KEY ? l->count : NO_KEY;
    struct key_name *at = arena_array(l->a, struct key_name, (size_t)count);
    for (int i = 0; i < count; i++) at[i] = l->at[i].name;
    return (struct dictionary){at, count};
}

static enum err read_areas(struct tx *t, int64_t entry, struct board *b) {
    struct key_list l = {.a = b->arena};
    struct area_cursor c;
    struct area row;
    bool has;
    try(area_known(t, entry, &c));
    for (;;) {
        try(area_cursor_next(&c, &row, &has));
        if (!has) break;
        key_list_add(&l, row.sort, row.id, row.key, row.name_zh, row.name_en);
    }
    b->areas = key_list_end(&l);
    return OK;
}

static enum err read_fields(struct tx *t, int64_t entry, struct board *b) {
    struct key_list l = {.a = b->arena};
    struct field_cursor c;
    struct field row;
    bool has;
    try(field_known(t, entry, &c));
    for (;;) {
        try(field_cursor_next(&c, &row, &has));
        if (!has) break;
        key_list_add(&l, row.sort, row.id, row.key, row.name_zh, row.name_en);
    }
    b->fields = key_list_end(&l);
    return OK;
}

static enum err read_departments(struct tx *t, int64_t entry, struct board *b) {
    struct key_list l = {.a = b->arena};
    struct unit_cursor c;
    struct unit row;
    bool has;
    try(unit_known(t, entry, &c));
    for (;;) {
        try(unit_cursor_next(&c, &row, &has));
        if (!has) break;
        if (text_eq(row.kind, "department"))
            key_list_add(&l, row.sort, row.id, row.key, row.name_zh, row.name_en);
    }
    b->departments = key_list_end(&l);
    return OK;
}

static enum err read_head(struct fold *fold) {
    struct board *b = fold->board;
    struct journal_row head = {0};
    if (fold->entry) try(journal_entry(fold->tx, fold->entry, &head));
    b->entry = fold->entry;
    b->known_ms = head.recorded_ms;
    struct settings settings;
    try(settings_known(fold->tx, fold->entry, &settings));
    b->threshold_fen = settings.threshold_fen;
    b->zone_min = settings.time_zone_min;
    fold->known_day = day_of_ms(b->known_ms, b->zone_min);
    try(read_areas(fold->tx, fold->entry, b));
    try(read_fields(fold->tx, fold->entry, b));
    return read_departments(fold->tx, fold->entry, b);
}

enum { FOLD_GIB_MAX = 4 };

enum err fold_begin(struct tx *t, int64_t entry, int year, struct fold *ret) {
    struct fold fold = {.tx = t, .entry = entry, .board = board_new(year)};
    fold.arena = arena_new((size_t)FOLD_GIB_MAX << 30);
    fold.scratch = arena_new((size_t)FOLD_GIB_MAX << 30);
    fold.resolver = resolver_new(fold.arena);
    enum err e = read_head(&fold);
    if (e == OK) e = fold_kinds(&fold);
    if (e == OK) *ret = fold;
    else fold_done(&fold);
    return e;
}

struct board *fold_end(struct fold *fold) {
    struct board *b = fold->board;
    board_seal(b);
    fold->board = NULL;
    return b;
}

void fold_done(struct fold *fold) {
    board_drop(fold->board);
    arena_done(fold->arena);
    arena_done(fold->scratch);
    *fold = (struct fold){0};
}

static enum err fold_all(struct fold *fold, struct facts *f) {
    try(facts_load_known(fold, f));
    fold->board->plans_issued = f->plans_issued;
    fold->board->holders_until_day = facts_holders_until(f, fold->known_day);
    for (int i = 0; i < f->project_count; i++) {
        struct board_row row;
        facts_row(fold, f, i, &row);
        board_push(fold->board, &row);
        arena_reset(fold->scratch);
    }
    return OK;
}

enum err board_fold(struct tx *t, int64_t entry, int year, struct board **ret) {
    struct fold fold;
    struct facts f;
    try(fold_begin(t, entry, year, &fold));
    facts_init(&f);
    enum err e = fold_all(&fold, &f);
    if (e == OK) *ret = fold_end(&fold);
    facts_done(&f);
    fold_done(&fold);
    return e;
}
