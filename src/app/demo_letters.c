#include "app/demo_letters.h"
#include "base/text.h"
#include "domain/letters/missive.h"
#include "domain/stats/position.h"

enum { ZONE = 480, HOUR = 3600000, MINUTE = 60000, FIRST_WEDNESDAY = 19305 /* 2022-11-09 */, REVIEWED_MAX = 8 };

/* In the order of a week: drafted on Wednesday night, reviewed and signed on Thursday, received on Friday; the week after,
 * answered on Tuesday and looked at on Wednesday. One is withdrawn. */
enum act { DRAFT, REVIEW, SIGN, RECEIVE_FIRST, REPLY_FIRST = RECEIVE_FIRST + DEPARTMENTS, CHECK = REPLY_FIRST + DEPARTMENTS,
           WITHDRAW };
static int act_of(int step) { return step % DEMO_LETTER_WEEK_STEPS; }
static int32_t wednesday_of(int step) { return FIRST_WEDNESDAY + step / DEMO_LETTER_WEEK_STEPS * 7; }
static bool is_receive(int act) { return act >= RECEIVE_FIRST && act < REPLY_FIRST; }
static bool is_reply(int act) { return act >= REPLY_FIRST && act < CHECK; }

int64_t demo_letter_moment(int step) {
    int64_t wednesday = ms_of_day(wednesday_of(step), ZONE), day = INT64_C(24) * HOUR;
    int act = act_of(step);
    if (act == DRAFT) return wednesday + 2 * (int64_t)HOUR + 7 * MINUTE;
    if (act == REVIEW) return wednesday + day + 9 * (int64_t)HOUR + 12 * MINUTE;
    if (act == SIGN) return wednesday + day + 15 * (int64_t)HOUR + 33 * MINUTE;
    if (is_receive(act)) return wednesday + 2 * day + 10 * (int64_t)HOUR + (21 + act - RECEIVE_FIRST) * (int64_t)MINUTE;
    if (is_reply(act)) return wednesday + 6 * day + 16 * (int64_t)HOUR + (4 + act - REPLY_FIRST) * (int64_t)MINUTE;
    return wednesday + 7 * day + (act == CHECK ? 11 : 17) * (int64_t)HOUR + 17 * MINUTE;
}

int64_t demo_letter_by(const struct demo_people *p, int step) {
    int act = act_of(step);
    if (act == DRAFT) return 0;
    if (is_receive(act)) return p->department_account_id[act - RECEIVE_FIRST];
    if (is_reply(act)) return p->department_account_id[act - REPLY_FIRST];
    return act == SIGN || act == WITHDRAW ? p->goer_id[DEMO_SPECIALISTS] : p->office_account_id;
}

const char *demo_letter_kind(int step) {
    int act = act_of(step);
    return act == DRAFT ? "letter_draft" : act == SIGN ? "letter_sign" : "letter";
}

struct demo_letters {
    struct dice dice;
    struct position_cache *cache;
};

static void cache_done(void *cache) { position_cache_done(cache); }

struct demo_letters *demo_letters_new(struct demo *d) {
    struct demo_letters *x = arena_new_of(d->a, struct demo_letters);
    x->dice = dice_of(d->dice.state + 131); /* its own */
    x->cache = position_cache_new(1);
    arena_defer(d->a, cache_done, x->cache);
    return x;
}

/* -- acts -- */

static enum err act(struct tx *t, int64_t id, const struct letter_said *like, int64_t account_id, int step) {
    struct faults faults = {.count = 0};
    struct official_letter x;
    struct letter_said said = *like;
    try(official_letter_get(t, id, &x));
    official_letter_row_copy(tx_arena(t), &x);
    said.account_id = account_id, said.now_ms = demo_letter_moment(step), said.today = day_of_ms(said.now_ms, ZONE);
    return letter_act(t, &x, x.version, &said, &faults);
}

static enum err reply(struct tx *t, struct demo_letters *x, int64_t id, int64_t account_id, int step) {
    static const char *const plans[] = {"已成立专班，增加两个作业面，按周报送进度，本月底前补齐滞后部分。",
                                        "已约谈建设单位，重新排定节点计划，资金缺口由县区先行垫付。",
                                        "已会同要素部门现场办公，手续同步办理，倒排工期到日。"};
    const struct letter_said said = {.action = LETTER_REPLY, .who = LETTER_BY_UNIT, .plan = plans[dice_int(&x->dice, 0, 2)],
                                     .plan_day = wednesday_of(step) + (int32_t)dice_int(&x->dice, 20, 60)};
    return act(t, id, &said, account_id, step);
}

static enum err check(struct tx *t, struct demo_letters *x, int64_t id, const struct demo_people *p, int step) {
    bool is_right = !dice_chance(&x->dice, 1, 6);
    const struct letter_said said = {.action = is_right ? LETTER_CLOSE : LETTER_RETURN, .who = LETTER_BY_OFFICE,
                                     .why = is_right ? NULL : "计划没有分解到月，责任人不明确", .plan_day = NO_DAY};
    return act(t, id, &said, p->office_account_id, step);
}

/* What the step does with one letter, if it concerns it. *done counts those it did. */
static enum err one(struct tx *t, struct demo_letters *x, const struct letters_listed_row *row, const struct demo_people *p,
                    int step, int *done) {
    int a = act_of(step);
    int64_t by = demo_letter_by(p, step);
    struct letter_said said = {.who = LETTER_BY_OFFICE, .plan_day = NO_DAY};
    if (a == REVIEW && text_eq(row->state, "draft") && *done < REVIEWED_MAX && dice_chance(&x->dice, 1, 3)) {
        bool is_dropped = dice_chance(&x->dice, 1, 8);
        said.action = is_dropped ? LETTER_DROP : LETTER_REVIEW;
        said.why = is_dropped ? "已在调度会上交办，不再发函" : NULL;
    } else if (a == SIGN && text_eq(row->state, "reviewed") && dice_chance(&x->dice, 4, 5)) {
        said.action = LETTER_SIGN, said.who = LETTER_BY_SIGNER;
    } else if (is_receive(a) && text_eq(row->state, "issued") && row->unit_id == p->department_id[a - RECEIVE_FIRST] &&
               dice_chance(&x->dice, 5, 6)) {
        said.action = LETTER_RECEIVE, said.who = LETTER_BY_UNIT;
    } else if (is_reply(a) && text_eq(row->state, "received") && row->unit_id == p->department_id[a - REPLY_FIRST] &&
               dice_chance(&x->dice, 3, 4)) {
        return reply(t, x, row->id, by, step);
    } else if (a == CHECK && text_eq(row->state, "replied") && dice_chance(&x->dice, 4, 5)) {
        return check(t, x, row->id, p, step);
    } else if (a == WITHDRAW && (text_eq(row->state, "issued") || text_eq(row->state, "received")) && !*done &&
               step < DEMO_LETTER_WEEK_STEPS) {
        said.action = LETTER_WITHDRAW, said.who = LETTER_BY_SIGNER, said.why = "主送单位有误，另行发函";
    } else return OK;
    ++*done;
    return act(t, row->id, &said, by, step);
}

enum err demo_letter_put(struct tx *t, struct demo_letters *x, const struct demo_people *p, int step) {
    struct letters_listed_row *rows;
    size_t count;
    int64_t made;
    int done = 0;
    if (act_of(step) == DRAFT) return letters_draft(t, x->cache, wednesday_of(step), &made);
    try(letters_listed(t, &rows, &count));
    for (size_t i = 0; i < count; i++) try(one(t, x, &rows[i], p, step, &done));
    return OK;
}
