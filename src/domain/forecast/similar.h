/* similar -- what became of cases like this one: one weighted list gives chance, range, and the names behind them.
 *
 * A case is a project at a moment with what came of it. Its likeness to the one asked about is a bell in two measures (u, v),
 * times `otherwise` for each key in which they differ; a project of many cases is one project's worth. Cases stand in order
 * of what came of them, so that quantiles and chances are read off in one pass. Pure; the formulas are in README.md. */
#pragma once
#include "base/arena.h"
#include <stdbool.h>
#include <stdint.h>

enum { SIMILAR_KEYS = 3, SIMILAR_BLOCK = 64, SIMILAR_RANGE = 3 };

/* One case as it is told. */
struct similar_case {
    int64_t project, tag;         /* whose it is; what the caller finds it by again */
    double u, v;                  /* the measures, in widths of their bells */
    uint32_t key[SIMILAR_KEYS];
    double weight;                /* 1: own; less: imported */
    double came;                  /* what came of it */
};
/* Columns, padded to whole blocks with cases that weigh nothing. */
struct similar_cases {
    int count, blocks;
    float *u, *v, *base; /* base: ln of the case's own weight */
    uint32_t *key[SIMILAR_KEYS];
    double *came;
    int64_t *project, *tag;
};
/* Sorted, each project's cases sharing its weight. The array given is put in order. */
struct similar_cases similar_cases_of(struct arena *a, struct similar_case *at, int count);

struct similar_asked {
    double u, v;
    bool has_v;      /* else v says nothing of any case */
    uint32_t key[SIMILAR_KEYS];
    float ln_other;  /* of `otherwise` */
    int64_t but;     /* cases of this project are left out; 0: none */
};
/* Weights of one question: `w` has room for all blocks. */
struct similar_weights {
    const struct similar_cases *of;
    float *w;
    double *before; /* sum of the blocks before each, blocks + 1 of them */
    double sum, n;  /* n: cases' worth of evidence, (Σw)²/Σw² */
};
struct similar_weights similar_weights_new(struct arena *a, const struct similar_cases *of);
void similar_weigh(struct similar_weights *w, const struct similar_asked *asked);
/* Of what came above a limit (or at it, too), the share (n·share + 1)/(n + 2): never 0 or 1. */
double similar_chance(const struct similar_weights *w, double limit, bool with_limit);
/* The smallest outcome up to which a share `part` of the weight lies; NAN: there is no case. */
double similar_quantile(const struct similar_weights *w, double part);
/* The cases that weigh most, heaviest first, one a project: indices into the columns; how many. */
int similar_names(const struct similar_weights *w, int *ret, int most);
