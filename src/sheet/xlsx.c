/* The package of an xlsx: where the workbook, its sheets, texts and styles are. */
#include "sheet/xlsx_inside.h"
#include <string.h>
#include <strings.h>

enum { TARGETS_MAX = 2048, SHEETS_START = 16, PATH_BYTES_MAX = 512 };

/* One relationship of a part. */
struct target {
    const char *id, *path;
    const char *type; /* the last word of its type: "worksheet" */
};

struct targets {
    struct sheet_file *f;
    const char *folder; /* of the part they belong to, with "/" behind unless empty */
    struct target *at;
    size_t count;
};

/* "worksheets/sheet1.xml" from "xl/", "/xl/x.xml", "../a.xml"; the path inside the package. */
static const char *resolve(struct arena *a, const char *folder, const char *target) {
    const char *joined = *target == '/' ? target + 1 : arena_printf(a, "%s%s", folder, target);
    char *path = arena_alloc(a, strlen(joined) + 1), *w = path;
    struct span rest = span_of(joined), part;
    while (span_cut(&rest, '/', &part)) {
        if (span_is(part, "") || span_is(part, ".")) continue;
        if (span_is(part, "..")) {
            while (w > path && *--w != '/') {}
            continue;
        }
        if (w > path) *w++ = '/';
        memcpy(w, part.at, part.len);
        w += part.len;
    }
    *w = 0;
    for (char *p = path; *p; p++)
        if (*p == '\\') *p = '/';
    return path;
}

static void on_target(struct xml_part *x, const char *name, const char **attributes) {
    struct targets *t = x->context;
    const char *id = xml_attribute(attributes, "Id"), *type = xml_attribute(attributes, "Type");
    const char *target = xml_attribute(attributes, "Target"), *mode = xml_attribute(attributes, "TargetMode");
    if (strcmp(name, "Relationship") || !id || !type || !target || t->count == TARGETS_MAX) return;
    if ((mode && !strcmp(mode, "External")) || strlen(target) > PATH_BYTES_MAX || strlen(id) > PATH_BYTES_MAX) return;
    const char *slash = strrchr(type, '/');
    struct arena *a = t->f->a;
    t->at[t->count++] = (struct target){arena_copy(a, id), resolve(a, t->folder, target),
                                        arena_copy(a, slash ? slash + 1 : type)};
}

static void ignore_end(struct xml_part *x, const char *name) { (void)x, (void)name; }

/* The relationships of a part; none if it has no such list. */
static enum err targets_read(struct sheet_file *f, const char *part, struct targets *ret, struct both *ret_why) {
    static const struct xml_handlers handlers = {on_target, ignore_end, NULL};
    struct xlsx *book = f->inside;
    const char *slash = strrchr(part, '/'), *base = slash ? slash + 1 : part;
    struct targets t = {f, arena_copy_n(f->a, part, (size_t)(base - part)), NULL, 0};
    t.at = arena_array(f->a, struct target, TARGETS_MAX);
    const char *list = arena_printf(f->a, "%s_rels/%s.rels", t.folder, base);
    enum err e = xml_read(f->outer, book->zip, list, f->limits.inflated_bytes_max, &handlers, &t, ret_why);
    if (e != OK && e != ERR_MISSING) return e;
    *ret = t;
    return OK;
}

static const struct target *target_by_id(const struct targets *t, const char *id) {
    for (size_t i = 0; i < t->count; i++)
        if (!strcmp(t->at[i].id, id)) return &t->at[i];
    return NULL;
}

static const char *path_by_type(const struct targets *t, const char *type) {
    for (size_t i = 0; i < t->count; i++)
        if (!strcasecmp(t->at[i].type, type)) return t->at[i].path;
    return NULL;
}

struct workbook {
    struct sheet_file *f;
    const struct targets *targets;
    bool has_root, is_workbook;
};

static void on_sheet(struct workbook *w, const char **attributes) {
    struct sheet_file *f = w->f;
    struct xlsx *book = f->inside;
    const char *name = xml_attribute(attributes, "name"), *state = xml_attribute(attributes, "state");
    const struct target *t = NULL;
    for (const char **at = attributes; *at && !t; at += 2)
        if (strcmp(*at, "id") && !strcmp(xml_local(*at), "id")) t = target_by_id(w->targets, at[1]);
    if (!t || strcasecmp(t->type, "worksheet") || f->count == f->limits.sheets_max) return;
    bool is_hidden = state && strcmp(state, "visible");
    book->sheet_part[f->count] = t->path;
    f->sheets[f->count++] = (struct sheet_info){utf8_cut(f->a, arena_copy(f->a, name ? name : ""), 255), !is_hidden};
}

static void on_workbook(struct xml_part *x, const char *name, const char **attributes) {
    struct workbook *w = x->context;
    struct xlsx *book = w->f->inside;
    if (!w->has_root) w->is_workbook = !strcmp(name, "workbook");
    w->has_root = true;
    if (!strcmp(name, "sheet") && x->depth == 3) on_sheet(w, attributes);
    if (!strcmp(name, "workbookPr")) {
        const char *flag = xml_attribute(attributes, "date1904");
        book->is_1904 = flag && (!strcmp(flag, "1") || !strcmp(flag, "true"));
    }
}

/* A package that is not a workbook: said by what it is. */
static enum err refuse_package_kind(struct sheet_file *f, const char *main_part, struct both *ret_why) {
    struct xlsx *book = f->inside;
    if (text_ends(main_part, ".bin")) return refuse(ERR_TYPE, f->outer, ret_why, W_sheet_save_as, both_text("xlsb"));
    if (zip_name_locate(book->zip, "content.xml", 0) >= 0)
        return refuse(ERR_TYPE, f->outer, ret_why, W_sheet_save_as, both_text("ods"));
    if (strcasestr(main_part, "document.xml"))
        return refuse(ERR_TYPE, f->outer, ret_why, W_sheet_not_sheet, both_word(W_sheet_kind_word));
    if (strcasestr(main_part, "presentation.xml"))
        return refuse(ERR_TYPE, f->outer, ret_why, W_sheet_not_sheet, both_word(W_sheet_kind_slides));
    return refuse(ERR_TYPE, f->outer, ret_why, W_sheet_not_sheet, both_word(W_sheet_kind_zip));
}

static enum err workbook_read(struct sheet_file *f, const char *part, struct both *ret_why) {
    static const struct xml_handlers handlers = {on_workbook, ignore_end, NULL};
    struct xlsx *book = f->inside;
    struct targets targets;
    try(targets_read(f, part, &targets, ret_why));
    book->sheet_part = arena_array(f->a, const char *, f->limits.sheets_max);
    f->sheets = arena_array(f->a, struct sheet_info, f->limits.sheets_max);
    struct workbook w = {f, &targets, false, false};
    enum err e = xml_read(f->outer, book->zip, part, f->limits.inflated_bytes_max, &handlers, &w, ret_why);
    if (e == ERR_MISSING) return refuse_package_kind(f, part, ret_why);
    if (e != OK) return e;
    if (!w.is_workbook) return refuse_package_kind(f, part, ret_why);
    if (!f->count) return refuse_plain(ERR_INVALID, ret_why, W_sheet_no_sheets);
    book->strings_part = path_by_type(&targets, "sharedStrings");
    book->styles_part = path_by_type(&targets, "styles");
    return OK;
}

static enum err xlsx_open(struct sheet_file *f, struct both *ret_why) {
    struct xlsx *book = f->inside = arena_new_of(f->a, struct xlsx);
    try(zip_package_open(f->a, f->outer, f->fd, &book->zip, ret_why));
    struct targets package;
    try(targets_read(f, "", &package, ret_why));
    const char *main_part = path_by_type(&package, "officeDocument");
    if (!main_part || text_ends(main_part, ".bin")) return refuse_package_kind(f, main_part ? main_part : "", ret_why);
    try(workbook_read(f, main_part, ret_why));
    return styles_read(f, ret_why);
}

const struct sheet_reader XLSX_READER = {xlsx_open, xlsx_rows_open, xlsx_next, xlsx_merges};
