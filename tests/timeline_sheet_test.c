/* What leaves with the timeline comes in again, in both languages and formats, and changes nothing. */
#include "coast.h"
#include "domain/intake/intake.h"
#include <sys/stat.h>

#define ON schema_of_program()

static bool has(struct loopback_reply r, const char *text) { return strstr(r.body, text) != NULL; }

static const char *written(struct arena *a, struct test_place *p, struct loopback_reply r, const char *name) {
    const char *folder = *p->folder ? p->folder : arena_printf(a, "/tmp/qipan-timeline-%d", (int)getpid());
    (void)mkdir(folder, 0700);
    const char *path = arena_printf(a, "%s/%s", folder, name);
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    fwrite(r.body, 1, r.len, f);
    fclose(f);
    return path;
}

static void assert_known_already(struct coast *c, struct test_place *p, struct loopback_reply r, const char *name) {
    struct arena *a = c->w.a;
    struct intake_options o = {.path = written(a, p, r, name), .today = day_of_ms(now_ms(), 480), .makes = {true, true, true}};
    struct intake_result result;
    struct both why = {{NULL}};
    struct tx *t;
    assert_int_equal(r.status, 200);
    assert_ok(a, store_read(c->w.s, a, &t));
    assert_ok(a, intake_preview(t, a, &o, &result, &why));
    tx_end(t);
    (void)unlink(o.path);
    for (size_t i = 0; i < result.fault_count; i++) print_message("%s %s\n", result.faults[i].cell, result.faults[i].text.in[EN]);
    for (size_t i = 0; i < result.sheets[0].map.count; i++) {
        const struct heading *h = &result.sheets[0].map.at[i];
        if (h->state == HEADING_ASKED || h->state == HEADING_EXTRA) print_message("%s\n", h->text);
        assert_true(h->state == HEADING_SURE || h->state == HEADING_IGNORED);
    }
    assert_int_equal(result.counts[INTAKE_UNCHANGED], 5);
    assert_int_equal(result.counts[INTAKE_CHANGED] + result.counts[INTAKE_NEW] + result.counts[INTAKE_REFUSED], 0);
}

TEST_BOTH(its_sheet_comes_in_again_and_changes_nothing, ON) {
    struct coast c = coast_new(a, s);
    struct loopback *l = clerk_new(&c.w, "li.na", ROLE_OFFICE);
    assert_known_already(&c, p, loopback_get(l, "/timeline.csv?level=platform"), "timeline-en.csv");
    assert_known_already(&c, p, loopback_get(l, "/timeline.xlsx?level=platform"), "timeline-en.xlsx");
    (void)loopback_get(l, "/account");
    assert_int_equal(loopback_post(l, "/account/language", "language=zh").status, 303);
    struct loopback_reply r = loopback_get(l, "/timeline.csv?level=platform");
    assert_true(has(r, "节点,首次计划时间,计划时间,实际时间") && has(r, "厂房（主体）封顶,2022-10-20,2022-10-20,,"));
    assert_known_already(&c, p, r, "timeline-zh.csv");
    clerk_world_done(&c.w);
}

int main(void) {
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {T_BOTH(its_sheet_comes_in_again_and_changes_nothing)};
    return cmocka_run_group_tests_name("the timeline's sheet", tests, NULL, NULL);
}
