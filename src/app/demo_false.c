/* How each thing is planted: false reports, and honest ones that look like them. */
#include "app/demo_reports.h"
#include <stdlib.h>

enum { NONE = -1, BP = 10000 };

/* The first month from `from` on of a run of `length` months with reports and money; NONE. */
static int run_find(const struct demo_project *p, int from, int length) {
    for (int k = from; k + length <= DEMO_MONTHS; k++) {
        int n = 0;
        while (n < length && demo_reports_on(p, k + n)) n++;
        if (n == length) return k;
    }
    return NONE;
}

static int months_with_money(const struct demo_project *p) {
    int n = 0;
    for (int k = DEMO_REPORTS_FROM; k < DEMO_MONTHS; k++) n += p->month_wan[k] > 0;
    return n;
}

/* Puts what is over or short into a month outside of [from, to) that can bear it; false if none can. */
static bool rest_put(struct demo_project *p, int from, int to, int64_t rest) {
    for (int k = DEMO_MONTHS - 1; k >= DEMO_REPORTS_FROM; k--) {
        if ((k >= from && k < to) || p->month_wan[k] <= 0 || p->month_wan[k] + rest < 1) continue;
        p->month_wan[k] += rest;
        return true;
    }
    return false;
}

/* -- equal increments -- */

/* A contract that is paid in equal parts is honest; a run of two is false and nobody can tell. */
static void equal_plant(struct demo *d, int project, enum demo_how how) {
    struct demo_project *p = &d->projects[project];
    int length = how == BARELY_FALSE || how == HONEST_ODD ? 2 : how == HONEST_BEYOND ? 3 : (int)dice_int(&d->dice, 3, 5);
    int from = run_find(p, DEMO_REPORTS_FROM + (int)dice_int(&d->dice, 0, 4), length);
    int64_t sum = 0, wobble = how == PLAINLY_FALSE && dice_chance(&d->dice, 1, 3) ? 1 : 0;
    if (from == NONE) return;
    for (int k = from; k < from + length; k++) sum += p->month_wan[k];
    int64_t each = sum / length;
    if (each < 400) wobble = 0; /* a wobble of one would be more than rounding leaves */
    if (!rest_put(p, from, from + length, sum - each * length)) return;
    for (int k = from; k < from + length; k++) p->month_wan[k] = each;
    if (wobble && length > 2) p->month_wan[from] -= wobble, p->month_wan[from + 1] += wobble;
    for (int k = from + (length > 2 ? 2 : 1); k < from + length; k++) demo_truth_add(d, project, k, CRED_EQUAL, how);
}

/* -- round numbers -- */

static void round_plant(struct demo *d, int project, enum demo_how how) {
    struct demo_project *p = &d->projects[project];
    int length = how == BARELY_FALSE || how == HONEST_ODD ? 2 : how == HONEST_BEYOND ? 3 : (int)dice_int(&d->dice, 4, 6);
    int from = run_find(p, DEMO_REPORTS_FROM + (int)dice_int(&d->dice, 0, 3), length);
    int64_t rest = 0, rounded[DEMO_MONTHS];
    if (from == NONE) return;
    for (int k = from; k < from + length; k++) {
        if (p->month_wan[k] < 1000) return; /* small sums are round by themselves */
        rounded[k] = (p->month_wan[k] + 50) / 100 * 100;
        rest += p->month_wan[k] - rounded[k];
    }
    if (!rest_put(p, from, from + length, rest)) return;
    for (int k = from; k < from + length; k++) p->month_wan[k] = rounded[k];
    for (int k = from + (length > 2 ? 2 : 1); k < from + length; k++) demo_truth_add(d, project, k, CRED_ROUND, how);
}

/* -- a jump on the last day -- */

/* The others are made smaller by the same share, and the month gets what was taken from them: afterwards it is about
 * `percent` of an ordinary one. Deliveries that come together are honest. */
static void jump_plant(struct demo *d, int project, enum demo_how how) {
    static const int least[HOWS] = {420, 190, 330, 150}, most[HOWS] = {900, 250, 450, 260};
    struct demo_project *p = &d->projects[project];
    int k = run_find(p, DEMO_REPORTS_FROM + (int)dice_int(&d->dice, 5, 8), 1), n = months_with_money(p);
    int64_t percent = dice_int(&d->dice, least[how], most[how]), taken = 0;
    if (k == NONE || k == DEMO_MONTHS - 1 || n < 7) return;
    int64_t keep = (int64_t)n * BP * 100 / (percent * 1 + (int64_t)(n - 1) * 100);
    for (int m = DEMO_REPORTS_FROM; m < DEMO_MONTHS; m++) {
        if (m == k || keep >= BP) continue;
        int64_t less = p->month_wan[m] - p->month_wan[m] * keep / BP;
        p->month_wan[m] -= less;
        taken += less;
    }
    p->month_wan[k] += taken;
    p->way[k] = LATE; /* taken in with the late ones, for it came on the last day */
    p->reports[k].sent_day = month_first_day(demo_month(k) + 1) + 4;
    demo_truth_add(d, project, k, CRED_JUMP, how);
}

/* -- spent beyond the total, totals too large -- */

static bool is_new_november(const struct demo_project *p) { return p->registered_day >= day_of(2021, 11, 1); }

/* Barely: the last months were cut so that the total just holds. Honest: prices rose, and the estimate is being revised. */
static void over_plant(struct demo *d, int project, enum demo_how how) {
    static const int least[HOWS] = {10200, 9960, 10030, 9700}, most[HOWS] = {11800, 9999, 10300, 9990};
    struct demo_project *p = &d->projects[project];
    int64_t spent = demo_since_wan(p, DEMO_MONTHS - 1), share = dice_int(&d->dice, least[how], most[how]);
    if (is_new_november(p) || spent < 3000) return;
    p->total_wan = spent * BP / share;
    for (int k = DEMO_REPORTS_FROM; k < DEMO_MONTHS; k++) {
        bool is_beyond = demo_since_wan(p, k) > p->total_wan, is_last = k == DEMO_MONTHS - 1;
        bool counts = is_beyond || (is_last && how != PLAINLY_FALSE);
        if (demo_reports_on(p, k) && counts) demo_truth_add(d, project, k, CRED_OVER_TOTAL, how);
    }
}

static int by_size(const void *x, const void *y) {
    int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;
    return a < b ? -1 : a > b;
}

static int64_t key_median(struct demo *d, int field) {
    int64_t *totals = arena_array(d->a, int64_t, (size_t)d->count + 1);
    size_t n = 0;
    for (int i = 0; i < d->count; i++)
        if (d->projects[i].reports && d->projects[i].field == field) totals[n++] = d->projects[i].total_wan;
    qsort(totals, n, sizeof *totals, by_size);
    return n ? totals[(n - 1) / 2] : 0;
}

/* Giants are real, too: a pumped storage station costs as much as all else in its field. */
static void large_plant(struct demo *d, int project, enum demo_how how) {
    static const int least[HOWS] = {26, 6, 24, 5}, most[HOWS] = {90, 10, 40, 12};
    struct demo_project *p = &d->projects[project];
    int64_t total = key_median(d, p->field) * dice_int(&d->dice, least[how], most[how]);
    int k = run_find(p, DEMO_REPORTS_FROM, 1);
    if (is_new_november(p) || k == NONE || total <= p->total_wan) return;
    /* A report of a month without money has the total, too: the first one counts. */
    for (int m = DEMO_REPORTS_FROM; m < k; m++)
        if (p->reports[m].is_there && k > m) k = m;
    p->total_wan = total / 10 * 10;
    demo_truth_add(d, project, k, CRED_TOTAL_LARGE, how);
}

/* -- money before works -- */

/* The start is stated months after the money began; honest where the ceremony came after works did, by some weeks. */
static void permit_plant(struct demo *d, int project, enum demo_how how) {
    struct demo_project *p = &d->projects[project];
    int length = how == PLAINLY_FALSE ? (int)dice_int(&d->dice, 2, 5) : 1;
    int from = run_find(p, DEMO_REPORTS_FROM, length + 1);
    if (from == NONE || p->actual_start_day == NO_DAY || p->stopped_day != NO_DAY || p->before_wan) return;
    for (int k = 0; k < from; k++)
        if (p->month_wan[k] > 0) return;
    int32_t start = month_first_day(demo_month(from + length)) + (int32_t)dice_int(&d->dice, 1, 20);
    p->actual_start_day = start;
    if (p->stats_entry_day != NO_DAY) p->stats_entry_day = start + 8;
    for (int k = from; k < from + length; k++) demo_truth_add(d, project, k, CRED_PERMIT, how);
}

void demo_false_amounts(struct demo *d, int project, enum cred_check_no check, enum demo_how how) {
    switch (check) {
    case CRED_EQUAL: equal_plant(d, project, how); break;
    case CRED_ROUND: round_plant(d, project, how); break;
    case CRED_JUMP: jump_plant(d, project, how); break;
    case CRED_OVER_TOTAL: over_plant(d, project, how); break;
    case CRED_TOTAL_LARGE: large_plant(d, project, how); break;
    case CRED_PERMIT: permit_plant(d, project, how); break;
    default: break;
    }
}

/* -- what is said beside the amounts -- */

/* Before works: what is false is nearly all construction, what is honest is levelling and survey or a late ceremony. */
void demo_permit_words(struct demo *d) {
    for (int i = 0; i < d->truth_count; i++) {
        const struct demo_truth *t = &d->truth[i];
        struct demo_project *p = &d->projects[t->project];
        if (t->check != CRED_PERMIT) continue;
        struct demo_report *r = &p->reports[t->month];
        bool is_plain = t->how == PLAINLY_FALSE;
        int64_t month = p->month_wan[t->month], share = is_plain ? dice_int(&d->dice, 80, 97) : dice_int(&d->dice, 40, 70);
        int64_t most = p->total_wan * (t->how == HONEST_BEYOND ? 3 : 1) / 100; /* of the total */
        r->construction_wan = month * share / 100;
        if (!is_plain && r->construction_wan > most) r->construction_wan = most - (t->how != HONEST_BEYOND);
        r->equipment_wan = 0;
        r->other_wan = month - r->construction_wan;
    }
}

/* Progress stays behind the money: false where works stand still, honest where equipment was paid for, or where an
 * estimate was careful. */
static void ahead_plant(struct demo *d, int project, enum demo_how how) {
    static const int least[HOWS] = {2800, 1700, 2300, 1500}, most[HOWS] = {5500, 2400, 3000, 3900};
    struct demo_project *p = &d->projects[project];
    int64_t gap = dice_int(&d->dice, least[how], most[how]);
    for (int k = DEMO_REPORTS_FROM; k < DEMO_MONTHS; k++) {
        int64_t share = (demo_invested_bp(p, k) - gap) / 100 * 100;
        struct demo_report *r = &p->reports[k];
        if (k < DEMO_MONTHS - 5 || share < 500 || !demo_reports_on(p, k)) continue;
        r->progress_bp = share > 9900 ? 9900 : share;
        if (how == HONEST_ODD) { /* most of the month is equipment */
            r->equipment_wan = p->month_wan[k] * 6 / 10;
            r->other_wan = 0;
            r->construction_wan = p->month_wan[k] - r->equipment_wan;
        }
        demo_truth_add(d, project, k, CRED_AHEAD, how);
    }
}

/* Copied from the month before, or with a word changed; honest where equipment is being set up for months. */
static void text_plant(struct demo *d, int project, enum demo_how how) {
    struct demo_project *p = &d->projects[project];
    int length = how == PLAINLY_FALSE ? (int)dice_int(&d->dice, 2, 4) : 2;
    int from = run_find(p, DEMO_REPORTS_FROM + (int)dice_int(&d->dice, 0, 6), length);
    if (from == NONE) return;
    if (how == HONEST_BEYOND) p->reports[from].progress = "大型设备进场安装，基础二次灌浆养护中，暂无新的形象节点";
    for (int k = from + 1; k < from + length; k++) {
        const char *before = p->reports[k - 1].progress;
        if (how == PLAINLY_FALSE || how == HONEST_BEYOND) p->reports[k].progress = before;
        else if (how == BARELY_FALSE) p->reports[k].progress = arena_printf(d->a, "本月继续推进，%s，各项工作有序开展", before);
        else p->reports[k].progress = arena_printf(d->a, "%s，已过半", before);
        demo_truth_add(d, project, k, CRED_TEXT, how);
    }
}

/* Parts made up apart from the sum; honest where they were rounded to tens or a line was left out of the form. */
static void sums_plant(struct demo *d, int project, enum demo_how how) {
    struct demo_project *p = &d->projects[project];
    int k = run_find(p, DEMO_REPORTS_FROM + (int)dice_int(&d->dice, 0, 8), 1);
    if (k == NONE) return;
    struct demo_report *r = &p->reports[k];
    int64_t off = how == PLAINLY_FALSE ? p->month_wan[k] * dice_int(&d->dice, 4, 25) / 100 + 3
                  : how == BARELY_FALSE ? 2 : how == HONEST_BEYOND ? dice_int(&d->dice, 3, 8) : 1;
    if (dice_chance(&d->dice, 1, 2)) r->construction_wan += off;
    else if (r->construction_wan > off) r->construction_wan -= off;
    else r->construction_wan += off;
    demo_truth_add(d, project, k, CRED_SUMS, how);
}

static void photo_old_plant(struct demo *d, int project, enum demo_how how) {
    static const int least[HOWS] = {8, 1, 4, 1}, most[HOWS] = {240, 3, 9, 3}; /* days before the period */
    struct demo_project *p = &d->projects[project];
    int k = run_find(p, DEMO_REPORTS_FROM + (int)dice_int(&d->dice, 0, 8), 1);
    if (k == NONE) return;
    p->reports[k].photo_day = month_first_day(demo_month(k)) - (int32_t)dice_int(&d->dice, least[how], most[how]);
    p->reports[k].photo = (int64_t)project * DEMO_MONTHS + k;
    demo_truth_add(d, project, k, CRED_PHOTO_OLD, how);
}

/* The picture of an earlier month, made to look as if it were new; barely: cut anew, so that it is another file. Honest: the
 * drawing of the finished works, sent every month. */
static void photo_again_plant(struct demo *d, int project, enum demo_how how) {
    struct demo_project *p = &d->projects[project];
    int from = run_find(p, DEMO_REPORTS_FROM + (int)dice_int(&d->dice, 0, 6), 2);
    if (from == NONE) return;
    for (int k = from; k < from + 2; k++) {
        p->reports[k].photo_day = month_first_day(demo_month(k)) + (int32_t)dice_int(&d->dice, 3, 22);
        p->reports[k].photo = (int64_t)project * DEMO_MONTHS + (how == PLAINLY_FALSE || how == HONEST_BEYOND ? from : k);
    }
    demo_truth_add(d, project, from + 1, CRED_PHOTO_AGAIN, how);
}

void demo_false_words(struct demo *d, int project, enum cred_check_no check, enum demo_how how) {
    switch (check) {
    case CRED_AHEAD: ahead_plant(d, project, how); break;
    case CRED_TEXT: text_plant(d, project, how); break;
    case CRED_SUMS: sums_plant(d, project, how); break;
    case CRED_PHOTO_OLD: photo_old_plant(d, project, how); break;
    case CRED_PHOTO_AGAIN: photo_again_plant(d, project, how); break;
    default: break;
    }
}
