#include "domain/board/resolve.h"
#include <stdlib.h>

/* Node 0 is the start; node 1 + i the boundary before month i; the last one is behind all months. */
enum {
    MONTHS = (RESOLVE_YEAR_LAST - RESOLVE_YEAR_FIRST + 1) * 12,
    MONTH_LOW = RESOLVE_YEAR_FIRST * 12,
    START = 0,
    NODES = 1 + MONTHS + 1
};
/* A path visits each node once; a difference of two paths must still fit. */
_Static_assert(FACT_FEN_MAX <= INT64_MAX / 2 / NODES, "sums of facts could overflow");
_Static_assert(NODES <= INT16_MAX, "a node is an int16_t");

/* Weighted union-find: value(node) = value(parent) + offset. */
struct resolver {
    int16_t parent[NODES];
    int64_t offset[NODES];
};

static void forget(struct resolver *r, int node) {
    r->parent[node] = (int16_t)node;
    r->offset[node] = 0;
}

struct resolver *resolver_new(struct arena *a) {
    struct resolver *r = arena_new_of(a, struct resolver);
    for (int i = 0; i < NODES; i++) forget(r, i);
    return r;
}

static int later_first(const void *a, const void *b) {
    const struct stated *x = a, *y = b;
    if (x->entry != y->entry) return x->entry > y->entry ? -1 : 1;
    return x->id == y->id ? 0 : x->id > y->id ? -1 : 1;
}

void stated_sort(struct stated *facts, int count) {
    int sorted = 1; /* most facts come as they were stated and need no sorting */
    while (sorted < count && later_first(&facts[sorted - 1], &facts[sorted]) <= 0) sorted++;
    if (sorted < count) qsort(facts, (size_t)count, sizeof *facts, later_first);
}

static int node_before(int32_t month) { return 1 + (int)(month - MONTH_LOW); }
static int node_after(int32_t month) { return node_before(month) + 1; }
static bool month_usable(int32_t month) { return month >= MONTH_LOW && month < MONTH_LOW + MONTHS; }
static int fact_low(const struct stated *f) { return f->from_month == NO_MONTH ? START : node_before(f->from_month); }
static int fact_high(const struct stated *f) { return node_after(f->to_month); }

static bool fact_usable(const struct stated *f) {
    if (!month_usable(f->to_month) || f->amount_fen > FACT_FEN_MAX || f->amount_fen < -FACT_FEN_MAX) return false;
    return f->from_month == NO_MONTH || (month_usable(f->from_month) && f->from_month <= f->to_month);
}

bool stated_concerns(const struct stated *f, int year) {
    int32_t first = month_of(year, 1), last = month_of(year, 12);
    if (f->from_month == NO_MONTH) return f->to_month >= first - 1 && f->to_month <= last;
    return f->from_month <= last && f->to_month >= first;
}

/* The root of a node's tree and the node's value above it; halves the path on its way. */
static int root_of(struct resolver *r, int node, int64_t *ret_above) {
    int64_t above = 0;
    while (r->parent[node] != node) {
        int p = r->parent[node];
        r->offset[node] += r->offset[p];
        r->parent[node] = r->parent[p];
        above += r->offset[node];
        node = r->parent[node];
    }
    *ret_above = above;
    return node;
}

static enum fate lay(struct resolver *r, const struct stated *f) {
    if (!fact_usable(f)) return FATE_UNUSABLE;
    int64_t above_low, above_high;
    int low = root_of(r, fact_low(f), &above_low), high = root_of(r, fact_high(f), &above_high);
    if (low == high) return above_high - above_low == f->amount_fen ? FATE_AGREES : FATE_DISAGREES;
    r->parent[high] = (int16_t)low;
    r->offset[high] = above_low + f->amount_fen - above_high;
    return FATE_LAID;
}

/* Where a node hangs: the difference of two nodes is known if they hang from one root. */
struct hung {
    int root;
    int64_t above;
};

static struct hung hung_of(struct resolver *r, int node) {
    struct hung h;
    h.root = root_of(r, node, &h.above);
    return h;
}

static int64_t difference(struct hung low, struct hung high) {
    return low.root == high.root ? high.above - low.above : NO_FEN;
}

static void read_year(struct resolver *r, int year, struct resolved *ret) {
    struct hung start = hung_of(r, START), before[13]; /* each month, and behind the last one */
    for (int m = 0; m <= 12; m++) before[m] = hung_of(r, node_before(month_of(year, 1)) + m);
    int64_t last_known = 0;
    ret->before_fen = difference(start, before[0]);
    for (int m = 0; m < 12; m++) {
        ret->ytd_fen[m] = difference(before[0], before[m + 1]);
        ret->month_fen[m] = difference(before[m], before[m + 1]);
        ret->since_fen[m] = difference(start, before[m + 1]);
        if (ret->month_fen[m] != NO_FEN && ret->month_fen[m] < 0) ret->falls = true;
        if (ret->ytd_fen[m] == NO_FEN) continue;
        if (ret->ytd_fen[m] < last_known) ret->falls = true;
        last_known = ret->ytd_fen[m];
    }
}

void resolve(struct resolver *r, const struct stated *latest_first, int count, int year, int years,
             enum fate *ret_fates, struct resolved *ret) {
    must(year - years >= RESOLVE_YEAR_FIRST - 1 && year <= RESOLVE_YEAR_LAST);
    for (int k = 0; k < years; k++) ret[k] = (struct resolved){0};
    for (int i = 0; i < count; i++) {
        enum fate fate = lay(r, &latest_first[i]);
        if (ret_fates) ret_fates[i] = fate;
        for (int k = 0; k < years && fate >= FATE_DISAGREES; k++)
            if (stated_concerns(&latest_first[i], year - k)) ret[k].disagrees = true;
    }
    for (int k = 0; k < years; k++) read_year(r, year - k, &ret[k]);
    for (int i = 0; i < count; i++) {
        if (!fact_usable(&latest_first[i])) continue;
        forget(r, fact_low(&latest_first[i]));
        forget(r, fact_high(&latest_first[i]));
    }
}

/* -- grounds: the laid facts form a forest; each tree is hung up by one node, and the path
 * between two nodes climbs from both ends to where they meet -- */

struct forest {
    const struct stated *facts;
    int32_t *next;             /* of edge 2 * fact (leaves the low end) and 2 * fact + 1 (the high end), + 1 */
    int32_t head[NODES];       /* first edge of a node + 1; 0: none */
    int32_t up_edge[NODES];    /* the edge that leaves this node upwards, + 1; 0: a root, or not reached */
    int16_t up[NODES], depth[NODES];
    int16_t tree[NODES];       /* which tree, 0: not reached */
    int16_t waiting[NODES];
};

static int edge_from(const struct forest *f, int edge) {
    return edge % 2 ? fact_high(&f->facts[edge / 2]) : fact_low(&f->facts[edge / 2]);
}
static int edge_to(const struct forest *f, int edge) { return edge_from(f, edge ^ 1); }

static void hang(struct forest *f, int root, int16_t tree) {
    int waiting = 0;
    f->waiting[waiting++] = (int16_t)root;
    f->tree[root] = tree;
    while (waiting) {
        int node = f->waiting[--waiting];
        for (int32_t e = f->head[node]; e; e = f->next[e - 1]) {
            int child = edge_to(f, e - 1);
            if (f->tree[child]) continue;
            f->tree[child] = tree;
            f->up[child] = (int16_t)node;
            f->up_edge[child] = ((e - 1) ^ 1) + 1;
            f->depth[child] = (int16_t)(f->depth[node] + 1);
            f->waiting[waiting++] = (int16_t)child;
        }
    }
}

static struct forest *forest_new(struct arena *a, const struct stated *facts, const enum fate *fates, int count) {
    struct forest *f = arena_new_of(a, struct forest);
    f->facts = facts;
    f->next = arena_array(a, int32_t, 2 * (size_t)count);
    for (int32_t e = 0; e < 2 * count; e++) {
        if (fates[e / 2] != FATE_LAID) continue;
        f->next[e] = f->head[edge_from(f, e)];
        f->head[edge_from(f, e)] = e + 1;
    }
    int16_t trees = 0;
    for (int node = 0; node < NODES; node++)
        if (f->head[node] && !f->tree[node]) hang(f, node, ++trees);
    return f;
}

/* The sum along an edge: its amount if it leaves the low end, less its amount if the high one. */
static struct term term_of(int32_t edge) { return (struct term){edge / 2, edge % 2 == 1}; }

static struct ground ground_between(struct arena *a, const struct forest *f, int low, int high) {
    if (!f->tree[low] || f->tree[low] != f->tree[high]) return (struct ground){.fen = NO_FEN};
    struct term *terms = arena_array(a, struct term, (size_t)f->depth[low] + (size_t)f->depth[high]);
    int count = 0, end = f->depth[low] + f->depth[high], from_high = end;
    while (low != high) {
        if (f->depth[low] >= f->depth[high]) {
            terms[count++] = term_of(f->up_edge[low] - 1);
            low = f->up[low];
        } else {
            terms[--from_high] = term_of((f->up_edge[high] - 1) ^ 1);
            high = f->up[high];
        }
    }
    while (from_high < end) terms[count++] = terms[from_high++];
    int64_t sum = 0;
    for (int i = 0; i < count; i++) {
        int64_t fen = f->facts[terms[i].fact].amount_fen;
        sum += terms[i].is_subtracted ? -fen : fen;
    }
    return (struct ground){sum, terms, count};
}

static void explain_dissents(struct arena *a, const struct forest *f, int count, struct explained *x) {
    struct dissent *dissents = arena_array(a, struct dissent, (size_t)count);
    for (int i = 0; i < count; i++) {
        if (x->fates[i] != FATE_DISAGREES) continue;
        struct ground counted = ground_between(a, f, fact_low(&f->facts[i]), fact_high(&f->facts[i]));
        dissents[x->dissent_count++] = (struct dissent){i, counted};
    }
    x->dissents = dissents;
}

struct explained resolve_explain(struct arena *a, const struct stated *latest_first, int count, int year) {
    struct explained x = {0};
    enum fate *fates = arena_array(a, enum fate, (size_t)count);
    resolve(resolver_new(a), latest_first, count, year, 1, fates, &(struct resolved){0});
    x.fates = fates;
    struct forest *f = forest_new(a, latest_first, fates, count);
    int first = node_before(month_of(year, 1));
    x.before = ground_between(a, f, START, first);
    for (int m = 0; m < 12; m++) {
        x.ytd[m] = ground_between(a, f, first, first + m + 1);
        x.month[m] = ground_between(a, f, first + m, first + m + 1);
        x.since[m] = ground_between(a, f, START, first + m + 1);
    }
    explain_dissents(a, f, count, &x);
    return x;
}
