/* The pages of units and people from a sheet: who may do what with it, what is shown once, what is gone afterwards. */
#include "clerk.h"
#include "domain/people/organisation.h"
#include "domain/roster/roster.h"
#include "roster_book.h"
#include "sheet/sheet.h"

#define ON schema_of_program()

static bool has(struct loopback_reply r, const char *text) { return strstr(r.body, text) != NULL; }

static struct loopback_reply upload(struct loopback *l, struct roster_bytes file) {
    (void)loopback_get(l, "/organisation/import");
    return loopback_post_file(l, "/organisation/import", "", "file", "机构人员.xlsx", file.at, file.len);
}

/* The preview after an upload, as JSON; *ret_path is its address. */
static struct loopback_reply previewed(struct arena *a, struct loopback *l, struct roster_bytes file, const char **ret_path) {
    struct loopback_reply r = upload(l, file);
    assert_int_equal(r.status, 303);
    *ret_path = arena_copy(a, r.location);
    return loopback_get(l, arena_printf(a, "%s.json", *ret_path));
}

static struct loopback_reply act(struct arena *a, struct loopback *l, const char *path, const char *what) {
    (void)loopback_get(l, path);
    return loopback_post(l, arena_printf(a, "%s/%s", path, what), "reason=new+year");
}

/* What stands behind a name in the JSON of an acceptance. */
static const char *password_of(struct arena *a, struct loopback_reply r, const char *login) {
    const char *at = strstr(r.body, arena_printf(a, "\"login\":\"%s\",\"password\":\"", login));
    assert_non_null(at);
    at = strstr(at, "\"password\":\"") + 12;
    return arena_copy_n(a, at, strcspn(at, "\""));
}

TEST_BOTH(a_sheet_is_looked_at_first_and_its_passwords_are_shown_once, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *admin = clerk_new(&w, "admin", ROLE_SYSTEM | ROLE_OFFICE), *audit = clerk_new(&w, "audit", ROLE_AUDIT);
    const char *path;
    struct loopback_reply r = previewed(a, admin, roster_book(a), &path);
    assert_true(has(r, "\"new\":13") && has(r, "\"people_new\":3") && has(r, "\"refused\":0"));
    assert_true(has(r, "\"unknown\":\"序号, 备注\"") && has(r, "\"tab\":\"new\""));
    assert_false(has(r, "\"password\":\""));
    assert_true(has(loopback_get(admin, arena_printf(a, "%s?tab=new", path)), "威海拓远新材料有限公司"));
    assert_false(has(loopback_get(admin, "/organisation.json?kind=area_office"), "环翠区项目办")); /* nothing is written yet */
    (void)loopback_get(admin, path);
    r = loopback_post(admin, arena_printf(a, "%s/accept.json", path), "reason=new+year");
    assert_int_equal(r.status, 200);
    const char *password = password_of(a, r, "qu.li");
    assert_true(has(loopback_get(admin, "/organisation.json?kind=area_office"), "环翠区项目办"));
    assert_int_equal(act(a, admin, path, "accept").status, 404); /* the draft is gone, and the passwords with it */
    assert_int_equal(loopback_get(admin, path).status, 404);
    /* The password lets in, and to nothing but choosing another. */
    struct loopback *person = loopback_new(a, program_web(w.program));
    (void)loopback_get(person, "/sign-in");
    r = loopback_post(person, "/sign-in", arena_printf(a, "login=qu.li&password=%s", password));
    assert_int_equal(r.status, 303);
    r = loopback_get(person, "/desk/inbox");
    assert_true(r.status == 303 && strstr(r.location, "/account"));
    r = loopback_get(audit, "/security.json");
    assert_true(has(r, "qu.li +") && has(r, "经办 → qu.li 2025-03-01"));
    r = loopback_get(clerk_new(&w, "auditor", ROLE_AUDITOR), "/journal.json?kind=organisation_import");
    assert_true(has(r, "new year"));
    r = previewed(a, admin, roster_book(a), &path);
    assert_true(has(r, "\"new\":0,\"changed\":0,\"unchanged\":13"));
    assert_true(has(loopback_get(admin, path), "Nothing in the sheet differs from the platform"));
    clerk_world_done(&w);
}

TEST_BOTH(a_sheet_gives_nobody_more_than_the_pages_do, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *office = clerk_new(&w, "office", ROLE_OFFICE), *system = clerk_new(&w, "system", ROLE_SYSTEM);
    struct loopback *security = clerk_new(&w, "security", ROLE_SECURITY), *leader = clerk_new(&w, "leader", ROLE_LEADER);
    const char *path;
    assert_int_equal(upload(leader, roster_book(a)).status, 403);
    assert_int_equal(upload(security, roster_book(a)).status, 403);
    /* The office keeps the tree, and makes no accounts. */
    struct loopback_reply r = previewed(a, office, roster_book(a), &path);
    assert_true(has(r, "\"new\":6,") && has(r, "\"people_new\":0"));
    const char *refusals = arena_printf(a, "%s?tab=refused", path);
    assert_true(has(loopback_get(office, refusals), "made and changed by the system administrator"));
    assert_int_equal(loopback_get(system, path).status, 404); /* another's draft */
    assert_int_equal(act(a, system, path, "accept").status, 404);
    assert_int_equal(act(a, system, path, "drop").status, 404);
    /* The system administrator makes accounts, and gives no post while the security of the house is in other hands. */
    r = previewed(a, system, roster_book(a), &path);
    assert_true(has(r, "\"new\":8,") && has(r, "\"people_new\":3"));
    assert_true(has(r, "This post is not yours to give"));
    r = act(a, system, path, "accept");
    assert_true(r.status == 200 && has(r, "shown this once") && has(r, "qu.li"));
    /* The same file by the office then: the posts. */
    r = previewed(a, office, roster_book(a), &path);
    assert_true(has(r, "\"new\":5,") && has(r, "\"refused\":0"));
    assert_int_equal(act(a, office, path, "accept").status, 200);
    assert_true(has(loopback_get(office, "/organisation.json?q=qu.li"), "\"login\":\"qu.li\""));
    /* Whose rows an office sees is not moved by who does not give its posts. */
    struct roster_bytes moved = roster_text(a, "单位名称,责任区\n环翠区项目办,荣成市\n");
    r = previewed(a, system, moved, &path);
    assert_true(has(r, "\"changed\":0,") && has(r, "say who sees which projects"));
    r = previewed(a, office, moved, &path);
    assert_true(has(r, "\"changed\":1,") && has(r, "\"refused\":0"));
    /* An administration of the house is not the office's to give. */
    struct roster_bytes keys = roster_text(a, "单位,角色,姓名,登录名\n威海市政府,安全审计员,曲丽,qu.li\n");
    r = previewed(a, office, keys, &path);
    assert_true(has(r, "This post is not yours to give") && has(r, "\"new\":0,"));
    clerk_world_done(&w);
}

TEST_BOTH(a_draft_is_dropped_replaced_and_refused_in_words, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *admin = clerk_new(&w, "admin", ROLE_SYSTEM | ROLE_OFFICE);
    const char *first, *second;
    struct loopback_reply r = upload(admin, roster_text(a, "no,header\n1,2\n"));
    assert_int_equal(r.status, 422);
    assert_true(has(r, "could not be read: No header was found"));
    (void)previewed(a, admin, roster_book(a), &first);
    (void)previewed(a, admin, roster_book(a), &second);
    assert_int_equal(loopback_get(admin, first).status, 404);
    struct out *o = out_in(a, 0);
    out_raw(o, "姓名,登录名\n");
    for (int i = 0; i <= ROSTER_PEOPLE_MAX; i++) out_printf(o, "P%d,person.%d\n", i, i);
    const char *many;
    r = previewed(a, admin, roster_text(a, out_text_of(o)), &many);
    assert_true(has(r, "\"people_new\":501"));
    r = act(a, admin, many, "accept");
    assert_true(r.status == 422 && has(r, "At most 500 new accounts at once, and this file has 501"));
    (void)previewed(a, admin, roster_book(a), &second);
    assert_int_equal(act(a, admin, second, "drop").status, 303);
    assert_int_equal(loopback_get(admin, second).status, 404);
    assert_false(has(loopback_get(admin, "/organisation.json?kind=area_office"), "环翠区项目办"));
    clerk_world_done(&w);
}

TEST_BOTH(a_draft_that_nobody_comes_back_to_goes, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *admin = clerk_new(&w, "admin", ROLE_SYSTEM | ROLE_OFFICE);
    const char *path;
    (void)previewed(a, admin, roster_book(a), &path);
    for (int hours = 23; hours <= 25; hours += 2) {
        struct tx *t = clerk_write(&w);
        assert_ok(a, roster_tidy(t, now_ms() + hours * INT64_C(3600000)));
        clerk_commit(&w, t);
        assert_int_equal(loopback_get(admin, path).status, hours < 24 ? 200 : 404);
    }
    clerk_world_done(&w);
}

/* The people's sheet of the export with contacts. */
#define WITH_CONTACTS "/organisation/export.xlsx?contacts=1"
enum { PEOPLE_SHEET = 2, NOTE_SHEET = 3 };

/* Sheet n of the workbook at an address, as csv. */
static const char *sheet_of(struct arena *a, struct loopback *who, const char *address, size_t n) {
    struct loopback_reply r = loopback_get(who, address);
    struct sheet_file *f;
    struct both why;
    struct out *o = out_in(a, 0);
    int fd;
    assert_int_equal(r.status, 200);
    assert_ok(a, sheet_fd_of_bytes(a, r.body, r.len, &fd));
    assert_ok(a, sheet_open_fd(a, fd, NULL, &f, &why));
    assert_int_equal(sheet_count(f), 4);
    assert_ok(a, sheet_print_csv(a, f, sheet_info(f, n).name, o, NULL, NULL, &why));
    return out_text_of(o);
}

TEST_BOTH(contacts_leave_with_who_gives_the_post_and_with_nobody_else, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *admin = clerk_new(&w, "admin", ROLE_SYSTEM | ROLE_OFFICE);
    struct loopback *office = clerk_new(&w, "office", ROLE_OFFICE), *system = clerk_new(&w, "system", ROLE_SYSTEM);
    const char *path;
    (void)clerk_new(&w, "security", ROLE_SECURITY);
    (void)previewed(a, admin, roster_book(a), &path);
    assert_int_equal(act(a, admin, path, "accept").status, 200);
    assert_non_null(strstr(sheet_of(a, office, WITH_CONTACTS, PEOPLE_SHEET), "yu@example.org"));
    const char *seen = sheet_of(a, system, WITH_CONTACTS, PEOPLE_SHEET);
    assert_true(strstr(seen, "yu.haibo") && !strstr(seen, "yu@example.org"));
    clerk_world_done(&w);
}

TEST_BOTH(what_leaves_is_noted_and_contacts_only_when_asked_for, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *admin = clerk_new(&w, "admin", ROLE_SYSTEM | ROLE_OFFICE), *audit = clerk_new(&w, "audit", ROLE_AUDIT);
    const char *path;
    (void)previewed(a, admin, roster_book(a), &path);
    assert_int_equal(act(a, admin, path, "accept").status, 200);
    for (int with = 0; with < 2; with++) {
        const char *address = with ? WITH_CONTACTS : "/organisation/export.xlsx";
        const char *people = sheet_of(a, admin, address, PEOPLE_SHEET);
        assert_true((strstr(people, "yu@example.org") != NULL) == with && strstr(people, "yu.haibo"));
        assert_non_null(strstr(sheet_of(a, admin, address, NOTE_SHEET), "admin")); /* who took it */
    }
    struct loopback_reply r = loopback_get(audit, "/exports.json");
    assert_true(has(r, "/organisation/export.xlsx?contacts=1"));
    assert_int_equal(loopback_get(audit, "/organisation/export.xlsx").status, 403);
    clerk_world_done(&w);
}

TEST_BOTH(a_telephone_is_stated_at_ones_own_account_and_shown_to_who_gives_the_post, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *admin = clerk_new(&w, "admin", ROLE_SYSTEM | ROLE_OFFICE), *leader = clerk_new(&w, "leader", ROLE_LEADER);
    const char *path;
    (void)previewed(a, admin, roster_book(a), &path);
    assert_int_equal(act(a, admin, path, "accept").status, 200);
    struct loopback_reply r = loopback_get(admin, "/organisation.json?kind=area_office");
    const char *at = strstr(r.body, "\"rows\":[{\"id\":");
    assert_non_null(at);
    const char *unit = arena_printf(a, "/organisation/%.*s.json", (int)strspn(at + 14, "0123456789"), at + 14);
    assert_true(has(loopback_get(admin, unit), "\"phone\":\"0631-5200000\""));
    assert_false(has(loopback_get(leader, unit), "5200000"));
    (void)loopback_get(leader, "/account");
    r = loopback_post(leader, "/account/mail", "address=&phone=call+me");
    assert_true(r.status == 422 && has(r, "not a telephone number"));
    assert_int_equal(loopback_post(leader, "/account/mail", "address=&phone=%2B86+631+5200001").status, 303);
    assert_true(has(loopback_get(leader, "/account.json"), "\"phone\":\"+86 631 5200001\""));
    assert_int_equal(loopback_post(leader, "/account/mail", "address=&phone=").status, 303);
    assert_true(has(loopback_get(leader, "/account.json"), "\"phone\":\"\""));
    clerk_world_done(&w);
}

TEST_MAIN(T_BOTH(a_sheet_is_looked_at_first_and_its_passwords_are_shown_once),
          T_BOTH(a_sheet_gives_nobody_more_than_the_pages_do),
          T_BOTH(a_draft_is_dropped_replaced_and_refused_in_words),
          T_BOTH(a_draft_that_nobody_comes_back_to_goes),
          T_BOTH(contacts_leave_with_who_gives_the_post_and_with_nobody_else),
          T_BOTH(what_leaves_is_noted_and_contacts_only_when_asked_for),
          T_BOTH(a_telephone_is_stated_at_ones_own_account_and_shown_to_who_gives_the_post))
