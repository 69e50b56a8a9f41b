/* svg -- charts written as SVG: small, printable, read by a screen reader, no script.
 *
 * Each has role="img" and a label that says the same in words; each stands beside a
 * table with the same numbers. Labels never lie on one another: their widths are
 * estimated from the characters and they are moved or left out (the table has them).
 * A month that is not known breaks the line; it is never drawn as zero. */
#pragma once
#include "base/arena.h"
#include "base/words.h"
#include <stdint.h>

/* Completion against plan with a tick at the share of the year elapsed, and the number
 * behind it. The scale ends at 150 %; the bar is cut there, the number never. Tags. */
void svg_bar(struct out *o, enum lang lang, double percent, double time_percent);
/* The leading bar of a page: higher, the tick and 100 labelled. */
void svg_bar_big(struct out *o, enum lang lang, double percent, double time_percent);

/* Cumulative plan and done by month of one year. */
struct trend {
    int64_t plan_fen[12], done_fen[12]; /* January to month i; NO_FEN: not known */
    int64_t annual_fen;                 /* the year's plan; NO_FEN: none */
    int months;                         /* the year is looked at up to this month (1 to 12) */
    bool is_provisional;                /* the plan stands in for one not issued yet */
    bool is_project;                    /* amounts in 万元 or million yuan; else 亿元 or billion yuan */
};
enum { TREND_WIDE, TREND_NARROW, TREND_PROJECT }; /* 972 × 250, 358 × 230, 956 × 264 */
struct html svg_trend(struct arena *a, enum lang lang, const struct trend *t, int size);

/* Twelve months in a row of a list, ending with `last`: 0 not judged, 1 green, 2 yellow, 3 red; other values: no month. Shape and
 * colour each, in words as its title: "2022-01 to 2022-03 green, …". */
struct html svg_strip_row(struct arena *a, enum lang lang, const unsigned char colours[static 12], int32_t last);
/* Twelve small lights, one a month: "red", "yellow", "green", "grey", NULL: no month yet. */
struct html svg_strip(struct arena *a, enum lang lang, const char *const colours[12]);
