/* Files become facts: what comes in, what does not, and what goes back. */
#include "intake_fixture.h"

static void assert_dirty(struct arena *a, const struct intake_result *r) {
    print_result(a, r);
    for (size_t i = 0; i < r->sheets[0].map.count; i++) assert_int_not_equal(r->sheets[0].map.at[i].state, HEADING_ASKED);
    assert_counts(r, DIRTY_PROJECTS, 0, 0, 0, 7);
    assert_true(told(r, "E8", FAULT_WARNING)); /* a credit code that fails its check */
    assert_true(told(r, "C9", FAULT_CELL));    /* a masked project code */
    assert_true(told(r, "M9", FAULT_CELL));    /* about 8000 */
    assert_true(told(r, "A6", FAULT_SKIPPED));
    assert_true(told(r, "A10", FAULT_SKIPPED));
    assert_int_equal(r->twin_count, 1); /* the road of the same name in another area */
}

TEST_BOTH(a_dirty_workbook_comes_in_without_a_mapping, ON) {
    const char *path = beside(a, p, "dirty.xlsx");
    dirty_xlsx(path);
    struct intake_options o = options_for(path);
    struct intake_result r = preview(s, a, &o);
    assert_dirty(a, &r);
    assert_int_equal(r.entry, 0);
    r = accept(s, a, &o);
    assert_dirty(a, &r);
    assert_true(r.entry > 0);
    unlink(path);
}

TEST_BOTH(its_gb18030_twin_says_the_same, ON) {
    const char *path = beside(a, p, "dirty.csv");
    dirty_csv(path);
    struct intake_options o = options_for(path);
    struct intake_result r = accept(s, a, &o);
    assert_dirty(a, &r);
    const char *book = beside(a, p, "dirty.xlsx");
    dirty_xlsx(book);
    o = options_for(book);
    r = preview(s, a, &o);
    print_result(a, &r);
    assert_counts(&r, 0, 0, DIRTY_PROJECTS, 0, 7);
    unlink(path);
    unlink(book);
}

TEST_BOTH(the_same_file_twice_changes_nothing, ON) {
    const char *path = beside(a, p, "dirty.xlsx");
    int64_t before, after;
    struct tx *t;
    dirty_xlsx(path);
    struct intake_options o = options_for(path);
    accept(s, a, &o);
    assert_ok(a, store_read(s, a, &t));
    assert_ok(a, tx_last_entry(t, &before));
    tx_end(t);
    struct intake_result r = accept(s, a, &o);
    assert_counts(&r, 0, 0, DIRTY_PROJECTS, 0, 7);
    assert_int_equal(r.entry, 0);
    assert_ok(a, store_read(s, a, &t));
    assert_ok(a, tx_last_entry(t, &after));
    assert_int_equal(before, after);
    unlink(path);
}

/* -- tables of our own -- */

static const char HEAD[] = "项目名称,项目代码,项目单位,所属区市,领域,行业主管部门,总投资（万元）,2022年度计划投资（万元）,"
                           "2022年1-11月累计完成投资（万元）,计划开工时间,备注,用海面积\n";
enum { LINES = 30 };

/* A table of LINES projects; `edit` makes ten cells different, `shuffle` turns the order round. */
static const char *table(struct arena *a, bool edit, bool shuffle) {
    struct out *o = out_in(a, 0);
    out_raw(o, HEAD);
    for (int i = 0; i < LINES; i++) {
        int n = shuffle ? (i * 7 + 3) % LINES : i;
        bool e = edit && n % 3 == 0;
        out_printf(o, "第%d号工程,2203-371002-04-01-%06d,第%d公司%s,%s,城市建设,市住建局、市交通局,", n + 1, 100000 + n, n,
                   e && n == 0 ? "（更名）" : "", n % 2 ? "环翠区" : "文登区");
        out_printf(o, "%d.5,%d,%d,", 1000 + n + (e && n == 3), 500 + n + (e && n == 6),
                   300 + n + (e && (n == 9 || n == 12 || n == 15)));
        out_printf(o, "2022-%02d-01,%s,%d\n", 1 + n % 12 - (e && n == 21), e && n == 18 ? "改" : "原",
                   n + (e && n == 24) + (e && n == 27));
    }
    return out_text_of(o);
}

TEST_BOTH(ten_edited_cells_are_ten_changes_and_shuffled_rows_are_none, ON) {
    struct intake_options o = options_for(written(a, p, "one.csv", table(a, false, false)));
    struct intake_result r = accept(s, a, &o);
    assert_counts(&r, LINES, 0, 0, 0, 0);
    o.path = written(a, p, "shuffled.csv", table(a, false, true));
    r = accept(s, a, &o);
    assert_counts(&r, 0, 0, LINES, 0, 0);
    assert_int_equal(r.entry, 0);
    o.path = written(a, p, "edited.csv", table(a, true, true));
    for (int writes = 0; writes < 2; writes++) {
        r = writes ? accept(s, a, &o) : preview(s, a, &o);
        assert_counts(&r, 0, 10, LINES - 10, 0, 0);
        size_t changes = 0;
        for (size_t i = 0; i < r.shown_count; i++) changes += r.shown[i].change_count;
        assert_int_equal(changes, 10);
    }
    r = preview(s, a, &o);
    assert_counts(&r, 0, 0, LINES, 0, 0);
}

TEST_BOTH(a_change_tells_what_was_and_what_is, ON) {
    struct intake_options o = options_for(written(a, p, "one.csv", table(a, false, false)));
    accept(s, a, &o);
    o.path = written(a, p, "edited.csv", table(a, true, false));
    struct intake_result r = preview(s, a, &o);
    const struct intake_change *c = r.shown[1].changes;
    assert_string_equal(word(EN, c->label), "Planned total investment");
    assert_string_equal(c->old, "1003.5万元");
    assert_string_equal(c->now, "1004.5万元");
    c = r.shown[2].changes;
    assert_string_equal(c->of.in[ZH], "2022");
    assert_string_equal(c->old, "506万元");
    assert_string_equal(c->now, "507万元");
}

static void edit_by_hand(struct store *s, struct arena *a, const char *name, const char *remark) {
    struct project p;
    struct tx *t;
    assert_true(project_named(s, a, name, &p) > 0);
    assert_ok(a, store_write(s, a, &(struct entry_note){9, "project_edit", "电话核实", 0}, &t));
    p.remark = remark;
    assert_ok(a, project_put(t, &p, p.version));
    assert_ok(a, tx_commit(t));
}

static struct intake_undone undo(struct store *s, struct arena *a, int64_t entry, enum err expected) {
    struct intake_undone u;
    struct tx *t;
    assert_ok(a, store_write(s, a, &(struct entry_note){3, "intake_undo", "传错文件", 0}, &t));
    assert_int_equal(intake_undo(t, a, entry, &u), expected);
    if (expected == OK) assert_ok(a, tx_commit(t));
    else tx_end(t);
    return u;
}

TEST_BOTH(an_intake_goes_back_where_nobody_touched_it_since, ON) {
    struct project x;
    struct intake_options o = options_for(written(a, p, "one.csv", table(a, false, false)));
    int64_t first = accept(s, a, &o).entry;
    o.path = written(a, p, "edited.csv", table(a, true, false));
    int64_t second = accept(s, a, &o).entry;
    edit_by_hand(s, a, "第1号工程", "以电话为准"); /* the second intake renamed its unit */
    struct intake_undone u = undo(s, a, second, OK);
    assert_int_equal(u.kept_count, 1);
    assert_string_equal(u.kept[0].table, "project");
    assert_string_equal(u.kept[0].project_name, "第1号工程");
    assert_int_equal(u.kept[0].actor_id, 9);
    assert_string_equal(u.kept[0].kind, "project_edit");
    assert_int_equal(u.back, 8);
    assert_int_equal(u.gone, 1); /* the revision of a plan */
    assert_true(project_named(s, a, "第1号工程", &x) > 0);
    assert_string_equal(x.remark, "以电话为准");
    assert_string_equal(x.unit_name, "第0公司（更名）");
    assert_true(project_named(s, a, "第4号工程", &x) > 0);
    assert_true(x.total_fen == INT64_C(100350) * 10000);
    undo(s, a, second, ERR_CONFLICT);
    u = undo(s, a, first, OK);
    assert_true(u.kept_count >= 1);
    assert_true(project_named(s, a, "第1号工程", &x) > 0);
    assert_int_equal(project_named(s, a, "第2号工程", &x), 0);
    undo(s, a, 9999, ERR_MISSING);
}

TEST_BOTH(an_untouched_intake_leaves_nothing_behind, ON) {
    struct intake_options o = options_for(written(a, p, "one.csv", table(a, false, false)));
    struct intake_undone u = undo(s, a, accept(s, a, &o).entry, OK);
    assert_int_equal(u.kept_count, 0);
    assert_int_equal(rows_known(s, a, &project_table), 0);
    assert_int_equal(rows_known(s, a, &invest_fact_table), 0);
    assert_int_equal(rows_known(s, a, &annual_plan_table), 0);
    assert_int_equal(rows_known(s, a, &holder_table), 0);
    assert_int_equal(rows_known(s, a, &area_table), 0);
    assert_int_equal(rows_known(s, a, &unit_table), 0);
    assert_int_equal(rows_known(s, a, &intake_table), 1);
    struct intake_result r = accept(s, a, &o);
    assert_counts(&r, LINES, 0, 0, 0, 0);
}

TEST_BOTH(intakes_built_upon_one_another_go_back_the_other_way_round, ON) {
    struct intake_options o = options_for(written(a, p, "one.csv", table(a, false, false)));
    struct project x;
    int64_t first = accept(s, a, &o).entry;
    o.path = written(a, p, "edited.csv", table(a, true, false));
    int64_t second = accept(s, a, &o).entry;
    assert_int_equal(undo(s, a, second, OK).kept_count, 0);
    assert_true(project_named(s, a, "第1号工程", &x) > 0);
    assert_string_equal(x.unit_name, "第0公司");
    assert_int_equal(undo(s, a, first, OK).kept_count, 0); /* each project stands as the first wrote it */
    assert_int_equal(rows_known(s, a, &project_table), 0);
    assert_int_equal(rows_known(s, a, &invest_fact_table), 0);
    assert_int_equal(rows_known(s, a, &annual_plan_table), 0);
    assert_int_equal(rows_known(s, a, &holder_table), 0);
    assert_int_equal(rows_known(s, a, &area_table), 0);
    assert_int_equal(rows_known(s, a, &unit_table), 0);
}

TEST_BOTH(a_project_that_somebody_added_to_stays, ON) {
    struct intake_options o = options_for(written(a, p, "one.csv", table(a, false, false)));
    struct project x;
    struct tx *t;
    int64_t first = accept(s, a, &o).entry;
    assert_true(project_named(s, a, "第2号工程", &x) > 0);
    assert_ok(a, store_write(s, a, &(struct entry_note){9, "stop_add", "", 0}, &t));
    struct stop stop = stop_empty;
    stop.project_id = x.id, stop.stopped_day = day_of(2022, 12, 1);
    assert_ok(a, stop_put(t, &stop, 0));
    assert_ok(a, tx_commit(t));
    struct intake_undone u = undo(s, a, first, OK);
    assert_true(u.kept_count >= 1);
    assert_int_equal(rows_known(s, a, &project_table), 1);
    assert_true(project_named(s, a, "第2号工程", &x) > 0);
}

/* -- rows that need a decision -- */

TEST_BOTH(names_nobody_accepted_are_proposed_and_not_made, ON) {
    struct intake_options o = options_for(written(a, p, "one.csv", table(a, false, false)));
    memset(o.makes, 0, sizeof o.makes);
    struct intake_result r = accept(s, a, &o);
    assert_int_equal(r.proposal_count, 5);
    assert_int_equal(rows_known(s, a, &area_table), 0);
    assert_int_equal(rows_known(s, a, &holder_table), 0);
    assert_int_equal(r.proposals[0].rows, LINES / 2);
    o.makes[INTAKE_AREAS] = true;
    r = accept(s, a, &o);
    assert_counts(&r, 0, LINES, 0, 0, 0);
    assert_int_equal(rows_known(s, a, &area_table), 2);
    assert_int_equal(rows_known(s, a, &unit_table), 0);
}

TEST_BOTH(rows_that_cannot_be_meant_are_refused_with_their_place, ON) {
    struct intake_options o = options_for(written(a, p, "x.csv",
        "项目名称,项目代码,总投资（万元）,备注\n"
        "甲工程,2203-371002-04-01-100001,100,\n"
        ",,200,没有名称\n"
        "乙工程,2203-371002-04-01-100001,300,同码\n"
        "甲工程,2203-371002-04-01-100001,100,\n"
        "甲工程,,,补充备注\n"
        ",2203-371002-04-01-100009,50,\n"));
    struct intake_result r = preview(s, a, &o);
    print_result(a, &r);
    assert_counts(&r, 2, 1, 0, 2, 1);
    assert_true(told(&r, "A3", FAULT_ROW));
    assert_true(told(&r, "A4", FAULT_ROW));
    assert_true(told(&r, "A5", FAULT_SKIPPED));
    r = accept(s, a, &o);
    assert_counts(&r, 2, 1, 0, 2, 1);
    struct project x;
    assert_true(project_named(s, a, "甲工程", &x) > 0);
    assert_string_equal(x.remark, "补充备注");
    assert_string_equal(x.platform_no, "QP-000001");
    assert_true(project_named(s, a, "2203-371002-04-01-100009", &x) > 0);
}

TEST_BOTH(possible_duplicates_are_offered_and_decided, ON) {
    struct intake_options o = options_for(written(a, p, "x.csv", "项目名称,所属区市,项目单位,总投资（万元）\n"
                                                                 "滨海大道改造工程,环翠区,城投集团,8600\n"));
    accept(s, a, &o);
    o.path = written(a, p, "y.csv", "项目名称,所属区市,项目单位,总投资（万元）\n"
                                    "滨海大道改造工程,荣成市,荣成交通,9000\n"
                                    "滨海大道改造工程（一期）,环翠区,城投集团,8600\n");
    struct intake_result r = preview(s, a, &o);
    assert_counts(&r, 2, 0, 0, 0, 0);
    assert_int_equal(r.twin_count, 2);
    assert_string_equal(r.twins[0].place, "y.csv!2");
    assert_true(r.twins[0].project_id > 0);
    struct intake_decision same = {"y.csv!3", r.twins[1].project_id};
    o.decisions = &same;
    o.decision_count = 1;
    r = accept(s, a, &o);
    assert_counts(&r, 1, 1, 0, 0, 0);
    assert_int_equal(rows_known(s, a, &project_table), 2);
}

TEST_BOTH(another_amount_later_is_the_next_revision_and_the_first_stays, ON) {
    const char *head = "项目名称,2022年度计划投资（万元）\n";
    struct annual_plan plan;
    struct intake_options o = options_for(written(a, p, "jan.csv", arena_printf(a, "%s甲工程,100\n", head)));
    accept(s, a, &o);
    o.path = written(a, p, "june.csv", arena_printf(a, "%s甲工程,150\n", head));
    accept(s, a, &o);
    accept(s, a, &o);
    assert_int_equal(rows_known(s, a, &annual_plan_table), 2);
    struct annual_plan_cursor c;
    struct tx *t;
    bool has;
    assert_ok(a, store_read(s, a, &t));
    assert_ok(a, annual_plan_known(t, 2, &c));
    assert_ok(a, annual_plan_cursor_next(&c, &plan, &has));
    assert_int_equal(plan.revision, 1);
    assert_true(plan.amount_fen == 100 * FEN_PER_WAN);
    assert_ok(a, annual_plan_cursor_next(&c, &plan, &has));
    assert_int_equal(plan.revision, 2);
    assert_true(plan.amount_fen == 150 * FEN_PER_WAN);
    assert_string_equal(plan.reason, "导入june.csv");
    annual_plan_cursor_close(&c);
}

TEST_BOTH(the_department_named_first_answers_and_hands_over, ON) {
    struct holder_cursor c;
    struct holder h[8];
    struct tx *t;
    size_t count = 0;
    bool has = true;
    struct intake_options o = options_for(written(a, p, "x.csv", "项目名称,行业主管部门\n甲工程,市住建局、市交通局\n"));
    accept(s, a, &o);
    o.path = written(a, p, "y.csv", "项目名称,行业主管部门\n甲工程,市交通局60%、市住建局40%\n");
    o.today = day_of(2023, 3, 1);
    struct intake_result r = accept(s, a, &o);
    assert_counts(&r, 0, 1, 0, 0, 0);
    assert_string_equal(r.shown[0].changes[0].old, "市住建局、市交通局");
    assert_string_equal(r.shown[0].changes[0].now, "市交通局60%、市住建局40%");
    assert_ok(a, store_read(s, a, &t));
    assert_ok(a, holder_known(t, r.entry, &c));
    while (has && count < countof(h)) {
        assert_ok(a, holder_cursor_next(&c, &h[count], &has));
        count += has;
    }
    holder_cursor_close(&c);
    assert_int_equal(count, 4);
    assert_int_equal(h[0].share_bp, 10000);
    assert_int_equal(h[1].share_bp, 0);
    for (int i = 0; i < 4; i++) {
        assert_int_equal(h[i].from_day, i < 2 ? NO_DAY : o.today);
        assert_int_equal(h[i].to_day, i < 2 ? o.today : NO_DAY);
    }
    assert_int_equal(h[2].share_bp, 6000);
    r = accept(s, a, &o);
    assert_counts(&r, 0, 0, 1, 0, 0);
}

TEST_BOTH(a_contact_is_sealed_and_not_shown, ON) {
    const char *text = "项目名称,联系人,联系电话\n甲工程,王小明,13800000000\n";
    struct intake_options o = options_for(written(a, p, "x.csv", text));
    accept(s, a, &o);
    struct intake_result r = accept(s, a, &o);
    assert_counts(&r, 0, 0, 1, 0, 0);
    o.path = written(a, p, "y.csv", "项目名称,联系人,联系电话\n甲工程,王小明,13900000000\n");
    r = accept(s, a, &o);
    assert_counts(&r, 0, 1, 0, 0, 0);
    assert_string_equal(r.shown[0].changes[0].now, "");
    assert_int_equal(rows_known(s, a, &contact_table), 1);
}

/* -- limits, sheets, JSON -- */

static bool stop_at_once(void *context, double done, int64_t rows) {
    (void)rows;
    *(double *)context = done;
    return false;
}

TEST_BOTH(a_cancelled_intake_writes_nothing, ON) {
    struct out *text = out_in(a, 0);
    struct intake_result r;
    struct both why = {{NULL}};
    struct tx *t;
    int64_t entry;
    double done = -1;
    out_raw(text, "项目名称,项目编号\n");
    for (int i = 0; i < 2500; i++) out_printf(text, "工程%d,N%d\n", i, i);
    struct intake_options o = options_for(written(a, p, "x.csv", out_text_of(text)));
    o.progress = stop_at_once;
    o.progress_context = &done;
    assert_ok(a, store_write(s, a, &note, &t));
    assert_int_equal(intake_accept(t, a, &o, &r, &why), ERR_CONFLICT);
    assert_non_null(why.in[ZH]);
    assert_true(done > 0);
    tx_end(t);
    assert_ok(a, store_read(s, a, &t));
    assert_ok(a, tx_last_entry(t, &entry));
    assert_int_equal(entry, 0);
}

TEST(what_is_no_sheet_of_projects_is_refused_in_words) {
    struct test_place p = test_place_new(BACKEND_SQLITE);
    struct arena *a = arena_new((size_t)64 << 20);
    struct store *s;
    struct tx *t;
    assert_ok(a, store_open(a, p.data, &(struct store_options){.create = true}, &s));
    const char *paths[] = {written(a, &p, "empty.csv", ""), written(a, &p, "numbers.csv", "1,2,3\n4,5,6\n"),
                           written(a, &p, "broken.xlsx", "PK\3\4 not a workbook"), "/nowhere/x.csv"};
    for (size_t i = 0; i < countof(paths); i++) {
        struct intake_options o = options_for(paths[i]);
        struct intake_result r;
        struct both why = {{NULL}};
        assert_ok(a, store_read(s, a, &t));
        assert_int_not_equal(intake_preview(t, a, &o, &r, &why), OK);
        assert_non_null(why.in[EN]);
        tx_end(t);
    }
    arena_done(a);
    store_close(s);
    test_place_done(&p);
}

TEST_BOTH(a_row_of_endless_text_is_refused_and_the_rest_comes_in, ON) {
    char *big = arena_alloc(a, 1200001);
    memset(big, 'x', 1200000);
    struct out *text = out_in(a, 0);
    out_raw(text, "项目名称,备注,a,b,c,d,e,f,g,h\n甲工程");
    for (int i = 0; i < 9; i++) out_printf(text, ",%.120000s", big);
    out_raw(text, "\n乙工程,好\n");
    struct intake_options o = options_for(written(a, p, "x.csv", out_text_of(text)));
    struct intake_result r = accept(s, a, &o);
    assert_counts(&r, 1, 0, 0, 1, 0);
}

TEST_BOTH(every_sheet_with_projects_is_read_and_the_second_may_add, ON) {
    const char *path = beside(a, p, "two.xlsx");
    lxw_workbook *book = workbook_new(path);
    static const char *const sheets[][2][3] = {
        {{"项目名称", "项目代码", "领域"}, {"甲工程", "2203-371002-04-01-100001", "城市建设"}},
        {{"项目代码", "2022年11月完成投资（万元）", ""}, {"2203-371002-04-01-100001", "12.5", ""}},
        {{"说明", "", ""}, {"本表由各区市填报", "", ""}}};
    for (int k = 0; k < 3; k++) {
        lxw_worksheet *sheet = workbook_add_worksheet(book, arena_printf(a, "表%d", k + 1));
        for (int r = 0; r < 2; r++)
            for (int c = 0; c < 3; c++)
                if (*sheets[k][r][c]) worksheet_write_string(sheet, (lxw_row_t)r, (lxw_col_t)c, sheets[k][r][c], NULL);
    }
    workbook_close(book);
    struct intake_options o = options_for(path);
    struct intake_result seen = preview(s, a, &o), r = accept(s, a, &o);
    print_result(a, &r);
    assert_int_equal(r.sheet_count, 2);
    assert_counts(&seen, 1, 1, 0, 0, 0);
    assert_counts(&r, 1, 1, 0, 0, 0);
    assert_int_equal(rows_known(s, a, &invest_fact_table), 1);
    assert_int_equal(rows_known(s, a, &intake_table), 2);
    o.sheet = "表1";
    r = preview(s, a, &o);
    assert_int_equal(r.rows, 1);
}

TEST_BOTH(the_json_has_the_form_that_machines_rely_on, ON) {
    const char *text = "项目名称,总投资（万元）,开工时间\n甲工程,约100,2022\n合计,100,\n";
    struct intake_options o = options_for(written(a, p, "x.csv", text));
    struct intake_result r = preview(s, a, &o);
    struct out *out = out_in(a, 0);
    struct json j;
    json_init(&j, out);
    intake_json(&j, &r, EN);
    static const char *const parts[] = {
        "{\"rows\":2,\"new\":1,\"changed\":0,\"unchanged\":0,\"refused\":0,\"skipped\":1,",
        "\"faults\":[{\"sheet\":\"\",\"cell\":\"B2\",\"field\":\"total\",\"message\":\"",
        "\"skips\":[{\"sheet\":\"\",\"cell\":\"A3\",",
        "\"mapping\":[{\"heading\":\"项目名称\",\"field\":\"name\",\"unit\":null,",
        "{\"heading\":\"总投资（万元）\",\"field\":\"total\",\"unit\":\"万元\",",
        "{\"heading\":\"开工时间\",\"field\":null,\"unit\":null,\"state\":\"asked\",",
        "\"candidates\":[\"planned_start\",\"actual_start\"]"};
    for (size_t i = 0; i < countof(parts); i++) {
        if (!strstr(out_text_of(out), parts[i])) print_error("%s\nis not in %s\n", parts[i], out_text_of(out));
        assert_non_null(strstr(out_text_of(out), parts[i]));
    }
}

int main(void) {
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        T_BOTH(a_dirty_workbook_comes_in_without_a_mapping),
        T_BOTH(its_gb18030_twin_says_the_same),
        T_BOTH(the_same_file_twice_changes_nothing),
        T_BOTH(ten_edited_cells_are_ten_changes_and_shuffled_rows_are_none),
        T_BOTH(a_change_tells_what_was_and_what_is),
        T_BOTH(an_intake_goes_back_where_nobody_touched_it_since),
        T_BOTH(an_untouched_intake_leaves_nothing_behind),
        T_BOTH(intakes_built_upon_one_another_go_back_the_other_way_round),
        T_BOTH(a_project_that_somebody_added_to_stays),
        T_BOTH(names_nobody_accepted_are_proposed_and_not_made),
        T_BOTH(rows_that_cannot_be_meant_are_refused_with_their_place),
        T_BOTH(possible_duplicates_are_offered_and_decided),
        T_BOTH(another_amount_later_is_the_next_revision_and_the_first_stays),
        T_BOTH(the_department_named_first_answers_and_hands_over),
        T_BOTH(a_contact_is_sealed_and_not_shown),
        T_BOTH(a_cancelled_intake_writes_nothing),
        T(what_is_no_sheet_of_projects_is_refused_in_words),
        T_BOTH(a_row_of_endless_text_is_refused_and_the_rest_comes_in),
        T_BOTH(every_sheet_with_projects_is_read_and_the_second_may_add),
        T_BOTH(the_json_has_the_form_that_machines_rely_on),
    };
    return cmocka_run_group_tests_name("intake", tests, NULL, sweep);
}
