#include "domain/dispatch/dispatch_freeze.h"
#include "base/text.h"
#include "domain/dispatch/dispatch_kinds.h"
#include "overview_queries.h"
#include "store/blob.h"
#include <string.h>

enum { SORT_STEP = 10 };

/* -- what it is made from -- */

static void drop(void *p) { position_drop(p); }

static enum err position_at(struct tx *t, struct position_cache *cache, int64_t entry, int32_t day, int year,
                            const struct position **ret) {
    struct position *p;
    try(position_get(cache, t, entry, day, year, &p));
    arena_defer(tx_arena(t), drop, p);
    *ret = p;
    return OK;
}

static enum err before_read(struct tx *t, int64_t meeting_id, struct pack_before *ret) {
    struct meeting m;
    struct pack pack;
    try(meeting_get(t, meeting_id, &m));
    try(pack_of(t, &m, &pack));
    *ret = (struct pack_before){true, pack.known_day, pack.content_sha, pack.red, pack.red_count};
    return OK;
}

static enum err asked_at(struct tx *t, struct position_cache *cache, const struct meeting *m, int64_t entry, int32_t day,
                         int32_t month, int64_t previous_id, struct pack_asked *ret) {
    *ret = (struct pack_asked){.m = m, .month = month};
    int year = month_year(month), now = month_year(month_of_day(day));
    try(position_at(t, cache, entry, day, year, &ret->p));
    ret->now = ret->p;
    if (now != year) try(position_at(t, cache, entry, day, now, &ret->now));
    return previous_id == NO_INT ? OK : before_read(t, previous_id, &ret->before);
}

enum err freeze_asked(struct tx *t, struct position_cache *cache, const struct meeting *m, int32_t today,
                      struct pack_asked *ret) {
    struct meeting_frozen_last_row last;
    struct last_reported_month_row reported;
    bool has, is_reported;
    int64_t entry;
    try(tx_last_entry(t, &entry));
    try(meeting_frozen_last(t, m->kind, &last, &has));
    int32_t day = has && last.frozen_day > today ? last.frozen_day : today;
    try(last_reported_month(t, entry, month_of_day(day), &reported, &is_reported));
    return asked_at(t, cache, m, entry, day, is_reported ? reported.to_month : month_of_day(day), has ? last.id : NO_INT, ret);
}

/* -- freezing -- */

/* Of each kind the first ones stand on the agenda, the others on its backlog. */
static enum err agenda_write(struct tx *t, const struct meeting *m, const struct pack *pack) {
    int on_agenda = 0;
    for (size_t i = 0; i < pack->item_count; i++) {
        const struct pack_item *item = &pack->items[i];
        const struct dispatch_kind *kind = dispatch_kind_of(item->kind);
        must(kind);
        on_agenda = i && text_eq(pack->items[i - 1].kind, item->kind) ? on_agenda + 1 : 1;
        struct agenda_item row = agenda_item_empty;
        row.meeting_id = m->id, row.kind = item->kind, row.project_id = item->project_id, row.task_id = item->task_id;
        row.pack_no = item->no, row.item_sha = item->sha;
        row.state = on_agenda <= kind->agenda_max ? "agenda" : "backlog";
        row.sort = (int64_t)(i + 1) * SORT_STEP;
        try(agenda_item_put(t, &row, 0));
    }
    return OK;
}

enum err meeting_freeze(struct tx *t, struct meeting *m, int64_t version, const struct pack_asked *asked, struct faults *faults) {
    struct pack_made made;
    struct pack pack;
    struct meeting_frozen_last_row last;
    bool has;
    if (m->version != version) return ERR_CONFLICT;
    if (meeting_state_read(m->state) != MEETING_PLANNED) {
        faults_add(faults, "do", both_word(W_dispatch_is_frozen));
        return ERR_INVALID;
    }
    try(meeting_frozen_last(t, m->kind, &last, &has));
    try(pack_make(t, asked, &made));
    try(blob_put_bytes(t, made.bytes, "application/json", &m->pack_sha));
    m->content_sha = made.content_sha;
    m->frozen_entry = asked->p->entry;
    m->frozen_day = asked->p->known_day;
    m->frozen_month = asked->month;
    m->previous_id = has ? last.id : NO_INT;
    m->state = meeting_state_key(MEETING_FROZEN);
    try(meeting_put(t, m, version));
    try(pack_read(tx_arena(t), made.bytes, &pack));
    return agenda_write(t, m, &pack);
}

/* -- looked at again -- */

static void tell(struct pack_verified *v, struct both text) {
    if (v->told_count < VERIFIED_TOLD_MAX) v->told[v->told_count++] = text;
}

/* Item by item: what is there no more, what is new, what says something else. */
static void items_compare(struct arena *a, const struct pack *was, const struct pack *is, struct pack_verified *v) {
    size_t count = was->item_count > is->item_count ? was->item_count : is->item_count;
    for (size_t i = 0; i < count; i++) {
        const struct pack_item *x = i < was->item_count ? &was->items[i] : NULL, *y = i < is->item_count ? &is->items[i] : NULL;
        if (x && y && text_eq(x->sha, y->sha)) continue;
        const char *old = x ? *x->name ? x->name : x->text : "–", *fresh = y ? *y->name ? y->name : y->text : "–";
        tell(v, SAY(a, W_dispatch_differs, both_int(a, (int64_t)i + 1), both_text(old), both_text(fresh)));
    }
}

enum err pack_verify(struct tx *t, struct position_cache *cache, const struct meeting *m, struct pack_verified *ret) {
    struct arena *a = tx_arena(t);
    struct blob stored;
    struct pack_asked asked;
    struct pack_made made;
    struct pack was, is;
    *ret = (struct pack_verified){.pack_sha = "", .content_sha = ""};
    enum err e = pack_of(t, m, &was);
    ret->is_stored = e == OK;
    if (e == ERR_STORE) return arena_forgive(a), tell(ret, both_word(W_dispatch_file_differs)), OK;
    try(e);
    try(blob_read_bytes(t, m->pack_sha, PACK_BYTES_MAX, &stored));
    e = asked_at(t, cache, m, m->frozen_entry, m->frozen_day, m->frozen_month, m->previous_id, &asked);
    if (e == ERR_STORE) return arena_forgive(a), tell(ret, both_word(W_dispatch_before_differs)), OK;
    try(e);
    try(pack_make(t, &asked, &made));
    ret->pack_sha = pack_sha(a, made.bytes);
    ret->content_sha = made.content_sha;
    ret->items = made.item_count;
    ret->is_bytes = made.bytes.len == stored.len && !memcmp(made.bytes.at, stored.at, stored.len);
    ret->is_content = text_eq(made.content_sha, m->content_sha);
    if (ret->is_content && !ret->is_bytes) tell(ret, both_word(W_dispatch_words_differ));
    if (ret->is_content) return OK;
    try(pack_read(a, made.bytes, &is));
    items_compare(a, &was, &is, ret);
    if (!ret->told_count) tell(ret, both_word(W_dispatch_head_differs));
    return OK;
}
