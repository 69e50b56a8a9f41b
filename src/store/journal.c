#include "store/journal.h"
#include "base/day.h"
#include "store/sql.h"
#include "store/tx.h"
#include <stdlib.h>
#include <string.h>

static struct value of_int(int64_t n) { return (struct value){.kind = VALUE_INT, .n = n}; }
static struct value of_text(const char *text) { return (struct value){VALUE_TEXT, 0, text, strlen(text)}; }
static struct value of_digest(const unsigned char *d) { return (struct value){VALUE_BLOB, 0, d, DIGEST_BYTES}; }

enum err tx_entry_begin(struct tx *t) {
    must(t->write);
    if (t->head_locked) return OK;
    struct rows *r = NULL;
    bool has = false;
    try(db_rows(t, &sql_head_lock, NULL, &r));
    try(rows_next(r, &has));
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
    unsigned char hash[DIGEST_BYTES];
    entry_hash(t, recorded_ms, hash);
    int64_t number = tx_entry_number(t), changed = 0;
    const struct value entry[] = {of_int(number),           of_int(recorded_ms),
                                  of_int(t->note.actor_id), of_text(t->note.kind),
                                  of_text(t->note.reason),  of_text(t->store->algorithm),
                                  of_int((int64_t)t->put_count), of_digest(hash)};
    try(db_run(t, &sql_journal_add, entry, NULL));
    const struct value head[] = {of_int(number), of_int(recorded_ms), of_int(t->head.next_id), of_digest(hash)};
    try(db_run(t, &sql_head_set, head, &changed));
    return changed == 1 ? OK : store_fail(t->arena, ERR_STORE, W_store_damaged, "journal_head");
}

static const char *hex_copy(struct arena *a, struct blob hash) {
    char hex[DIGEST_HEX];
    return arena_copy(a, hash.len == DIGEST_BYTES ? digest_hex(hash.at, hex) : "");
}

static struct journal_row row_of(struct rows *r, struct arena *a) {
    return (struct journal_row){.number = rows_int(r, 0),
                                .recorded_ms = rows_int(r, 1),
                                .actor_id = rows_int(r, 2),
                                .kind = rows_text_copy(r, 3, a),
                                .reason = rows_text_copy(r, 4, a),
                                .algorithm = rows_text_copy(r, 5, a),
                                .row_count = rows_int(r, 6),
                                .hash = hex_copy(a, rows_blob(r, 7))};
}

enum err journal_at(struct tx *t, int64_t ms, int64_t *ret_entry) {
    struct rows *r = NULL;
    bool has = false;
    try(db_rows(t, &sql_journal_at, &(struct value){.kind = VALUE_INT, .n = ms}, &r));
    try(rows_next(r, &has));
    *ret_entry = has ? rows_int(r, 0) : 0;
    rows_close(r);
    return OK;
}

enum err journal_entry(struct tx *t, int64_t number, struct journal_row *ret) {
    struct rows *r = NULL;
    bool has = false;
    try(db_rows(t, &sql_journal_entry, &(struct value){.kind = VALUE_INT, .n = number}, &r));
    try(rows_next(r, &has));
    if (has) *ret = row_of(r, t->arena);
    rows_close(r);
    return has ? OK : ERR_MISSING;
}

enum err journal_list(struct tx *t, int64_t before, int limit, struct journal_row **ret, int *ret_count) {
    must(limit > 0);
    struct rows *r = NULL;
    bool has = false;
    try(db_rows(t, &sql_journal_before, (struct value[]){of_int(before > 0 ? before : INT64_MAX), of_int(limit)}, &r));
    struct journal_row *list = arena_array(t->arena, struct journal_row, (size_t)limit);
    int count = 0;
    for (;;) {
        try(rows_next(r, &has));
        if (!has) break;
        list[count++] = row_of(r, t->arena);
    }
    rows_close(r);
    *ret = list;
    *ret_count = count;
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
