#include "web/route.h"
#include <string.h>

const char *access_name(enum access access) {
    static const char *const names[] = {"unsaid", "open",   "half",     "signed-in", "read",   "write",  "settings", "report",
                                        "review", "chain",  "answer",   "visit",     "rate",   "problem", "assign",
                                        "dispatch", "sign", "bureau", "intake", "tree",   "organise", "posts",   "people",
                                        "system", "security", "vouch", "matrix", "audit",    "readings"};
    _Static_assert(countof(names) == ACCESS_COUNT, "every access has its name");
    must((unsigned)access < countof(names));
    return names[access];
}

const char *format_name(enum format format) {
    switch (format) {
    case FORMAT_HTML: return "html";
    case FORMAT_JSON: return "json";
    case FORMAT_CSV: return "csv";
    case FORMAT_XLSX: return "xlsx";
    case FORMAT_OTHER: return "other";
    }
    return "";
}

const char *param_kind_name(enum param_kind kind) {
    static const char *const names[] = {"none", "text", "lines",  "secret", "int",
                                        "day",  "month", "choice", "flag",   "file", "project"};
    _Static_assert(countof(names) == PARAM_KINDS, "every kind has its name");
    must((unsigned)kind < countof(names));
    return names[kind];
}

static int param_index(const struct route *r, struct span name) {
    for (int i = 0; i < PARAMS_MAX && r->params[i].name; i++)
        if (span_is(name, r->params[i].name)) return i;
    return -1;
}

/* Does the path have the row's shape? Values of ':' segments are noted by parameter. */
static bool path_fits(const struct route *r, struct span path, struct span values[PARAMS_MAX]) {
    struct span shape = span_of(r->path), want, have;
    for (;;) {
        bool more_shape = span_cut(&shape, '/', &want), more_path = span_cut(&path, '/', &have);
        if (!more_shape || !more_path) return more_shape == more_path;
        if (want.len && want.at[0] == ':') {
            if (!have.len) return false;
            int i = param_index(r, (struct span){want.at + 1, want.len - 1});
            if (i >= 0) values[i] = have;
        } else if (want.len != have.len || memcmp(want.at, have.at, want.len) != 0) {
            return false;
        }
    }
}

static size_t fixed_segments(const char *path) {
    size_t n = 0;
    for (; *path; path++) n += path[0] == '/' && path[1] != ':';
    return n;
}

/* What stands before the first parameter: it refuses most rows. */
static bool begins_like(const struct route *r, struct span path) {
    size_t i = 0;
    for (; r->path[i] && r->path[i] != ':'; i++)
        if (i == path.len || r->path[i] != path.at[i]) return false;
    return r->path[i] || i == path.len;
}

/* Of the rows that fit, the one with the most fixed segments: /projects/new before /projects/:id. */
static void find_exact(const struct route_list *lists, size_t list_count, enum method method, struct span path,
                       struct route_match *match) {
    if (method == HEAD) method = GET;
    char second = path.len > 1 ? path.at[1] : 0; /* most rows differ there already */
    for (size_t l = 0; l < list_count; l++) {
        for (size_t i = 0; i < lists[l].count; i++) {
            const struct route *r = &lists[l].at[i];
            if ((r->path[1] != second && r->path[1] != ':') || !begins_like(r, path)) continue;
            struct span values[PARAMS_MAX] = {{0}};
            if (!path_fits(r, path, values)) continue;
            match->allowed |= 1u << r->method | (r->method == GET ? 1u << HEAD : 0);
            if (r->method != method) continue;
            if (match->route && fixed_segments(match->route->path) >= fixed_segments(r->path)) continue;
            match->route = r;
            memcpy(match->values, values, sizeof values);
        }
    }
}

void route_find(const struct route_list *lists, size_t list_count, enum method method, struct span path,
                struct route_match *ret_match) {
    static const struct {
        const char *text;
        enum format format;
    } suffixes[] = {{".json", FORMAT_JSON}, {".csv", FORMAT_CSV}, {".xlsx", FORMAT_XLSX}};
    struct route_match match = {0};
    for (size_t i = 0; i < countof(suffixes); i++) {
        struct span tail = span_of(suffixes[i].text);
        if (path.len <= tail.len + 1 || memcmp(path.at + path.len - tail.len, tail.at, tail.len) != 0) continue;
        find_exact(lists, list_count, method, (struct span){path.at, path.len - tail.len}, &match);
        if (match.route && !(match.route->formats & (int)suffixes[i].format)) match = (struct route_match){0};
        if (match.allowed) match.suffix = suffixes[i].format;
    }
    if (!match.allowed) find_exact(lists, list_count, method, path, &match);
    *ret_match = match;
}

static bool is_in_path(const char *path, const char *name) {
    struct span rest = span_of(path), segment;
    while (span_cut(&rest, '/', &segment))
        if (segment.len && segment.at[0] == ':' && span_is((struct span){segment.at + 1, segment.len - 1}, name))
            return true;
    return false;
}

static const char *param_check(struct arena *a, const struct route *r, const struct param *p) {
    const char *at = arena_printf(a, "%s %s: parameter %s", method_name(r->method), r->path, p->name);
    bool is_path = is_in_path(r->path, p->name);
    bool is_text = p->kind == P_TEXT || p->kind == P_LINES || p->kind == P_SECRET;
    if (p->kind == P_NONE || p->kind >= PARAM_KINDS) return arena_printf(a, "%s has no kind", at);
    if (is_text && (p->max <= 0 || p->min < 0 || p->min > p->max))
        return arena_printf(a, "%s needs a maximum of code points", at);
    if (p->kind == P_PROJECT && r->access == ACCESS_OPEN) return arena_printf(a, "%s is for people who are signed in", at);
    if (p->kind == P_INT && p->min >= p->max) return arena_printf(a, "%s needs min below max", at);
    if ((p->kind == P_CHOICE) == text_empty(p->choices))
        return arena_printf(a, "%s: choices are for P_CHOICE, which needs them", at);
    if (p->kind == P_FILE && (p->max <= 0 || r->method != POST || (size_t)p->max > r->body_max))
        return arena_printf(a, "%s: a file needs POST, a maximum of bytes, and a body_max above it", at);
    if (is_path && (p->many || p->kind == P_FILE || p->kind == P_FLAG || p->kind == P_SECRET))
        return arena_printf(a, "%s stands in the path and cannot be of this kind", at);
    if (text_eq(p->name, "csrf") || text_eq(p->name, "lang")) return arena_printf(a, "%s is the gate's own", at);
    return NULL;
}

/* A page of one project that is not asked by the gate whether it may be seen would show it to everybody. */
static const char *path_params_check(struct arena *a, const struct route *r) {
    struct span path = span_of(r->path), segment, before = {0};
    for (; span_cut(&path, '/', &segment); before = segment) {
        if (!segment.len || segment.at[0] != ':') continue;
        struct span name = {segment.at + 1, segment.len - 1};
        int i = param_index(r, name);
        if (i < 0) return arena_printf(a, "%s: :%.*s is not declared", r->path, (int)name.len, name.at);
        bool is_project = span_is(before, "projects") || span_is(name, "project");
        if (is_project && r->params[i].kind != P_PROJECT)
            return arena_printf(a, "%s: :%.*s names a project and must be P_PROJECT", r->path, (int)name.len, name.at);
    }
    return NULL;
}

const char *route_check(struct arena *a, const struct route *r) {
    if (!r->path || r->path[0] != '/') return "a row without a path from '/'";
    const char *at = arena_printf(a, "%s %s", r->method < METHOD_COUNT ? method_name(r->method) : "?", r->path);
    if (r->method != GET && r->method != POST) return arena_printf(a, "%s: a row is GET or POST", at);
    if (!r->run) return arena_printf(a, "%s: no handler", at);
    if (r->access <= ACCESS_UNSAID || r->access >= ACCESS_COUNT) return arena_printf(a, "%s: access is not said", at);
    if (!r->formats) return arena_printf(a, "%s: formats are not said", at);
    if (text_empty(r->about)) return arena_printf(a, "%s: about is not said", at);
    if (r->method == GET && r->tx == TX_WRITE) return arena_printf(a, "%s: GET cannot write", at);
    if ((r->tx == TX_WRITE) == text_empty(r->entry_kind))
        return arena_printf(a, "%s: entry_kind goes with TX_WRITE", at);
    if (r->method == POST && r->writes) return arena_printf(a, "%s: writes is for GET", at);
    if (r->again && r->method != POST) return arena_printf(a, "%s: again is for POST", at);
    for (const struct param *p = r->params; r->method == GET && !r->writes && p < r->params + PARAMS_MAX && p->name; p++)
        if (p->kind == P_PROJECT) return arena_printf(a, "%s: a page of a project says what opening it writes", at);
    if (r->menu_order && r->method != GET) return arena_printf(a, "%s: only GET stands in the menu", at);
    for (int i = 0; i < PARAMS_MAX && r->params[i].name; i++) {
        const char *why = param_check(a, r, &r->params[i]);
        if (why) return why;
        if (param_index(r, span_of(r->params[i].name)) != i)
            return arena_printf(a, "%s: parameter %s stands twice", at, r->params[i].name);
    }
    return path_params_check(a, r);
}

/* "/projects/:id" and "/projects/:code" are one shape. */
static bool same_shape(const char *x, const char *y) {
    struct span sx = span_of(x), sy = span_of(y), px, py;
    for (;;) {
        bool more_x = span_cut(&sx, '/', &px), more_y = span_cut(&sy, '/', &py);
        if (!more_x || !more_y) return more_x == more_y;
        bool is_param_x = px.len && px.at[0] == ':', is_param_y = py.len && py.at[0] == ':';
        if (is_param_x != is_param_y) return false;
        if (!is_param_x && (px.len != py.len || memcmp(px.at, py.at, px.len) != 0)) return false;
    }
}

static size_t shape_count(const struct route_list *lists, size_t list_count, const struct route *wanted) {
    size_t n = 0;
    for (size_t l = 0; l < list_count; l++)
        for (size_t i = 0; i < lists[l].count; i++)
            n += lists[l].at[i].method == wanted->method && same_shape(lists[l].at[i].path, wanted->path);
    return n;
}

const char *route_check_all(struct arena *a, const struct route_list *lists, size_t list_count) {
    for (size_t l = 0; l < list_count; l++) {
        for (size_t i = 0; i < lists[l].count; i++) {
            const struct route *r = &lists[l].at[i];
            const char *why = route_check(a, r);
            if (why) return why;
            if (shape_count(lists, list_count, r) > 1)
                return arena_printf(a, "%s %s: two rows for one path", method_name(r->method), r->path);
        }
    }
    return NULL;
}
