#include "web/addr.h"
#include "base/out.h"
#include "base/text.h"
#include <string.h>

enum { PAIRS_MAX = 64, ADDR_BYTES_MAX = 64 * 1024 };

struct pair {
    const char *name, *value;
};

struct addr {
    struct arena *a;
    const char *path;
    struct pair pairs[PAIRS_MAX];
    size_t count;
};

struct addr *addr_new(struct arena *a, const char *path) {
    struct addr *addr = arena_new_of(a, struct addr);
    addr->a = a;
    addr->path = arena_copy(a, path);
    return addr;
}

struct addr *addr_copy(const struct addr *from) {
    struct addr *addr = arena_new_of(from->a, struct addr);
    *addr = *from;
    return addr;
}

void addr_segment(struct addr *addr, const char *text) {
    struct out *o = out_in(addr->a, ADDR_BYTES_MAX);
    out_raw(o, text_eq(addr->path, "/") ? "" : addr->path);
    out_char(o, '/');
    out_url(o, text);
    addr->path = out_text_of(o);
}

void addr_segment_int(struct addr *addr, int64_t n) {
    addr_segment(addr, arena_printf(addr->a, "%lld", (long long)n));
}

void addr_add(struct addr *addr, const char *name, const char *value) {
    if (text_empty(value)) return;
    must(addr->count < PAIRS_MAX);
    addr->pairs[addr->count++] = (struct pair){arena_copy(addr->a, name), arena_copy(addr->a, value)};
}

void addr_add_int(struct addr *addr, const char *name, int64_t n) {
    addr_add(addr, name, arena_printf(addr->a, "%lld", (long long)n));
}

/* Keeps the pairs of other names; the first of this name takes the value, if there is one. */
void addr_set(struct addr *addr, const char *name, const char *value) {
    size_t kept = 0;
    bool is_set = text_empty(value);
    for (size_t i = 0; i < addr->count; i++) {
        struct pair p = addr->pairs[i];
        if (text_eq(p.name, name)) {
            if (is_set) continue;
            p.value = arena_copy(addr->a, value);
            is_set = true;
        }
        addr->pairs[kept++] = p;
    }
    addr->count = kept;
    if (!is_set) addr_add(addr, name, value);
}

void addr_set_int(struct addr *addr, const char *name, int64_t n) {
    addr_set(addr, name, arena_printf(addr->a, "%lld", (long long)n));
}

void addr_drop(struct addr *addr, const char *name) { addr_set(addr, name, NULL); }

void addr_suffix(struct addr *addr, const char *suffix) {
    addr->path = arena_printf(addr->a, "%s%s", addr->path, suffix);
}

const char *addr_text(const struct addr *addr) {
    struct out *o = out_in(addr->a, ADDR_BYTES_MAX);
    out_raw(o, addr->path);
    for (size_t i = 0; i < addr->count; i++) {
        out_char(o, i ? '&' : '?');
        out_url(o, addr->pairs[i].name);
        out_char(o, '=');
        out_url(o, addr->pairs[i].value);
    }
    return out_text_of(o);
}

bool addr_is_local(const char *text) {
    if (text[0] != '/' || text[1] == '/') return false;
    for (; *text; text++)
        if ((unsigned char)*text <= ' ' || (unsigned char)*text >= 0x7F || *text == '\\') return false;
    return true;
}
