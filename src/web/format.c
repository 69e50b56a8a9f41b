#include "web/format.h"
#include "base/json.h"
#include "base/text.h"
#include "store/db.h"
#include "assets_gen.h"
#include "web/view.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define NBSP "\xC2\xA0"
#define MINUS "\xE2\x88\x92"

static void unknown_word(struct out *o, enum lang lang) {
    out_markup(o, word_html(lang, W_not_known));
}

void fmt_unknown(struct out *o, enum lang lang) {
    out_markup(o, HTML("<span class=\"dim\" aria-hidden=\"true\">—</span><span class=\"vh\">"));
    unknown_word(o, lang);
    out_markup(o, HTML("</span>"));
}

/* ---------- text ---------- */

void fmt_text(struct out *o, enum lang lang, const char *text) {
    (void)lang;
    if (text) out_html(o, text);
}

void fmt_both(struct out *o, enum lang lang, struct both text) {
    if (text.in[lang]) out_html(o, text.in[lang]);
}

void fmt_html(struct out *o, enum lang lang, struct html h) {
    (void)lang;
    if (h.len) out_markup(o, h);
}

void fmt_link(struct out *o, enum lang lang, const char *href) {
    (void)lang;
    bool here = href && (href[0] == '?' || href[0] == '#');
    bool local = href && href[0] == '/' && href[1] != '/' && href[1] != '\\';
    out_html(o, here || local ? href : "#");
}

void fmt_url(struct out *o, enum lang lang, const char *text) {
    (void)lang;
    if (text) out_url(o, text);
}

/* ---------- numbers ---------- */

void fmt_int(struct out *o, enum lang lang, int64_t n) {
    if (n == NO_INT)
        unknown_word(o, lang);
    else
        out_int(o, n);
}

void fmt_thousands(struct out *o, enum lang lang, int64_t n) {
    if (n == NO_INT)
        unknown_word(o, lang);
    else
        out_thousands(o, n);
}

static const char *sign_of(bool below, bool above) {
    return below ? MINUS : above ? "+" : "±";
}

void fmt_signed(struct out *o, enum lang lang, int64_t n) {
    if (n == NO_INT) {
        unknown_word(o, lang);
        return;
    }
    out_raw(o, sign_of(n<0, n> 0));
    out_thousands(o, n < 0 ? -n : n);
}

static void money(struct out *o, enum lang lang, int64_t fen, int64_t unit, int decimals) {
    if (fen == NO_FEN)
        unknown_word(o, lang);
    else
        out_money(o, fen, unit, decimals);
}

void fmt_wan(struct out *o, enum lang lang, int64_t fen) {
    money(o, lang, fen, lang == ZH ? FEN_PER_WAN : FEN_PER_MILLION, lang == ZH ? 0 : 2);
}

void fmt_wan_signed(struct out *o, enum lang lang, int64_t fen) {
    if (fen != NO_FEN) out_raw(o, sign_of(fen<0, fen> 0));
    fmt_wan(o, lang, fen == NO_FEN || fen >= 0 ? fen : -fen);
}

void fmt_yi1(struct out *o, enum lang lang, int64_t fen) {
    money(o, lang, fen, lang == ZH ? FEN_PER_YI : FEN_PER_BILLION, 1);
}

void fmt_yi2(struct out *o, enum lang lang, int64_t fen) {
    money(o, lang, fen, lang == ZH ? FEN_PER_YI : FEN_PER_MILLION, lang == ZH ? 2 : 0);
}

/* One decimal with thousands commas; a number that rounds to zero has no sign. False: not known. */
static bool decimal(struct out *o, enum lang lang, double d, bool with_sign) {
    if (!isfinite(d) || fabs(d) > 1e15) {
        unknown_word(o, lang);
        return false;
    }
    int64_t tenths = llround(d * 10), size = tenths < 0 ? -tenths : tenths;
    if (with_sign)
        out_raw(o, sign_of(tenths<0, tenths> 0));
    else if (tenths < 0)
        out_raw(o, MINUS);
    out_thousands(o, size / 10);
    out_char(o, '.');
    out_char(o, (char)('0' + size % 10));
    return true;
}

void fmt_percent1(struct out *o, enum lang lang, double percent) {
    if (decimal(o, lang, percent, false)) out_raw(o, NBSP "%");
}

void fmt_number1(struct out *o, enum lang lang, double number) {
    decimal(o, lang, number, false);
}
void fmt_points1(struct out *o, enum lang lang, double points) {
    decimal(o, lang, points, true);
}

struct measure measure_int(enum measure_kind kind, int64_t n) {
    bool unknown = n == NO_INT || (kind == MEASURE_MONTH && n == NO_MONTH);
    return (struct measure){unknown ? MEASURE_UNKNOWN : kind, n, NAN};
}

struct measure measure_num(enum measure_kind kind, double d) {
    return (struct measure){isnan(d) ? MEASURE_UNKNOWN : kind, NO_INT, d};
}

void fmt_measure(struct out *o, enum lang lang, struct measure m) {
    switch (m.kind) {
    case MEASURE_UNKNOWN:
        unknown_word(o, lang);
        break;
    case MEASURE_COUNT:
        fmt_thousands(o, lang, m.n);
        break;
    case MEASURE_DIFFERENCE:
        fmt_signed(o, lang, m.n);
        break;
    case MEASURE_FEN:
        fmt_yi1(o, lang, m.n);
        break;
    case MEASURE_PERCENT:
        fmt_number1(o, lang, m.d);
        break;
    case MEASURE_GROWTH:
    case MEASURE_POINTS:
        fmt_points1(o, lang, m.d);
        break;
    case MEASURE_MONTH:
        fmt_month(o, lang, (int32_t)m.n);
        break;
    }
}

void fmt_measure_unit(struct out *o, enum lang lang, struct measure m) {
    switch (m.kind) {
    case MEASURE_COUNT:
    case MEASURE_DIFFERENCE:
        out_markup(o, word_html(lang, W_unit_projects));
        break;
    case MEASURE_FEN:
        out_markup(o, word_html(lang, W_unit_yi));
        break;
    case MEASURE_PERCENT:
    case MEASURE_GROWTH:
        out_char(o, '%');
        break;
    case MEASURE_POINTS:
        out_markup(o, word_html(lang, W_unit_points));
        break;
    case MEASURE_UNKNOWN:
    case MEASURE_MONTH:
        break;
    }
}

/* ---------- dates ---------- */

void fmt_iso_day(struct out *o, enum lang lang, int32_t day) {
    (void)lang;
    char text[DAY_TEXT];
    out_raw(o, day_text(day, text));
}

void fmt_iso_month(struct out *o, enum lang lang, int32_t month) {
    (void)lang;
    char text[MONTH_TEXT];
    out_raw(o, month_text(month, text));
}

void fmt_day(struct out *o, enum lang lang, int32_t day) {
    if (day == NO_DAY)
        unknown_word(o, lang);
    else
        fmt_iso_day(o, lang, day);
}

void fmt_md(struct out *o, enum lang lang, int32_t day) {
    if (day == NO_DAY) {
        unknown_word(o, lang);
        return;
    }
    char text[DAY_TEXT];
    out_raw(o, day_text(day, text) + 5);
}

void fmt_month(struct out *o, enum lang lang, int32_t month) {
    if (month == NO_MONTH)
        unknown_word(o, lang);
    else
        fmt_iso_month(o, lang, month);
}

static const char *const month_names[] = {"January",   "February", "March",    "April",
                                          "May",       "June",     "July",     "August",
                                          "September", "October",  "November", "December"};

void fmt_month_words(struct out *o, enum lang lang, int32_t month) {
    if (month == NO_MONTH)
        unknown_word(o, lang);
    else if (lang == ZH)
        out_printf(o, "%d 年 %d 月", month_year(month), month_in_year(month));
    else
        out_printf(o, "%s %d", month_names[month_in_year(month) - 1], month_year(month));
}

void fmt_month_until(struct out *o, enum lang lang, int32_t month) {
    if (month == NO_MONTH || month_in_year(month) == 1)
        fmt_month_words(o, lang, month);
    else if (lang == ZH)
        out_printf(o, "%d 年 1–%d 月", month_year(month), month_in_year(month));
    else
        out_printf(o, "January–%s %d", month_names[month_in_year(month) - 1], month_year(month));
}

void fmt_month_short(struct out *o, enum lang lang, int32_t month) {
    if (month == NO_MONTH)
        unknown_word(o, lang);
    else if (lang == ZH)
        out_printf(o, "%d 月", month_in_year(month));
    else
        out_printf(o, "%.3s", month_names[month_in_year(month) - 1]);
}

/* ---------- lights ---------- */

struct light_look {
    const char *colour;
    struct html open, mark;
    enum word full, brief;
};
#define LOOK(colour, shape, word)                                                                            \
    {colour,                                                                                                 \
     {"<span class=\"light " shape "\">", sizeof "<span class=\"light " shape "\">" - 1},                    \
     {LIGHT_MARK(shape), sizeof LIGHT_MARK(shape) - 1}, word, word##_short}

/* Anything else is grey: not rated. */
static const struct light_look *look_of(const char *colour) {
    static const struct light_look looks[] = {LOOK("red", "r", W_mark_red), LOOK("yellow", "y", W_mark_yellow),
                                              LOOK("green", "g", W_mark_green), LOOK("grey", "n", W_mark_grey)};
    size_t i = 0;
    while (i + 1 < countof(looks) && !(colour && text_eq(colour, looks[i].colour))) i++;
    return &looks[i];
}

static void light(struct out *o, enum lang lang, const struct light_look *look, enum word w) {
    out_markup(o, look->open);
    out_markup(o, look->mark);
    out_markup(o, word_html(lang, w));
    out_markup(o, HTML("</span>"));
}

void fmt_light(struct out *o, enum lang lang, const char *colour) {
    const struct light_look *look = look_of(colour);
    light(o, lang, look, look->full);
}

void fmt_light_short(struct out *o, enum lang lang, const char *colour) {
    const struct light_look *look = look_of(colour);
    light(o, lang, look, look->brief);
}

void fmt_light_word(struct out *o, enum lang lang, const char *colour) {
    out_markup(o, word_html(lang, look_of(colour)->full));
}

/* ---------- the shell ---------- */

const char *fmt_asset(const char *name) {
    for (size_t i = 0; i < qipan_asset_count; i++)
        if (text_eq(qipan_assets[i].name, name)) return qipan_assets[i].href;
    return NULL;
}

static void hidden_field(struct out *o, const char *name, const char *value) {
    out_markup(o, HTML("<input type=\"hidden\" name=\""));
    out_html(o, name);
    out_markup(o, HTML("\" value=\""));
    out_html(o, value);
    out_markup(o, HTML("\">"));
}

void fmt_token(struct out *o, const struct page_frame *frame) {
    hidden_field(o, CSRF_FIELD, frame->csrf);
}

void fmt_known(struct out *o, const struct page_frame *frame) {
    if (frame->known_text[0]) hidden_field(o, "known", frame->known_text);
}

static int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* A component of a query as it was meant; false if it is longer than one of ours. */
static bool component(struct span s, char *to, size_t size) {
    size_t n = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (n + 1 >= size) return false;
        int high = -1, low = -1;
        if (s.at[i] == '%' && i + 2 < s.len) {
            high = hex_digit(s.at[i + 1]);
            low = hex_digit(s.at[i + 2]);
        }
        bool coded = high >= 0 && low >= 0;
        to[n] = coded ? (char)(high * 16 + low) : s.at[i] == '+' ? ' ' : s.at[i];
        if (!to[n++]) return false;
        if (coded) i += 2;
    }
    to[n] = 0;
    return utf8_valid(to, n);
}

void fmt_kept(struct out *o, enum lang lang, const char *query) {
    (void)lang;
    struct span rest = span_of(query), pair, name;
    while (span_cut(&rest, '&', &pair)) {
        char name_text[64], value_text[1024];
        if (!span_cut(&pair, '=', &name) || !name.len) continue;
        if (span_is(name, "known") || span_is(name, "page")) continue;
        if (!component(name, name_text, sizeof name_text) || !component(pair, value_text, sizeof value_text))
            continue;
        if (value_text[0]) hidden_field(o, name_text, value_text);
    }
}

void fmt_json_day(struct json *j, const char *key, int32_t day) {
    char text[DAY_TEXT];
    json_key_text(j, key, day == NO_DAY ? NULL : day_text(day, text));
}

void fmt_json_month(struct json *j, const char *key, int32_t month) {
    char text[MONTH_TEXT];
    json_key_text(j, key, month == NO_MONTH ? NULL : month_text(month, text));
}

void fmt_json_measure(struct json *j, const char *key, struct measure m) {
    json_key(j, key);
    switch (m.kind) {
    case MEASURE_UNKNOWN:
        json_unknown(j);
        break;
    case MEASURE_COUNT:
    case MEASURE_DIFFERENCE:
    case MEASURE_FEN:
        json_int(j, m.n);
        break;
    case MEASURE_PERCENT:
    case MEASURE_GROWTH:
    case MEASURE_POINTS:
        json_double(j, m.d);
        break;
    case MEASURE_MONTH: {
        char text[MONTH_TEXT];
        json_text(j, month_text((int32_t)m.n, text));
    }
    }
}
