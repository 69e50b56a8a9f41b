/* A letter through the pages: reviewed by one, signed by another, received, answered, accepted; and what others see of it. */
#include "letters_queries.h"
#include "rounds_fixture.h"

#define ON schema_of_program()

static struct loopback *department_new(struct clerk_world *w, const char *login, const char *unit, int64_t *ret_unit) {
    struct loopback *l = clerk_new(w, login, 0);
    struct department_list_row *rows;
    size_t count;
    struct tx *t = clerk_write(w);
    struct post p = post_empty;
    struct post_holder h = post_holder_empty;
    assert_ok(w->a, department_list(t, &rows, &count));
    for (size_t i = 0; i < count; i++)
        if (text_eq(rows[i].key, unit)) p.unit_id = rows[i].id;
    if (ret_unit) *ret_unit = p.unit_id;
    p.role = "department", p.name = "副局长";
    assert_ok(w->a, post_put(t, &p, 0));
    h.post_id = p.id, h.account_id = account_of(w, login), h.kind = "holds", h.from_day = day_of(2020, 1, 1);
    assert_ok(w->a, post_holder_put(t, &h, 0));
    clerk_commit(w, t);
    return l;
}

static const char *draft_new(struct clerk_world *w, const char *project, int64_t unit_id) {
    struct tx *t = clerk_write(w);
    struct official_letter x = official_letter_empty;
    x.kind = "supervision", x.state = "draft", x.project_id = id_of(project), x.unit_id = unit_id, x.source = "light";
    x.cause_key = "red:1", x.title = "On the harbour", x.text = "The harbour is behind.", x.days = 5;
    assert_ok(w->a, official_letter_put(t, &x, 0));
    clerk_commit(w, t);
    return arena_printf(w->a, "/letters/%lld", (long long)x.id);
}

static long long version_of(struct clerk_world *w, struct loopback *l, const char *at) {
    struct loopback_reply r = loopback_get(l, arena_printf(w->a, "%s.json", at));
    const char *found = strstr(r.body, "\"version\":");
    return found ? atoll(found + strlen("\"version\":")) : 1;
}
static struct loopback_reply does(struct clerk_world *w, struct loopback *l, const char *at, const char *form) {
    long long version = version_of(w, l, at);
    (void)loopback_get(l, at);
    return loopback_post(l, at, arena_printf(w->a, "version=%lld&%s", version, form));
}
static struct loopback_reply signs(struct clerk_world *w, struct loopback *l, const char *at) {
    long long version = version_of(w, l, at);
    (void)loopback_get(l, at);
    return loopback_post(l, arena_printf(w->a, "%s/sign", at), arena_printf(w->a, "version=%lld", version));
}

TEST_BOTH(a_letter_is_reviewed_signed_received_answered_and_accepted_by_different_people, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    int64_t unit_id;
    struct loopback *li = clerk_new(&w, "li.na", ROLE_OFFICE), *lead = clerk_new(&w, "lead", ROLE_LEADER);
    struct loopback *zhou = department_new(&w, "zhou", "transport", &unit_id), *yu = department_new(&w, "yu", "industry", NULL);
    const char *at = draft_new(&w, key_project(a, li, "harbour", "huancui"), unit_id);
    const char *pdf = arena_printf(a, "%s/pdf", at);
    expect(loopback_get(zhou, at), 404); /* a draft is the office's */
    expect(loopback_get(yu, at), 404);
    expect(does(&w, li, at, "do=edit&title=&text=x"), 422);
    expect(does(&w, li, at, "do=edit&title=On+the+new+harbour&text=It+is+behind."), 303);
    expect(does(&w, li, at, "do=review"), 303);
    expect(signs(&w, li, at), 422); /* who reviewed it does not sign */
    expect(signs(&w, yu, at), 403);
    expect(loopback_get(lead, pdf), 200);
    expect(signs(&w, lead, at), 303);
    struct loopback_reply r = loopback_get(li, arena_printf(a, "%s.json", at));
    assert_true(has(r, "\"state\":\"issued\"") && has(r, "〕1号"));
    assert_true(has(loopback_get(zhou, "/notices"), "On the new harbour"));
    r = loopback_get(zhou, at);
    assert_true(has(r, "It is behind.") && !has(r, ">harbour<"));
    expect(loopback_get(yu, at), 404);
    expect(does(&w, li, at, "do=receive"), 422);
    expect(does(&w, zhou, at, "do=receive"), 303);
    expect(does(&w, zhou, at, "do=reply&plan=night+shifts"), 422);
    expect(does(&w, zhou, at, "do=reply&plan=night+shifts&plan_day=2001-01-01"), 422);
    expect(does(&w, zhou, at, "do=reply&plan=night+shifts&plan_day=2099-01-01"), 303);
    expect(does(&w, li, at, "do=return&why="), 422);
    expect(does(&w, li, at, "do=return&why=too+late"), 303);
    expect(does(&w, zhou, at, "do=reply&plan=day+and+night&plan_day=2099-01-01"), 303);
    expect(does(&w, li, at, "do=close"), 303);
    r = loopback_get(li, arena_printf(a, "%s.json", at));
    assert_true(has(r, "\"state\":\"closed\"") && has(r, "day and night") && has(r, "too late"));
    expect(does(&w, lead, at, "do=withdraw&why=late"), 422); /* what is closed stands */
    clerk_world_done(&w);
}

TEST_BOTH(the_files_of_a_letter_that_went_out_are_always_the_same, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    int64_t unit_id;
    struct loopback *li = clerk_new(&w, "li.na", ROLE_OFFICE), *lead = clerk_new(&w, "lead", ROLE_LEADER);
    struct loopback *zhou = department_new(&w, "zhou", "transport", &unit_id);
    const char *at = draft_new(&w, key_project(a, li, "harbour", "huancui"), unit_id);
    const char *pdf = arena_printf(a, "%s/pdf", at), *docx = arena_printf(a, "%s/docx", at);
    expect(does(&w, li, at, "do=review"), 303);
    expect(signs(&w, lead, at), 303);
    struct loopback_reply once = loopback_get(li, pdf), word_file = loopback_get(zhou, docx);
    expect(once, 200);
    expect(word_file, 200);
    const char *kept = arena_copy_n(a, once.body, once.len);
    size_t kept_len = once.len;
    (void)loopback_get(li, "/settings");
    expect(does(&w, lead, at, "do=withdraw&why=a+mistake"), 303);
    struct loopback_reply again = loopback_get(zhou, pdf);
    assert_int_equal(again.len, kept_len);
    assert_memory_equal(again.body, kept, kept_len);
    assert_true(has(loopback_get(li, "/letters.json?state=withdrawn"), "〕1号"));
    assert_true(has(loopback_get(li, "/letters.json?kind=reminder"), "\"total\":0"));
    expect(loopback_get(li, "/letters.csv"), 200);
    expect(loopback_get(zhou, "/letters/ladder"), 200);
    clerk_world_done(&w);
}

TEST_MAIN(T_BOTH(a_letter_is_reviewed_signed_received_answered_and_accepted_by_different_people),
          T_BOTH(the_files_of_a_letter_that_went_out_are_always_the_same))
