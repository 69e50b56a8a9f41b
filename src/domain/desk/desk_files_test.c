/* Files of a report by loopback: a sheet instead of typing, photos and documents, and what is refused or cleaned. */
#include "desk_fixture.h"
#include "domain/reports/evidence.h"
#include "package.h"
#include "photo_fixture.h"

#define ON schema_of_program()

static const char *version_of(struct desk_world *d) {
    struct loopback_reply page = loopback_get(d->unit, d->page);
    expect(page, 200);
    (void)loopback_get(d->unit, d->address);
    return arena_printf(d->w.a, "version=%lld", (long long)number_in(page, "version"));
}

static struct loopback_reply file_send(struct desk_world *d, const char *form, const char *field, const char *name,
                                       struct blob file) {
    const char *all = arena_printf(d->w.a, "%s&do=save%s%s", version_of(d), *form ? "&" : "", form);
    return loopback_post_file(d->unit, d->address, all, field, name, file.at, file.len);
}

static struct blob blob_text(const char *text) { return (struct blob){text, strlen(text)}; }

/* A photo taken in Weihai on a day before the end of the period. */
static struct blob photo_of(struct desk_world *d, const char *second) {
    const char *taken = arena_printf(d->w.a, "%04d:%02d:20 09:14:%s", month_year(d->month), month_in_year(d->month), second);
    return jpeg_made(d->w.a, taken, 6, 122, 4000, 3000);
}

/* -- a sheet instead of typing -- */

static struct loopback_reply sheet_send(struct desk_world *d, const char *name, struct blob file) {
    const char *address = arena_printf(d->w.a, "%s/sheet", d->address);
    return loopback_post_file(d->unit, address, version_of(d), "sheet", name, file.at, file.len);
}

static struct blob sheet_of(struct desk_world *d, const char *rows) {
    return blob_text(arena_printf(d->w.a, "项目名称,总投资（万元）,%d月完成投资（万元）,建筑安装工程,设备购置,形象进度\n%s",
                                  month_in_year(d->month), rows));
}

TEST_BOTH(a_sheet_becomes_the_same_draft_that_typing_makes, ON) {
    struct desk_world d = desk_world_new(a, s);
    struct blob sheet = sheet_of(&d, "South pier,20000,5,1,1,none\nNorth pier,20000,1308,860,310,堆场完成六成，水工未开工\n");
    expect(sheet_send(&d, "list.csv", sheet), 303);
    struct loopback_reply r = loopback_get(d.unit, d.page);
    assert_true(has(r, "\"state\":\"draft\"") && has(r, "\"month_fen\":1308000000") && has(r, "堆场完成六成"));
    assert_true(has(loopback_get(d.unit, d.address), "value=\"860\""));
    desk_world_done(&d);
}

TEST_BOTH(a_sheet_that_does_not_help_is_refused_with_the_place_and_changes_nothing, ON) {
    struct desk_world d = desk_world_new(a, s);
    expect(desk_fill(&d, d.unit, d.address, FILLED "&do=save"), 303);
    const struct { struct blob file; const char *says; } cases[] = {
        {sheet_of(&d, "South pier,20000,5,1,1,none\n"), "no row of this project"},
        {sheet_of(&d, "North pier,20000,5,1,1,x\nNorth pier,20000,6,1,1,y\n"), "2 rows of the sheet"},
        {blob_text("项目名称,总投资（万元）\nNorth pier,20000\n"), "no figure for"},
        {blob_text("\x89PNG\r\n\x1A\nno sheet at all"), "list.xlsx"},
        {blob_text(""), "list.xlsx"}};
    for (size_t i = 0; i < countof(cases); i++) {
        struct loopback_reply r = sheet_send(&d, "list.xlsx", cases[i].file);
        if (!has(r, cases[i].says)) print_error("case %zu\n", i);
        expect(r, 422);
        assert_true(has(r, cases[i].says));
        assert_true(has(r, "value=\"1308\"")); /* what was typed before is still there */
    }
    struct loopback_reply r = sheet_send(&d, "list.csv", sheet_of(&d, "North pier,20000,about five,1,1,x\n"));
    expect(r, 422);
    assert_true(has(r, "about five"));
    assert_true(has(loopback_get(d.unit, d.page), "\"month_fen\":1308000000"));
    desk_world_done(&d);
}

TEST_BOTH(a_sheet_that_unpacks_without_end_is_refused, ON) {
    struct desk_world d = desk_world_new(a, s);
    char path[] = "/tmp/qipan-desk-XX" "XX" "XX";
    int fd = mkstemp(path);
    close(fd);
    unlink(path);
    size_t bytes = (size_t)70 << 20, len;
    char *endless = calloc(1, bytes);
    memset(endless, ' ', bytes);
    package_book(path, endless, bytes, NULL, NULL);
    free(endless);
    unsigned char *packed = bytes_of(path, &len);
    assert_true(len < 1 << 20);
    struct loopback_reply r = sheet_send(&d, "bomb.xlsx", (struct blob){packed, len});
    free_bytes(packed);
    unlink(path);
    expect(r, 422);
    assert_true(has(r, "bomb.xlsx") && has(loopback_get(d.unit, d.page), "\"version\":0"));
    desk_world_done(&d);
}

/* -- photos and documents -- */

TEST_BOTH(a_photo_is_kept_without_what_it_told_and_its_place_can_be_removed, ON) {
    struct desk_world d = desk_world_new(a, s);
    expect(file_send(&d, "month=1308&keeps_place=1", "photo", "IMG_0914.jpg", photo_of(&d, "07")), 303);
    struct loopback_reply page = loopback_get(d.unit, d.page);
    assert_true(has(page, "-20 09:14") && has(page, "37.51") && has(page, "IMG_0914.jpg"));
    long long id = number_in((struct loopback_reply){.body = strstr(page.body, "\"files\":[")}, "id");
    const char *file = arena_printf(a, "%s/files/%lld", d.address, id);
    struct loopback_reply r = loopback_get(d.area, file);
    expect(r, 200);
    assert_string_equal(r.type, "image/jpeg");
    assert_null(memmem(r.body, r.len, "SERIAL", 6));
    assert_null(memmem(r.body, r.len, "09:14", 5));
    expect(loopback_get(clerk_granted(&d.w, "other", "area_clerk", clerk_area(&d.w, "rongcheng"), NO_INT, NO_INT), file), 404);
    (void)loopback_get(d.unit, d.address);
    expect(loopback_post(d.unit, arena_printf(a, "%s/place", file), "file_version=1"), 303);
    page = loopback_get(d.unit, d.page);
    assert_true(has(page, "-20 09:14") && !has(page, "37.51"));
    desk_world_done(&d);
}

TEST_BOTH(a_place_is_not_kept_unasked_and_a_camera_that_lies_is_told, ON) {
    struct desk_world d = desk_world_new(a, s);
    expect(file_send(&d, "", "photo", "a.jpg", photo_of(&d, "08")), 303);
    assert_false(has(loopback_get(d.unit, d.page), "37.51"));
    expect(file_send(&d, "keeps_place=1", "photo", "b.jpg", jpeg_made(a, "2037:01:01 00:00:01", 1, 181, 40, 30)), 303);
    struct loopback_reply r = loopback_get(d.unit, d.page);
    assert_false(has(r, "2037") || has(r, "37.51")); /* a day to come, and half a place */
    assert_true(has(r, "Its time cannot be right and was not taken"));
    desk_world_done(&d);
}

TEST_BOTH(what_is_no_photo_or_document_is_refused_with_the_reason_and_the_text_stays, ON) {
    struct desk_world d = desk_world_new(a, s);
    char *large = calloc(1, EVIDENCE_BYTES_MAX + 1);
    memcpy(large, "\xFF\xD8\xFF", 3);
    const struct { const char *field, *name; struct blob file; const char *says; } cases[] = {
        {"photo", "a.jpg", {"<html><script>alert(1)</script>", 31}, "told by content"},
        {"photo", "a.jpg", {"\0\0\0\x18" "ftypheic\0\0\0\0", 16}, "HEIC"},
        {"photo", "a.jpg", {"\xFF\xD8\xFF\xE0", 4}, "damaged"},
        {"photo", "wide.jpg", jpeg_made(a, "2022:12:01 09:14:07", 1, 122, 30000, 30000), "too many pixels"},
        {"photo", "empty.jpg", {"", 0}, "empty"},
        {"photo", "large.jpg", {large, EVIDENCE_BYTES_MAX + 1}, "at most"},
        {"document", "run.pdf", {"MZ\x90\0 a program", 14}, "told by content"},
        {"photo", "list.pdf", {"%PDF-1.7\n1 0 obj\n%%EOF\n", 23}, "Not a photo"}};
    for (size_t i = 0; i < countof(cases); i++) {
        const char *typed = "month=1308&progress=as+typed+before";
        struct loopback_reply r = file_send(&d, typed, cases[i].field, cases[i].name, cases[i].file);
        if (r.status != 422 || !has(r, cases[i].says)) print_error("case %zu\n", i);
        expect(r, 422);
        assert_true(has(r, cases[i].says));
        assert_true(has(r, "value=\"1308\"") && has(r, "as typed before"));
    }
    free(large);
    assert_true(has(loopback_get(d.unit, d.page), "\"version\":0")); /* nothing of it was kept */
    desk_world_done(&d);
}

TEST_BOTH(a_document_is_pinned_to_the_figure_it_proves_and_its_name_leads_nowhere, ON) {
    struct desk_world d = desk_world_new(a, s);
    struct blob pdf = blob_text("%PDF-1.7\n1 0 obj\n%%EOF\n");
    expect(file_send(&d, "kind=invoice&figure=equipment", "document", "../../etc/cron.d/in\xE2\x80\xAE" "voice.pdf", pdf), 303);
    struct loopback_reply page = loopback_get(d.unit, d.page);
    assert_true(has(page, "\"name\":\"invoice.pdf\"") && has(page, "\"figure\":\"equipment\""));
    assert_false(has(page, "cron.d"));
    long long id = number_in((struct loopback_reply){.body = strstr(page.body, "\"files\":[")}, "id");
    struct loopback_reply r = loopback_get(d.unit, arena_printf(a, "%s/files/%lld", d.address, id));
    const char *saved_as = loopback_reply_header(d.unit, r, "Content-Disposition");
    assert_true(saved_as && !strncmp(saved_as, "attachment", 10)); /* never opened in our name */
    r = file_send(&d, "kind=invoice", "document", "again.pdf", pdf);
    expect(r, 422);
    assert_true(has(r, "here already"));
    expect(desk_fill(&d, d.unit, d.address, FILLED "&do=send"), 303);
    r = loopback_post(d.unit, arena_printf(a, "%s/files/%lld/drop", d.address, id), "file_version=1");
    expect(r, 422); /* it lies with the district now */
    desk_world_done(&d);
}

TEST_MAIN(T_BOTH(a_sheet_becomes_the_same_draft_that_typing_makes),
          T_BOTH(a_sheet_that_does_not_help_is_refused_with_the_place_and_changes_nothing),
          T_BOTH(a_sheet_that_unpacks_without_end_is_refused),
          T_BOTH(a_photo_is_kept_without_what_it_told_and_its_place_can_be_removed),
          T_BOTH(a_place_is_not_kept_unasked_and_a_camera_that_lies_is_told),
          T_BOTH(what_is_no_photo_or_document_is_refused_with_the_reason_and_the_text_stays),
          T_BOTH(a_document_is_pinned_to_the_figure_it_proves_and_its_name_leads_nowhere))
