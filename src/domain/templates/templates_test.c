/* A template of the office's own: tried before it is taken, used then, and taken back again. */
#include "domain/templates/template.h"
#include "paper/docx.h"
#include "rounds_fixture.h"
#include "templates_queries.h"

#define ON schema_of_program()

static struct out *template_of(struct arena *a, const char *text) {
    const struct docx_line line = {DOCX_TEXT, text, NULL, NULL, 0};
    struct out *o = out_in(a, 0);
    assert_ok(a, docx_write(a, &line, 1, 0, o));
    return o;
}

static struct loopback_reply gives(struct arena *a, struct loopback *l, const char *text) {
    struct out *o = template_of(a, text);
    (void)loopback_get(l, "/templates");
    return loopback_post_file(l, "/templates", "kind=letter&do=set", "file", "ours.docx", o->at, o->len);
}

TEST_BOTH(a_template_is_tried_taken_used_and_taken_back, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *li = clerk_new(&w, "li.na", ROLE_OFFICE), *lead = clerk_new(&w, "lead", ROLE_LEADER);
    expect(loopback_get(lead, "/templates"), 403);
    struct loopback_reply sample = loopback_get(li, "/templates/sample?kind=letter");
    expect(sample, 200);
    assert_memory_equal(sample.body, "PK\3\4", 4);
    struct loopback_reply r = gives(a, li, "第{{文 号}}号");
    expect(r, 422);
    assert_true(has(r, "Body, paragraph 1") && has(r, "{{文 号}}"));
    r = loopback_post_file(li, "/templates", "kind=letter&do=set", "file", "ours.docx", "hello", 5);
    expect(r, 422);
    assert_true(has(r, "This is not a .docx"));
    assert_false(has(loopback_get(li, "/templates.json"), "ours.docx"));
    expect(gives(a, li, "OURS {{文号}}"), 303);
    assert_true(has(loopback_get(li, "/templates.json"), "ours.docx"));
    struct out *ours = template_of(a, "OURS {{文号}}");
    r = loopback_get(li, "/templates/current?kind=letter");
    assert_int_equal(r.len, ours->len);
    assert_memory_equal(r.body, ours->at, ours->len);
    expect(gives(a, li, "OURS AGAIN {{文号}}"), 303); /* the one before is its history */
    (void)loopback_get(li, "/templates");
    expect(loopback_post(li, "/templates", "kind=letter&do=unset"), 303);
    assert_false(has(loopback_get(li, "/templates.json"), "ours.docx"));
    (void)loopback_get(li, "/templates");
    expect(gives(a, li, "OURS {{标题}}"), 303); /* and another may come after it */
    clerk_world_done(&w);
}

TEST_BOTH(every_sample_that_ships_can_be_filled_with_rows_and_without, ON) {
    static const char *const words[] = {"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"};
    struct tx *t;
    assert_ok(a, store_read(s, a, &t));
    for (enum template_kind k = 0; k < TEMPLATE_KINDS; k++)
        for (size_t rows = 0; rows < 3; rows++) {
            struct blob filled;
            assert_int_equal(template_kind_read(template_rows[k].key), k);
            assert_ok(a, template_fill(t, k, words, words, rows, 0, &filled));
        }
    assert_int_equal(template_kind_read("no such"), TEMPLATE_KINDS);
    tx_end(t);
}

TEST_MAIN(T_BOTH(a_template_is_tried_taken_used_and_taken_back),
          T_BOTH(every_sample_that_ships_can_be_filled_with_rows_and_without))
