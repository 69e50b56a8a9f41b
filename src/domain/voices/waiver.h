/* waiver -- 情况说明: why a light should not be held against a project, until a day.
 *
 * It needs a reason, a file that shows it, a last day and a second person who approves it. It makes no light better: what is
 * computed stays, and beside it stands until when it is waived. It ends by itself; it can be revoked before. */
#pragma once
#include "domain/voices/voice.h"

enum { WAIVER_DAYS_MAX = 184 }; /* half a year; who needs longer asks again */
#define WAIVER_DO_CHOICES "approve|refuse|revoke"

/* What a person may do with waivers of a project: bits. */
enum { MAY_ASK = 1, MAY_DECIDE = 2 };
unsigned waiver_rights(struct arena *a, const struct reach *r, const struct project_place *place);

struct waiver_asked {
    int64_t project_id, account_id;
    unsigned may; /* waiver_rights() */
    const char *reason, *sha, *file_name, *media_type; /* sha NULL: no file came */
    int32_t end_day, today;
    int64_t now_ms;
};
/* ERR_INVALID with the sentences at "reason", "file", "end", or at "do": not his to ask. Who may approve it is told. */
must_use enum err waiver_ask(struct tx *t, const struct waiver_asked *asked, struct faults *faults, struct light_waiver *ret);

struct waiver_decided {
    int64_t waiver_id, version, account_id;
    unsigned may;
    const char *action, *text; /* "approve", "refuse", "revoke" */
    int32_t today;
    int64_t now_ms;
};
/* ERR_INVALID with the sentence at "do": he asked for it himself, whatever post he sits on now; it waits no more; it is over;
 * or it is not his to decide. At "text": refused or revoked without a word why. ERR_CONFLICT: somebody decided since.
 * ERR_MISSING. Who asked is told. */
must_use enum err waiver_decide(struct tx *t, const struct waiver_decided *d, struct faults *faults, struct light_waiver *ret);

/* It holds on a day. */
bool waiver_holds(const char *state, int32_t decided_day, int32_t end_day, int32_t revoked_day, int32_t day);
/* "asked", "holds", "over", "refused", "revoked", as it is on a day; and its word. */
const char *waiver_state_on(const char *state, int32_t end_day, int32_t day);
enum word waiver_state_word(const char *state);
