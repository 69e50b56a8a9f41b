/* Bars and the strip of lights; the trend is in svg_trend.c. */
#include "web/svg.h"
#include "base/text.h"
#include "web/format.h"
#include <math.h>

static const double SCALE_END = 150;

/* A share of the scale in percent of its width, with one decimal: bars are on every row. */
static void at_percent(struct out *o, struct html attribute, double share) {
    int tenths = share <= 0 ? 0 : share >= 100 ? 1000 : (int)(share * 10 + 0.5);
    out_markup(o, attribute);
    out_int(o, tenths / 10);
    out_char(o, '.');
    out_char(o, (char)('0' + tenths % 10));
    out_markup(o, HTML("%\""));
}

static void bar_label(struct out *o, enum lang lang, double percent, double time_percent) {
    out_markup(o, word_html(lang, W_bar_done));
    out_char(o, ' ');
    fmt_percent1(o, lang, percent);
    if (isnan(time_percent)) return;
    out_markup(o, word_html(lang, W_bar_time));
    out_char(o, ' ');
    fmt_percent1(o, lang, time_percent);
}

/* Opens and draws a bar: ground, done, a tick with a rim so that it shows on both. Heights are the
 * stylesheet's, only shares stand here: a list has hundreds of bars. A bar that is behind turns
 * grey: the light speaks, the bar measures. */
static void bar_open(struct out *o, enum lang lang, const char *class, double percent, double time_percent) {
    out_markup(o, HTML("<svg class=\""));
    out_raw(o, class);
    if (percent < time_percent) out_markup(o, HTML(" lo"));
    out_markup(o, HTML("\" role=\"img\" aria-label=\""));
    bar_label(o, lang, percent, time_percent);
    out_markup(o, HTML("\"><rect class=\"p\"/><rect class=\"f\" "));
    at_percent(o, HTML("width=\""), percent / SCALE_END * 100);
    if (!isnan(time_percent)) {
        out_markup(o, HTML("/><rect class=\"h\" "));
        at_percent(o, HTML("x=\""), time_percent / SCALE_END * 100);
        out_markup(o, HTML("/><rect class=\"t\" "));
        at_percent(o, HTML("x=\""), time_percent / SCALE_END * 100);
    }
    out_markup(o, HTML("/>"));
}

void svg_bar(struct out *o, enum lang lang, double percent, double time_percent) {
    out_raw(o, "<span class=\"rate\">");
    if (isnan(percent)) {
        out_raw(o, "<span></span><b>");
        fmt_unknown(o, lang);
    } else {
        bar_open(o, lang, "bar", percent, time_percent);
        out_raw(o, "</svg><b>");
        fmt_percent1(o, lang, percent);
    }
    out_raw(o, "</b></span>");
}

/* Where the tick's label goes so that it stays inside and clear of the label of 100 at two thirds. */
static const char *tick_anchor(double share) {
    return share < 22 ? "start" : share < 44 ? "middle" : "end";
}

void svg_bar_big(struct out *o, enum lang lang, double percent, double time_percent) {
    if (isnan(percent)) return;
    bar_open(o, lang, "bar big", percent, time_percent);
    out_raw(o, "<rect class=\"s\" x=\"66.7%\"/>");
    if (!isnan(time_percent)) {
        double share = time_percent / SCALE_END * 100;
        out_raw(o, "<text y=\"34\" text-anchor=\"");
        out_raw(o, tick_anchor(share));
        out_raw(o, "\" ");
        at_percent(o, HTML("x=\""), share);
        out_char(o, '>');
        out_markup(o, word_html(lang, W_time_progress));
        out_char(o, ' ');
        fmt_number1(o, lang, time_percent);
        out_raw(o, "</text>");
    }
    out_raw(o, "<text y=\"34\" x=\"66.7%\" dx=\"3\">100</text></svg>");
}

/* ---------- twelve lights ---------- */

static enum word light_word(const char *colour, char ret_shape[static 2]) {
    static const struct {
        const char *colour, *shape;
        enum word w;
    } lights[] = {{"red", "r", W_mark_red}, {"yellow", "y", W_mark_yellow}, {"green", "g", W_mark_green}};
    for (size_t i = 0; i < countof(lights); i++) {
        if (!text_eq(colour, lights[i].colour)) continue;
        ret_shape[0] = lights[i].shape[0];
        return lights[i].w;
    }
    ret_shape[0] = 'n';
    return W_mark_grey;
}

/* No drawing: a page of a list has six hundred of them. */
struct html svg_strip_row(struct arena *a, enum lang lang, const unsigned char colours[static 12], int32_t last) {
    static const char *const marks[] = {"<i class=n></i>", "<i class=g></i>", "<i class=y></i>", "<i class=r></i>", "<i></i>"};
    static const enum word words[] = {W_mark_grey, W_mark_green, W_mark_yellow, W_mark_red};
    struct out *o = out_in(a, 512);
    out_raw(o, "<span class=\"s12 wide\" role=\"img\" title=\"");
    for (int i = 0, end; i < 12; i = end) {
        for (end = i + 1; end < 12 && colours[end] == colours[i];) end++;
        if (colours[i] > 3) continue;
        fmt_month_short(o, lang, last - 11 + i);
        if (end > i + 1) {
            out_raw(o, "–");
            fmt_month_short(o, lang, last - 12 + end);
        }
        out_char(o, ' ');
        out_markup(o, word_html(lang, words[colours[i]]));
        if (end < 12) out_raw(o, lang == ZH ? "，" : ", ");
    }
    out_raw(o, "\">");
    for (int i = 0; i < 12; i++) out_raw(o, marks[colours[i] > 3 ? 4 : colours[i]]);
    out_raw(o, "</span>");
    return (struct html){out_text_of(o), o->len};
}

struct html svg_strip(struct arena *a, enum lang lang, const char *const colours[12]) {
    struct out *o = out_in(a, 8192);
    char shape[2] = "n";
    out_raw(
        o,
        "<svg class=\"strip\" width=\"204\" height=\"28\" viewBox=\"0 0 204 28\" role=\"img\" aria-label=\"");
    for (int i = 0; i < 12 && colours[i]; i++) {
        if (i) out_raw(o, lang == ZH ? "，" : ", ");
        fmt_month_short(o, lang, month_of(2000, i + 1));
        out_char(o, ' ');
        out_markup(o, word_html(lang, light_word(colours[i], shape)));
    }
    out_raw(o, "\">");
    for (int i = 0; i < 12; i++) {
        out_printf(o, "<text x=\"%d\" y=\"26\" text-anchor=\"middle\">%d</text>", 8 + i * 17, i + 1);
        if (!colours[i]) continue;
        light_word(colours[i], shape);
        out_printf(o, "<use class=\"%s\" href=\"#%s\" x=\"%d\" y=\"1\" width=\"11\" height=\"11\"/>", shape,
                   shape, 2 + i * 17);
    }
    out_raw(o, "</svg>");
    return (struct html){out_text_of(o), o->len};
}
