/* Reports of the practice city's units: honest ones, and where the others are planted. */
#include "app/demo_reports.h"
#include <stdlib.h>

enum { BP = 10000 };

bool demo_reports_on(const struct demo_project *p, int k) {
    return p->reports && p->reports[k].is_there && p->month_wan[k] > 0;
}

int64_t demo_since_wan(const struct demo_project *p, int k) {
    int64_t sum = p->before_wan;
    for (int m = 0; m <= k; m++) sum += p->month_wan[m];
    return sum;
}

int64_t demo_invested_bp(const struct demo_project *p, int k) {
    return p->total_wan > 0 ? demo_since_wan(p, k) * BP / p->total_wan : 0;
}

void demo_truth_add(struct demo *d, int project, int month, enum cred_check_no check, enum demo_how how) {
    if (d->truth_count == d->truth_room) {
        int room = d->truth_room ? d->truth_room * 2 : 256;
        struct demo_truth *more = arena_array(d->a, struct demo_truth, (size_t)room);
        for (int i = 0; i < d->truth_count; i++) more[i] = d->truth[i];
        d->truth = more;
        d->truth_room = room;
    }
    d->truth[d->truth_count++] = (struct demo_truth){project, month, check, how, how <= BARELY_FALSE};
}

void demo_truth_print(const struct demo *d, struct out *o) {
    out_printf(o, "number\tmonth\tcheck\ttruth\n");
    for (int i = 0; i < d->truth_count; i++) {
        const struct demo_truth *t = &d->truth[i];
        out_printf(o, "QP-%06d\t%s\t%s\t%s\n", t->project + 1, month_print(d->a, demo_month(t->month)),
                   credibility_checks[t->check].key, t->is_false ? "false" : "honest");
    }
}

/* -- who reports, and of what -- */

static bool reports_itself(const struct demo_project *p) {
    bool is_key = (p->levels[1] & LEVELS_KEY) != 0 && p->left_day[1] == NO_DAY;
    return is_key && !p->cumulative && p->withdrawn_day == NO_DAY && p->plan_wan[1] > 0 && !p->is_parent;
}

/* What a sheet said wrongly at first, or for several months at once, stays a sheet's. */
static void months_choose(struct demo_project *p) {
    for (int k = DEMO_REPORTS_FROM; k < DEMO_MONTHS; k++) {
        bool is_stated = p->way[k] == ON_TIME || p->way[k] == LATE;
        bool is_first = k > DEMO_REPORTS_FROM && p->way[k - 1] == NOT_DUE;
        p->reports[k].is_there = is_stated && !is_first && p->registered_day < month_first_day(demo_month(k));
    }
}

/* -- what is said -- */

/* Physical progress follows the money, with the error of an estimate; in a few projects it lags far behind, because
 * foundations cost much and show little. */
static void progress_draw(struct dice *d, struct demo_project *p) {
    int64_t lag = dice_chance(d, 1, 70) ? dice_int(d, 1200, 2900) : (500 - dice_bell(d)) * 2;
    int64_t last = 0;
    for (int k = DEMO_REPORTS_FROM; k < DEMO_MONTHS; k++) {
        int64_t share = demo_invested_bp(p, k) - lag + (500 - dice_bell(d)) / 2;
        share = share < 100 ? 100 : share > 9900 ? 9900 : share;
        if (share < last) share = last; /* works do not go back */
        p->reports[k].progress_bp = share / 100 * 100;
        last = share;
    }
}

static void parts_draw(struct dice *d, struct demo_project *p) {
    int64_t equipment_percent = dice_int(d, 5, 45);
    for (int k = DEMO_REPORTS_FROM; k < DEMO_MONTHS; k++) {
        struct demo_report *r = &p->reports[k];
        int64_t month = p->month_wan[k], equipment = month * (equipment_percent + dice_int(d, -5, 10)) / 100;
        r->equipment_wan = equipment < 0 ? 0 : equipment;
        r->other_wan = month * dice_int(d, 3, 12) / 100;
        r->construction_wan = month - r->equipment_wan - r->other_wan;
    }
}

static void words_draw(struct arena *a, struct dice *d, struct demo_project *p) {
    static const char *const early[] = {"场地平整和围挡施工", "桩基施工", "基础开挖和支护", "基础承台浇筑"};
    static const char *const middle[] = {"主体结构施工", "钢结构吊装", "管线敷设", "二次结构砌筑", "屋面防水施工"};
    static const char *const late[] = {"内外装饰施工", "设备安装", "设备调试", "室外配套和绿化", "消防和机电安装"};
    static const char *const tails[] = {"，现场人员正常", "，材料已进场", "，按计划推进", "，本月未停工", "，正在组织验收",
                                        "，夜间加班赶工", "，受雨天影响两三天", "，监理例会已开", "，新增一个班组", "，下月转入下道工序"};
    for (int k = DEMO_REPORTS_FROM; k < DEMO_MONTHS; k++) {
        struct demo_report *r = &p->reports[k];
        const char *works = r->progress_bp < 3000   ? early[dice_int(d, 0, (int64_t)countof(early) - 1)]
                            : r->progress_bp < 7000 ? middle[dice_int(d, 0, (int64_t)countof(middle) - 1)]
                                                    : late[dice_int(d, 0, (int64_t)countof(late) - 1)];
        r->progress = arena_printf(a, "%s%s，形象进度约%d%%", works, tails[dice_int(d, 0, (int64_t)countof(tails) - 1)],
                                   (int)(r->progress_bp / 100));
    }
}

/* Units send in the last days of the month, all on one of two. One in a hundred sends a photo; what else has one is planted. */
static void rest_draw(struct dice *d, struct demo_project *p, int index) {
    for (int k = DEMO_REPORTS_FROM; k < DEMO_MONTHS; k++) {
        struct demo_report *r = &p->reports[k];
        int32_t first = month_first_day(demo_month(k)), last = month_last_day(demo_month(k));
        bool is_late = p->way[k] == LATE;
        int32_t some = (int32_t)dice_int(d, 0, 1);
        if (r->sent_day == NO_DAY) r->sent_day = is_late ? last + 3 + some * 2 : last - some * 3;
        if (r->photo_day == NO_DAY && dice_chance(d, 1, 100)) {
            r->photo_day = first + (int32_t)dice_int(d, 2, 24);
            r->photo = (int64_t)index * DEMO_MONTHS + k;
        }
    }
}

/* -- planting -- */

static const struct {
    enum cred_check_no check;
    bool of_amounts; /* planted before the report is drawn */
    int count[HOWS]; /* in 640 reporting projects: plainly false, barely, honest but beyond, honest and odd */
} plants[] = {
    {CRED_EQUAL, true, {15, 2, 4, 4}},       {CRED_ROUND, true, {15, 2, 4, 4}},     {CRED_JUMP, true, {17, 2, 4, 5}},
    {CRED_OVER_TOTAL, true, {13, 2, 4, 3}},  {CRED_TOTAL_LARGE, true, {13, 2, 2, 3}}, {CRED_PERMIT, true, {15, 2, 4, 3}},
    {CRED_AHEAD, false, {17, 2, 4, 5}},      {CRED_TEXT, false, {17, 2, 5, 4}},     {CRED_SUMS, false, {17, 2, 4, 4}},
    {CRED_PHOTO_OLD, false, {15, 2, 4, 4}},  {CRED_PHOTO_AGAIN, false, {15, 2, 3, 3}},
};
enum { PLANTS_FOR = 640 };

/* Each project is planted once at most, so that one plant never hides another. Whom a plant does not fit, is left for the
 * others. */
static void plant_all(struct demo *d, const int *order, int count, bool *used, bool of_amounts) {
    for (unsigned p = 0; p < countof(plants); p++)
        for (unsigned how = 0; how < HOWS && plants[p].of_amounts == of_amounts; how++) {
            int some = (plants[p].count[how] * count + PLANTS_FOR / 2) / PLANTS_FOR;
            for (int i = 0; i < count && some > 0; i++) {
                int before = d->truth_count;
                if (used[i]) continue;
                if (of_amounts) demo_false_amounts(d, order[i], plants[p].check, how);
                else demo_false_words(d, order[i], plants[p].check, how);
                used[i] = d->truth_count > before;
                some -= used[i];
            }
        }
}

static int *shuffled(struct demo *d, const int *who, int count) {
    int *order = arena_array(d->a, int, (size_t)count + 1);
    for (int i = 0; i < count; i++) order[i] = who[i];
    for (int i = count - 1; i > 0; i--) {
        int j = (int)dice_int(&d->dice, 0, i), swap = order[i];
        order[i] = order[j], order[j] = swap;
    }
    return order;
}

/* A few projects of the city have spent more than their total without anybody having planted it. */
static void beyond_tell(struct demo *d, int project) {
    const struct demo_project *p = &d->projects[project];
    for (int i = 0; i < d->truth_count; i++)
        if (d->truth[i].project == project && d->truth[i].check == CRED_OVER_TOTAL) return;
    for (int k = DEMO_REPORTS_FROM; k < DEMO_MONTHS; k++)
        if (demo_reports_on(p, k) && demo_since_wan(p, k) > p->total_wan)
            demo_truth_add(d, project, k, CRED_OVER_TOTAL, PLAINLY_FALSE);
}

void demo_reports_draw(struct demo *d, uint64_t seed, int most) {
    struct dice dice = d->dice;
    int *who = arena_array(d->a, int, (size_t)d->count + 1), count = 0;
    d->dice = dice_of(seed + UINT64_C(0xC4ED1B1E)); /* the city's own dice fall as they always did */
    for (int i = 0; i < d->count && count < most; i++) {
        struct demo_project *p = &d->projects[i];
        if (!reports_itself(p)) continue;
        p->reports = arena_array(d->a, struct demo_report, DEMO_MONTHS);
        for (int k = 0; k < DEMO_MONTHS; k++) p->reports[k].sent_day = p->reports[k].photo_day = NO_DAY;
        months_choose(p);
        who[count++] = i;
    }
    int *order = shuffled(d, who, count);
    bool *used = arena_array(d->a, bool, (size_t)count + 1);
    plant_all(d, order, count, used, true);
    for (int i = 0; i < count; i++) {
        struct demo_project *p = &d->projects[who[i]];
        progress_draw(&d->dice, p);
        parts_draw(&d->dice, p);
        words_draw(d->a, &d->dice, p);
        beyond_tell(d, who[i]);
    }
    demo_permit_words(d);
    plant_all(d, order, count, used, false);
    for (int i = 0; i < count; i++) rest_draw(&d->dice, &d->projects[who[i]], who[i]);
    d->dice = dice;
}
