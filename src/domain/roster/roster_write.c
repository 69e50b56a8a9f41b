/* A plan, written: areas, units from the top, people, posts, holders. Only what differs. */
#include "base/text.h"
#include "domain/people/account.h"
#include "domain/people/mail.h"
#include "domain/people/password.h"
#include "domain/people/phone.h"
#include "domain/people/security.h"
#include "domain/roster/roster_inside.h"
#include <string.h>

#define HALF_DAY_MS (INT64_C(12) * 60 * 60 * 1000)

struct writing {
    struct plan *p;
    struct tx *t;
    int64_t entry;       /* the last one before */
    int64_t *sort_last;  /* by the unit above, whose place counts from 1; 0: the top */
    const struct roster_result *secrets;
    const char *const *hashes;
};

static enum err areas_write(struct writing *w) {
    int64_t sort = 0;
    for (size_t i = 0; i < w->p->area_count; i++)
        if (w->p->areas[i].row.id && w->p->areas[i].row.sort > sort) sort = w->p->areas[i].row.sort;
    for (size_t i = 0; i < w->p->area_count; i++) {
        struct plan_area *area = &w->p->areas[i];
        if (!area->row.id) area->row.sort = ++sort;
        else if (!area->is_changed) continue;
        try(area_put(w->t, &area->row, area->row.version));
    }
    return OK;
}

/* -- units -- */

static bool is_same(const struct unit *a, const struct unit *b) {
    return text_eq(a->name_zh, b->name_zh) && text_eq(a->name_en, b->name_en) && a->parent_id == b->parent_id &&
           a->area_id == b->area_id && text_eq(a->uscc ? a->uscc : "", b->uscc ? b->uscc : "") && a->closed_day == b->closed_day;
}

static enum err unit_write(struct writing *w, int at) {
    struct plan_unit *u = &w->p->units[at];
    if (u->is_refused || !u->by || (!u->was && u->row.id)) return OK;
    if (u->parent != NOBODY && !w->p->units[u->parent].row.id) try(unit_write(w, u->parent));
    u->row.parent_id = u->parent == NOBODY ? NO_INT : w->p->units[u->parent].row.id;
    u->row.area_id = u->area == NOBODY ? NO_INT : w->p->areas[u->area].row.id;
    if (u->was && is_same(&u->row, u->was)) return OK;
    if (!u->was) {
        u->row.sort = ++w->sort_last[u->parent + 1];
        if (!*u->row.key)
            u->row.key = arena_printf(w->p->a, "unit.%lld.%lld", (long long)w->entry + 1, (long long)u->order + 1);
    }
    return unit_put(w->t, &u->row, u->was ? u->was->version : 0);
}

/* New ones in the order of their rows, whatever order they were found in: so they stand below one another. */
static enum err units_write(struct writing *w) {
    struct plan *p = w->p;
    int *by_row = arena_array(p->a, int, p->file->row_count + 1);
    w->sort_last = arena_array(p->a, int64_t, p->unit_count + 1);
    for (size_t i = 0; i < p->unit_count; i++) {
        int64_t *last = &w->sort_last[p->units[i].parent + 1];
        if (p->units[i].was && p->units[i].row.sort > *last) *last = p->units[i].row.sort;
        if (!p->units[i].was) by_row[p->units[i].order] = (int)i + 1;
    }
    for (size_t i = 0; i < p->file->row_count; i++)
        if (by_row[i]) try(unit_write(w, by_row[i] - 1));
    for (size_t i = 0; i < p->unit_count; i++)
        if (p->units[i].was) try(unit_write(w, (int)i));
    return OK;
}

/* -- people -- */

static enum err noted(struct writing *w, enum security_kind kind, const char *what) {
    const struct roster_by *by = w->p->by;
    return security_note(w->t, by->now_ms, by->account_id, by->address, kind, what);
}

static enum err contacts_write(struct writing *w, const struct plan_person *one) {
    struct faults faults = {0};
    if (one->mail) try(mail_state(w->t, one->id, one->mail, false, &faults)); /* no consent comes with it */
    return one->phone ? phone_state(w->t, one->id, one->phone, &faults) : OK;
}

static enum err person_make(struct writing *w, struct plan_person *one, struct both *ret_why) {
    const char *hash = NULL;
    for (size_t i = 0; !one->is_off && i < w->secrets->secret_count; i++)
        if (text_eq(w->secrets->secrets[i].login, one->login)) hash = w->hashes[i];
    if (!one->is_off && !hash) return ERR_RETRY; /* an account that was there when passwords were made is not there now */
    try(account_begin(w->t, one->login, one->name, lang_of(one->lang), hash, w->p->by->now_ms, &one->id, ret_why));
    one->is_made = true;
    try(noted(w, SECURITY_ACCOUNT, arena_printf(w->p->a, "%s +", one->login)));
    return contacts_write(w, one);
}

static enum err people_write(struct writing *w, struct both *ret_why) {
    for (size_t i = 0; i < w->p->person_count; i++) {
        struct plan_person *one = &w->p->people[i];
        if (one->is_refused) continue;
        if (!one->id) {
            try(person_make(w, one, ret_why));
            continue;
        }
        if (!one->is_changed) continue;
        try(contacts_write(w, one));
        if (one->lang) try(account_set_lang(w->t, one->id, lang_of(one->lang)));
    }
    return OK;
}

/* After the posts: who is switched off holds none any more, by the same sheet or before. */
static enum err people_switch(struct writing *w, struct both *ret_why) {
    for (size_t i = 0; i < w->p->person_count; i++) {
        const struct plan_person *one = &w->p->people[i];
        if (one->is_made || one->is_refused || !one->is_changed || one->is_off == one->was_off) continue;
        try(account_set_off(w->t, one->id, one->is_off, w->p->by->now_ms, ret_why));
        try(noted(w, SECURITY_ACCOUNT, arena_printf(w->p->a, "%s %s", one->login, one->is_off ? "off" : "on")));
    }
    return OK;
}

/* -- posts -- */

static enum err posts_write(struct writing *w) {
    for (size_t i = 0; i < w->p->post_count; i++) {
        struct plan_post *post = &w->p->posts[i];
        if (post->id) continue;
        struct post row = post_empty;
        row.unit_id = w->p->units[post->unit].row.id, row.role = role_key(post->role), row.name = post->name;
        try(post_put(w->t, &row, 0));
        post->id = row.id;
        try(noted(w, SECURITY_RIGHTS, arena_printf(w->p->a, "%s + %s", w->p->units[post->unit].row.name_zh, post->name)));
    }
    return OK;
}

static enum err held_write(struct writing *w, struct plan_held *h) {
    struct plan *p = w->p;
    const struct plan_person *one = &p->people[h->person];
    const char *said = h->by->text[RF_REASON], *reason = *said ? said : text_empty(p->by->reason) ? NULL : p->by->reason;
    struct post_holder row = h->was ? *h->was : post_holder_empty;
    row.post_id = p->posts[h->post].id, row.account_id = one->id, row.kind = h->is_holding ? "holds" : "stands_in";
    row.from_day = h->from_day, row.to_day = h->to_day;
    if (reason) row.reason = reason;
    try(post_holder_put(w->t, &row, h->was ? h->was->version : 0));
    const char *to = h->to_day == NO_DAY ? "" : day_print(p->a, h->to_day);
    try(noted(w, SECURITY_RIGHTS, arena_printf(p->a, "%s · %s → %s %s – %s", p->units[p->posts[h->post].unit].row.name_zh,
                                               p->posts[h->post].name, one->login, day_print(p->a, h->from_day), to)));
    if (h->was || (h->to_day != NO_DAY && h->to_day < p->today)) return OK; /* history is no news */
    struct holding_stated s = {.post_id = row.post_id, .login = one->login, .from_day = h->from_day, .to_day = h->to_day,
                               .now_ms = p->by->now_ms, .by_id = p->by->account_id};
    return post_holder_tell(w->t, &s, one->id);
}

/* Now, and on the day after each that a unit is open: its posts end with it. */
static enum err administrators_remain(struct plan *p, struct both *ret_why) {
    try(administrator_remains(p->t, p->by->now_ms, ret_why));
    for (size_t i = 0; i < p->unit_count; i++) {
        const struct plan_unit *u = &p->units[i];
        bool closes = u->by && !u->is_refused && u->row.closed_day != NO_DAY && (!u->was || u->was->closed_day == NO_DAY);
        if (closes) try(administrator_remains(p->t, ms_of_day(u->row.closed_day + 1, 0) + HALF_DAY_MS, ret_why));
    }
    return OK;
}

enum err plan_write(struct plan *p, const struct roster_result *secrets, const char *const *hashes, struct both *ret_why) {
    struct writing w = {.p = p, .t = p->t, .secrets = secrets, .hashes = hashes};
    struct both none;
    try(tx_last_entry(p->t, &w.entry));
    enum err had = administrator_remains(p->t, p->by->now_ms, &none); /* a house that is empty yet has none */
    if (had != OK && had != ERR_INVALID) return had;
    try(areas_write(&w));
    try(units_write(&w));
    try(people_write(&w, ret_why));
    try(posts_write(&w));
    for (size_t i = 0; i < p->held_count; i++)
        if (p->helds[i].by && (!p->helds[i].was || p->helds[i].is_changed)) try(held_write(&w, &p->helds[i]));
    try(people_switch(&w, ret_why));
    return had == OK ? administrators_remain(p, ret_why) : OK;
}

enum err roster_secrets_make(struct arena *a, struct roster_result *r, const char ***ret_hashes) {
    const char **hashes = arena_array(a, const char *, r->secret_count + 1);
    for (size_t i = 0; i < r->secret_count; i++) {
        char hash[PASSWORD_HASH_MAX];
        r->secrets[i].password = password_random(a);
        try(password_hash(a, r->secrets[i].password, hash));
        hashes[i] = arena_copy(a, hash);
    }
    *ret_hashes = hashes;
    return OK;
}

enum err roster_accept(struct tx *t, struct roster_bytes file, const struct roster_by *by,
                       const struct roster_result *secrets, const char *const *hashes,
                       struct roster_result *ret, struct both *ret_why) {
    struct plan *p;
    try(plan_of(t, file, by, ret, &p, ret_why));
    if (!ret->has_changes) return OK;
    try(plan_write(p, secrets, hashes, ret_why));
    for (size_t i = 0; i < ret->secret_count; i++)
        for (size_t k = 0; k < secrets->secret_count; k++) {
            const struct roster_secret *made = &secrets->secrets[k];
            if (text_eq(ret->secrets[i].login, made->login)) ret->secrets[i].password = made->password;
        }
    return tx_last_entry(t, &ret->entry);
}
