/* Taking an intake back. Tables are taken in the reverse order of the schema, so that what refers goes
 * before what is referred to. */
#include "domain/intake/intake.h"
#include "base/text.h"
#include "intake_queries.h"
#include "people_queries.h"
#include "projects_queries.h"
#include "store/journal.h"
#include <stdlib.h>
#include <string.h>

enum { ROW_BYTES = 1024 };

struct ids {
    struct id_entry {
        int64_t id, entry;
    } *at;
    size_t count, cap;
};

struct undo {
    struct tx *t;
    struct arena *a, *scratch;
    int64_t entry, last;   /* the one taken back; the last one before the undoing */
    struct ids touched;    /* projects of which somebody changed something since */
    struct ids taken;      /* rows of the present table that the intake put */
    struct intake_undone *result;
    size_t kept_cap;
};

/* Room for a row of any ledger table. */
union any_row {
    struct ledger_row head;
    char bytes[ROW_BYTES];
};

static void add_id(struct arena *a, struct ids *list, int64_t id, int64_t entry) {
    if (list->count == list->cap) {
        size_t cap = list->cap ? list->cap * 2 : 256;
        struct id_entry *grown = arena_array(a, struct id_entry, cap);
        if (list->count) memcpy(grown, list->at, list->count * sizeof *grown);
        list->at = grown;
        list->cap = cap;
    }
    list->at[list->count++] = (struct id_entry){id, entry};
}

static int by_id(const void *x, const void *y) {
    const struct id_entry *p = x, *q = y;
    return p->id != q->id ? (p->id < q->id ? -1 : 1) : p->entry < q->entry ? -1 : p->entry > q->entry;
}

/* The earliest later entry that touched an id; 0 if none. */
static int64_t entry_of(const struct ids *list, int64_t id) {
    size_t low = 0, high = list->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (list->at[middle].id < id) low = middle + 1;
        else high = middle;
    }
    return low < list->count && list->at[low].id == id ? list->at[low].entry : 0;
}

static const struct ledger_column *column_named(const struct ledger_table *table, const char *name) {
    for (int i = 0; i < table->column_count; i++)
        if (!strcmp(table->columns[i].name, name)) return &table->columns[i];
    return NULL;
}

/* The project a row belongs to; 0 if it is no project's. */
static int64_t project_of(const struct ledger_table *table, const union any_row *row) {
    const struct ledger_column *c = column_named(table, "project_id");
    if (table == &project_table) return row->head.id;
    if (!c) return 0;
    int64_t id;
    memcpy(&id, row->bytes + c->offset, sizeof id);
    return id == NO_INT ? 0 : id;
}

/* -- what happened since -- */

/* A row right after the intake, and now. */
struct story {
    union any_row then, now;
    bool was_there, was_ours;
    int64_t first_later; /* the first later entry that put it */
};

/* The texts are the scratch arena's, until the next story. */
static enum err story_of(struct undo *u, const struct ledger_table *table, int64_t id, struct story *ret) {
    struct story s = {0};
    struct ledger_cursor *c;
    union any_row row;
    bool has = false;
    arena_reset(u->scratch);
    try(ledger_versions(u->t, table, id, &c));
    for (;;) {
        try(ledger_next(c, &row, &has));
        if (!has) break;
        ledger_row_copy(u->scratch, table, &row);
        s.now = row;
        if (row.head.entry <= u->entry) s.then = row;
        else if (!s.first_later) s.first_later = row.head.entry;
        s.was_ours |= row.head.entry == u->entry;
    }
    ledger_close(c);
    s.was_there = s.then.head.id && !s.then.head.gone;
    *ret = s;
    return OK;
}

static bool column_same(const struct ledger_column *c, const union any_row *x, const union any_row *y) {
    const char *p = x->bytes + c->offset, *q = y->bytes + c->offset;
    switch (c->kind) {
    case COLUMN_INT: return !memcmp(p, q, sizeof(int64_t));
    case COLUMN_DAY:
    case COLUMN_MONTH: return !memcmp(p, q, sizeof(int32_t));
    case COLUMN_TEXT: return text_eq(*(const char *const *)(const void *)p, *(const char *const *)(const void *)q);
    case COLUMN_BLOB: break;
    }
    const struct blob *b = (const void *)p, *d = (const void *)q;
    return b->len == d->len && (!b->len || !memcmp(b->at, d->at, b->len));
}

/* It stands as it stood right after the intake: what was changed since went back, by another undoing or by hand. */
static bool is_settled(const struct ledger_table *table, const struct story *s) {
    if (!s->was_there || s->now.head.gone) return !s->was_there && s->now.head.gone;
    for (int i = 4; i < table->column_count; i++)
        if (!column_same(&table->columns[i], &s->then, &s->now)) return false;
    return true;
}

/* Rows of a table that were put since; first gathered, then looked at one by one. */
static enum err put_since(struct undo *u, const struct ledger_table *table, struct ids *ret) {
    struct ledger_cursor *c;
    union any_row row;
    bool has = false;
    ret->count = 0;
    try(ledger_since(u->t, table, u->entry, u->last, &c));
    for (;;) {
        try(ledger_next(c, &row, &has));
        if (!has) break;
        add_id(u->a, ret, row.head.id, row.head.entry);
    }
    ledger_close(c);
    return OK;
}

static enum err gather_touched(struct undo *u) {
    struct ids later = {0};
    struct story story;
    for (int i = 0; i < ledger_table_count; i++) {
        const struct ledger_table *table = ledger_tables[i];
        must(table->row_bytes <= sizeof story.now);
        if (!column_named(table, "project_id")) continue;
        try(put_since(u, table, &later));
        for (size_t k = 0; k < later.count; k++) {
            try(story_of(u, table, later.at[k].id, &story));
            if (!is_settled(table, &story)) add_id(u->a, &u->touched, project_of(table, &story.now), later.at[k].entry);
        }
    }
    if (u->touched.count) qsort(u->touched.at, u->touched.count, sizeof *u->touched.at, by_id);
    return OK;
}

/* -- rows that stay -- */

static enum err keep(struct undo *u, const struct ledger_table *table, const union any_row *row, int64_t entry) {
    struct intake_undone *r = u->result;
    struct journal_row journal;
    struct project p;
    try(journal_entry(u->t, entry, &journal));
    if (r->kept_count == u->kept_cap) {
        size_t cap = u->kept_cap ? u->kept_cap * 2 : 32;
        struct intake_kept *grown = arena_array(u->a, struct intake_kept, cap);
        if (r->kept_count) memcpy(grown, r->kept, r->kept_count * sizeof *grown);
        r->kept = grown;
        u->kept_cap = cap;
    }
    struct intake_kept *k = &r->kept[r->kept_count++];
    *k = (struct intake_kept){.table = table->name, .row_id = row->head.id, .project_id = project_of(table, row),
                              .project_name = "", .entry = entry, .changed_ms = journal.recorded_ms,
                              .actor_id = journal.actor_id, .kind = arena_copy(u->a, journal.kind)};
    if (!k->project_id) return OK;
    enum err e = project_get(u->t, k->project_id, &p);
    if (e == OK) k->project_name = arena_copy(u->a, p.name);
    return e == ERR_MISSING ? OK : e;
}

/* Rows that the intake put and somebody changed since stay; those that were put back meanwhile are taken. */
static enum err keep_changed(struct undo *u, const struct ledger_table *table) {
    struct ids later = {0};
    struct story story;
    try(put_since(u, table, &later));
    for (size_t i = 0; i < later.count; i++) {
        try(story_of(u, table, later.at[i].id, &story));
        if (!story.was_ours) continue;
        if (is_settled(table, &story)) add_id(u->a, &u->taken, later.at[i].id, later.at[i].entry);
        else try(keep(u, table, &story.now, story.first_later));
    }
    return OK;
}

/* -- rows that go back -- */

/* A dictionary's row is still used when a project that stays names it. */
static enum err still_used(struct undo *u, const struct ledger_table *table, int64_t id, bool *ret_is) {
    int64_t n = 0;
    if (table == &area_table) {
        struct projects_in_area_row in;
        struct holdings_of_row held;
        try(projects_in_area(u->t, id, &in));
        try(holdings_of(u->t, "area", id, &held));
        n = in.n + held.n;
    } else if (table == &field_table) {
        struct projects_in_field_row in;
        try(projects_in_field(u->t, id, &in));
        n = in.n;
    } else if (table == &unit_table) {
        struct holdings_of_row held;
        try(holdings_of(u->t, "department", id, &held));
        n = held.n;
    }
    *ret_is = n > 0;
    return OK;
}

/* The version before the intake; *ret_has is false if there was none. What stands now is what the intake wrote. */
static enum err version_before(struct undo *u, const struct ledger_table *table, int64_t id, union any_row *ret_before,
                               bool *ret_has, int64_t *ret_version) {
    struct ledger_cursor *c;
    union any_row row;
    bool has = false;
    *ret_has = false;
    try(ledger_versions(u->t, table, id, &c));
    for (;;) {
        try(ledger_next(c, &row, &has));
        if (!has) break;
        *ret_version = row.head.version;
        if (row.head.entry >= u->entry) continue;
        *ret_before = row;
        *ret_has = true;
        ledger_row_copy(u->a, table, ret_before);
    }
    ledger_close(c);
    return OK;
}

static enum err take_back(struct undo *u, const struct ledger_table *table, const union any_row *taken) {
    union any_row row;
    bool has_before, is_used;
    int64_t version = 0, later = table == &project_table ? entry_of(&u->touched, taken->head.id) : 0;
    try(version_before(u, table, taken->head.id, &row, &has_before, &version));
    try(still_used(u, table, taken->head.id, &is_used));
    if (!has_before && (later || is_used)) return keep(u, table, taken, later ? later : u->last);
    if (!has_before) {
        try(ledger_get(u->t, table, taken->head.id, &row));
        row.head.gone = 1;
    }
    try(ledger_put(u->t, table, &row, version));
    if (has_before) u->result->back++;
    else u->result->gone++;
    return OK;
}

/* Which rows are gathered first: what is put while a cursor is open could be read by it. */
static enum err undo_table(struct undo *u, const struct ledger_table *table) {
    struct ledger_cursor *c;
    union any_row row;
    bool has = false;
    u->taken.count = 0;
    try(keep_changed(u, table));
    try(ledger_since(u->t, table, u->entry - 1, u->entry, &c));
    for (;;) {
        try(ledger_next(c, &row, &has));
        if (!has) break;
        add_id(u->a, &u->taken, row.head.id, row.head.entry);
    }
    ledger_close(c);
    for (size_t i = 0; i < u->taken.count; i++) {
        row.head.id = u->taken.at[i].id;
        try(take_back(u, table, &row));
    }
    return OK;
}

/* The intake's own rows stay and say that they were taken back. */
static enum err mark_intakes(struct undo *u) {
    struct intake_cursor c;
    struct intake row;
    bool has = false;
    int64_t ids[INTAKE_SHEETS_MAX], own;
    size_t count = 0;
    try(intake_since(u->t, u->entry - 1, u->entry, &c));
    while (count < INTAKE_SHEETS_MAX) {
        try(intake_cursor_next(&c, &row, &has));
        if (!has) break;
        ids[count++] = row.id;
    }
    intake_cursor_close(&c);
    for (size_t i = 0; i < count; i++) {
        try(intake_get(u->t, ids[i], &row));
        row.undone_entry = u->last + 1;
        try(intake_put(u->t, &row, row.version));
        try(tx_last_entry(u->t, &own));
        must(own == u->last + 1);
    }
    return count ? OK : ERR_CONFLICT;
}

static void scratch_done(void *scratch) { arena_done(scratch); }

enum err intake_undo(struct tx *t, struct arena *a, int64_t entry, struct intake_undone *ret_undone) {
    struct undo u = {.t = t, .a = a, .scratch = arena_new(0), .entry = entry, .result = ret_undone};
    arena_defer(a, scratch_done, u.scratch);
    struct journal_row journal;
    *ret_undone = (struct intake_undone){.entry_undone = entry};
    try(journal_entry(t, entry, &journal));
    if (strcmp(journal.kind, "intake") != 0) return ERR_MISSING;
    try(tx_last_entry(t, &u.last));
    try(mark_intakes(&u));
    try(gather_touched(&u));
    for (int i = ledger_table_count; i-- > 0;)
        if (ledger_tables[i] != &intake_table) try(undo_table(&u, ledger_tables[i]));
    return OK;
}
