/* Sheets come in through the pages as they do in a browser: uploaded, looked at, accepted, taken back. */
#include "pg.h"
#include "dirty_book.h"
#include "app/install.h"
#include "app/program.h"
#include "base/json.h"
#include "base/text.h"
#include "domain/intake/intake.h"
#include "domain/people/account.h"
#include "projects_queries.h"
#include "store/verify.h"
#include "web/loopback.h"
#include <time.h>

#define ON schema_of_program()
static const char GOOD[] = "chess-by-the-sea-7";

struct office {
    struct arena *a;
    struct store *s;
    struct program *program;
    const char *path, *csv; /* the dirty workbook and its twin on the disk */
    struct span book;
};

static int64_t person_add(struct office *o, const char *login, unsigned role) {
    struct tx *t;
    struct both fault;
    int64_t id;
    assert_ok(o->a, store_write(o->s, o->a, &(struct entry_note){0, "test", "", 0}, &t));
    assert_ok(o->a, account_create(t, login, login, role, EN, GOOD, false, 1, &id, &fault));
    assert_ok(o->a, tx_commit(t));
    tx_end(t);
    return id;
}

static struct span file_bytes(struct arena *a, const char *path) {
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    char *at = arena_alloc(a, 1 << 20);
    size_t n = fread(at, 1, 1 << 20, f);
    assert_true(n > 0 && n < 1 << 20);
    fclose(f);
    return (struct span){at, n};
}

static struct office open_office(struct arena *a, struct store *s, struct test_place *p) {
    struct office o = {.a = a, .s = s};
    o.path = *p->folder ? arena_printf(a, "%s/dirty.xlsx", p->folder) : arena_printf(a, "/tmp/qipan-%s-dirty.xlsx", p->schema);
    dirty_xlsx(o.path);
    o.book = file_bytes(a, o.path);
    assert_ok(a, install_store(s, a));
    person_add(&o, "li.na", ROLE_OFFICE);
    person_add(&o, "wang.wei", ROLE_OFFICE);
    person_add(&o, "guest", ROLE_VIEWER);
    o.program = program_new(a, s, (struct web_settings){.log_fd = -1, .sign_in = "/sign-in"});
    assert_null(web_check(a, program_web(o.program)));
    return o;
}

static void close_office(struct office *o) {
    program_done(o->program);
    unlink(o->path);
}

static struct loopback *sign_in_as(struct office *o, const char *login) {
    struct loopback *l = loopback_new(o->a, program_web(o->program));
    struct loopback_reply r = loopback_post(l, "/sign-in", arena_printf(o->a, "login=%s&password=%s", login, GOOD));
    assert_int_equal(r.status, 303);
    return l;
}

static struct loopback_reply sent(struct loopback *l, const char *name, struct span bytes) {
    return loopback_post_file(l, "/intake", "", "file", name, bytes.at, bytes.len);
}

/* The draft's address; the upload succeeded. */
static const char *upload(struct loopback *l, const char *name, struct span bytes) {
    struct loopback_reply r = sent(l, name, bytes);
    assert_int_equal(r.status, 303);
    assert_true(text_starts(r.location, "/intake/drafts/"));
    return r.location;
}

static const char *below(struct office *o, const char *address, const char *last) {
    return arena_printf(o->a, "%s/%s", address, last);
}

/* A page once it is there: a slow machine shows first how far it is. */
static struct loopback_reply when_done(struct loopback *l, const char *address) {
    struct loopback_reply r = loopback_get(l, address);
    for (int i = 0; i < 3000 && r.status == 202; i++) {
        nanosleep(&(struct timespec){.tv_nsec = 20000000}, NULL);
        r = loopback_get(l, address);
    }
    return r;
}

/* Where the acceptance leads: its result. */
static const char *accept(struct office *o, struct loopback *l, const char *draft, const char *form) {
    struct loopback_reply r = loopback_post(l, below(o, draft, "accept"), form);
    if (r.status == 303 && text_ends(r.location, "/preview")) r = when_done(l, r.location);
    if (r.status != 303) print_error("%s\n%s\n", r.head, r.body);
    assert_int_equal(r.status, 303);
    return r.location;
}

static const char *direct_preview(struct office *o) {
    struct tx *t;
    struct intake_result r;
    struct both why;
    struct intake_options options = {.path = o->path, .file_name = "dirty.xlsx", .today = day_of_ms(now_ms(), 480)};
    struct out *out = out_in(o->a, 0);
    struct json j;
    assert_ok(o->a, store_read(o->s, o->a, &t));
    assert_ok(o->a, intake_preview(t, o->a, &options, &r, &why));
    tx_end(t);
    json_init(&j, out);
    intake_json(&j, &r, EN);
    out_char(out, '\n');
    return out_text_of(out);
}

static int64_t last_entry(struct office *o) {
    struct tx *t;
    int64_t n;
    assert_ok(o->a, store_read(o->s, o->a, &t));
    assert_ok(o->a, tx_last_entry(t, &n));
    tx_end(t);
    return n;
}

#define OFFICE(login)                                                                                        \
    struct office o = open_office(a, s, p);                                                                  \
    struct loopback *l = sign_in_as(&o, login)

TEST_BOTH(a_dirty_workbook_comes_in_by_browser_and_goes_back, ON) {
    OFFICE("li.na");
    const char *draft = upload(l, "dirty.xlsx", o.book);
    struct loopback_reply r = when_done(l, draft);
    assert_int_equal(r.status, 303);
    assert_string_equal(r.location, below(&o, draft, "preview"));
    int64_t before = last_entry(&o);
    assert_string_equal(when_done(l, below(&o, draft, "preview.json")).body, direct_preview(&o));
    r = when_done(l, below(&o, draft, "preview"));
    assert_int_equal(r.status, 200);
    assert_non_null(strstr(r.body, "M9"));
    assert_non_null(strstr(r.body, "name=\"make\""));
    r = when_done(l, below(&o, draft, "preview?tab=new"));
    assert_non_null(strstr(r.body, "碳纤维及复合材料产业园"));
    r = when_done(l, below(&o, draft, "preview.csv"));
    assert_non_null(strstr(r.body, ",M9,"));
    assert_int_equal(last_entry(&o), before); /* looking wrote nothing */

    const char *result = accept(&o, l, draft, "make=area&make=field&make=department&reason=monthly+sheet");
    assert_int_equal(last_entry(&o), before + 1);
    assert_string_equal(result, arena_printf(a, "/intake/%lld", (long long)before + 1));
    r = when_done(l, arena_printf(a, "%s.json", result));
    assert_non_null(strstr(r.body, "\"new\":9,\"changed\":0,\"unchanged\":0,\"refused\":0,\"skipped\":7"));
    assert_non_null(strstr(r.body, "monthly sheet"));
    assert_int_equal(when_done(l, draft).status, 303); /* to the result: the button pressed twice, the page reloaded */
    r = when_done(l, below(&o, result, "file"));
    assert_int_equal(r.len, o.book.len);
    assert_memory_equal(r.body, o.book.at, o.book.len);

    r = loopback_post(l, below(&o, result, "undo"), "reason=wrong+month");
    assert_int_equal(r.status, 303);
    r = when_done(l, result);
    assert_int_equal(r.status, 200);
    assert_non_null(strstr(r.body, "wrong month"));
    assert_int_equal(last_entry(&o), before + 2);
    assert_null(strstr(r.body, "/undo\"")); /* once is enough */
    draft = upload(l, "dirty.xlsx", o.book);
    r = when_done(l, below(&o, draft, "preview.json"));
    assert_non_null(strstr(r.body, "{\"rows\":16,\"new\":9,"));
    close_office(&o);
}

TEST_BOTH(the_same_file_again_changes_nothing, ON) {
    OFFICE("li.na");
    accept(&o, l, upload(l, "dirty.xlsx", o.book), "make=area&make=field&make=department");
    int64_t entry = last_entry(&o);
    const char *draft = upload(l, "dirty.xlsx", o.book);
    struct loopback_reply r = when_done(l, below(&o, draft, "preview.json"));
    assert_non_null(strstr(r.body, "\"new\":0,\"changed\":0,\"unchanged\":9,"));
    r = when_done(l, below(&o, draft, "preview"));
    assert_null(strstr(r.body, "name=\"reason\"")); /* there is nothing to accept */
    assert_string_equal(accept(&o, l, draft, ""), "/intake");
    assert_int_equal(last_entry(&o), entry);
    close_office(&o);
}

TEST_BOTH(what_was_changed_after_an_intake_stays_and_is_listed, ON) {
    OFFICE("li.na");
    const char *result = accept(&o, l, upload(l, "dirty.xlsx", o.book), "make=area&make=field&make=department");
    struct span edited = span_of("项目名称,项目代码,备注\n碳纤维及复合材料产业园,2203-371002-04-01-123451,已现场核对\n");
    const char *later = accept(&o, l, upload(l, "later.csv", edited), "");
    assert_string_not_equal(later, "/intake");
    assert_int_equal(loopback_post(l, below(&o, result, "undo"), "reason=wrong").status, 303);
    struct loopback_reply r = when_done(l, arena_printf(a, "%s.json", result));
    assert_non_null(strstr(r.body, "\"is_undone\":true"));
    assert_non_null(strstr(r.body, "{\"name\":\"碳纤维及复合材料产业园\""));
    close_office(&o);
}

TEST_BOTH(an_unsure_heading_is_asked_and_the_answer_obeyed, ON) {
    OFFICE("li.na");
    struct span sheet = span_of("项目名称,总投资\n滨海路改造,5200\n");
    const char *draft = upload(l, "unsure.csv", sheet);
    struct loopback_reply r = when_done(l, draft);
    assert_string_equal(r.location, below(&o, draft, "mapping"));
    r = when_done(l, r.location);
    assert_non_null(strstr(r.body, "滨海路改造")); /* as a sample */
    assert_non_null(strstr(r.body, "please confirm"));
    r = loopback_post(l, below(&o, draft, "mapping"),
                      "heading=项目名称&was=name:-:-&field=name&unit=-&months=-"
                      "&heading=总投资&was=total:-:-&field=total&unit=万元&months=-");
    assert_string_equal(r.location, draft);
    assert_string_equal(when_done(l, draft).location, below(&o, draft, "preview"));
    r = when_done(l, below(&o, draft, "preview.json"));
    assert_non_null(strstr(r.body, "\"field\":\"total\",\"unit\":\"万元\",\"state\":\"sure\""));
    r = loopback_post(l, below(&o, draft, "mapping"), "heading=a&was=-:-:-&field=total&unit=万元");
    assert_int_equal(r.status, 400); /* lists that do not go together */
    r = loopback_post(l, below(&o, draft, "mapping"), "heading=总投资&was=-:-:-&field=nonsense&unit=-&months=-");
    assert_int_equal(r.status, 422);
    close_office(&o);
}

TEST_BOTH(what_is_no_sheet_is_refused_where_it_was_chosen, ON) {
    OFFICE("li.na");
    int64_t before = last_entry(&o);
    struct loopback_reply r = sent(l, "photo.xlsx", (struct span){"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16});
    assert_int_equal(r.status, 422);
    assert_non_null(strstr(r.body, "photo.xlsx"));
    assert_non_null(strstr(r.body, "role=\"alert\""));
    r = sent(l, "torn.xlsx", (struct span){o.book.at, o.book.len / 2});
    assert_int_equal(r.status, 422);
    r = sent(l, "empty.csv", span_of(""));
    assert_int_equal(r.status, 422);
    r = sent(l, "letter.csv", span_of("Dear colleague,\nsee you on Monday.\n")); /* a csv, but no list of projects */
    const char *draft = r.location;
    assert_int_equal(r.status, 303);
    r = when_done(l, draft);
    assert_int_equal(r.status, 422);
    assert_non_null(strstr(r.body, "letter.csv"));
    r = when_done(l, "/intake.json");
    assert_non_null(strstr(r.body, "\"drafts\":[]")); /* nothing half-loaded */
    assert_int_equal(last_entry(&o), before);
    close_office(&o);
}

TEST_BOTH(a_draft_is_its_owners_alone_and_readers_bring_nothing_in, ON) {
    OFFICE("li.na");
    struct loopback *other = sign_in_as(&o, "wang.wei"), *viewer = sign_in_as(&o, "guest");
    const char *draft = upload(l, "dirty.xlsx", o.book);
    static const char *const pages[] = {"mapping", "preview", "preview.json", "preview.csv"};
    assert_int_equal(when_done(l, below(&o, draft, "preview")).status, 200);
    assert_int_equal(when_done(other, draft).status, 404);
    for (size_t i = 0; i < countof(pages); i++) assert_int_equal(when_done(other, below(&o, draft, pages[i])).status, 404);
    assert_int_equal(loopback_post(other, below(&o, draft, "accept"), "").status, 404);
    assert_int_equal(loopback_post(other, below(&o, draft, "drop"), "").status, 404);
    assert_int_equal(loopback_post(other, below(&o, draft, "cancel"), "").status, 404);
    assert_int_equal(when_done(viewer, "/intake").status, 403);
    assert_int_equal(when_done(viewer, draft).status, 403);
    assert_int_equal(sent(viewer, "dirty.xlsx", o.book).status, 403);
    assert_int_equal(when_done(l, "/intake/999999").status, 404);
    assert_int_equal(when_done(l, "/intake/1").status, 404); /* an entry, but of no intake */
    assert_int_equal(loopback_post(l, below(&o, draft, "drop"), "reason=x").status, 303);
    assert_int_equal(when_done(l, draft).status, 404);
    close_office(&o);
}

/* Two servers on one database: what one was sent, the other shows, accepts once, and tells what became of it. */
TEST_BOTH(a_draft_is_known_to_every_server_and_accepted_once, ON) {
    struct office o = open_office(a, s, p);
    struct program *other = program_new(a, s, (struct web_settings){.log_fd = -1, .sign_in = "/sign-in"});
    struct loopback *here = sign_in_as(&o, "li.na"), *there = loopback_new(a, program_web(other));
    struct loopback_reply r = loopback_post(there, "/sign-in", arena_printf(a, "login=li.na&password=%s", GOOD));
    assert_int_equal(r.status, 303);
    const char *draft = upload(here, "dirty.xlsx", o.book);
    assert_int_equal(when_done(there, below(&o, draft, "preview")).status, 200);
    const char *result = accept(&o, here, draft, "make=area&make=field&make=department");
    r = loopback_get(there, below(&o, draft, "preview"));
    assert_int_equal(r.status, 303);
    assert_string_equal(r.location, result);
    r = loopback_post(there, below(&o, draft, "accept"), "");
    assert_int_equal(r.status, 303);
    assert_string_equal(r.location, result);
    assert_int_equal(loopback_get(there, "/intake/drafts/77/preview").status, 404);
    program_done(other);
    close_office(&o);
}

TEST_BOTH(a_large_file_is_read_beside_the_pages, ON) {
    OFFICE("li.na");
    enum { ROWS = 6000 };
    struct out *sheet = out_in(a, 8 << 20);
    out_raw(sheet, "项目名称,项目单位,总投资（万元）,备注\n");
    for (int i = 0; i < ROWS; i++)
        out_printf(sheet, "第%d号项目,第%d家单位,%d,%s\n", i, i, 1000 + i, "备注备注备注备注备注备注备注备注备注备注备注备注备注备注备注备注备注备注备注备注");
    const char *draft = upload(l, "large.csv", (struct span){sheet->at, sheet->len});
    struct loopback_reply r = when_done(l, below(&o, draft, "preview.json"));
    assert_int_equal(r.status, 200);
    assert_non_null(strstr(r.body, "{\"rows\":6000,\"new\":6000,"));
    assert_int_equal(when_done(l, "/board").status, 200);
    const char *result = accept(&o, l, draft, "");
    r = when_done(l, arena_printf(a, "%s.json", result));
    assert_non_null(strstr(r.body, "\"new\":6000,"));
    assert_int_equal(loopback_post(l, below(&o, result, "undo"), "reason=x").status, 303);
    r = when_done(l, arena_printf(a, "%s.json", result));
    assert_non_null(strstr(r.body, "\"is_undone\":true"));
    close_office(&o);
}

TEST_MAIN(T_BOTH(a_dirty_workbook_comes_in_by_browser_and_goes_back), T_BOTH(the_same_file_again_changes_nothing),
          T_BOTH(what_was_changed_after_an_intake_stays_and_is_listed),
          T_BOTH(an_unsure_heading_is_asked_and_the_answer_obeyed), T_BOTH(what_is_no_sheet_is_refused_where_it_was_chosen),
          T_BOTH(a_draft_is_its_owners_alone_and_readers_bring_nothing_in),
          T_BOTH(a_draft_is_known_to_every_server_and_accepted_once), T_BOTH(a_large_file_is_read_beside_the_pages))
