#include "web/addr.h"
#include "base/out.h"
#include "base/text.h"
#include <string.h>

enum { CODED_MAX = 3, FIRST_ROOM = 128, NAME_BYTES_MAX = 256, INT_DIGITS_MAX = 20 };

/* The query stands as it will be written: encoded, without the '?'. A copy shares it until it is written to. */
struct addr {
    struct arena *a;
    const char *path;
    struct out query;
};

struct addr *addr_new(struct arena *a, const char *path) {
    struct addr *addr = arena_new_of(a, struct addr);
    addr->a = a;
    addr->path = arena_copy(a, path);
    return addr;
}

struct addr *addr_copy(const struct addr *from) {
    struct addr *addr = arena_bytes(from->a, sizeof *addr);
    *addr = *from;
    addr->query.room = 0;
    return addr;
}

/* An output in the arena with room for exactly so many bytes. */
static struct out out_of(struct arena *a, size_t bytes) { return out_over(arena_bytes(a, bytes + 1), bytes + 1); }

void addr_segment(struct addr *addr, const char *text) {
    bool is_root = text_eq(addr->path, "/");
    struct out o = out_of(addr->a, strlen(addr->path) + 1 + CODED_MAX * strlen(text));
    if (!is_root) out_raw(&o, addr->path);
    out_char(&o, '/');
    out_url(&o, text);
    addr->path = out_text_of(&o);
}

void addr_segment_int(struct addr *addr, int64_t n) { addr_segment(addr, int_print(addr->a, n)); }

/* The query, able to take so many bytes more. */
static struct out *query_with_room(struct addr *addr, size_t bytes) {
    struct out *q = &addr->query;
    if (q->len + bytes < q->room) return q;
    struct out more = out_of(addr->a, 2 * (q->len + bytes) + FIRST_ROOM);
    out_bytes(&more, q->at, q->len);
    *q = more;
    return q;
}

static void out_pair(struct out *o, const char *name, const char *value) {
    out_url(o, name);
    out_char(o, '=');
    out_url(o, value);
}

static size_t pair_bytes_max(const char *name, const char *value) {
    return 2 + CODED_MAX * (strlen(name) + strlen(value));
}

void addr_add(struct addr *addr, const char *name, const char *value) {
    if (text_empty(value)) return;
    struct out *q = query_with_room(addr, pair_bytes_max(name, value));
    if (q->len) out_char(q, '&');
    out_pair(q, name, value);
}

void addr_add_int(struct addr *addr, const char *name, int64_t n) { addr_add(addr, name, int_print(addr->a, n)); }

static bool has_name(struct span pair, struct span name) {
    return pair.len > name.len && pair.at[name.len] == '=' && !memcmp(pair.at, name.at, name.len);
}

/* Keeps the pairs of other names; the first of this name takes the value, if there is one. */
void addr_set(struct addr *addr, const char *name, const char *value) {
    char coded[NAME_BYTES_MAX];
    struct out coded_name = out_over(coded, sizeof coded);
    out_url(&coded_name, name);
    must(!coded_name.overflow);

    struct span rest = {addr->query.len ? addr->query.at : NULL, addr->query.len}, pair;
    bool is_set = text_empty(value);
    addr->query = (struct out){0};
    while (span_cut(&rest, '&', &pair)) {
        if (!has_name(pair, (struct span){coded, coded_name.len})) {
            struct out *q = query_with_room(addr, pair.len + 1);
            if (q->len) out_char(q, '&');
            out_bytes(q, pair.at, pair.len);
        } else if (!is_set) {
            addr_add(addr, name, value);
            is_set = true;
        }
    }
    if (!is_set) addr_add(addr, name, value);
}

void addr_set_int(struct addr *addr, const char *name, int64_t n) { addr_set(addr, name, int_print(addr->a, n)); }
void addr_drop(struct addr *addr, const char *name) { addr_set(addr, name, NULL); }
void addr_suffix(struct addr *addr, const char *suffix) { addr->path = arena_join(addr->a, addr->path, suffix); }

/* Path and query, and room behind them. */
static struct out text_begin(const struct addr *addr, size_t bytes_more) {
    struct out o = out_of(addr->a, strlen(addr->path) + 1 + addr->query.len + bytes_more);
    out_raw(&o, addr->path);
    if (addr->query.len) out_char(&o, '?');
    out_bytes(&o, addr->query.at, addr->query.len);
    return o;
}

const char *addr_text(const struct addr *addr) {
    struct out o = text_begin(addr, 0);
    return out_text_of(&o);
}

const char *addr_text_with(const struct addr *addr, const char *name, const char *value) {
    if (text_empty(value)) return addr_text(addr);
    struct out o = text_begin(addr, pair_bytes_max(name, value));
    out_char(&o, addr->query.len ? '&' : '?');
    out_pair(&o, name, value);
    return out_text_of(&o);
}

const char *addr_text_below(const struct addr *addr, int64_t segment) {
    struct out o = out_of(addr->a, strlen(addr->path) + 1 + INT_DIGITS_MAX + 1 + addr->query.len);
    out_raw(&o, addr->path);
    out_char(&o, '/');
    out_int(&o, segment);
    if (addr->query.len) out_char(&o, '?');
    out_bytes(&o, addr->query.at, addr->query.len);
    return out_text_of(&o);
}

bool addr_is_local(const char *text) {
    if (text[0] != '/' || text[1] == '/') return false;
    for (; *text; text++)
        if ((unsigned char)*text <= ' ' || (unsigned char)*text >= 0x7F || *text == '\\') return false;
    return true;
}
