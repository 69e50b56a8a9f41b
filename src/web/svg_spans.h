/* svg_spans -- things that take time, one a row on one axis of days: planned in grey, done in blue, overdue in red.
 *
 * Two bars a row, the plan above what was done; what is said of a row stands behind its bars, and the
 * line of today says its date. A mark before the name tells the state by its shape as well. Where a
 * row is one of many on a page (svg_span_row), only the bars are drawn, in shares of the width, so
 * that all rows share the axis above them (svg_span_axis) on any screen. */
#pragma once
#include "base/arena.h"
#include "base/day.h"
#include "base/words.h"

/* From and to a day; a bar of which one of the two is NO_DAY is not drawn. */
struct span_days {
    int32_t from, to;
};
struct span_row {
    const char *name, *says;
    const char *mark; /* "green" reached, "red" overdue, "yellow" waits for another, "grey" to come */
    struct span_days plan, done, late;
    bool is_said_in_red;
};
struct spans {
    const char *label; /* the same in words, for a screen reader */
    const struct span_row *rows;
    size_t count;
    int32_t today; /* NO_DAY: no line */
    bool is_now;   /* today is today, not a day of the past that is looked at */
};
enum { SPANS_WIDE, SPANS_NARROW }; /* 956 and 358 wide; as high as there are rows */
struct html svg_spans(struct arena *a, enum lang lang, const struct spans *s, int size);

/* -- many rows under one axis -- */

/* The days between which all of them lie, with a margin; a month around today if there is none. */
struct span_days span_scale(const struct span_days *of, size_t count, int32_t today);
struct html svg_span_axis(struct arena *a, enum lang lang, struct span_days scale, int32_t today, bool is_now, int size);
/* Days on the plan are ticks above, the plan they had first is a short one; days reached are ticks below. */
struct span_marks {
    const int32_t *first, *planned, *reached; /* `first`: planned so at first, and for another day now */
    size_t first_count, planned_count, reached_count;
    struct span_days late; /* from the plan of the first that is overdue, to today */
};
struct html svg_span_row(struct arena *a, const char *label, struct span_days scale, const struct span_marks *m, int32_t today);
