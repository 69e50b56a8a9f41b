/* talk_ask -- how every kind asks its provider: JSON over fetch(), what may be kept kept. Inside of signin/. */
#pragma once
#include "domain/signin/fetch.h"
#include "domain/signin/way.h"
#include <jansson.h>

/* What a provider said that stays true for a while: its description, its keys, a token for its API. */
enum { KEEP_MS = 60 * 60 * 1000 };
struct talk_keep *talk_keep_new(void);
void talk_keep_done(struct talk_keep *keep); /* Accepts NULL */
/* NULL: nothing is kept, or no longer true. */
const char *talk_kept(struct talk *k, const char *name);
void talk_keep(struct talk *k, const char *name, const char *text, int64_t until_ms);
void talk_forget(struct talk *k, const char *name);

/* An object, freed with the arena. False with the sentence: no answer, or one that is no JSON object. */
bool talk_json(struct talk *k, const struct fetch_ask *ask, long *ret_status, json_t **ret, const char **ret_text);
/* A text member, "" if there is none. */
const char *talk_text(const json_t *object, const char *key);
/* "a=1&b=2" piece by piece, percent-encoded. */
void talk_add(struct out *o, const char *name, const char *value);
