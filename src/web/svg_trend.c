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

/* A piece of a curve between two months, the earlier one first. */
struct piece {
    double x0, y0, x1, y1;
};

enum { LABELS_MAX = 32, PIECES_MAX = 24, TICKS_MAX = 12, TICK_BYTES = 32, CHART_BYTES_MAX = 16 * 1024,
       COORDINATE_BYTES_MAX = 8 /* "-9999.9" */ };

struct tick {
    double value, width;
    char text[TICK_BYTES];
};

struct chart {
    struct out *o;
    struct arena *a;
    enum lang lang;
    const struct trend *t;
    int size;
    double w, h, left, right, top, bottom; /* the plot lies between left and right, top and bottom */
    double unit, high;                     /* fen in one unit of the axis; its highest value */
    struct tick ticks[TICKS_MAX];
    int tick_count;
    int last;                              /* last month of done that is known, -1: none */
    const char *done_said, *planned_said;  /* "完成 1,330.0" at the last month, and the plan at it; NULL: not known */
    const char *annual_said;
    struct box labels[LABELS_MAX];         /* where they stand */
    struct piece pieces[PIECES_MAX];       /* of both curves */
    int label_count, piece_count;
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

/* A coordinate with one decimal; a chart has hundreds of them, so they are written without looking for room each. */
static void out_tenth(struct out *o, double v) {
    unsigned tenths = (unsigned)(fabs(v) * 10 + 0.5), whole = tenths / 10;
    if (!out_room(o, COORDINATE_BYTES_MAX)) return;
    char *from = o->at + o->len, *at = from;
    unsigned hundreds = whole / 100, rest = whole - hundreds * 100, tenth = tenths - whole * 10;
    must(hundreds < 100);
    if (v < 0 && tenths) *at++ = '-';
    if (hundreds >= 10) *at++ = digit_pairs[hundreds][0];
    if (hundreds) *at++ = digit_pairs[hundreds][1];
    if (whole >= 10) *at++ = digit_pairs[rest][0];
    *at++ = digit_pairs[rest][1];
    if (tenth) *at++ = '.', *at++ = (char)('0' + tenth);
    o->len += (size_t)(at - from);
}

/* An attribute, begun by its name with a blank before and =" behind it. */
static void out_at(struct out *o, struct html name, double v) {
    out_markup(o, name);
    out_tenth(o, v);
    out_char(o, '"');
}

static void out_point(struct out *o, char op, double x, double y) {
    out_char(o, op);
    out_tenth(o, x);
    out_char(o, ' ');
    out_tenth(o, y);
}

static void out_class(struct out *o, struct html tag, const char *class) {
    out_markup(o, tag);
    out_raw(o, class);
    out_char(o, '"');
}

static void out_line(struct chart *c, const char *class, double x0, double y0, double x1, double y1) {
    out_class(c->o, HTML("<line class=\""), class);
    out_at(c->o, HTML(" x1=\""), x0);
    out_at(c->o, HTML(" y1=\""), y0);
    out_at(c->o, HTML(" x2=\""), x1);
    out_at(c->o, HTML(" y2=\""), y1);
    out_raw(c->o, "/>");
}

static void out_circle(struct chart *c, const char *class, double x, double y, double r) {
    out_class(c->o, HTML("<circle class=\""), class);
    out_at(c->o, HTML(" cx=\""), x);
    out_at(c->o, HTML(" cy=\""), y);
    out_at(c->o, HTML(" r=\""), r);
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

/* Do the corners of the box lie on both sides of the piece, and its middle beside it? */
static bool crosses(const struct piece *p, struct box b) {
    if (p->x1 < b.x0 || p->x0 > b.x1 || fmax(p->y0, p->y1) < b.y0 || fmin(p->y0, p->y1) > b.y1) return false;
    double rise = (p->y1 - p->y0) / (p->x1 - p->x0);
    double left = p->y0 + rise * (b.x0 - p->x0), right = p->y0 + rise * (b.x1 - p->x0); /* the line at both its ends */
    return fmax(left, right) >= b.y0 && fmin(left, right) <= b.y1;
}

static bool is_free(const struct chart *c, struct box b, bool of_curves) {
    if (b.x0 < 0 || b.x1 > c->w || b.y0 < 0 || b.y1 > c->h) return false;
    for (int i = 0; i < c->label_count; i++) {
        const struct box *t = &c->labels[i];
        if (b.x0 < t->x1 && t->x0 < b.x1 && b.y0 < t->y1 && t->y0 < b.y1) return false;
    }
    for (int i = 0; of_curves && i < c->piece_count; i++)
        if (crosses(&c->pieces[i], b)) return false;
    return true;
}

static const struct html anchors[] = {[FROM] = {"start\"", 6}, [MIDDLE] = {"middle\"", 7}, [UPTO] = {"end\"", 4}};

static void out_label(struct chart *c, const char *class, struct spot s, const char *text) {
    out_class(c->o, HTML("<text class=\""), class);
    out_markup(c->o, HTML(" text-anchor=\""));
    out_markup(c->o, anchors[s.anchor]);
    out_at(c->o, HTML(" x=\""), s.x);
    out_at(c->o, HTML(" y=\""), s.y);
    out_char(c->o, '>');
    out_html(c->o, text);
    out_raw(c->o, "</text>");
}

static void take(struct chart *c, struct box b) {
    must(c->label_count < LABELS_MAX);
    c->labels[c->label_count++] = b;
}

/* At the first spot that is free of labels and curves, else of labels only; else it is left out,
 * since the table beside the chart has the number. Returns the spot's index, -1 if left out. */
static int label_place(struct chart *c, const char *class, const char *text, const struct spot *spots,
                       int count) {
    double width = text_width(text);
    for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < count; i++) {
            struct box b = box_of(spots[i], width);
            if (!is_free(c, b, pass == 0)) continue;
            take(c, b);
            out_label(c, class, spots[i], text);
            return i;
        }
    }
    return -1;
}

static const char *say(const struct chart *c, enum word w, const char *one) {
    const struct both args[] = {{{NULL}}, both_text(one)};
    return word_say(c->a, c->lang, w, args, countof(args));
}

/* An amount in the unit of the axis, in a word. */
static const char *say_amount(const struct chart *c, enum word w, int64_t fen) {
    char amount[64];
    struct out o = out_over(amount, sizeof amount);
    if (c->t->is_project)
        fmt_wan(&o, c->lang, fen);
    else
        fmt_yi1(&o, c->lang, fen);
    return say(c, w, out_text_of(&o));
}

/* A month of the year, in a word. */
static const char *say_month(const struct chart *c, enum word w, int m) {
    char month[32];
    struct out o = out_over(month, sizeof month);
    fmt_month_short(&o, c->lang, month_of(2000, m + 1));
    return say(c, w, out_text_of(&o));
}

/* ---------- lines ---------- */

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
        if (after) c->pieces[c->piece_count++] = (struct piece){x_of(c, i - 1), y_of(c, value_of(c, fen[i - 1])), x, y};
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

static struct tick tick_of(double value) {
    struct tick tick = {.value = value};
    struct out o = out_over(tick.text, sizeof tick.text);
    out_thousands(&o, (int64_t)value);
    int hundredths = (int)(llround(value * 100) % 100);
    if (hundredths) {
        out_char(&o, '.');
        out_char(&o, (char)('0' + hundredths / 10));
        if (hundredths % 10) out_char(&o, (char)('0' + hundredths % 10));
    }
    tick.width = text_width(out_text_of(&o));
    return tick;
}

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
    c->high = high * 1.08;
    c->top = 18;
    c->bottom = c->h - 26;
    double step = nice_step(high);
    for (double v = 0; v <= c->high && c->tick_count < TICKS_MAX; v += step)
        c->ticks[c->tick_count++] = tick_of(v);
}

/* What the chart says in numbers, on it and to those who do not see it. */
static void sayings(struct chart *c) {
    const struct trend *t = c->t;
    if (c->last >= 0) {
        c->done_said = say_amount(c, W_trend_done, t->done_fen[c->last]);
        if (known(t->plan_fen[c->last])) c->planned_said = say_amount(c, W_trend_planned, t->plan_fen[c->last]);
    }
    if (known(t->annual_fen))
        c->annual_said = say_amount(c, t->is_provisional ? W_trend_annual_provisional : W_trend_annual, t->annual_fen);
}

/* Room for the ticks' numbers on the left and for the label behind the last point on the right. */
static void margins(struct chart *c) {
    double widest = 0;
    for (int i = 0; i < c->tick_count; i++) widest = fmax(widest, c->ticks[i].width);
    c->left = widest + 10;
    double behind = 34; /* "12 月" reaches over the last month */
    double column = (c->w - c->left - 48) / 11;
    if (c->done_said) behind = fmax(behind, text_width(c->done_said) + 14 - column * (11 - c->last));
    if (c->size == TREND_PROJECT && c->annual_said) behind = fmax(behind, text_width(c->annual_said) + 14);
    c->right = c->w - behind;
}

/* The labels of one axis hang alike, in one row or column, so that it is said once. */
static void axis_open(struct chart *c, enum anchor anchor, double x, double y) {
    out_markup(c->o, HTML("<g class=\"tk\" text-anchor=\""));
    out_markup(c->o, anchors[anchor]);
    out_markup(c->o, HTML(" transform=\"translate("));
    out_tenth(c->o, x);
    out_char(c->o, ' ');
    out_tenth(c->o, y);
    out_markup(c->o, HTML(")\">"));
}

/* A number or month of an axis always stands where it belongs, `at` along it; other labels keep clear of it. */
static void axis_label(struct chart *c, struct spot s, struct html along, double at, const char *text, double width) {
    take(c, box_of(s, width));
    out_at(c->o, along, at);
    out_char(c->o, '>');
    out_html(c->o, text);
    out_markup(c->o, HTML("</text>"));
}

static void grid_lines(struct chart *c) {
    double base = y_of(c, 0);
    out_line(c, "ax base", c->left, base, c->right, base);
    if (c->tick_count < 2) return;
    out_markup(c->o, HTML("<path class=\"ax\" d=\""));
    for (int i = 1; i < c->tick_count; i++) {
        out_point(c->o, 'M', c->left, y_of(c, c->ticks[i].value));
        out_char(c->o, 'H');
        out_tenth(c->o, c->right);
    }
    out_markup(c->o, HTML("\"/>"));
}

static void axes(struct chart *c) {
    static const char *const months[LANG_COUNT][12] = {
        /* The last one names the unit and starts where its number would. */
        [ZH] = {"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12 月"},
        [EN] = {"J", "F", "M", "A", "M", "J", "J", "A", "S", "O", "N", "D"}};
    grid_lines(c);
    double x = c->left - 7, y = c->h - 7;
    axis_open(c, UPTO, x, 4);
    for (int i = 0; i < c->tick_count; i++) {
        const struct tick *tick = &c->ticks[i];
        double at = y_of(c, tick->value);
        axis_label(c, (struct spot){x, at + 4, UPTO}, HTML("<text y=\""), at, tick->text, tick->width);
    }
    out_markup(c->o, HTML("</g>"));
    bool named = c->lang == ZH;
    axis_open(c, MIDDLE, 0, y);
    for (int i = 0; i < 12 - named; i++) {
        const char *text = months[c->lang][i];
        axis_label(c, (struct spot){x_of(c, i), y, MIDDLE}, HTML("<text x=\""), x_of(c, i), text, text_width(text));
    }
    out_markup(c->o, HTML("</g>"));
    if (!named) return;
    struct spot s = {x_of(c, 11) - 7, y, FROM};
    take(c, box_of(s, text_width(months[ZH][11])));
    out_label(c, "tk", s, months[ZH][11]);
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
    bool is_stale = c->last + 1 < c->t->months;
    char dated[160];
    struct out o = out_over(dated, sizeof dated);
    if (is_stale) {
        fmt_month_short(&o, c->lang, month_of(2000, c->last + 1));
        out_char(&o, ' ');
        out_raw(&o, c->done_said);
    }
    label_place(c, "lab a", is_stale ? out_text_of(&o) : c->done_said, spots, countof(spots));
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
            say_amount(c, behind ? W_trend_less : W_trend_more, behind ? plan - done : done - plan),
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
    label_place(c, "tx", c->planned_said, behind ? over : under, 4);
}

static void say_annual(struct chart *c) {
    if (!c->annual_said) return;
    double y = y_of(c, value_of(c, c->t->annual_fen));
    bool project = c->size == TREND_PROJECT;
    if (!project) out_line(c, "ref", c->left, y, c->right, y);
    struct spot spots[] = {{c->right + 10, y + 4, FROM},
                           {c->left + 6, y - 7, FROM},
                           {c->left + 6, y + 16, FROM},
                           {c->right, y - 7, UPTO},
                           {c->right, y + 16, UPTO}};
    label_place(c, project ? "lab" : "tx", c->annual_said, spots + !project, countof(spots) - !project);
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
    const char *text = say_month(c, c->size == TREND_NARROW ? W_trend_met_short : W_trend_met, m);
    int spot = label_place(c, "lab", text, spots, countof(spots));
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
    const char *comma = c->lang == ZH ? "，" : ", ";
    out_markup(c->o, word_html(c->lang, W_trend_title));
    if (c->done_said) {
        out_raw(c->o, c->lang == ZH ? "：" : ": ");
        fmt_month_short(c->o, c->lang, month_of(2000, c->last + 1));
        out_char(c->o, ' ');
        out_html(c->o, c->done_said);
    }
    if (c->planned_said) {
        out_raw(c->o, comma);
        out_html(c->o, c->planned_said);
    }
    if (c->annual_said) {
        out_raw(c->o, comma);
        out_html(c->o, c->annual_said);
    }
    out_char(c->o, ' ');
    out_markup(c->o, word_html(c->lang, c->t->is_project ? W_unit_wan : W_unit_yi));
}

static void out_frame(struct chart *c) {
    out_at(c->o, HTML("<svg class=\"ch\" width=\""), c->w);
    out_at(c->o, HTML(" height=\""), c->h);
    out_markup(c->o, HTML(" viewBox=\"0 0 "));
    out_tenth(c->o, c->w);
    out_at(c->o, HTML(" "), c->h);
    out_markup(c->o, HTML(" role=\"img\" aria-label=\""));
    aria(c);
    out_raw(c->o, "\">");
}

struct html svg_trend(struct arena *a, enum lang lang, const struct trend *t, int size) {
    must(t->months >= 1 && t->months <= 12 && size >= TREND_WIDE && size <= TREND_PROJECT);
    struct out o = out_over(arena_bytes(a, CHART_BYTES_MAX), CHART_BYTES_MAX);
    struct chart c = {.o = &o, .a = a, .lang = lang, .t = t, .size = size};
    measure(&c);
    sayings(&c);
    margins(&c);
    out_frame(&c);
    axes(&c);
    gap_fill(&c);
    series(&c, "plan", t->plan_fen, 12);
    series(&c, "done", t->done_fen, t->months);
    say_done(&c);
    say_gap(&c);
    say_annual(&c);
    say_met(&c);
    say_plan(&c);
    out_raw(&o, "</svg>");
    must(!o.overflow);
    return (struct html){out_text_of(&o), o.len};
}
