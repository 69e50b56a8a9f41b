/* Pictures by their bytes: sizes, what the camera told, and the same file without it. */
#include "photo_fixture.h"
#include "tap.h"

static bool holds(struct blob b, const char *text) { return memmem(b.at, b.len, text, strlen(text)) != NULL; }
static struct photo well(struct blob file) {
    struct photo p;
    struct both why;
    assert_int_equal(photo_read(file, &p, &why), OK);
    return p;
}

TEST(a_jpeg_tells_size_time_and_place_and_is_kept_without_them) {
    struct arena *a = arena_new(0);
    struct blob file = jpeg_made(a, "2022:12:01 09:14:07", 6, 122, 4000, 3000);
    struct photo p = well(file);
    assert_int_equal(p.wide_px, 4000);
    assert_int_equal(p.high_px, 3000);
    assert_int_equal(p.told.turned, 6);
    assert_int_equal(p.told.taken_day, day_of(2022, 12, 1));
    assert_int_equal(p.told.taken_second, 9 * 3600 + 14 * 60 + 7);
    assert_int_equal(p.told.latitude_udeg, 37510000);
    assert_int_equal(p.told.longitude_udeg, 122120000);
    struct blob bare = photo_bare(a, file, &p);
    assert_false(holds(bare, "SERIAL") || holds(bare, "2022:12:01") || holds(bare, "ANOTHER FILE"));
    struct photo again = well(bare);
    assert_int_equal(again.wide_px, 4000);
    assert_int_equal(again.told.turned, 6); /* without it the picture would lie on its side */
    assert_int_equal(again.told.taken_day, NO_DAY);
    assert_int_equal(again.told.latitude_udeg, PHOTO_NO_PLACE);
    struct blob twice = photo_bare(a, bare, &again);
    assert_int_equal(twice.len, bare.len);
    assert_memory_equal(twice.at, bare.at, bare.len);
    arena_done(a);
}

TEST(the_head_of_a_photo_alone_tells_the_same) {
    struct arena *a = arena_new(0);
    struct blob file = jpeg_made(a, "2022:12:01 09:14:07", 1, 122, 40, 30);
    struct photo_told told = photo_told_by((struct blob){file.at, file.len - 40});
    assert_int_equal(told.taken_day, day_of(2022, 12, 1));
    assert_int_equal(told.longitude_udeg, 122120000);
    arena_done(a);
}

TEST(what_cannot_be_so_is_not_told) {
    static const char *const odd[] = {"2022:13:01 09:14:07", "0000:00:00 00:00:00", "2022:12:01 25:14:07", "2022-12-01 09:14:07"};
    struct arena *a = arena_new(0);
    for (size_t i = 0; i < countof(odd); i++)
        assert_int_equal(well(jpeg_made(a, odd[i], 9, 122, 40, 30)).told.taken_day, NO_DAY);
    assert_int_equal(well(jpeg_made(a, odd[0], 9, 122, 40, 30)).told.turned, 1);
    struct photo p = well(jpeg_made(a, odd[0], 1, 181, 40, 30));
    assert_int_equal(p.told.longitude_udeg, PHOTO_NO_PLACE); /* half a place is none */
    assert_int_equal(p.told.latitude_udeg, PHOTO_NO_PLACE);
    arena_done(a);
}

TEST(a_jpeg_cut_anywhere_is_refused_and_never_read_beyond) {
    struct arena *a = arena_new(0);
    struct blob file = jpeg_made(a, "2022:12:01 09:14:07", 6, 122, 40, 30);
    size_t whole = file.len - strlen("ANOTHER FILE BEHIND");
    for (size_t n = 0; n < whole; n++) {
        struct photo p;
        struct both why;
        char *exact = malloc(n + 1); /* so that the sanitizer sees a byte too far */
        memcpy(exact, file.at, n);
        enum err e = photo_read((struct blob){exact, n}, &p, &why);
        free(exact);
        if (e == OK) print_error("cut at %zu of %zu\n", n, whole);
        assert_int_not_equal(e, OK);
        assert_true(*why.in[ZH] && *why.in[EN]);
    }
    arena_done(a);
}

/* -- the other two -- */

static void png_part(struct out *o, const char *name, const void *at, size_t n) {
    be32(o, (uint32_t)n), out_bytes(o, name, 4), out_bytes(o, at, n), be32(o, 0);
}

static struct blob png(struct arena *a, uint32_t wide, uint32_t high) {
    struct out *o = out_in(a, 0), *head = out_in(a, 0), *e = out_in(a, 0);
    be32(head, wide), be32(head, high), out_bytes(head, "\x8\x2\0\0\0", 5);
    exif_block(e, "2022:12:01 09:14:07", 1, 122);
    out_bytes(o, "\x89PNG\r\n\x1A\n", 8);
    png_part(o, "IHDR", head->at, head->len), png_part(o, "tEXt", "Author\0Wang", 11), png_part(o, "eXIf", e->at, e->len);
    png_part(o, "IDAT", "pixels", 6), png_part(o, "IEND", "", 0);
    return blob_of(o);
}

TEST(a_png_is_kept_without_its_texts) {
    struct arena *a = arena_new(0);
    struct blob file = png(a, 640, 480);
    struct photo p = well(file);
    assert_int_equal(p.high_px, 480);
    assert_int_equal(p.told.latitude_udeg, 37510000);
    struct blob bare = photo_bare(a, file, &p);
    assert_true(holds(bare, "pixels") && holds(bare, "IEND"));
    assert_false(holds(bare, "Wang") || holds(bare, "eXIf"));
    assert_int_equal(well(bare).wide_px, 640);
    arena_done(a);
}

TEST(a_webp_is_kept_without_its_exif_and_says_so_itself) {
    struct arena *a = arena_new(0);
    struct out *o = out_in(a, 0), *e = out_in(a, 0);
    exif_block(e, "2022:12:01 09:14:07", 1, 122);
    out_bytes(o, "RIFF", 4), le32(o, 0), out_bytes(o, "WEBP", 4);
    out_bytes(o, "VP8X", 4), le32(o, 10), out_bytes(o, "\x0C\0\0\0\x7F\x02\0\xDF\x01\0", 10);
    out_bytes(o, "VP8L", 4), le32(o, 5), out_bytes(o, "\x2F\0\0\0\0\0", 6);
    out_bytes(o, "EXIF", 4), le32(o, (uint32_t)e->len), out_bytes(o, e->at, e->len);
    struct photo p = well(blob_of(o));
    assert_int_equal(p.wide_px, 640);
    assert_int_equal(p.high_px, 480);
    assert_int_equal(p.told.taken_day, day_of(2022, 12, 1));
    struct blob bare = photo_bare(a, blob_of(o), &p);
    const unsigned char *at = bare.at;
    assert_false(holds(bare, "EXIF"));
    assert_int_equal(at[20] & 0x0C, 0);
    assert_int_equal(at[4] | at[5] << 8, (int)bare.len - 8);
    arena_done(a);
}

TEST(a_picture_of_more_pixels_than_anyone_can_show_is_refused_by_its_claim) {
    struct arena *a = arena_new(0);
    static const uint32_t sizes[][3] = {{30000, 2666, OK}, {30000, 2667, ERR_TOO_LARGE}, {30001, 1, ERR_TOO_LARGE},
                                        {0, 100, ERR_INVALID}, {0x7FFFFFFF, 0x7FFFFFFF, ERR_TOO_LARGE},
                                        {0xFFFFFFFF, 1, ERR_INVALID}};
    for (size_t i = 0; i < countof(sizes); i++) {
        struct photo p;
        struct both why;
        assert_int_equal(photo_read(png(a, sizes[i][0], sizes[i][1]), &p, &why), sizes[i][2]);
    }
    arena_done(a);
}

TEST(what_is_no_picture_is_told_whatever_its_name) {
    static const char heic[] = "\0\0\0\x18" "ftypheic\0\0\0\0", html[] = "<html><script>alert(1)</script>", gif[] = "GIF89a";
    struct photo p;
    struct both why;
    assert_int_equal(photo_read((struct blob){heic, sizeof heic}, &p, &why), ERR_TYPE);
    assert_non_null(strstr(why.in[EN], "HEIC"));
    assert_int_equal(photo_read((struct blob){html, sizeof html}, &p, &why), ERR_TYPE);
    assert_int_equal(photo_read((struct blob){gif, sizeof gif}, &p, &why), ERR_TYPE);
    assert_int_equal(photo_read((struct blob){"", 0}, &p, &why), ERR_TYPE);
}

TEST_MAIN(T(a_jpeg_tells_size_time_and_place_and_is_kept_without_them), T(the_head_of_a_photo_alone_tells_the_same),
          T(what_cannot_be_so_is_not_told), T(a_jpeg_cut_anywhere_is_refused_and_never_read_beyond),
          T(a_png_is_kept_without_its_texts), T(a_webp_is_kept_without_its_exif_and_says_so_itself),
          T(a_picture_of_more_pixels_than_anyone_can_show_is_refused_by_its_claim),
          T(what_is_no_picture_is_told_whatever_its_name))
