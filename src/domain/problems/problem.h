/* problem -- what a project needs help with.
 *
 * A set of kinds is bits, 1 << PROBLEM_LAND | …; as text it is "land,funds", and "none" when it was asked and nothing is
 * needed. NULL or "" is: nobody has answered. */
#pragma once
#include "base/day.h"
#include "base/words.h"
#include "store/store.h"

/* The one list: X(key, name); the key is what stands in the column, the word is W_problem_<key>. In the order in which a
 * form offers them. */
#define PROBLEM_KINDS(X)                                                                                     \
    X(approval, APPROVAL) X(land, LAND) X(demolition, DEMOLITION) X(funds, FUNDS) X(energy, ENERGY)          \
    X(utilities, UTILITIES) X(labour, LABOUR) X(other, OTHER)
enum problem_kind {
#define X(key, name) PROBLEM_##name,
    PROBLEM_KINDS(X)
#undef X
    PROBLEM_KIND_COUNT
};

/* "land", 用地. */
const char *problem_kind_key(enum problem_kind kind);
enum word problem_kind_word(enum problem_kind kind);

struct problem_need {
    bool is_answered; /* else nobody has said */
    unsigned kinds;   /* none of them: nothing is needed */
};
/* False if a word of it is no kind. */
bool problem_need_read(const char *text, struct problem_need *ret);
/* NULL if it is not answered. */
const char *problem_need_text(struct arena *a, struct problem_need need);
/* 审批、用电; 不需要; empty if it is not answered. */
struct both problem_need_said(struct arena *a, struct problem_need need);

/* Makes the drafts of a report what it asks for: raised, kept, or taken back. */
must_use enum err problems_ask(struct tx *t, int64_t project_id, int64_t report_id, unsigned kinds, const char *text,
                               int32_t today);
