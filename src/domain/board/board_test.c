/* The board as folded and as refreshed: the same, byte for byte; the past stays as it was. */
#include "board_city.h"
#include "store/schema.h"
#include <pthread.h>

static void assert_dictionaries_equal(const struct dictionary *x, const struct dictionary *y) {
    assert_int_equal(x->count, y->count);
    for (int i = 0; i < x->count; i++) {
        assert_int_equal(x->at[i].id, y->at[i].id);
        assert_string_equal(x->at[i].key, y->at[i].key);
    }
}

static void assert_columns_equal(const struct chunk *x, const struct chunk *y) {
    for (const struct board_column *col = board_columns; col < board_columns + board_column_count; col++) {
        size_t bytes = (size_t)(col->bytes * col->count) * CHUNK_ROWS;
        const char *at = (const char *)x + col->chunk_offset, *other = (const char *)y + col->chunk_offset;
        if (memcmp(at, other, bytes)) print_error("column %s differs\n", col->name);
        assert_memory_equal(at, other, bytes);
    }
    assert_memory_equal(x->name_at, y->name_at, sizeof x->name_at);
    assert_memory_equal(x->code_at, y->code_at, sizeof x->code_at);
    assert_memory_equal(x->unit_at, y->unit_at, sizeof x->unit_at);
    assert_memory_equal(x->number_at, y->number_at, sizeof x->number_at);
    assert_memory_equal(x->milestone_at, y->milestone_at, sizeof x->milestone_at);
    assert_memory_equal(x->search_at, y->search_at, sizeof x->search_at);
    assert_int_equal(x->text_bytes, y->text_bytes);
    assert_memory_equal(x->text, y->text, x->text_bytes);
    assert_memory_equal(x->search, y->search, x->search_at[x->rows]);
}

static void assert_boards_equal(const struct board *x, const struct board *y) {
    assert_int_equal(x->entry, y->entry);
    assert_int_equal(x->known_ms, y->known_ms);
    assert_int_equal(x->year, y->year);
    assert_int_equal(x->threshold_fen, y->threshold_fen);
    assert_int_equal(x->zone_min, y->zone_min);
    assert_int_equal(x->plans_issued, y->plans_issued);
    assert_dictionaries_equal(&x->areas, &y->areas);
    assert_dictionaries_equal(&x->fields, &y->fields);
    assert_dictionaries_equal(&x->departments, &y->departments);
    assert_int_equal(x->rows, y->rows);
    assert_int_equal(x->chunk_count, y->chunk_count);
    for (int n = 0; n < x->chunk_count; n++) {
        assert_int_equal(x->chunks[n]->rows, y->chunks[n]->rows);
        assert_columns_equal(x->chunks[n], y->chunks[n]);
    }
}

/* Some edits, now and then a threshold or a new area. */
static void random_entry(struct city *c) {
    city_begin(c);
    if (city_chance(c, 40)) city_set_threshold(c);
    if (city_chance(c, 40)) city_put_area(c, city_below(c, 5));
    if (city_chance(c, 60)) city_put_kind(c);
    for (int n = 1 + city_below(c, 3); n > 0; n--) city_edit(c);
    city_commit(c);
}

TEST_BOTH(after_any_edits_a_refreshed_board_is_a_fresh_one, schema_of_program()) {
    struct city *c = city_new(a, s, 1, 40);
    enum { PAST = 12, ROUNDS = 200 };
    struct board *past[PAST], *refreshed = city_fold(c, city_last_entry(c), CITY_YEAR);
    struct board *year_before = city_fold(c, city_last_entry(c), CITY_YEAR - 1);
    int past_count = 0;
    for (int round = 0; round < ROUNDS; round++) {
        random_entry(c);
        if (city_chance(c, 3)) random_entry(c);
        int64_t last = city_last_entry(c);
        struct board *fresh = city_fold(c, last, CITY_YEAR), *next = city_refresh(c, refreshed, last);
        assert_boards_equal(fresh, next);
        board_drop(refreshed);
        refreshed = next;
        if (round % (ROUNDS / PAST) == 0 && past_count < PAST) past[past_count++] = board_keep(fresh);
        board_drop(fresh);
        if (round % 20) continue;
        next = city_refresh(c, year_before, last);
        fresh = city_fold(c, last, CITY_YEAR - 1);
        assert_boards_equal(fresh, next);
        board_drop(fresh);
        board_drop(year_before);
        year_before = next;
    }
    for (int i = 0; i < past_count; i++) { /* nobody can change what was known then */
        struct board *again = city_fold(c, past[i]->entry, CITY_YEAR);
        assert_boards_equal(past[i], again);
        board_drop(again);
        if (i) {
            again = city_refresh(c, past[i - 1], past[i]->entry); /* to an entry that is not the last */
            assert_boards_equal(past[i], again);
            board_drop(again);
        }
    }
    for (int i = 0; i < past_count; i++) board_drop(past[i]);
    board_drop(refreshed);
    board_drop(year_before);
    city_done(c);
}

enum { SOME_YEARS = BOARD_YEARS_MAX };

static void fold_years(struct city *c, int64_t entry, struct board *ret[SOME_YEARS]) {
    assert_ok(c->a, store_read(c->s, c->a, &c->t));
    assert_ok(c->a, board_fold(c->t, entry, CITY_YEAR + 1, SOME_YEARS, ret));
    arena_reset(c->a);
}

static void drop_years(struct board *boards[SOME_YEARS]) {
    for (int k = 0; k < SOME_YEARS; k++) board_drop(boards[k]);
}

TEST_BOTH(boards_of_some_years_from_one_reading_are_those_of_each_year, schema_of_program()) {
    struct city *c = city_new(a, s, 2, 40);
    struct board *old[SOME_YEARS], *fresh[SOME_YEARS], *next[SOME_YEARS];
    fold_years(c, city_last_entry(c), old);
    for (int round = 0; round < 40; round++) {
        random_entry(c);
        int64_t last = city_last_entry(c);
        fold_years(c, last, fresh);
        assert_ok(a, store_read(c->s, a, &c->t));
        assert_ok(a, board_refresh(c->t, old, SOME_YEARS, last, next));
        arena_reset(a);
        for (int k = 0; k < SOME_YEARS; k++) {
            struct board *alone = city_fold(c, last, CITY_YEAR + 1 - k);
            assert_boards_equal(alone, fresh[k]);
            assert_boards_equal(alone, next[k]);
            assert_int_equal(next[k]->holders_until_day, next[0]->holders_until_day);
            board_drop(alone);
        }
        drop_years(old);
        drop_years(fresh);
        memcpy(old, next, sizeof old);
    }
    drop_years(old);
    city_done(c);
}

TEST_BOTH(from_one_past_entry_to_another_counts_what_was_written_between, schema_of_program()) {
    struct city *c = city_new(a, s, 3, 40);
    int64_t first = city_last_entry(c), last;
    for (int round = 0; round < 80; round++) {
        city_begin(c);
        city_edit(c);
        city_edit(c);
        city_commit(c);
    }
    last = city_last_entry(c);
    for (int round = 0; round < 120; round++) {
        int64_t from = first + city_below(c, (int)(last - first)), to = from + 1 + city_below(c, (int)(last - from));
        struct board *old = city_fold(c, from, CITY_YEAR), *fresh = city_fold(c, to, CITY_YEAR);
        struct board *next = city_refresh(c, old, to);
        assert_boards_equal(fresh, next);
        board_drop(old);
        board_drop(fresh);
        board_drop(next);
    }
    city_done(c);
}

/* -- one thing at a time -- */

static int64_t plain_project(struct city *c, const char *name) {
    struct project row = project_empty;
    row.name = row.name_folded = name;
    row.platform_no = arena_printf(c->a, "QP-%06d", c->projects.count);
    row.registered_day = day_of(CITY_YEAR, 3, 31);
    row.total_fen = 12000000000;
    row.counts_as = "itself";
    CITY_PUT(c, project, &c->projects, row);
    return row.id;
}

static void put_plan(struct city *c, int64_t project_id, int revision, int64_t fen, bool is_provisional) {
    struct annual_plan row = annual_plan_empty;
    row.project_id = project_id;
    row.year = CITY_YEAR;
    row.revision = revision;
    row.amount_fen = fen;
    row.is_provisional = is_provisional;
    CITY_PUT(c, annual_plan, &c->plans, row);
}

TEST_BOTH(until_a_plan_is_issued_one_is_computed_and_named_provisional, schema_of_program()) {
    struct city *c = city_new(a, s, 1, 0);
    city_begin(c);
    int64_t computed = plain_project(c, "a"), stated = plain_project(c, "b");
    struct project row;
    assert_ok(a, project_get(c->t, computed, &row));
    row.planned_start_day = day_of(CITY_YEAR, 7, 15);
    row.planned_finish_day = day_of(CITY_YEAR + 1, 6, 1);
    CITY_PUT(c, project, &c->projects, row);
    put_plan(c, stated, 1, 700, true);
    city_commit(c);
    struct board *january = city_fold(c, city_last_entry(c), CITY_YEAR);
    const struct chunk *k = january->chunks[0];
    assert_int_equal(k->plan_fen[0], 6000000000); /* half of twelve months */
    assert_int_equal(k->first_plan_fen[0], NO_FEN);
    assert_int_equal(k->plan_fen[1], 700);
    assert_true(k->marks[0] & MARK_PROVISIONAL && k->marks[1] & MARK_PROVISIONAL);

    city_begin(c);
    put_plan(c, stated, 1, 900, false);
    put_plan(c, stated, 3, 950, false);
    put_plan(c, stated, 2, 920, false);
    city_commit(c);
    struct board *issued = city_refresh(c, january, city_last_entry(c));
    k = issued->chunks[0];
    assert_int_equal(k->plan_fen[0], NO_FEN); /* others have theirs, this one has none */
    assert_int_equal(k->plan_fen[1], 950);
    assert_int_equal(k->first_plan_fen[1], 900);
    assert_false((k->marks[0] | k->marks[1]) & MARK_PROVISIONAL);
    board_drop(january);
    board_drop(issued);
    city_done(c);
}

static void put_department(struct city *c, int64_t project_id, int64_t unit_id, int64_t share_bp, int32_t from, int32_t to) {
    struct holder row = holder_empty;
    row.project_id = project_id;
    row.kind = "department";
    row.holder_id = unit_id;
    row.share_bp = share_bp;
    row.from_day = from;
    row.to_day = to;
    CITY_PUT(c, holder, &c->holders, row);
}

TEST_BOTH(the_largest_valid_share_leads_and_time_alone_hands_it_over, schema_of_program()) {
    struct city *c = city_new(a, s, 1, 0);
    int32_t today = day_of_ms(c->clock_ms, 480);
    int64_t *unit = c->departments.at;
    city_begin(c);
    int64_t id = plain_project(c, "a");
    put_department(c, id, unit[0], 6000, NO_DAY, today + 9);
    put_department(c, id, unit[1], 4000, NO_DAY, NO_DAY);
    put_department(c, id, unit[3], 4000, NO_DAY, NO_DAY);
    put_department(c, id, unit[4], 7000, today + 10, NO_DAY);
    put_department(c, id, unit[2], 9000, NO_DAY, NO_DAY); /* not a department */
    city_commit(c);
    struct board *b = city_fold(c, city_last_entry(c), CITY_YEAR);
    const struct dictionary *d = &b->departments;
    assert_int_equal(d->count, CITY_DEPARTMENTS - 1);
    assert_int_equal(d->at[b->chunks[0]->department[0][0]].id, unit[0]);
    assert_int_equal(d->at[b->chunks[0]->department[1][0]].id, unit[1]); /* of equals the one stated first */
    assert_int_equal(d->at[b->chunks[0]->department[2][0]].id, unit[3]);
    assert_int_equal(b->chunks[0]->department[3][0], NO_KEY);
    assert_int_equal(b->holders_until_day, today + 10);

    c->clock_ms = ms_of_day(today + 10, 480);
    city_begin(c);
    plain_project(c, "b");
    city_commit(c);
    struct board *later = city_refresh(c, b, city_last_entry(c));
    assert_int_equal(d->at[later->chunks[0]->department[0][0]].id, unit[4]);
    board_drop(later);
    board_drop(b);
    city_done(c);
}

static void put_membership(struct city *c, int64_t id, const char *level, const char *role, int32_t entered, int32_t left) {
    struct membership row = membership_empty;
    row.project_id = id;
    row.level = level;
    row.role = role;
    row.year = CITY_YEAR;
    row.entered_day = entered;
    row.left_day = left;
    CITY_PUT(c, membership, &c->memberships, row);
}

TEST_BOTH(months_are_judged_at_their_end, schema_of_program()) {
    struct city *c = city_new(a, s, 1, 0);
    city_begin(c);
    int64_t id = plain_project(c, "a"); /* registered on 31 March */
    struct project row;
    assert_ok(a, project_get(c->t, id, &row));
    row.withdrawn_day = day_of(CITY_YEAR, 10, 31);
    CITY_PUT(c, project, &c->projects, row);
    put_membership(c, id, "municipal_key", "new_start", day_of(CITY_YEAR - 1, 12, 20), day_of(CITY_YEAR, 2, 1));
    put_membership(c, id, "municipal_key", "continuing", day_of(CITY_YEAR, 5, 31), NO_DAY); /* restored */
    put_membership(c, id, "provincial_key", "preliminary", day_of(CITY_YEAR, 1, 1), day_of(CITY_YEAR, 6, 30));
    id = plain_project(c, "b");
    assert_ok(a, project_get(c->t, id, &row));
    row.actual_finish_day = day_of(CITY_YEAR - 1, 12, 31);
    CITY_PUT(c, project, &c->projects, row);
    city_commit(c);
    struct board *b = city_fold(c, city_last_entry(c), CITY_YEAR);
    const struct chunk *k = b->chunks[0];
    assert_int_equal(k->platform_months[0], 0x1FC);               /* March to September */
    assert_int_equal(k->platform_months[1], 0);                   /* completed in an earlier year */
    assert_int_equal(k->listed_months[MUNICIPAL_KEY][0], 0xFF1);  /* January; from May on */
    assert_int_equal(k->listed_months[PROVINCIAL_KEY][0], 0x01F); /* to May */
    assert_int_equal(k->role[0], CONTINUING);                     /* of the list it is still on */
    assert_true(chunk_on_list(k, 0, LEVELS_KEY, month_of(CITY_YEAR, 2)));
    assert_false(chunk_on_list(k, 0, 1 << MUNICIPAL_KEY, month_of(CITY_YEAR, 2)));
    board_drop(b);
    city_done(c);
}

static void put_fact(struct city *c, int64_t project_id, int32_t from, int32_t to, int64_t fen) {
    struct invest_fact row = invest_fact_empty;
    row.project_id = project_id;
    row.source = "report";
    row.from_month = from;
    row.to_month = to;
    row.amount_fen = fen;
    CITY_PUT(c, invest_fact, &c->facts, row);
}

TEST_BOTH(what_is_wrong_with_a_project_is_kept_and_marked, schema_of_program()) {
    struct city *c = city_new(a, s, 1, 0);
    int32_t may = month_of(CITY_YEAR, 5), january = month_of(CITY_YEAR, 1);
    city_begin(c);
    int64_t contradicted = plain_project(c, "a"), falling = plain_project(c, "b"), over = plain_project(c, "c");
    int64_t crossed = plain_project(c, "d"), small = plain_project(c, "e"), unknown = plain_project(c, "f");
    put_fact(c, contradicted, january, may, 5);
    put_fact(c, contradicted, january, may, 6);
    put_fact(c, falling, january, may, 5);
    put_fact(c, falling, january, may + 1, 4);
    put_fact(c, over, NO_MONTH, may, 12000000001);
    struct project row;
    assert_ok(a, project_get(c->t, crossed, &row));
    row.actual_start_day = day_of(CITY_YEAR, 5, 2);
    row.actual_finish_day = day_of(CITY_YEAR, 5, 1);
    CITY_PUT(c, project, &c->projects, row);
    assert_ok(a, project_get(c->t, small, &row));
    row.total_fen = 499999999;
    CITY_PUT(c, project, &c->projects, row);
    assert_ok(a, project_get(c->t, unknown, &row));
    row.total_fen = NO_FEN;
    CITY_PUT(c, project, &c->projects, row);
    city_commit(c);
    struct board *b = city_fold(c, city_last_entry(c), CITY_YEAR);
    const int wrong = MARK_DISAGREES | MARK_FALLS | MARK_OVER_TOTAL | MARK_DATES_CROSS | MARK_BELOW_THRESHOLD |
                      MARK_TOTAL_UNKNOWN | MARK_COUNTED;
    const int expected[] = {MARK_DISAGREES | MARK_COUNTED,   MARK_FALLS | MARK_COUNTED, MARK_OVER_TOTAL | MARK_COUNTED,
                            MARK_DATES_CROSS | MARK_COUNTED, MARK_BELOW_THRESHOLD,      MARK_TOTAL_UNKNOWN | MARK_COUNTED};
    for (int i = 0; i < 6; i++) assert_int_equal(b->chunks[0]->marks[i] & wrong, expected[i]);
    assert_int_equal(b->chunks[0]->ytd_fen[4][0], 6);
    assert_int_equal(b->chunks[0]->month_fen[5][1], -1);
    board_drop(b);
    city_done(c);
}

TEST_BOTH(nothing_is_known_at_entry_0_and_no_board_of_an_entry_to_come, schema_of_program()) {
    struct city *c = city_new(a, s, 1, 5);
    struct board *none = city_fold(c, 0, CITY_YEAR), *untouched = none;
    assert_int_equal(none->rows, 0);
    assert_int_equal(none->areas.count, 0);
    int64_t last = city_last_entry(c);
    assert_int_equal(board_fold(c->t, last + 1, CITY_YEAR, 1, &untouched), ERR_MISSING);
    assert_int_equal(board_refresh(c->t, &none, 1, last + 1, &untouched), ERR_MISSING);
    assert_ptr_equal(untouched, none);
    arena_reset(a);
    struct board *b = city_refresh(c, none, last), *fresh = city_fold(c, last, CITY_YEAR);
    assert_boards_equal(fresh, b);
    board_drop(none);
    board_drop(b);
    board_drop(fresh);
    city_done(c);
}

/* -- milestones -- */

static int64_t put_milestone(struct city *c, int64_t project_id, int64_t kind_id, const char *name, int32_t plan,
                             int32_t actual) {
    struct milestone row = milestone_empty;
    row.project_id = project_id;
    row.kind_id = kind_id;
    row.name = name;
    row.plan_day = plan;
    row.actual_day = actual;
    CITY_PUT(c, milestone, &c->milestones, row);
    return row.id;
}

TEST_BOTH(the_earliest_milestone_that_is_open_stands_at_the_end_of_each_month, schema_of_program()) {
    struct city *c = city_new(a, s, 1, 0);
    city_begin(c);
    int64_t id = plain_project(c, "a"), started = plain_project(c, "b"), none = plain_project(c, "c");
    int32_t land = day_of(CITY_YEAR, 2, 1), permit = day_of(CITY_YEAR, 3, 15), roof = day_of(CITY_YEAR, 9, 1);
    put_milestone(c, id, NO_INT, "封顶", roof, NO_DAY);
    put_milestone(c, id, NO_INT, "施工许可", permit, day_of(CITY_YEAR, 6, 30));
    put_milestone(c, id, NO_INT, "用地", land, day_of(CITY_YEAR, 4, 10));
    put_milestone(c, id, NO_INT, "立项", day_of(CITY_YEAR - 1, 2, 1), day_of(CITY_YEAR - 1, 12, 31)); /* before the year */
    put_milestone(c, id, NO_INT, "无计划", NO_DAY, NO_DAY);
    put_milestone(c, started, c->kinds.at[0], NULL, permit, NO_DAY); /* is the project's start, … */
    put_milestone(c, started, c->kinds.at[2], NULL, roof, NO_DAY);
    struct project row;
    assert_ok(a, project_get(c->t, started, &row));
    row.actual_start_day = day_of(CITY_YEAR, 5, 2); /* … which the project has */
    CITY_PUT(c, project, &c->projects, row);
    city_commit(c);
    struct board *b = city_fold(c, city_last_entry(c), CITY_YEAR);
    const struct chunk *k = b->chunks[0];
    int i = board_row(b, id), j = board_row(b, started);
    assert_int_equal(k->milestone_day[2][i], land);   /* March */
    assert_int_equal(k->milestone_day[3][i], permit); /* April: the land is in hand */
    assert_int_equal(k->milestone_day[4][i], permit);
    assert_int_equal(k->milestone_day[5][i], roof); /* reached on the last day of June */
    assert_int_equal(k->milestone_day[11][i], roof);
    assert_string_equal(chunk_milestone(k, i).in[ZH], "封顶");
    assert_string_equal(chunk_milestone(k, i).in[EN], "封顶");
    assert_int_equal(k->milestone_day[3][j], permit);
    assert_int_equal(k->milestone_day[4][j], roof);
    assert_string_equal(chunk_milestone(k, j).in[ZH], "节点2");
    assert_string_equal(chunk_milestone(k, j).in[EN], "kind2");
    for (int m = 0; m < YEAR_MONTHS; m++) assert_int_equal(k->milestone_day[m][board_row(b, none)], NO_DAY);
    assert_string_equal(chunk_milestone(k, board_row(b, none)).in[ZH], "");
    board_drop(b);
    city_done(c);
}

/* -- chunks -- */

enum { MANY = 2 * CHUNK_ROWS + 100 };

static struct city *city_of_many(struct arena *a, struct store *s) {
    struct city *c = city_new(a, s, 1, 0);
    city_begin(c);
    for (int i = 0; i < MANY; i++) plain_project(c, "甲");
    city_commit(c);
    return c;
}

static void rename_project(struct city *c, int at, const char *name, int gone) {
    struct project row;
    city_begin(c);
    assert_ok(c->a, project_get(c->t, c->projects.at[at], &row));
    if (name) row.name = name;
    row.gone = gone;
    CITY_PUT(c, project, &c->projects, row);
    city_commit(c);
}

TEST_BOTH(only_chunks_in_which_something_changed_are_new, schema_of_program()) {
    struct city *c = city_of_many(a, s);
    struct board *first = city_fold(c, city_last_entry(c), CITY_YEAR);
    assert_int_equal(first->rows, MANY);

    rename_project(c, CHUNK_ROWS, "乙", 0);
    struct board *renamed = city_refresh(c, first, city_last_entry(c));
    assert_ptr_equal(renamed->chunks[0], first->chunks[0]);
    assert_ptr_not_equal(renamed->chunks[1], first->chunks[1]);
    assert_ptr_equal(renamed->chunks[2], first->chunks[2]);
    assert_string_equal(chunk_name(renamed->chunks[1], 0), "乙");
    assert_string_equal(chunk_name(first->chunks[1], 0), "甲"); /* who reads the old one sees nothing of it */

    rename_project(c, CHUNK_ROWS + 1, NULL, 1);
    struct board *shorter = city_refresh(c, renamed, city_last_entry(c));
    assert_int_equal(shorter->rows, MANY - 1);
    assert_ptr_equal(shorter->chunks[0], first->chunks[0]);
    struct board *fresh = city_fold(c, city_last_entry(c), CITY_YEAR);
    assert_boards_equal(fresh, shorter);

    rename_project(c, CHUNK_ROWS + 1, NULL, 0); /* back in the middle */
    city_begin(c);
    plain_project(c, "丙");
    city_commit(c);
    struct board *longer = city_refresh(c, shorter, city_last_entry(c));
    board_drop(fresh);
    fresh = city_fold(c, city_last_entry(c), CITY_YEAR);
    assert_boards_equal(fresh, longer);
    assert_int_equal(board_row(longer, c->projects.at[MANY]), MANY);
    assert_int_equal(board_row(longer, c->projects.at[7]), 7);
    assert_int_equal(board_row(longer, 1), -1);

    struct board *const all[] = {first, renamed, shorter, longer, fresh};
    for (size_t i = 0; i < countof(all); i++) board_drop(all[i]);
    city_done(c);
}

TEST_BOTH(a_child_in_another_chunk_changes_whether_its_parent_counts, schema_of_program()) {
    struct city *c = city_of_many(a, s);
    struct project row;
    city_begin(c);
    assert_ok(a, project_get(c->t, c->projects.at[3], &row));
    row.counts_as = "children";
    CITY_PUT(c, project, &c->projects, row);
    city_commit(c);
    struct board *alone = city_fold(c, city_last_entry(c), CITY_YEAR);
    assert_true(alone->chunks[0]->marks[3] & MARK_COUNTED);
    city_begin(c);
    assert_ok(a, project_get(c->t, c->projects.at[MANY - 1], &row));
    row.parent_id = c->projects.at[3];
    CITY_PUT(c, project, &c->projects, row);
    city_commit(c);
    struct board *parent = city_refresh(c, alone, city_last_entry(c));
    struct board *fresh = city_fold(c, city_last_entry(c), CITY_YEAR);
    assert_false(parent->chunks[0]->marks[3] & MARK_COUNTED);
    assert_true(alone->chunks[0]->marks[3] & MARK_COUNTED);
    assert_ptr_equal(parent->chunks[1], alone->chunks[1]);
    assert_boards_equal(fresh, parent);
    board_drop(alone);
    board_drop(parent);
    board_drop(fresh);
    city_done(c);
}

/* -- readers beside a writer -- */

struct shelf { /* where the newest board stands; taken and replaced under a lock, as the cache does */
    pthread_mutex_t lock;
    struct board *newest;
    atomic_bool closed;
};

static struct board *shelf_take(struct shelf *shelf) {
    pthread_mutex_lock(&shelf->lock);
    struct board *b = board_keep(shelf->newest);
    pthread_mutex_unlock(&shelf->lock);
    return b;
}

static void *read_boards(void *of) {
    struct shelf *shelf = of;
    struct arena *a = arena_new(0);
    int64_t reads = 0;
    for (; !atomic_load(&shelf->closed); reads++) {
        struct board *b = shelf_take(shelf);
        struct question q = {.scope = scope_everything(), .month = month_of(CITY_YEAR, 12), .text = "甲", .with_uncounted = true};
        struct selection before = board_select(a, b, &q), again = board_select(a, b, &q);
        must(before.count == again.count && !memcmp(before.bits, again.bits, (size_t)before.words * sizeof *before.bits));
        board_drop(b);
        arena_reset(a);
    }
    arena_done(a);
    must(reads > 0);
    return NULL;
}

TEST(readers_keep_their_board_while_it_is_replaced) {
    struct test_place p = test_place_new(BACKEND_SQLITE);
    struct arena *a = arena_new((size_t)256 << 20);
    struct store *s = NULL;
    assert_ok(a, store_open(a, p.data, &(struct store_options){.create = true}, &s));
    struct city *c = city_of_many(a, s);
    struct shelf shelf = {.lock = PTHREAD_MUTEX_INITIALIZER, .newest = city_fold(c, city_last_entry(c), CITY_YEAR)};
    pthread_t readers[3];
    for (int i = 0; i < 3; i++) assert_int_equal(pthread_create(&readers[i], NULL, read_boards, &shelf), 0);
    for (int round = 0; round < 30; round++) {
        rename_project(c, city_below(c, MANY), round % 2 ? "甲" : "乙", round % 7 == 0);
        struct board *next = city_refresh(c, shelf.newest, city_last_entry(c)), *old = shelf.newest;
        pthread_mutex_lock(&shelf.lock);
        shelf.newest = next;
        pthread_mutex_unlock(&shelf.lock);
        board_drop(old);
    }
    atomic_store(&shelf.closed, true);
    for (int i = 0; i < 3; i++) pthread_join(readers[i], NULL);
    board_drop(shelf.newest);
    city_done(c);
    arena_done(a);
    store_close(s);
    test_place_done(&p);
}

TEST_MAIN(T_BOTH(after_any_edits_a_refreshed_board_is_a_fresh_one),
          T_BOTH(boards_of_some_years_from_one_reading_are_those_of_each_year),
          T_BOTH(from_one_past_entry_to_another_counts_what_was_written_between),
          T_BOTH(until_a_plan_is_issued_one_is_computed_and_named_provisional),
          T_BOTH(the_largest_valid_share_leads_and_time_alone_hands_it_over), T_BOTH(months_are_judged_at_their_end),
          T_BOTH(what_is_wrong_with_a_project_is_kept_and_marked),
          T_BOTH(nothing_is_known_at_entry_0_and_no_board_of_an_entry_to_come),
          T_BOTH(the_earliest_milestone_that_is_open_stands_at_the_end_of_each_month),
          T_BOTH(only_chunks_in_which_something_changed_are_new),
          T_BOTH(a_child_in_another_chunk_changes_whether_its_parent_counts),
          T(readers_keep_their_board_while_it_is_replaced))
