#include "domain/people/secret.h"
#include "base/text.h"
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

static FILE *secret_file(struct arena *a, const char *name) {
    const char *folder = getenv("QIPAN_SECRETS");
    if (text_empty(folder)) folder = getenv("CREDENTIALS_DIRECTORY");
    return text_empty(folder) ? NULL : fopen(arena_printf(a, "%s/%s", folder, name), "re");
}

const char *secret_read(struct arena *a, const char *name) {
    struct stat st;
    char text[SECRET_TEXT_MAX + 1];
    FILE *f = secret_file(a, name);
    if (!f) return NULL;
    bool is_own = fstat(fileno(f), &st) == 0 && S_ISREG(st.st_mode) && !(st.st_mode & S_IRWXO);
    size_t n = is_own ? fread(text, 1, SECRET_TEXT_MAX, f) : 0;
    fclose(f);
    text[n] = 0;
    struct span secret = span_trim(span_of(text));
    const char *copy = secret.len ? arena_copy_n(a, secret.at, secret.len) : NULL;
    sodium_memzero(text, sizeof text);
    return copy;
}
