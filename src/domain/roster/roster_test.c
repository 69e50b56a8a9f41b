/* Sheets of units and people: read however they are written, planned, written once; refused with their place; and out again. */
#include "clerk.h"
#include "domain/people/mail.h"
#include "domain/people/organisation.h"
#include "domain/people/phone.h"
#include "domain/people/setting.h"
#include "roster_book.h"
#include "sheet/sheet.h"
#include "store/journal.h"

#define ON schema_of_program()

struct world {
    struct arena *a;
    struct store *s;
};

static struct roster_by by_program(void) {
    return (struct roster_by){.makes_accounts = true, .now_ms = now_ms(), .address = "", .reason = "new year"};
}

static struct roster_result preview(struct world *w, struct roster_bytes file) {
    struct roster_result r;
    struct both why = {{NULL}};
    struct roster_by by = by_program();
    struct tx *t;
    assert_ok(w->a, store_read(w->s, w->a, &t));
    enum err e = roster_preview(t, file, &by, &r, &why);
    if (e != OK) print_error("%s\n", why.in[EN] ? why.in[EN] : "");
    assert_ok(w->a, e);
    tx_end(t);
    return r;
}

static struct roster_result accept(struct world *w, struct roster_bytes file) {
    struct roster_result planned = preview(w, file), r;
    struct both why = {{NULL}};
    struct roster_by by = by_program();
    struct entry_note note = {0, "organisation_import", "", 0};
    const char **hashes;
    struct tx *t;
    assert_ok(w->a, roster_secrets_make(w->a, &planned, &hashes));
    assert_ok(w->a, store_write(w->s, w->a, &note, &t));
    assert_ok(w->a, roster_accept(t, file, &by, &planned, hashes, &r, &why));
    assert_ok(w->a, tx_commit(t));
    tx_end(t);
    return r;
}

static int64_t last_entry(struct world *w) {
    struct tx *t;
    int64_t entry;
    assert_ok(w->a, store_read(w->s, w->a, &t));
    assert_ok(w->a, tx_last_entry(t, &entry));
    tx_end(t);
    return entry;
}

/* All refusals, or what else has a class, as "place: sentence" a line. */
static const char *told(struct world *w, const struct roster_result *r, enum roster_class class) {
    struct out *o = out_in(w->a, 0);
    for (size_t i = 0; i < r->line_count; i++)
        if (r->lines[i].class == class) out_printf(o, "%s: %s\n", r->lines[i].place, r->lines[i].what.in[EN]);
    return out_text_of(o);
}

static void assert_sums(struct world *w, const struct roster_result *r, int64_t new, int64_t changed, int64_t same,
                        int64_t refused) {
    bool is = r->sums[ROSTER_NEW] == new && r->sums[ROSTER_CHANGED] == changed && r->sums[ROSTER_SAME] == same &&
              r->sums[ROSTER_REFUSED] == refused;
    if (!is)
        print_error("new %d changed %d same %d refused %d\n%s%s", (int)r->sums[ROSTER_NEW], (int)r->sums[ROSTER_CHANGED],
                    (int)r->sums[ROSTER_SAME], (int)r->sums[ROSTER_REFUSED], told(w, r, ROSTER_REFUSED),
                    told(w, r, ROSTER_CHANGED));
    assert_true(is);
}

/* The tree as it is now: "unit < parent [area]" and "post: who from-to", in a fixed order. */
static const char *tree(struct world *w) {
    struct out *o = out_in(w->a, 0);
    struct organisation org;
    struct tx *t;
    int64_t entry;
    assert_ok(w->a, store_read(w->s, w->a, &t));
    assert_ok(w->a, tx_last_entry(t, &entry));
    assert_ok(w->a, organisation_known(t, entry, &org));
    for (size_t i = 0; i < org.unit_count; i++) {
        const struct unit *u = &org.units[i], *above = organisation_unit(&org, u->parent_id);
        size_t posts;
        const struct post *p = organisation_posts(&org, u->id, &posts);
        out_printf(o, "%s < %s%s\n", u->name_zh, above ? above->name_zh : "-", u->area_id == NO_INT ? "" : " [area]");
        for (size_t k = 0; k < posts; k++) {
            size_t holders;
            const struct post_holder *h = organisation_holders(&org, p[k].id, &holders);
            out_printf(o, "  %s %s:", p[k].role, p[k].name);
            for (size_t n = 0; n < holders; n++) {
                struct account who;
                assert_ok(w->a, account_get(t, h[n].account_id, &who));
                out_printf(o, " %s%s %s..%s", text_eq(h[n].kind, "holds") ? "" : "for ", who.subject,
                           day_print(w->a, h[n].from_day), day_print(w->a, h[n].to_day));
            }
            out_raw(o, "\n");
        }
    }
    tx_end(t);
    return out_text_of(o);
}

static void area_begin(struct world *w) {
    (void)accept(w, roster_text(w->a, "责任区,代码,英文名称,行政区划代码\n环翠区,huancui,Huancui,371002\n荣成市,rongcheng,Rongcheng,371082\n"));
}

TEST_BOTH(a_dirty_book_is_read_whole_and_is_one_entry_and_again_none, ON) {
    struct world w = {a, s};
    area_begin(&w);
    int64_t before = last_entry(&w);
    struct roster_bytes book = roster_book(a);
    struct roster_result r = preview(&w, book);
    assert_sums(&w, &r, 5 + 3 + 5, 0, 0, 0);
    assert_int_equal(last_entry(&w), before); /* a preview writes nothing */
    assert_int_equal(r.sheet_count, 2);
    assert_int_equal(r.sheets[0].header, 3);
    assert_int_equal(r.sheets[0].unknown_count, 2);
    assert_string_equal(r.sheets[0].unknown[1], "备注");
    assert_int_equal(r.secret_count, 3);
    r = accept(&w, book);
    assert_int_equal(r.entry, before + 1);
    assert_int_equal(last_entry(&w), before + 1);
    assert_true(strlen(r.secrets[0].password) >= 20);
    const char *now = tree(&w);
    assert_string_equal(now, "威海市政府 < -\n"
                             "市项目办 < 威海市政府\n"
                             "环翠区项目办 < 市项目办 [area]\n"
                             "  area_clerk 经办: for wang.qiang 2026-02-01..2026-12-31 qu.li 2025-03-01..\n"
                             "  area_clerk 经办: yu.haibo 2025-03-01..\n"
                             "  area_office 副主任: yu.haibo 2025-06-01..\n"
                             "威海拓远新材料有限公司 < 环翠区项目办 [area]\n"
                             "市海洋发展局 < 威海市政府\n"
                             "  department 联络员:\n");
    r = accept(&w, book);
    assert_sums(&w, &r, 0, 0, 13, 0);
    assert_false(r.has_changes);
    assert_int_equal(last_entry(&w), before + 1);
    assert_string_equal(tree(&w), now);
}

TEST_BOTH(contacts_are_sealed_and_what_a_person_stated_stays, ON) {
    struct world w = {a, s};
    struct faults faults = {0};
    struct mail_stands mail;
    struct mail_address_of_row row;
    struct mail_address sealed;
    const char *phone;
    struct person who;
    struct tx *t;
    bool has;
    area_begin(&w);
    (void)accept(&w, roster_book(a));
    struct entry_note note = {0, "test", "", 0};
    assert_ok(a, store_write(s, a, &note, &t));
    assert_ok(a, account_by_login(t, "yu.haibo", now_ms(), &who));
    assert_true(who.must_change);
    assert_ok(a, mail_of(t, who.account_id, &mail));
    assert_ok(a, phone_of(t, who.account_id, &phone));
    assert_string_equal(mail.address, "yu@example.org");
    assert_false(mail.wants); /* consent is the person's to give */
    assert_string_equal(phone, "13806310001");
    assert_ok(a, mail_address_of(t, who.account_id, &row, &has));
    assert_ok(a, mail_address_get(t, row.id, &sealed));
    assert_null(memmem(sealed.sealed.at, sealed.sealed.len, "example", 7));
    assert_ok(a, phone_state(t, who.account_id, "10086", &faults));
    assert_ok(a, tx_commit(t));
    tx_end(t);
    struct roster_result r = preview(&w, roster_book(a));
    assert_false(r.has_changes);
    assert_string_equal(told(&w, &r, ROSTER_NOTE), "人员!H3: The person stated another one, which stays.\n");
}

TEST_BOTH(rows_in_another_order_and_another_language_say_the_same, ON) {
    struct world w = {a, s};
    area_begin(&w);
    static const char *const rows[] = {"City Hall,government,,,Wang Wei,wang.wei,leader,Mayor\n",
                                       "Works,project unit,Area Office,huancui,,,,\n",
                                       "Area Office,area office,City Hall,Huancui,Li Na,li.na,area_clerk,Clerk\n",
                                       "Area Office,,,,Xu Jing,xu.jing,Area clerk,Clerk\n"};
    static const int orders[][4] = {{1, 3, 2, 0}, {3, 2, 1, 0}, {0, 1, 2, 3}};
    static const char head[] = "Unit,Kind,Parent unit,Area,Name,Username,Role,Position\n";
    const char *now = NULL;
    for (size_t i = 0; i < countof(orders); i++) {
        struct out *o = out_in(a, 0);
        out_raw(o, head);
        for (size_t k = 0; k < 4; k++) out_raw(o, rows[orders[i][k]]);
        const char *csv = out_text_of(o);
        struct roster_result r = accept(&w, i == 1 ? roster_gb18030(a, csv) : roster_text(a, csv));
        if (i) assert_sums(&w, &r, 0, 0, 9, 0);
        else assert_sums(&w, &r, 9, 0, 0, 0);
        if (!now) now = tree(&w);
        assert_string_equal(tree(&w), now);
    }
}

TEST_BOTH(what_cannot_be_is_refused_with_its_cell_and_the_rest_comes, ON) {
    struct world w = {a, s};
    area_begin(&w);
    struct roster_result r = preview(&w, roster_text(a,
        "单位名称,类别,上级,责任区,信用代码\n"
        "甲,行业部门,丙,,\n乙,行业部门,甲,,\n丙,行业部门,乙,,\n"       /* a circle */
        "丁,行业部门,甲,,\n"                                          /* below it */
        "戊,马戏团,,,\n己,,,,\n庚,区县项目办,,,\n辛,行业部门,,南极,\n"
        "壬,项目单位,,,123\n癸,行业部门,没有的,,\n好,行业部门,,,\n好,行业部门,,,\n"
        "好,项目单位,,,\n"));
    assert_sums(&w, &r, 1, 0, 0, 11);
    assert_string_equal(told(&w, &r, ROSTER_REFUSED),
        "B14: Row “12” says otherwise: 行业部门\n"
        "E10: A credit code has 18 digits and capital letters.\n"
        "B6: There is no kind “马戏团”. There are: Government, City project office, Department, Area office, Project unit, "
        "Statistics bureau, Factor department, Bank, Specialist team\n"
        "B7: A new unit needs its kind: Government, City project office, Department, Area office, Project unit, "
        "Statistics bureau, Factor department, Bank, Specialist team\n"
        "D8: An area office needs its area.\n"
        "D9: There is no area “南极”; a unit has one area.\n"
        "C11: There is no unit “没有的” to be above it, neither here nor in the file.\n"
        "C2: The units stand in a circle: 甲 › 丙 › 乙 › 甲\n"
        "C3: The units stand in a circle: 乙 › 甲 › 丙 › 乙\n"
        "C4: The units stand in a circle: 丙 › 乙 › 甲 › 丙\n"
        "C5: The unit above, “甲”, is refused.\n");
    r = preview(&w, roster_text(a, "单位名称,类别,上级\n孙,行业部门,子\n子,行业部门,父\n父,马戏团,\n"));
    assert_sums(&w, &r, 0, 0, 0, 3); /* all that is below, in whatever order */
    r = preview(&w, roster_text(a,
        "单位名称,类别,姓名,登录名,角色,起始日,邮箱\n"
        "局,行业部门,,,,,\n局,,李娜,li.na,行业部门,2026-13-45,\n局,,李娜,li.na,皇帝,,\n局,,王强,li.na,行业部门,,\n"
        "局,,李娜,li.na,银行,,\n局,,没名,,行业部门,,\n局,,,xu.jing,行业部门,,\n局,,Xu,X!,行业部门,,\n局,,Yu,yu.yu,,,not-an-address\n"
        "局,,李娜,li.na,行业部门,,\n局,,李娜,li.na,行业部门,,\n"));
    const char *refused = told(&w, &r, ROSTER_REFUSED);
    static const char *const wanted[] = {
        "F3: ", "E4: There is no role “皇帝”. There are: Project unit, Area clerk, Area office, Department,",
        "D5: The sign-in name “li.na” is 李娜's, of row “4”; one name is one person.",
        "E6: There is no post of “Bank” in a unit of the kind “Department”; there are: Department, Leader",
        "D7: There is no sign-in name.", "C8: The sign-in name “xu.jing” is new and needs the person's name.",
        "D9: A sign-in name is 2 to 40 lower-case letters", "G10: This is not an e-mail address",
        "12: Row “11” puts this person into this post already."};
    for (size_t i = 0; i < countof(wanted); i++) {
        if (!strstr(refused, wanted[i])) print_error("%s\nis not in\n%s\n", wanted[i], refused);
        assert_non_null(strstr(refused, wanted[i]));
    }
}

TEST_BOTH(units_are_renamed_and_moved_by_their_code_and_a_circle_with_what_is_there_is_seen, ON) {
    struct world w = {a, s};
    static const char head[] = "单位名称,类别,上级,代码\n";
    (void)accept(&w, roster_text(a, arena_printf(a, "%s府,政府,,gov\n局,行业部门,府,bureau\n处,行业部门,局,office\n", head)));
    struct roster_result r = accept(&w, roster_text(a, arena_printf(a, "%s大局,,,bureau\n处,,府,office\n", head)));
    assert_sums(&w, &r, 0, 2, 0, 0);
    assert_string_equal(told(&w, &r, ROSTER_CHANGED), "2: Unit: 局 → 大局\n3: Parent: 局 → 府\n");
    r = preview(&w, roster_text(a, arena_printf(a, "%s府,,处,gov\n", head)));
    assert_sums(&w, &r, 0, 0, 0, 1);
    assert_string_equal(told(&w, &r, ROSTER_REFUSED), "C2: The units stand in a circle: 府 › 处 › 府\n");
    r = preview(&w, roster_text(a, arena_printf(a, "%s处,,,bureau\n", head)));
    assert_string_equal(told(&w, &r, ROSTER_REFUSED), "A2: There is already a unit “处” under the same one.\n");
    r = preview(&w, roster_text(a, arena_printf(a, "%s大局,银行,,bureau\n", head)));
    assert_non_null(strstr(told(&w, &r, ROSTER_REFUSED), "The kind of a unit stays"));
    r = preview(&w, roster_text(a, arena_printf(a, "%s处,行业部门,大局,\n", head))); /* of the same name, elsewhere */
    assert_sums(&w, &r, 1, 0, 0, 0);
    assert_non_null(strstr(told(&w, &r, ROSTER_NOTE), "with the code “office”"));
    r = accept(&w, roster_text(a, "单位名称,类别,上级,信用代码\n远洋公司,项目单位,府,91371002MAENGMDHXT\n"
                                  "远洋公司,项目单位,府,91371002MAENGMDHXU\n"
                                  "合计 2 家\n注：代码以营业执照为准\n"));
    assert_sums(&w, &r, 2, 0, 0, 0); /* two legal persons of one name */
    r = preview(&w, roster_text(a, "单位名称,类别,上级,信用代码\n远洋公司,项目单位,府,91371002MAENGMDHXU\n"));
    assert_sums(&w, &r, 0, 0, 1, 0);
    r = preview(&w, roster_text(a, "Unit,Closed on\n府,2099-01-01\n"));
    assert_non_null(strstr(told(&w, &r, ROSTER_REFUSED), "4 units below it are still open"));
}

TEST_BOTH(nobody_leaves_a_post_by_not_being_named_and_who_does_is_followed, ON) {
    struct world w = {a, s};
    static const char head[] = "单位,类别,角色,岗位,姓名,登录名,起始日,截止日\n";
    (void)accept(&w, roster_text(a, arena_printf(a, "%s局,行业部门,行业部门,处长,李娜,li.na,2025-01-01,\n", head)));
    struct roster_result r = accept(&w, roster_text(a, arena_printf(a, "%s局,,行业部门,处长,王强,wang.qiang,2026-01-01,\n", head)));
    assert_non_null(strstr(tree(&w), "  department 处长: li.na 2025-01-01..\n  department 处长: wang.qiang 2026-01-01..\n"));
    r = accept(&w, roster_text(a, arena_printf(a, "%s局,,行业部门,处长,徐静,xu.jing,2027-01-01,\n"
                                                  "局,,行业部门,处长,李娜,li.na,,2026-12-31\n", head)));
    assert_sums(&w, &r, 2, 1, 2, 0);
    assert_string_equal(told(&w, &r, ROSTER_CHANGED), "3: To: — → 2026-12-31\n");
    assert_non_null(strstr(tree(&w), "  department 处长: xu.jing 2027-01-01.. li.na 2025-01-01..2026-12-31\n"
                                     "  department 处长: wang.qiang 2026-01-01..\n"));
    r = accept(&w, roster_text(a, arena_printf(a, "%s局,,行业部门,科长,,,,\n局,,行业部门,科长,徐静,xu.jing,2026-01-01,\n", head)));
    assert_non_null(strstr(tree(&w), "  department 科长:\n  department 科长: xu.jing 2026-01-01..\n")); /* vacant stays vacant */
    r = preview(&w, roster_text(a, arena_printf(a, "%s局,,行业部门,处长,李娜,li.na,2024-05-05,\n", head)));
    assert_non_null(strstr(told(&w, &r, ROSTER_REFUSED), "G2: Here it is from 2025-01-01 on"));
}

TEST_BOTH(the_three_administrations_do_not_come_into_one_hand, ON) {
    struct world w = {a, s};
    struct roster_result r = preview(&w, roster_text(a,
        "单位,类别,角色,姓名,登录名\n府,政府,系统管理员,李娜,li.na\n府,,安全审计员,李娜,li.na\n府,,安全审计员,王强,wang.qiang\n"));
    assert_sums(&w, &r, 1 + 2 + 2, 0, 0, 1);
    assert_non_null(strstr(told(&w, &r, ROSTER_REFUSED), "must not be in one hand"));
}

TEST_BOTH(an_administrator_remains_whatever_a_sheet_says, ON) {
    struct world w = {a, s};
    struct roster_result planned, r;
    struct both why = {{NULL}};
    struct roster_by by = by_program();
    struct entry_note note = {0, "organisation_import", "", 0};
    static const char head[] = "单位,类别,角色,姓名,登录名,起始日,截止日,账号状态\n";
    (void)accept(&w, roster_text(a, arena_printf(a, "%s府,政府,系统管理员,李娜,li.na,2020-01-01,,\n", head)));
    const char *const gone[] = {"府,,,李娜,li.na,,,停用\n", "府,,系统管理员,李娜,li.na,,2021-01-01,\n",
                                "单位名称,撤销日\n府,2099-01-01\n"}; /* the posts end with their unit */
    for (size_t i = 0; i < countof(gone); i++) {
        struct roster_bytes file = roster_text(a, arena_printf(a, "%s%s", i < 2 ? head : "", gone[i]));
        struct tx *t;
        planned = preview(&w, file);
        assert_ok(a, store_write(s, a, &note, &t));
        enum err e = roster_accept(t, file, &by, &planned, NULL, &r, &why);
        tx_end(t);
        assert_int_equal(e, ERR_INVALID);
        assert_non_null(strstr(why.in[EN], "At least one administrator must remain"));
        why = (struct both){{NULL}};
    }
}

/* The three sheets as csv. */
static struct roster_bytes exported(struct world *w, const char **ret_text) {
    struct roster_out how = {.lang = ZH, .contacts = true};
    struct out *o = out_in(w->a, 0), *text = out_in(w->a, 0);
    struct sheet_file *f;
    struct both why;
    struct xlsx_out *x;
    struct tx *t;
    int64_t rows;
    int fd;
    assert_ok(w->a, store_read(w->s, w->a, &t));
    assert_ok(w->a, settings_today(t, now_ms(), &how.today));
    assert_ok(w->a, xlsx_out_begin(w->a, &x));
    assert_ok(w->a, roster_export(t, &how, x, &rows));
    assert_ok(w->a, xlsx_out_taken(x, o));
    tx_end(t);
    assert_ok(w->a, sheet_fd_of_bytes(w->a, o->at, o->len, &fd));
    assert_ok(w->a, sheet_open_fd(w->a, fd, NULL, &f, &why));
    assert_int_equal(sheet_count(f), 3);
    for (size_t i = 0; i < 3; i++) assert_ok(w->a, sheet_print_csv(w->a, f, sheet_info(f, i).name, text, NULL, NULL, &why));
    *ret_text = out_text_of(text);
    return (struct roster_bytes){o->at, o->len};
}

TEST_BOTH(out_and_into_an_empty_house_and_out_again_is_the_same, ON) {
    struct world w = {a, s};
    const char *first, *again;
    area_begin(&w);
    (void)accept(&w, roster_book(a));
    (void)accept(&w, roster_text(a, "单位,类别,上级,角色,岗位,姓名,登录名,起始日,截止日,语言,账号状态\n"
                                    "环翠区项目办,部门,市海洋发展局,,,,,,,,\n" /* a second one of this name: told by its code */
                                    "市项目办,,,市项目办,主任,赵一,zhao.yi,2024-01-01,2099-12-31,en,\n"
                                    "市项目办,,,市项目办,主任,钱二,qian.er,2100-01-01,,,\n"
                                    "市项目办,,,市项目办,主任,,,,,,\n,,,,,孙三,sun.san,,,,停用\n"));
    struct roster_bytes book = exported(&w, &first);
    struct roster_result r = preview(&w, book);
    assert_false(r.has_changes);
    assert_string_equal(told(&w, &r, ROSTER_REFUSED), "");
    struct test_place place = test_place_new(p->backend);
    struct world empty = {a, NULL};
    assert_ok(a, store_open_schema(a, place.data, &(struct store_options){.create = true}, ON, &empty.s));
    r = accept(&empty, book);
    assert_string_equal(told(&empty, &r, ROSTER_REFUSED), "");
    (void)exported(&empty, &again);
    assert_string_equal(again, first);
    assert_non_null(strstr(first, "孙三") && strstr(first, "yu@example.org") ? first : NULL);
    store_close(empty.s);
    test_place_done(&place);
}

/* The preview with the memory of a request. */
static struct roster_result preview_of_request(struct world *w, struct roster_bytes file, struct arena *request) {
    struct roster_result r;
    struct both why = {{NULL}};
    struct roster_by by = by_program();
    struct tx *t;
    assert_ok(request, store_read(w->s, request, &t));
    assert_ok(request, roster_preview(t, file, &by, &r, &why));
    tx_end(t);
    return r;
}

TEST_BOTH(a_sheet_of_many_full_rows_is_read_with_the_memory_of_a_request, ON) {
    enum { MANY = 12000, UNITS = 50 };
    struct world w = {a, s};
    struct arena *request = arena_new(64 << 20);
    struct out *o = out_in(a, 0);
    out_raw(o, "单位,类别,角色,岗位,姓名,登录名,邮箱,电话,语言,账号状态,任职方式,起始日,截止日,任职原因\n");
    for (int i = 0; i < MANY; i++)
        out_printf(o, "局%d,行业部门,行业部门,处长,人%d,p.%d,p%d@example.org,0631-5200000,zh,启用,任职,2025-01-01,2099-12-31,新任\n",
                   i % UNITS, i, i, i);
    struct roster_result r = preview_of_request(&w, roster_text(a, out_text_of(o)), request);
    assert_sums(&w, &r, UNITS + MANY + MANY, 0, 0, 0);
    arena_done(request);
}

/* Sheets keep a text that is there often only once, so that a small file says much. */
static struct roster_bytes long_book(struct arena *a, int rows) {
    enum { LONG = 32000, BYTES_MAX = 1 << 20 };
    char path[64] = "/tmp/qipan-roster-XX" "XX" "XX", *text = arena_alloc(a, LONG + 1), *bytes = arena_alloc(a, BYTES_MAX);
    int fd = mkstemp(path);
    lxw_workbook *book = workbook_new(path);
    lxw_worksheet *sheet = workbook_add_worksheet(book, "人员");
    memset(text, 'x', LONG);
    worksheet_write_string(sheet, 0, 0, "姓名", NULL);
    worksheet_write_string(sheet, 0, 1, "登录名", NULL);
    for (int i = 1; i <= rows; i++) {
        worksheet_write_string(sheet, (lxw_row_t)i, 0, text, NULL);
        worksheet_write_string(sheet, (lxw_row_t)i, 1, "li.na", NULL);
    }
    assert_true(fd >= 0 && workbook_close(book) == LXW_NO_ERROR);
    close(fd);
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    size_t len = fread(bytes, 1, BYTES_MAX, f);
    fclose(f);
    unlink(path);
    assert_true(len < BYTES_MAX);
    return (struct roster_bytes){bytes, len};
}

TEST_BOTH(a_long_text_said_many_times_is_refused_and_takes_no_memory, ON) {
    enum { MANY = 3000 };
    struct world w = {a, s};
    struct arena *request = arena_new(64 << 20);
    struct roster_result r = preview_of_request(&w, long_book(a, MANY), request);
    assert_sums(&w, &r, 0, 0, 0, MANY);
    assert_string_equal(r.lines[0].what.in[EN], "The text of this cell is too long.");
    arena_done(request);
}

TEST_BOTH(a_file_without_a_header_or_of_another_kind_is_refused_in_words, ON) {
    struct both why = {{NULL}};
    struct roster_result r;
    struct roster_by by = by_program();
    struct tx *t;
    assert_ok(a, store_read(s, a, &t));
    assert_int_equal(roster_preview(t, roster_text(a, "a,b\n1,2\n"), &by, &r, &why), ERR_INVALID);
    assert_non_null(strstr(why.in[EN], "No header was found"));
    struct out *o = out_in(a, 0);
    out_raw(o, "单位名称,类别\n");
    for (int i = 0; i <= ROSTER_ROWS_MAX; i++) out_printf(o, "U%d,bank\n", i);
    assert_int_equal(roster_preview(t, roster_text(a, out_text_of(o)), &by, &r, &why), ERR_TOO_LARGE);
    assert_non_null(strstr(why.in[EN], "At most 20000 rows"));
    assert_int_equal(roster_preview(t, roster_text(a, "%PDF-1.7 and more"), &by, &r, &why), ERR_TYPE);
    tx_end(t);
}

TEST_MAIN(T_BOTH(a_dirty_book_is_read_whole_and_is_one_entry_and_again_none),
          T_BOTH(contacts_are_sealed_and_what_a_person_stated_stays),
          T_BOTH(rows_in_another_order_and_another_language_say_the_same),
          T_BOTH(what_cannot_be_is_refused_with_its_cell_and_the_rest_comes),
          T_BOTH(units_are_renamed_and_moved_by_their_code_and_a_circle_with_what_is_there_is_seen),
          T_BOTH(nobody_leaves_a_post_by_not_being_named_and_who_does_is_followed),
          T_BOTH(the_three_administrations_do_not_come_into_one_hand),
          T_BOTH(an_administrator_remains_whatever_a_sheet_says),
          T_BOTH(out_and_into_an_empty_house_and_out_again_is_the_same),
          T_BOTH(a_sheet_of_many_full_rows_is_read_with_the_memory_of_a_request),
          T_BOTH(a_long_text_said_many_times_is_refused_and_takes_no_memory),
          T_BOTH(a_file_without_a_header_or_of_another_kind_is_refused_in_words))
