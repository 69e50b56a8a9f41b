/* The door: what a file is by its bytes, and the way to its reader. */
#include "sheet/sheet_inside.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <strings.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

const struct sheet_limits SHEET_LIMITS = {
    .file_bytes_max = UINT64_C(256) << 20,
    .inflated_bytes_max = UINT64_C(2) << 30,
    .rows_max = 1048576,
    .columns_max = 2048,
    .cell_bytes_max = 128 << 10,
    .sheets_max = 512,
    .strings_memory_max = (size_t)32 << 20,
};
enum { FILE_MEMORY_MAX = 64 << 20, CURSOR_MEMORY_MAX = 16 << 20, HEAD_BYTES = 4096, PRINT_BYTES = 64 << 10 };

enum err refuse_plain(enum err e, struct both *ret_why, enum word w) {
    *ret_why = both_word(w);
    return e;
}

enum err file_read(struct sheet_file *f, uint64_t at, void *to, size_t n, size_t *ret_got) {
    size_t got = 0;
    while (got < n) {
        ssize_t more = pread(f->fd, (char *)to + got, n - got, (off_t)(at + got));
        if (more < 0 && errno == EINTR) continue;
        if (more < 0) return arena_fail(f->outer, ERR_WORLD, "reading a sheet: %s", strerror(errno));
        if (!more) break;
        got += (size_t)more;
    }
    *ret_got = got;
    return OK;
}

struct both cell_place(const struct sheet_cursor *c, uint32_t row, uint32_t col) {
    const char *sheet = c->file->sheets[c->index].name;
    return both_text(arena_printf(c->outer, "%s%s%s", sheet, *sheet ? " " : "", cell_name(c->outer, row, col)));
}

/* Files that are known by their first bytes and are not sheets. */
static const struct {
    const char *head;
    size_t n;
    enum word kind;
} FOREIGN[] = {
    {"%PDF", 4, W_sheet_kind_pdf},          {"\x89PNG", 4, W_sheet_kind_picture},
    {"\xFF\xD8\xFF", 3, W_sheet_kind_picture}, {"GIF8", 4, W_sheet_kind_picture},
    {"Rar!", 4, W_sheet_kind_zip},          {"7z\xBC\xAF", 4, W_sheet_kind_zip},
    {"\x1F\x8B", 2, W_sheet_kind_zip},      {"{\\rtf", 5, W_sheet_kind_word},
};

static bool has_utf16(const char *at, size_t n, const char *name) {
    char wide[64];
    size_t len = strlen(name);
    must(len * 2 <= sizeof wide);
    for (size_t i = 0; i < len; i++) {
        wide[i * 2] = name[i];
        wide[i * 2 + 1] = 0;
    }
    return memmem(at, n, wide, len * 2) != NULL;
}

/* What an OLE container holds is told by the names in its directory, wherever that lies. */
static enum err judge_ole(struct sheet_file *f, struct both *ret_why) {
    enum { BLOCK = 256 << 10, OVERLAP = 64 };
    char *block = arena_alloc(f->a, BLOCK + OVERLAP);
    bool is_book = false, is_word = false;
    size_t got = 0;
    for (uint64_t at = 0; at < f->bytes; at += BLOCK) {
        try(file_read(f, at, block, BLOCK + OVERLAP, &got));
        if (has_utf16(block, got, "EncryptedPackage")) return refuse_plain(ERR_TYPE, ret_why, W_sheet_password);
        is_word |= has_utf16(block, got, "WordDocument");
        is_book |= has_utf16(block, got, "Workbook") || has_utf16(block, got, "WORKBOOK") ||
                   has_utf16(block, got, "Book") || has_utf16(block, got, "BOOK");
    }
    f->reader = &XLS_READER;
    f->format = SHEET_XLS;
    if (is_book) return OK;
    return refuse(ERR_TYPE, f->outer, ret_why, W_sheet_not_sheet, both_word(is_word ? W_sheet_kind_word : W_sheet_kind_ole));
}

static bool starts_with_markup(const char *head, size_t n) {
    struct span s = span_trim((struct span){head, n});
    static const char *const marks[] = {"<?xml", "<html", "<!doctype", "<table", "<meta"};
    for (size_t i = 0; i < countof(marks); i++)
        if (s.len >= strlen(marks[i]) && !strncasecmp(s.at, marks[i], strlen(marks[i]))) return true;
    return false;
}

static enum err judge(struct sheet_file *f, struct both *ret_why) {
    char head[HEAD_BYTES];
    size_t n = 0;
    try(file_read(f, 0, head, sizeof head, &n));
    if (!n) return refuse_plain(ERR_INVALID, ret_why, W_sheet_empty);
    if (n >= 4 && (!memcmp(head, "PK\3\4", 4) || !memcmp(head, "PK\5\6", 4))) {
        f->reader = &XLSX_READER;
        f->format = SHEET_XLSX;
        return OK;
    }
    if (n >= 8 && !memcmp(head, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8)) return judge_ole(f, ret_why);
    for (size_t i = 0; i < countof(FOREIGN); i++)
        if (n >= FOREIGN[i].n && !memcmp(head, FOREIGN[i].head, FOREIGN[i].n))
            return refuse(ERR_TYPE, f->outer, ret_why, W_sheet_not_sheet, both_word(FOREIGN[i].kind));
    if (starts_with_markup(head, n)) return refuse_plain(ERR_TYPE, ret_why, W_sheet_markup);
    f->reader = &CSV_READER;
    f->format = SHEET_CSV;
    return OK;
}

static struct sheet_limits limits_of(const struct sheet_limits *wanted) {
    struct sheet_limits l = wanted ? *wanted : SHEET_LIMITS;
#define DEFAULT(field) l.field = l.field ? l.field : SHEET_LIMITS.field
    DEFAULT(file_bytes_max);
    DEFAULT(inflated_bytes_max);
    DEFAULT(rows_max);
    DEFAULT(columns_max);
    DEFAULT(cell_bytes_max);
    DEFAULT(sheets_max);
    DEFAULT(strings_memory_max);
#undef DEFAULT
    return l;
}

static void file_done(void *context) {
    struct sheet_file *f = context;
    arena_done(f->a);
    close(f->fd);
}

enum err sheet_open_fd(struct arena *a, int fd, const struct sheet_limits *limits, struct sheet_file **ret_file,
                       struct both *ret_why) {
    struct stat stat;
    if (fstat(fd, &stat)) return arena_fail(a, ERR_WORLD, "a sheet's descriptor: %s", strerror(errno));
    if (!S_ISREG(stat.st_mode)) return refuse_plain(ERR_TYPE, ret_why, W_sheet_not_file);
    struct sheet_file *f = arena_new_of(a, struct sheet_file);
    f->outer = a;
    f->limits = limits_of(limits);
    f->bytes = (uint64_t)stat.st_size;
    f->encoding = "";
    if (f->bytes > f->limits.file_bytes_max)
        return refuse(ERR_TOO_LARGE, a, ret_why, W_sheet_file_large, both_int(a, (int64_t)(f->limits.file_bytes_max >> 20)));
    f->fd = fcntl(fd, F_DUPFD_CLOEXEC, 3);
    if (f->fd < 0) return arena_fail(a, ERR_WORLD, "no descriptor left for a sheet");
    f->a = arena_new(FILE_MEMORY_MAX);
    arena_defer(a, file_done, f);
    try(judge(f, ret_why));
    try(f->reader->open(f, ret_why));
    *ret_file = f;
    return OK;
}

static void close_fd(void *fd) { close((int)(intptr_t)fd); }

enum err sheet_fd_of_bytes(struct arena *a, const void *bytes, size_t len, int *ret_fd) {
    int fd = memfd_create("sheet", MFD_CLOEXEC);
    if (fd < 0) return arena_fail(a, ERR_WORLD, "no memory for a file that was sent");
    arena_defer(a, close_fd, (void *)(intptr_t)fd);
    for (size_t done = 0; done < len;) {
        ssize_t n = write(fd, (const char *)bytes + done, len - done);
        if (n <= 0) return arena_fail(a, ERR_WORLD, "no memory for a file that was sent");
        done += (size_t)n;
    }
    *ret_fd = fd;
    return OK;
}

enum err sheet_open(struct arena *a, const char *path, const struct sheet_limits *limits, struct sheet_file **ret_file,
                    struct both *ret_why) {
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0 && (errno == ENOENT || errno == ENOTDIR))
        return refuse(ERR_MISSING, a, ret_why, W_sheet_no_file, both_text(arena_copy(a, path)));
    if (fd < 0 && errno == EACCES) return refuse(ERR_DENIED, a, ret_why, W_sheet_no_access, both_text(arena_copy(a, path)));
    if (fd < 0) return arena_fail(a, ERR_WORLD, "opening %s: %s", path, strerror(errno));
    enum err e = sheet_open_fd(a, fd, limits, ret_file, ret_why);
    close(fd);
    return e;
}

enum sheet_format sheet_format(const struct sheet_file *f) { return f->format; }
size_t sheet_count(const struct sheet_file *f) { return f->count; }
const char *sheet_encoding(const struct sheet_file *f) { return f->encoding; }
char sheet_delimiter(const struct sheet_file *f) { return f->delimiter; }

struct sheet_info sheet_info(const struct sheet_file *f, size_t index) {
    must(index < f->count);
    return f->sheets[index];
}

enum err sheet_find(const struct sheet_file *f, const char *name, size_t *ret_index) {
    struct span wanted = span_trim(span_of(name));
    for (size_t i = 0; i < f->count; i++) {
        struct span s = span_trim(span_of(f->sheets[i].name));
        if (s.len != wanted.len || strncasecmp(s.at, wanted.at, s.len)) continue;
        *ret_index = i;
        return OK;
    }
    return ERR_MISSING;
}

static void cursor_done(void *context) { sheet_rows_close(context); }

enum err sheet_rows_open(struct arena *a, struct sheet_file *f, size_t index, struct sheet_cursor **ret_cursor,
                         struct both *ret_why) {
    must(index < f->count);
    struct sheet_cursor *c = arena_new_of(a, struct sheet_cursor);
    *c = (struct sheet_cursor){.outer = a, .a = arena_new(CURSOR_MEMORY_MAX), .file = f, .index = index};
    arena_defer(a, cursor_done, c);
    row_init(c);
    try(f->reader->rows_open(c, ret_why));
    *ret_cursor = c;
    return OK;
}

enum err sheet_next(struct sheet_cursor *c, struct sheet_row *ret_row, bool *ret_has, struct both *ret_why) {
    bool has = false;
    if (!c->is_done) {
        c->is_done = true; /* unless this row comes well */
        try(c->file->reader->next(c, ret_row, &has, ret_why));
        if (row_is_full(&c->row)) return refuse_plain(ERR_TOO_LARGE, ret_why, W_sheet_row_large);
        c->is_done = !has;
    }
    *ret_has = has;
    return OK;
}

void sheet_rows_close(struct sheet_cursor *c) {
    arena_done(c->a);
    c->a = NULL;
    c->is_done = true;
}

double sheet_progress(const struct sheet_cursor *c) { return c->progress > 1 ? 1 : c->progress; }

enum err sheet_merges(struct arena *a, struct sheet_file *f, size_t index, size_t max, struct sheet_range **ret_ranges,
                      size_t *ret_count, struct both *ret_why) {
    must(index < f->count);
    return f->reader->merges(a, f, index, max, ret_ranges, ret_count, ret_why);
}

const char *cell_name(struct arena *a, uint32_t row, uint32_t col) {
    char letters[8], *w = letters + sizeof letters;
    *--w = 0;
    for (uint64_t n = (uint64_t)col + 1; n; n = (n - 1) / 26) *--w = (char)('A' + (n - 1) % 26);
    return arena_printf(a, "%s%llu", w, (unsigned long long)row + 1);
}

bool cell_name_read(struct span name, uint32_t *ret_row, uint32_t *ret_col) {
    uint64_t col = 0, row = 0;
    size_t i = 0, digits;
    for (; i < name.len && i < 4; i++) {
        char c = name.at[i] & ~32;
        if (c < 'A' || c > 'Z') break;
        col = col * 26 + (uint64_t)(c - 'A' + 1);
    }
    digits = i;
    for (; i < name.len && name.at[i] >= '0' && name.at[i] <= '9' && i - digits < 9; i++)
        row = row * 10 + (uint64_t)(name.at[i] - '0');
    if (!col || !row || i != name.len) return false;
    *ret_row = (uint32_t)row - 1;
    *ret_col = (uint32_t)col - 1;
    return true;
}
