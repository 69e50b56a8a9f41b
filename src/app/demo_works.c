/* How works went in the practice city: starts, plans, what was done each month and how that
 * reached the platform; then the key projects' plans and amounts are fitted to the published sums. */
#include "app/demo.h"
#include "domain/board/board.h"

void demo_works(struct demo *d, int64_t plan_wan, int64_t done_wan, int key_late);

/* Share of a year's work by month, in thousandths; winter is slow. Judgement, from published list totals. */
const int demo_season[12] = {42, 46, 88, 86, 95, 119, 84, 92, 96, 123, 138, 120};

enum { MONTHS_2022 = DEMO_MONTHS - 12 };

static bool is_key(const struct demo_project *p, int year) { return (p->levels[year] & LEVELS_KEY) != 0; }

/* Fitted are the key projects of 2022 with a plan that are still on the list. */
static bool is_fitted(const struct demo_project *p) {
    return is_key(p, 1) && p->left_day[1] == NO_DAY && p->plan_wan[1] > 0;
}

static void dates_draw(struct dice *d, struct demo_project *p) {
    int32_t end = day_of(2022, 11, 30);
    if (p->actual_finish_day != NO_DAY) {
        p->planned_finish_day = p->actual_finish_day + (int32_t)dice_int(d, -60, 20);
        p->planned_start_day = p->actual_finish_day - (int32_t)dice_int(d, 400, 900);
    } else if (is_key(p, 1) && p->planned_start_day > day_of(2022, 9, 30) && !dice_chance(d, 1, 4)) {
        p->planned_start_day = day_of(2022, 3, 1) + (int32_t)dice_int(d, 0, 150);
    }
    if (p->planned_finish_day < p->planned_start_day + 200) p->planned_finish_day = p->planned_start_day + 500;
    bool never_started = p->actual_finish_day == NO_DAY && dice_chance(d, 1, 60);
    int32_t start = p->planned_start_day + (int32_t)dice_int(d, -25, 12);
    if (start <= p->registered_day) start = p->registered_day + 1;
    if (never_started || start > end - 5) return;
    p->actual_start_day = start;
    int32_t entry = start + (int32_t)dice_int(d, 4, 27);
    if (dice_chance(d, 1, 40)) entry += (int32_t)dice_int(d, 10, 60);
    if (!dice_chance(d, 1, 90) && entry <= end - 2) p->stats_entry_day = entry;
    if (dice_chance(d, 1, 70) && p->actual_finish_day == NO_DAY && start < day_of(2022, 7, 1)) {
        p->stopped_day = day_of(2022, 1, 10) + (int32_t)dice_int(d, 180, 310);
        if (dice_chance(d, 1, 2)) p->resumed_day = p->stopped_day + (int32_t)dice_int(d, 12, 40);
        if (p->resumed_day != NO_DAY && p->resumed_day > end) p->resumed_day = NO_DAY;
    }
}

static int season_sum(int months) {
    int sum = 0;
    for (int m = 0; m < months; m++) sum += demo_season[m];
    return sum;
}

/* The role on a year's list follows from when works start. */
static const char *role_of(const struct demo_project *p, int year) {
    int32_t first = day_of(DEMO_YEAR + year, 1, 1), next = day_of(DEMO_YEAR + year + 1, 1, 1);
    if (p->actual_start_day != NO_DAY && p->actual_start_day < first) return "continuing";
    return p->planned_start_day < next - 40 ? "new_start" : "preliminary";
}

static void plan_draw(struct dice *d, struct demo_project *p, int year) {
    int32_t first = day_of(DEMO_YEAR + year, 1, 1), next = day_of(DEMO_YEAR + year + 1, 1, 1);
    bool over = (p->actual_finish_day != NO_DAY && p->actual_finish_day < first) ||
                (p->withdrawn_day != NO_DAY && p->withdrawn_day < first + 60);
    bool listed = p->levels[year] != 0, begins = p->planned_start_day < next - 40;
    p->role[year] = role_of(p, year);
    if (over || p->registered_day >= next - 90 || p->is_parent || !begins) return;
    if (!listed && !dice_chance(d, 4, 5)) return;
    p->plan_wan[year] = p->total_wan * dice_int(d, 12, 30) / 100 / 10 * 10;
    p->first_plan_wan[year] = p->plan_wan[year];
    if (listed && dice_chance(d, 1, 30)) p->first_plan_wan[year] = p->plan_wan[year] * dice_int(d, 70, 95) / 100 / 10 * 10;
}

/* Done by November, in thousandths of the plan: of 2022 no more is written, and the law is the same in both years. */
static int ratio_draw(struct dice *d, const struct demo_project *p, int year) {
    if (p->actual_start_day == NO_DAY || p->actual_start_day >= day_of(DEMO_YEAR + year, 11, 20)) return 0;
    int64_t class = dice_int(d, 0, 999);
    if (class < 24) return (int)dice_int(d, 250, 560);
    if (class < 80) return (int)dice_int(d, 640, 800);
    if (class < 140) return (int)dice_int(d, 830, 900);
    return (int)(960 + dice_bell(d) * 8 / 10);
}

/* Spreads an amount over the months worked, by season and chance; every part is whole, the sum exact. */
static void months_spread(struct dice *d, struct demo_project *p, int year, int64_t amount_wan) {
    int months = year ? MONTHS_2022 : 12, weights[12] = {0}, sum = 0;
    int32_t start = month_of_day(p->actual_start_day), january = month_of(DEMO_YEAR + year, 1);
    for (int m = 0; m < months; m++) {
        if (january + m < start) continue;
        if (p->actual_finish_day != NO_DAY && january + m > month_of_day(p->actual_finish_day)) continue;
        weights[m] = dice_chance(d, 1, 14) ? 0 : (int)(demo_season[m] * dice_int(d, 60, 140) / 100);
        sum += weights[m];
    }
    if (!sum) weights[months - 1] = sum = 1;
    int64_t given = 0, weight = 0;
    for (int m = 0; m < months; m++) {
        weight += weights[m];
        int64_t upto = (int64_t)((__int128)amount_wan * weight / sum);
        p->month_wan[year * 12 + m] = upto - given;
        given = upto;
    }
}

static void ways_draw(struct dice *d, struct demo_project *p) {
    for (int k = 0; k < DEMO_MONTHS; k++) {
        int year = k / 12;
        p->way[k] = NOT_DUE;
        if (!p->plan_wan[year] || demo_month(k) < month_of_day(p->registered_day)) continue;
        if (p->withdrawn_day != NO_DAY && demo_month(k) >= month_of_day(p->withdrawn_day)) continue;
        bool last = k == DEMO_MONTHS - 1;
        int64_t throw = dice_int(d, 0, 999);
        p->way[k] = ON_TIME;
        if (throw < 30) p->way[k] = LATE;
        else if (throw < 34 && !is_key(p, year)) p->way[k] = NEVER;
        else if (throw < 46 && !p->cumulative) p->way[k] = WRONG_FIRST;
        if (last && p->way[k] != ON_TIME && (is_key(p, 1) || p->way[k] == WRONG_FIRST)) p->way[k] = ON_TIME;
    }
}

/* -- fitting the key projects of 2022 -- */

static int64_t fitted_sum(const struct demo *d) {
    int64_t sum = 0;
    for (int i = 0; i < d->count; i++)
        if (is_fitted(&d->projects[i])) sum += d->projects[i].plan_wan[1];
    return sum;
}

static struct demo_project *largest_on_time(const struct demo *d) {
    struct demo_project *best = NULL;
    for (int i = 0; i < d->count; i++) {
        struct demo_project *p = &d->projects[i];
        if (!is_fitted(p) || p->way[DEMO_MONTHS - 1] != ON_TIME || p->actual_start_day == NO_DAY) continue;
        if (p->actual_start_day < day_of(2022, 1, 1) && (!best || p->plan_wan[1] > best->plan_wan[1])) best = p;
    }
    must(best != NULL);
    return best;
}

static void plans_fit(struct demo *d, int64_t want) {
    int64_t sum = fitted_sum(d);
    for (int i = 0; i < d->count; i++) {
        struct demo_project *p = &d->projects[i];
        if (!is_fitted(p)) continue;
        bool revised = p->first_plan_wan[1] != p->plan_wan[1];
        p->total_wan = (int64_t)((__int128)p->total_wan * want / sum);
        if (p->total_wan < 600) p->total_wan = 600;
        p->plan_wan[1] = (int64_t)((__int128)p->plan_wan[1] * want / sum);
        p->first_plan_wan[1] = revised ? p->plan_wan[1] * 4 / 5 : p->plan_wan[1];
    }
    struct demo_project *largest = largest_on_time(d);
    bool revised = largest->first_plan_wan[1] != largest->plan_wan[1];
    largest->plan_wan[1] += want - fitted_sum(d);
    if (!revised) largest->first_plan_wan[1] = largest->plan_wan[1];
}

static void late_ones_choose(struct demo *d, int want) {
    int fitted = 0;
    for (int i = 0; i < d->count; i++) fitted += is_fitted(&d->projects[i]);
    for (int i = 0; i < d->count && want; i++)
        if (is_fitted(&d->projects[i]) && dice_int(&d->dice, 1, fitted--) <= want) {
            d->projects[i].way[DEMO_MONTHS - 1] = LATE;
            want--;
        }
}

/* Amounts of 2022: those behind stay behind; the others carry the published sum together. */
static void amounts_fit(struct demo *d, int64_t want) {
    int *ratio = arena_array(d->a, int, (size_t)d->count);
    int64_t behind = 0, ahead = 0;
    for (int i = 0; i < d->count; i++) {
        struct demo_project *p = &d->projects[i];
        ratio[i] = ratio_draw(&d->dice, p, 1);
        if (!is_fitted(p) || p->way[DEMO_MONTHS - 1] != ON_TIME) continue;
        int64_t done = p->plan_wan[1] * ratio[i] / 1000;
        *(ratio[i] < 950 ? &behind : &ahead) += done;
    }
    struct demo_project *largest = largest_on_time(d);
    int64_t given = 0, largest_done = 0;
    for (int i = 0; i < d->count; i++) {
        struct demo_project *p = &d->projects[i];
        if (!p->plan_wan[1]) continue;
        int64_t done = p->plan_wan[1] * ratio[i] / 1000;
        if (is_fitted(p) && ratio[i] >= 950) done = (int64_t)((__int128)done * (want - behind) / ahead);
        bool counted = is_fitted(p) && p->way[DEMO_MONTHS - 1] == ON_TIME;
        if (p == largest) largest_done = done;
        else if (ratio[i]) months_spread(&d->dice, p, 1, done);
        if (counted) given += done;
    }
    months_spread(&d->dice, largest, 1, largest_done + want - given);
}

/* What was spent fits into the total, but for a few that the platform is to warn of. */
static void totals_fit(struct demo *d) {
    for (int i = 0; i < d->count; i++) {
        struct demo_project *p = &d->projects[i];
        int64_t spent = 0;
        for (int k = 0; k < DEMO_MONTHS; k++) spent += p->month_wan[k];
        if (p->actual_start_day != NO_DAY && p->actual_start_day < day_of(2021, 1, 1))
            p->before_wan = p->total_wan * dice_int(&d->dice, 5, 35) / 100 / 10 * 10;
        bool over = p->total_wan < p->before_wan + spent;
        if (over && is_key(p, 1) && !dice_chance(&d->dice, 1, 25)) p->total_wan = (p->before_wan + spent) * 11 / 10 / 10 * 10;
        else if (over) p->before_wan = 0;
    }
}

void demo_works(struct demo *d, int64_t plan_wan, int64_t done_wan, int key_late) {
    struct dice *dice = &d->dice;
    for (int i = 0; i < d->count; i++) {
        struct demo_project *p = &d->projects[i];
        dates_draw(dice, p);
        plan_draw(dice, p, 0);
        plan_draw(dice, p, 1);
        ways_draw(dice, p);
        int ratio = ratio_draw(dice, p, 0);
        int64_t done = p->plan_wan[0] * ratio / 1000;
        if (done) months_spread(dice, p, 0, done + done * demo_season[11] / season_sum(MONTHS_2022)); /* and December's part */
    }
    plans_fit(d, plan_wan);
    late_ones_choose(d, key_late);
    amounts_fit(d, done_wan);
    totals_fit(d);
}
