/* The rows of a formula as people type and read them, and whether they are possible. */
#include "domain/bulletins/score.h"
#include "base/text.h"
#include <string.h>

enum { FIELDS = 9, WEIGHT_MAX = 1000 * CENTI, TARGET_MAX = 1000000 * CENTI, DIGITS_MAX = 8 };

bool score_centi_read(struct span text, int64_t *ret) {
    int64_t n = 0;
    int digits = 0, places = -1;
    bool is_negative = text.len && text.at[0] == '-';
    for (size_t i = is_negative; i < text.len; i++) {
        char c = text.at[i];
        if (c == '.' && places < 0) {
            places = 0;
            continue;
        }
        if (c < '0' || c > '9' || places == 2 || digits == DIGITS_MAX) return false;
        n = n * 10 + (c - '0');
        digits++;
        places += places >= 0;
    }
    if (!digits || !places) return false;
    for (places = places < 0 ? 0 : places; places < 2; places++) n *= 10;
    *ret = is_negative ? -n : n;
    return true;
}

const char *score_centi_print(struct arena *a, int64_t centi) {
    int64_t whole = centi < 0 ? -centi : centi;
    const char *sign = centi < 0 ? "-" : "";
    if (whole % CENTI == 0) return arena_printf(a, "%s%lld", sign, (long long)(whole / CENTI));
    if (whole % 10 == 0) return arena_printf(a, "%s%lld.%lld", sign, (long long)(whole / CENTI), (long long)(whole % CENTI / 10));
    return arena_printf(a, "%s%lld.%02lld", sign, (long long)(whole / CENTI), (long long)(whole % CENTI));
}

/* -- read -- */

static void fault(struct arena *a, struct faults *f, size_t line, struct both text) {
    faults_add(f, "rows", SAY(a, W_score_line, both_int(a, (int64_t)line), text));
}

static bool is_word(struct arena *a, const char *text, enum word w) {
    for (enum lang l = ZH; l < LANG_COUNT; l++)
        if (text_eq(text_fold(a, span_of(word(l, w))), text)) return true;
    return false;
}

static unsigned figure_typed(struct arena *a, const char *text) {
    const char *folded = text_fold(a, span_of(text));
    unsigned n = 0;
    while (n < BULLETIN_FIGURES && !text_eq(bulletin_figure_code(n), text) && !is_word(a, folded, bulletin_figure_name(n))) n++;
    return n;
}
static enum score_mode mode_typed(struct arena *a, const char *text) {
    const char *folded = text_fold(a, span_of(text));
    unsigned n = 0;
    while (n < SCORE_MODES && !text_eq(score_mode_key(n), text) && !is_word(a, folded, score_mode_word(n))) n++;
    return n;
}
static int direction_typed(struct arena *a, const char *text) {
    const char *folded = text_fold(a, span_of(text));
    if (text_eq(text, "more") || is_word(a, folded, W_score_more)) return 0;
    return text_eq(text, "less") || is_word(a, folded, W_score_less) ? 1 : -1;
}

static size_t cells_cut(struct arena *a, struct span line, const char *ret[FIELDS]) {
    struct span part, left = span_of(text_tidy(a, line));
    size_t n = 0;
    while (span_cut(&left, ',', &part)) {
        part = span_trim(part);
        if (n < FIELDS) ret[n] = arena_copy_n(a, part.at, part.len);
        n++;
    }
    return n;
}

static bool line_read(struct arena *a, struct span line, size_t no, struct score_rule *r, struct faults *f) {
    const char *cell[FIELDS] = {0};
    size_t n = cells_cut(a, line, cell), before = f->count;
    if (n < 4 || n > FIELDS) {
        fault(a, f, no, both_word(W_score_fields));
        return false;
    }
    int direction = direction_typed(a, cell[2]);
    *r = (struct score_rule){.figure = figure_typed(a, cell[0]), .mode = mode_typed(a, cell[1]), .is_less = direction == 1};
    int64_t *const numbers[] = {&r->weight, &r->target, &r->step, &r->below, &r->above, &r->cap};
    if (r->figure == BULLETIN_FIGURES) fault(a, f, no, SAY(a, W_score_no_item, both_text(cell[0])));
    if (r->mode == SCORE_MODES) fault(a, f, no, SAY(a, W_score_no_mode, both_text(cell[1])));
    if (direction < 0) fault(a, f, no, SAY(a, W_score_no_direction, both_text(cell[2])));
    for (size_t i = 3; i < n; i++)
        if (*cell[i] && !score_centi_read(span_of(cell[i]), numbers[i - 3]))
            fault(a, f, no, SAY(a, W_score_no_number, both_text(cell[i])));
    return f->count == before;
}

bool score_read(struct arena *a, const char *text, int64_t full, struct score_formula_rules *ret, struct faults *faults) {
    struct span left = span_of(text), line;
    size_t before = faults->count, no = 0;
    *ret = (struct score_formula_rules){.full = full};
    while (span_cut(&left, '\n', &line)) {
        no++;
        if (!span_trim(line).len) continue;
        if (ret->count == SCORE_RULES_MAX) {
            fault(a, faults, no, SAY(a, W_score_many, both_int(a, SCORE_RULES_MAX)));
            break;
        }
        if (line_read(a, line, no, &ret->at[ret->count], faults)) ret->count++;
    }
    if (faults->count == before) score_check(a, ret, faults);
    return faults->count == before;
}

/* -- possible -- */

static bool is_in(int64_t n, int64_t max) { return n >= 0 && n <= max; }

static void rule_check(struct arena *a, const struct score_rule *r, size_t no, struct faults *f) {
    enum figure_unit unit = bulletin_figure_unit(r->figure);
    struct both name = both_word(bulletin_figure_name(r->figure));
    bool is_scorable = unit != FIGURE_MONTH && r->figure != OWN_SCORE && r->figure != IND_TIME_PROGRESS;
    if (!is_scorable) fault(a, f, no, SAY(a, W_score_not_scorable, name));
    if (r->weight <= 0 || r->weight > WEIGHT_MAX) fault(a, f, no, both_word(W_score_weight_bounds));
    if (!is_in(r->step, TARGET_MAX) || !is_in(r->below, WEIGHT_MAX) || !is_in(r->above, WEIGHT_MAX) ||
        !is_in(r->cap, WEIGHT_MAX) || r->target < -TARGET_MAX || r->target > TARGET_MAX)
        fault(a, f, no, both_word(W_score_bounds));
    if (r->mode == SCORE_SHARE && unit != FIGURE_PERCENT) fault(a, f, no, SAY(a, W_score_share_of, name));
    if (r->mode == SCORE_EACH && unit != FIGURE_COUNT) fault(a, f, no, SAY(a, W_score_each_of, name));
    if (r->mode == SCORE_TARGET && (r->step <= 0 || (!r->below && !r->above))) fault(a, f, no, both_word(W_score_no_step));
    if (r->mode == SCORE_PLACE && r->below <= 0) fault(a, f, no, both_word(W_score_no_place));
}

void score_check(struct arena *a, const struct score_formula_rules *rules, struct faults *f) {
    int64_t sum = 0;
    if (!rules->count) faults_add(f, "rows", both_word(W_score_no_rows));
    for (size_t i = 0; i < rules->count; i++) {
        const struct score_rule *r = &rules->at[i];
        rule_check(a, r, i + 1, f);
        for (size_t k = 0; k < i; k++)
            if (rules->at[k].figure == r->figure && rules->at[k].mode == r->mode)
                fault(a, f, i + 1, SAY(a, W_score_twice, both_word(bulletin_figure_name(r->figure)),
                                       both_int(a, (int64_t)k + 1)));
        if (r->mode != SCORE_EACH && r->mode != SCORE_BONUS) sum += r->weight;
    }
    if (rules->count && sum != rules->full)
        faults_add(f, "full", SAY(a, W_score_sum, both_text(score_centi_print(a, sum)),
                                  both_text(score_centi_print(a, rules->full))));
}

/* -- told -- */

const char *score_typed(struct arena *a, enum lang lang, const struct score_formula_rules *rules) {
    struct out *o = out_in(a, 16 << 10);
    for (size_t i = 0; i < rules->count; i++) {
        const struct score_rule *r = &rules->at[i];
        const int64_t numbers[] = {r->weight, r->target, r->step, r->below, r->above, r->cap};
        size_t last = countof(numbers);
        while (last > 1 && !numbers[last - 1]) last--;
        const char *comma = lang == ZH ? "，" : ", ";
        out_printf(o, "%s%s%s%s%s%s", i ? "\n" : "", word(lang, bulletin_figure_name(r->figure)), comma,
                   word(lang, score_mode_word(r->mode)), comma, word(lang, r->is_less ? W_score_less : W_score_more));
        for (size_t k = 0; k < last; k++) out_printf(o, "%s%s", comma, score_centi_print(a, numbers[k]));
    }
    return out_text_of(o);
}

static struct both centi(struct arena *a, int64_t n) { return both_text(score_centi_print(a, n)); }

/* A number of the item's unit: 100%, 10 亿元, 3. */
static struct both of_unit(struct arena *a, unsigned figure, int64_t n) {
    enum figure_unit unit = bulletin_figure_unit(figure);
    if (unit == FIGURE_PERCENT) return SAY(a, W_score_percent, centi(a, n));
    if (unit == FIGURE_POINTS) return SAY(a, W_score_points, centi(a, n));
    return unit == FIGURE_FEN ? SAY(a, W_score_yi, centi(a, n)) : centi(a, n);
}

static struct both target_said(struct arena *a, const struct score_rule *r) {
    struct both at = of_unit(a, r->figure, r->target), step = of_unit(a, r->figure, r->step);
    struct both said = SAY(a, r->is_less ? W_score_said_target_less : W_score_said_target, centi(a, r->weight), at);
    if (r->below) said = both_join(a, said, SAY(a, W_score_said_below, step, centi(a, r->below)));
    if (r->above) said = both_join(a, said, SAY(a, W_score_said_above, step, centi(a, r->above)));
    return r->cap ? both_join(a, said, SAY(a, W_score_said_cap, centi(a, r->cap))) : said;
}

struct both score_rule_said(struct arena *a, const struct score_rule *r) {
    switch (r->mode) {
    case SCORE_SHARE: return SAY(a, r->is_less ? W_score_said_share_less : W_score_said_share, centi(a, r->weight));
    case SCORE_TARGET: return target_said(a, r);
    case SCORE_EACH: return SAY(a, r->is_less ? W_score_said_each_less : W_score_said_each, centi(a, r->weight));
    case SCORE_PLACE: return SAY(a, W_score_said_place, centi(a, r->weight), centi(a, r->below));
    case SCORE_BONUS:
        return SAY(a, r->is_less ? W_score_said_bonus_less : W_score_said_bonus, of_unit(a, r->figure, r->target),
                   centi(a, r->weight));
    case SCORE_MODES: break;
    }
    return both_text("");
}
