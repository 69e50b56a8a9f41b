/* notices -- what somebody is told in the app: an inbox a post, and one a person.
 *
 * Who does something that concerns others tells them in the same transaction. Work is told to the post, so that a new
 * holder finds it; what concerns a person alone is told to the account. A notice holds what it is about (a project by its
 * id, a period, a desk, a role), never a sentence: it is read in the reader's language, and of a project only by who sees
 * it on that day. What is told again while it is unread is told once, and counted. */
#pragma once
#include "base/day.h"
#include "store/store.h"

enum notice_kind {
    NOTICE_RETURNED,  /* a report came back: project, period, desk it lies on now; detail: why */
    NOTICE_ARRIVED,   /* n reports arrived at a desk */
    NOTICE_CORRECTED, /* a correction was accepted: project, period */
    NOTICE_EXCEPTED,  /* a lock exception was given: project, period, day until when; detail: why */
    NOTICE_RIGHT,     /* a role was given */
    NOTICE_POST,      /* a post was given: role, detail: its name, day from when */
    NOTICE_RESET,     /* the password was set anew by somebody else */
    NOTICE_DIGEST,    /* n things are owed on a day */
    NOTICE_TRANSFER_ASKED, /* another would have the project be ours: project, day from when; detail: why */
    NOTICE_TRANSFER_MADE,  /* responsibility passes: project, day from when; detail: what was said of it */
    NOTICE_TRANSFER_STAYS, /* it does not: declined, withdrawn, decided */
    NOTICE_PROBLEM,        /* a problem lies with us now: project, detail: what was said of it */
    NOTICE_PROBLEM_MOVED,  /* what was done with one that concerns us: project, detail */
    NOTICE_PROBLEM_LATE,   /* one is past its day: project, day on which it came up to us; detail: what it is about */
    NOTICE_TASK,      /* a task was given, or given another day: detail: what; day by when */
    NOTICE_TASK_DONE, /* a task is said to be done: detail: what */
    NOTICE_TASK_BACK, /* it is open again: detail: what; day by when */
    NOTICE_WAIVER,    /* a waiver of a light waits for us, or was decided: project, detail: why; day until when */
    NOTICE_BULLETIN,  /* a bulletin that names us was issued: detail: its name; day */
    NOTICE_LETTER,       /* a letter came: detail: its title; day by when it is to be answered */
    NOTICE_LETTER_REPLY, /* one was answered: detail */
    NOTICE_LETTER_BACK,  /* an answer was returned, or the letter withdrawn: detail */
    NOTICE_LETTER_SIGN,  /* one waits for a signature, or came back from it: detail */
    NOTICE_KINDS
};
/* As it is stored: "returned". The read one gives NOTICE_KINDS for a word nobody knows. */
const char *notice_key(enum notice_kind kind);
enum notice_kind notice_kind_read(const char *key);

struct notice_told {
    int64_t inbox_id;   /* post.id or account.id */
    enum notice_kind kind;
    const char *href;   /* where it leads; it is also the thing that is told once */
    int64_t project_id; /* 0: none */
    const char *period, *desk, *role, *detail; /* NULL: none */
    int32_t day;        /* NO_DAY: none */
    int64_t n;          /* at least 1 */
    int64_t by_id;      /* account; 0: the program */
    int64_t at_ms;
};
must_use enum err notices_tell(struct tx *t, const struct notice_told *told);

/* What is unread of a kind in one inbox is out of date: it counts as read. */
must_use enum err notices_end(struct tx *t, int64_t inbox_id, enum notice_kind kind, int64_t now_ms);
/* How many are unread in the inboxes of an account and of the posts it holds or stands in for that day. */
must_use enum err notices_unread(struct tx *t, int64_t account_id, int32_t day, int64_t *ret);

/* Read notices are forgotten after this time; unread ones wait. */
enum { NOTICES_KEPT_DAYS = 366 };
