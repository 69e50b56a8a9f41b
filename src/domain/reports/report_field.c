/* What a report states, one row each: how a field is read from what was typed, printed for a form, said and compared. */
#include "base/text.h"
#include "domain/problems/problem.h"
#include "domain/reports/report.h"
#include "sheet/value.h"
#include <stddef.h>
#include <string.h>

enum { BP_MAX = 10000 };

#define AT(member) offsetof(struct report, member)
const struct report_field report_fields[] = {
    {"month", REPORT_AMOUNT, AT(month_fen), 40, W_report_f_month},
    {"construction", REPORT_AMOUNT, AT(construction_fen), 40, W_report_f_construction},
    {"equipment", REPORT_AMOUNT, AT(equipment_fen), 40, W_report_f_equipment},
    {"other", REPORT_AMOUNT, AT(other_fen), 40, W_report_f_other},
    {"funds", REPORT_AMOUNT, AT(funds_fen), 40, W_report_f_funds},
    {"progress", REPORT_LINES, AT(progress), 2000, W_report_f_progress},
    {"share", REPORT_SHARE, AT(progress_bp), 20, W_report_f_share},
    {"next", REPORT_ANSWER, AT(milestone_answer), 20, W_report_f_next},
    {"reached", REPORT_DAY, AT(reached_day), 40, W_report_f_reached},
    {"help", REPORT_HELP, AT(help), 100, W_report_f_help},
    {"help_text", REPORT_LINES, AT(help_text), 500, W_report_f_help_text},
    {"cause", REPORT_LINES, AT(cause), 500, W_report_f_cause},
};
const size_t report_field_count = countof(report_fields);

static int64_t *number_at(const struct report_field *f, struct report *r) { return (void *)((char *)r + f->offset); }
static int32_t *day_at(const struct report_field *f, struct report *r) { return (void *)((char *)r + f->offset); }
static const char **text_at(const struct report_field *f, struct report *r) { return (void *)((char *)r + f->offset); }

static int64_t number_of(const struct report_field *f, const struct report *r) {
    int64_t n;
    memcpy(&n, (const char *)r + f->offset, sizeof n);
    return n;
}
static int32_t day_of_field(const struct report_field *f, const struct report *r) {
    int32_t day;
    memcpy(&day, (const char *)r + f->offset, sizeof day);
    return day;
}
static const char *text_of(const struct report_field *f, const struct report *r) {
    const char *text;
    memcpy(&text, (const char *)r + f->offset, sizeof text);
    return text ? text : "";
}
static bool is_number(const struct report_field *f) { return f->kind == REPORT_AMOUNT || f->kind == REPORT_SHARE; }

/* -- answers -- */

static const struct { const char *key; enum word word; } answers[] = {
    {"done", W_report_next_done}, {"this_month", W_report_next_this_month}, {"later", W_report_next_later}};

struct both report_answer_said(const char *answer) {
    for (size_t i = 0; i < countof(answers); i++)
        if (text_eq(answers[i].key, answer)) return both_word(answers[i].word);
    return both_text(answer ? answer : "");
}

static bool is_answer(const char *text) {
    for (size_t i = 0; i < countof(answers); i++)
        if (text_eq(answers[i].key, text)) return true;
    return false;
}

/* -- reading -- */

static void read_amount(struct arena *a, const struct report_field *f, const char *text, struct report *r,
                        struct faults *faults) {
    struct value_amount amount;
    struct both fault;
    if (value_read_amount(a, span_of(text), &AMOUNT_WAN, &amount, &fault) != OK) {
        faults_add(faults, f->name, fault);
        return;
    }
    bool is_large = amount.fen != NO_FEN && (amount.fen > REPORT_FEN_MAX || amount.fen < -REPORT_FEN_MAX);
    if (is_large) faults_add(faults, f->name, both_word(W_report_amount_large));
    else *number_at(f, r) = amount.fen;
}

/* Hundredths of a percent: a report of the works is never finer. */
static void read_share(struct arena *a, const struct report_field *f, const char *text, struct report *r,
                       struct faults *faults) {
    struct value_number share;
    struct both fault;
    if (value_read_percent(a, span_of(text), &share, &fault) != OK) {
        faults_add(faults, f->name, fault);
        return;
    }
    double bp = share.is_known ? share.value * 100 : 0;
    if (bp < 0 || bp > BP_MAX) faults_add(faults, f->name, both_word(W_report_share_outside));
    else *number_at(f, r) = share.is_known ? (int64_t)(bp + 0.5) : NO_INT;
}

static void read_day(struct arena *a, const struct report_field *f, const char *text, struct report *r, struct faults *faults) {
    struct value_date date;
    struct both fault;
    if (value_read_date(a, span_of(text), NULL, &date, &fault) != OK) faults_add(faults, f->name, fault);
    else *day_at(f, r) = date.precision == DATE_UNKNOWN ? NO_DAY : date.day_last;
}

void report_field_read(struct arena *a, const struct report_field *f, const char *text, struct report *r,
                       struct faults *faults) {
    struct problem_need need;
    switch (f->kind) {
    case REPORT_AMOUNT: read_amount(a, f, text, r, faults); return;
    case REPORT_SHARE: read_share(a, f, text, r, faults); return;
    case REPORT_DAY: read_day(a, f, text, r, faults); return;
    case REPORT_ANSWER:
        if (!text_empty(text) && !is_answer(text)) break;
        *text_at(f, r) = text_empty(text) ? NULL : text;
        return;
    case REPORT_HELP:
        if (!problem_need_read(text, &need)) break;
        *text_at(f, r) = problem_need_text(a, need);
        return;
    case REPORT_LINES: *text_at(f, r) = text_empty(text) ? NULL : text; return;
    }
    faults_add(faults, f->name, both_word(W_report_choose));
}

/* -- printing -- */

const char *report_field_text(struct arena *a, const struct report_field *f, const struct report *r) {
    if (f->kind == REPORT_DAY) return day_print(a, day_of_field(f, r));
    if (!is_number(f)) return text_of(f, r);
    int64_t n = number_of(f, r);
    if (f->kind == REPORT_AMOUNT) return money_exact(a, n, FEN_PER_WAN);
    if (n == NO_INT) return "";
    return n % 100 ? arena_printf(a, "%.2f", (double)n / 100) : arena_printf(a, "%d", (int)(n / 100));
}

struct both report_field_said(struct arena *a, const struct report_field *f, const struct report *r) {
    const char *text = report_field_text(a, f, r);
    struct problem_need need;
    if (!*text) return both_text("");
    switch (f->kind) {
    case REPORT_AMOUNT: return SAY(a, W_report_wan, both_text(money_print(a, number_of(f, r), FEN_PER_WAN, 0)));
    case REPORT_SHARE: return SAY(a, W_report_percent, both_text(text));
    case REPORT_ANSWER: return report_answer_said(text);
    case REPORT_HELP: return problem_need_read(text, &need) ? problem_need_said(a, need) : both_text(text);
    case REPORT_DAY:
    case REPORT_LINES: break;
    }
    return both_text(text);
}

bool report_field_same(const struct report_field *f, const struct report *x, const struct report *y) {
    if (f->kind == REPORT_DAY) return day_of_field(f, x) == day_of_field(f, y);
    return is_number(f) ? number_of(f, x) == number_of(f, y) : text_eq(text_of(f, x), text_of(f, y));
}
