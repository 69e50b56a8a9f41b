#include "store/journal.h"
#include "base/day.h"
#include "store/tx.h"
#include "store_queries.h"
#include <stdlib.h>
#include <string.h>

enum err tx_entry_begin(struct tx *t) {
    must(t->write);
    if (t->head_locked) return OK;
    struct rows *r = NULL;
    bool has = false;
    try(db_rows(t, &t->conn->driver->head_lock, NULL, &r));
    try(rows_next(r, &has));
    if (has && !t->migrates && !text_eq(rows_text(r, 4, NULL), t->store->schema->fingerprint)) {
        t->failed = ERR_VERSION;
        return store_fail(t->arena, ERR_VERSION, W_store_moved_on, t->store->schema->fingerprint);
    }
    struct blob hash = has ? rows_blob(r, 3) : (struct blob){NULL, 0};
    if (hash.len != DIGEST_BYTES) return store_fail(t->arena, ERR_STORE, W_store_damaged, "journal_head");
    t->head = (struct head){.number = rows_int(r, 0), .recorded_ms = rows_int(r, 1), .next_id = rows_int(r, 2)};
    memcpy(t->head.hash, hash.at, DIGEST_BYTES);
    rows_close(r);
    t->digester = digester_new(t->arena, t->store->algorithm);
    must(t->digester != NULL);
    t->head_locked = true;
    return OK;
}

enum err tx_entry_put(struct tx *t, const struct ledger_table *table, const struct value *columns) {
    if (t->put_count == t->put_room) {
        if (t->put_room >= PUTS_MAX) {
            t->failed = ERR_TOO_LARGE; /* the row is written already, but no entry would cover it */
            return store_fail(t->arena, ERR_TOO_LARGE, W_store_too_many_rows, table->name);
        }
        t->put_room = t->put_room ? 2 * t->put_room : 64;
        t->puts = realloc(t->puts, t->put_room * sizeof *t->puts);
        must(t->puts != NULL);
    }
    t->has_entry = true;
    struct put *p = &t->puts[t->put_count++];
    *p = (struct put){.table = store_place(t->store, table), .id = columns[0].n, .version = columns[1].n};
    chain_row(t->digester, table, columns, p->digest);
    return OK;
}

static int by_table_id_version(const void *left, const void *right) {
    const struct put *l = left, *r = right;
    if (l->table != r->table) return l->table < r->table ? -1 : 1;
    if (l->id != r->id) return l->id < r->id ? -1 : 1;
    return (l->version > r->version) - (l->version < r->version);
}

/* The digests of the tables first, for one digester does one thing at a time; they are few. */
static void entry_hash(struct tx *t, int64_t recorded_ms, unsigned char ret_hash[static DIGEST_BYTES]) {
    int tables = t->store->schema->table_count;
    unsigned char(*digests)[DIGEST_BYTES] = arena_alloc_array(t->arena, (size_t)tables + 1, DIGEST_BYTES);
    bool *written = arena_array(t->arena, bool, (size_t)tables + 1);
    for (size_t i = 0; i < t->put_count;) {
        int32_t table = t->puts[i].table;
        digester_begin(t->digester);
        for (; i < t->put_count && t->puts[i].table == table; i++)
            digester_raw(t->digester, t->puts[i].digest, DIGEST_BYTES);
        digester_end(t->digester, digests[table]);
        written[table] = true;
    }
    chain_entry_begin(t->digester, &(struct entry_facts){t->head.hash, tx_entry_number(t), recorded_ms,
                                                         t->note.actor_id, span_of(t->note.kind),
                                                         span_of(t->note.reason)});
    for (int i = 0; i < tables; i++)
        if (written[i]) chain_table(t->digester, t->store->by_name[i]->name, digests[i]);
    digester_end(t->digester, ret_hash);
}

enum err tx_entry_write(struct tx *t) {
    int64_t recorded_ms = t->note.clock_ms ? t->note.clock_ms : now_ms();
    if (recorded_ms <= t->head.recorded_ms) recorded_ms = t->head.recorded_ms + 1;
    if (t->put_count) qsort(t->puts, t->put_count, sizeof *t->puts, by_table_id_version);
    entry_hash(t, recorded_ms, t->hash);
    const struct blob chained = {t->hash, DIGEST_BYTES};
    int64_t number = tx_entry_number(t), changed = 0;
    try(entry_add(t, number, recorded_ms, t->note.actor_id, t->note.kind, t->note.reason, t->store->algorithm,
                  (int64_t)t->put_count, chained, &changed));
    try(head_set(t, number, recorded_ms, t->head.next_id, chained, &changed));
    return changed == 1 ? OK : store_fail(t->arena, ERR_STORE, W_store_damaged, "journal_head");
}

static const char *hex_copy(struct arena *a, struct blob hash) {
    char hex[DIGEST_HEX];
    return arena_copy(a, hash.len == DIGEST_BYTES ? digest_hex(hash.at, hex) : "");
}

enum err journal_at(struct tx *t, int64_t ms, int64_t *ret_entry) {
    struct entry_at_row row = {0};
    bool has = false;
    try(entry_at(t, ms, &row, &has));
    *ret_entry = row.number;
    return OK;
}

enum err journal_entry(struct tx *t, int64_t number, struct journal_row *ret) {
    struct entry_find_row row;
    bool has = false;
    try(entry_find(t, number, &row, &has));
    if (!has) return ERR_MISSING;
    *ret = (struct journal_row){row.number, row.recorded_ms, row.actor_id,  row.kind,
                                row.reason, row.algorithm,   row.row_count, hex_copy(t->arena, row.hash)};
    return OK;
}

enum err journal_list(struct tx *t, int64_t before, int limit, struct journal_row **ret, int *ret_count) {
    struct entries_before_row *rows = NULL;
    size_t count = 0;
    must(limit > 0);
    try(entries_before(t, before > 0 ? before : INT64_MAX, limit, &rows, &count));
    struct journal_row *list = arena_array(t->arena, struct journal_row, count + 1);
    for (size_t i = 0; i < count; i++)
        list[i] = (struct journal_row){rows[i].number, rows[i].recorded_ms, rows[i].actor_id,  rows[i].kind,
                                       rows[i].reason, rows[i].algorithm,   rows[i].row_count,
                                       hex_copy(t->arena, rows[i].hash)};
    *ret = list;
    *ret_count = (int)count;
    return OK;
}

enum err journal_head(struct tx *t, struct journal_row *ret) {
    int64_t number = 0;
    try(tx_last_entry(t, &number));
    if (number) return journal_entry(t, number, ret);
    const unsigned char none[DIGEST_BYTES] = {0};
    *ret = (struct journal_row){.kind = "", .reason = "", .algorithm = t->store->algorithm};
    ret->hash = hex_copy(t->arena, (struct blob){none, DIGEST_BYTES});
    return OK;
}
