#include "domain/reports/photo_inside.h"
#include <string.h>

bool bytes_are(const struct bytes *b, size_t at, const char *text, size_t n) {
    return at <= b->len && b->len - at >= n && !memcmp(b->at + at, text, n);
}

static const struct {
    const char *media_type;
    bool (*walk)(struct bytes file, struct photo *ret, struct out *out);
} kinds[PHOTO_KIND_COUNT] = {
    [PHOTO_JPEG] = {"image/jpeg", jpeg_walk}, [PHOTO_PNG] = {"image/png", png_walk}, [PHOTO_WEBP] = {"image/webp", webp_walk}};

const char *photo_media_type(enum photo_kind kind) { return kinds[kind].media_type; }

static bool kind_of(const struct bytes *b, enum photo_kind *ret) {
    if (bytes_are(b, 0, "\xFF\xD8\xFF", 3)) *ret = PHOTO_JPEG;
    else if (bytes_are(b, 0, "\x89PNG\r\n\x1A\n", 8)) *ret = PHOTO_PNG;
    else if (bytes_are(b, 0, "RIFF", 4) && bytes_are(b, 8, "WEBP", 4)) *ret = PHOTO_WEBP;
    else return false;
    return true;
}

bool photo_begins(struct blob file) {
    struct bytes b = bytes_of(file.at, file.len);
    enum photo_kind kind;
    return kind_of(&b, &kind);
}

/* Phones that keep their photos in another format can be told not to. */
static bool is_heic(const struct bytes *b) {
    return bytes_are(b, 4, "ftyphei", 7) || bytes_are(b, 4, "ftyphev", 7) || bytes_are(b, 4, "ftypmif1", 8) ||
           bytes_are(b, 4, "ftypavif", 8);
}

enum err photo_read(struct blob file, struct photo *ret, struct both *ret_why) {
    struct bytes b = bytes_of(file.at, file.len);
    *ret = (struct photo){.told = told_nothing()};
    if (!kind_of(&b, &ret->kind)) {
        *ret_why = both_word(is_heic(&b) ? W_photo_heic : W_photo_other);
        return ERR_TYPE;
    }
    if (!kinds[ret->kind].walk(b, ret, NULL) || ret->wide_px <= 0 || ret->high_px <= 0) {
        *ret_why = both_word(W_photo_damaged);
        return ERR_INVALID;
    }
    bool is_large = ret->wide_px > PHOTO_SIDE_MAX || ret->high_px > PHOTO_SIDE_MAX ||
                    (int64_t)ret->wide_px * ret->high_px > PHOTO_PIXELS_MAX;
    if (is_large) {
        *ret_why = both_word(W_photo_pixels);
        return ERR_TOO_LARGE;
    }
    return OK;
}

struct blob photo_bare(struct arena *a, struct blob file, const struct photo *p) {
    struct out *out = out_in(a, file.len + EXIF_TURNED_BYTES + 64);
    struct photo again = *p;
    must(kinds[p->kind].walk(bytes_of(file.at, file.len), &again, out) && !out->overflow);
    return (struct blob){out->at, out->len};
}

struct photo_told photo_told_by(struct blob file) {
    struct bytes b = bytes_of(file.at, file.len);
    struct photo p = {.told = told_nothing()};
    enum photo_kind kind;
    if (!kind_of(&b, &kind)) return exif_read(b);
    (void)kinds[kind].walk(b, &p, NULL); /* of a head alone, what was told before it ends */
    return p.told;
}
