#include "domain/reports/evidence_file.h"
#include "base/text.h"
#include "domain/reports/evidence.h"
#include "sheet/sheet.h"
#include "sheet/zip_part.h"
#include <string.h>

static bool begins(struct blob file, const char *with, size_t n) { return file.len >= n && !memcmp(file.at, with, n); }

/* Packages, by a part that only they have. An invoice of today is an OFD. */
static const struct { const char *part, *media_type; } packages[] = {
    {"xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {"word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {"OFD.xml", "application/ofd"},
};

/* Unpacks every part and throws it away: sizes in a package are claims. */
static enum err unpack(struct arena *a, zip_t *zip, struct both *ret_why) {
    uint64_t left = EVIDENCE_UNPACKED_MAX;
    char bytes[16384];
    for (zip_int64_t i = 0, n = zip_get_num_entries(zip, 0); i < n; i++) {
        struct zip_part part;
        size_t got;
        const char *name = zip_get_name(zip, (zip_uint64_t)i, 0);
        if (!name || text_ends(name, "/")) continue;
        enum err e = zip_part_open(a, zip, name, left, &part, ret_why);
        while (e == OK && (e = zip_part_read(&part, bytes, sizeof bytes, &got, ret_why)) == OK && got) continue;
        if (e == ERR_TOO_LARGE) *ret_why = SAY(a, W_evidence_bomb, both_int(a, EVIDENCE_UNPACKED_MAX >> 20));
        if (e != OK) return e == ERR_MISSING ? ERR_INVALID : e;
        left -= part.read;
        zip_part_close(&part);
    }
    return OK;
}

static enum err package_read(struct arena *a, struct blob file, const char **ret_media_type, struct both *ret_why) {
    struct arena *inner = arena_new(0);
    zip_t *zip;
    int fd;
    *ret_why = both_word(W_evidence_other);
    enum err e = sheet_fd_of_bytes(inner, file.at, file.len, &fd);
    if (e == OK) e = zip_package_open(inner, a, fd, &zip, ret_why);
    const char *media_type = NULL;
    for (size_t i = 0; e == OK && i < countof(packages) && !media_type; i++)
        if (zip_name_locate(zip, packages[i].part, ZIP_FL_NOCASE) >= 0) media_type = packages[i].media_type;
    if (e == OK && !media_type) e = ERR_TYPE;
    if (e == OK) e = unpack(a, zip, ret_why);
    *ret_media_type = media_type;
    arena_done(inner);
    return e;
}

static enum err workbook_read(struct arena *a, struct blob file, const char **ret_media_type, struct both *ret_why) {
    struct arena *inner = arena_new(0);
    struct sheet_file *sheet;
    struct both why;
    int fd;
    enum err e = sheet_fd_of_bytes(inner, file.at, file.len, &fd);
    if (e == OK) e = sheet_open_fd(inner, fd, NULL, &sheet, &why);
    bool is_xls = e == OK && sheet_format(sheet) == SHEET_XLS;
    arena_done(inner);
    if (e == ERR_WORLD) return e;
    *ret_media_type = "application/vnd.ms-excel";
    *ret_why = both_word(W_evidence_other);
    (void)a;
    return is_xls ? OK : ERR_TYPE;
}

static bool is_pdf(struct blob file) {
    static const char end[] = "%%EOF";
    if (!begins(file, "%PDF-", 5)) return false;
    size_t look = file.len < 2048 ? file.len : 2048;
    return memmem((const char *)file.at + file.len - look, look, end, sizeof end - 1) != NULL;
}

enum err evidence_file_read(struct arena *a, struct blob file, bool wants_photo, struct evidence_file *ret,
                            struct both *ret_why) {
    *ret = (struct evidence_file){0};
    if (wants_photo || photo_begins(file)) {
        ret->is_photo = true;
        try(photo_read(file, &ret->photo, ret_why));
        ret->media_type = photo_media_type(ret->photo.kind);
        return OK;
    }
    if (is_pdf(file)) {
        ret->media_type = "application/pdf";
        return OK;
    }
    if (begins(file, "PK\3\4", 4)) return package_read(a, file, &ret->media_type, ret_why);
    if (begins(file, "\xD0\xCF\x11\xE0", 4)) return workbook_read(a, file, &ret->media_type, ret_why);
    *ret_why = both_word(W_evidence_other);
    return ERR_TYPE;
}
