/* The people of the practice city are given a password, so that every role can be tried out. */
#include "app/demo_people.h"
#include "base/day.h"
#include "domain/people/password.h"
#include "domain/people/security.h"
#include "domain/people/session.h"
#include "domain/people/setting.h"
#include "people_queries.h"

/* Argon2id takes its time, so all have one hash; a password that everybody knows hides nothing by salt. */
static enum err admit(struct tx *t, const struct people_posted_row *row, const char *hash, int64_t now_ms) {
    struct account account;
    int64_t changed;
    try(password_replace(t, hash, 0, now_ms, row->id, &changed));
    if (!changed) try(password_add(t, row->id, hash, 0, now_ms, NULL));
    try(sessions_revoke_all(t, now_ms, row->id, 0, NULL));
    try(account_get(t, row->id, &account));
    bool was_off = account.is_off != 0;
    account.is_off = 0;
    if (was_off) try(account_put(t, &account, account.version));
    return security_note(t, now_ms, 0, "", SECURITY_RESET, row->subject);
}

enum err demo_people_admit(struct tx *t, const char *password, int64_t now_ms, struct demo_person **ret,
                           size_t *ret_count, struct both *ret_fault) {
    struct arena *a = tx_arena(t);
    struct settings s;
    struct people_posted_row *rows;
    size_t count;
    char hash[PASSWORD_HASH_MAX];
    try(settings_now(t, &s));
    if (!s.is_practice) return ERR_CONFLICT;
    try(people_posted(t, day_of_ms(now_ms, s.time_zone_min), &rows, &count));
    for (size_t i = 0; i < count; i++)
        if (!password_fits(a, password, rows[i].subject, ret_fault)) return ERR_INVALID;
    try(password_hash(a, password, hash));
    struct demo_person *people = arena_array(a, struct demo_person, count);
    for (size_t i = 0; i < count; i++) {
        try(admit(t, &rows[i], hash, now_ms));
        people[i] = (struct demo_person){rows[i].subject, rows[i].name, rows[i].role, {{rows[i].name_zh, rows[i].name_en}}};
    }
    *ret = people;
    *ret_count = count;
    return OK;
}
