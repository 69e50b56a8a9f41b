/* What changed since a date: the difference of two knowns, project by project, column by column. */
#include "domain/overview/board_page.h"
#include "base/text.h"

struct collector {
    struct arena *a;
    struct change *at;
    int skip, max, count, total;
    int64_t project_id;
    const char *name;
};

/* Exact: with decimals only where there is less than 万元. */
struct both fen_text(struct arena *a, int64_t fen) {
    if (fen == NO_FEN) return both_text("");
    int more = fen % FEN_PER_WAN ? 2 : 0;
    return (struct both){{arena_printf(a, "%s 万元", money_print(a, fen, FEN_PER_WAN, more)),
                          arena_printf(a, "%s M yuan", money_print(a, fen, FEN_PER_MILLION, 2 + more))}};
}

static struct both day_both(struct arena *a, int32_t day) { return both_text(day == NO_DAY ? "" : day_print(a, day)); }

static void add(struct collector *c, enum word what, struct both from, struct both to) {
    if (c->total++ < c->skip) return;
    if (c->count < c->max) c->at[c->count++] = (struct change){c->project_id, c->name, both_word(what), from, to};
}

static void fen_compare(struct collector *c, enum word what, int64_t from, int64_t to) {
    if (from != to) add(c, what, fen_text(c->a, from), fen_text(c->a, to));
}

static void day_compare(struct collector *c, enum word what, int32_t from, int32_t to) {
    if (from != to) add(c, what, day_both(c->a, from), day_both(c->a, to));
}

static void rows_compare(struct collector *c, const struct position *then, int old_row, const struct position *now, int row,
                         int32_t month) {
    const struct chunk *x = board_chunk(then->board, old_row), *y = board_chunk(now->board, row);
    int i = old_row % CHUNK_ROWS, k = row % CHUNK_ROWS, m = month_index(month);
    enum light before = lights_at(then->lights, old_row, month), after = lights_at(now->lights, row, month);
    if (before != after) add(c, W_change_light, both_word(light_word(before)), both_word(light_word(after)));
    if (!text_eq(chunk_name(x, i), chunk_name(y, k)))
        add(c, W_project_list_name, both_text(chunk_name(x, i)), both_text(chunk_name(y, k)));
    if (!text_eq(chunk_code(x, i), chunk_code(y, k)))
        add(c, W_project_list_code, both_text(chunk_code(x, i)), both_text(chunk_code(y, k)));
    if (x->stage[i] != y->stage[k])
        add(c, W_project_list_stage, both_word(stage_word(x->stage[i])), both_word(stage_word(y->stage[k])));
    fen_compare(c, W_change_total, x->total_fen[i], y->total_fen[k]);
    fen_compare(c, W_change_plan, x->plan_fen[i], y->plan_fen[k]);
    fen_compare(c, W_change_done, x->ytd_fen[m][i], y->ytd_fen[m][k]);
    day_compare(c, W_change_start, x->actual_start_day[i], y->actual_start_day[k]);
    day_compare(c, W_change_finish, x->actual_finish_day[i], y->actual_finish_day[k]);
    day_compare(c, W_change_statistics, x->stats_entry_day[i], y->stats_entry_day[k]);
    day_compare(c, W_change_withdrawn, x->withdrawn_day[i], y->withdrawn_day[k]);
}

enum err changes_between(struct arena *a, const struct position *then, const struct position *now, const struct selection *s,
                         int32_t month, int skip, int max, struct change **ret, int *ret_count, int *ret_total) {
    struct collector c = {.a = a, .skip = skip, .max = max, .at = arena_array(a, struct change, (size_t)max)};
    for (int row = selection_next(s, 0); row >= 0; row = selection_next(s, row + 1)) {
        const struct chunk *now_chunk = board_chunk(now->board, row);
        int i = row % CHUNK_ROWS;
        c.project_id = now_chunk->project_id[i];
        c.name = chunk_name(now_chunk, i);
        int old_row = board_row(then->board, c.project_id);
        if (old_row < 0) add(&c, W_change_new, both_text(""), fen_text(a, now_chunk->total_fen[i]));
        else rows_compare(&c, then, old_row, now, row, month);
    }
    *ret = c.at;
    *ret_count = c.count;
    *ret_total = c.total;
    return OK;
}
