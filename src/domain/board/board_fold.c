#include "domain/board/board_facts.h"
#include "domain/board/series.h"
#include "domain/people/setting.h"
#include "board_queries.h"
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
    struct departments_known_row *rows;
    size_t count;
    try(departments_known(t, entry, &rows, &count));
    for (size_t i = 0; i < count; i++)
        key_list_add(&l, rows[i].sort, rows[i].id, rows[i].key, rows[i].name_zh, rows[i].name_en);
    b->departments = key_list_end(&l);
    return OK;
}

static enum err read_specialists(struct tx *t, int64_t entry, struct board *b) {
    struct key_list l = {.a = b->arena};
    struct specialists_known_row *rows;
    size_t count;
    try(specialists_known(t, entry, &rows, &count));
    for (size_t i = 0; i < count; i++)
        key_list_add(&l, 0, rows[i].id, int_print(b->arena, rows[i].id), rows[i].name, rows[i].name);
    b->specialists = key_list_end(&l);
    return OK;
}

static void copy_specialists(const struct dictionary *from, struct board *b) {
    struct key_list l = {.a = b->arena};
    for (int i = 0; i < from->count; i++)
        key_list_add(&l, 0, from->at[i].id, from->at[i].key, from->at[i].name_zh, from->at[i].name_en);
    b->specialists = key_list_end(&l);
}

/* They are many and change seldom: of an earlier board, if nothing was written that they follow from. */
static enum err people_stand(const struct fold *fold, const struct board *like, bool *ret) {
    struct board_people_changed_row people = {.is_changed = 1};
    if (like) try(board_people_changed(fold->tx, like->entry, fold->entry, &people));
    *ret = !people.is_changed;
    return OK;
}

static enum err read_head(const struct fold *fold, const struct journal_row *head, const struct settings *settings,
                          struct board *b) {
    b->entry = fold->entry;
    b->known_ms = head->recorded_ms;
    b->threshold_fen = settings->threshold_fen;
    b->zone_min = settings->time_zone_min;
    try(read_areas(fold->tx, fold->entry, b));
    try(read_fields(fold->tx, fold->entry, b));
    try(read_departments(fold->tx, fold->entry, b));
    return OK;
}

/* `like`: NULL, or a board of an earlier entry. */
static enum err read_heads(struct fold *fold, const struct board *like) {
    struct journal_row head = {0};
    struct settings settings;
    if (fold->entry) try(journal_entry(fold->tx, fold->entry, &head));
    try(settings_known(fold->tx, fold->entry, &settings));
    fold->known_day = day_of_ms(head.recorded_ms, settings.time_zone_min);
    bool stand = false;
    try(people_stand(fold, like, &stand));
    for (int k = 0; k < fold->years; k++) {
        struct board *b = fold->boards[k];
        try(read_head(fold, &head, &settings, b));
        if (stand) copy_specialists(&like->specialists, b);
        else try(read_specialists(fold->tx, fold->entry, b));
    }
    return OK;
}

static struct fold_days days_of(int year) {
    struct fold_days d = {.first = day_of(year, 1, 1)};
    for (int m = 0; m < YEAR_MONTHS; m++) d.month_last[m] = month_last_day(month_of(year, m + 1));
    return d;
}

enum { FOLD_GIB_MAX = 4 };

enum err fold_begin(struct tx *t, int64_t entry, int year, int years, const struct board *like, struct fold *ret) {
    must(years >= 1 && years <= BOARD_YEARS_MAX);
    struct fold fold = {.tx = t, .entry = entry, .years = years};
    for (int k = 0; k < years; k++) {
        fold.boards[k] = board_new(year - k);
        fold.days[k] = days_of(year - k);
    }
    fold.arena = arena_new((size_t)FOLD_GIB_MAX << 30);
    fold.scratch = arena_new((size_t)FOLD_GIB_MAX << 30);
    fold.resolver = resolver_new(fold.arena);
    enum err e = read_heads(&fold, like);
    if (e == OK) e = fold_kinds(&fold);
    if (e == OK) *ret = fold;
    else fold_done(&fold);
    return e;
}

void fold_end(struct fold *fold, struct board **ret) {
    for (int k = 0; k < fold->years; k++) {
        if (!fold->counts_stand) board_seal(fold->boards[k]);
        ret[k] = fold->boards[k];
        fold->boards[k] = NULL;
    }
}

void fold_done(struct fold *fold) {
    for (int k = 0; k < fold->years; k++) board_drop(fold->boards[k]);
    arena_done(fold->arena);
    arena_done(fold->scratch);
    *fold = (struct fold){0};
}

static enum err fold_all(struct fold *fold, struct facts *f) {
    try(facts_load_known(fold, f));
    for (int k = 0; k < fold->years; k++) {
        fold->boards[k]->plans_issued = facts_plans_issued(f, fold->boards[k]->year);
        fold->boards[k]->holders_until_day = facts_holders_until(f, fold->known_day);
    }
    for (int i = 0; i < f->project_count; i++) facts_push(fold, f, i);
    return OK;
}

must_use static enum err fold_anew(struct tx *t, int64_t entry, int year, int years, bool is_plain,
                                     struct board_series *series, struct board **ret) {
    struct fold fold;
    struct facts f;
    try(fold_begin(t, entry, year, years, NULL, &fold));
    fold.is_plain = is_plain;
    fold.series = series;
    facts_init(&f);
    if (is_plain) {
        arena_done(f.texts);
        f.texts = NULL;
    }
    enum err e = fold_all(&fold, &f);
    if (e == OK) fold_end(&fold, ret);
    facts_done(&f);
    fold_done(&fold);
    return e;
}

enum err board_fold(struct tx *t, int64_t entry, int year, int years, struct board **ret) {
    return fold_anew(t, entry, year, years, false, NULL, ret);
}

enum err board_fold_plain(struct tx *t, int64_t entry, int year, struct board **ret) {
    return fold_anew(t, entry, year, 1, true, NULL, ret);
}

static enum err fold_one(struct fold *fold, int64_t project_id, struct facts *f) {
    struct board_plans_issued_row issued;
    try(board_plans_issued(fold->tx, fold->boards[0]->year, fold->entry, &issued));
    fold->boards[0]->plans_issued = issued.is_issued != 0;
    try(facts_load_project(fold, project_id, f));
    if (f->project_count) facts_push(fold, f, 0);
    return OK;
}

enum err board_fold_one(struct tx *t, int64_t entry, int year, int64_t project_id, struct board **ret) {
    struct fold fold;
    struct facts f;
    try(fold_begin(t, entry, year, 1, NULL, &fold));
    fold.is_plain = true;
    facts_init(&f);
    enum err e = fold_one(&fold, project_id, &f);
    if (e == OK) fold_end(&fold, ret);
    facts_done(&f);
    fold_done(&fold);
    return e;
}

struct board_series *board_series_new(void) {
    struct board_series *s = calloc(1, sizeof *s);
    must(s != NULL);
    facts_init(&s->now);
    return s;
}

void board_series_done(struct board_series *s) {
    facts_done(&s->now);
    free(s);
}

enum err board_series_fold(struct board_series *s, struct tx *t, int64_t entry, int year, struct board **ret) {
    return fold_anew(t, entry, year, 1, true, s, ret);
}
