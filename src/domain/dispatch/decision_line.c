#include "domain/dispatch/decision_line.h"
#include "base/text.h"
#include "domain/calendar/reporting.h"
#include <stdlib.h>
#include <string.h>

enum { WEEK_DAYS = 7, PAST_DAYS = 183, SOON_MAX = 366, CHOICES_TOLD = 4 };

/* -- days -- */

/* A run of digits; false if there is none, or it is too long. */
static bool digits_cut(const char **at, int *ret) {
    char *end;
    if (**at < '0' || **at > '9') return false;
    long n = strtol(*at, &end, 10);
    if (end - *at > 4) return false;
    *at = end;
    *ret = (int)n;
    return true;
}

/* Behind a number: one of "|"-parted marks; the empty one fits the end of the text. */
static bool mark_cut(const char **at, const char *marks) {
    struct span rest = span_of(marks), mark;
    while (span_cut(&rest, '|', &mark)) {
        if (!mark.len && !**at) return true;
        if (!mark.len || strncmp(*at, mark.at, mark.len) != 0) continue;
        *at += mark.len;
        return true;
    }
    return false;
}

static bool year_of_it(int month, int day, int32_t base_day, int32_t *ret) {
    int year = month_year(month_of_day(base_day));
    if (!civil_valid(year, month, day) && !civil_valid(year + 1, month, day)) return false;
    if (civil_valid(year, month, day)) *ret = day_of(year, month, day);
    if ((!civil_valid(year, month, day) || *ret < base_day - PAST_DAYS) && civil_valid(year + 1, month, day))
        *ret = day_of(year + 1, month, day);
    return true;
}

/* 2022-12-16, 2022年12月16日, 12-16, 12/16, 12月16日. */
static bool date_read(const char *text, int32_t base_day, int32_t *ret) {
    int n[3], count = 0;
    const char *at = text;
    while (count < 3 && digits_cut(&at, &n[count])) {
        count++;
        if (!*at) break;
        if (!mark_cut(&at, "-|/|.|年|月|日|号")) return false;
    }
    if (*at) return false;
    if (count == 3) {
        if (!civil_valid(n[0], n[1], n[2])) return false;
        *ret = day_of(n[0], n[1], n[2]);
        return true;
    }
    return count == 2 && year_of_it(n[0], n[1], base_day, ret);
}

/* 16日: of this month, or the next one if that is past. */
static bool day_alone_read(const char *text, int32_t base_day, int32_t *ret) {
    int n;
    const char *at = text;
    if (!digits_cut(&at, &n) || !mark_cut(&at, "日|号") || *at) return false;
    for (int32_t month = month_of_day(base_day), i = 0; i < 2; month++, i++) {
        if (!civil_valid(month_year(month), month_in_year(month), n)) continue;
        *ret = day_of(month_year(month), month_in_year(month), n);
        if (*ret >= base_day) return true;
    }
    return false;
}

/* 周五, 本周五, 下周五, friday, nextfriday: folded. */
static bool weekday_read(const char *text, int32_t base_day, int32_t *ret) {
    static const char *const names[][3] = {{"一", "monday", "mon"}, {"二", "tuesday", "tue"}, {"三", "wednesday", "wed"},
                                           {"四", "thursday", "thu"}, {"五", "friday", "fri"}, {"六", "saturday", "sat"},
                                           {"日", "sunday", "sun"}};
    const char *at = text;
    bool is_next = mark_cut(&at, "下周|下星期|next"), is_this = !is_next && mark_cut(&at, "本周|这周|this|on");
    bool is_named = is_next || is_this || mark_cut(&at, "周|星期|礼拜");
    for (int d = 0; d < WEEK_DAYS; d++)
        for (int k = 0; k < 3; k++) {
            if (!text_eq(at, names[d][k]) || (k == 0 && !is_named)) continue;
            int32_t monday = base_day - (weekday_of(base_day) - 1), day = monday + d + (is_next ? WEEK_DAYS : 0);
            *ret = day < base_day && !is_this ? day + WEEK_DAYS : day;
            return true;
        }
    return false;
}

/* 3天内, 三日内 is not read; in3days, 3days. */
static bool soon_read(const char *text, int32_t base_day, int32_t *ret) {
    int n;
    const char *at = text;
    (void)mark_cut(&at, "in|within");
    if (!digits_cut(&at, &n) || n > SOON_MAX || !mark_cut(&at, "天内|日内|天|days|day") || *at) return false;
    *ret = base_day + n;
    return true;
}

static bool word_read(const char *text, int32_t base_day, int32_t *ret) {
    static const struct { const char *word; int days; } words[] = {{"今天", 0}, {"当日", 0}, {"today", 0}, {"明天", 1},
                                                                   {"tomorrow", 1}};
    for (size_t i = 0; i < countof(words); i++)
        if (text_eq(text, words[i].word)) return *ret = base_day + words[i].days, true;
    int32_t month = month_of_day(base_day);
    bool is_month = text_eq(text, "月底") || text_eq(text, "本月底") || text_eq(text, "endofmonth");
    if (is_month) *ret = month_last_day(month);
    bool is_year = text_eq(text, "年底") || text_eq(text, "endofyear");
    if (is_year) *ret = day_of(month_year(month), 12, 31);
    return is_month || is_year;
}

bool due_day_read(struct arena *a, const char *text, int32_t base_day, int32_t *ret_day) {
    const char *folded = text_fold(a, span_of(text));
    const char *ends[] = {"之前", "前", "before"};
    char *cut = arena_copy(a, folded);
    for (size_t i = 0; i < countof(ends); i++)
        if (text_ends(cut, ends[i])) cut[strlen(cut) - strlen(ends[i])] = 0;
    const char *at = cut;
    if (text_starts(at, "by") && at[2]) at += 2;
    return date_read(at, base_day, ret_day) || day_alone_read(at, base_day, ret_day) || weekday_read(at, base_day, ret_day) ||
           soon_read(at, base_day, ret_day) || word_read(at, base_day, ret_day);
}

/* -- owners -- */

static bool is_called(struct arena *a, const struct owner *o, const char *folded, bool whole) {
    const char *const names[] = {o->name_zh, o->name_en};
    for (int l = 0; l < 2; l++) {
        if (text_empty(names[l])) continue;
        const char *name = text_fold(a, span_of(names[l]));
        if (whole ? text_eq(name, folded) : strstr(name, folded) != NULL) return true;
    }
    return false;
}

/* The first two that fit are enough to tell that there is a choice; units before the posts in them. */
static size_t owners_called(struct arena *a, const struct owners *all, const char *folded, bool whole, bool units_only,
                            const struct owner *found[CHOICES_TOLD]) {
    size_t n = 0;
    for (size_t i = 0; i < all->count && n < CHOICES_TOLD; i++) {
        if (units_only && all->at[i].post_id != NO_INT) continue;
        if (is_called(a, &all->at[i], folded, whole)) found[n++] = &all->at[i];
    }
    return n;
}

static struct both choices_said(struct arena *a, const char *text, const struct owner *const *found, size_t count) {
    struct both list = both_text("");
    for (size_t i = 0; i < count; i++) {
        struct both name = {{found[i]->name_zh, found[i]->name_en}};
        list = both_join(a, list, both_join(a, i ? (struct both){{"、", ", "}} : both_text(""), name));
    }
    return SAY(a, W_dispatch_owner_many, both_text(text), list);
}

const struct owner *owner_find(struct arena *a, const struct owners *owners, const char *text, struct both *ret_why) {
    static const struct { bool whole, units_only; } ways[] = {{true, true}, {true, false}, {false, true}, {false, false}};
    const char *folded = text_fold(a, span_of(text));
    *ret_why = SAY(a, W_dispatch_owner_none, both_text(text));
    if (utf8_count(folded) < 2) return NULL;
    for (size_t i = 0; i < countof(ways); i++) {
        const struct owner *found[CHOICES_TOLD];
        size_t n = owners_called(a, owners, folded, ways[i].whole, ways[i].units_only, found);
        if (n == 1) return found[0];
        if (n) return *ret_why = choices_said(a, text, found, n), NULL;
    }
    return NULL;
}

/* -- the line -- */

size_t decision_line_parts(struct arena *a, const char *line, const char *parts[DECISION_PARTS_MAX]) {
    static const char *const marks[] = {"，", ",", "；", ";", "\t"};
    size_t count = 0;
    const char *from = line;
    for (const char *at = line;;) {
        size_t mark = 0;
        for (size_t i = 0; i < countof(marks) && !mark; i++)
            if (text_starts(at, marks[i])) mark = strlen(marks[i]);
        if (*at && !mark) {
            at++;
            continue;
        }
        const char *part = text_neat(a, (struct span){from, (size_t)(at - from)});
        if (*part && count < DECISION_PARTS_MAX) parts[count++] = part;
        if (!*at) return count;
        from = at += mark;
    }
}

enum err decision_line_read(struct arena *a, const char *line, const struct owners *owners, int32_t base_day,
                            struct decision_read *ret, struct faults *faults) {
    const char *parts[DECISION_PARTS_MAX];
    size_t count = decision_line_parts(a, line, parts);
    struct both why = both_word(W_dispatch_owner_missing), one;
    *ret = (struct decision_read){NULL, NO_DAY, ""};
    struct out *text = out_in(a, 0);
    for (size_t i = 0; i < count; i++) {
        const struct owner *owner = ret->owner ? NULL : owner_find(a, owners, parts[i], &one);
        if (ret->due_day == NO_DAY && due_day_read(a, parts[i], base_day, &ret->due_day)) continue;
        if (owner) {
            ret->owner = owner;
            continue;
        }
        if (i == 0 && count > 1) why = one; /* where who does it stands as a rule */
        if (text->len) out_raw(text, "，");
        out_raw(text, parts[i]);
    }
    ret->text = out_text_of(text);
    if (!ret->owner) faults_add(faults, "owner", why);
    if (ret->due_day == NO_DAY) faults_add(faults, "due", both_word(W_dispatch_due_missing));
    if (!*ret->text) faults_add(faults, "text", both_word(W_dispatch_text_missing));
    return faults->count ? ERR_INVALID : OK;
}
