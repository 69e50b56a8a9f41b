/* Any bytes as a picture: read, told about as a head alone, and written anew without what was told beside it. */
#include "base/arena.h"
#include "domain/reports/photo.h"
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A promise broken: ends the program, which is how a fuzzer learns of it. */
#define promise(condition) must(condition)

static void told_check(const struct photo_told *told) {
    bool has_latitude = told->latitude_udeg != PHOTO_NO_PLACE, has_longitude = told->longitude_udeg != PHOTO_NO_PLACE;
    promise(told->turned >= 1 && told->turned <= 8);
    promise(has_latitude == has_longitude); /* half a place is none */
    promise(!has_latitude || (abs(told->latitude_udeg) <= 90000000 && abs(told->longitude_udeg) <= 180000000));
    promise(told->taken_day == NO_DAY || (told->taken_second >= 0 && told->taken_second < 86400));
}

/* What is kept is a picture of the same kind and size that tells nothing but how it is held, and stays as it is. */
static void bare_check(struct arena *a, struct blob file, const struct photo *p) {
    struct photo again;
    struct both why;
    struct blob bare = photo_bare(a, file, p);
    promise(photo_read(bare, &again, &why) == OK);
    promise(again.kind == p->kind && again.wide_px == p->wide_px && again.high_px == p->high_px);
    promise(again.told.taken_day == NO_DAY && again.told.latitude_udeg == PHOTO_NO_PLACE);
    promise(p->kind != PHOTO_JPEG || again.told.turned == p->told.turned);
    struct blob twice = photo_bare(a, bare, &again);
    promise(twice.len == bare.len && !memcmp(twice.at, bare.at, bare.len));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static struct arena *a;
    if (!a) a = arena_new(256 << 20);
    char *bytes = malloc(size ? size : 1); /* its own block, so that every overrun is seen */
    promise(bytes != NULL);
    memcpy(bytes, data, size);
    struct blob file = {bytes, size};
    struct photo p;
    struct both why = {{NULL}};
    enum err e = photo_read(file, &p, &why);
    if (e == OK) {
        promise(p.wide_px > 0 && p.high_px > 0 && (int64_t)p.wide_px * p.high_px <= PHOTO_PIXELS_MAX);
        told_check(&p.told);
        bare_check(a, file, &p);
    } else {
        promise(e == ERR_TYPE || e == ERR_TOO_LARGE || e == ERR_INVALID);
        promise(why.in[ZH] && *why.in[ZH] && why.in[EN] && *why.in[EN]);
    }
    struct photo_told told = photo_told_by(file);
    told_check(&told);
    free(bytes);
    arena_reset(a);
    return 0;
}
