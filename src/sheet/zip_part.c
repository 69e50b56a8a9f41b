#include "sheet/zip_part.h"
#include <string.h>
#include <unistd.h>

enum { ENTRIES_MAX = 20000 };

static void discard(void *zip) { zip_discard(zip); }

static enum err refuse_package(struct arena *outer, int code, struct both *ret_why) {
    zip_error_t e;
    zip_error_init_with_code(&e, code);
    if (zip_error_code_zip(&e) == ZIP_ER_READ || zip_error_code_zip(&e) == ZIP_ER_OPEN)
        return arena_fail(outer, ERR_WORLD, "reading a package: %s", zip_error_strerror(&e));
    *ret_why = both_word(W_sheet_zip_damaged);
    return ERR_INVALID;
}

enum err zip_package_open(struct arena *a, struct arena *outer, int fd, zip_t **ret_zip, struct both *ret_why) {
    int copy = dup(fd), code = 0;
    if (copy < 0) return arena_fail(outer, ERR_WORLD, "no descriptor left for a package");
    if (lseek(copy, 0, SEEK_SET) < 0) {
        close(copy);
        return arena_fail(outer, ERR_WORLD, "a package that cannot be sought in");
    }
    zip_t *zip = zip_fdopen(copy, ZIP_CHECKCONS, &code);
    if (!zip) {
        close(copy);
        return refuse_package(outer, code, ret_why);
    }
    arena_defer(a, discard, zip);
    if (zip_get_num_entries(zip, 0) > ENTRIES_MAX) {
        *ret_why = both_word(W_sheet_zip_parts);
        return ERR_TOO_LARGE;
    }
    *ret_zip = zip;
    return OK;
}

/* Some writers put backslashes between folders. */
static zip_int64_t locate(zip_t *zip, struct arena *outer, const char *name) {
    zip_int64_t i = zip_name_locate(zip, name, ZIP_FL_NOCASE);
    if (i >= 0) return i;
    char *other = arena_copy(outer, name);
    for (char *p = other; *p; p++)
        if (*p == '/') *p = '\\';
    return zip_name_locate(zip, other, ZIP_FL_NOCASE);
}

enum err zip_part_open(struct arena *outer, zip_t *zip, const char *name, uint64_t bytes_max, struct zip_part *ret_part,
                       struct both *ret_why) {
    zip_stat_t stat;
    zip_int64_t i = locate(zip, outer, name);
    if (i < 0) return ERR_MISSING;
    if (zip_stat_index(zip, (zip_uint64_t)i, 0, &stat)) stat.valid = 0;
    if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) && stat.encryption_method != ZIP_EM_NONE) {
        *ret_why = both_word(W_sheet_password);
        return ERR_TYPE;
    }
    uint64_t claimed = stat.valid & ZIP_STAT_SIZE ? stat.size : 0;
    if (claimed > bytes_max) {
        *ret_why = SAY(outer, W_sheet_part_large, both_text(arena_copy(outer, name)),
                       both_int(outer, (int64_t)(bytes_max >> 20)));
        return ERR_TOO_LARGE;
    }
    zip_file_t *file = zip_fopen_index(zip, (zip_uint64_t)i, 0);
    if (!file) {
        *ret_why = SAY(outer, W_sheet_part_damaged, both_text(arena_copy(outer, name)));
        return ERR_INVALID;
    }
    *ret_part = (struct zip_part){outer, arena_copy(outer, name), file, 0, bytes_max, claimed};
    return OK;
}

enum err zip_part_read(struct zip_part *p, void *to, size_t n, size_t *ret_got, struct both *ret_why) {
    zip_int64_t got = zip_fread(p->file, to, n);
    if (got < 0) {
        *ret_why = SAY(p->a, W_sheet_part_damaged, both_text(p->name));
        return ERR_INVALID;
    }
    p->read += (uint64_t)got;
    if ((uint64_t)got > p->left) {
        uint64_t bytes_max = p->read - (uint64_t)got + p->left;
        *ret_why = SAY(p->a, W_sheet_part_large, both_text(p->name), both_int(p->a, (int64_t)(bytes_max >> 20)));
        return ERR_TOO_LARGE;
    }
    p->left -= (uint64_t)got;
    *ret_got = (size_t)got;
    return OK;
}

void zip_part_close(struct zip_part *p) {
    if (p->file) zip_fclose(p->file);
    p->file = NULL;
}
