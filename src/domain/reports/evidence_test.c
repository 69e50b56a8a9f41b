/* Evidence on both databases: what is taken, what is refused and why, and places that can be forgotten. */
#include "report_fixture.h"
#include "domain/reports/evidence.h"
#include "store/blob.h"
#include <zip.h>

#define ON schema_of_program()

/* The smallest JPEG that has a time and a place, see photo_test.c; here only its head matters. */
static const unsigned char photo[] = {
    0xFF, 0xD8, 0xFF, 0xE1, 0x00, 0xC6, 'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8,
    0, 2, 0x87, 0x69, 0, 4, 0, 0, 0, 1, 0, 0, 0, 38, 0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 56, 0, 0, 0, 0,
    0, 1, 0x90, 0x03, 0, 2, 0, 0, 0, 20, 0, 0, 0, 110, 0, 0, 0, 0,
    0, 4, 0, 1, 0, 2, 0, 0, 0, 2, 'N', 0, 0, 0, 0, 2, 0, 5, 0, 0, 0, 3, 0, 0, 0, 130,
    0, 3, 0, 2, 0, 0, 0, 2, 'E', 0, 0, 0, 0, 4, 0, 5, 0, 0, 0, 3, 0, 0, 0, 154, 0, 0, 0, 0,
    '2', '0', '2', '2', ':', '1', '1', ':', '2', '8', ' ', '0', '9', ':', '1', '4', ':', '0', '7', 0,
    0, 0, 0, 37, 0, 0, 0, 1, 0, 0, 0, 30, 0, 0, 0, 1, 0, 0, 0, 36, 0, 0, 0, 1,
    0, 0, 0, 122, 0, 0, 0, 1, 0, 0, 0, 7, 0, 0, 0, 1, 0, 0, 0, 12, 0, 0, 0, 1,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0xFF, 0xC0, 0, 11, 8, 0, 30, 0, 40, 1, 1, 0x11, 0, 0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 0x3F, 0, 0x12, 0x34, 0xFF, 0xD9};

static struct evidence_sent sent(int64_t project_id, int64_t report_id, const void *at, size_t len) {
    return (struct evidence_sent){.project_id = project_id, .report_id = report_id, .visit_id = NO_INT, .kind = "photo",
                                  .file_name = "IMG_0914.jpg", .file = {at, len}, .keeps_place = true, .today = FX_TODAY};
}

static struct evidence added(struct arena *a, struct tx *t, const struct evidence_sent *s) {
    struct faults faults = {.count = 0};
    struct evidence e;
    enum err got = evidence_add(t, s, &faults, &e);
    if (got == ERR_INVALID) print_error("%s\n", faults.at[0].text.in[EN]);
    assert_ok(a, got);
    return e;
}

TEST_BOTH(a_photo_is_kept_bare_with_its_time_beside_it_and_its_place_sealed, ON) {
    struct tx *t = fx_writes(a, s);
    int64_t id = fx_project(a, t);
    struct report r = fx_draft(a, t, id, month_of(2022, 11));
    struct evidence_sent photo_sent = sent(id, r.id, photo, sizeof photo);
    struct evidence e = added(a, t, &photo_sent);
    const char *place;
    struct blob kept;
    assert_string_equal(e.media_type, "image/jpeg");
    assert_int_equal(e.wide_px, 40);
    assert_string_equal(ms_print(a, e.taken_ms, 0), "2022-11-28 09:14");
    assert_ok(a, evidence_place(t, &e, &place));
    assert_string_equal(place, "37.510000,122.120000");
    assert_ok(a, blob_read_bytes(t, e.sha, 1 << 20, &kept));
    assert_true(kept.len < sizeof photo && !memmem(kept.at, kept.len, "2022:11:28", 10));
    assert_string_not_equal(e.sha, e.sent_sha);
    photo_sent.keeps_place = false;
    photo_sent.report_id = r.id + 1;
    e = added(a, t, &photo_sent);
    assert_int_equal(e.place_subject, NO_INT);
    tx_end(t);
}

TEST_BOTH(a_place_that_is_forgotten_is_forgotten_in_the_history_too, ON) {
    struct tx *t = fx_writes(a, s);
    int64_t id = fx_project(a, t);
    struct report r = fx_draft(a, t, id, month_of(2022, 11));
    struct evidence_sent photo_sent = sent(id, r.id, photo, sizeof photo);
    struct evidence first = added(a, t, &photo_sent), now;
    const char *place;
    assert_int_equal(evidence_forget_place(t, first.id, first.version + 1), ERR_CONFLICT);
    assert_ok(a, evidence_forget_place(t, first.id, first.version));
    assert_ok(a, evidence_get(t, first.id, &now));
    assert_int_equal(now.place_subject, NO_INT);
    assert_ok(a, evidence_place(t, &first, &place)); /* the version before, with its sealed bytes */
    assert_null(place);
    assert_ok(a, evidence_withdraw(t, now.id, now.version));
    assert_int_equal(evidence_forget_place(t, now.id, now.version + 1), ERR_MISSING);
    tx_end(t);
}

TEST_BOTH(the_camera_is_believed_within_reason, ON) {
    struct tx *t = fx_writes(a, s);
    int64_t id = fx_project(a, t);
    struct evidence_sent photo_sent = sent(id, 7, photo, sizeof photo);
    photo_sent.today = day_of(2022, 11, 26); /* it says the 28th */
    struct evidence e = added(a, t, &photo_sent);
    assert_int_equal(e.taken_ms, NO_INT);
    assert_string_not_equal(evidence_note_said(a, e.note).in[EN], "");
    photo_sent.report_id = 8;
    photo_sent.today = day_of(2022, 11, 27); /* a clock may be a day ahead */
    e = added(a, t, &photo_sent);
    assert_int_not_equal(e.taken_ms, NO_INT);
    assert_null(e.note);
    tx_end(t);
}

/* A package with one part of so many zeros beside what makes it an OFD. */
static struct blob package(struct arena *a, const char *part, size_t zeros) {
    zip_error_t error;
    zip_source_t *whole = zip_source_buffer_create(NULL, 0, 0, &error);
    zip_t *zip = zip_open_from_source(whole, ZIP_TRUNCATE, &error);
    zip_source_keep(whole);
    zip_file_add(zip, part, zip_source_buffer(zip, "<x/>", 4, 0), 0);
    char *big = calloc(zeros + 1, 1);
    zip_file_add(zip, "Doc_0/Document.xml", zip_source_buffer(zip, big, zeros, 0), 0);
    assert_int_equal(zip_close(zip), 0);
    free(big);
    zip_stat_t stat;
    zip_source_stat(whole, &stat);
    char *at = arena_alloc(a, stat.size);
    zip_source_open(whole);
    assert_int_equal(zip_source_read(whole, at, stat.size), (zip_int64_t)stat.size);
    zip_source_close(whole);
    zip_source_free(whole);
    return (struct blob){at, stat.size};
}

TEST_BOTH(documents_are_told_by_content_and_bombs_are_refused, ON) {
    struct tx *t = fx_writes(a, s);
    int64_t id = fx_project(a, t);
    struct blob invoice = package(a, "OFD.xml", 1000), bomb = package(a, "OFD.xml", EVIDENCE_UNPACKED_MAX + 1);
    struct blob other = package(a, "AndroidManifest.xml", 10);
    assert_true(bomb.len < 1 << 20);
    static const char pdf[] = "%PDF-1.7\n1 0 obj\n%%EOF\n", cut[] = "%PDF-1.7\n1 0 obj\n", exe[] = "MZ\x90\0 a program";
    const struct { struct blob file; const char *media_type, *says; } cases[] = {
        {{pdf, sizeof pdf - 1}, "application/pdf", NULL}, {invoice, "application/ofd", NULL},
        {{photo, sizeof photo}, "image/jpeg", NULL}, {bomb, NULL, "unpacks to more than 64 MB"},
        {other, NULL, "told by content"}, {{cut, sizeof cut - 1}, NULL, "told by content"},
        {{exe, sizeof exe}, NULL, "told by content"}, {{"", 0}, NULL, "empty"}};
    for (size_t i = 0; i < countof(cases); i++) {
        struct evidence_sent doc = sent(id, 100, cases[i].file.at, cases[i].file.len);
        struct faults faults = {.count = 0};
        struct evidence e;
        doc.kind = "invoice";
        enum err got = evidence_add(t, &doc, &faults, &e);
        if (got != (cases[i].media_type ? OK : ERR_INVALID)) print_error("case %zu\n", i);
        assert_int_equal(got, cases[i].media_type ? OK : ERR_INVALID);
        if (cases[i].media_type) assert_string_equal(e.media_type, cases[i].media_type);
        else assert_non_null(strstr(faults.at[0].text.in[EN], cases[i].says));
    }
    struct evidence_sent as_photo = sent(id, 100, pdf, sizeof pdf - 1);
    struct faults faults = {.count = 0};
    struct evidence e;
    assert_int_equal(evidence_add(t, &as_photo, &faults, &e), ERR_INVALID); /* a document is no photo */
    tx_end(t);
}

TEST_BOTH(the_same_file_twice_and_too_large_a_file_are_refused, ON) {
    struct tx *t = fx_writes(a, s);
    int64_t id = fx_project(a, t);
    struct evidence_sent photo_sent = sent(id, 5, photo, sizeof photo);
    struct faults faults = {.count = 0};
    struct evidence e;
    added(a, t, &photo_sent);
    assert_int_equal(evidence_add(t, &photo_sent, &faults, &e), ERR_INVALID);
    assert_string_equal(faults.at[0].text.in[EN], "This file is here already");
    photo_sent.report_id = 6;
    e = added(a, t, &photo_sent); /* of another report: kept, and known to be the same */
    photo_sent.report_id = 7;
    photo_sent.file.len = EVIDENCE_BYTES_MAX + 1;
    faults.count = 0;
    assert_int_equal(evidence_add(t, &photo_sent, &faults, &e), ERR_INVALID);
    assert_non_null(strstr(faults.at[0].text.in[EN], "larger than 12 MB"));
    tx_end(t);
}

TEST(names_lose_paths_and_what_deceives) {
    static const char *const names[][2] = {
        {"../../etc/passwd", "passwd"}, {"C:\\Users\\wang\\a.jpg", "a.jpg"}, {"..hidden", "hidden"},
        {"a\x01" "b\n.jpg", "ab.jpg"},
        {"\xE2\x80\xAEgpj.exe", "gpj.exe"}, {"现场照片 1.jpg", "现场照片 1.jpg"}, {"a:b*c?.pdf", "abc.pdf"},
        {"/", "未命名"}, {"", "未命名"}};
    struct arena *a = arena_new(0);
    for (size_t i = 0; i < countof(names); i++) assert_string_equal(evidence_file_name(a, names[i][0]), names[i][1]);
    char *endless = arena_alloc(a, 5000);
    memset(endless, 'x', 4999);
    assert_int_equal(strlen(evidence_file_name(a, endless)), 80);
    arena_done(a);
}

TEST_MAIN(T_BOTH(a_photo_is_kept_bare_with_its_time_beside_it_and_its_place_sealed),
          T_BOTH(a_place_that_is_forgotten_is_forgotten_in_the_history_too), T_BOTH(the_camera_is_believed_within_reason),
          T_BOTH(documents_are_told_by_content_and_bombs_are_refused),
          T_BOTH(the_same_file_twice_and_too_large_a_file_are_refused), T(names_lose_paths_and_what_deceives))
