/* "Not my project" by loopback: proposed, told, answered; who sees the project changes on the day. */
#include "clerk.h"
#include "domain/specialists/takeover.h"

#define ON schema_of_program()

static bool has(struct loopback_reply r, const char *text) { return strstr(r.body, text) != NULL; }

static void expect(struct loopback_reply r, int status) {
    if (r.status != status) print_error("%d, not %d: %.2000s\n", r.status, status, r.body);
    assert_int_equal(r.status, status);
}

static int64_t department(struct clerk_world *w, const char *key) {
    struct department_id_by_key_row row;
    struct tx *t;
    bool is_there;
    assert_ok(w->a, store_read(w->s, w->a, &t));
    assert_ok(w->a, department_id_by_key(t, key, &row, &is_there));
    tx_end(t);
    assert_true(is_there);
    return row.id;
}

/* A project of industry in Huancui, and who could have to do with it. */
struct shore {
    struct clerk_world w;
    struct loopback *office, *industry, *transport, *huancui, *rongcheng;
    const char *project;
};

static struct shore shore_new(struct arena *a, struct store *s) {
    struct shore h = {.w = clerk_world_new(a, s)};
    struct clerk_world *w = &h.w;
    h.office = clerk_new(w, "office", ROLE_OFFICE);
    h.industry = clerk_granted(w, "lin", "department", NO_INT, department(w, "industry"), NO_INT);
    h.transport = clerk_granted(w, "qiao", "department", NO_INT, department(w, "transport"), NO_INT);
    h.huancui = clerk_granted(w, "han", "area_office", clerk_area(w, "huancui"), NO_INT, NO_INT);
    h.rongcheng = clerk_granted(w, "rong", "area_office", clerk_area(w, "rongcheng"), NO_INT, NO_INT);
    (void)loopback_get(h.office, "/projects/new");
    struct loopback_reply r =
        loopback_post(h.office, "/projects/new", "name=Coast+road&total=20000&area=huancui&department=industry");
    expect(r, 303);
    h.project = arena_copy(a, r.location);
    return h;
}

static int32_t today(void) { return day_of_ms(now_ms(), 480); }

static struct loopback_reply propose(struct shore *h, struct loopback *l, const char *form, int32_t day) {
    struct arena *a = h->w.a;
    const char *page = arena_printf(a, "%s/transfer", h->project);
    (void)loopback_get(l, page);
    return loopback_post(l, page, arena_printf(a, "%s&from=%s&reason=It+is+a+road", form, day_print(a, day)));
}
#define TO_TRANSPORT "holder=department:industry&to=department:transport"

static int64_t version_of(struct loopback *l, const char *transfer) {
    struct loopback_reply r = loopback_get(l, transfer);
    expect(r, 200);
    const char *at = strstr(r.body, "name=\"version\" value=\"");
    return at ? atoll(at + strlen("name=\"version\" value=\"")) : 1;
}
static struct loopback_reply answer(struct shore *h, struct loopback *l, const char *transfer, const char *form) {
    return loopback_post(l, transfer, arena_printf(h->w.a, "version=%lld&%s", (long long)version_of(l, transfer), form));
}

/* Ten days on: the same people, signed in anew. */
static int64_t ten_days_on(struct app *app) {
    (void)app;
    return now_ms() + INT64_C(10) * 86400000;
}
static struct loopback *later(struct shore *h, struct web_app *web, const char *login) {
    *web = *program_web(h->w.program);
    web->clock = ten_days_on;
    struct loopback *l = loopback_new(h->w.a, web);
    (void)loopback_get(l, "/sign-in");
    expect(loopback_post(l, "/sign-in", arena_printf(h->w.a, "login=%s&password=%s", login, CLERK_PASSWORD)), 303);
    return l;
}

/* The program notes the day by itself, once. */
static void begins_later(struct shore *h) {
    int done;
    assert_ok(h->w.a, takeovers_begin(h->w.s, h->w.a, now_ms(), &done));
    assert_int_equal(done, 0);
    assert_ok(h->w.a, takeovers_begin(h->w.s, h->w.a, ten_days_on(NULL), &done));
    assert_int_equal(done, 1);
    assert_ok(h->w.a, takeovers_begin(h->w.s, h->w.a, ten_days_on(NULL), &done));
    assert_int_equal(done, 0);
}

TEST_BOTH(a_department_proposes_another_agrees_and_sees_the_project_from_the_day, ON) {
    struct shore h = shore_new(a, s);
    struct web_app web;
    assert_true(has(loopback_get(h.industry, h.project), "Not my project"));
    struct loopback_reply r = propose(&h, h.industry, TO_TRANSPORT, today() + 10);
    expect(r, 303);
    const char *transfer = arena_copy(a, r.location);
    assert_true(has(loopback_get(h.industry, "/transfers"), "Coast road"));
    assert_true(has(loopback_get(h.transport, "/transfers"), "Waits for you"));
    assert_true(has(loopback_get(h.transport, "/notices"), "A project is proposed to be yours"));
    assert_false(has(loopback_get(h.transport, "/notices"), "Coast road")); /* a notice names no project one does not see */
    assert_true(has(loopback_get(h.transport, transfer), "Coast road"));    /* the proposal does: one must answer it */
    expect(loopback_get(h.transport, h.project), 404);
    r = loopback_get(h.transport, arena_printf(a, "%s.json", transfer));
    assert_true(has(r, "\"state\":\"proposed\"") && has(r, "\"key\":\"agree\"") && has(r, "\"project_href\":null"));
    expect(answer(&h, h.transport, transfer, "do=agree"), 303);
    expect(loopback_get(h.transport, h.project), 404); /* until then the old one answers */
    expect(loopback_get(h.industry, h.project), 200);
    assert_true(has(loopback_get(h.industry, "/notices"), "Responsibility passes from"));
    begins_later(&h);
    assert_true(has(loopback_get(later(&h, &web, "qiao"), h.project), "Coast road"));
    expect(loopback_get(later(&h, &web, "lin"), h.project), 404);
    r = loopback_get(h.office, arena_printf(a, "%s.json", h.project));
    assert_true(has(r, "\"answerer\":\"qiao\"") && has(r, "It is a road")); /* it stays told with who agreed */
    assert_true(has(r, arena_printf(a, "\"to_day\":\"%s\"", day_print(a, today() + 9)))); /* and who answered before */
    r = loopback_get(h.office, arena_printf(a, "%s/journal", h.project));
    assert_true(has(r, "Transfer of responsibility proposed") && has(r, "Transfer of responsibility answered"));
    clerk_world_done(&h.w);
}

TEST_BOTH(others_neither_read_nor_answer_a_proposal, ON) {
    struct shore h = shore_new(a, s);
    struct loopback_reply r = propose(&h, h.industry, TO_TRANSPORT, today());
    const char *transfer = arena_copy(a, r.location);
    struct loopback *bystanders[] = {h.huancui, h.rongcheng};
    for (size_t i = 0; i < countof(bystanders); i++) {
        expect(loopback_get(bystanders[i], transfer), 404);
        expect(loopback_post(bystanders[i], transfer, "version=1&do=agree"), 404);
        assert_false(has(loopback_get(bystanders[i], "/transfers"), "Coast road"));
        assert_false(has(loopback_get(bystanders[i], "/notices"), "proposed"));
    }
    r = answer(&h, h.industry, transfer, "do=agree"); /* the wrong side */
    expect(r, 422);
    assert_true(has(r, "You cannot answer this proposal in this way"));
    expect(answer(&h, h.transport, transfer, "do=decline"), 422); /* without a reason */
    expect(answer(&h, h.transport, transfer, "do=decline&reason=Not+a+road"), 303);
    assert_true(has(loopback_get(h.industry, "/notices"), "Not a road"));
    assert_true(has(loopback_get(h.office, "/notices"), "Responsibility stays"));
    expect(loopback_post(h.transport, transfer, "version=1&do=agree"), 409); /* as it stood before */
    expect(answer(&h, h.office, transfer, "do=decide&reason=It+is+one"), 303); /* the city office decides nevertheless */
    expect(loopback_get(h.transport, h.project), 200);
    expect(loopback_get(h.industry, h.project), 404);
    clerk_world_done(&h.w);
}

TEST_BOTH(what_cannot_be_proposed_is_told_beside_its_place, ON) {
    struct shore h = shore_new(a, s);
    struct loopback_reply r = propose(&h, h.huancui, TO_TRANSPORT, today()); /* of its area, not the department's to give */
    expect(r, 422);
    assert_true(has(r, "id=\"e-holder\""));
    r = propose(&h, h.industry, "holder=department:industry&to=area:rongcheng", today());
    assert_true(has(r, "id=\"e-to\""));
    r = propose(&h, h.industry, "holder=department:industry&to=", today());
    assert_true(has(r, "id=\"e-to\"") && has(r, "It is a road")); /* what was typed stays */
    expect(propose(&h, h.rongcheng, "holder=area:huancui&to=area:rongcheng", today()), 404);
    expect(propose(&h, h.huancui, "holder=area:huancui&to=area:rongcheng", today()), 303);
    expect(propose(&h, h.industry, TO_TRANSPORT, today()), 303);
    r = propose(&h, h.industry, TO_TRANSPORT, today() + 1);
    expect(r, 422);
    assert_true(has(r, "waits for its answer already"));
    clerk_world_done(&h.w);
}

TEST_BOTH(an_area_office_hands_over_to_another, ON) {
    struct shore h = shore_new(a, s);
    struct loopback_reply r = propose(&h, h.huancui, "holder=area:huancui&to=area:rongcheng", today());
    expect(r, 303);
    const char *transfer = arena_copy(a, r.location);
    expect(answer(&h, h.rongcheng, transfer, "do=agree&reason=Yes"), 303);
    expect(loopback_get(h.rongcheng, h.project), 200);
    expect(loopback_get(h.huancui, h.project), 404);
    assert_true(has(loopback_get(h.office, "/projects?level=platform&area=rongcheng"), "Coast road"));
    assert_false(has(loopback_get(h.office, "/projects?level=platform&area=huancui"), "Coast road"));
    clerk_world_done(&h.w);
}

TEST_MAIN(T_BOTH(a_department_proposes_another_agrees_and_sees_the_project_from_the_day),
          T_BOTH(others_neither_read_nor_answer_a_proposal), T_BOTH(what_cannot_be_proposed_is_told_beside_its_place),
          T_BOTH(an_area_office_hands_over_to_another))
