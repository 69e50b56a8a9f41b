/* Notes, limits and the page of the documentation in words. */
#include "domain/credibility/credibility.h"
#include "base/text.h"
#include <stdlib.h>

enum { SHARE_UNIT = 100 };

/* 12.5, 25: hundredths, without decimals that say nothing. */
static struct both hundredths(struct arena *a, int64_t n) {
    const char *sign = n < 0 ? "-" : "";
    int64_t whole = llabs(n) / SHARE_UNIT, part = llabs(n) % SHARE_UNIT;
    if (!part) return both_text(arena_printf(a, "%s%lld", sign, (long long)whole));
    if (part % 10 == 0) return both_text(arena_printf(a, "%s%lld.%lld", sign, (long long)whole, (long long)part / 10));
    return both_text(arena_printf(a, "%s%lld.%02lld", sign, (long long)whole, (long long)part));
}

static struct both value_said(struct arena *a, enum cred_unit unit, int64_t n) {
    switch (unit) {
    case CRED_WAN: return both_text(money_print(a, n, FEN_PER_WAN, n % FEN_PER_WAN ? 2 : 0));
    case CRED_SHARE:
    case CRED_POINTS:
    case CRED_HUNDREDTHS: return hundredths(a, n);
    case CRED_DAY: return both_text(n == NO_INT ? "" : day_print(a, (int32_t)n));
    case CRED_YUAN:
    case CRED_COUNT:
    case CRED_DAYS:
    case CRED_TIMES:
    case CRED_PERCENT: break;
    }
    return both_int(a, n);
}

struct both cred_found_said(struct arena *a, enum cred_check_no check, const struct cred_found *found) {
    const struct cred_check *c = &credibility_checks[check];
    struct both v[CRED_VALUES];
    enum word says = found->variant < CRED_VARIANTS_MAX ? c->says[found->variant] : c->says[0];
    for (int i = 0; i < CRED_VALUES; i++)
        v[i] = i < c->value_count ? value_said(a, c->units[i], found->values[i]) : both_text("");
    return SAY(a, says, v[0], v[1], v[2], v[3]);
}

struct both cred_said(struct arena *a, const struct report_note *n) {
    enum cred_check_no check = cred_check_no(n->check_key);
    struct cred_found found = {.variant = (int)n->variant, .values = {n->one, n->two, n->three, n->four}};
    if (check == CRED_CHECKS) return both_text(n->check_key); /* written by a later program */
    return cred_found_said(a, check, &found);
}

struct both cred_limit_said(struct arena *a, const struct cred_limit *l) {
    static const enum word units[] = {
        [CRED_WAN] = W_cred_unit_wan, [CRED_YUAN] = W_cred_unit_yuan, [CRED_SHARE] = W_cred_unit_share,
        [CRED_POINTS] = W_cred_unit_points, [CRED_COUNT] = W_cred_unit_count, [CRED_DAYS] = W_cred_unit_days,
        [CRED_HUNDREDTHS] = W_cred_unit_times, [CRED_DAY] = W_cred_unit_count,
        [CRED_TIMES] = W_cred_unit_times, [CRED_PERCENT] = W_cred_unit_share};
    bool is_parted = l->unit == CRED_SHARE || l->unit == CRED_POINTS || l->unit == CRED_HUNDREDTHS;
    return SAY(a, units[l->unit], is_parted ? hundredths(a, l->value) : both_int(a, l->value));
}

void cred_markdown(struct out *o) {
    struct arena *a = arena_new(0);
    out_printf(o, "| check | looks for | limit | edge | why |\n|---|---|---|---|---|\n");
    for (unsigned n = 0; n < CRED_CHECKS; n++) {
        const struct cred_check *c = &credibility_checks[n];
        for (int i = 0; i < c->limit_count; i++) {
            const struct cred_limit *l = &c->limits[i];
            static const char *const edges[] = {[CRED_AT] = "at", [CRED_BEYOND] = "beyond", [CRED_FIXED] = "–"};
            out_printf(o, "| %s %s | %s | %s | %s | %s |\n", i ? "" : word(ZH, c->name), i ? "" : word(EN, c->name),
                       i ? "" : word(EN, c->looks_for), cred_limit_said(a, l).in[EN], edges[l->edge], word(EN, l->source));
        }
    }
    arena_done(a);
}
