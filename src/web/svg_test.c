#include "web/svg.h"
#include "base/money.h"
#include "base/text.h"
#include "tap.h"
#include "web/format.h"
#include <math.h>

static struct arena *a;

/* ---------- what a reader of the chart would find ---------- */

struct label {
    double x0, y0, x1, y1;
    char text[120];
};
enum { LABELS_MAX = 64 };

/* The value of an attribute of the tag at `at`; 0 if it has none. */
static double number_of(const char *at, const char *name) {
    const char *found = strstr(at, name);
    return found && found < strchr(at, '>') ? strtod(found + strlen(name), NULL) : 0;
}

/* The group a tag stands in, NULL if in none: there is one level of them. */
static const char *group_around(const char *svg, const char *at) {
    const char *group = NULL;
    for (const char *g = svg; (g = strstr(g, "<g ")) && g < at; g++) group = g;
    return group && strstr(group, "</g>") > at ? group : NULL;
}

/* Narrower than the drawing's own estimate: a real font's 12 px. */
static double drawn_width(const char *text) {
    double width = 0;
    for (const char *at = text, *end = text + strlen(text); at < end;) {
        uint32_t c = utf8_next(&at, end);
        width += c >= 0x2E80 ? 12 : c == ' ' ? 4 : 6.7;
    }
    return width;
}

static int labels_of(const char *svg, struct label *labels) {
    int n = 0;
    for (const char *at = svg; (at = strstr(at, "<text ")); at++) {
        const char *open = strchr(at, '>') + 1, *close = strstr(open, "</text>");
        assert_true(n < LABELS_MAX && close && (size_t)(close - open) < sizeof labels->text);
        struct label *l = &labels[n++];
        snprintf(l->text, sizeof l->text, "%.*s", (int)(close - open), open);
        const char *group = group_around(svg, at);
        double x = number_of(at, " x=\""), y = number_of(at, " y=\""), width = drawn_width(l->text);
        const char *anchor = strstr(group ? group : at, "text-anchor=\"") + 13;
        if (group) {
            char *then;
            x += strtod(strstr(group, "translate(") + 10, &then);
            y += strtod(then, NULL);
        }
        l->x0 = *anchor == 's' ? x : *anchor == 'e' ? x - width : x - width / 2;
        l->x1 = l->x0 + width;
        l->y0 = y - 9;
        l->y1 = y + 2;
    }
    return n;
}

static void labels_must_be_apart(const char *svg, double w, double h) {
    struct label labels[LABELS_MAX];
    int n = labels_of(svg, labels);
    for (int i = 0; i < n; i++) {
        const struct label *p = &labels[i];
        if (p->x0 < -1 || p->x1 > w + 1 || p->y0 < -1 || p->y1 > h + 1)
            fail_msg("\"%s\" leaves the chart: %s", p->text, svg);
        for (int k = i + 1; k < n; k++) {
            const struct label *q = &labels[k];
            bool over = p->x0 < q->x1 && q->x0 < p->x1 && p->y0 < q->y1 && q->y0 < p->y1;
            if (over) fail_msg("\"%s\" lies on \"%s\": %s", p->text, q->text, svg);
        }
    }
}

static int count(const char *text, const char *what) {
    int n = 0;
    for (const char *at = text; (at = strstr(at, what)); at += strlen(what)) n++;
    return n;
}

static struct trend empty_trend(int months) {
    struct trend t = {.annual_fen = NO_FEN, .months = months};
    for (int i = 0; i < 12; i++) t.plan_fen[i] = t.done_fen[i] = NO_FEN;
    return t;
}

/* Plan rises evenly to 120 亿元, done to `share` of it. */
static struct trend even_trend(int months, double share) {
    struct trend t = {.annual_fen = 120 * FEN_PER_YI, .months = months};
    for (int i = 0; i < 12; i++) {
        t.plan_fen[i] = (i + 1) * 10 * FEN_PER_YI;
        t.done_fen[i] = i < months ? llround((double)t.plan_fen[i] * share) : NO_FEN;
    }
    return t;
}

static const char *draw(const struct trend *t, enum lang lang, int size) {
    return svg_trend(a, lang, t, size).at;
}

/* ---------- tests ---------- */

TEST(the_trend_says_done_plan_and_lead) {
    struct trend t = even_trend(11, 1.2);
    const char *svg = draw(&t, ZH, TREND_WIDE);
    assert_non_null(strstr(svg, ">完成 132.0<"));
    assert_non_null(strstr(svg, ">同期计划 110.0<"));
    assert_non_null(strstr(svg, ">多 22.0<"));
    assert_non_null(strstr(svg, ">全年计划 120.0<"));
    assert_non_null(strstr(svg, ">10 月完成全年计划<"));
    assert_null(strstr(svg, "class=\"gap\""));
    assert_non_null(strstr(draw(&t, EN, TREND_WIDE), ">Done 13.2<"));
}

TEST(what_lies_behind_is_filled_and_said) {
    struct trend t = even_trend(11, 0.5);
    const char *svg = draw(&t, ZH, TREND_WIDE);
    assert_non_null(strstr(svg, "class=\"gap\""));
    assert_non_null(strstr(svg, ">少 55.0<"));
    assert_null(strstr(svg, "完成全年计划"));
}

TEST(a_missing_month_breaks_the_line_and_is_never_zero) {
    struct trend t = even_trend(11, 1.2);
    t.done_fen[5] = NO_FEN;
    const char *svg = draw(&t, ZH, TREND_WIDE), *line = strstr(svg, "<path class=\"done\"");
    assert_non_null(line);
    const char *path = arena_copy_n(a, line, (size_t)(strchr(line + 20, '/') - line));
    assert_int_equal(count(path, "M"), 2);
    assert_int_equal(count(path, "L"), 8);
}

TEST(a_month_alone_is_a_dot) {
    struct trend t = empty_trend(11);
    t.done_fen[3] = 20 * FEN_PER_YI;
    const char *svg = draw(&t, ZH, TREND_WIDE);
    assert_non_null(strstr(svg, "<circle class=\"done\""));
    assert_null(strstr(svg, "<path class=\"done\""));
    assert_non_null(strstr(svg, ">4 月 完成 20.0<")); /* which month, since it is not the last one */
}

TEST(nothing_known_draws_axes_only) {
    struct trend t = empty_trend(11);
    const char *svg = draw(&t, ZH, TREND_PROJECT);
    assert_int_equal(count(svg, "<path"), count(svg, "<path class=\"ax\""));
    assert_null(strstr(svg, "NaN"));
    assert_null(strstr(svg, "nan"));
}

TEST(a_provisional_plan_says_so) {
    struct trend t = even_trend(1, 1);
    t.is_provisional = true;
    assert_non_null(strstr(draw(&t, ZH, TREND_WIDE), ">全年计划（暂定）120.0<"));
}

TEST(labels_never_lie_on_one_another) {
    uint64_t seed = 1;
    for (int round = 0; round < 3000; round++) {
        struct trend t = empty_trend(1);
        for (int i = 0; i < 12; i++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            t.plan_fen[i] =
                (seed >> 33) % 7 ? (int64_t)((seed >> 20) % 400) * FEN_PER_YI / 10 * (i + 1) : NO_FEN;
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            t.done_fen[i] =
                (seed >> 33) % 5 ? (int64_t)((seed >> 20) % 700) * FEN_PER_YI / 10 * (i + 1) : NO_FEN;
        }
        t.months = 1 + (int)(seed >> 40) % 12;
        t.annual_fen = (seed >> 50) % 8 ? t.plan_fen[11] : NO_FEN;
        t.is_project = (seed >> 45) & 1;
        t.is_provisional = (seed >> 46) & 1;
        enum lang lang = (seed >> 47) & 1 ? EN : ZH;
        labels_must_be_apart(draw(&t, lang, TREND_WIDE), 972, 250);
        labels_must_be_apart(draw(&t, lang, TREND_NARROW), 358, 230);
        labels_must_be_apart(draw(&t, lang, TREND_PROJECT), 956, 264);
        arena_reset(a);
    }
}

static const char *bar(double percent, double time) {
    struct out *o = out_in(a, 0);
    svg_bar(o, ZH, percent, time);
    return out_text_of(o);
}

TEST(a_bar_ends_at_150_and_its_number_does_not) {
    assert_non_null(strstr(bar(75, NAN), "width=\"50.0%\""));
    const char *far = bar(12345.6, 50);
    assert_non_null(strstr(far, "width=\"100.0%\""));
    assert_non_null(strstr(far, "<b>12,345.6\xC2\xA0%</b>"));
}

TEST(a_bar_behind_the_year_is_grey) {
    assert_non_null(strstr(bar(49.9, 50), "class=\"bar lo\""));
    assert_null(strstr(bar(50, 50), "bar lo"));
    assert_null(strstr(bar(10, NAN), "bar lo"));
}

TEST(an_unknown_rate_has_no_bar_and_is_not_zero) {
    const char *none = bar(NAN, 50);
    assert_null(strstr(none, "<svg"));
    assert_null(strstr(none, "0"));
    assert_non_null(strstr(none, "暂无数据"));
}

TEST(the_strip_names_every_month_it_shows) {
    const char *const lights[12] = {"green", "green", "yellow", "grey", "red"};
    const char *svg = svg_strip(a, EN, lights).at;
    assert_non_null(strstr(svg, "aria-label=\"Jan Green, Feb Green, Mar Yellow, Apr Not rated, May Red\""));
    assert_int_equal(count(svg, "<use "), 5);
}

TEST(a_strip_of_a_row_says_each_run_of_months_and_marks_every_one) {
    const unsigned char colours[12] = {9, 9, 1, 1, 1, 2, 0, 3, 3, 3, 3, 3};
    const char *html = svg_strip_row(a, EN, colours, month_of(2022, 12)).at;
    assert_non_null(strstr(html, "title=\"Mar–May Green, Jun Yellow, Jul Not rated, Aug–Dec Red\""));
    assert_int_equal(count(html, "<i class=r>"), 5);
    assert_int_equal(count(html, "<i"), 12);
}

int main(void) {
    a = arena_new(64 << 20);
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {T(the_trend_says_done_plan_and_lead),
                                       T(what_lies_behind_is_filled_and_said),
                                       T(a_missing_month_breaks_the_line_and_is_never_zero),
                                       T(a_month_alone_is_a_dot),
                                       T(nothing_known_draws_axes_only),
                                       T(a_provisional_plan_says_so),
                                       T(labels_never_lie_on_one_another),
                                       T(a_bar_ends_at_150_and_its_number_does_not),
                                       T(a_bar_behind_the_year_is_grey),
                                       T(an_unknown_rate_has_no_bar_and_is_not_zero),
                                       T(the_strip_names_every_month_it_shows),
                                       T(a_strip_of_a_row_says_each_run_of_months_and_marks_every_one)};
    int failed = cmocka_run_group_tests_name(__FILE__, tests, NULL, NULL);
    arena_done(a);
    return failed;
}
