/* notice_said -- a notice as a sentence; inside the room. */
#pragma once
#include "domain/people/notices.h"
#include "base/words.h"

/* What a sentence is made of; `project` is its name, or what is said in its place. */
struct notice_words {
    const char *kind, *period, *desk, *role, *detail;
    struct both project;
    int32_t day;
    int64_t n;
};
struct both notice_said(struct arena *a, const struct notice_words *w);
