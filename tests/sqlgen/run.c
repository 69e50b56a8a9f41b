/* What the generator wrote for the fixture's rooms does what their SQL says, on either database.
 * Built by tests/sqlgen_test.sh with the fixture in the place of the program's own tables. */
#include "people_queries.h"
#include "pg.h"
#include "projects_queries.h"
#include "schema_gen.h"

static const struct entry_note note = {.kind = "test", .reason = ""};

static struct tx *writing(struct arena *a, struct store *s) {
    struct tx *t = NULL;
    assert_ok(a, store_write(s, a, &note, &t));
    return t;
}

static int64_t area_made(struct arena *a, struct tx *t, const char *name) {
    struct area area = area_empty;
    area.name = name;
    assert_ok(a, area_put(t, &area, 0));
    return area.id;
}

static struct project project_made(struct arena *a, struct tx *t, int64_t area_id, const char *name) {
    struct project p = project_empty;
    p.name = name;
    p.area_id = area_id;
    assert_ok(a, project_put(t, &p, 0));
    return p;
}

TEST_BOTH(an_empty_row_is_not_known_but_for_its_defaults, schema_of_program()) {
    assert_null(project_empty.name);
    assert_true(project_empty.area_id == NO_INT && project_empty.invest_fen == NO_INT);
    assert_true(project_empty.start_day == NO_DAY && project_empty.listed_month == NO_MONTH);
    assert_null(project_empty.photo.at);
    assert_string_equal(project_empty.stage, "plan");
    assert_int_equal(project_empty.counted, 1);
    assert_int_equal(project_empty.id, 0);
}

TEST_BOTH(what_was_put_is_found_by_its_query, schema_of_program()) {
    struct tx *t = writing(a, s);
    struct project x = project_made(a, t, area_made(a, t, "环翠"), "棋盘 'one'");
    x.code = "2211-371002-04-01-123456";
    x.invest_fen = 521028699;
    x.start_day = day_of(2022, 11, 30);
    x.listed_month = month_of(2022, 1);
    x.photo = (struct blob){"\0\xFF\\x", 4};
    assert_ok(a, project_put(t, &x, 1));
    struct project_by_code_row row;
    assert_ok(a, project_by_code(t, x.code, &row));
    assert_true(row.id == x.id && row.area_id == x.area_id && row.invest_fen == x.invest_fen);
    assert_string_equal(row.name, "棋盘 'one'");
    assert_true(row.start_day == x.start_day && row.listed_month == x.listed_month);
    assert_int_equal(row.photo.len, 4);
    assert_memory_equal(row.photo.at, "\0\xFF\\x", 4);
    row.id = 77;
    assert_int_equal(project_by_code(t, "none", &row), ERR_MISSING);
    assert_int_equal(row.id, 77);
}

TEST_BOTH(a_null_has_one_face_for_each_type, schema_of_program()) {
    struct tx *t = writing(a, s);
    struct project x = project_made(a, t, area_made(a, t, "x"), "bare");
    x.code = "c";
    assert_ok(a, project_put(t, &x, 1));
    struct project_by_code_row row;
    assert_ok(a, project_by_code(t, "c", &row));
    assert_true(row.invest_fen == NO_INT && row.start_day == NO_DAY && row.listed_month == NO_MONTH);
    assert_true(row.photo.at == NULL && row.photo.len == 0);
}

TEST_BOTH(many_rows_come_in_order_and_outlive_the_cursor, schema_of_program()) {
    struct tx *t = writing(a, s);
    int64_t area_id = area_made(a, t, "文登");
    for (int i = 0; i < 50; i++) project_made(a, t, area_id, arena_printf(a, "p%02d", (i * 7) % 50));
    struct projects_of_area_row *rows;
    size_t count;
    assert_ok(a, projects_of_area(t, area_id, "p04", 40, &rows, &count));
    assert_int_equal(count, 40);
    for (int i = 0; i < 40; i++) {
        assert_string_equal(rows[i].name, arena_printf(a, "p%02d", i + 5));
        assert_string_equal(rows[i].area_name, "文登");
        assert_true(rows[i].start_day == NO_DAY);
    }
    assert_ok(a, projects_of_area(t, area_id, "q", 40, &rows, &count));
    assert_int_equal(count, 0);
}

TEST_BOTH(each_row_is_seen_once_and_an_unknown_bound_does_not_bind, schema_of_program()) {
    struct tx *t = writing(a, s);
    int64_t area_id = area_made(a, t, "x");
    for (int i = 0; i < 5; i++) {
        struct project x = project_made(a, t, area_id, "p");
        x.start_day = day_of(2022, 1, 1) + i;
        assert_ok(a, project_put(t, &x, 1));
    }
    struct projects_started_cursor c;
    struct projects_started_row row;
    bool has;
    int32_t last = day_of(2022, 1, 4);
    assert_ok(a, projects_started_open(t, NO_DAY, last, &c));
    for (int i = 0; i < 4; i++) {
        assert_ok(a, projects_started_next(&c, &row, &has));
        assert_true(has && row.start_day == last - i);
        assert_string_equal(row.name, "p");
    }
    assert_ok(a, projects_started_next(&c, &row, &has));
    assert_false(has);
    projects_started_close(&c);
    assert_ok(a, projects_started_open(t, last, last, &c));
    assert_ok(a, projects_started_next(&c, &row, &has));
    assert_true(has);
    projects_started_close(&c);
}

TEST_BOTH(two_queries_with_the_same_rows_share_a_cursor, schema_of_program()) {
    struct tx *t = writing(a, s);
    int64_t other_id = area_made(a, t, "x"), area_id = area_made(a, t, "y");
    project_made(a, t, other_id, "elsewhere");
    struct project first = project_made(a, t, area_id, "first"), second = project_made(a, t, area_id, "second");
    struct projects_started_cursor c;
    struct projects_started_row row;
    bool has;
    assert_ok(a, projects_of_open(t, area_id, &c));
    assert_ok(a, projects_started_next(&c, &row, &has));
    assert_true(has && row.id == first.id && row.start_day == NO_DAY);
    assert_ok(a, projects_started_next(&c, &row, &has));
    assert_true(has && row.id == second.id);
    assert_string_equal(row.name, "second");
    assert_ok(a, projects_started_next(&c, &row, &has));
    assert_false(has);
    projects_started_close(&c);
}

TEST_BOTH(a_plain_table_is_written_by_queries, schema_of_program()) {
    struct tx *t = writing(a, s);
    struct session_add_row one, two;
    struct session_by_token_row row = {.id = 77};
    bool has = true;
    int64_t changed;
    assert_ok(a, session_add(t, (struct blob){"\1\2", 2}, 5, NULL, 1000, &one));
    assert_ok(a, session_add(t, (struct blob){"", 0}, 6, "手机", 2000, &two));
    assert_true(one.id != two.id);
    assert_ok(a, session_by_token(t, (struct blob){"?", 1}, &row, &has));
    assert_true(!has && row.id == 77);
    assert_ok(a, session_by_token(t, (struct blob){"", 0}, &row, &has));
    assert_true(has && row.id == two.id && row.token.at && row.token.len == 0);
    assert_string_equal(row.note, "手机");
    assert_ok(a, session_by_token(t, (struct blob){"\1\2", 2}, &row, &has));
    assert_true(has && row.note == NULL && row.expires_ms == 1000);
    assert_ok(a, sessions_end(t, 1500, &changed));
    assert_int_equal(changed, 1);
    for (int i = 0; i < 2; i++) assert_ok(a, view_note(t, 1, 2, &changed));
    assert_int_equal(changed, 1);
}

TEST_BOTH(sums_and_extremes_are_numbers, schema_of_program()) {
    struct tx *t = writing(a, s);
    int64_t area_id = area_made(a, t, "x");
    for (int i = 1; i <= 3; i++) {
        struct project x = project_made(a, t, area_id, "p");
        x.invest_fen = INT64_C(2000000000000) * i;
        x.start_day = 18998 + i;
        assert_ok(a, project_put(t, &x, 1));
    }
    struct areas_sum_row *rows;
    size_t count;
    assert_ok(a, areas_sum(t, &rows, &count));
    assert_int_equal(count, 1);
    assert_true(rows[0].n == 3 && rows[0].invest_fen == INT64_C(12000000000000));
    assert_true(rows[0].late == 0 && rows[0].first_day == 18999);
}

TEST_BOTH(the_wrappers_speak_of_their_table, schema_of_program()) {
    struct tx *t = writing(a, s);
    struct project x = project_made(a, t, area_made(a, t, "x"), "old");
    assert_ok(a, tx_commit(t));
    int64_t first = x.entry;
    t = writing(a, s);
    x.name = "new";
    assert_ok(a, project_put(t, &x, 1));
    struct project_versions_count_row kept;
    assert_ok(a, project_versions_count(t, x.id, &kept));
    assert_int_equal(kept.n, 1);
    assert_ok(a, tx_commit(t));
    struct project_cursor c;
    struct project seen, got;
    bool has;
    assert_ok(a, store_read(s, a, &t));
    assert_ok(a, project_known(t, first, &c));
    assert_ok(a, project_cursor_next(&c, &seen, &has));
    assert_true(has);
    project_row_copy(a, &seen);
    project_cursor_close(&c);
    assert_string_equal(seen.name, "old");
    assert_ok(a, project_known(t, x.entry, &c));
    assert_ok(a, project_cursor_next(&c, &seen, &has));
    assert_true(has && seen.version == 2);
    assert_ok(a, project_cursor_next(&c, &seen, &has));
    assert_false(has);
    project_cursor_close(&c);
    assert_ok(a, project_get(t, x.id, &got));
    assert_string_equal(got.name, "new");
    assert_ok(a, project_since(t, first, x.entry, &c));
    assert_ok(a, project_cursor_next(&c, &seen, &has));
    assert_true(has && seen.version == 2);
    project_cursor_close(&c);
    assert_ok(a, project_versions(t, x.id, &c));
    assert_ok(a, project_cursor_next(&c, &seen, &has));
    assert_true(has && seen.version == 1);
    project_cursor_close(&c);
}

TEST_MAIN(T_BOTH(an_empty_row_is_not_known_but_for_its_defaults), T_BOTH(what_was_put_is_found_by_its_query),
          T_BOTH(a_null_has_one_face_for_each_type), T_BOTH(many_rows_come_in_order_and_outlive_the_cursor),
          T_BOTH(each_row_is_seen_once_and_an_unknown_bound_does_not_bind), T_BOTH(two_queries_with_the_same_rows_share_a_cursor),
          T_BOTH(a_plain_table_is_written_by_queries),
          T_BOTH(sums_and_extremes_are_numbers), T_BOTH(the_wrappers_speak_of_their_table))
