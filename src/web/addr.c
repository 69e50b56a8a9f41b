#include "web/addr.h"
#include "base/out.h"
#include "base/text.h"
#include <string.h>

enum { CODED_MAX = 3, FIRST_ROOM = 128, NAME_BYTES_MAX = 256, INT_BYTES_MAX = 20 };

/* The text as it will be written. A copy shares it until either is written to. */
struct addr {
    struct arena *a;
    struct out text;
    size_t path_len; /* the query, if there is one, begins behind it with '?' */
};

/* An output in the arena with room for so many bytes. */
static struct out out_of(struct arena *a, size_t bytes) { return out_over(arena_bytes(a, bytes + 1), bytes + 1); }

/* A copy of the first bytes of another one, with room for more. */
static struct out out_from(struct arena *a, const struct out *from, size_t len, size_t bytes_more) {
    struct out o = out_of(a, len + bytes_more);
    out_bytes(&o, from->at, len);
    return o;
}

struct addr *addr_new(struct arena *a, const char *path) {
    struct addr *addr = arena_bytes(a, sizeof *addr);
    size_t len = strlen(path);
    *addr = (struct addr){a, out_of(a, len + FIRST_ROOM), len};
    out_bytes(&addr->text, path, len);
    return addr;
}

struct addr *addr_copy(const struct addr *from) {
    struct addr *addr = arena_bytes(from->a, sizeof *addr);
    *addr = *from;
    addr->text.room = 0;
    return addr;
}

/* The text, able to take so many bytes more. */
static struct out *text_with_room(struct addr *addr, size_t bytes) {
    struct out *o = &addr->text;
    if (o->len + bytes >= o->room) *o = out_from(addr->a, o, o->len, 2 * bytes + FIRST_ROOM);
    return o;
}

/* -- the path -- */

static void path_set(struct addr *addr, struct out path) {
    struct out *o = &addr->text;
    size_t path_len = path.len;
    out_bytes(&path, o->at + addr->path_len, o->len - addr->path_len);
    *o = path;
    addr->path_len = path_len;
}

void addr_segment(struct addr *addr, const char *text) {
    const struct out *o = &addr->text;
    bool is_root = addr->path_len == 1 && o->at[0] == '/';
    struct out path = out_from(addr->a, o, is_root ? 0 : addr->path_len, 1 + CODED_MAX * strlen(text) + o->len);
    out_char(&path, '/');
    out_url(&path, text);
    path_set(addr, path);
}

void addr_segment_int(struct addr *addr, int64_t n) { addr_segment(addr, int_print(addr->a, n)); }

void addr_suffix(struct addr *addr, const char *suffix) {
    struct out path = out_from(addr->a, &addr->text, addr->path_len, strlen(suffix) + addr->text.len);
    out_raw(&path, suffix);
    path_set(addr, path);
}

/* -- the query -- */

static bool has_query(const struct addr *addr) { return addr->text.len > addr->path_len; }

static size_t pair_bytes_max(const char *name, const char *value) {
    return 2 + CODED_MAX * (strlen(name) + strlen(value));
}

static char before_pair(const struct addr *addr) { return has_query(addr) ? '&' : '?'; }

static void out_pair(struct out *o, const char *name, const char *value) {
    out_url(o, name);
    out_char(o, '=');
    out_url(o, value);
}

void addr_add(struct addr *addr, const char *name, const char *value) {
    if (text_empty(value)) return;
    struct out *o = text_with_room(addr, pair_bytes_max(name, value));
    out_char(o, before_pair(addr));
    out_pair(o, name, value);
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

    struct out old = addr->text;
    struct span rest = {NULL, 0}, pair;
    if (has_query(addr)) rest = (struct span){old.at + addr->path_len + 1, old.len - addr->path_len - 1};
    addr->text = out_from(addr->a, &old, addr->path_len, old.len + FIRST_ROOM);
    bool is_set = text_empty(value);
    while (span_cut(&rest, '&', &pair)) {
        if (!has_name(pair, (struct span){coded, coded_name.len})) {
            struct out *o = text_with_room(addr, pair.len + 1);
            out_char(o, before_pair(addr));
            out_bytes(o, pair.at, pair.len);
        } else if (!is_set) {
            addr_add(addr, name, value);
            is_set = true;
        }
    }
    if (!is_set) addr_add(addr, name, value);
}

void addr_set_int(struct addr *addr, const char *name, int64_t n) { addr_set(addr, name, int_print(addr->a, n)); }
void addr_drop(struct addr *addr, const char *name) { addr_set(addr, name, NULL); }

/* -- the text -- */

const char *addr_text(const struct addr *addr) { return arena_copy_n(addr->a, addr->text.at, addr->text.len); }

const char *addr_text_with(const struct addr *addr, const char *name, const char *value) {
    if (text_empty(value)) return addr_text(addr);
    struct out o = out_from(addr->a, &addr->text, addr->text.len, pair_bytes_max(name, value));
    out_char(&o, before_pair(addr));
    out_pair(&o, name, value);
    return out_text_of(&o);
}

struct span addr_pair(struct arena *a, const char *name, const char *value) {
    struct out o = out_of(a, pair_bytes_max(name, value));
    out_pair(&o, name, value);
    return (struct span){o.at, o.len};
}

const char *addr_text_and(const struct addr *addr, struct span pair) {
    size_t len = addr->text.len;
    char *text = arena_bytes(addr->a, len + 1 + pair.len + 1);
    memcpy(text, addr->text.at, len);
    text[len] = before_pair(addr);
    memcpy(text + len + 1, pair.at, pair.len);
    text[len + 1 + pair.len] = 0;
    return text;
}

const char *addr_text_below(const struct addr *addr, int64_t segment) {
    const struct out *text = &addr->text;
    struct out o = out_from(addr->a, text, addr->path_len, 1 + INT_BYTES_MAX + text->len);
    out_char(&o, '/');
    out_int(&o, segment);
    out_bytes(&o, text->at + addr->path_len, text->len - addr->path_len);
    return out_text_of(&o);
}

bool addr_is_local(const char *text) {
    if (text[0] != '/' || text[1] == '/') return false;
    for (; *text; text++)
        if ((unsigned char)*text <= ' ' || (unsigned char)*text >= 0x7F || *text == '\\') return false;
    return true;
}
