/* Whose rows: every scope on every board against going through the rows one by one. */
#include "tap.h"
#include "board_sample.h"

static struct arena *a;
static int up(void **state) { (void)state; a = arena_new((size_t)256 << 20); return 0; }
static int down(void **state) { (void)state; arena_done(a); return 0; }

enum { ROWS = CHUNK_ROWS + 777 };

/* Dictionary ids that are not the indices. */
static struct dictionary dictionary(int count, int64_t first_id) {
    struct key_name *at = arena_array(a, struct key_name, (size_t)count);
    for (int i = 0; i < count; i++) at[i] = (struct key_name){first_id + 7 * i, "k", "k", "k"};
    return (struct dictionary){at, count};
}

static const char *unit_of(int n) { return arena_printf(a, "威海%d有限公司", n); }

/* Each third unit states a credit code, which speaks before the name. */
static struct board *board_of(uint64_t seed, int first, int rows, int64_t entry) {
    struct board *b = board_new(SAMPLE_YEAR);
    struct sample_random r = {seed};
    b->entry = entry;
    b->areas = dictionary(SAMPLE_AREAS, 100);
    b->departments = dictionary(SAMPLE_DEPARTMENTS, 500);
    for (int i = first; i < first + rows; i++) {
        struct board_row row;
        sample_row(a, &r, i, &row);
        int unit = sample_below(&r, 300);
        row.second_area = sample_below(&r, 10) ? NO_KEY : (uint16_t)sample_below(&r, SAMPLE_AREAS);
        row.unit_key = unit_key(a, unit % 3 ? NULL : arena_printf(a, "9137%dMA", unit), unit_of(unit));
        board_push(b, &row);
    }
    board_seal(b);
    return b;
}

static struct reach random_reach(struct sample_random *r) {
    size_t count = (size_t)sample_below(r, 5);
    struct seat *seats = arena_array(a, struct seat, count);
    for (size_t i = 0; i < count; i++) {
        struct seat *s = &seats[i];
        s->role = sample_below(r, 2) ? ROLE_AREA_CLERK : ROLE_DEPARTMENT;
        s->kind = REACH_AREA + (enum reach_kind)sample_below(r, 4);
        int unit = sample_below(r, 300);
        if (s->kind == REACH_AREA) s->id = 100 + 7 * sample_below(r, SAMPLE_AREAS);
        if (s->kind == REACH_DEPARTMENT) s->id = 500 + 7 * sample_below(r, SAMPLE_DEPARTMENTS);
        if (s->kind == REACH_PROJECT) s->id = 10 + 3 * sample_below(r, ROWS);
        if (s->kind != REACH_UNIT) continue;
        s->uscc = unit % 3 ? NULL : arena_printf(a, " 9137%dma ", unit);
        s->unit_name = arena_printf(a, "威海 %d 有限公司", unit);
    }
    return (struct reach){.seats = seats, .count = count};
}

static bool area_is(const struct board *b, uint16_t key, int64_t id) { return key != NO_KEY && b->areas.at[key].id == id; }

/* What a row of the present board shows of itself to one seat. */
static bool seat_sees(const struct board *b, int row, const struct seat *s) {
    const struct chunk *c = board_chunk(b, row);
    int i = row % CHUNK_ROWS;
    if (s->kind == REACH_PROJECT) return c->project_id[i] == s->id;
    if (s->kind == REACH_AREA) return area_is(b, c->area[i], s->id) || area_is(b, c->second_area[i], s->id);
    for (int k = 0; s->kind == REACH_DEPARTMENT && k < HOLDERS_MAX; k++)
        if (c->department[k][i] != NO_KEY && b->departments.at[c->department[k][i]].id == s->id) return true;
    if (s->kind != REACH_UNIT) return false;
    return c->unit_key[i] == unit_key(a, s->uscc, s->unit_name) || c->unit_key[i] == unit_key(a, NULL, s->unit_name);
}

static bool sees(const struct board *now, int64_t project_id, const struct reach *reach, unsigned roles) {
    int row = board_row(now, project_id);
    for (size_t i = 0; row >= 0 && i < reach->count; i++)
        if ((reach->seats[i].role & roles) && seat_sees(now, row, &reach->seats[i])) return true;
    return false;
}

/* A board of the past has other rows in other places, and other areas in its columns: they say nothing about today. */
TEST(a_scope_sees_the_rows_of_its_seats_today_on_every_board) {
    struct board *now = board_of(1, 0, ROWS, 90), *last_year = board_of(1, 0, ROWS, 90), *past = board_of(5, 300, ROWS, 40);
    struct sample_random r = {9};
    int seen = 0, hidden = 0;
    for (int round = 0; round < 60; round++) {
        struct reach reach = random_reach(&r);
        unsigned roles = round % 3 ? ROLE_ALL : ROLE_DEPARTMENT;
        const struct scope *s = scope_of(a, &reach, roles, now);
        const struct board *const boards[] = {now, last_year, past};
        for (size_t k = 0; k < countof(boards); k++) {
            struct question q = {.scope = s, .month = month_of(SAMPLE_YEAR, 12), .with_uncounted = true};
            struct question all = {.scope = scope_everything(), .month = q.month, .with_uncounted = true};
            struct selection mine = board_select(a, boards[k], &q), whole = board_select(a, boards[k], &all);
            int count = 0;
            for (int row = 0; row < boards[k]->rows; row++) {
                int64_t id = board_chunk(boards[k], row)->project_id[row % CHUNK_ROWS];
                bool expected = sees(now, id, &reach, roles);
                assert_int_equal(selection_has(&mine, row), expected && selection_has(&whole, row));
                if (row % 97 == 0) assert_int_equal(scope_sees(a, s, id), expected);
                count += selection_has(&mine, row);
            }
            assert_int_equal(mine.count, count);
            seen += count;
            hidden += whole.count - count;
        }
    }
    assert_true(seen > 10000 && hidden > 100000);
    board_drop(now);
    board_drop(last_year);
    board_drop(past);
}

TEST(a_seat_over_everything_sees_all_and_no_seat_sees_nothing) {
    struct board *b = board_of(1, 0, 100, 3);
    struct seat leader = {.role = ROLE_LEADER, .kind = REACH_EVERYTHING}, system = {.role = ROLE_SYSTEM};
    struct reach reads = {.seats = &leader, .count = 1}, keeps = {.seats = &system, .count = 1};
    assert_ptr_equal(scope_of(a, &reads, ROLE_ALL, b), scope_everything());
    const struct scope *none[] = {scope_of(a, &reads, ROLE_OFFICE, b), scope_of(a, &keeps, ROLE_ALL, b),
                                  scope_of(a, &(struct reach){0}, ROLE_ALL, b)};
    for (size_t i = 0; i < countof(none); i++) {
        struct question q = {.scope = none[i], .month = month_of(SAMPLE_YEAR, 12), .with_uncounted = true};
        assert_int_equal(board_select(a, b, &q).count, 0);
    }
    board_drop(b);
}

TEST(scopes_are_the_same_only_if_they_see_the_same) {
    struct board *b = board_of(1, 0, 10, 3), *later = board_of(1, 0, 10, 4);
    struct seat seats[] = {{.role = ROLE_AREA_CLERK, .kind = REACH_AREA, .id = 107},
                           {.role = ROLE_AREA_CLERK, .kind = REACH_PROJECT, .id = 10},
                           {.role = ROLE_PROJECT_UNIT, .kind = REACH_UNIT, .unit_name = "甲"}};
    const struct scope *s[] = {scope_everything(), scope_of(a, &(struct reach){.seats = seats, .count = 1}, ROLE_ALL, b),
                               scope_of(a, &(struct reach){.seats = seats, .count = 2}, ROLE_ALL, b),
                               scope_of(a, &(struct reach){.seats = seats + 1, .count = 2}, ROLE_ALL, b),
                               scope_of(a, &(struct reach){.seats = seats, .count = 3}, ROLE_ALL, b),
                               scope_of(a, &(struct reach){.seats = seats, .count = 1}, ROLE_ALL, later)};
    for (size_t i = 0; i < countof(s); i++)
        for (size_t k = 0; k < countof(s); k++) {
            assert_int_equal(scope_same(s[i], s[k]), i == k);
            assert_int_equal(scope_same(scope_copy(a, s[i]), s[k]), i == k);
        }
    board_drop(b);
    board_drop(later);
}

#define U(name) cmocka_unit_test_setup_teardown(name, up, down)
TEST_MAIN(U(a_scope_sees_the_rows_of_its_seats_today_on_every_board), U(a_seat_over_everything_sees_all_and_no_seat_sees_nothing),
          U(scopes_are_the_same_only_if_they_see_the_same))
