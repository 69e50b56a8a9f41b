/* format -- how values are shown to people; what the holes of templates call.
 *
 * Every function takes (out, lang, value) and writes escaped text that is right between
 * tags and in quoted attributes; those marked "tags" write elements and stand between
 * tags only. What is not known (NO_INT, NO_FEN, NaN, NO_DAY, NO_MONTH) is never shown
 * as zero: between tags templates write fmt_unknown(), in attributes these functions
 * write the word. The table of hole formats is in tools/viewgen_body.c. */
#pragma once
#include "base/day.h"
#include "base/money.h"
#include "base/words.h"

struct json; /* base/json.h, whose names are also those of jansson: a file includes one of them */

/* Tags: a dash for the eye, the words for a screen reader. */
void fmt_unknown(struct out *o, enum lang lang);

void fmt_text(struct out *o, enum lang lang, const char *text); /* NULL writes nothing */
void fmt_both(struct out *o, enum lang lang, struct both text);
void fmt_html(struct out *o, enum lang lang, struct html h);
/* A local address ("/…", "?…", "#…"); anything else becomes "#", so no text can be a script. */
void fmt_link(struct out *o, enum lang lang, const char *href);
/* One component of an address. */
void fmt_url(struct out *o, enum lang lang, const char *text);

void fmt_int(struct out *o, enum lang lang, int64_t n);
void fmt_thousands(struct out *o, enum lang lang, int64_t n); /* 1,764 */
void fmt_signed(struct out *o, enum lang lang, int64_t n);    /* +287 */

/* Project plan and done: 万元 whole; million yuan with two decimals, which is as exact. */
void fmt_wan(struct out *o, enum lang lang, int64_t fen);
void fmt_wan_signed(struct out *o, enum lang lang, int64_t fen);
/* City and district: 亿元 with one decimal; billion yuan with one. */
void fmt_yi1(struct out *o, enum lang lang, int64_t fen);
/* Total investment of a project: 亿元 with two decimals; million yuan whole. */
void fmt_yi2(struct out *o, enum lang lang, int64_t fen);

/* Rates are in percent: 131.9 means 131.9 %. */
void fmt_percent1(struct out *o, enum lang lang, double percent); /* 131.9 % */
void fmt_number1(struct out *o, enum lang lang, double number);   /* 91.7 */
void fmt_points1(struct out *o, enum lang lang, double points);   /* +40.2, −39.3 */

/* A value whose kind is known only when it is looked up: an indicator's. Made by measure_…(). */
enum measure_kind {
    MEASURE_UNKNOWN,
    MEASURE_COUNT,
    MEASURE_DIFFERENCE, /* of counts: +287 */
    MEASURE_FEN,
    MEASURE_PERCENT,
    MEASURE_GROWTH, /* in percent, with its sign */
    MEASURE_POINTS, /* percentage points, with their sign */
    MEASURE_MONTH
};
struct measure {
    enum measure_kind kind;
    int64_t n; /* COUNT, DIFFERENCE, FEN, MONTH */
    double d;  /* PERCENT, GROWTH, POINTS */
};
/* Unknown if n is NO_INT (NO_FEN, NO_MONTH too) or d is NaN. */
struct measure measure_int(enum measure_kind kind, int64_t n);
struct measure measure_num(enum measure_kind kind, double d);
void fmt_measure(struct out *o, enum lang lang, struct measure m);      /* 1,010.0 or +40.2 */
void fmt_measure_unit(struct out *o, enum lang lang, struct measure m); /* 亿元, 个百分点 */

void fmt_day(struct out *o, enum lang lang, int32_t day);     /* 2022-12-06 */
void fmt_md(struct out *o, enum lang lang, int32_t day);      /* 12-06 */
void fmt_iso_day(struct out *o, enum lang lang, int32_t day); /* 2022-12-06, empty if not known: for inputs */
void fmt_month(struct out *o, enum lang lang, int32_t month); /* 2022-11 */
void fmt_month_words(struct out *o, enum lang lang, int32_t month); /* 2022 年 11 月, November 2022 */
void fmt_month_until(struct out *o, enum lang lang, int32_t month); /* 2022 年 1–11 月, January–November 2022 */
void fmt_month_short(struct out *o, enum lang lang, int32_t month); /* 11 月, Nov */
void fmt_iso_month(struct out *o, enum lang lang, int32_t month);   /* 2022-11, empty if not known */

/* Tags. Lights by name ("red", "yellow", "green", "grey"): shape and word, never colour alone. */
void fmt_light(struct out *o, enum lang lang, const char *colour);       /* ◆ 红灯 */
void fmt_light_short(struct out *o, enum lang lang, const char *colour); /* ◆ 红 */
void fmt_light_word(struct out *o, enum lang lang, const char *colour);  /* 红灯: no tags */
/* ◆, hidden from screen readers. The id in the sprite, and the class, is the shape's letter. In line, for templates name
 * the colour: what is left of it is the markup. */
#define LIGHT_MARK(shape) "<svg class=\"lt " shape "\" aria-hidden=\"true\"><use href=\"#" shape "\"/></svg>"
__attribute__((always_inline)) static inline void fmt_mark(struct out *o, enum lang lang, const char *colour) {
    (void)lang;
    if (colour && !strcmp(colour, "red")) out_markup(o, HTML(LIGHT_MARK("r")));
    else if (colour && !strcmp(colour, "yellow")) out_markup(o, HTML(LIGHT_MARK("y")));
    else if (colour && !strcmp(colour, "green")) out_markup(o, HTML(LIGHT_MARK("g")));
    else out_markup(o, HTML(LIGHT_MARK("n")));
}

/* Writes one piece of a word; true if an argument follows it. */
static inline bool fmt_word_step(struct out *o, const struct word_piece *p) {
    out_markup(o, p->html);
    return p->hole != 0;
}
/* Where a file compiled in is served, NULL if it is not there (htmx may be missing). */
const char *fmt_asset(const char *name);
struct page_frame; /* web/view.h */
/* Tags: the hidden field every form that posts carries. */
void fmt_token(struct out *o, const struct page_frame *frame);
/* Tags: the hidden field that keeps a form that asks on the date the reader looks from; nothing for now. */
void fmt_known(struct out *o, const struct page_frame *frame);
/* Tags: the parameters of a query as hidden fields, `known` and `page` left out: for the
 * form that looks at this page as known on another date. */
void fmt_kept(struct out *o, enum lang lang, const char *query);

/* Key and "2022-12-06" or "2022-11"; null if not known. */
void fmt_json_day(struct json *j, const char *key, int32_t day);
void fmt_json_measure(struct json *j, const char *key,
                      struct measure m); /* fen as they are, rates unrounded */
void fmt_json_month(struct json *j, const char *key, int32_t month);
