#include "base/err.h"
#include <stdio.h>
#include <stdlib.h>

static const struct err_row rows[] = {
#define X(name, http, code, zh, en) [name] = {#name, http, code, zh, en},
    ERR_MAP(X)
#undef X
};

const struct err_row *err_row(enum err e) {
    must((unsigned)e < ERR_COUNT);
    return &rows[e];
}

void must_fail(const char *file, int line, const char *condition) {
    fprintf(stderr, "qipan: %s:%d: a bug: not so: %s\n", file, line, condition);
    abort();
}
