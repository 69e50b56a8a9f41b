/* The evidence pack by loopback: it is opened again, every hash is computed again, and a flipped byte is found. */
#include "desk_fixture.h"
#include "package_read.h"
#include "photo_fixture.h"
#include "sheet/sheet.h"
#include "store/chain.h"
#include "store/journal.h"

#define ON schema_of_program()

static const char *version_of(struct desk_world *d) {
    struct loopback_reply page = loopback_get(d->unit, d->page);
    (void)loopback_get(d->unit, d->address);
    return arena_printf(d->w.a, "version=%lld", (long long)number_in(page, "version"));
}

static void photo_send(struct desk_world *d, const char *name, const char *second) {
    char taken[24];
    struct civil c = civil_of(day_of(month_year(d->month), month_in_year(d->month), 20));
    snprintf(taken, sizeof taken, "%04d:%02d:%02d 10:00:%s", c.year, c.month, c.day, second);
    struct blob file = jpeg_made(d->w.a, taken, 1, 122, 640, 480);
    const char *form = arena_printf(d->w.a, "%s&do=save", version_of(d));
    expect(loopback_post_file(d->unit, d->address, form, "photo", name, file.at, file.len), 303);
}

static struct desk_world reported(struct arena *a, struct store *s) {
    struct desk_world d = desk_world_new(a, s);
    expect(desk_fill(&d, d.unit, d.address, FILLED "&do=save"), 303);
    photo_send(&d, "yard.jpg", "01");
    photo_send(&d, "../../quay.jpg", "02");
    expect(desk_fill(&d, d.unit, d.address, FILLED "&do=send"), 303);
    expect(desk_act(&d, d.area, d.address, "action=return&back_to=unit&reason=look+again"), 303);
    expect(desk_fill(&d, d.unit, d.address, "month=1200&construction=752&do=send"), 303);
    return d;
}

static const char *address_of(struct desk_world *d) {
    return arena_printf(d->w.a, "/projects/%lld/pack", (long long)d->project_id);
}

static const char *sha_of(struct arena *a, const void *at, size_t len) {
    unsigned char digest[DIGEST_BYTES];
    char text[2 * DIGEST_BYTES + 1];
    struct digester *d = digester_new(a, "sha256");
    digester_begin(d);
    digester_raw(d, at, len);
    digester_end(d, digest);
    for (int i = 0; i < DIGEST_BYTES; i++) snprintf(text + 2 * i, 3, "%02x", digest[i]);
    return arena_copy(a, text);
}

static const struct package_member *member(const struct package_member *m, size_t count, const char *end) {
    for (size_t i = 0; i < count; i++) {
        size_t len = strlen(m[i].name), n = strlen(end);
        if (len >= n && text_eq(m[i].name + len - n, end)) return &m[i];
    }
    return NULL;
}

/* What is wrong with a pack: files that are not what SHA256SUMS says, are missing, damaged, or not in it. */
static int faults(struct arena *a, const void *at, size_t len) {
    struct package_member m[PACKAGE_MEMBERS_MAX];
    size_t count = package_open(a, at, len, m), listed = 0;
    const struct package_member *sums = member(m, count, "/SHA256SUMS");
    if (!sums || !sums->is_whole) return 1;
    int wrong = 0;
    struct span rest = {sums->at, sums->len}, line;
    while (span_cut(&rest, '\n', &line)) {
        if (!line.len) continue;
        const char *name = line.len > 66 ? arena_copy_n(a, line.at + 66, line.len - 66) : "";
        const struct package_member *f = member(m, count, name);
        bool is_right = f && f->is_whole && !strncmp(sha_of(a, f->at, f->len), line.at, 64);
        wrong += !is_right;
        listed++;
    }
    return wrong + (listed + 1 != count);
}

TEST_BOTH(a_pack_is_opened_again_and_every_hash_holds, ON) {
    struct desk_world d = reported(a, s);
    struct loopback_reply r = loopback_get(d.area, address_of(&d));
    expect(r, 200);
    assert_string_equal(r.type, "application/zip");
    assert_int_equal(faults(a, r.body, r.len), 0);
    struct package_member m[PACKAGE_MEMBERS_MAX];
    size_t count = package_open(a, r.body, r.len, m);
    assert_int_equal(count, 5); /* two photos, records, manifest, sums */
    const struct package_member *manifest = member(m, count, "/manifest.json"), *photo = member(m, count, "-yard.jpg");
    assert_true(manifest && photo && member(m, count, "-quay.jpg"));
    for (size_t i = 0; i < count; i++) assert_null(strstr(m[i].name, ".."));
    assert_non_null(strstr(manifest->at, arena_printf(a, "\"sha256\":\"%s\"", sha_of(a, photo->at, photo->len))));
    assert_true(strstr(manifest->at, "\"made_by_login\":\"area\"") && strstr(manifest->at, "\"taken_at\":\""));
    struct journal_row head;
    struct tx *t;
    assert_ok(a, store_read(s, a, &t));
    assert_ok(a, journal_head(t, &head));
    tx_end(t);
    assert_non_null(strstr(manifest->at, arena_printf(a, "\"hash\":\"%s\"", head.hash)));
    desk_world_done(&d);
}

TEST_BOTH(its_workbook_has_every_version_and_the_journal, ON) {
    struct desk_world d = reported(a, s);
    struct package_member m[PACKAGE_MEMBERS_MAX];
    struct sheet_file *f;
    struct both why;
    struct out *o = out_in(a, 0);
    int fd;
    struct loopback_reply r = loopback_get(d.area, address_of(&d));
    const struct package_member *records = member(m, package_open(a, r.body, r.len, m), "/records.xlsx");
    assert_ok(a, sheet_fd_of_bytes(a, records->at, records->len, &fd));
    assert_ok(a, sheet_open_fd(a, fd, NULL, &f, &why));
    for (size_t i = 0; i < sheet_count(f); i++) assert_ok(a, sheet_print_csv(a, f, sheet_info(f, i).name, o, NULL, NULL, &why));
    const char *text = out_text_of(o);
    assert_true(strstr(text, "North pier") && strstr(text, "look again") && strstr(text, "yard.jpg"));
    size_t index;
    assert_ok(a, sheet_find(f, word(EN, W_told_report), &index));
    struct out *reports = out_in(a, 0);
    assert_ok(a, sheet_print_csv(a, f, sheet_info(f, index).name, reports, NULL, NULL, &why));
    assert_true(strstr(out_text_of(reports), "1,308") && strstr(out_text_of(reports), "1,200"));
    assert_ok(a, sheet_find(f, word(EN, W_journal_title), &index));
    desk_world_done(&d);
}

/* Wherever a byte of a file is flipped, in the package or in what was unpacked from it. */
TEST_BOTH(a_flipped_byte_is_found, ON) {
    struct desk_world d = reported(a, s);
    struct loopback_reply r = loopback_get(d.area, address_of(&d));
    struct package_member m[PACKAGE_MEMBERS_MAX];
    const struct package_member *photo = member(m, package_open(a, r.body, r.len, m), "-yard.jpg");
    char *bytes = arena_copy_n(a, r.body, r.len);
    char *in = memmem(bytes, r.len, photo->at, photo->len); /* stored as it is */
    assert_non_null(in);
    for (size_t i = 0; i < photo->len; i += 7) {
        in[i] ^= 1;
        assert_true(faults(a, bytes, r.len) > 0);
        in[i] ^= 1;
    }
    assert_int_equal(faults(a, bytes, r.len), 0);
    desk_world_done(&d);
}

TEST_BOTH(it_is_noted_before_it_leaves_and_goes_to_who_sees_the_project, ON) {
    struct desk_world d = reported(a, s);
    struct loopback *other = clerk_granted(&d.w, "other", "area_clerk", clerk_area(&d.w, "rongcheng"), NO_INT, NO_INT);
    struct loopback *auditor = clerk_new(&d.w, "auditor", ROLE_AUDITOR);
    expect(loopback_get(other, address_of(&d)), 404);
    expect(loopback_get(clerk_new(&d.w, "keeper", ROLE_AUDIT), address_of(&d)), 403);
    assert_false(has(loopback_get(auditor, "/exports.json"), "/pack"));
    expect(loopback_get(auditor, address_of(&d)), 200);
    assert_true(has(loopback_get(auditor, "/exports.json"), arena_printf(a, "\"path\":\"%s\"", address_of(&d))));
    struct loopback_reply r = loopback_get(d.area, arena_printf(a, "%s?to=2020-01-01", address_of(&d)));
    expect(r, 200);
    struct package_member m[PACKAGE_MEMBERS_MAX];
    assert_int_equal(package_open(a, r.body, r.len, m), 3); /* the records are whole, the files are of those days */
    expect(loopback_get(d.area, arena_printf(a, "%s?from=2022-02-01&to=2022-01-01", address_of(&d))), 422);
    desk_world_done(&d);
}

TEST_MAIN(T_BOTH(a_pack_is_opened_again_and_every_hash_holds), T_BOTH(its_workbook_has_every_version_and_the_journal),
          T_BOTH(a_flipped_byte_is_found), T_BOTH(it_is_noted_before_it_leaves_and_goes_to_who_sees_the_project))
