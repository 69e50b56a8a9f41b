#include "domain/intake/heading.h"
#include "domain/intake/heading_milestone.h"
#include "domain/intake/heading_parts.h"
#include <limits.h>
#include <string.h>

enum { HEADER_ROWS_MAX = 40, HEADING_CHARS_MAX = 80, SCRATCH_BYTES_MAX = 256 << 20,
       GOOD_SCORE = 9, ROWS_BEYOND_GOOD = 8 };

/* A table of texts and what is merged there. */
struct grid {
    const struct heading_row *rows;
    size_t row_count;
    const struct sheet_range *merges;
    size_t merge_count;
};

static const char *text_at(const struct grid *g, size_t row, size_t column) {
    if (row >= g->row_count || column >= g->rows[row].count) return "";
    return g->rows[row].text[column];
}

static size_t width_of(const struct grid *g, size_t first, size_t depth) {
    size_t width = 0;
    for (size_t r = first; r < first + depth && r < g->row_count; r++)
        if (g->rows[r].count > width) width = g->rows[r].count;
    return width < HEADINGS_MAX ? width : HEADINGS_MAX;
}

/* The merged range over a cell, NULL if none. */
static const struct sheet_range *merge_over(const struct grid *g, size_t row, size_t column) {
    uint32_t r = g->rows[row].number - 1;
    for (size_t i = 0; i < g->merge_count; i++) {
        const struct sheet_range *m = &g->merges[i];
        if (r >= m->row_first && r <= m->row_last && column >= m->col_first && column <= m->col_last) return m;
    }
    return NULL;
}

/* The group heading that reaches over a gap: the merged one, or, where merges are not kept (csv), the
 * nearest to the left, as far as its own merge does not end before. */
static const char *group_over(const struct grid *g, size_t row, size_t column) {
    const struct sheet_range *m = merge_over(g, row, column);
    if (m && g->rows[row].number - 1 == m->row_first) return text_at(g, row, m->col_first);
    if (m) return "";
    for (size_t c = column; c-- > 0;) {
        const char *text = text_at(g, row, c);
        if (!*text) continue;
        const struct sheet_range *left = merge_over(g, row, c);
        return left && left->col_last < column && left->col_last > left->col_first ? "" : text;
    }
    return "";
}

/* The parts of a column's heading in rows [first, first + depth), group first. */
static size_t parts_of(const struct grid *g, size_t first, size_t depth, size_t column,
                       const char *parts[HEADER_DEPTH_MAX]) {
    bool below[HEADER_DEPTH_MAX + 1] = {false};
    for (size_t d = depth; d-- > 0;) below[d] = below[d + 1] || *text_at(g, first + d, column);
    size_t count = 0;
    for (size_t d = 0; d < depth && first + d < g->row_count; d++) {
        const char *text = text_at(g, first + d, column);
        if (!*text && below[d + 1]) text = group_over(g, first + d, column);
        if (*text && (!count || strcmp(parts[count - 1], text) != 0)) parts[count++] = text;
    }
    return count;
}

/* -- overrides -- */

static const struct heading_override *override_of(struct arena *a, const struct heading_options *o, const char *whole,
                                                  const char *last) {
    const char *folded_whole = text_fold(a, span_of(whole)), *folded_last = text_fold(a, span_of(last));
    for (size_t i = 0; i < o->override_count; i++)
        if (!strcmp(o->overrides[i].heading, folded_whole)) return &o->overrides[i];
    for (size_t i = 0; i < o->override_count; i++)
        if (!strcmp(o->overrides[i].heading, folded_last)) return &o->overrides[i];
    return NULL;
}

/* Months for a field that was ordered: from the order, else the year and months in the heading, else what is known. */
static void date_ordered(struct arena *a, struct heading *h, const struct heading_override *o,
                         const struct heading_context *c) {
    struct heading_parts p = heading_take_apart(a, h->text);
    int year = o->year ? o->year : p.year ? p.year : c->year;
    int last = p.month_last ? p.month_last : year == c->year ? c->month : year && year < c->year ? 12 : 0;
    int first = p.month_first && p.month_first != last ? p.month_first : 1;
    if (h->field == IN_BEFORE) {
        last = 12;
        if (!o->year && !(p.says & SAYS_YEAR_END) && year) year--;
    }
    if (h->field == IN_MONTH_DONE || h->field == IN_BUREAU_MONTH) first = last;
    bool since = h->field == IN_BEFORE || h->field == IN_SINCE_START || h->field == IN_BUREAU_SINCE_START;
    h->year = year;
    if (year && last) {
        h->from_month = month_of(year, first);
        h->to_month = month_of(year, last);
    }
    if (o->to_month != NO_MONTH) h->from_month = o->from_month, h->to_month = o->to_month;
    if (since) h->from_month = NO_MONTH;
    bool dated = h->field == IN_PLAN ? year != 0 : !intake_key_is_dated(h->field) || h->to_month != NO_MONTH;
    if (dated) return;
    h->state = HEADING_ASKED;
    h->candidates[0] = h->field;
    h->candidate_count = 1;
    h->why = both_word(h->field == IN_PLAN ? W_in_ask_year : W_in_ask_month);
    h->field = IN_EXTRA;
}

static void obey(struct arena *a, struct heading *h, const struct heading_override *o,
                 const struct heading_context *c) {
    h->field = o->field;
    h->state = o->field == IN_EXTRA ? HEADING_EXTRA : o->field == IN_IGNORE ? HEADING_IGNORED : HEADING_SURE;
    h->candidate_count = 0;
    h->why = h->state == HEADING_IGNORED ? both_word(W_in_ignored_ordered) : (struct both){{NULL}};
    h->is_ordered = true;
    if (o->unit_fen) h->unit_fen = o->unit_fen;
    if (h->state == HEADING_SURE) date_ordered(a, h, o, c);
}

/* -- one possible header -- */

/* Two columns may not state the same thing; the second is asked about. */
static bool same_statement(const struct heading *x, const struct heading *y) {
    return x->field == y->field && x->year == y->year && x->revision == y->revision &&
           x->is_provisional == y->is_provisional && x->from_month == y->from_month && x->to_month == y->to_month &&
           x->milestone_kind == y->milestone_kind && (x->milestone_kind != NO_INT || text_eq(x->milestone, y->milestone));
}

static void ask_twins(struct heading *at, size_t count) {
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < i; j++) {
            if (at[i].state != HEADING_SURE || at[j].state != HEADING_SURE || !same_statement(&at[i], &at[j])) continue;
            at[i].candidates[0] = at[i].field;
            at[i].candidate_count = 1;
            at[i].state = HEADING_ASKED;
            at[i].field = IN_EXTRA;
            at[i].why = both_word(W_in_ask_twin);
        }
}

static bool looks_like_data(struct arena *a, const char *text) {
    const char *folded = text_fold(a, span_of(text));
    size_t digits = 0, others = 0;
    for (const char *p = folded; *p; p++) {
        if (strchr("0123456789", *p)) digits++;
        else if (!strchr(".,-/+%:t", *p)) others++;
    }
    struct heading_parts p = heading_take_apart(a, text);
    bool only_time = (p.year || p.month_first) && !*p.plain;
    return (digits && others * 3 < digits && !only_time) || utf8_count(text) > 60;
}

struct attempt {
    struct heading *at;
    size_t count;
    int score, known;
};

/* Headings are short; what is longer is a note or a datum, and is cut so that memory stays bounded. */
static size_t short_parts_of(struct arena *a, const struct grid *g, size_t first, size_t depth, size_t column,
                             const char *parts[HEADER_DEPTH_MAX]) {
    size_t count = parts_of(g, first, depth, column, parts);
    for (size_t i = 0; i < count; i++) parts[i] = utf8_cut(a, parts[i], HEADING_CHARS_MAX);
    return count;
}

/* What a person said is a day of a milestone has its name too, unless the rows name theirs. */
static void name_milestones(struct arena *a, const struct milestone_kinds *k, struct heading *at, size_t count) {
    bool rows_name = false;
    for (size_t i = 0; i < count; i++) rows_name |= at[i].state == HEADING_SURE && at[i].field == IN_MILESTONE;
    for (size_t i = 0; i < count && !rows_name; i++)
        if (at[i].is_ordered) heading_name_milestone(a, k, &at[i]);
}

static struct attempt attempt(struct arena *a, const struct grid *g, size_t first, size_t depth,
                              const struct heading_context *context, const struct heading_options *o) {
    size_t width = width_of(g, first, depth);
    struct attempt t = {arena_array(a, struct heading, width + 1), 0, 0, 0};
    for (size_t c = 0; c < width; c++) {
        const char *parts[HEADER_DEPTH_MAX];
        size_t part_count = short_parts_of(a, g, first, depth, c, parts);
        if (!part_count) continue;
        struct heading h = heading_read(a, parts, part_count, context);
        const struct heading_override *order = override_of(a, o, h.text, parts[part_count - 1]);
        if (order) obey(a, &h, order, context);
        h.column = (uint32_t)c;
        if (order) t.score += 4;
        for (size_t d = 0; d < depth; d++)
            if (*text_at(g, first + d, c) && looks_like_data(a, text_at(g, first + d, c))) t.score -= 3;
        t.at[t.count++] = h;
    }
    headings_by_milestone(a, t.at, t.count);
    name_milestones(a, context->milestones, t.at, t.count);
    ask_twins(t.at, t.count);
    for (size_t i = 0; i < t.count; i++) {
        bool is_key = t.at[i].state == HEADING_SURE && t.at[i].field <= IN_OUTSIDE_NO;
        t.known += t.at[i].state == HEADING_SURE;
        t.score += is_key ? 4 : t.at[i].state == HEADING_SURE ? 3 : t.at[i].state != HEADING_EXTRA;
    }
    return t;
}

/* -- titles -- */

/* Dates of filling in and printing say nothing about the months that the figures are about. */
static bool is_clerical(const char *folded) {
    static const char *const marks[] = {"填报", "填表", "制表", "打印", "报送", "更新", "联系"};
    for (size_t i = 0; i < countof(marks); i++)
        if (strstr(folded, marks[i])) return true;
    return false;
}

static void learn(struct arena *a, const char *title, struct heading_context *c) {
    const char *folded = text_fold(a, span_of(title));
    const char *unit = strstr(folded, "单位:");
    if (unit && !c->unit_fen) {
        unit += strlen("单位:");
        c->unit_fen = money_unit_read((struct span){unit, strcspn(unit, ",;) ")});
        size_t cut = strlen(unit);
        for (; cut && !c->unit_fen; cut--) c->unit_fen = money_unit_read((struct span){unit, cut});
    }
    struct heading_parts p = heading_take_apart(a, title);
    if (p.unit_fen && !c->unit_fen) c->unit_fen = p.unit_fen;
    if (is_clerical(folded) || c->month) return;
    if (p.year && (!c->year || (c->year == p.year && p.month_last))) {
        c->year = p.year;
        c->month = p.month_last;
    } else if (!p.year && p.month_last && c->year) {
        c->month = p.month_last;
    }
}

static void learn_row(struct arena *a, const struct grid *g, size_t row, struct heading_context *c) {
    for (size_t k = 0; k < g->rows[row].count && k < HEADINGS_MAX; k++)
        if (*text_at(g, row, k)) learn(a, utf8_cut(a, text_at(g, row, k), HEADING_CHARS_MAX), c);
}

/* What is known beside the titles: the sheet's and the file's name fill gaps, options win. */
static struct heading_context context_with(struct arena *a, struct heading_context c, const struct heading_options *o) {
    const char *slash = o->file_name ? strrchr(o->file_name, '/') : NULL;
    if (o->sheet_name) learn(a, utf8_cut(a, o->sheet_name, HEADING_CHARS_MAX), &c);
    if (o->file_name) learn(a, utf8_cut(a, slash ? slash + 1 : o->file_name, HEADING_CHARS_MAX), &c);
    if (o->known.year) c.year = o->known.year, c.month = o->known.month;
    if (o->known.unit_fen) c.unit_fen = o->known.unit_fen;
    c.milestones = o->milestones;
    return c;
}

/* -- units -- */

/* An amount without a unit anywhere is a question, unless the cells below say it themselves. */
static bool cells_say_unit(const struct grid *g, size_t first, uint32_t column) {
    size_t said = 0, bare = 0;
    for (size_t r = first; r < g->row_count; r++) {
        const char *text = text_at(g, r, column);
        if (!*text) continue;
        strstr(text, "元") || strstr(text, "亿") || strstr(text, "万") ? said++ : bare++;
    }
    return said > bare;
}

static void ask_units(const struct grid *g, size_t first, struct heading *at, size_t count) {
    for (size_t i = 0; i < count; i++) {
        struct heading *h = &at[i];
        if (h->state != HEADING_SURE || intake_field(h->field)->kind != KIND_AMOUNT || h->unit_fen) continue;
        if (cells_say_unit(g, first, h->column)) continue;
        h->candidates[0] = h->field;
        h->candidate_count = 1;
        h->state = HEADING_ASKED;
        h->field = IN_EXTRA;
        h->why = both_word(W_in_ask_unit);
    }
}

static const char *unmatched(struct arena *a, const struct heading_options *o, const struct attempt *t) {
    for (size_t i = 0; i < o->override_count; i++) {
        bool found = false;
        for (size_t k = 0; k < t->count && !found; k++) {
            const char *folded = text_fold(a, span_of(t->at[k].text));
            found = text_ends(folded, o->overrides[i].heading);
        }
        if (!found) return o->overrides[i].heading;
    }
    return NULL;
}

/* Where the header is, and how deep; score INT_MIN if nowhere. */
struct place {
    size_t first, depth;
    int score;
    struct heading_context context;
};

/* On a tie the shallower header: a title above is no group heading. Far below a good one none is looked for. */
static struct place best_place(const struct grid *g, const struct heading_options *o) {
    struct place best = {.score = INT_MIN};
    struct heading_context titles = {0};
    struct arena *scratch = arena_new(SCRATCH_BYTES_MAX);
    for (size_t first = 0; first < g->row_count && first < HEADER_ROWS_MAX; first++) {
        if (best.score >= GOOD_SCORE && first > best.first + ROWS_BEYOND_GOOD) break;
        struct heading_context context = context_with(scratch, titles, o);
        for (size_t depth = 1; depth <= HEADER_DEPTH_MAX && first + depth <= g->row_count; depth++) {
            struct attempt t = attempt(scratch, g, first, depth, &context, o);
            bool better = t.score > best.score || (t.score == best.score && depth < best.depth);
            if (better && t.count >= 2 && t.known) best = (struct place){first, depth, t.score, context};
            arena_reset(scratch);
        }
        learn_row(scratch, g, first, &titles);
        arena_reset(scratch);
    }
    arena_done(scratch);
    return best;
}

/* The headings of the place, their texts in the caller's arena. */
static void take_place(struct arena *a, const struct grid *g, const struct place *place,
                       const struct heading_options *o, struct heading_map *ret_map) {
    struct arena *scratch = arena_new(SCRATCH_BYTES_MAX);
    struct attempt t = attempt(scratch, g, place->first, place->depth, &place->context, o);
    ask_units(g, place->first + place->depth, t.at, t.count);
    *ret_map = (struct heading_map){
        .first_row = g->rows[place->first].number,
        .last_row = g->rows[place->first + place->depth - 1].number,
        .context = place->context,
        .at = arena_array(a, struct heading, t.count + 1),
        .count = t.count,
        .unmatched = unmatched(scratch, o, &t),
    };
    for (size_t i = 0; i < t.count; i++) {
        ret_map->at[i] = t.at[i];
        ret_map->at[i].text = arena_copy(a, t.at[i].text);
        if (t.at[i].milestone) ret_map->at[i].milestone = arena_copy(a, t.at[i].milestone);
        ret_map->questions += t.at[i].state == HEADING_ASKED;
    }
    ret_map->context.milestones = NULL; /* the dictionary may be gone before the map is */
    arena_done(scratch);
}

enum err heading_find(struct arena *a, const struct heading_row *rows, size_t row_count,
                      const struct sheet_range *merges, size_t merge_count, const struct heading_options *options,
                      struct heading_map *ret_map, struct both *ret_why) {
    struct grid g = {rows, row_count < HEADER_LOOK_ROWS ? row_count : HEADER_LOOK_ROWS, merges, merge_count};
    struct place place = best_place(&g, options);
    if (place.score == INT_MIN) {
        *ret_why = both_word(row_count ? W_in_no_header : W_in_no_rows);
        return ERR_INVALID;
    }
    take_place(a, &g, &place, options, ret_map);
    return OK;
}
