/* dispatch_pack -- what is put before a meeting: computed from a position, written as bytes, read back from them.
 *
 * A pack is a pure function of (position at an entry, month, the pack before). Its bytes are canonical JSON: members in one
 * order, whole numbers, no blanks, no clock, no zone of the server. An item has its content (ids, keys, days, fen) and what
 * was said of it in both languages; hashes are taken of contents, so that words worded better by a later program
 * leave them as they are, and are told apart from facts that differ. */
#pragma once
#include "domain/dispatch/meeting.h"
#include "domain/dispatch/recomputed.h"
#include "domain/stats/position.h"

enum { PACK_BYTES_MAX = 8 << 20 };

/* The pack before: what was red then, and its day. Zeroed: there is none. */
struct pack_before {
    bool is_there;
    int32_t frozen_day;
    const char *content_sha;
    const int64_t *red; /* project ids, rising */
    size_t red_count;
};
struct pack_asked {
    const struct meeting *m;     /* kind, period, level */
    const struct position *p;    /* of the month's year … */
    const struct position *now;  /* … and of the day's: the same, but in January */
    int32_t month;
    struct pack_before before;
};
struct pack_made {
    struct blob bytes;
    const char *content_sha;
    size_t item_count;
};
must_use enum err pack_make(struct tx *t, const struct pack_asked *asked, struct pack_made *ret);

/* -- read back -- */

struct pack_reason {
    struct both text, more; /* more: the rule by which, what asks for it; may be empty */
};
struct pack_item {
    int64_t no;
    const char *kind, *sha;
    int64_t project_id, task_id; /* NO_INT: none */
    const char *name, *code, *unit;
    struct both area, department;
    int64_t total_fen, plan_fen, done_fen;
    int64_t rate_bp, time_bp;    /* of a plan: done, and what time has passed; NO_INT: not known */
    int32_t since_month, due_day, done_day;
    const char *state, *text;    /* of a task */
    struct both owner;
    const struct pack_reason *reasons;
    size_t reason_count;
};
struct pack_count {
    const char *kind;
    int64_t total, shown; /* found; of which the first so many are in the pack */
};
struct pack {
    int64_t entry;
    int32_t known_day, month;
    const char *content_sha;
    const int64_t *red;
    size_t red_count;
    const struct pack_count *counts;
    size_t count_count;
    const struct pack_item *items;
    size_t item_count;
};
/* Of bytes as they are kept; all that it points to is in the arena. ERR_INVALID: these are no pack. */
must_use enum err pack_read(struct arena *a, struct blob bytes, struct pack *ret);
/* The pack that a meeting saw. ERR_MISSING: it has none yet; ERR_STORE: its file is not what it was. */
must_use enum err pack_of(struct tx *t, const struct meeting *m, struct pack *ret);
