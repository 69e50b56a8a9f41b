#include "domain/forecast/wording.h"
#include "domain/forecast/forecast_law.h"
#include <math.h>
#include <stdio.h>

static int64_t cases_said(int64_t evidence) { return (evidence + 50) / 100; }

/* Of n cases' worth with (n·share + 1)/(n + 2): how many that were. */
static int64_t of_cases(int64_t evidence, int64_t chance_bp) {
    double n = (double)evidence / 100, k = (double)chance_bp / 10000 * (n + 2) - 1;
    return k < 0 ? 0 : k > n ? cases_said(evidence) : (int64_t)round(k);
}

static struct both percent_said(struct arena *a, int64_t bp) { return both_num(a, (double)bp / 100, 0); }

struct both forecast_said(struct arena *a, const struct forecasts_of_project_row *f) {
    struct both low = percent_said(a, f->low_bp), high = percent_said(a, f->high_bp), n = both_int(a, cases_said(f->evidence));
    if (!f->is_shown) return SAY(a, W_forecast_too_few, n, low, high);
    if (f->is_percent) return SAY(a, W_forecast_percent, n, percent_said(a, f->reach100_bp), low, high);
    return SAY(a, W_forecast_of_n, n, both_int(a, of_cases(f->evidence, f->raw100_bp)), low, high);
}

struct both forecast_slip_said(struct arena *a, const struct forecasts_of_project_row *f) {
    if (f->slip_bp == NO_INT) return both_text("");
    struct both n = both_int(a, cases_said(f->slip_evidence)), limit = both_int(a, (int64_t)forecast_law_stated.slip_days);
    if (f->slip_evidence < (int64_t)(forecast_law_stated.too_few * 100)) return SAY(a, W_forecast_slip_few, n);
    return SAY(a, W_forecast_slip, n, both_int(a, of_cases(f->slip_evidence, f->slip_bp)), limit, both_int(a, f->slip_middle));
}

struct html forecast_band(struct arena *a, enum lang lang, double low, double middle, double high) {
    enum { WIDE = 240, HIGH = 34 };
    double whole = high > 1.5 ? ceil(high * 4) / 4 : 1.5, scale = (WIDE - 20) / whole;
    struct out *o = out_in(a, 4096);
    out_printf(o, "<svg class=\"strip\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"",
               WIDE, HIGH, WIDE, HIGH);
    struct both said = SAY(a, W_forecast_band, both_num(a, low * 100, 0), both_num(a, middle * 100, 0),
                           both_num(a, high * 100, 0));
    out_html(o, said.in[lang]);
    out_printf(o, "\"><rect x=\"10\" y=\"9\" width=\"%.1f\" height=\"2\" fill=\"currentColor\" opacity=\".3\"/>", whole * scale);
    out_printf(o, "<rect x=\"%.1f\" y=\"5\" width=\"%.1f\" height=\"10\" fill=\"currentColor\" opacity=\".35\"/>",
               10 + low * scale, fmax(1, (high - low) * scale));
    out_printf(o, "<rect x=\"%.1f\" y=\"3\" width=\"3\" height=\"14\" fill=\"currentColor\"/>", 10 + middle * scale - 1.5);
    for (int i = 0; i <= 1; i++)
        out_printf(o, "<rect x=\"%.1f\" y=\"0\" width=\"1\" height=\"20\" fill=\"currentColor\" opacity=\".6\"/>"
                   "<text x=\"%.1f\" y=\"32\" text-anchor=\"middle\">%d%%</text>",
                   10 + i * scale, 10 + i * scale + (i ? 0 : 2), i * 100);
    out_raw(o, "</svg>");
    return (struct html){out_text_of(o), o->len};
}

size_t forecast_names(const char *text, struct forecast_name *ret, size_t most) {
    size_t n = 0;
    for (const char *at = text; at && *at && n < most; n++) {
        long long id, came, weight;
        int month, used = 0;
        if (sscanf(at, "%lld:%d:%lld:%lld%n", &id, &month, &came, &weight, &used) != 4) break;
        ret[n] = (struct forecast_name){id, came, weight, month};
        at += used;
        while (*at == ' ') at++;
    }
    return n;
}
