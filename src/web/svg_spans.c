#include "web/svg_spans.h"
#include "base/text.h"
#include "web/format.h"
#include <math.h>
#include <string.h>

enum { ROW_WIDE = 31, ROW_NARROW = 44, HEAD = 26, FOOT = 22, MARK = 10, TICKS_MAX = 64, LABEL_BYTES = 160, DAYS_IN_SIGHT = 400,
       YEARS_DRAWN = 20 };

struct drawing {
    struct out *o;
    struct arena *a;
    enum lang lang;
    const struct spans *s;
    bool is_wide;
    struct span_days scale;
    double width, left, right; /* days lie between left and right */
    int row;                   /* height of one */
};

/* -- days as places -- */

static double share_of(struct span_days scale, int32_t day) {
    double share = ((double)day - scale.from) / ((double)scale.to - scale.from);
    return fmin(fmax(share, 0), 1);
}

static double x_of(const struct drawing *d, int32_t day) {
    return d->left + (d->right - d->left) * share_of(d->scale, day);
}

static bool is_drawn(struct span_days days) { return days.from != NO_DAY && days.to != NO_DAY; }

static void reach(struct span_days *all, int32_t day) {
    if (day == NO_DAY) return;
    if (all->from == NO_DAY || day < all->from) all->from = day;
    if (all->to == NO_DAY || day > all->to) all->to = day;
}

/* From the first of a month to the end of one, and not so short that a day would fill the chart. */
static struct span_days rounded(struct span_days all, int32_t today) {
    if (all.from == NO_DAY) all = (struct span_days){today, today};
    struct span_days scale = {month_first_day(month_of_day(all.from)), month_last_day(month_of_day(all.to)) + 1};
    return scale;
}

struct span_days span_scale(const struct span_days *of, size_t count, int32_t today) {
    struct span_days all = {NO_DAY, NO_DAY};
    for (size_t i = 0; i < count; i++) {
        reach(&all, of[i].from);
        reach(&all, of[i].to);
    }
    return rounded(all, today);
}

/* -- months of the axis -- */

/* One month in so many has its line and name, so that names stand apart. */
static int months_a_tick(struct span_days scale, double width, double apart) {
    static const int steps[] = {1, 2, 3, 6, 12, 24, 60, 120, 240};
    double months = (scale.to - scale.from) / 30.44;
    for (size_t i = 0; i < countof(steps); i++)
        if (width / months * steps[i] >= apart) return steps[i];
    return 1200;
}

static const char *month_said(struct arena *a, enum lang lang, int32_t month, int step) {
    int year = month_year(month), number = month_in_year(month);
    if (step >= 12) return arena_printf(a, "%d", year);
    struct out *o = out_in(a, LABEL_BYTES);
    if (number == 1) out_printf(o, lang == ZH ? "%d-1" : "%d", year);
    else if (lang == ZH) out_int(o, number);
    else fmt_month_short(o, lang, month);
    return out_text_of(o);
}

/* Width at 12 px, on the wide side: Chinese characters are square, the others at most 7 px. */
static double width_of(const char *text) {
    double width = 0;
    for (const char *at = text, *end = text + strlen(text); at < end;) {
        uint32_t c = utf8_next(&at, end);
        width += c >= 0x2E80 ? 12.2 : c == ' ' || c == 0xA0 ? 4 : 7;
    }
    return width;
}

/* -- pieces -- */

static void out_tenth(struct out *o, double v) {
    int64_t tenths = llround(v * 10);
    if (tenths < 0) out_char(o, '-');
    if (tenths < 0) tenths = -tenths;
    out_int(o, tenths / 10);
    if (!(tenths % 10)) return;
    out_char(o, '.');
    out_char(o, (char)('0' + tenths % 10));
}

static void out_at(struct out *o, const char *name, double v, const char *unit) {
    out_char(o, ' ');
    out_raw(o, name);
    out_raw(o, "=\"");
    out_tenth(o, v);
    out_raw(o, unit);
    out_char(o, '"');
}

static void out_line(struct out *o, const char *class, double x0, double y0, double x1, double y1) {
    out_raw(o, "<line class=\"");
    out_raw(o, class);
    out_char(o, '"');
    out_at(o, "x1", x0, "");
    out_at(o, "y1", y0, "");
    out_at(o, "x2", x1, "");
    out_at(o, "y2", y1, "");
    out_raw(o, "/>");
}

static void out_text_at(struct out *o, const char *class, const char *anchor, double x, double y, const char *text) {
    out_raw(o, "<text class=\"");
    out_raw(o, class);
    out_raw(o, "\" text-anchor=\"");
    out_raw(o, anchor);
    out_char(o, '"');
    out_at(o, "x", x, "");
    out_at(o, "y", y, "");
    out_char(o, '>');
    out_html(o, text);
    out_raw(o, "</text>");
}

/* A bar that lasts no time is still seen. */
static void bar(const struct drawing *d, const char *class, struct span_days days, double y, double height) {
    if (!is_drawn(days)) return;
    double x0 = x_of(d, days.from), x1 = x_of(d, days.to);
    if (x1 - x0 < 4) x0 = fmax(x1 - 4, d->left), x1 = x0 + 4;
    out_raw(d->o, "<rect class=\"");
    out_raw(d->o, class);
    out_char(d->o, '"');
    out_at(d->o, "x", x0, "");
    out_at(d->o, "y", y, "");
    out_at(d->o, "width", x1 - x0, "");
    out_at(d->o, "height", height, "");
    out_raw(d->o, "/>");
}

static void axis(const struct drawing *d, double bottom) {
    int step = months_a_tick(d->scale, d->right - d->left, d->lang == ZH ? 34 : 36);
    double taken = d->left - 100;
    for (int32_t month = month_of_day(d->scale.from); month_first_day(month) < d->scale.to; month++) {
        bool has_name = step < 12 ? (month_in_year(month) - 1) % step == 0 : month % step == 0;
        if (!has_name) continue;
        double x = x_of(d, month_first_day(month));
        out_line(d->o, "ax", x, HEAD - 6, x, bottom);
        const char *text = month_said(d->a, d->lang, month, step);
        if (x + 2 < taken || x + 2 + width_of(text) > d->width) continue;
        out_text_at(d->o, "tk", "start", x + 2, 14, text);
        taken = x + 2 + width_of(text) + 4;
    }
}

static const char *mark_shape(const char *mark) {
    return text_eq(mark, "red") ? "r" : text_eq(mark, "yellow") ? "y" : text_eq(mark, "green") ? "g" : "n";
}

static void mark_and_name(const struct drawing *d, const struct span_row *row, double y) {
    const char *shape = mark_shape(row->mark);
    double room = d->is_wide ? d->left - 24 : d->width - 24 - width_of(row->says), baseline = d->is_wide ? y + 20 : y + 15;
    const char *name = row->name;
    for (size_t n = utf8_count(name); n > 1 && width_of(name) > room; n--) name = utf8_cut(d->a, row->name, n - 1);
    out_printf(d->o, "<use class=\"%s\" href=\"#%s\" x=\"0\" y=\"%d\" width=\"%d\" height=\"%d\"/>", shape, shape,
               (int)baseline - 10, MARK, MARK);
    out_text_at(d->o, "lab", "start", 18, baseline, name);
}

/* Behind the bars; where there is no room, before them; else at the edge. */
static void says(const struct drawing *d, const struct span_row *row, double y) {
    const struct span_days *bars[] = {&row->plan, &row->done, &row->late};
    const char *class = row->is_said_in_red ? "o" : "tx";
    double x0 = d->right, x1 = d->left, width = width_of(row->says);
    bool is_done = is_drawn(row->done) || is_drawn(row->late);
    for (size_t i = 0; i < countof(bars); i++) {
        if (!is_drawn(*bars[i])) continue;
        x0 = fmin(x0, x_of(d, bars[i]->from));
        x1 = fmax(x1, x_of(d, bars[i]->to));
    }
    double baseline = y + (is_done ? 23 : 15);
    if (!d->is_wide) out_text_at(d->o, class, "end", d->width, y + 15, row->says);
    else if (x1 + 6 + width <= d->width) out_text_at(d->o, class, "start", x1 + 6, baseline, row->says);
    else if (x0 - 6 - width >= d->left) out_text_at(d->o, class, "end", x0 - 6, baseline, row->says);
    else out_text_at(d->o, class, "end", d->width, baseline, row->says);
}

static void today_line(const struct drawing *d, double bottom) {
    if (d->s->today == NO_DAY) return;
    double x = x_of(d, d->s->today);
    const char *text = SAY(d->a, d->s->is_now ? W_spans_today : W_spans_known,
                           both_text(day_print(d->a, d->s->today) + 5)).in[d->lang];
    double half = width_of(text) / 2, middle = fmin(fmax(x, half), d->width - half);
    out_line(d->o, "td", x, HEAD - 6, x, bottom + 2);
    out_text_at(d->o, "lab", "middle", middle, bottom + 17, text);
}

static void row_draw(const struct drawing *d, const struct span_row *row, double y) {
    double bars = d->is_wide ? y : y + 14;
    out_line(d->o, "ax", 0, y + d->row, d->width, y + d->row);
    mark_and_name(d, row, y);
    bar(d, "pl", row->plan, bars + 7, 5);
    bar(d, "dn", row->done, bars + 15, 8);
    bar(d, "ov", row->late, bars + 15, 8);
}

static struct span_days scale_of(const struct spans *s) {
    struct span_days all = {NO_DAY, NO_DAY};
    for (size_t i = 0; i < s->count; i++) {
        const struct span_days bars[] = {s->rows[i].plan, s->rows[i].done, s->rows[i].late};
        for (size_t k = 0; k < countof(bars); k++)
            if (is_drawn(bars[k])) reach(&all, bars[k].from), reach(&all, bars[k].to);
    }
    reach(&all, s->today);
    return rounded(all, s->today == NO_DAY ? 0 : s->today);
}

struct html svg_spans(struct arena *a, enum lang lang, const struct spans *s, int size) {
    bool is_wide = size == SPANS_WIDE;
    struct drawing d = {.o = out_in(a, 1 << 20), .a = a, .lang = lang, .s = s, .is_wide = is_wide, .scale = scale_of(s),
                        .width = is_wide ? 956 : 358, .left = is_wide ? 150 : 0, .right = is_wide ? 866 : 358,
                        .row = is_wide ? ROW_WIDE : ROW_NARROW};
    double bottom = HEAD + (double)d.row * (double)s->count;
    int height = (int)bottom + (s->today == NO_DAY ? 2 : FOOT);
    out_printf(d.o, "<svg class=\"ch sp\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"",
               (int)d.width, height, (int)d.width, height);
    out_html(d.o, s->label);
    out_raw(d.o, "\">");
    axis(&d, bottom);
    for (size_t i = 0; i < s->count; i++) row_draw(&d, &s->rows[i], HEAD + (double)d.row * (double)i);
    today_line(&d, bottom); /* over the bars, under what is said */
    for (size_t i = 0; i < s->count; i++) says(&d, &s->rows[i], HEAD + (double)d.row * (double)i);
    out_raw(d.o, "</svg>");
    return (struct html){out_text_of(d.o), d.o->len};
}

/* -- many rows under one axis: shares of the width -- */

static void share_line(struct out *o, const char *class, double share, double y0, double y1) {
    out_raw(o, "<line class=\"");
    out_raw(o, class);
    out_char(o, '"');
    out_at(o, "x1", share * 100, "%");
    out_at(o, "x2", share * 100, "%");
    out_at(o, "y1", y0, "");
    out_at(o, "y2", y1, "");
    out_raw(o, "/>");
}

static void share_bar(struct out *o, const char *class, struct span_days scale, struct span_days days, double y, double height) {
    if (!is_drawn(days)) return;
    double from = share_of(scale, days.from), to = share_of(scale, days.to);
    out_raw(o, "<rect class=\"");
    out_raw(o, class);
    out_char(o, '"');
    out_at(o, "x", from * 100, "%");
    out_at(o, "width", (to - from) * 100, "%");
    out_at(o, "y", y, "");
    out_at(o, "height", height, "");
    out_raw(o, "/>");
}

struct html svg_span_axis(struct arena *a, enum lang lang, struct span_days scale, int32_t today, bool is_now, int size) {
    double width = size == SPANS_WIDE ? 520 : 340, taken = -100;
    int step = months_a_tick(scale, width, lang == ZH ? 40 : 44);
    struct out *o = out_in(a, 1 << 16);
    out_raw(o, "<svg class=\"ch ln axis\" aria-hidden=\"true\">");
    for (int32_t month = month_of_day(scale.from); month_first_day(month) < scale.to; month++) {
        bool has_name = step < 12 ? (month_in_year(month) - 1) % step == 0 : month % step == 0;
        double share = share_of(scale, month_first_day(month)), x = share * width;
        const char *text = has_name ? month_said(a, lang, month, step) : "";
        if (!has_name || x < taken || x + width_of(text) > width) continue;
        out_raw(o, "<text class=\"tk\" y=\"12\"");
        out_at(o, "x", share * 100, "%");
        out_char(o, '>');
        out_html(o, text);
        out_raw(o, "</text>");
        taken = x + width_of(text) + 4;
    }
    if (today != NO_DAY) {
        double share = share_of(scale, today);
        const char *anchor = share < 0.15 ? "start" : share > 0.85 ? "end" : "middle";
        out_printf(o, "<text class=\"lab\" y=\"29\" text-anchor=\"%s\"", anchor);
        out_at(o, "x", share * 100, "%");
        out_char(o, '>');
        const char *day = day_print(a, today);
        if (scale.to - scale.from < DAYS_IN_SIGHT) day += strlen("2022-");
        out_html(o, SAY(a, is_now ? W_spans_today : W_spans_known, both_text(day)).in[lang]);
        out_raw(o, "</text>");
    }
    out_raw(o, "</svg>");
    return (struct html){out_text_of(o), o->len};
}

/* Where years begin, as far as they stand apart. */
static void year_lines(struct out *o, struct span_days scale) {
    int first = month_year(month_of_day(scale.from)) + 1, last = month_year(month_of_day(scale.to));
    for (int year = first; last - first < YEARS_DRAWN && year <= last; year++)
        share_line(o, "yr", share_of(scale, day_of(year, 1, 1)), 0, 28);
}

static struct span_days ends_of(const int32_t *days, size_t count) {
    struct span_days all = {NO_DAY, NO_DAY};
    for (size_t i = 0; i < count; i++) reach(&all, days[i]);
    return all;
}

struct html svg_span_row(struct arena *a, const char *label, struct span_days scale, const struct span_marks *m, int32_t today) {
    struct out *o = out_in(a, 1 << 16);
    out_raw(o, "<svg class=\"ch ln\" role=\"img\" aria-label=\"");
    out_html(o, label);
    out_raw(o, "\">");
    year_lines(o, scale);
    share_bar(o, "pl", scale, ends_of(m->planned, m->planned_count), 7, 2);
    share_bar(o, "dn", scale, ends_of(m->reached, m->reached_count), 18, 2);
    share_bar(o, "ov", scale, m->late, 15, 8);
    for (size_t i = 0; i < m->first_count; i++) share_line(o, "ft", share_of(scale, m->first[i]), 1, 7);
    for (size_t i = 0; i < m->planned_count; i++) share_line(o, "pt", share_of(scale, m->planned[i]), 3, 13);
    for (size_t i = 0; i < m->reached_count; i++) share_line(o, "dt", share_of(scale, m->reached[i]), 14, 24);
    if (today != NO_DAY) share_line(o, "td", share_of(scale, today), 0, 28);
    out_raw(o, "</svg>");
    return (struct html){out_text_of(o), o->len};
}
