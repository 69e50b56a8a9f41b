#include "domain/intake/intake_names.h"
#include "base/text.h"
#include "domain/intake/intake_run.h"
#include "people_queries.h"
#include "projects_queries.h"
#include <string.h>

static uint32_t add_name(struct intake_names *n, int64_t id, const char *zh) {
    if (n->count == n->cap) {
        size_t cap = n->cap ? n->cap * 2 : 64;
        struct intake_name *grown = arena_array(n->a, struct intake_name, cap);
        if (n->count) memcpy(grown, n->at, n->count * sizeof *grown);
        n->at = grown;
        n->cap = cap;
    }
    n->at[n->count] = (struct intake_name){id, zh, 0};
    return (uint32_t)n->count++;
}

static void index_text(struct intake_names *n, enum intake_dictionary d, const char *text, size_t len, uint32_t value) {
    if (text && len) key_index_add(&n->index[d], text_fold(n->a, (struct span){text, len}), value);
}

static void index_whole(struct intake_names *n, enum intake_dictionary d, const char *text, uint32_t value) {
    if (text) index_text(n, d, text, strlen(text), value);
}

/* 环翠区 is also 环翠; 高技术产业开发区（高区） is also 高区; 市住建局 is also 住建局. */
static void index_short(struct intake_names *n, enum intake_dictionary d, const char *zh, uint32_t value) {
    static const char *const ends[] = {"市", "区", "县"};
    size_t len = strlen(zh);
    for (size_t i = 0; d == INTAKE_AREAS && i < countof(ends); i++)
        if (text_ends(zh, ends[i]) && len >= 3 * strlen(ends[i])) index_text(n, d, zh, len - strlen(ends[i]), value);
    if (d == INTAKE_DEPARTMENTS && text_starts(zh, "市")) index_whole(n, d, zh + strlen("市"), value);
    const char *folded = text_fold(n->a, span_of(zh)), *open = strchr(folded, '('), *close = strchr(folded, ')');
    if (!open || !close || close < open) return;
    index_text(n, d, folded, (size_t)(open - folded), value);
    index_text(n, d, open + 1, (size_t)(close - open - 1), value);
}

static void add_known(struct intake_names *n, enum intake_dictionary d, int64_t id, const char *key, const char *zh,
                      const char *en, int64_t sort) {
    uint32_t value = add_name(n, id, arena_copy(n->a, zh));
    index_whole(n, d, zh, value);
    index_whole(n, d, en, value);
    index_whole(n, d, key, value);
    index_short(n, d, zh, value);
    if (sort > n->sort_last[d]) n->sort_last[d] = sort;
}

static enum err load_areas(struct intake_names *n, int64_t entry) {
    struct area_cursor c;
    struct area row;
    bool has = false;
    try(area_known(n->t, entry, &c));
    for (;;) {
        try(area_cursor_next(&c, &row, &has));
        if (!has) break;
        add_known(n, INTAKE_AREAS, row.id, row.key, row.name_zh, row.name_en, row.sort);
        index_whole(n, INTAKE_AREAS, row.division_code, (uint32_t)n->count - 1);
    }
    area_cursor_close(&c);
    return OK;
}

static enum err load_fields(struct intake_names *n, int64_t entry) {
    struct field_cursor c;
    struct field row;
    bool has = false;
    try(field_known(n->t, entry, &c));
    for (;;) {
        try(field_cursor_next(&c, &row, &has));
        if (!has) break;
        add_known(n, INTAKE_FIELDS, row.id, row.key, row.name_zh, row.name_en, row.sort);
    }
    field_cursor_close(&c);
    return OK;
}

static enum err load_departments(struct intake_names *n, int64_t entry) {
    struct departments_known_row *rows;
    size_t count;
    try(departments_known(n->t, entry, &rows, &count));
    for (size_t i = 0; i < count; i++)
        add_known(n, INTAKE_DEPARTMENTS, rows[i].id, rows[i].key, rows[i].name_zh, rows[i].name_en, rows[i].sort);
    return OK;
}

enum err intake_names_load(struct intake_names *n, struct intake_run *run, struct tx *t, struct arena *a,
                           const bool *makes) {
    *n = (struct intake_names){.a = a, .t = t, .run = run, .writes = tx_can_write(t)};
    int64_t entry = 0;
    for (int d = 0; d < INTAKE_DICTIONARY_COUNT; d++) {
        n->makes[d] = makes[d];
        key_index_init(&n->index[d], a);
    }
    try(tx_last_entry(t, &entry));
    try(load_areas(n, entry));
    try(load_fields(n, entry));
    return load_departments(n, entry);
}

/* How many a text could mean: 0, 1 or 2 for more. */
static int find(const struct intake_names *n, enum intake_dictionary d, const char *folded, uint32_t *ret_value) {
    uint32_t cursor = 0, value, first = 0;
    int found = 0;
    while (key_index_next(&n->index[d], folded, &cursor, &value)) {
        if (found && n->at[value].id != n->at[first].id) return 2;
        first = value;
        found = 1;
    }
    *ret_value = first;
    return found;
}

static enum err make(struct intake_names *n, enum intake_dictionary d, const char *name, int64_t *ret_id) {
    int64_t sort = ++n->sort_last[d];
    static const char *const prefixes[] = {"area", "field", "unit"};
    const char *key = arena_printf(n->a, "%s-%lld", prefixes[d], (long long)sort);
    int64_t intake_id;
    try(run_intake_id(n->run, &intake_id));
    if (d == INTAKE_AREAS) {
        struct area row = area_empty;
        row.key = key, row.name_zh = row.name_en = name, row.sort = sort, row.intake_id = intake_id;
        try(area_put(n->t, &row, 0));
        *ret_id = row.id;
    } else if (d == INTAKE_FIELDS) {
        struct field row = field_empty;
        row.key = key, row.name_zh = row.name_en = name, row.sort = sort, row.intake_id = intake_id;
        try(field_put(n->t, &row, 0));
        *ret_id = row.id;
    } else {
        struct unit row = unit_empty;
        row.key = key, row.name_zh = row.name_en = name, row.sort = sort, row.intake_id = intake_id;
        row.kind = "department";
        try(unit_put(n->t, &row, 0));
        *ret_id = row.id;
    }
    return OK;
}

static uint32_t propose(struct intake_names *n, enum intake_dictionary d, const char *text, const char *place) {
    if (n->proposal_count == n->proposal_cap) {
        size_t cap = n->proposal_cap ? n->proposal_cap * 2 : 32;
        struct intake_proposal *grown = arena_array(n->a, struct intake_proposal, cap);
        if (n->proposal_count) memcpy(grown, n->proposals, n->proposal_count * sizeof *grown);
        n->proposals = grown;
        n->proposal_cap = cap;
    }
    const char *name = text_neat(n->a, span_of(text));
    n->proposals[n->proposal_count++] = (struct intake_proposal){d, name, arena_copy(n->a, place), 0, false};
    uint32_t value = add_name(n, -(int64_t)n->proposal_count, name);
    n->at[value].proposal = n->proposal_count;
    key_index_add(&n->index[d], text_fold(n->a, span_of(text)), value);
    return value;
}

enum err intake_name_id(struct intake_names *n, struct arena *row, enum intake_dictionary d, const char *text,
                        const char *place, int64_t *ret_id) {
    uint32_t value = 0;
    int found = find(n, d, text_fold(row, span_of(text)), &value);
    *ret_id = 0;
    if (strlen(text) > NAME_BYTES_MAX || found == 2 || (!found && n->proposal_count == PROPOSALS_MAX)) return OK;
    if (!found) value = propose(n, d, text, place);
    struct intake_name *name = &n->at[value];
    if (name->proposal) {
        struct intake_proposal *p = &n->proposals[name->proposal - 1];
        p->rows++;
        p->is_made = n->makes[d];
        if (n->writes && p->is_made && name->id < 0) try(make(n, d, p->name, &name->id));
    }
    *ret_id = name->id;
    return OK;
}

const char *intake_name_text(const struct intake_names *n, int64_t id) {
    for (size_t i = 0; i < n->count; i++)
        if (n->at[i].id == id) return n->at[i].zh;
    return "";
}
