/* What is done with a letter; its number and its files come with the signature. */
#include "base/text.h"
#include "domain/calendar/reporting.h"
#include "domain/letters/missive.h"
#include "domain/people/notices.h"
#include "domain/people/setting.h"
#include "domain/templates/template.h"
#include "people_queries.h"
#include "store/blob.h"

unsigned letter_who(const struct reach *reach, bool may_sign, const struct official_letter *x) {
    unsigned who = 0;
    for (size_t i = 0; reach && i < reach->count; i++) {
        const struct seat *s = &reach->seats[i];
        bool is_unit = s->unit_id == x->unit_id ||
                       (!s->post_id && (s->kind == REACH_DEPARTMENT || s->kind == REACH_UNIT) && s->id == x->unit_id);
        if (is_unit && !(s->role & ROLE_EXCLUSIVE)) who |= LETTER_BY_UNIT;
        if (s->role == ROLE_OFFICE) who |= LETTER_BY_OFFICE;
        if (may_sign && s->kind == REACH_EVERYTHING && (s->role == ROLE_OFFICE || s->role == ROLE_LEADER))
            who |= LETTER_BY_SIGNER;
    }
    return who;
}

const struct letter_row *letter_may(const struct official_letter *x, enum letter_action action, unsigned who,
                                    int64_t account_id) {
    const struct letter_row *row = letter_row_of(letter_state_read(x->state), action, who);
    if (!row) return NULL;
    if (row->with & LETTER_NOT_REVIEWER && x->reviewer_id == account_id) return NULL;
    if (row->with & LETTER_NOT_REPLIER && x->replier_id == account_id) return NULL;
    return row;
}

/* -- telling: the unit by its posts, the office by its seats -- */

static enum err tell(struct tx *t, const struct official_letter *x, enum notice_kind kind, const struct letter_said *said,
                     int64_t inbox_id) {
    const struct notice_told told = {.inbox_id = inbox_id, .kind = kind, .detail = x->title, .day = x->due_day, .n = 1,
                                     .by_id = said->account_id, .at_ms = said->now_ms,
                                     .href = arena_printf(tx_arena(t), "/letters/%lld", (long long)x->id)};
    return notices_tell(t, &told);
}

static enum err unit_tell(struct tx *t, const struct official_letter *x, enum notice_kind kind, const struct letter_said *said) {
    struct letter_posts_of_unit_row *posts;
    size_t count;
    try(letter_posts_of_unit(t, x->unit_id, &posts, &count));
    for (size_t i = 0; i < count; i++) try(tell(t, x, kind, said, posts[i].id));
    return OK;
}

static enum err office_tell(struct tx *t, const struct official_letter *x, enum notice_kind kind,
                            const struct letter_said *said) {
    struct addressee *all;
    size_t count;
    try(addressees_in(t, ROLE_OFFICE, said->today, &all, &count));
    for (size_t i = 0; i < count; i++) try(tell(t, x, kind, said, all[i].inbox_id));
    return OK;
}

/* -- acting -- */

static void text_check(struct arena *a, const struct letter_said *said, struct faults *faults) {
    if (text_empty(said->title)) faults_add(faults, "title", both_word(W_letter_title_missing));
    else if (utf8_count(said->title) > LETTER_TITLE_MAX)
        faults_add(faults, "title", SAY(a, W_letter_long, both_int(a, LETTER_TITLE_MAX)));
    if (text_empty(said->text)) faults_add(faults, "text", both_word(W_letter_text_missing));
    else if (utf8_count(said->text) > LETTER_TEXT_MAX)
        faults_add(faults, "text", SAY(a, W_letter_long, both_int(a, LETTER_TEXT_MAX)));
}

static void act_check(struct arena *a, const struct letter_row *row, const struct letter_said *said, struct faults *faults) {
    if (row->with & LETTER_WITH_TEXT) text_check(a, said, faults);
    if (row->with & LETTER_WITH_WHY && text_empty(said->why)) faults_add(faults, "why", both_word(W_letter_why_missing));
    if (!(row->with & LETTER_WITH_PLAN)) return;
    if (text_empty(said->plan)) faults_add(faults, "plan", both_word(W_letter_plan_missing));
    if (said->plan_day == NO_DAY) faults_add(faults, "plan_day", both_word(W_letter_plan_day_missing));
    else if (said->plan_day < said->today) faults_add(faults, "plan_day", both_word(W_letter_plan_day_past));
}

static void state_take(struct official_letter *x, const struct letter_said *said) {
    switch (said->action) {
    case LETTER_EDIT: x->title = said->title, x->text = said->text; break;
    case LETTER_REVIEW: x->reviewer_id = said->account_id; break;
    case LETTER_BACK: x->reviewer_id = NO_INT; break;
    case LETTER_RECEIVE: x->received_day = said->today; break;
    case LETTER_REPLY:
        x->plan = said->plan, x->plan_day = said->plan_day, x->replied_day = said->today, x->replier_id = said->account_id;
        break;
    case LETTER_RETURN: x->replied_day = NO_DAY, x->replier_id = NO_INT; break;
    case LETTER_CLOSE: x->closed_day = said->today; break;
    default: break;
    }
}

static enum err step_put(struct tx *t, const struct official_letter *x, const struct letter_said *said) {
    struct official_letter_step s = official_letter_step_empty;
    s.letter_id = x->id, s.project_id = x->project_id, s.letter_action = letter_action_key(said->action);
    s.account_id = said->account_id ? said->account_id : NO_INT;
    s.on_day = said->today;
    const char *text = said->action == LETTER_REPLY ? said->plan : said->why;
    s.text = text_empty(text) ? NULL : text;
    return official_letter_step_put(t, &s, 0);
}

/* Behind the step: its put has taken the journal's lock, so the last number is the last. */
static enum err issue(struct tx *t, struct official_letter *x, const struct letter_said *said) {
    struct letter_last_number_row last;
    struct calendar calendar;
    struct blob pdf, docx;
    x->year = month_year(month_of_day(said->today));
    try(letter_last_number(t, x->kind, x->year, &last));
    x->number = last.n + 1;
    x->issued_day = said->today;
    x->signer_id = said->account_id;
    try(calendar_now(t, &calendar));
    x->due_day = workdays_add(&calendar.days, said->today, (int)x->days);
    try(letter_pdf(t, x, &pdf));
    try(letter_docx(t, x, &docx));
    try(blob_put_bytes(t, pdf, "application/pdf", &x->pdf_sha));
    return blob_put_bytes(t, docx, DOCX_MEDIA, &x->docx_sha);
}

enum err letter_act(struct tx *t, struct official_letter *x, int64_t version, const struct letter_said *said,
                    struct faults *faults) {
    if (x->version != version) return ERR_CONFLICT;
    const struct letter_row *row = letter_row_of(letter_state_read(x->state), said->action, said->who);
    if (!row) faults_add(faults, "do", both_word(W_letter_not_here));
    else if (!letter_may(x, said->action, said->who, said->account_id)) faults_add(faults, "do", both_word(W_letter_by_another));
    else act_check(tx_arena(t), row, said, faults);
    if (faults->count) return ERR_INVALID;
    try(step_put(t, x, said));
    state_take(x, said);
    if (said->action == LETTER_SIGN) try(issue(t, x, said));
    x->state = letter_state_key(row->to);
    try(official_letter_put(t, x, version));
    switch (said->action) {
    case LETTER_SIGN: return unit_tell(t, x, NOTICE_LETTER, said);
    case LETTER_REPLY: return office_tell(t, x, NOTICE_LETTER_REPLY, said);
    case LETTER_RETURN:
    case LETTER_WITHDRAW: return unit_tell(t, x, NOTICE_LETTER_BACK, said);
    case LETTER_REVIEW:
    case LETTER_BACK: return office_tell(t, x, NOTICE_LETTER_SIGN, said);
    default: return OK;
    }
}
