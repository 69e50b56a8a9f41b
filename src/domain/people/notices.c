#include "domain/people/notices.h"
#include "base/text.h"
#include "people_queries.h"

static const char *const keys[NOTICE_KINDS] = {
    [NOTICE_RETURNED] = "returned", [NOTICE_ARRIVED] = "arrived", [NOTICE_CORRECTED] = "corrected",
    [NOTICE_EXCEPTED] = "excepted", [NOTICE_RIGHT] = "right",     [NOTICE_POST] = "post",
    [NOTICE_RESET] = "reset",       [NOTICE_DIGEST] = "digest",
    [NOTICE_TRANSFER_ASKED] = "transfer_asked", [NOTICE_TRANSFER_MADE] = "transfer_made",
    [NOTICE_TRANSFER_STAYS] = "transfer_stays",
    [NOTICE_PROBLEM] = "problem", [NOTICE_PROBLEM_MOVED] = "problem_moved", [NOTICE_PROBLEM_LATE] = "problem_late",
    [NOTICE_TASK] = "task", [NOTICE_TASK_DONE] = "task_done", [NOTICE_TASK_BACK] = "task_back",
    [NOTICE_WAIVER] = "waiver", [NOTICE_BULLETIN] = "bulletin",
    [NOTICE_LETTER] = "letter", [NOTICE_LETTER_REPLY] = "letter_reply", [NOTICE_LETTER_BACK] = "letter_back",
    [NOTICE_LETTER_SIGN] = "letter_sign"};

const char *notice_key(enum notice_kind kind) {
    must((unsigned)kind < NOTICE_KINDS);
    return keys[kind];
}

enum notice_kind notice_kind_read(const char *key) {
    unsigned kind = 0;
    while (kind < NOTICE_KINDS && !text_eq(keys[kind], key)) kind++;
    return kind;
}

static const char *text_or_none(const char *text) { return text ? text : ""; }

enum err notices_tell(struct tx *t, const struct notice_told *told) {
    must(told->n > 0 && told->href);
    int64_t project_id = told->project_id ? told->project_id : NO_INT, by_id = told->by_id ? told->by_id : NO_INT;
    return notice_add(t, told->inbox_id, notice_key(told->kind), told->href, told->href, project_id, text_or_none(told->period),
                      text_or_none(told->desk), text_or_none(told->role), text_or_none(told->detail), told->day, told->n, by_id,
                      told->at_ms, NULL);
}

enum err notices_end(struct tx *t, int64_t inbox_id, enum notice_kind kind, int64_t now_ms) {
    return notices_out_of_date(t, now_ms, inbox_id, notice_key(kind), NULL);
}

enum err notices_unread(struct tx *t, int64_t account_id, int32_t day, int64_t *ret) {
    struct notices_unread_of_row row;
    try(notices_unread_of(t, account_id, day, &row));
    *ret = row.n;
    return OK;
}
