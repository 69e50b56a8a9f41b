/* The journal by loopback: every table is told, what changed stands there in words, and nobody reads beyond their projects. */
#include "desk_fixture.h"
#include "domain/audit/told.h"

#define ON schema_of_program()

TEST(every_table_and_column_of_the_ledger_is_told_or_said_not_to_be) {
    for (int i = 0; i < ledger_table_count; i++) {
        const struct ledger_table *table = ledger_tables[i];
        if (!told_table_of(table)) fail_msg("nothing in told_tables.c says what %s is", table->name);
        for (int k = 4; k < table->column_count; k++)
            if (!told_column_of(table, table->columns[k].name))
                fail_msg("nothing in told_columns.c says how %s.%s is told", table->name, table->columns[k].name);
    }
    for (size_t i = 0; i < told_table_count; i++) {
        bool has_project = told_tables[i].table == &project_table;
        for (int k = 0; k < told_tables[i].table->column_count; k++)
            has_project |= text_eq(told_tables[i].table->columns[k].name, "project_id");
        assert_true(has_project || !told_tables[i].is_of_project);
    }
}

/* The pack has a sheet for each, and a workbook takes a name but once. */
TEST(tables_of_projects_have_names_of_their_own) {
    for (size_t i = 0; i < told_table_count; i++)
        for (size_t k = 0; k < i; k++)
            for (int lang = 0; lang < LANG_COUNT && told_tables[i].is_of_project && told_tables[k].is_of_project; lang++)
                assert_string_not_equal(word((enum lang)lang, told_tables[i].name), word((enum lang)lang, told_tables[k].name));
}

static const char *of_project(struct desk_world *d, const char *more) {
    return arena_printf(d->w.a, "/journal.json?project=%lld%s", (long long)d->project_id, more);
}

TEST_BOTH(what_the_desks_did_is_told_step_by_step_with_old_and_new, ON) {
    struct desk_world d = desk_world_new(a, s);
    expect(desk_fill(&d, d.unit, d.address, FILLED "&do=send"), 303);
    expect(desk_act(&d, d.area, d.address, "action=return&back_to=unit&reason=look+again"), 303);
    expect(desk_fill(&d, d.unit, d.address, "month=1200&construction=752&do=send"), 303);
    expect(desk_act(&d, d.area, d.address, "action=pass"), 303);
    expect(desk_act(&d, d.department, d.address, "action=pass"), 303);
    expect(desk_act(&d, d.office, d.address, "action=accept"), 303);
    struct loopback_reply r = loopback_get(d.area, of_project(&d, ""));
    expect(r, 200);
    assert_true(has(r, "North pier") && has(r, "look again") && has(r, "\"table\":\"report_step\""));
    assert_true(has(r, "\"field\":\"month_fen\"") && has(r, "\"from_zh\":\"1,308 万元\"") &&
                has(r, "\"to_zh\":\"1,200 万元\""));
    assert_true(has(r, "\"table\":\"invest_fact\"") && has(r, "\"act\":\"added\"") && has(r, "\"act\":\"changed\""));
    r = loopback_get(d.area, of_project(&d, "&who=unit"));
    assert_true(has(r, "\"login\":\"unit\"") && !has(r, "\"login\":\"office\""));
    r = loopback_get(d.area, of_project(&d, "&kind=project_add"));
    assert_true(has(r, "\"table\":\"project\"") && !has(r, "report_step"));
    r = loopback_get(d.area, of_project(&d, "&to=2020-01-01"));
    assert_true(has(r, "\"rows\":[]"));
    expect(loopback_get(d.area, "/journal?from=2022-02-01&to=2022-01-01"), 422);
    r = loopback_get(d.area, arena_printf(a, "/journal.csv?project=%lld", (long long)d.project_id));
    expect(r, 200);
    assert_true(has(r, "North pier") && has(r, "look again"));
    expect(loopback_get(d.area, arena_printf(a, "/journal.xlsx?project=%lld", (long long)d.project_id)), 200);
    desk_world_done(&d);
}

TEST_BOTH(nobody_reads_of_projects_beyond_their_own_and_only_the_audit_of_the_city, ON) {
    struct desk_world d = desk_world_new(a, s);
    struct loopback *other = clerk_granted(&d.w, "other", "area_clerk", clerk_area(&d.w, "rongcheng"), NO_INT, NO_INT);
    struct loopback *auditor = clerk_new(&d.w, "auditor", ROLE_AUDITOR);
    struct loopback *keeper = clerk_new(&d.w, "keeper", ROLE_AUDIT);
    expect(loopback_get(other, of_project(&d, "")), 404);
    struct loopback_reply r = loopback_get(other, "/journal.json");
    expect(r, 200);
    assert_true(has(r, "\"rows\":[]"));
    assert_false(has(loopback_get(other, "/journal.json?q=north"), "North"));
    assert_false(has(loopback_get(other, "/journal.csv"), "North"));
    r = loopback_get(d.office, "/journal.json");
    assert_true(has(r, "North pier") && !has(r, "\"table\":\"account\""));
    r = loopback_get(auditor, "/journal.json");
    assert_true(has(r, "North pier") && has(r, "\"table\":\"account\""));
    expect(loopback_get(keeper, "/journal.json"), 403);
    expect(loopback_get(auditor, "/journal"), 200);
    expect(loopback_get(other, "/journal"), 200);
    desk_world_done(&d);
}

/* Other projects in one entry with North pier: `count` of them, in another area. */
static void write_together(struct desk_world *d, int count) {
    struct tx *t = clerk_write(&d->w);
    struct project row, other;
    assert_ok(d->w.a, project_get(t, d->project_id, &row));
    row.remark = "together";
    assert_ok(d->w.a, project_put(t, &row, row.version));
    for (int i = 0; i < count; i++) {
        other = row;
        other.id = 0;
        other.platform_no = arena_printf(d->w.a, "QP-9%05d", i);
        other.name = other.name_folded = arena_printf(d->w.a, "harbour %d", i);
        other.unit_name = "Southern Works";
        other.area_id = clerk_area(&d->w, "rongcheng");
        assert_ok(d->w.a, project_put(t, &other, 0));
    }
    clerk_commit(&d->w, t);
}

TEST_BOTH(of_an_entry_that_wrote_of_many_projects_one_reads_ones_own_and_no_count_tells_of_the_others, ON) {
    struct desk_world d = desk_world_new(a, s);
    struct loopback *other = clerk_granted(&d.w, "other", "area_clerk", clerk_area(&d.w, "rongcheng"), NO_INT, NO_INT);
    write_together(&d, 2);
    struct loopback_reply r = loopback_get(other, "/journal.json?kind=test");
    expect(r, 200);
    assert_true(has(r, "\"project\":\"harbour 1\"") && has(r, "],\"more\":0}"));
    assert_false(has(r, "North pier") || has(r, "\"table\":\"account\""));
    r = loopback_get(d.area, "/journal.json?kind=test");
    assert_true(has(r, "North pier") && !has(r, "harbour"));
    desk_world_done(&d);
}

TEST_BOTH(who_sees_many_projects_reads_the_same, ON) {
    struct desk_world d = desk_world_new(a, s);
    struct loopback *other = clerk_granted(&d.w, "other", "area_clerk", clerk_area(&d.w, "rongcheng"), NO_INT, NO_INT);
    write_together(&d, 70);
    struct loopback_reply r = loopback_get(other, "/journal.json?kind=test");
    expect(r, 200);
    assert_true(has(r, "harbour") && has(r, "\"more\":64}"));
    assert_false(has(r, "North pier"));
    r = loopback_get(other, "/journal.csv?kind=test");
    assert_true(has(r, "harbour 69") && !has(r, "North pier"));
    desk_world_done(&d);
}

/* Each entry stands on one page and one only, whichever way it is found. */
TEST_BOTH(the_pages_follow_each_other_without_a_gap, ON) {
    struct desk_world d = desk_world_new(a, s);
    enum { EDITS = 70 };
    for (int i = 0; i < EDITS; i++) {
        struct tx *t = clerk_write(&d.w);
        struct project row;
        assert_ok(a, project_get(t, d.project_id, &row));
        row.remark = arena_printf(a, "remark-%03d.", i);
        assert_ok(a, project_put(t, &row, row.version));
        clerk_commit(&d.w, t);
    }
    struct loopback *readers[] = {d.office, d.area, clerk_new(&d.w, "auditor", ROLE_AUDITOR)};
    for (size_t k = 0; k < countof(readers); k++) {
        bool seen[EDITS] = {false};
        const char *more = "/journal.json?kind=test";
        for (int pages = 0; more && pages < 9; pages++) {
            struct loopback_reply r = loopback_get(readers[k], more);
            expect(r, 200);
            for (int i = 0; i < EDITS; i++) {
                bool is_here = has(r, arena_printf(a, "\"to_zh\":\"remark-%03d.\"", i));
                assert_false(is_here && seen[i]);
                seen[i] |= is_here;
            }
            const char *older = strstr(r.body, "\"older_href\":\"");
            more = NULL;
            if (!older) continue;
            older += strlen("\"older_href\":\"");
            more = arena_copy_n(a, older, strcspn(older, "\""));
            more = arena_printf(a, "/journal.json%s", strchr(more, '?'));
        }
        for (int i = 0; i < EDITS; i++) assert_true(seen[i]);
        struct loopback_reply whole = loopback_get(readers[k], "/journal.csv?kind=test");
        for (int i = 0; i < EDITS; i++) { /* each once as what was written, all but the last once more as what was before */
            const char *at = strstr(whole.body, arena_printf(a, "remark-%03d.\r\n", i));
            assert_true(at && !strstr(at + 1, arena_printf(a, "remark-%03d.\r\n", i)));
        }
    }
    desk_world_done(&d);
}

TEST_MAIN(T(every_table_and_column_of_the_ledger_is_told_or_said_not_to_be),
          T(tables_of_projects_have_names_of_their_own),
          T_BOTH(what_the_desks_did_is_told_step_by_step_with_old_and_new),
          T_BOTH(nobody_reads_of_projects_beyond_their_own_and_only_the_audit_of_the_city),
          T_BOTH(of_an_entry_that_wrote_of_many_projects_one_reads_ones_own_and_no_count_tells_of_the_others),
          T_BOTH(who_sees_many_projects_reads_the_same), T_BOTH(the_pages_follow_each_other_without_a_gap))
