/* Any bytes as cases and questions of outside data, one behind the other: each is answered, or refused with a sentence. */
#include "fuzz/fuzz.h"
#include "domain/forecast/outside.h"
#include <stdio.h>

enum { BETWEEN = 0x1e };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const uint8_t *middle = memchr(data, BETWEEN, size);
    size_t first = middle ? (size_t)(middle - data) : size, rest = middle ? size - first - 1 : 0;
    char cases[64], query[64];
    int cases_fd = fuzz_file(data, first), query_fd = fuzz_file(middle ? middle + 1 : data, rest);
    struct arena *a = arena_new((size_t)256 << 20);
    struct out *out = out_in(a, 0);
    struct both why = {{NULL}};
    int64_t unanswered = 0;
    snprintf(cases, sizeof cases, "/proc/self/fd/%d", cases_fd);
    snprintf(query, sizeof query, "/proc/self/fd/%d", query_fd);
    enum err e = outside_answer(a, &forecast_law_stated, cases, query, out, &unanswered, &why);
    if (e != OK) fuzz_refused(e, why);
    else promise(unanswered >= 0 && out->len && utf8_valid(out->at, out->len));
    arena_done(a);
    close(cases_fd);
    close(query_fd);
    return 0;
}
