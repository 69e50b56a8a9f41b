#include "domain/signin/talk_ask.h"
#include "base/text.h"
#include <pthread.h>

enum { KEPT_MAX = 16 };

struct kept {
    struct arena *own; /* NULL: the place is free */
    const char *name, *text;
    int64_t until_ms;
};
struct talk_keep {
    struct arena *own;
    pthread_mutex_t lock; /* all below */
    struct kept at[KEPT_MAX];
    int next;
};

struct talk_keep *talk_keep_new(void) {
    struct arena *own = arena_new(0);
    struct talk_keep *keep = arena_new_of(own, struct talk_keep);
    keep->own = own;
    must(pthread_mutex_init(&keep->lock, NULL) == 0);
    return keep;
}

static void kept_drop(struct kept *one) {
    arena_done(one->own);
    *one = (struct kept){0};
}

void talk_keep_done(struct talk_keep *keep) {
    if (!keep) return;
    for (int i = 0; i < KEPT_MAX; i++) kept_drop(&keep->at[i]);
    pthread_mutex_destroy(&keep->lock);
    arena_done(keep->own);
}

const char *talk_kept(struct talk *k, const char *name) {
    const char *text = NULL;
    pthread_mutex_lock(&k->keep->lock);
    for (int i = 0; i < KEPT_MAX; i++) {
        const struct kept *one = &k->keep->at[i];
        if (one->name && text_eq(one->name, name) && one->until_ms > k->now_ms) text = arena_copy(k->a, one->text);
    }
    pthread_mutex_unlock(&k->keep->lock);
    return text;
}

void talk_forget(struct talk *k, const char *name) {
    pthread_mutex_lock(&k->keep->lock);
    for (int i = 0; i < KEPT_MAX; i++)
        if (k->keep->at[i].name && text_eq(k->keep->at[i].name, name)) kept_drop(&k->keep->at[i]);
    pthread_mutex_unlock(&k->keep->lock);
}

void talk_keep(struct talk *k, const char *name, const char *text, int64_t until_ms) {
    talk_forget(k, name);
    pthread_mutex_lock(&k->keep->lock);
    struct kept *one = &k->keep->at[k->keep->next++ % KEPT_MAX];
    kept_drop(one);
    struct arena *own = arena_new(0);
    *one = (struct kept){own, arena_copy(own, name), arena_copy(own, text), until_ms};
    pthread_mutex_unlock(&k->keep->lock);
}

static void drop_json(void *root) { json_decref(root); }

bool talk_json(struct talk *k, const struct fetch_ask *ask, long *ret_status, json_t **ret, const char **ret_text) {
    const char *why;
    if (!fetch(k->a, ask, ret_status, ret_text, &why))
        return talk_fails(k, SAY(k->a, W_way_no_answer, k->way->name, both_text(why)));
    json_t *root = json_loads(*ret_text, JSON_REJECT_DUPLICATES, NULL);
    if (root) arena_defer(k->a, drop_json, root);
    *ret = root;
    return json_is_object(root) || talk_fails(k, SAY(k->a, W_way_no_sense, k->way->name, both_int(k->a, *ret_status)));
}

const char *talk_text(const json_t *object, const char *key) {
    const char *text = json_string_value(json_object_get(object, key));
    return text ? text : "";
}

void talk_add(struct out *o, const char *name, const char *value) {
    if (o->len && o->at[o->len - 1] != '?') out_char(o, '&');
    out_raw(o, name);
    out_char(o, '=');
    out_url(o, value);
}
