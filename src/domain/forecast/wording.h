/* wording -- what was said of a project in words, as a band, and the cases behind it. */
#pragma once
#include "base/out.h"
#include "base/words.h"
#include "forecast_queries.h"

/* "Of the 29 earlier projects most like this one 27 reached their plan." A chance in percent only where earlier chances of its
 * size came true as often as they were said; too few is an answer. */
struct both forecast_said(struct arena *a, const struct forecasts_of_project_row *f);
/* The same of the finish; empty if nothing was asked. */
struct both forecast_slip_said(struct arena *a, const struct forecasts_of_project_row *f);
/* Eight of ten such years end between low and high: a bar on a scale from nothing to one and a half plans (or more), with the
 * plan marked. */
struct html forecast_band(struct arena *a, enum lang lang, double low, double middle, double high);

struct forecast_name {
    int64_t project_id, came, weight_bp; /* came: hundredths of a percent of the plan, or days */
    int32_t month;
};
/* From the text it was written down as; how many, at most `most`. What cannot be read ends it. */
size_t forecast_names(const char *text, struct forecast_name *ret, size_t most);
