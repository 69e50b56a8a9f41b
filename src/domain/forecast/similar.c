#include "domain/forecast/similar.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const float LEAST = 1e-12f, NOTHING = -1e9f;

static int by_came(const void *x, const void *y) {
    const struct similar_case *a = x, *b = y;
    if (a->came != b->came) return a->came < b->came ? -1 : 1;
    if (a->project != b->project) return a->project < b->project ? -1 : 1;
    return a->tag < b->tag ? -1 : a->tag > b->tag;
}

static int by_id(const void *x, const void *y) {
    const int64_t *a = x, *b = y;
    return *a < *b ? -1 : *a > *b;
}

static int cases_of(const int64_t *sorted, int count, int64_t project) {
    int low = 0, high = count, first;
    while (low < high) {
        int middle = (low + high) / 2;
        if (sorted[middle] < project) low = middle + 1;
        else high = middle;
    }
    for (first = low; low < count && sorted[low] == project; low++) continue;
    return low - first;
}

struct similar_cases similar_cases_of(struct arena *a, struct similar_case *at, int count) {
    struct similar_cases c = {.count = count, .blocks = (count + SIMILAR_BLOCK - 1) / SIMILAR_BLOCK};
    size_t room = (size_t)c.blocks * SIMILAR_BLOCK + 1;
    c.u = arena_array(a, float, room), c.v = arena_array(a, float, room), c.base = arena_array(a, float, room);
    for (int k = 0; k < SIMILAR_KEYS; k++) c.key[k] = arena_array(a, uint32_t, room);
    c.came = arena_array(a, double, room);
    c.project = arena_array(a, int64_t, room), c.tag = arena_array(a, int64_t, room);
    int64_t *sorted = arena_array(a, int64_t, (size_t)count + 1);
    for (int i = 0; i < count; i++) sorted[i] = at[i].project;
    if (count) {
        qsort(sorted, (size_t)count, sizeof *sorted, by_id);
        qsort(at, (size_t)count, sizeof *at, by_came);
    }
    for (int i = 0; i < count; i++) {
        c.u[i] = (float)at[i].u, c.v[i] = (float)at[i].v;
        c.base[i] = (float)log(at[i].weight / cases_of(sorted, count, at[i].project));
        for (int k = 0; k < SIMILAR_KEYS; k++) c.key[k][i] = at[i].key[k];
        c.came[i] = at[i].came, c.project[i] = at[i].project, c.tag[i] = at[i].tag;
    }
    for (int i = count; i < c.blocks * SIMILAR_BLOCK; i++) c.base[i] = NOTHING;
    return c;
}

struct similar_weights similar_weights_new(struct arena *a, const struct similar_cases *of) {
    struct similar_weights w = {.of = of};
    w.w = arena_array(a, float, (size_t)of->blocks * SIMILAR_BLOCK + 1);
    w.before = arena_array(a, double, (size_t)of->blocks + 1);
    return w;
}

/* e^x of x <= 0 to seven digits, without a call or a branch, so that a block of them becomes vectors: 2^whole · 2^rest, the
 * rest by the series of its exponential. Below e^-80 it stays there, which is nothing beside LEAST; which of two sizes is
 * the smaller, their bits say as well. */
static inline float exp_small(float x) {
    const int32_t eighty = 0x42a00000;
    int32_t size, bits;
    float least, scale;
    memcpy(&size, &x, sizeof size);
    size &= INT32_MAX;
    size = size < eighty ? size : eighty;
    memcpy(&least, &size, sizeof least);
    float t = least * -1.44269504088896f;
    int32_t whole = (int32_t)(t - 0.5f);
    float r = (t - (float)whole) * 0.693147180559945f;
    float p = 1.0f + r * (1.0f + r * (0.5f + r *
                                      (0.166666667f + r * (0.0416666667f + r * (0.00833333333f + r * 0.00138888889f)))));
    bits = (whole + 127) << 23;
    memcpy(&scale, &bits, sizeof scale);
    return p * scale;
}

/* A whole block at a time: the compiler makes vectors of a loop whose length it knows. */
static void block_weigh(const struct similar_cases *c, int at, const struct similar_asked *q, float *restrict w) {
    const float *restrict cu = c->u + at, *restrict cv = c->v + at, *restrict base = c->base + at;
    const uint32_t *restrict a = c->key[0] + at, *restrict b = c->key[1] + at, *restrict d = c->key[2] + at;
    float u = (float)q->u, v = q->has_v ? (float)q->v : 0, use_v = q->has_v ? 1.0f : 0.0f, other = q->ln_other;
    uint32_t ka = q->key[0], kb = q->key[1], kd = q->key[2];
    for (int i = 0; i < SIMILAR_BLOCK; i++) {
        float du = cu[i] - u, dv = (cv[i] - v) * use_v;
        float apart = (float)((a[i] != ka) + (b[i] != kb) + (d[i] != kd));
        w[i] = exp_small(base[i] + other * apart - 0.5f * (du * du + dv * dv)) + LEAST;
    }
}

static void block_sums(const float *w, double *sum, double *squares) {
    double s[4] = {0}, s2[4] = {0};
    for (int i = 0; i < SIMILAR_BLOCK; i += 4)
        for (int k = 0; k < 4; k++) {
            double x = w[i + k];
            s[k] += x, s2[k] += x * x;
        }
    *sum = s[0] + s[1] + s[2] + s[3], *squares = s2[0] + s2[1] + s2[2] + s2[3];
}

void similar_weigh(struct similar_weights *w, const struct similar_asked *asked) {
    const struct similar_cases *c = w->of;
    double sum = 0, squares = 0;
    for (int block = 0; block < c->blocks; block++) {
        float *at = w->w + block * SIMILAR_BLOCK;
        double s, s2;
        block_weigh(c, block * SIMILAR_BLOCK, asked, at);
        for (int i = block * SIMILAR_BLOCK; asked->but && i < c->count && i < (block + 1) * SIMILAR_BLOCK; i++)
            if (c->project[i] == asked->but) w->w[i] = 0;
        for (int i = c->count; i < (block + 1) * SIMILAR_BLOCK; i++) w->w[i] = 0; /* what pads the last one */
        block_sums(at, &s, &s2);
        w->before[block] = sum;
        sum += s, squares += s2;
    }
    w->before[c->blocks] = sum;
    w->sum = sum;
    w->n = squares > 0 ? sum * sum / squares : 0;
}

double similar_chance(const struct similar_weights *w, double limit, bool with_limit) {
    const struct similar_cases *c = w->of;
    int low = 0, high = c->count;
    while (low < high) {
        int middle = (low + high) / 2;
        if (with_limit ? c->came[middle] < limit : c->came[middle] <= limit) low = middle + 1;
        else high = middle;
    }
    double below = w->before[low / SIMILAR_BLOCK];
    for (int i = low / SIMILAR_BLOCK * SIMILAR_BLOCK; i < low; i++) below += w->w[i];
    double share = w->sum > 0 ? (w->sum - below) / w->sum : 0;
    return (w->n * share + 1) / (w->n + 2);
}

double similar_quantile(const struct similar_weights *w, double part) {
    const struct similar_cases *c = w->of;
    double want = part * w->sum;
    if (!c->count || w->sum <= 0) return NAN;
    int block = 0;
    while (block + 1 < c->blocks && w->before[block + 1] < want) block++;
    double sum = w->before[block];
    int i = block * SIMILAR_BLOCK;
    for (sum += w->w[i]; sum < want && i + 1 < c->count;) sum += w->w[++i];
    return c->came[i];
}

int similar_names(const struct similar_weights *w, int *ret, int most) {
    const struct similar_cases *c = w->of;
    int n = 0;
    for (int i = 0; i < c->count; i++) {
        int place = n, same = 0;
        if (w->w[i] <= 0 || (n == most && w->w[i] <= w->w[ret[n - 1]])) continue;
        while (same < n && c->project[ret[same]] != c->project[i]) same++;
        if (same < n) {
            if (w->w[ret[same]] >= w->w[i]) continue;
            memmove(ret + same, ret + same + 1, (size_t)(--n - same) * sizeof *ret);
        } else if (n == most) {
            n--;
        }
        for (place = n; place > 0 && w->w[ret[place - 1]] < w->w[i]; place--) ret[place] = ret[place - 1];
        ret[place] = i;
        n++;
    }
    return n;
}
