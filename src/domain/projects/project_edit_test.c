/* Projects, lists and stops stated by hand, on both databases. */
#include "pg.h"
#include "base/text.h"
#include "domain/projects/list_edit.h"
#include "domain/projects/project_edit.h"
#include "people_queries.h"

#define ON schema_of_program()
enum { TODAY = 19300 }; /* 2022-11-04 */
static const char CODE[] = "2502-350121-04-01-796703", OTHER[] = "2511-440233-04-01-908567";

static struct tx *writes(struct arena *a, struct store *s) {
    struct tx *t;
    assert_ok(a, store_write(s, a, &(struct entry_note){0, "test", "", 0}, &t));
    return t;
}
static void done(struct arena *a, struct tx *t) {
    assert_ok(a, tx_commit(t));
    tx_end(t);
}

static void dictionaries(struct arena *a, struct tx *t) {
    for (int i = 0; i < 2; i++) {
        struct area area = area_empty;
        struct unit unit = unit_empty;
        area.key = area.name_zh = area.name_en = i ? "south" : "north";
        area.sort = i;
        assert_ok(a, area_put(t, &area, 0));
        unit.key = unit.name_zh = unit.name_en = i ? "roads" : "works";
        unit.kind = "department";
        unit.sort = i;
        assert_ok(a, unit_put(t, &unit, 0));
    }
}

static void say(struct arena *a, struct project_stated *s, const char *name, const char *text, struct faults *faults,
                struct faults *warnings) {
    for (size_t i = 0; i < stated_field_count; i++)
        if (text_eq(stated_fields[i].name, name)) {
            stated_read(a, &stated_fields[i], text, s, faults, warnings);
            return;
        }
    fail_msg("there is no field %s", name);
}
/* What must be read without a fault. */
static void said(struct arena *a, struct project_stated *s, const char *name, const char *text) {
    struct faults faults = {.count = 0}, warnings = {.count = 0};
    say(a, s, name, text, &faults, &warnings);
    assert_int_equal(faults.count, 0);
}

static bool has_fault(const struct faults *f, const char *field) {
    for (size_t i = 0; i < f->count; i++)
        if (text_eq(f->at[i].field, field)) return true;
    return false;
}

/* A project in the north with the department of works, total 1.2亿元. */
static int64_t registered(struct arena *a, struct tx *t, const char *name, const char *code) {
    struct project_stated s = stated_empty();
    struct faults faults = {.count = 0};
    struct project_saved saved;
    said(a, &s, "name", name);
    said(a, &s, "national_code", code);
    said(a, &s, "area", "north");
    said(a, &s, "department", "works");
    said(a, &s, "total", "1.2亿元");
    assert_ok(a, project_register(t, &s, TODAY - 400, &faults, &saved));
    return saved.id;
}

static struct project_stated stands(struct arena *a, struct tx *t, int64_t id) {
    struct project_stated s;
    assert_ok(a, project_stands(t, id, &s));
    return s;
}

static enum err change(struct tx *t, const struct project_stated *s, struct project_saved *ret) {
    struct faults faults = {.count = 0};
    return project_change(t, s->row.id, s->row.version, s, TODAY, &faults, ret);
}

TEST_BOTH(a_new_project_gets_the_next_number, ON) {
    struct tx *t = writes(a, s);
    dictionaries(a, t);
    struct project_stated first = stands(a, t, registered(a, t, "海辰碳纤维", CODE));
    struct project_stated second = stands(a, t, registered(a, t, "张村路网", ""));
    assert_string_equal(first.row.platform_no, "QP-000001");
    assert_string_equal(second.row.platform_no, "QP-000002");
    assert_int_equal(first.row.total_fen, INT64_C(12000000000));
    assert_int_equal(first.row.registered_day, TODAY - 400);
    assert_string_equal(first.area, "north");
    assert_string_equal(first.department, "works");
    assert_null(second.row.national_code);
    done(a, t);
    t = writes(a, s);
    assert_string_equal(stands(a, t, registered(a, t, "第三个", "")).row.platform_no, "QP-000003");
    done(a, t);
}

TEST_BOTH(all_faults_are_told_at_once, ON) {
    struct tx *t = writes(a, s);
    struct project_stated new = stated_empty();
    struct faults faults = {.count = 0}, warnings = {.count = 0};
    struct project_saved saved;
    dictionaries(a, t);
    (void)registered(a, t, "有代码的", CODE);
    say(a, &new, "national_code", "123", &faults, &warnings);
    say(a, &new, "total", "-3", &faults, &warnings);
    say(a, &new, "planned_start", "2022-13-40", &faults, &warnings);
    say(a, &new, "uscc", "abc", &faults, &warnings);
    say(a, &new, "longitude", "181", &faults, &warnings);
    say(a, &new, "stage", "dreaming", &faults, &warnings);
    say(a, &new, "industry_code", "Z99", &faults, &warnings);
    say(a, &new, "division_code", "37", &faults, &warnings);
    said(a, &new, "area", "nowhere");
    said(a, &new, "department", "nobody");
    said(a, &new, "parent", "QP-999999");
    assert_int_equal(project_register(t, &new, TODAY, &faults, &saved), ERR_INVALID);
    static const char *const fields[] = {"name", "national_code", "total", "planned_start", "uscc", "longitude", "stage",
                                         "industry_code", "division_code", "area", "department", "parent"};
    for (size_t i = 0; i < countof(fields); i++)
        if (!has_fault(&faults, fields[i])) fail_msg("no fault at %s", fields[i]);
    assert_int_equal(faults.count, countof(fields));
    tx_end(t);
}

TEST_BOTH(what_the_world_got_wrong_is_kept_with_a_warning, ON) {
    struct tx *t = writes(a, s);
    struct project_stated new = stated_empty();
    struct faults faults = {.count = 0}, warnings = {.count = 0};
    struct project_saved saved;
    dictionaries(a, t);
    (void)registered(a, t, "同名", "");
    said(a, &new, "name", "同 名");
    say(a, &new, "uscc", "91350100M000100Y4A", &faults, &warnings);
    assert_true(has_fault(&warnings, "uscc"));
    said(a, &new, "planned_start", "2022-06");
    said(a, &new, "planned_finish", "2021年12月");
    said(a, &new, "actual_start", "2030-01-01");
    said(a, &new, "total", "300");
    assert_ok(a, project_register(t, &new, TODAY, &faults, &saved));
    static const char *const odd[] = {"name", "planned_finish", "actual_start", "total"};
    for (size_t i = 0; i < countof(odd); i++)
        if (!has_fault(&saved.warnings, odd[i])) fail_msg("no warning at %s", odd[i]);
    struct project_stated kept = stands(a, t, saved.id);
    assert_string_equal(kept.row.uscc, "91350100M000100Y4A");
    assert_int_equal(kept.row.planned_start_day, day_of(2022, 6, 1));
    assert_int_equal(kept.row.planned_finish_day, day_of(2021, 12, 31));
    assert_int_equal(kept.row.total_fen, INT64_C(300000000));
    tx_end(t);
}

TEST_BOTH(what_is_printed_is_read_back, ON) {
    static const char *const typed[][2] = {
        {"name", "海辰碳纤维"}, {"total", "12000.5"}, {"longitude", "122.1204"}, {"latitude", "-37.5"},
        {"actual_start", "2022-03-01"}, {"industry_code", "C2669"}, {"scale", "一行\n两行"}, {"nature", "extension"}};
    struct project_stated new = stated_empty(), again = stated_empty();
    for (size_t i = 0; i < countof(typed); i++) said(a, &new, typed[i][0], typed[i][1]);
    for (size_t i = 0; i < stated_field_count; i++) {
        const char *text = stated_text(a, &stated_fields[i], &new);
        said(a, &again, stated_fields[i].name, text);
        assert_string_equal(stated_text(a, &stated_fields[i], &again), text);
        for (size_t k = 0; k < countof(typed); k++)
            if (text_eq(typed[k][0], stated_fields[i].name)) assert_string_equal(text, typed[k][1]);
    }
}

TEST_BOTH(a_code_that_is_replaced_stays_as_superseded, ON) {
    struct tx *t = writes(a, s);
    struct project_saved saved;
    dictionaries(a, t);
    int64_t id = registered(a, t, "换码的", CODE);
    done(a, t);
    t = writes(a, s);
    struct project_stated now = stands(a, t, id);
    said(a, &now, "national_code", OTHER);
    assert_ok(a, change(t, &now, &saved));
    now = stands(a, t, id);
    said(a, &now, "national_code", CODE); /* back again: no third row */
    assert_ok(a, change(t, &now, &saved));
    struct codes_of_project_cursor c;
    struct codes_of_project_row r;
    bool has;
    assert_ok(a, codes_of_project_open(t, id, &c));
    assert_ok(a, codes_of_project_next(&c, &r, &has));
    assert_true(has);
    assert_string_equal(r.code, CODE);
    assert_string_equal(r.status, "active");
    assert_ok(a, codes_of_project_next(&c, &r, &has));
    assert_true(has);
    assert_string_equal(r.code, OTHER);
    assert_string_equal(r.status, "superseded");
    assert_ok(a, codes_of_project_next(&c, &r, &has));
    assert_false(has);
    tx_end(t);
}

TEST_BOTH(a_code_of_another_project_is_refused, ON) {
    struct tx *t = writes(a, s);
    struct project_saved saved;
    struct faults faults = {.count = 0};
    dictionaries(a, t);
    int64_t first = registered(a, t, "甲", CODE);
    struct project_stated now = stands(a, t, registered(a, t, "乙", ""));
    said(a, &now, "national_code", CODE);
    assert_int_equal(project_change(t, now.row.id, now.row.version, &now, TODAY, &faults, &saved), ERR_INVALID);
    assert_true(has_fault(&faults, "national_code"));
    struct project_stated owner = stands(a, t, first); /* it had the code once: still no other's */
    said(a, &owner, "national_code", OTHER);
    assert_ok(a, change(t, &owner, &saved));
    assert_int_equal(change(t, &now, &saved), ERR_INVALID);
    tx_end(t);
}

static size_t holders(struct arena *a, struct tx *t, int64_t id, struct holder *ret) {
    struct holders_of_project_cursor c;
    struct holders_of_project_row r;
    size_t n = 0;
    bool has;
    assert_ok(a, holders_of_project_open(t, id, &c));
    for (;;) {
        assert_ok(a, holders_of_project_next(&c, &r, &has));
        if (!has) break;
        ret[n++] = (struct holder){.kind = arena_copy(a, r.kind), .holder_id = r.holder_id, .share_bp = r.share_bp,
                                   .from_day = r.from_day, .to_day = r.to_day};
    }
    holders_of_project_close(&c);
    return n;
}

TEST_BOTH(responsibility_is_handed_over_not_edited_away, ON) {
    struct holder h[16];
    struct project_saved saved;
    struct tx *t = writes(a, s);
    dictionaries(a, t);
    int64_t id = registered(a, t, "移交的", "");
    done(a, t);
    t = writes(a, s);
    assert_int_equal(holders(a, t, id, h), 2);
    struct project_stated now = stands(a, t, id);
    int64_t north = now.row.area_id;
    said(a, &now, "area", "south");
    said(a, &now, "department", "roads");
    assert_ok(a, change(t, &now, &saved));
    assert_int_equal(holders(a, t, id, h), 4);
    assert_int_equal(h[0].holder_id, north);
    assert_int_equal(h[0].to_day, TODAY - 1);
    assert_int_equal(h[1].to_day, TODAY - 1);
    assert_string_equal(h[2].kind, "area");
    assert_int_equal(h[2].from_day, TODAY);
    assert_int_equal(h[2].to_day, NO_DAY);
    assert_int_equal(h[2].share_bp, 10000);
    now = stands(a, t, id);
    assert_string_equal(now.area, "south");
    assert_string_equal(now.department, "roads");
    said(a, &now, "area", ""); /* a slip of today is taken back, not kept for no day at all */
    assert_ok(a, change(t, &now, &saved));
    assert_int_equal(holders(a, t, id, h), 3);
    assert_null(stands(a, t, id).area);
    tx_end(t);
}

TEST_BOTH(an_edit_of_an_old_version_is_a_conflict, ON) {
    struct tx *t = writes(a, s);
    struct project_saved saved;
    dictionaries(a, t);
    int64_t id = registered(a, t, "两人改", "");
    done(a, t);
    t = writes(a, s);
    struct project_stated mine = stands(a, t, id), theirs = mine, then;
    said(a, &theirs, "total", "2亿元");
    assert_ok(a, change(t, &theirs, &saved));
    assert_true(saved.is_changed);
    done(a, t);
    t = writes(a, s);
    said(a, &mine, "name", ""); /* not told: what the other did comes first */
    assert_int_equal(change(t, &mine, &saved), ERR_CONFLICT);
    assert_ok(a, project_stood(t, id, mine.row.version, &then));
    assert_int_equal(then.row.total_fen, INT64_C(12000000000));
    assert_string_equal(then.department, "works");
    assert_int_equal(stands(a, t, id).row.total_fen, INT64_C(20000000000));
    tx_end(t);
}

TEST_BOTH(a_department_alone_is_an_edit_too, ON) {
    struct tx *t = writes(a, s);
    struct project_saved saved;
    struct project_stated then;
    dictionaries(a, t);
    int64_t id = registered(a, t, "换部门", "");
    done(a, t);
    t = writes(a, s);
    struct project_stated now = stands(a, t, id);
    int64_t version = now.row.version;
    assert_ok(a, change(t, &now, &saved));
    assert_false(saved.is_changed);
    said(a, &now, "department", "roads");
    assert_ok(a, change(t, &now, &saved));
    assert_true(saved.is_changed);
    done(a, t);
    t = writes(a, s);
    assert_int_equal(stands(a, t, id).row.version, version + 1);
    assert_ok(a, project_stood(t, id, version, &then));
    assert_string_equal(then.department, "works");
    assert_ok(a, project_stood(t, id, version + 1, &then));
    assert_string_equal(then.department, "roads");
    tx_end(t);
}

TEST_BOTH(a_project_is_no_part_of_its_parts, ON) {
    struct tx *t = writes(a, s);
    struct project_saved saved;
    dictionaries(a, t);
    struct project_stated whole = stands(a, t, registered(a, t, "总", "")), part = stands(a, t, registered(a, t, "分", ""));
    said(a, &part, "parent", whole.row.platform_no);
    assert_ok(a, change(t, &part, &saved));
    assert_string_equal(stands(a, t, part.row.id).parent, whole.row.platform_no);
    said(a, &whole, "parent", part.row.platform_no);
    assert_int_equal(change(t, &whole, &saved), ERR_INVALID);
    said(a, &whole, "parent", whole.row.platform_no);
    assert_int_equal(change(t, &whole, &saved), ERR_INVALID);
    tx_end(t);
}

TEST_BOTH(a_list_is_joined_once_and_left_with_a_reason, ON) {
    struct tx *t = writes(a, s);
    struct faults faults = {.count = 0};
    struct memberships_of_project_row *rows;
    size_t count;
    dictionaries(a, t);
    int64_t id = registered(a, t, "上名单", "");
    struct list_stated list = {.level = "municipal_key", .role = "new_start", .year = 2022, .entered_day = NO_DAY};
    assert_ok(a, list_join(t, id, &list, TODAY, &faults));
    assert_int_equal(list_join(t, id, &list, TODAY, &faults), ERR_INVALID);
    assert_true(has_fault(&faults, "level"));
    faults.count = 0;
    assert_int_equal(list_join(t, id, &(struct list_stated){.year = NO_INT}, TODAY, &faults), ERR_INVALID);
    assert_int_equal(faults.count, 3);
    assert_int_equal(list_join(t, 999999, &list, TODAY, &faults), ERR_MISSING);
    assert_ok(a, memberships_of_project(t, id, &rows, &count));
    assert_int_equal(count, 1);
    assert_int_equal(rows[0].entered_day, TODAY);
    faults.count = 0;
    assert_int_equal(list_leave(t, id, rows[0].id, 1, TODAY - 1, "", &faults), ERR_INVALID);
    assert_true(has_fault(&faults, "left") && has_fault(&faults, "reason"));
    faults.count = 0;
    assert_int_equal(list_leave(t, id + 1, rows[0].id, 1, TODAY, "调整", &faults), ERR_MISSING);
    assert_ok(a, list_leave(t, id, rows[0].id, 1, TODAY, "调整", &faults));
    assert_int_equal(list_leave(t, id, rows[0].id, 1, TODAY, "调整", &faults), ERR_CONFLICT);
    assert_ok(a, list_join(t, id, &list, TODAY, &faults)); /* and may come back */
    tx_end(t);
}

TEST_BOTH(works_stop_and_go_on, ON) {
    struct tx *t = writes(a, s);
    struct faults faults = {.count = 0};
    struct stops_of_project_row *rows;
    size_t count;
    dictionaries(a, t);
    int64_t id = registered(a, t, "停工的", "");
    assert_int_equal(stop_begin(t, id, NO_DAY, "", &faults), ERR_INVALID);
    assert_int_equal(faults.count, 2);
    faults.count = 0;
    assert_ok(a, stop_begin(t, id, TODAY - 30, "资金未到位", &faults));
    assert_int_equal(stop_begin(t, id, TODAY, "又停", &faults), ERR_INVALID);
    assert_ok(a, stops_of_project(t, id, &rows, &count));
    assert_int_equal(count, 1);
    faults.count = 0;
    assert_int_equal(stop_end(t, id, rows[0].id, 1, TODAY - 31, &faults), ERR_INVALID);
    faults.count = 0;
    assert_ok(a, stop_end(t, id, rows[0].id, 1, TODAY, &faults));
    assert_int_equal(stop_end(t, id, rows[0].id, 1, TODAY, &faults), ERR_CONFLICT);
    assert_ok(a, stop_begin(t, id, TODAY, "再次停工", &faults));
    tx_end(t);
}

TEST_MAIN(T_BOTH(a_new_project_gets_the_next_number), T_BOTH(all_faults_are_told_at_once),
          T_BOTH(what_the_world_got_wrong_is_kept_with_a_warning), T_BOTH(what_is_printed_is_read_back),
          T_BOTH(a_code_that_is_replaced_stays_as_superseded), T_BOTH(a_code_of_another_project_is_refused),
          T_BOTH(responsibility_is_handed_over_not_edited_away), T_BOTH(an_edit_of_an_old_version_is_a_conflict),
          T_BOTH(a_department_alone_is_an_edit_too), T_BOTH(a_project_is_no_part_of_its_parts),
          T_BOTH(a_list_is_joined_once_and_left_with_a_reason), T_BOTH(works_stop_and_go_on))
