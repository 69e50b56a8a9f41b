/* The cumulative trend: plan dashed, done solid, the gap filled and said in numbers, the month
 * in which the year's plan was met. Labels stand at the lines; there is no legend. */
#include "web/svg.h"
#include "base/day.h"
#include "base/money.h"
#include "base/text.h"
#include "web/format.h"
#include <math.h>
#include <string.h>

struct box {
    double x0, y0, x1, y1;
};

enum { BOXES_MAX = 400, TICKS_MAX = 8, LABEL_BYTES = 160 };

struct chart {
    struct out *o;
    struct arena *a;
    enum lang lang;
    const struct trend *t;
    int size;
    double w, h, left, right, top, bottom; /* the plot lies between left and right, top and bottom */
    double unit, high;                     /* fen in one unit of the axis; its highest value */
    double step;                           /* between ticks */
    int last;                              /* last month of done that is known, -1: none */
    struct box boxes[BOXES_MAX];           /* labels first, then samples of the lines */
    int labels, taken;
};

/* ---------- arithmetic ---------- */

static double x_of(const struct chart *c, double month) {
    return c->left + (c->right - c->left) * month / 11;
}
static double y_of(const struct chart *c, double value) {
    return c->bottom - (c->bottom - c->top) * value / c->high;
}
static double value_of(const struct chart *c, int64_t fen) {
    return (double)fen / c->unit;
}
static bool known(int64_t fen) {
    return fen != NO_FEN;
}

/* Width at 12 px, on the wide side: Chinese characters are square, the others at most 7 px. */
static double text_width(const char *text) {
    double width = 0;
    for (const char *at = text, *end = text + strlen(text); at < end;) {
        uint32_t c = utf8_next(&at, end);
        width += c >= 0x2E80 ? 12.2 : c == ' ' || c == 0xA0 ? 4 : 7;
    }
    return width;
}

/* A coordinate with one decimal. */
static void out_tenth(struct out *o, double v) {
    int64_t tenths = llround(v * 10);
    if (tenths < 0) out_char(o, '-');
    if (tenths < 0) tenths = -tenths;
    out_int(o, tenths / 10);
    if (tenths % 10) {
        out_char(o, '.');
        out_char(o, (char)('0' + tenths % 10));
    }
}

static void out_at(struct out *o, const char *name, double v) {
    out_char(o, ' ');
    out_raw(o, name);
    out_raw(o, "=\"");
    out_tenth(o, v);
    out_char(o, '"');
}

static void out_point(struct out *o, char op, double x, double y) {
    out_char(o, op);
    out_tenth(o, x);
    out_char(o, ' ');
    out_tenth(o, y);
}

static void out_line(struct chart *c, const char *class, double x0, double y0, double x1, double y1) {
    out_raw(c->o, "<line class=\"");
    out_raw(c->o, class);
    out_char(c->o, '"');
    out_at(c->o, "x1", x0);
    out_at(c->o, "y1", y0);
    out_at(c->o, "x2", x1);
    out_at(c->o, "y2", y1);
    out_raw(c->o, "/>");
}

static void out_circle(struct chart *c, const char *class, double x, double y, double r) {
    out_raw(c->o, "<circle class=\"");
    out_raw(c->o, class);
    out_char(c->o, '"');
    out_at(c->o, "cx", x);
    out_at(c->o, "cy", y);
    out_at(c->o, "r", r);
    out_raw(c->o, "/>");
}

/* Steps of 1, 2, 2.5 or 5 times a power of ten, four or five of them. */
static double nice_step(double high) {
    static const double steps[] = {1, 2, 2.5, 5, 10};
    double power = pow(10, floor(log10(high / 4)));
    for (size_t i = 0; i < countof(steps); i++)
        if (steps[i] * power * 5 >= high) return steps[i] * power;
    return 10 * power;
}

/* ---------- labels ---------- */

enum anchor { FROM, MIDDLE, UPTO };
struct spot {
    double x, y; /* baseline */
    enum anchor anchor;
};

static struct box box_of(struct spot s, double width) {
    double x0 = s.anchor == FROM ? s.x : s.anchor == UPTO ? s.x - width : s.x - width / 2;
    return (struct box){x0, s.y - 12, x0 + width, s.y + 4};
}

static bool is_free(const struct chart *c, struct box b, int taken) {
    if (b.x0 < 0 || b.x1 > c->w || b.y0 < 0 || b.y1 > c->h) return false;
    for (int i = 0; i < taken; i++) {
        const struct box *t = &c->boxes[i];
        if (b.x0 < t->x1 && t->x0 < b.x1 && b.y0 < t->y1 && t->y0 < b.y1) return false;
    }
    return true;
}

static void out_label(struct chart *c, const char *class, struct spot s, const char *text) {
    static const char *const anchors[] = {[FROM] = "start", [MIDDLE] = "middle", [UPTO] = "end"};
    out_raw(c->o, "<text class=\"");
    out_raw(c->o, class);
    out_raw(c->o, "\" text-anchor=\"");
    out_raw(c->o, anchors[s.anchor]);
    out_char(c->o, '"');
    out_at(c->o, "x", s.x);
    out_at(c->o, "y", s.y);
    out_char(c->o, '>');
    out_html(c->o, text);
    out_raw(c->o, "</text>");
}

/* Lines were sampled before the labels are placed; labels go in front of them in the array. */
static void take(struct chart *c, struct box b) {
    must(c->taken < BOXES_MAX);
    c->boxes[c->taken++] = c->boxes[c->labels];
    c->boxes[c->labels++] = b;
}

/* At the first spot that is free of labels and lines, else of labels only; else it is left out,
 * since the table beside the chart has the number. Returns the spot's index, -1 if left out. */
static int label_place(struct chart *c, const char *class, const char *text, const struct spot *spots,
                       int count) {
    double width = text_width(text);
    for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < count; i++) {
            struct box b = box_of(spots[i], width);
            if (!is_free(c, b, pass == 0 ? c->taken : c->labels)) continue;
            take(c, b);
            out_label(c, class, spots[i], text);
            return i;
        }
    }
    return -1;
}

static const char *amount(const struct chart *c, int64_t fen) {
    struct out *o = out_in(c->a, LABEL_BYTES);
    if (c->t->is_project)
        fmt_wan(o, c->lang, fen);
    else
        fmt_yi1(o, c->lang, fen);
    return out_text_of(o);
}

static const char *say(const struct chart *c, enum word w, const char *one) {
    return SAY(c->a, w, both_text(one)).in[c->lang];
}

/* ---------- lines ---------- */

static void sample_line(struct chart *c, double x0, double y0, double x1, double y1) {
    int n = (int)fmax(1, hypot(x1 - x0, y1 - y0) / 12);
    for (int i = 0; i <= n && c->taken + 24 < BOXES_MAX; i++) {
        double x = x0 + (x1 - x0) * i / n, y = y0 + (y1 - y0) * i / n;
        c->boxes[c->taken++] = (struct box){x - 1, y - 1, x + 1, y + 1};
    }
}

/* A path that is broken where a month is not known; a month alone between two such is a dot. */
static void series(struct chart *c, const char *class, const int64_t fen[12], int months) {
    bool any = false;
    for (int i = 0; i < months; i++) {
        if (!known(fen[i])) continue;
        bool after = i > 0 && known(fen[i - 1]), before = i + 1 < months && known(fen[i + 1]);
        double x = x_of(c, i), y = y_of(c, value_of(c, fen[i]));
        if (!after && !before) {
            out_raw(c->o, any ? "\"/>" : "");
            any = false;
            out_circle(c, class, x, y, 2);
            continue;
        }
        if (!any) {
            out_raw(c->o, "<path class=\"");
            out_raw(c->o, class);
            out_raw(c->o, "\" d=\"");
            any = true;
        }
        out_point(c->o, after ? 'L' : 'M', x, y);
        if (after) sample_line(c, x_of(c, i - 1), y_of(c, value_of(c, fen[i - 1])), x, y);
    }
    if (any) out_raw(c->o, "\"/>");
}

/* Where done lies below plan, from month to month, both known. */
static void gap_fill(struct chart *c) {
    const struct trend *t = c->t;
    bool any = false;
    for (int i = 0; i + 1 < t->months; i++) {
        if (!known(t->plan_fen[i]) || !known(t->done_fen[i]) || !known(t->plan_fen[i + 1]) ||
            !known(t->done_fen[i + 1]))
            continue;
        double p0 = value_of(c, t->plan_fen[i]), d0 = value_of(c, t->done_fen[i]);
        double p1 = value_of(c, t->plan_fen[i + 1]), d1 = value_of(c, t->done_fen[i + 1]);
        if (d0 >= p0 && d1 >= p1) continue;
        double cross = (p0 - d0) / ((p0 - d0) - (p1 - d1)); /* share of the month where the lines meet */
        double from = d0 > p0 ? cross : 0, to = d1 > p1 ? cross : 1;
        if (!any) out_raw(c->o, "<path class=\"gap\" d=\"");
        any = true;
        out_point(c->o, 'M', x_of(c, i + from), y_of(c, p0 + (p1 - p0) * from));
        out_point(c->o, 'L', x_of(c, i + to), y_of(c, p0 + (p1 - p0) * to));
        out_point(c->o, 'L', x_of(c, i + to), y_of(c, d0 + (d1 - d0) * to));
        out_point(c->o, 'L', x_of(c, i + from), y_of(c, d0 + (d1 - d0) * from));
        out_char(c->o, 'Z');
    }
    if (any) out_raw(c->o, "\"/>");
}

/* ---------- the frame ---------- */

static void measure(struct chart *c) {
    static const struct {
        double w, h;
    } sizes[] = {[TREND_WIDE] = {972, 250}, [TREND_NARROW] = {358, 230}, [TREND_PROJECT] = {956, 264}};
    const struct trend *t = c->t;
    c->w = sizes[c->size].w;
    c->h = sizes[c->size].h;
    bool zh = c->lang == ZH;
    c->unit = (double)(t->is_project ? zh ? FEN_PER_WAN : FEN_PER_MILLION
                       : zh          ? FEN_PER_YI
                                     : FEN_PER_BILLION);
    double high = known(t->annual_fen) ? value_of(c, t->annual_fen) : 0;
    c->last = -1;
    for (int i = 0; i < 12; i++) {
        if (known(t->plan_fen[i])) high = fmax(high, value_of(c, t->plan_fen[i]));
        if (i >= t->months || !known(t->done_fen[i])) continue;
        high = fmax(high, value_of(c, t->done_fen[i]));
        c->last = i;
    }
    if (high <= 0) high = 1;
    c->step = nice_step(high);
    c->high = high * 1.08;
    c->top = 18;
    c->bottom = c->h - 26;
}

static const char *tick_text(const struct chart *c, double value) {
    struct out *o = out_in(c->a, LABEL_BYTES);
    out_thousands(o, (int64_t)value);
    int64_t hundredths = llround(value * 100) % 100;
    if (hundredths)
        out_printf(o, hundredths % 10 ? ".%02d" : ".%d",
                   (int)(hundredths % 10 ? hundredths : hundredths / 10));
    return out_text_of(o);
}

/* Room for the ticks' numbers on the left and for the label behind the last point on the right. */
static void margins(struct chart *c) {
    double widest = 0;
    for (double v = 0; v <= c->high; v += c->step) widest = fmax(widest, text_width(tick_text(c, v)));
    c->left = widest + 10;
    double behind = 34; /* "12 月" reaches over the last month */
    int64_t end = c->last >= 0 ? c->t->done_fen[c->last] : NO_FEN;
    double column = (c->w - c->left - 48) / 11;
    if (known(end)) {
        double need = text_width(say(c, W_trend_done, amount(c, end))) + 14;
        behind = fmax(behind, need - column * (11 - c->last));
    }
    if (c->size == TREND_PROJECT && known(c->t->annual_fen))
        behind = fmax(behind, text_width(say(c, W_trend_annual, amount(c, c->t->annual_fen))) + 14);
    c->right = c->w - behind;
}

/* A number or month of an axis always stands where it belongs; other labels keep clear of it. */
static void axis_label(struct chart *c, struct spot s, const char *text) {
    take(c, box_of(s, text_width(text)));
    out_label(c, "tk", s, text);
}

static void axes(struct chart *c) {
    static const char *const letters[] = {"J", "F", "M", "A", "M", "J", "J", "A", "S", "O", "N", "D"};
    for (double v = 0; v <= c->high; v += c->step) {
        double y = y_of(c, v);
        out_line(c, v > 0 ? "ax" : "ax base", c->left, y, c->right, y);
        axis_label(c, (struct spot){c->left - 7, y + 4, UPTO}, tick_text(c, v));
    }
    for (int i = 0; i < 12; i++) {
        /* The last one names the unit and starts where its number would. */
        bool named = c->lang == ZH && i == 11;
        const char *text = c->lang == EN ? letters[i] : arena_printf(c->a, named ? "%d 月" : "%d", i + 1);
        axis_label(c, (struct spot){x_of(c, i) - (named ? 7 : 0), c->h - 7, named ? FROM : MIDDLE}, text);
    }
}

/* ---------- what is said on the chart ---------- */

static void say_done(struct chart *c) {
    if (c->last < 0) return;
    double x = x_of(c, c->last), y = y_of(c, value_of(c, c->t->done_fen[c->last]));
    struct spot spots[] = {{x + 10, y + 4, FROM},
                           {x + 10, y - 8, FROM},
                           {x + 10, y + 16, FROM},
                           {x - 8, y - 10, UPTO},
                           {x - 8, y + 20, UPTO}};
    out_circle(c, "end", x, y, 4);
    bool stale = c->last + 1 < c->t->months;
    const char *text = say(c, W_trend_done, amount(c, c->t->done_fen[c->last]));
    if (stale) {
        struct out *o = out_in(c->a, LABEL_BYTES);
        fmt_month_short(o, c->lang, month_of(2000, c->last + 1));
        out_printf(o, " %s", text);
        text = out_text_of(o);
    }
    label_place(c, "lab a", text, spots, countof(spots));
}

/* The plan at the month of the last known done, and how far apart the two are. */
static void say_gap(struct chart *c) {
    int m = c->last;
    if (m < 0 || !known(c->t->plan_fen[m])) return;
    int64_t plan = c->t->plan_fen[m], done = c->t->done_fen[m];
    double x = x_of(c, m), y_plan = y_of(c, value_of(c, plan)), y_done = y_of(c, value_of(c, done)),
           mid = (y_plan + y_done) / 2;
    bool behind = done < plan;
    double below = y_plan > y_done ? 1 : -1; /* the plan's label stands on its far side of the done */
    out_line(c, behind ? "gapl" : "lead", x, y_plan - 4 * below, x, y_done + 6 * below);
    out_circle(c, "planned", x, y_plan, 3);
    if (done != plan) {
        struct spot spots[] = {{x + 10, mid + 4, FROM}, {x - 8, mid + 4, UPTO}};
        label_place(
            c, behind ? "gapt" : "ahead",
            say(c, behind ? W_trend_less : W_trend_more, amount(c, behind ? plan - done : done - plan)),
            spots, countof(spots));
    }
    struct spot under[] = {{x + 4, y_plan + 18, FROM},
                           {x - 6, y_plan + 22, FROM},
                           {x + 10, y_plan + 4, FROM},
                           {x - 8, y_plan + 22, UPTO}};
    struct spot over[] = {{x - 8, y_plan - 8, UPTO},
                          {x + 10, y_plan + 4, FROM},
                          {x - 8, y_plan - 22, UPTO},
                          {x + 4, y_plan - 10, FROM}};
    label_place(c, "tx", say(c, W_trend_planned, amount(c, plan)), behind ? over : under, 4);
}

static void say_annual(struct chart *c) {
    const struct trend *t = c->t;
    if (!known(t->annual_fen)) return;
    double y = y_of(c, value_of(c, t->annual_fen));
    const char *text =
        say(c, t->is_provisional ? W_trend_annual_provisional : W_trend_annual, amount(c, t->annual_fen));
    bool project = c->size == TREND_PROJECT;
    if (!project) out_line(c, "ref", c->left, y, c->right, y);
    struct spot spots[] = {{c->right + 10, y + 4, FROM},
                           {c->left + 6, y - 7, FROM},
                           {c->left + 6, y + 16, FROM},
                           {c->right, y - 7, UPTO},
                           {c->right, y + 16, UPTO}};
    label_place(c, project ? "lab" : "tx", text, spots + !project, countof(spots) - !project);
}

/* The month in which the year's plan was met. */
static void say_met(struct chart *c) {
    const struct trend *t = c->t;
    if (!known(t->annual_fen) || t->annual_fen <= 0) return;
    int m = 0;
    while (m < t->months && !(known(t->done_fen[m]) && t->done_fen[m] >= t->annual_fen)) m++;
    if (m == t->months) return;
    double at = m;
    if (m > 0 && known(t->done_fen[m - 1])) {
        double before = value_of(c, t->done_fen[m - 1]), now = value_of(c, t->done_fen[m]);
        at = m - 1 + (value_of(c, t->annual_fen) - before) / (now - before);
    }
    double x = x_of(c, at), y = y_of(c, m > 0 ? value_of(c, t->annual_fen) : value_of(c, t->done_fen[0]));
    struct spot spots[] = {{x - 10, y - 24, UPTO}, {x - 10, y + 28, FROM}, {x + 10, y + 28, FROM}};
    struct out *month = out_in(c->a, LABEL_BYTES);
    fmt_month_short(month, c->lang, month_of(2000, m + 1));
    enum word w = c->size == TREND_NARROW ? W_trend_met_short : W_trend_met;
    int spot = label_place(c, "lab", say(c, w, out_text_of(month)), spots, countof(spots));
    if (spot == 0) out_line(c, "now", x - 7, y - 20, x - 2, y - 5);
    out_circle(c, "pt", x, y, 4);
}

/* The plan's line has a name where nothing else stands. */
static void say_plan(struct chart *c) {
    if (c->size != TREND_PROJECT) return;
    for (int i = 6; i > 1; i--) {
        if (!known(c->t->plan_fen[i]) || value_of(c, c->t->plan_fen[i]) <= 0) continue;
        double x = x_of(c, i), y = y_of(c, value_of(c, c->t->plan_fen[i]));
        struct spot spots[] = {{x - 8, y - 6, UPTO}, {x + 8, y + 16, FROM}};
        label_place(c, "tx", word(c->lang, W_trend_plan), spots, countof(spots));
        return;
    }
}

/* The chart in one sentence, for those who do not see it. */
static void aria(struct chart *c) {
    const struct trend *t = c->t;
    enum word unit = t->is_project ? W_unit_wan : W_unit_yi;
    out_markup(c->o, word_html(c->lang, W_trend_title));
    if (c->last >= 0) {
        out_raw(c->o, c->lang == ZH ? "：" : ": ");
        fmt_month_short(c->o, c->lang, month_of(2000, c->last + 1));
        out_char(c->o, ' ');
        out_html(c->o, say(c, W_trend_done, amount(c, t->done_fen[c->last])));
        if (known(t->plan_fen[c->last])) {
            out_raw(c->o, c->lang == ZH ? "，" : ", ");
            out_html(c->o, say(c, W_trend_planned, amount(c, t->plan_fen[c->last])));
        }
    }
    if (known(t->annual_fen)) {
        out_raw(c->o, c->lang == ZH ? "，" : ", ");
        out_html(c->o, say(c, t->is_provisional ? W_trend_annual_provisional : W_trend_annual,
                           amount(c, t->annual_fen)));
    }
    out_char(c->o, ' ');
    out_markup(c->o, word_html(c->lang, unit));
}

struct html svg_trend(struct arena *a, enum lang lang, const struct trend *t, int size) {
    must(t->months >= 1 && t->months <= 12 && size >= TREND_WIDE && size <= TREND_PROJECT);
    struct chart *c = arena_new_of(a, struct chart);
    *c = (struct chart){.o = out_in(a, 64 * 1024), .a = a, .lang = lang, .t = t, .size = size};
    measure(c);
    margins(c);
    out_printf(
        c->o, "<svg class=\"ch\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"",
        (int)c->w, (int)c->h, (int)c->w, (int)c->h);
    aria(c);
    out_raw(c->o, "\">");
    axes(c);
    gap_fill(c);
    series(c, "plan", t->plan_fen, 12);
    series(c, "done", t->done_fen, t->months);
    say_done(c);
    say_gap(c);
    say_annual(c);
    say_met(c);
    say_plan(c);
    out_raw(c->o, "</svg>");
    return (struct html){out_text_of(c->o), c->o->len};
}
