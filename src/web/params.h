/* params -- fields become typed, bounded parameters, as the row declares them.
 *
 * What is not declared does not exist: it is refused by name. All faults are told at
 * once. An empty value is an absent one, because forms send their empty fields. */
#pragma once
#include "web/form.h"

struct param_value {
    const char *text;
    int64_t n; /* integer, day, month, index of the choice, flag */
    const struct upload *upload;
};

/* What came for one declared parameter. */
struct param_got {
    struct param_value *at;
    size_t count;
    const char *typed; /* the first text as it came, or NULL */
};

/* ret_got has PARAMS_MAX places, by index in the row. ERR_MISSING: a path parameter cannot be one;
 * ERR_USAGE: undeclared or double names, or any fault of a GET; ERR_INVALID: faults of a POST.
 * The faults are added to *faults; ret_got holds what was well even then. */
must_use enum err params_read(struct arena *a, const struct route_match *match, const struct fields *fields,
                              struct faults *faults, struct param_got ret_got[PARAMS_MAX]);

/* The index of a declared parameter, or -1. */
int params_index(const struct route *r, const char *name);
