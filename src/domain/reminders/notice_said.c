#include "domain/reminders/notice_said.h"
#include "base/text.h"
#include "domain/calendar/period.h"
#include "domain/people/role.h"
#include "domain/reports/report.h"

/* What stands at {3} and {4}. */
enum third { SAYS_DESK, SAYS_ROLE, SAYS_DETAIL };
enum fourth { SAYS_NUMBER, SAYS_DAY };
static const struct {
    enum word word;
    enum third third;
    enum fourth fourth;
} sentences[NOTICE_KINDS] = {
    [NOTICE_RETURNED] = {W_notices_returned, SAYS_DESK, SAYS_NUMBER},
    [NOTICE_ARRIVED] = {W_notices_arrived, SAYS_DESK, SAYS_NUMBER},
    [NOTICE_CORRECTED] = {W_notices_corrected, SAYS_DESK, SAYS_NUMBER},
    [NOTICE_EXCEPTED] = {W_notices_excepted, SAYS_DESK, SAYS_DAY},
    [NOTICE_RIGHT] = {W_notices_right, SAYS_ROLE, SAYS_NUMBER},
    [NOTICE_POST] = {W_notices_post, SAYS_DETAIL, SAYS_DAY},
    [NOTICE_RESET] = {W_notices_reset, SAYS_ROLE, SAYS_NUMBER},
    [NOTICE_DIGEST] = {W_notices_digest, SAYS_DESK, SAYS_NUMBER},
    [NOTICE_TRANSFER_ASKED] = {W_notices_transfer_asked, SAYS_DESK, SAYS_DAY},
    [NOTICE_TRANSFER_MADE] = {W_notices_transfer_made, SAYS_DESK, SAYS_DAY},
    [NOTICE_TRANSFER_STAYS] = {W_notices_transfer_stays, SAYS_DESK, SAYS_DAY},
    [NOTICE_PROBLEM] = {W_notices_problem, SAYS_DESK, SAYS_NUMBER},
    [NOTICE_PROBLEM_MOVED] = {W_notices_problem_moved, SAYS_DESK, SAYS_NUMBER},
    [NOTICE_PROBLEM_LATE] = {W_notices_problem_late, SAYS_DESK, SAYS_DAY},
    [NOTICE_TASK] = {W_notices_task, SAYS_DETAIL, SAYS_DAY},
    [NOTICE_TASK_DONE] = {W_notices_task_done, SAYS_DETAIL, SAYS_DAY},
    [NOTICE_WAIVER] = {W_notices_waiver, SAYS_DETAIL, SAYS_DAY},
    [NOTICE_TASK_BACK] = {W_notices_task_back, SAYS_DETAIL, SAYS_DAY},
    [NOTICE_BULLETIN] = {W_notices_bulletin, SAYS_DETAIL, SAYS_DAY},
    [NOTICE_LETTER] = {W_notices_letter, SAYS_DETAIL, SAYS_DAY},
    [NOTICE_LETTER_REPLY] = {W_notices_letter_reply, SAYS_DETAIL, SAYS_DAY},
    [NOTICE_LETTER_BACK] = {W_notices_letter_back, SAYS_DETAIL, SAYS_DAY},
    [NOTICE_LETTER_SIGN] = {W_notices_letter_sign, SAYS_DETAIL, SAYS_DAY},
};

static struct both third_of(struct arena *a, enum third third, const struct notice_words *w) {
    if (third == SAYS_ROLE) return role_names(a, role_read(w->role));
    if (third == SAYS_DETAIL) return both_text(w->detail);
    enum desk desk = desk_read(w->desk);
    return desk < DESK_COUNT ? both_word(desk_word(desk)) : both_text("");
}

struct both notice_said(struct arena *a, const struct notice_words *w) {
    enum notice_kind kind = notice_kind_read(w->kind);
    struct period period;
    if (kind == NOTICE_KINDS) return both_word(W_notices_other); /* of a later program */
    struct both when = period_address_read(w->period, &period) ? period_name(a, period) : both_text("");
    struct both fourth = sentences[kind].fourth == SAYS_DAY ? both_text(day_print(a, w->day)) : both_int(a, w->n);
    return SAY(a, sentences[kind].word, w->project, when, third_of(a, sentences[kind].third, w), fourth);
}
