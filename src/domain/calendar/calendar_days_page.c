/* The notices of holidays that are known, and the form to take one in. */
#include "base/text.h"
#include "calendar_days_view.h"
#include "calendar_queries.h"
#include "domain/calendar/calendar_pages.h"
#include "web/input.h"
#include <stdlib.h>
#include <string.h>

static int by_day(const void *a, const void *b) {
    const struct special_day *x = a, *y = b;
    return (x->day > y->day) - (x->day < y->day);
}

/* "10-01 至 10-07 休" */
static struct calendar_days_run run_view(struct req *q, const struct special_day *first, const struct special_day *last) {
    struct both from = both_text(day_print(q->a, first->day) + 5), to = both_text(day_print(q->a, last->day) + 5);
    enum word w = first->is_off ? W_cal_run_off : W_cal_run_work, one = first->is_off ? W_cal_run_off_one : W_cal_run_work_one;
    return (struct calendar_days_run){.name = holiday_name(q->a, first->name),
                                      .text = first == last ? SAY(q->a, one, from) : SAY(q->a, w, from, to)};
}

static enum err notice_view(struct req *q, const struct notice *n, struct calendar_days_notice *ret) {
    struct special_day *days = arena_array(q->a, struct special_day, (size_t)n->count);
    struct calendar_days_run *runs = arena_array(q->a, struct calendar_days_run, (size_t)n->count);
    struct notice_of_year_row row;
    size_t run_count = 0;
    bool is_imported;
    if (n->count) memcpy(days, n->at, (size_t)n->count * sizeof *days);
    if (n->count > 1) qsort(days, (size_t)n->count, sizeof *days, by_day);
    for (int i = 0, first = 0; i < n->count; i++) {
        bool goes_on = i + 1 < n->count && days[i + 1].day == days[i].day + 1 && days[i + 1].is_off == days[i].is_off &&
                       text_eq(days[i + 1].name, days[i].name);
        if (goes_on) continue;
        runs[run_count++] = run_view(q, &days[first], &days[i]);
        first = i + 1;
    }
    try(notice_of_year(q->tx, n->year, &row, &is_imported));
    *ret = (struct calendar_days_notice){.year = n->year, .is_built_in = !is_imported, .source = n->source,
                                         .days = n->count, .runs = runs, .runs_count = run_count};
    return OK;
}

static void inputs_fill(struct req *q, struct calendar_days_view *v) {
    struct part_input_view *inputs = arena_array(q->a, struct part_input_view, 2);
    inputs[0] = edit_lines(q, "lines", W_cal_notice_lines, "");
    inputs[0].help = both_word(W_cal_notice_help);
    inputs[1] = edit_input(q, "source", W_cal_notice_source, "");
    v->inputs = inputs;
    v->inputs_count = 2;
}

enum err calendar_days_page(struct req *q) {
    struct calendar c;
    struct calendar_days_view v = {.file_fault = req_fault_text(q, "file")};
    try(calendar_now(q->tx, &c));
    size_t n = (size_t)c.days.notice_count;
    struct calendar_days_notice *notices = arena_array(q->a, struct calendar_days_notice, n);
    for (size_t i = 0; i < n; i++) try(notice_view(q, &c.days.notices[n - 1 - i], &notices[i]));
    struct calendar_days_fault *faults = arena_array(q->a, struct calendar_days_fault, q->faults.count);
    for (size_t i = 0; i < q->faults.count; i++)
        faults[i] = (struct calendar_days_fault){.field = q->faults.at[i].field, .text = q->faults.at[i].text};
    v.notices = notices;
    v.notices_count = n;
    v.faults = faults;
    v.faults_count = q->faults.count;
    inputs_fill(q, &v);
    return req_view(q, &calendar_days_view, &v);
}

enum err calendar_days_post(struct req *q) {
    const struct upload *file = req_file(q, "file");
    const char *lines = req_text(q, "lines"), *field = file ? "file" : "lines";
    struct notice n;
    struct both fault;
    bool is_changed;
    if (!file && !*lines) return req_fault(q, "lines", both_word(W_cal_notice_needed));
    enum err e = notice_read(q->a, file ? file->at : lines, file ? file->len : strlen(lines), &n, &fault);
    if (e == ERR_INVALID) return req_fault(q, field, fault);
    if (e != OK) return e;
    if (*req_text(q, "source")) n.source = req_text(q, "source");
    try(notice_take(q->tx, &n, &is_changed));
    req_notice(q, is_changed ? W_notice_saved : W_notice_unchanged);
    return req_redirect(q, "/calendar/days");
}
