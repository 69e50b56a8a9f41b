#include "domain/forecast/outside_inside.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

void outside_number(struct out *o, double n, int decimals) {
    char text[400];
    out_char(o, ',');
    if (isnan(n)) return;
    int len = snprintf(text, sizeof text, "%.*f", decimals, n);
    while (len > 1 && strchr(text, '.') && (text[len - 1] == '0' || text[len - 1] == '.')) {
        bool is_point = text[--len] == '.';
        text[len] = 0;
        if (is_point) break;
    }
    out_raw(o, strcmp(text, "-0") ? text : "0");
}

enum err outside_answer(struct arena *a, const struct forecast_law *law, const char *cases_path, const char *query_path,
                        struct out *out, int64_t *ret_unanswered, struct both *ret_why) {
    struct answering w = {.a = a, .law = law, .cases_path = cases_path, .query_path = query_path, .out = out, .why = ret_why};
    bool is_slips;
    try(outside_has(a, cases_path, "finish_at_target", &is_slips, ret_why));
    try(is_slips ? outside_slips(&w) : outside_months(&w));
    *ret_unanswered = w.unanswered;
    return OK;
}
