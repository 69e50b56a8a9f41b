/* resolve -- what a project's investment statements say together.
 *
 * A fact says "over the months [from, to] this much was added". The boundaries between months
 * are nodes, a fact is an edge between two of them; nodes that are connected have a known
 * difference, and every figure of a year is such a difference: year to date is from the year's
 * first boundary to the month's last one. "Since the start" is an edge from a node of its own.
 *
 * Facts are laid latest first. One between nodes already connected adds nothing: it agrees with
 * what is laid, or it disagrees and is kept aside to be shown beside it. So the latest statement
 * counts, nothing is averaged, and what nobody stated stays NO_FEN.
 *
 * No sum here can overflow: a fact above FACT_FEN_MAX is unusable, a figure is a path without
 * loops, and there are only so many months. */
#pragma once
#include "base/arena.h"
#include "base/day.h"
#include "base/money.h"
#include <stdbool.h>
#include <stdint.h>

/* Ten trillion yuan: some forty times what the largest project on earth has cost. */
#define FACT_FEN_MAX INT64_C(1000000000000000)
/* Somewhat wider than the calendar of base/day, so that the year before any year can be asked for. */
enum { RESOLVE_YEAR_FIRST = 1890, RESOLVE_YEAR_LAST = 2209 };

/* One investment fact, of one source. */
struct stated {
    int64_t entry, id; /* the later entry is the later statement; in one entry the higher id */
    int64_t amount_fen;
    int32_t from_month; /* NO_MONTH: since the start */
    int32_t to_month;
};

/* What became of a fact. */
enum fate {
    FATE_LAID,      /* figures rest on it */
    FATE_AGREES,    /* says what is known already */
    FATE_DISAGREES, /* later statements say otherwise */
    FATE_UNUSABLE   /* ends before it begins, outside those years, or too large an amount */
};

struct resolved {
    int64_t before_fen; /* since the start to the end of the year before */
    int64_t ytd_fen[12], month_fen[12];
    int64_t since_fen[12]; /* since the start to the end of the month */
    bool disagrees;        /* a fact about the year, or about all before it, was kept aside */
    bool falls;            /* year to date is lower than at the last earlier month it is known at */
};

/* Scratch for any number of projects, one after the other. */
struct resolver;
struct resolver *resolver_new(struct arena *a) __attribute__((returns_nonnull));

/* Latest first, as resolve() and resolve_explain() want them. */
void stated_sort(struct stated *facts, int count);
/* The figures of one project: ret[0] of a year, ret[1] of the year before it, … ret[years - 1]; the facts are laid
 * once. ret_fates: one per fact, or NULL. */
void resolve(struct resolver *r, const struct stated *latest_first, int count, int year, int years,
             enum fate *ret_fates, struct resolved *ret);
/* The fact speaks of the year, or of all before it: what MARK_DISAGREES looks at. */
bool stated_concerns(const struct stated *f, int year);

/* -- the same with its grounds, for one project's page -- */

/* A fact that is part of a figure; facts are named by their place in latest_first. */
struct term {
    int fact;
    bool is_subtracted;
};
/* A figure and the facts it is the sum of; one term: somebody stated it just so. NO_FEN: none. */
struct ground {
    int64_t fen;
    const struct term *terms;
    int count;
};
/* A fact kept aside, beside what counts for the same months instead. */
struct dissent {
    int fact;
    struct ground counted;
};
struct explained {
    const enum fate *fates;
    struct ground before, ytd[12], month[12], since[12];
    const struct dissent *dissents; /* of all years, latest first */
    int dissent_count;
};
struct explained resolve_explain(struct arena *a, const struct stated *latest_first, int count, int year);
