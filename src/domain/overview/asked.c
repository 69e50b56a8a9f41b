#include "domain/overview/asked.h"
#include "base/text.h"
#include "domain/stats/sight.h"
#include "overview_queries.h"
#include "store/journal.h"

/* The list's levels by the key they are asked with. */
static const struct {
    const char *key;
    unsigned levels;
    enum word word;
} levels[] = {
    {"key", LEVELS_KEY, W_level_key},
    {"provincial", 1 << PROVINCIAL_MAJOR | 1 << PROVINCIAL_KEY, W_level_provincial},
    {"municipal", 1 << MUNICIPAL_KEY, W_level_municipal},
    {"county", 1 << COUNTY_KEY, W_level_county},
    {"platform", 0, W_level_platform},
};

static size_t level_row(const char *key) {
    for (size_t i = 0; i < countof(levels); i++)
        if (text_eq(levels[i].key, key)) return i;
    return 0;
}

unsigned levels_of(const char *level) { return levels[level_row(level)].levels; }
enum word levels_word(const char *level) { return levels[level_row(level)].word; }

static void drop(void *p) { position_drop(p); }

enum err asked_position(struct req *q, int64_t entry, int32_t known_day, int year, struct position **ret) {
    try(position_get(q->app->positions, q->tx, entry, known_day, year, ret));
    arena_defer(q->a, drop, *ret);
    return OK;
}

/* The last month of which something was reported, as known at an entry; else the month of the day. */
static enum err last_month(struct req *q, int64_t entry, int32_t known_day, int32_t *ret_month) {
    struct last_reported_month_row row;
    bool has;
    int32_t latest = month_of_day(known_day);
    try(last_reported_month(q->tx, entry, latest, &row, &has));
    *ret_month = has ? row.to_month : latest;
    return OK;
}

struct question asked_question(const struct asked *as) {
    return (struct question){.scope = as->scope, .month = as->month, .levels = as->levels};
}

/* Known on and month: what all pages have in common. */
static struct addr *addr_of_moment(struct req *q, const struct asked *as, const char *path) {
    struct addr *addr = addr_new(q->a, path);
    if (as->known_day != NO_DAY) addr_add(addr, "known", day_print(q->a, as->known_day));
    if (req_month(q, "month") != NO_MONTH) addr_add(addr, "month", month_print(q->a, as->month));
    return addr;
}

struct addr *asked_addr(struct req *q, const struct asked *as, const char *path) {
    struct addr *addr = addr_of_moment(q, as, path);
    if (!text_eq(as->level, "key")) addr_add(addr, "level", as->level);
    return addr;
}

static enum err asked_make(struct req *q, int32_t known_day, struct asked *ret) {
    struct asked as = {.known_day = known_day, .level = req_text(q, "level"), .month = req_month(q, "month")};
    struct settings settings;
    int64_t entry;
    try(settings_kept_now(q->app->settings, q->tx, &settings));
    try(tx_last_entry(q->tx, &entry));
    int32_t day = day_of_ms(q->now_ms, settings.time_zone_min);
    if (as.known_day != NO_DAY && as.known_day < day) {
        day = as.known_day;
        try(journal_at(q->tx, ms_of_day(day + 1, settings.time_zone_min) - 1, &entry));
        req_known(q, day_print(q->a, day));
    }
    if (!*as.level) as.level = "key";
    as.levels = levels_of(as.level);
    if (as.month == NO_MONTH) try(last_month(q, entry, day, &as.month));
    try(asked_position(q, entry, day, month_year(as.month), &as.p));
    as.list = asked_addr(q, &as, "/projects");
    as.projects = addr_of_moment(q, &as, "/projects");
    try(sight_of(q, &as.scope));
    *ret = as;
    return OK;
}

enum err asked_read(struct req *q, struct asked *ret) { return asked_make(q, req_day(q, "known"), ret); }
enum err asked_now(struct req *q, struct asked *ret) { return asked_make(q, NO_DAY, ret); }

const char *project_href(const struct asked *as, int64_t project_id) {
    return addr_text_below(as->projects, project_id);
}

/* From this month back to the January of the year before the one looked at. */
void months_choose(struct req *q, const struct asked *as, const struct part_choice_view **ret, size_t *ret_count) {
    int32_t latest = month_of_day(as->p->known_day), first = month_of(month_year(as->month) - 1, 1);
    if (latest < as->month) latest = as->month;
    size_t n = (size_t)(latest - first + 1), max = 36;
    if (n > max) n = max, latest = first + (int32_t)max - 1;
    struct part_choice_view *choices = arena_array(q->a, struct part_choice_view, n);
    for (size_t i = 0; i < n; i++) {
        int32_t month = latest - (int32_t)i;
        const char *text = month_print(q->a, month);
        choices[i] = (struct part_choice_view){.value = text, .label = both_text(text), .is_chosen = month == as->month};
    }
    *ret = choices;
    *ret_count = n;
}

void levels_choose(struct req *q, const struct asked *as, const struct part_choice_view **ret, size_t *ret_count) {
    struct part_choice_view *choices = arena_array(q->a, struct part_choice_view, countof(levels));
    for (size_t i = 0; i < countof(levels); i++)
        choices[i] = (struct part_choice_view){
            .value = levels[i].key, .label = both_word(levels[i].word), .is_chosen = text_eq(levels[i].key, as->level)};
    *ret = choices;
    *ret_count = countof(levels);
}

struct both dictionary_name(const struct dictionary *d, uint16_t index) {
    if (index >= d->count) return both_word(W_not_stated);
    return (struct both){{d->at[index].name_zh, d->at[index].name_en}};
}

const char *dictionary_key(const struct dictionary *d, uint16_t index) { return index < d->count ? d->at[index].key : ""; }

int dictionary_find(const struct dictionary *d, const char *key) {
    for (int i = 0; i < d->count; i++)
        if (text_eq(d->at[i].key, key)) return i;
    return -1;
}

void dictionary_choose(struct req *q, const struct dictionary *d, const char *chosen, const struct part_choice_view **ret,
                       size_t *ret_count) {
    size_t n = (size_t)d->count + 1;
    struct part_choice_view *choices = arena_array(q->a, struct part_choice_view, n);
    choices[0] = (struct part_choice_view){.value = "", .label = both_word(W_all), .is_chosen = text_empty(chosen)};
    for (uint16_t i = 0; i < d->count; i++)
        choices[i + 1] = (struct part_choice_view){
            .value = d->at[i].key, .label = dictionary_name(d, i), .is_chosen = text_eq(d->at[i].key, chosen)};
    *ret = choices;
    *ret_count = n;
}

const char *moment_print(struct req *q, const struct position *p, int64_t ms) {
    return ms_print(q->a, ms, p->settings.time_zone_min);
}
