#include "domain/people/session_kept.h"
#include "domain/people/notices.h"
#include <pthread.h>
#include <string.h>

enum { SLOTS = 1024, HASH_BYTES = 32, NAME_BYTES = 120 };

/* Of one session as it stood under a mark. One whose names are longer is not kept. */
struct session_slot {
    struct tx_mark mark;
    unsigned char hash[HASH_BYTES];
    struct session_stored at; /* its texts: below */
    char login[NAME_BYTES], name[NAME_BYTES];
};
struct unread_slot {
    struct tx_mark mark;
    int64_t account_id, count;
    int32_t day;
};

struct session_kept {
    pthread_mutex_t lock; /* all below */
    struct session_slot sessions[SLOTS];
    struct unread_slot unread[SLOTS];
};

struct session_kept *session_kept_new(struct arena *a) {
    struct session_kept *k = arena_new_of(a, struct session_kept);
    must(pthread_mutex_init(&k->lock, NULL) == 0);
    return k;
}

void session_kept_done(struct session_kept *k) {
    if (k) pthread_mutex_destroy(&k->lock);
}

static bool is_mark(struct tx_mark x, struct tx_mark y) {
    return x.connection && x.connection == y.connection && x.version == y.version;
}

static bool session_take(struct session_kept *k, struct tx *t, struct tx_mark mark, const unsigned char *hash,
                         struct session_stored *ret) {
    size_t first;
    memcpy(&first, hash, sizeof first);
    pthread_mutex_lock(&k->lock);
    const struct session_slot *s = &k->sessions[(first + mark.connection) % SLOTS];
    bool has = is_mark(s->mark, mark) && !memcmp(s->hash, hash, HASH_BYTES);
    if (has) {
        *ret = s->at;
        ret->login = arena_copy(tx_arena(t), s->login);
        ret->name = arena_copy(tx_arena(t), s->name);
    }
    pthread_mutex_unlock(&k->lock);
    return has;
}

static void session_put(struct session_kept *k, struct tx_mark mark, const unsigned char *hash,
                        const struct session_stored *at) {
    if (strlen(at->login) >= NAME_BYTES || strlen(at->name) >= NAME_BYTES) return;
    size_t first;
    memcpy(&first, hash, sizeof first);
    pthread_mutex_lock(&k->lock);
    struct session_slot *s = &k->sessions[(first + mark.connection) % SLOTS];
    s->mark = mark;
    memcpy(s->hash, hash, HASH_BYTES);
    s->at = *at;
    memcpy(s->login, at->login, strlen(at->login) + 1);
    memcpy(s->name, at->name, strlen(at->name) + 1);
    pthread_mutex_unlock(&k->lock);
}

enum err session_kept_find(struct session_kept *k, struct tx *t, const char *token, int64_t now_ms,
                           struct session_found *ret) {
    struct tx_mark mark;
    struct session_stored stored;
    try(tx_mark(t, &mark));
    if (!k || !mark.connection || strlen(token) != TOKEN_TEXT - 1) return session_find(t, token, now_ms, ret);
    struct blob hash = token_hash(tx_arena(t), token);
    must(hash.len == HASH_BYTES);
    if (!session_take(k, t, mark, hash.at, &stored)) {
        try(session_read(t, hash, &stored));
        session_put(k, mark, hash.at, &stored);
    }
    return session_stands(&stored, now_ms, ret);
}

enum err session_kept_unread(struct session_kept *k, struct tx *t, int64_t account_id, int32_t day, int64_t *ret) {
    struct unread_slot found = {.account_id = account_id, .day = day};
    try(tx_mark(t, &found.mark));
    if (!k || !found.mark.connection) return notices_unread(t, account_id, day, ret);
    struct unread_slot *s = &k->unread[((uint64_t)account_id + found.mark.connection) % SLOTS];
    pthread_mutex_lock(&k->lock);
    bool has = is_mark(s->mark, found.mark) && s->account_id == account_id && s->day == day;
    if (has) *ret = s->count;
    pthread_mutex_unlock(&k->lock);
    if (has) return OK;
    try(notices_unread(t, account_id, day, &found.count));
    pthread_mutex_lock(&k->lock);
    *s = found;
    pthread_mutex_unlock(&k->lock);
    *ret = found.count;
    return OK;
}
