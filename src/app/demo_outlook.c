#include "app/demo_outlook.h"
#include "domain/outlook/say.h"

enum { ZONE = 480 };

/* Some departments' projects slip more often than others', works that should end soon more often than those that have time. */
static int slip_permille(const struct demo_project *p, int year) {
    int32_t left = p->planned_finish_day - day_of(DEMO_YEAR + year, 1, 1);
    int n = 60 + 70 * (p->department % 4) + (p->government ? 60 : 0);
    return left < 400 ? n * 2 : left < 800 ? n : n / 2;
}

static void moves_draw(struct dice *d, struct demo_project *p, struct demo_move moves[DEMO_MOVES_MAX]) {
    int32_t finish = p->planned_finish_day;
    p->moves = moves;
    for (int year = 0; year < 2; year++) {
        int32_t first = day_of(DEMO_YEAR + year, 1, 10), last = day_of(DEMO_YEAR + year, 12, 28);
        bool moves_now = dice_int(d, 1, 1000) <= slip_permille(p, year), is_long = dice_chance(d, 3, 5);
        int32_t day = (int32_t)dice_int(d, first, last), by = (int32_t)(is_long ? dice_int(d, 190, 600) : dice_int(d, 30, 170));
        bool is_over = p->actual_finish_day != NO_DAY || p->withdrawn_day != NO_DAY || p->is_parent;
        if (!moves_now || is_over || p->actual_start_day == NO_DAY || day <= p->actual_start_day ||
            day <= p->registered_day)
            continue;
        finish += by;
        p->moves[p->move_count++] = (struct demo_move){day, finish};
    }
}

/* By the law of the months before: the season's share of what the months worked came to, with their chance. */
static int64_t december_draw(struct dice *d, const struct demo_project *p) {
    int64_t done = 0, weights = 0, chance = dice_int(d, 60, 140);
    bool is_still = dice_chance(d, 1, 14);
    for (int k = 12; k < DEMO_MONTHS; k++) {
        if (p->actual_start_day == NO_DAY || demo_month(k) < month_of_day(p->actual_start_day)) continue;
        done += p->month_wan[k], weights += demo_season[k - 12];
    }
    if (is_still || !weights || p->withdrawn_day != NO_DAY) return 0;
    return done * demo_season[11] * chance / 100 / weights;
}

void demo_outlook_draw(struct demo *d, uint64_t seed) {
    struct dice dice = dice_of(seed + UINT64_C(0x0071100C));
    struct demo_move (*moves)[DEMO_MOVES_MAX] = arena_alloc_array(d->a, (size_t)d->count + 1, sizeof *moves);
    for (int i = 0; i < d->count; i++) {
        moves_draw(&dice, &d->projects[i], moves[i]);
        d->projects[i].december_wan = december_draw(&dice, &d->projects[i]);
    }
}

int32_t demo_finish_on(const struct demo_project *p, int32_t day) {
    int32_t finish = p->planned_finish_day;
    if (p->actual_finish_day != NO_DAY && p->actual_finish_day <= day) return p->actual_finish_day;
    for (int i = 0; i < p->move_count; i++)
        if (p->moves[i].day <= day) finish = p->moves[i].finish_day;
    return finish;
}

int64_t demo_year_wan(const struct demo_project *p, int year) {
    int64_t sum = year ? p->december_wan : 0;
    for (int k = year * 12; k < DEMO_MONTHS && k < year * 12 + 12; k++) sum += p->month_wan[k];
    return sum;
}

/* -- said as the house would have said it -- */

static int32_t day_at(int n) {
    static const int32_t days[] = {7, 9, 12};
    return month_first_day(demo_month(n / 3) + 1) + days[n % 3] - 1;
}

int64_t demo_outlook_moment(int n) { return ms_of_day(day_at(n), ZONE) + INT64_C(100) * 60000; }

static void cache_done(void *cache) { position_cache_done(cache); }

enum err demo_outlook_put(struct tx *t, struct demo *d, int n) {
    int64_t did = 0;
    bool more;
    if (!d->outlook) {
        d->outlook = position_cache_new(2);
        arena_defer(d->a, cache_done, d->outlook);
    }
    return outlook_next(t, d->outlook, day_at(n), &did, &more);
}
