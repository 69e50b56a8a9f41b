#include "store/verify.h"
#include "base/day.h"
#include "base/text.h"
#include "store/blob_inside.h"
#include "store/query.h"
#include "store/tx.h"
#include "store_queries.h"
#include <stdio.h>
#include <string.h>

/* The row versions of one table in the order of their entries, the next one looked at already. */
struct stream {
    const struct ledger_table *table;
    struct rows *rows;
    int64_t entry; /* of the next row; INT64_MAX behind the last */
    unsigned char digest[DIGEST_BYTES];
    bool written; /* by the entry at hand */
};

enum { SHA256, SM3, ALGORITHMS };
static const char *const algorithms[ALGORITHMS] = {"sha256", "sm3"};

struct checker {
    struct tx *tx;
    struct arena *a;
    struct verify_result *result;
    struct stream *streams;
    int stream_count;
    struct digester *of_row[ALGORITHMS], *of_rows[ALGORITHMS];
    int64_t last_number, last_ms, max_id;
    unsigned char last_hash[DIGEST_BYTES];
    char last_algorithm[8];
};

/* Of the generated entries_all, which would hide bytes behind a NUL in a text. */
extern const struct query_shape entries_all_shape;

/* Counted always, told while there is room. */
#define FOUND(c, wrong_entry, w, ...)                                                                        \
    do {                                                                                                     \
        struct verify_result *found_ = (c)->result;                                                          \
        if (found_->first_wrong == 0) found_->first_wrong = (wrong_entry);                                   \
        if (found_->fault_count++ < VERIFY_FAULTS_MAX)                                                       \
            found_->faults[found_->fault_count - 1] = SAY((c)->a, (w), __VA_ARGS__);                         \
    } while (0)

static struct both number(struct checker *c, int64_t n) { return both_int(c->a, n); }

/* ---- rows, entry by entry */

static enum err stream_step(struct stream *s) {
    bool has = false;
    try(rows_next(s->rows, &has));
    s->entry = has ? rows_int(s->rows, 2) : INT64_MAX;
    return OK;
}

static enum err streams_open(struct checker *c) {
    const struct store *s = c->tx->store;
    c->stream_count = s->schema->table_count;
    c->streams = arena_array(c->a, struct stream, (size_t)c->stream_count + 1);
    for (int i = 0; i < c->stream_count; i++) {
        c->streams[i].table = s->by_name[i];
        try(db_rows_streamed(c->tx, &s->by_name[i]->by_entry, NULL, &c->streams[i].rows));
        try(stream_step(&c->streams[i]));
    }
    return OK;
}

/* The values as the database holds them: what is read into a row struct would be narrower. */
static void row_digest(struct stream *s, struct digester *d, unsigned char ret_digest[static DIGEST_BYTES]) {
    struct value values[PARAMS_MAX];
    for (int i = 0; i < s->table->column_count; i++) {
        enum column_kind kind = s->table->columns[i].kind;
        if (rows_null(s->rows, i)) values[i] = (struct value){.kind = VALUE_NULL};
        else if (kind == COLUMN_TEXT || kind == COLUMN_BLOB) {
            struct blob b = rows_blob(s->rows, i);
            values[i] = (struct value){kind == COLUMN_TEXT ? VALUE_TEXT : VALUE_BLOB, 0, b.at, b.len};
        } else values[i] = (struct value){.kind = VALUE_INT, .n = rows_int(s->rows, i)};
    }
    chain_row(d, s->table, values, ret_digest);
}

/* Rows before the entry at hand whose own entry does not exist. */
static enum err orphans(struct checker *c, struct stream *s, int64_t before) {
    while (s->entry < before) {
        FOUND(c, 0, W_verify_orphan, both_text(s->table->name), number(c, rows_int(s->rows, 0)),
              number(c, rows_int(s->rows, 1)));
        try(stream_step(s));
    }
    return OK;
}

/* The digest of what one entry wrote to one table. */
static enum err stream_digest(struct checker *c, struct stream *s, int64_t entry, int algorithm, int64_t *rows) {
    try(orphans(c, s, entry));
    s->written = s->entry == entry;
    if (!s->written) return OK;
    digester_begin(c->of_rows[algorithm]);
    for (; s->entry == entry; ++*rows) {
        unsigned char digest[DIGEST_BYTES];
        row_digest(s, c->of_row[algorithm], digest);
        digester_raw(c->of_rows[algorithm], digest, sizeof digest);
        try(stream_step(s));
    }
    digester_end(c->of_rows[algorithm], s->digest);
    return OK;
}

/* ---- the journal */

struct entry {
    struct entry_facts facts;
    const char *algorithm;
    int64_t row_count;
    struct blob hash;
};

/* A damaged database may hold a NULL where the schema allows none. */
static struct span text_at(struct rows *r, int column) {
    struct blob b = rows_blob(r, column);
    return b.at ? (struct span){b.at, b.len} : span_of("");
}

static void entry_hash(struct checker *c, const struct entry *e, int algorithm,
                       unsigned char ret_hash[static DIGEST_BYTES]) {
    struct digester *d = c->of_rows[algorithm];
    chain_entry_begin(d, &e->facts);
    for (int i = 0; i < c->stream_count; i++)
        if (c->streams[i].written) chain_table(d, c->streams[i].table->name, c->streams[i].digest);
    digester_end(d, ret_hash);
}

static enum err entry_check(struct checker *c, const struct entry *e) {
    int64_t n = e->facts.number, rows = 0;
    if (n != c->last_number + 1) FOUND(c, n, W_verify_gap, number(c, n));
    if (e->facts.recorded_ms <= c->last_ms && n > 1) FOUND(c, n, W_verify_time, number(c, n));
    int algorithm = 0;
    while (algorithm < ALGORITHMS && strcmp(e->algorithm, algorithms[algorithm]) != 0) algorithm++;
    if (algorithm == ALGORITHMS) {
        FOUND(c, n, W_verify_algorithm, number(c, n), both_text(arena_copy(c->a, e->algorithm)));
        algorithm = SHA256;
    }
    for (int i = 0; i < c->stream_count; i++) try(stream_digest(c, &c->streams[i], n, algorithm, &rows));
    if (rows != e->row_count) FOUND(c, n, W_verify_count, number(c, n), number(c, e->row_count), number(c, rows));
    unsigned char hash[DIGEST_BYTES];
    entry_hash(c, e, algorithm, hash);
    bool same = e->hash.len == DIGEST_BYTES && memcmp(hash, e->hash.at, DIGEST_BYTES) == 0;
    if (!same)
        FOUND(c, n, W_verify_entry, number(c, n),
              both_text(arena_printf(c->a, "%s UTC", ms_print(c->a, e->facts.recorded_ms, 0))),
              both_text(arena_copy_n(c->a, e->facts.kind.at, e->facts.kind.len)));
    c->result->entries++;
    c->result->rows += rows;
    c->last_number = n;
    c->last_ms = e->facts.recorded_ms;
    memset(c->last_hash, 0, DIGEST_BYTES);
    memcpy(c->last_hash, e->hash.at, e->hash.len < DIGEST_BYTES ? e->hash.len : DIGEST_BYTES);
    snprintf(c->last_algorithm, sizeof c->last_algorithm, "%s", e->algorithm);
    return OK;
}

static enum err journal_check(struct checker *c) {
    struct rows *r = NULL;
    bool has = false;
    try(streams_open(c));
    try(db_rows_streamed(c->tx, &entries_all_shape.statement, NULL, &r));
    for (;;) {
        try(rows_next(r, &has));
        if (!has) break;
        const struct entry e = {{c->last_hash, rows_int(r, 0), rows_int(r, 1), rows_int(r, 2), text_at(r, 3), text_at(r, 4)},
                                text_at(r, 5).at, rows_int(r, 6), rows_blob(r, 7)};
        try(entry_check(c, &e));
    }
    rows_close(r);
    for (int i = 0; i < c->stream_count; i++) {
        try(orphans(c, &c->streams[i], INT64_MAX));
        rows_close(c->streams[i].rows);
    }
    return OK;
}

/* ---- versions of each row, which the hashes do not join */

struct version {
    int64_t id, version, entry, until;
};

/* Each version begins in the entry in which the one before ends; only the last has no end. */
static bool joins(const struct version *before, const struct version *v) {
    if (before->id != v->id) return before->until == NO_INT && v->version == 1;
    return v->version == before->version + 1 && v->entry == before->until && v->entry >= before->entry;
}

static enum err versions_check(struct checker *c, const struct ledger_table *table) {
    struct rows *r = NULL;
    /* Before the first row and behind the last stand ids that no row has. */
    struct version before = {.id = NO_INT, .until = NO_INT};
    bool has = false;
    try(db_rows_streamed(c->tx, &table->by_id, NULL, &r));
    for (;;) {
        try(rows_next(r, &has));
        const struct version v = has ? (struct version){rows_int(r, 0), rows_int(r, 1), rows_int(r, 2), rows_int(r, 3)}
                                     : (struct version){.id = INT64_MAX, .version = 1};
        if (!joins(&before, &v)) {
            const struct version *wrong = has ? &v : &before;
            FOUND(c, 0, W_verify_versions, both_text(table->name), number(c, wrong->id), number(c, wrong->version));
        }
        if (!has) break;
        if (v.id > c->max_id) c->max_id = v.id;
        before = v;
    }
    rows_close(r);
    return OK;
}

static bool head_fits(const struct checker *c, const struct head_now_row *head) {
    return head->number == c->last_number && head->recorded_ms == c->last_ms && head->hash.len == DIGEST_BYTES &&
           memcmp(head->hash.at, c->last_hash, DIGEST_BYTES) == 0 && text_eq(head->algorithm, c->tx->store->algorithm) &&
           (c->last_number == 0 || text_eq(head->algorithm, c->last_algorithm));
}

static enum err head_check(struct checker *c) {
    struct head_now_row head = {.algorithm = ""};
    bool has = false;
    try(head_now(c->tx, &head, &has));
    if (!head_fits(c, &head)) FOUND(c, 0, W_verify_head, both_text(""));
    if (head.next_id != c->max_id + 1)
        FOUND(c, 0, W_verify_next_id, number(c, head.next_id), number(c, c->max_id + 1));
    char hex[DIGEST_HEX];
    c->result->head_number = head.number;
    c->result->head_hash = arena_copy(c->a, head.hash.len == DIGEST_BYTES ? digest_hex(head.hash.at, hex) : "");
    return OK;
}

/* ---- the database itself, and the files */

static enum err integrity_check(struct checker *c) {
    const struct statement *s = &c->tx->conn->driver->integrity;
    if (!s->sqlite && !s->postgres) return OK;
    struct rows *r = NULL;
    bool has = false;
    try(db_rows(c->tx, s, NULL, &r));
    try(rows_next(r, &has));
    const char *said = has ? arena_copy(c->a, text_at(r, 0).at) : "";
    if (strcmp(said, "ok") != 0) FOUND(c, 0, W_verify_integrity, both_text(said));
    rows_close(r);
    return OK;
}

static enum err files_check(struct checker *c) {
    struct blob_walk *walk = NULL;
    try(blob_walk_open(c->tx, c->tx->store->data, &walk));
    for (;;) {
        const char *sha = NULL;
        enum blob_state state = BLOB_SOUND;
        int64_t bytes = 0;
        try(blob_walk_next(walk, &sha, &state, &bytes));
        if (!sha) return OK;
        c->result->files++;
        if (state == BLOB_CHANGED) FOUND(c, 0, W_verify_file, both_text(arena_copy(c->a, sha)));
        if (state == BLOB_GONE) FOUND(c, 0, W_verify_file_missing, both_text(arena_copy(c->a, sha)));
    }
}

static enum err check_all(struct checker *c) {
    for (int i = 0; i < ALGORITHMS; i++) {
        c->of_row[i] = digester_new(c->a, algorithms[i]);
        c->of_rows[i] = digester_new(c->a, algorithms[i]);
        must(c->of_row[i] && c->of_rows[i]);
    }
    try(integrity_check(c));
    try(journal_check(c));
    for (int i = 0; i < c->stream_count; i++) try(versions_check(c, c->streams[i].table));
    try(head_check(c));
    return files_check(c);
}

enum err verify_in(struct tx *t, struct verify_result *ret) {
    struct verify_result result = {.head_hash = ""};
    struct checker c = {.tx = t, .a = t->arena, .result = &result};
    try(check_all(&c));
    result.clean = result.fault_count == 0;
    *ret = result;
    return OK;
}

enum err verify(struct store *s, struct arena *a, struct verify_result *ret) {
    struct tx *t = NULL;
    try(store_read(s, a, &t));
    enum err e = verify_in(t, ret);
    tx_end(t);
    return e;
}
