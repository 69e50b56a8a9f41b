#include "domain/dispatch/dispatch_pack.h"
#include "base/text.h"
#include "domain/dispatch/dispatch_kinds.h"
#include "domain/stats/indicator.h"
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

enum { FORMAT = 1, ITEM_BYTES_MAX = 64 << 10 };

const char *pack_sha(struct arena *a, struct blob bytes) {
    unsigned char digest[crypto_hash_sha256_BYTES];
    char *text = arena_alloc(a, PACK_SHA_TEXT);
    crypto_hash_sha256(digest, bytes.at, bytes.len);
    return sodium_bin2hex(text, PACK_SHA_TEXT, digest, sizeof digest);
}

/* -- what is gathered, in order -- */

static int by_weight(const void *left, const void *right) {
    const struct candidate *a = left, *b = right;
    if (a->weight != b->weight) return a->weight > b->weight ? -1 : 1;
    return (a->id > b->id) - (a->id < b->id);
}

/* What the meeting looks at: projects that count, on its lists, at the end of the month. */
static struct selection rows_of(struct arena *a, const struct pack_asked *asked) {
    unsigned key = LEVELS_KEY;
    struct question ask = {.scope = scope_everything(), .month = asked->month,
                           .levels = text_eq(asked->m->level, "key") ? key : 0};
    return board_select(a, asked->p->board, &ask);
}

/* -- an item -- */

static const char *key_of(const struct dictionary *d, uint16_t k) { return k < d->count ? d->at[k].key : ""; }
static struct both name_of(const struct dictionary *d, uint16_t k) {
    return k < d->count ? (struct both){{d->at[k].name_zh, d->at[k].name_en}} : both_text("");
}

static void fen_put(struct json *j, const char *key, int64_t fen) {
    if (fen == NO_FEN) json_key_null(j, key);
    else json_key_int(j, key, fen);
}

static void project_put_json(const struct gathering *g, int row, struct json *j) {
    const struct pack_asked *asked = g->asked;
    const struct board *b = asked->p->board;
    const struct chunk *c = board_chunk(b, row);
    int i = row % CHUNK_ROWS, m = month_index(asked->month);
    json_key_int(j, "project", c->project_id[i]);
    json_key_text(j, "code", *chunk_code(c, i) ? chunk_code(c, i) : chunk_number(c, i));
    json_key_text(j, "name", chunk_name(c, i));
    json_key_text(j, "unit", chunk_unit(c, i));
    json_key_text(j, "area", key_of(&b->areas, c->area[i]));
    json_key_text(j, "department", key_of(&b->departments, c->department[0][i]));
    fen_put(j, "total_fen", c->total_fen[i]);
    fen_put(j, "plan_fen", c->plan_fen[i]);
    fen_put(j, "done_fen", c->ytd_fen[m][i]);
    fen_put(j, "rate_bp", share_bp(c->ytd_fen[m][i], c->plan_fen[i]));
    json_key_int(j, "time_bp", share_bp(asked->p->settings.curve[m], asked->p->settings.curve_whole));
}

static void said_put(const struct gathering *g, const struct candidate *c, struct both owner, const struct saying *s,
                     struct json *j) {
    const struct board *b = g->asked->p->board;
    json_open(j);
    for (enum lang l = ZH; l < LANG_COUNT; l++) {
        json_key(j, lang_tag(l));
        json_open(j);
        if (c->row >= 0) {
            const struct chunk *k = board_chunk(b, c->row);
            json_key_text(j, "area", name_of(&b->areas, k->area[c->row % CHUNK_ROWS]).in[l]);
            json_key_text(j, "department", name_of(&b->departments, k->department[0][c->row % CHUNK_ROWS]).in[l]);
        }
        if (c->task) json_key_text(j, "owner", owner.in[l]);
        json_key(j, "why");
        json_list(j);
        for (size_t i = 0; i < s->count; i++) {
            json_list(j);
            json_text(j, s->at[i].text.in[l]);
            json_text(j, s->at[i].more.in[l]);
            json_list_end(j);
        }
        json_list_end(j);
        json_close(j);
    }
    json_close(j);
}

/* As the unit was called then. */
static enum err owner_of(struct gathering *g, const struct candidate *c, struct both *ret) {
    struct unit_names_then_row *rows;
    size_t count;
    *ret = both_text("");
    if (!c->task) return OK;
    try(unit_names_then(g->t, c->task->unit_id, g->asked->p->entry, &rows, &count));
    if (count) *ret = (struct both){{rows[0].name_zh, rows[0].name_en}};
    return OK;
}

static enum err item_write(struct gathering *g, const struct dispatch_kind *kind, const struct candidate *c, struct out *hashed,
                           struct json *items) {
    struct out *content = out_in(g->a, ITEM_BYTES_MAX);
    struct saying s = {.a = g->a};
    struct json j;
    struct both owner;
    try(owner_of(g, c, &owner));
    json_init(&j, content);
    json_open(&j);
    json_key_text(&j, "kind", kind->key);
    if (c->row >= 0) project_put_json(g, c->row, &j);
    try(kind->fill(g, c, &j, &s));
    json_close(&j);
    if (content->overflow) return ERR_TOO_LARGE;
    const char *sha = pack_sha(g->a, (struct blob){content->at, content->len});
    out_printf(hashed, "%s\n", sha);
    json_open(items);
    json_key(items, "content");
    out_bytes(items->out, content->at, content->len);
    items->comma |= UINT64_C(1) << items->depth; /* what was put in is a value */
    json_key_text(items, "sha256", sha);
    json_key(items, "said");
    said_put(g, c, owner, &s, items);
    json_close(items);
    return OK;
}

/* -- the pack -- */

struct making {
    struct gathering g;
    struct candidates of[DISPATCH_KINDS_MAX];
};

static void head_put(const struct making *k, struct json *j) {
    const struct pack_asked *asked = k->g.asked;
    json_key_text(j, "kind", asked->m->kind);
    json_key_text(j, "period", asked->m->period);
    json_key_text(j, "level", asked->m->level);
    json_key_int(j, "entry", asked->p->entry);
    json_key_text(j, "known", day_print(k->g.a, asked->p->known_day));
    json_key_text(j, "month", month_print(k->g.a, asked->month));
    if (asked->before.is_there) json_key_text(j, "before", asked->before.content_sha);
    else json_key_null(j, "before");
    json_key(j, "counts");
    json_list(j);
    for (size_t i = 0; i < dispatch_kind_count; i++) {
        int64_t total = (int64_t)k->of[i].count, max = dispatch_kinds[i].shown_max;
        json_open(j);
        json_key_text(j, "kind", dispatch_kinds[i].key);
        json_key_int(j, "total", total);
        json_key_int(j, "shown", total < max ? total : max);
        json_close(j);
    }
    json_list_end(j);
    json_key(j, "red");
    json_list(j);
    const struct board *b = asked->p->board;
    for (int row = selection_next(&k->g.rows, 0); row >= 0; row = selection_next(&k->g.rows, row + 1))
        if (lights_at(asked->p->lights, row, asked->month) == RED)
            json_int(j, board_chunk(b, row)->project_id[row % CHUNK_ROWS]);
    json_list_end(j);
}

static enum err gather(struct making *k) {
    struct gathering *g = &k->g;
    const struct pack_before *before = &g->asked->before;
    struct tasks_known_row *tasks;
    must(dispatch_kind_count <= DISPATCH_KINDS_MAX);
    g->rows = rows_of(g->a, g->asked);
    int32_t since = before->is_there ? before->frozen_day : g->asked->p->known_day;
    try(tasks_known(g->t, g->asked->p->entry, since, &tasks, &g->task_count));
    g->tasks = tasks;
    for (size_t i = 0; i < dispatch_kind_count; i++) {
        try(dispatch_kinds[i].gather(g, &k->of[i]));
        if (k->of[i].count > 1) qsort(k->of[i].at, k->of[i].count, sizeof *k->of[i].at, by_weight);
    }
    return OK;
}

static enum err items_write(struct making *k, struct out *hashed, struct json *j, size_t *ret_count) {
    *ret_count = 0;
    for (size_t i = 0; i < dispatch_kind_count; i++)
        for (size_t n = 0; n < k->of[i].count && n < (size_t)dispatch_kinds[i].shown_max; n++, ++*ret_count)
            try(item_write(&k->g, &dispatch_kinds[i], &k->of[i].at[n], hashed, j));
    return OK;
}

enum err pack_make(struct tx *t, const struct pack_asked *asked, struct pack_made *ret) {
    struct making k = {.g = {.t = t, .a = tx_arena(t), .asked = asked}};
    struct out *hashed = out_in(k.g.a, PACK_BYTES_MAX), *bytes = out_in(k.g.a, PACK_BYTES_MAX);
    struct json j, head;
    try(gather(&k));
    json_init(&head, hashed); /* the hash is of the head, then of the hash of each item on a line of its own */
    json_open(&head);
    head_put(&k, &head);
    json_close(&head);
    out_char(hashed, '\n');
    json_init(&j, bytes);
    json_open(&j);
    json_key_int(&j, "pack", FORMAT);
    head_put(&k, &j);
    json_key(&j, "items");
    json_list(&j);
    try(items_write(&k, hashed, &j, &ret->item_count));
    json_list_end(&j);
    ret->content_sha = pack_sha(k.g.a, (struct blob){hashed->at, hashed->len});
    json_key_text(&j, "content_sha256", ret->content_sha);
    json_close(&j);
    out_char(bytes, '\n');
    if (hashed->overflow || bytes->overflow) return ERR_TOO_LARGE;
    ret->bytes = (struct blob){bytes->at, bytes->len};
    return OK;
}
