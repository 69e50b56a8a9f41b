/* openings -- the reading log: who opened which page of a project, when, through which door.
 *
 * It is written beside the pages, in batches; whoever batches (src/app) calls this. What names a project in an address is
 * P_PROJECT, and every GET with one is noted, so that no page can be left out by oversight. */
#pragma once
#include "store/store.h"
#include "web/req.h"

enum { OPENINGS_KEPT_DAYS = 180, OPENING_PATH_BYTES = 96 };

struct opening {
    int64_t at_ms, account_id, project_id;
    int64_t lost;          /* above 0: of so many only the number is known, and about when */
    const char *door;      /* "html", "json", "csv", "xlsx", "file": never freed */
    bool by_token;
    char path[OPENING_PATH_BYTES];
};
/* The i-th opening of a request that was answered; false: there are no more. */
bool opening_of(struct req *q, size_t i, struct opening *ret);
must_use enum err opening_note(struct tx *t, const struct opening *o);
/* For how many days openings are kept: a setting, at least OPENINGS_KEPT_DAYS. */
must_use enum err openings_kept_days(struct tx *t, int64_t *ret_days);
/* Forgets what is older than the setting says, never what is younger than OPENINGS_KEPT_DAYS. */
must_use enum err openings_sweep(struct tx *t, int64_t now_ms);
