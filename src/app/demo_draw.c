/* Published for Weihai at the end of November 2022 (Weihai News Net, December 2022; the year is
 * inferred): 724 provincial and municipal key projects; 101.0 bn yuan done since January, 131.9 %
 * of the year's plan; 1,764 projects of 5 million yuan and more, 287 more than a year before; 447
 * new in November, their total investment 367.3 % above that of last November's new ones. Every
 * city drawn here has raw facts that add up to these. At another scale counts are in proportion. */
#include "app/demo_outlook.h"
#include "app/demo_reports.h"
#include "domain/board/board.h"
#include "domain/projects/uscc.h"
#include <string.h>

enum {
    KEY = 724, PROVINCIAL = 86, BEFORE = 1477, NEW_NOVEMBER = 447, NEW_NOVEMBER_BEFORE = 112,
    GROWN_PERMILLE = 4673,           /* total investment of November's new ones ÷ last November's, × 1000 */
    DONE_WAN = 10100000,             /* 101.0 bn yuan */
    RATE_PERMILLE = 1319,
    OPENED_LATER = 240,              /* registered from December 2021 to October 2022 */
    WITHDRAWN_LATER = 30, SMALL = 42, PARENTS = 5, KEY_LATE = 14
};

/* Who is who, in the order they are drawn. */
struct plan_of_city {
    int survive, completed, withdrawn, opened, november, small, parents, key, provincial, november_before;
};

static int part(int n, int scale) { return (int)(((int64_t)n * scale + DEMO_SCALE / 2) / DEMO_SCALE); }

static struct plan_of_city city_plan(int scale) {
    struct plan_of_city p = {
        .november = part(NEW_NOVEMBER, scale), .opened = part(OPENED_LATER, scale), .small = part(SMALL, scale),
        .withdrawn = part(WITHDRAWN_LATER, scale), .parents = part(PARENTS, scale), .key = part(KEY, scale),
        .provincial = part(PROVINCIAL, scale), .november_before = part(NEW_NOVEMBER_BEFORE, scale)};
    p.survive = scale - p.november - p.opened;
    p.completed = part(BEFORE, scale) - p.survive - p.withdrawn;
    return p;
}

/* A number of 万元 with a long tail above `least`. */
static int64_t amount_draw(struct dice *d, int64_t least) {
    int64_t amount = least + dice_int(d, 0, least * 2);
    for (int doublings = (int)dice_int(d, 0, 4); doublings > 0; doublings--) amount += amount * dice_int(d, 20, 90) / 100;
    return amount / 10 * 10;
}

/* The format changed in November 2020: a year stood in front until then, a year and month since. */
static const char *code_draw(struct arena *a, struct dice *d, int area, int32_t day) {
    struct civil c = civil_of(day);
    const char *region = demo_areas[area].code ? demo_areas[area].code : "371000";
    if (day < day_of(2020, 11, 1))
        return arena_printf(a, "%d-%s-%02d-03-%06d", c.year, region, (int)dice_int(d, 10, 55), (int)dice_int(d, 1, 29999));
    return arena_printf(a, "%02d%02d-%s-04-%02d-%06d", c.year % 100, c.month, region, (int)dice_int(d, 1, 5),
                        (int)dice_int(d, 100000, 999999));
}

static const char *uscc_draw(struct arena *a, struct dice *d, int area) {
    static const char letters[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    const char *region = demo_areas[area].code ? demo_areas[area].code : "371000";
    char *code = arena_printf(a, "91%s0000000000", region);
    for (int i = 8; i < 17; i++) code[i] = letters[dice_int(d, 0, 30)];
    code[17] = uscc_read(a, code).check;
    /* Real codes that fail the check exist; a few stand here too. */
    if (dice_chance(d, 1, 150)) code[17] = code[17] == 'X' ? 'Y' : 'X';
    return code;
}

static void project_draw(struct demo *d, int index, int32_t registered_day) {
    struct dice *dice = &d->dice;
    struct demo_project *p = &d->projects[index];
    int at = dice_weighted(dice, &demo_weights[0][0], AREAS * FIELDS);
    *p = (struct demo_project){.area = at / FIELDS, .field = at % FIELDS, .second = -1, .parent = -1,
                               .registered_day = registered_day, .withdrawn_day = NO_DAY, .actual_start_day = NO_DAY,
                               .stats_entry_day = NO_DAY, .actual_finish_day = NO_DAY, .production_day = NO_DAY,
                               .stopped_day = NO_DAY, .resumed_day = NO_DAY};
    const struct demo_field *field = &demo_fields[p->field];
    int lead = dice_weighted(dice, field->weights, FIELD_DEPARTMENTS);
    p->department = field->departments[lead];
    if (dice_chance(dice, 1, 12)) p->second = field->departments[lead == 0 ? 1 : 0];
    p->government = dice_chance(dice, field->government, 100);
    p->unit = demo_unit_name(d->a, dice, p->field);
    p->uscc = uscc_draw(d->a, dice, p->area);
    p->industry = field->industry[dice_int(dice, 0, 2)];
    p->name = demo_project_name(d->a, dice, p->area, p->field, 0);
    if (!dice_chance(dice, 1, 25)) p->code = code_draw(d->a, dice, p->area, registered_day);
    p->total_wan = amount_draw(dice, 600);
    p->cumulative = dice_chance(dice, 1, 40);
    p->planned_start_day = registered_day + (int32_t)dice_int(dice, 60, 300);
    p->planned_finish_day = p->planned_start_day + (int32_t)dice_int(dice, 330, 1100);
    p->left_day[0] = p->left_day[1] = NO_DAY;
}

static int32_t day_between(struct dice *d, int32_t from, int32_t to) { return (int32_t)dice_int(d, from, to); }

/* -- the population -- */

static void draw_all(struct demo *d, const struct plan_of_city *plan) {
    struct dice *dice = &d->dice;
    int32_t opening = day_of(2021, 1, 1), november_before = day_of(2021, 11, 1), november = day_of(2022, 11, 1);
    int n = 0, old = plan->survive + plan->completed + plan->withdrawn;
    for (; n < old; n++) {
        bool last_november = n < plan->november_before;
        int32_t from = last_november ? november_before : dice_chance(dice, 1, 4) ? opening : day_of(2019, 3, 1);
        int32_t to = last_november ? november_before + 29 : from == opening ? november_before - 1 : opening - 1;
        project_draw(d, n, day_between(dice, from, to));
        struct demo_project *p = &d->projects[n];
        bool completed = n >= plan->survive && n < plan->survive + plan->completed;
        if (completed) p->actual_finish_day = day_between(dice, day_of(2021, 3, 1), day_of(2021, 12, 28));
        if (completed && p->registered_day > day_of(2020, 9, 1)) p->registered_day -= 700;
        if (n >= plan->survive + plan->completed)
            p->withdrawn_day = day_between(dice, day_of(2022, 2, 1), day_of(2022, 10, 20));
    }
    for (int end = n + plan->opened; n < end; n++) project_draw(d, n, day_between(dice, day_of(2021, 12, 1), november - 1));
    for (int end = n + plan->november; n < end; n++) project_draw(d, n, day_between(dice, november, november + 29));
    for (int end = n + plan->small; n < end; n++) {
        project_draw(d, n, day_between(dice, day_of(2020, 6, 1), day_of(2022, 9, 1)));
        d->projects[n].total_wan = dice_int(dice, 80, 490);
    }
    for (int first = n, end = n + plan->parents; n < end; n++) {
        project_draw(d, n, day_between(dice, day_of(2020, 1, 1), day_of(2020, 12, 1)));
        d->projects[n].is_parent = true;
        d->projects[n].code = NULL;
        int64_t sum = 0;
        for (int child = 0; child < 3; child++) {
            struct demo_project *c = &d->projects[plan->november_before + (n - first) * 7 + child];
            c->parent = n;
            c->area = d->projects[n].area;
            sum += c->total_wan;
        }
        d->projects[n].total_wan = sum;
    }
    must(n == d->count);
}

/* What was seen already: open addressing, at least half of it free. */
struct seen_texts {
    const char **at;
    size_t slots; /* a power of two */
};

static struct seen_texts seen_texts_new(struct arena *a, int count) {
    size_t slots = 4096;
    while (slots < (size_t)count * 4) slots *= 2;
    return (struct seen_texts){arena_array(a, const char *, slots), slots};
}

/* False if it was there. */
static bool seen_texts_add(struct seen_texts *s, uint64_t hash, const char *text) {
    for (const char *c = text; *c; c++) hash = (hash ^ (unsigned char)*c) * UINT64_C(0x100000001B3);
    size_t at = hash & (s->slots - 1);
    while (s->at[at] && strcmp(s->at[at], text) != 0) at = (at + 1) & (s->slots - 1);
    if (s->at[at]) return false;
    s->at[at] = text;
    return true;
}

/* Two projects of one name in one area would be taken for one: later ones get a number. No code is given twice. */
static void names_keep_apart(struct demo *d) {
    struct seen_texts names = seen_texts_new(d->a, d->count), codes = seen_texts_new(d->a, d->count);
    for (int i = 0; i < d->count; i++) {
        struct demo_project *p = &d->projects[i];
        for (int number = 1; !seen_texts_add(&names, (uint64_t)p->area, p->name); number++)
            p->name = demo_project_name(d->a, &d->dice, p->area, p->field, number);
        while (p->code && !seen_texts_add(&codes, 0, p->code)) p->code = code_draw(d->a, &d->dice, p->area, p->registered_day);
    }
}

/* -- the lists -- */

/* Key projects are large: their total is drawn anew. Of the provincial ones some are on the municipal list too. */
static void list_put(struct demo *d, struct demo_project *p, int year, bool provincial) {
    struct dice *dice = &d->dice;
    enum level level = !provincial ? MUNICIPAL_KEY : dice_chance(dice, 1, 3) ? PROVINCIAL_MAJOR : PROVINCIAL_KEY;
    p->levels[year] |= 1u << level;
    if (provincial && dice_chance(dice, 1, 2)) p->levels[year] |= 1u << MUNICIPAL_KEY;
    p->entered_day[year] = day_of(DEMO_YEAR + year, 1, 1);
    if (dice_chance(dice, 1, 45)) p->entered_day[year] = day_of(DEMO_YEAR + year, 7, 15);
}

static bool fits_list_of_2022(const struct demo_project *p) {
    return p->registered_day < day_of(2022, 6, 1) && p->withdrawn_day == NO_DAY && p->actual_finish_day == NO_DAY &&
           p->total_wan >= 500 && !p->is_parent;
}

static void draw_lists(struct demo *d, const struct plan_of_city *plan) {
    struct dice *dice = &d->dice;
    int want = plan->key, provincial = plan->provincial, fitting = 0, first_new = plan->november_before;
    for (int i = first_new; i < d->count; i++) fitting += fits_list_of_2022(&d->projects[i]);
    for (int i = first_new; i < d->count; i++) {
        struct demo_project *p = &d->projects[i];
        if (!fits_list_of_2022(p)) continue;
        bool key = dice_int(dice, 1, fitting--) <= want;
        if (!key) {
            if (dice_chance(dice, 1, 3)) p->levels[1] |= 1u << COUNTY_KEY;
            p->entered_day[1] = day_of(2022, 1, 1);
            continue;
        }
        list_put(d, p, 1, dice_int(dice, 1, want) <= provincial && provincial-- > 0);
        want--;
        p->total_wan = amount_draw(dice, 9000);
        if (dice_chance(dice, 1, 6)) p->levels[1] |= 1u << COUNTY_KEY;
        if (p->registered_day < day_of(2021, 5, 1) && dice_chance(dice, 4, 5)) list_put(d, p, 0, dice_chance(dice, 1, 8));
    }
    /* Last year's list also had those that were completed or taken off since. */
    for (int i = plan->survive; i < plan->survive + plan->completed + plan->withdrawn; i++) {
        struct demo_project *p = &d->projects[i];
        if (p->registered_day > day_of(2021, 4, 1) || !dice_chance(dice, 1, 2)) continue;
        list_put(d, p, 0, dice_chance(dice, 1, 10));
        p->total_wan = amount_draw(dice, 7000);
        if (p->withdrawn_day == NO_DAY || !dice_chance(dice, 1, 2)) continue;
        list_put(d, p, 1, false); /* on the new list as well, taken off when it was withdrawn */
        p->entered_day[1] = day_of(2022, 1, 1); /* not in July, which may be after it left */
        p->left_day[1] = p->withdrawn_day;
    }
}

/* -- new ones of the two Novembers -- */

static void november_totals(struct demo *d, const struct plan_of_city *plan) {
    int64_t before = 0, drawn = 0;
    int from = plan->survive + plan->completed + plan->withdrawn + plan->opened, to = from + plan->november;
    for (int i = 0; i < plan->november_before; i++) before += d->projects[i].total_wan;
    d->projects[0].total_wan += 1000 - before % 1000; /* so that 467.3 % of it is a whole number of 万元 */
    before += 1000 - before % 1000;
    for (int i = from; i < to; i++) drawn += d->projects[i].total_wan;
    int64_t want = before / 1000 * GROWN_PERMILLE, given = 0;
    for (int i = from; i < to; i++) {
        int64_t share = (int64_t)((__int128)d->projects[i].total_wan * want / drawn);
        d->projects[i].total_wan = share < 500 ? 500 : share;
        given += d->projects[i].total_wan;
    }
    /* What rounding (and the 500万 that each has at least) left over is put right among the larger ones. */
    for (int i = from; given != want; i = i + 1 < to ? i + 1 : from) {
        int64_t room = d->projects[i].total_wan - 500, off = given - want;
        int64_t step = off > 0 ? (off < room ? off : room) : off;
        d->projects[i].total_wan -= step;
        given -= step;
    }
}

/* -- how works went: demo_works.c -- */
void demo_works(struct demo *d, int64_t plan_wan, int64_t done_wan, int key_late);

struct demo *demo_draw(struct arena *a, uint64_t seed, int scale, int reporting) {
    struct demo *d = arena_new_of(a, struct demo);
    struct plan_of_city plan = city_plan(scale);
    d->a = a;
    d->seed = seed;
    d->dice = dice_of(seed);
    d->scale = scale;
    d->count = plan.survive + plan.completed + plan.withdrawn + plan.opened + plan.november + plan.small + plan.parents;
    d->projects = arena_array(a, struct demo_project, (size_t)d->count);
    draw_all(d, &plan);
    names_keep_apart(d);
    draw_lists(d, &plan);
    november_totals(d, &plan);
    int64_t done = (int64_t)DONE_WAN * scale / DEMO_SCALE;
    demo_works(d, (done * 1000 + RATE_PERMILLE / 2) / RATE_PERMILLE, done, part(KEY_LATE, scale));
    demo_reports_draw(d, seed, reporting);
    demo_outlook_draw(d, seed);
    return d;
}
