/* Values, names and differences of rows in words. */
#include "domain/audit/told.h"
#include "base/text.h"
#include "domain/reports/report.h"
#include "people_queries.h"
#include "projects_queries.h"
#include <string.h>

enum { TEXT_MAX = 300 };

/* A value as it stands in a row struct. */
struct held {
    bool is_known;
    int64_t n;
    const char *text;
    struct blob blob;
};

static struct held held_in(const struct ledger_column *c, const void *row) {
    const void *at = (const char *)row + c->offset;
    struct held h = {0};
    switch (c->kind) {
    case COLUMN_INT: h.n = *(const int64_t *)at, h.is_known = h.n != NO_INT; break;
    case COLUMN_DAY: h.n = *(const int32_t *)at, h.is_known = h.n != NO_DAY; break;
    case COLUMN_MONTH: h.n = *(const int32_t *)at, h.is_known = h.n != NO_MONTH; break;
    case COLUMN_TEXT: h.text = *(const char *const *)at, h.is_known = h.text && *h.text; break;
    case COLUMN_BLOB: h.blob = *(const struct blob *)at, h.is_known = h.blob.at != NULL; break;
    }
    return h;
}

static bool is_same(const struct held *x, const struct held *y) {
    if (x->is_known != y->is_known) return false;
    if (!x->is_known) return true;
    bool same_text = (!x->text && !y->text) || text_eq(x->text, y->text);
    bool same_blob = x->blob.len == y->blob.len && (!x->blob.len || !memcmp(x->blob.at, y->blob.at, x->blob.len));
    return x->n == y->n && same_text && same_blob;
}

/* -- another row by its name -- */

static const char *column_text(const struct ledger_table *table, const char *name, const void *row) {
    for (int i = 0; i < table->column_count; i++)
        if (text_eq(table->columns[i].name, name)) {
            struct held h = held_in(&table->columns[i], row);
            return h.is_known ? h.text : NULL;
        }
    return NULL;
}

/* A milestone has a name of its own, or that of its kind. */
static enum err row_named(struct telling *t, const struct ledger_table *table, int64_t id, struct both *ret) {
    void *row = arena_alloc(t->a, table->row_bytes);
    if (table == &project_table && !scope_sees(t->a, t->scope, id)) {
        *ret = both_word(W_told_outside);
        return OK;
    }
    enum err e = ledger_get(t->tx, table, id, row);
    if (e == ERR_MISSING) *ret = both_int(t->a, id);
    if (e != OK) return e == ERR_MISSING ? OK : e;
    const char *zh = column_text(table, "name_zh", row), *en = column_text(table, "name_en", row);
    const char *name = column_text(table, "name", row);
    *ret = zh ? (struct both){{zh, en ? en : zh}} : name ? both_text(name) : both_int(t->a, id);
    for (int i = 0; !zh && !name && i < table->column_count; i++) {
        const struct told_column *c = told_column_of(table, table->columns[i].name);
        struct held h = held_in(&table->columns[i], row);
        if (c && c->how == TOLD_ROW && c->of != table && h.is_known) return row_named(t, c->of, h.n, ret);
    }
    return OK;
}

/* Who holds responsibility is an area or a department. */
static const struct ledger_table *of_which(const struct told_column *c, const struct ledger_table *table, const void *row) {
    bool is_side = text_eq(c->name, "holder_id") || text_eq(c->name, "from_id") || text_eq(c->name, "to_id");
    if (is_side && text_eq(column_text(table, "kind", row), "area")) return &area_table;
    return text_eq(table->name, "unit") && text_eq(c->name, "parent_id") ? &unit_table : c->of;
}

/* -- a value -- */

static struct both plain_said(struct telling *t, const struct ledger_column *c, const struct held *h) {
    switch (c->kind) {
    case COLUMN_DAY: return both_text(day_print(t->a, (int32_t)h->n));
    case COLUMN_MONTH: return both_text(month_print(t->a, (int32_t)h->n));
    case COLUMN_TEXT: return both_text(utf8_cut(t->a, h->text, TEXT_MAX));
    default: return both_int(t->a, h->n);
    }
}

static enum err value_said(struct telling *t, const struct told_column *c, const struct ledger_table *table,
                           const struct ledger_column *column, const void *row, struct both *ret) {
    struct held h = held_in(column, row);
    *ret = both_text("");
    if (!h.is_known) return OK;
    switch (c->how) {
    case TOLD_NOT: break;
    case TOLD_PLAIN: *ret = plain_said(t, column, &h); break;
    case TOLD_FEN: *ret = fen_text(t->a, h.n); break;
    case TOLD_SHARE: *ret = SAY(t->a, W_report_percent, both_num(t->a, (double)h.n / 100, 2)); break;
    case TOLD_MOMENT: *ret = both_text(ms_print(t->a, h.n, t->zone_min)); break;
    case TOLD_FLAG: *ret = both_word(h.n ? W_told_yes : W_told_no); break;
    case TOLD_DEGREE: *ret = both_num(t->a, (double)h.n / 1e6, 6); break;
    case TOLD_CHOICE: *ret = choice_word(c->name, h.text); break;
    case TOLD_KEY: *ret = c->say(t->a, h.text); break;
    case TOLD_ROW: return row_named(t, of_which(c, table, row), h.n, ret);
    case TOLD_SEALED: *ret = both_word(W_told_is_sealed); break;
    }
    return OK;
}

static const struct ledger_column *column_named(const struct ledger_table *table, const char *name) {
    for (int i = 0; name && i < table->column_count; i++)
        if (text_eq(table->columns[i].name, name)) return &table->columns[i];
    return NULL;
}

enum err told_value(struct telling *t, const struct told_table *table, int column, const void *row, struct both *ret) {
    const struct ledger_column *c = &table->table->columns[column];
    return value_said(t, told_column_of(table->table, c->name), table->table, c, row, ret);
}

int64_t told_number(const struct told_table *table, int column, const void *row) {
    struct held h = held_in(&table->table->columns[column], row);
    return h.is_known ? h.n : NO_INT;
}

enum err told_name(struct telling *t, const struct told_table *table, const void *row, struct both *ret) {
    struct both name = both_word(table->name);
    if (table->table == &report_table) {
        *ret = SAY(t->a, W_told_which, name, period_name(t->a, period_of_report(row)));
        return OK;
    }
    for (size_t i = 0; i < countof(table->which); i++) {
        const struct ledger_column *c = column_named(table->table, table->which[i]);
        if (!c) continue;
        struct both said;
        try(value_said(t, told_column_of(table->table, c->name), table->table, c, row, &said));
        if (*said.in[ZH]) name = SAY(t->a, W_told_which, name, said);
    }
    *ret = name;
    return OK;
}

/* What its name says already is not told of a new row once more. */
static bool is_name(const struct told_table *table, const char *column) {
    for (size_t i = 0; i < countof(table->which); i++)
        if (text_eq(table->which[i], column)) return true;
    return false;
}

enum err told_changes(struct telling *t, const struct told_table *table, const void *before, const void *row,
                      struct told_change *ret, size_t most, size_t *ret_count, size_t *ret_more) {
    enum { FIRST_OWN = 4 };
    size_t n = 0, more = 0;
    for (int i = FIRST_OWN; i < table->table->column_count; i++) {
        const struct ledger_column *c = &table->table->columns[i];
        const struct told_column *say = told_column_of(table->table, c->name);
        struct held now = held_in(c, row), was = before ? held_in(c, before) : (struct held){0};
        if (!say || say->how == TOLD_NOT || is_same(&now, &was) || (!before && is_name(table, c->name))) continue;
        if (n == most) {
            more++;
            continue;
        }
        struct told_change *to = &ret[n++];
        *to = (struct told_change){.column = c->name, .what = both_word(say->label), .from = both_text("")};
        if (before) try(value_said(t, say, table->table, c, before, &to->from));
        try(value_said(t, say, table->table, c, row, &to->to));
        if (!now.is_known) to->to = both_word(W_told_none);
        else if (was.is_known && say->how == TOLD_SEALED) to->to = both_word(W_told_sealed_anew);
    }
    *ret_count = n;
    *ret_more = more;
    return OK;
}
