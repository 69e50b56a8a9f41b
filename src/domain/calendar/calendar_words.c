/* Keys of the ledger and words for people, of lists, rules and clocks. */
#include "base/text.h"
#include "domain/calendar/reporting.h"

struct keyed {
    const char *key;
    enum word word;
};

/* The place of a key, `count` if it is not there. */
static int place_of(const struct keyed *at, int count, const char *key) {
    int i = 0;
    while (i < count && !text_eq(at[i].key, key)) i++;
    return i;
}

static const struct keyed lists[REPORT_LISTS] = {
    [LIST_PROVINCIAL_MAJOR] = {"provincial_major", W_report_list_provincial_major},
    [LIST_PROVINCIAL_KEY] = {"provincial_key", W_report_list_provincial_key},
    [LIST_MUNICIPAL_KEY] = {"municipal_key", W_report_list_municipal_key},
    [LIST_COUNTY_KEY] = {"county_key", W_report_list_county_key},
    [LIST_PLATFORM] = {"platform", W_report_list_platform},
};
const char *report_list_key(enum report_list list) { return lists[list].key; }
enum word report_list_word(enum report_list list) { return lists[list].word; }
enum report_list report_list_read(const char *key) { return (enum report_list)place_of(lists, REPORT_LISTS, key); }

static const struct keyed whoms[WHOM_COUNT] = {
    [WHOM_ALL] = {"all", W_report_whom_all},
    [WHOM_FORMAL] = {"formal", W_report_whom_formal},
    [WHOM_PRELIMINARY] = {"preliminary", W_report_whom_preliminary},
};
const char *report_whom_key(enum report_whom whom) { return whoms[whom].key; }
enum word report_whom_word(enum report_whom whom) { return whoms[whom].word; }
enum report_whom report_whom_read(const char *key) { return (enum report_whom)place_of(whoms, WHOM_COUNT, key); }

static const struct keyed ways[DUE_WAYS] = {
    [DUE_WEEKDAY] = {"weekday", W_due_weekday},
    [DUE_WEEKDAY_NEXT] = {"weekday_next", W_due_weekday_next},
    [DUE_DAY] = {"day", W_due_day},
    [DUE_DAY_NEXT] = {"day_next", W_due_day_next},
    [DUE_DAYS_AFTER] = {"days_after", W_due_days_after},
    [DUE_WORKDAYS_AFTER] = {"workdays_after", W_due_workdays_after},
};
const char *due_way_key(enum due_way way) { return ways[way].key; }
enum due_way due_way_read(const char *key) { return (enum due_way)place_of(ways, DUE_WAYS, key); }

static const struct keyed shifts[SHIFT_COUNT] = {
    [SHIFT_NONE] = {"none", W_shift_none},
    [SHIFT_NEXT] = {"next", W_shift_next},
    [SHIFT_BEFORE] = {"before", W_shift_before},
    [SHIFT_SECOND] = {"second", W_shift_second},
};
const char *due_shift_key(enum due_shift shift) { return shifts[shift].key; }
enum due_shift due_shift_read(const char *key) { return (enum due_shift)place_of(shifts, SHIFT_COUNT, key); }
enum word due_shift_word(enum due_shift shift) { return shifts[shift].word; }

static const struct keyed clocks[CLOCK_COUNT] = {
    [CLOCK_NOT_OPEN] = {"not_open", W_clock_not_open},
    [CLOCK_TIMELY] = {"timely", W_clock_timely},
    [CLOCK_LATE] = {"late", W_clock_late},
    [CLOCK_LOCKED] = {"locked", W_clock_locked},
};
const char *clock_key(enum clock clock) { return clocks[clock].key; }
enum word clock_word(enum clock clock) { return clocks[clock].word; }

/* -- a rule's due day in words -- */

static struct both weekday_word(int n) {
    static const enum word words[] = {W_weekday_1, W_weekday_2, W_weekday_3, W_weekday_4, W_weekday_5, W_weekday_6,
                                      W_weekday_7};
    return both_word(words[(n - 1) % 7]);
}

static struct both number_of(struct arena *a, const struct report_terms *r, int n) {
    bool is_weekday = r->way == DUE_WEEKDAY || r->way == DUE_WEEKDAY_NEXT;
    return is_weekday ? weekday_word(n) : both_int(a, n);
}

static struct both joined(struct arena *a, struct both x, struct both y) {
    if (text_empty(x.in[ZH])) return y;
    return (struct both){{arena_printf(a, "%s、%s", x.in[ZH], y.in[ZH]), arena_printf(a, "%s, %s", x.in[EN], y.in[EN])}};
}

struct both report_due_text(struct arena *a, const struct report_terms *r) {
    struct both due = SAY(a, ways[r->way].word, number_of(a, r, r->due)), except = both_text("");
    for (int m = 0; m < 12; m++)
        if (r->due_in[m])
            except = joined(a, except, SAY(a, W_due_in_month, both_int(a, m + 1), number_of(a, r, r->due_in[m])));
    return text_empty(except.in[ZH]) ? due : SAY(a, W_due_except, due, except);
}

static struct both follow(struct arena *a, struct both x, struct both y) { return SAY(a, W_cal_and, x, y); }

struct both report_terms_text(struct arena *a, const struct report_terms *r) {
    struct both text = follow(a, report_due_text(a, r), both_word(shifts[r->shift].word));
    text = follow(a, text, SAY(a, W_cal_opens, both_int(a, r->open_before)));
    text = follow(a, text, r->open_after == NEVER_LOCKS ? both_word(W_cal_never_locks)
                                                        : SAY(a, W_cal_locks, both_int(a, r->open_after)));
    if (r->skips_area) text = follow(a, text, both_word(W_cal_skips_area));
    if (r->skips_department) text = follow(a, text, both_word(W_cal_skips_department));
    return text;
}

struct both day_and_weekday(struct arena *a, int32_t day) {
    return SAY(a, W_cal_day_weekday, both_text(day_print(a, day)), weekday_word(weekday_of(day)));
}
