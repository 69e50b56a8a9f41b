/* viewgen -- compile one page template to C over a typed view struct.
 *
 * usage: viewgen views/project_list.html OUTDIR
 *
 * Writes OUTDIR/project_list_view.h and .c: the struct, the function that prints the
 * page, the function that prints the same view as JSON, and `project_list_view`, the
 * row that holds them. The language of templates is told in src/web/TEMPLATES.md. */
#include "viewgen.h"
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

_Noreturn void refuse(const char *path, int line, const char *format, ...) {
    va_list args;
    fprintf(stderr, "%s:%d: ", path, line);
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fputc('\n', stderr);
    exit(1);
}

char *text_n(const char *at, size_t n) {
    char *copy = malloc(n + 1);
    if (!copy) exit(3);
    memcpy(copy, at, n);
    copy[n] = 0;
    return copy;
}

char *text_f(const char *format, ...) {
    char *made = NULL;
    va_list args;
    va_start(args, format);
    if (vasprintf(&made, format, args) < 0) exit(3);
    va_end(args);
    return made;
}

char *read_all(const char *path) {
    FILE *f = fopen(path, "rb");
    if (!f) refuse(path, 1, "cannot be read");
    size_t cap = 1 << 20;
    char *text = malloc(cap);
    if (!text) exit(3);
    size_t n = fread(text, 1, cap - 1, f);
    if (!feof(f)) refuse(path, 1, "is over 1 MiB; a page is not");
    fclose(f);
    if (memchr(text, 0, n)) refuse(path, 1, "holds a NUL byte");
    text[n] = 0;
    return text;
}

static FILE *open_out(const char *dir, const char *name, const char *end) {
    const char *path = text_f("%s/%s_view.%s", dir, name, end);
    FILE *f = fopen(path, "wb");
    if (!f) refuse(path, 1, "cannot be written");
    return f;
}

/* A full disk must not leave half a file behind that the build takes for a whole one. */
static void close_out(FILE *f, const char *path) {
    if (ferror(f) | fclose(f)) refuse(path, 1, "its C could not be written");
}

int main(int argc, char **argv) {
    if (argc != 3) {
        fprintf(stderr, "usage: viewgen PAGE.html OUTDIR\n");
        return 2;
    }
    struct view v = head_read(argv[1], read_all(argv[1]));

    /* The body first: a refusal in it leaves no header that looks done. */
    char *html = NULL;
    size_t len = 0;
    FILE *memory = open_memstream(&html, &len);
    if (!memory) exit(3);
    write_html(memory, &v);
    fclose(memory);

    FILE *h = open_out(argv[2], v.name, "h");
    write_header(h, &v);
    close_out(h, v.path);
    FILE *c = open_out(argv[2], v.name, "c");
    fprintf(c, "/* Written by tools/viewgen from %s. Do not edit. */\n", v.path);
    fprintf(c,
            "#include \"%s_view.h\"\n#include \"layout_view.h\"\n#include \"web/format.h\"\n#include "
            "\"web/svg.h\"\n",
            v.name);
    fprintf(
        c,
        "#include \"base/json.h\"\n#include \"base/text.h\"\n#include \"store/db.h\"\n#include <math.h>\n\n");
    fwrite(html, 1, len, c);
    write_json(c, &v);
    close_out(c, v.path);
    return 0;
}
