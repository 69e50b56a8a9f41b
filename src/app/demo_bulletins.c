#include "app/demo_bulletins.h"
#include "domain/bulletins/bulletin.h"

enum { ZONE = 480, MINUTE = 60000, FIRST_MONTH = 8 };
enum act { DRAFT, REVIEW, ISSUE };

/* The working day after the figures are due on the 5th; in October, when the holidays end on the 7th, the 8th. */
static const struct { int month, day; } days[DEMO_BULLETINS] = {{9, 6}, {10, 8}, {11, 7}, {12, 6}};

static int month_of_step(int step) { return step / DEMO_BULLETIN_ACTS; }
static int act_of(int step) { return step % DEMO_BULLETIN_ACTS; }

int64_t demo_bulletin_moment(int step) {
    static const int minutes[] = {6 * 60 + 7, 10 * 60 + 37, 16 * 60 + 52};
    int n = month_of_step(step);
    return ms_of_day(day_of(2022, days[n].month, days[n].day), ZONE) + minutes[act_of(step)] * (int64_t)MINUTE;
}

int64_t demo_bulletin_by(const struct demo_people *p, int step) { return act_of(step) == DRAFT ? 0 : p->office_account_id; }

static enum err find(struct tx *t, int32_t month, struct bulletin *ret) {
    struct bulletins_of_month_row *rows;
    size_t count;
    try(bulletins_of_month(t, month, &rows, &count));
    must(count);
    try(bulletin_get(t, rows[count - 1].id, ret));
    bulletin_row_copy(tx_arena(t), ret);
    return OK;
}

enum err demo_bulletin_put(struct tx *t, struct position_cache *cache, const struct demo_people *p, int step) {
    static const char *const remarks[] = {"各区市要对照年度计划倒排工期，抢抓施工黄金期。", "汛期影响基本消除，未复工项目要逐个说明原因。",
                                          "入冬前要把能完成的室外作业尽量完成，冬季施工安排随月报一并报送。"};
    struct faults faults = {.count = 0};
    struct bulletin b;
    int n = month_of_step(step);
    int32_t month = month_of(2022, FIRST_MONTH + n), today = day_of(2022, days[n].month, days[n].day);
    int32_t day;
    try(bulletin_day(t, month, &day));
    must(day == today);
    if (act_of(step) == DRAFT) return bulletin_draft(t, cache, month, today, &faults, &b);
    try(find(t, month, &b));
    if (act_of(step) == ISSUE) return bulletin_issue(t, &b, b.version, p->office_account_id, demo_bulletin_moment(step), &faults);
    try(bulletin_remark_set(t, &b, "overall", remarks[n], p->office_account_id, &faults));
    return bulletin_review(t, &b, b.version, p->office_account_id, &faults);
}
