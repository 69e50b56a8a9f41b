#include "sheet/zip_out.h"
#include "base/day.h"
#include <zip.h>

struct zip_out {
    struct arena *a;
    zip_source_t *source; /* the bytes of the package */
    zip_t *zip;           /* NULL when it is closed */
    zip_uint16_t dos_day, dos_time; /* as packages tell them */
};

static void forget(void *context) {
    struct zip_out *z = context;
    if (z->zip) zip_discard(z->zip);
    if (z->source) zip_source_free(z->source);
}

static enum err fail(struct zip_out *z, const char *why) { return arena_fail(z->a, ERR_WORLD, "writing a package: %s", why); }

/* By UTC and not by the machine's zone: the same package has the same bytes everywhere. A package knows years from 1980 on. */
static void moment(struct zip_out *z, int64_t at_ms) {
    int32_t day = day_of_ms(at_ms, 0);
    struct civil c = civil_of(day);
    if (c.year < 1980) c = (struct civil){1980, 1, 1};
    int second = (int)(at_ms / 1000 - (int64_t)day * 86400);
    z->dos_day = (zip_uint16_t)((c.year - 1980) << 9 | c.month << 5 | c.day);
    z->dos_time = (zip_uint16_t)(second / 3600 << 11 | second / 60 % 60 << 5 | second % 60 / 2);
}

enum err zip_out_begin(struct arena *a, int64_t at_ms, struct zip_out **ret) {
    struct zip_out *z = arena_new_of(a, struct zip_out);
    zip_error_t e;
    zip_error_init(&e);
    z->a = a;
    moment(z, at_ms);
    arena_defer(a, forget, z);
    z->source = zip_source_buffer_create(NULL, 0, 0, &e);
    if (!z->source) return fail(z, zip_error_strerror(&e));
    zip_source_keep(z->source); /* its bytes outlive the package's closing */
    z->zip = zip_open_from_source(z->source, ZIP_TRUNCATE, &e);
    if (!z->zip) {
        zip_source_free(z->source);
        return fail(z, zip_error_strerror(&e));
    }
    *ret = z;
    return OK;
}

enum err zip_out_add(struct zip_out *z, const char *name, const void *at, size_t len, bool is_packed) {
    zip_source_t *from = zip_source_buffer(z->zip, at, len, 0);
    if (!from) return fail(z, zip_strerror(z->zip));
    zip_int64_t i = zip_file_add(z->zip, name, from, ZIP_FL_ENC_UTF_8);
    if (i < 0) {
        zip_source_free(from);
        return fail(z, zip_strerror(z->zip));
    }
    zip_uint64_t index = (zip_uint64_t)i;
    bool is_set = !zip_set_file_compression(z->zip, index, is_packed ? ZIP_CM_STORE : ZIP_CM_DEFLATE, 0) &&
                  !zip_file_set_dostime(z->zip, index, z->dos_time, z->dos_day, 0);
    return is_set ? OK : fail(z, zip_strerror(z->zip));
}

enum err zip_out_taken(struct zip_out *z, struct out *out) {
    char block[16384];
    zip_int64_t n;
    if (zip_close(z->zip)) return fail(z, zip_strerror(z->zip));
    z->zip = NULL;
    if (zip_source_open(z->source)) return fail(z, zip_error_strerror(zip_source_error(z->source)));
    while ((n = zip_source_read(z->source, block, sizeof block)) > 0) out_bytes(out, block, (size_t)n);
    zip_source_close(z->source);
    if (n < 0) return fail(z, zip_error_strerror(zip_source_error(z->source)));
    return out->overflow ? ERR_TOO_LARGE : OK;
}
