/* access_walk -- every address asked by every seat through every door, and what was seen there. */
#pragma once
#include "access_world.h"
#include "package_read.h"
#include "sheet/sheet.h"
#include "web/safe.h"
#include <unistd.h>

/* What a seat saw at an address. */
enum {
    SAW_REFUSED = 1, /* 401, 403, or led to signing in */
    SAW_MISSING = 2, /* 404 */
    SAW_ANSWER = 4,  /* anything else */
    SAW_INSIDE = 8,
    SAW_OUTSIDE = 16
};

/* Rows of other tables have addresses, too: of whom they are must be said here. */
struct access_thing {
    const char *path;     /* as it begins: "/accounts/:" */
    const char *what;     /* why an id there betrays no project */
};
static const struct access_thing access_things[] = {
    {"/accounts/:", "accounts are of the system administration"},
    {"/transfers/:", "a proposal is shown to both of its sides and to the city office"},
    {"/organisation/:", "a unit of the tree; units that build are shown to who answers for their area"},
    {"/organisation/import/:", "a sheet of units and people that waits, one's own"},
    {"/account/tokens/:", "one's own tokens"},
    {"/outbox/:", "letters are of the system administration, without what is written there"},
    {"/jobs/:", "a job of the house, of the system administration"},
    {"/webhooks/:", "robots are of the system administration, without what they are told"},
    {"/notices/:", "one's own notices; their projects are shown only to who sees them"},
    {"/account/identities/:", "one's own identities"},
    {"/identities/:", "an account: of the security administration, or of one's own office"},
    {"/sign-in/", "a kind of provider, the same for all"},
    {"/figures/:", "the code of an indicator"},
    {"/bulletins/:", "a bulletin as issued: of the city and its units; of its projects only those in sight are shown"},
    {"/dispatch/:", "a meeting: of its items, decisions and minutes only those of projects in sight are shown"},
    {"/letters/:",
        "a letter: shown to who sees its project, to the unit it was sent to; drafts to the city office and who signs"},
    {"/letters/", "the ladder of letters, the same for all"},
    {"/templates/", "templates of the office, which keeps them"},
    {"/tasks/:", "a task: shown to who sees its project, and to whom it was given"},
    {"/milestones/kinds/:", "a kind of milestone, the same for all projects"},
    {"/milestones/templates/:", "a template of the city"},
    {"/settings/:", "a setting of the city, stated by the city office"},
    {"/credibility/checks/:", "a check of all reports, switched by the city office"},
    {"/calendar/rules/:", "a rule for a whole list, stated by the city office"},
    {"/calendar/exceptions/:", "stated by the city office, which sees everything"},
    {"/problems/", "lists of what the reader sees, and the ladder of the city"},
    {"/intake/", "sheets are of the city office and the statistics bureau, which see everything"},
    {"/rules/sets/:", "a published set of rules; what it would light is told of the projects one sees"},
    {"/rules/:", "a rule of the lights; what it would light is told of the projects one sees"},
    {"/bureau/listings/:", "rows of the bureau's list, for the office and the bureau, which see everything"},
};

/* -- asking -- */

/* A value that a parameter takes. */
static inline const char *access_value(struct arena *a, const struct param *p, int64_t project_id) {
    switch (p->kind) {
    case P_PROJECT: return arena_printf(a, "%lld", (long long)project_id);
    case P_INT: return arena_printf(a, "%lld", (long long)(p->min > 1 ? p->min : 1));
    case P_DAY: return "2022-01-01";
    case P_MONTH: return "2022-11";
    case P_FLAG: return "1";
    case P_CHOICE: return arena_copy_n(a, p->choices, strcspn(p->choices, "|"));
    default: break;
    }
    char *text = arena_alloc(a, (size_t)p->min + 2);
    memset(text, 'x', p->min > 0 ? (size_t)p->min : 1);
    return text;
}

static inline const struct param *access_param(const struct route *r, const char *name, size_t len) {
    for (const struct param *p = r->params; p < r->params + PARAMS_MAX && p->name; p++)
        if (strlen(p->name) == len && !strncmp(p->name, name, len)) return p;
    return NULL;
}

/* The path with values in its places. */
static inline const char *access_path(const struct access_world *w, const struct route *r, int64_t project_id) {
    struct arena *a = w->a;
    struct out *o = out_in(a, 0);
    for (const char *at = r->path; *at;) {
        if (*at != ':') {
            out_char(o, *at++);
            continue;
        }
        size_t len = strcspn(++at, "/");
        if (!strncmp(r->path, "/figures/:", 10)) out_raw(o, "completion_rate");
        else if (len == 8 && !strncmp(at, "transfer", len))
            out_printf(o, "%lld", (long long)w->transfer[project_id == w->outside]);
        else if (len == 4 && !strncmp(at, "unit", len)) out_printf(o, "%lld", (long long)w->department[0]);
        else out_raw(o, access_value(a, access_param(r, at, len), project_id));
        at += len;
    }
    return out_text_of(o);
}

static inline bool access_in_path(const struct route *r, const char *name) {
    size_t len = strlen(name);
    for (const char *at = strchr(r->path, ':'); at; at = strchr(at + 1, ':'))
        if (!strncmp(at + 1, name, len) && (at[1 + len] == 0 || at[1 + len] == '/')) return true;
    return false;
}

/* Everything that must be given and does not stand in the path. */
static inline const char *access_required(struct arena *a, const struct route *r, int64_t project_id) {
    struct out *o = out_in(a, 0);
    for (const struct param *p = r->params; p < r->params + PARAMS_MAX && p->name; p++)
        if (p->required && p->kind != P_FILE && !access_in_path(r, p->name))
            out_printf(o, "%s%s=%s", o->len ? "&" : "", p->name, access_value(a, p, project_id));
    return out_text_of(o);
}

static inline bool access_takes(const struct route *r, const char *query) {
    struct span rest = span_of(query), part;
    while (span_cut(&rest, '&', &part)) {
        const char *is = memchr(part.at, '=', part.len);
        if (is && !access_param(r, part.at, (size_t)(is - part.at))) return false;
    }
    return true;
}

static inline const char *access_sheets(struct arena *a, const void *at, size_t len) {
    struct sheet_file *f;
    struct both why;
    struct out *o = out_in(a, 0);
    int fd;
    assert_ok(a, sheet_fd_of_bytes(a, at, len, &fd));
    assert_ok(a, sheet_open_fd(a, fd, NULL, &f, &why));
    for (size_t i = 0; i < sheet_count(f); i++)
        assert_ok(a, sheet_print_csv(a, f, sheet_info(f, i).name, o, NULL, NULL, &why));
    return out_text_of(o);
}

/* The text of a reply; of a workbook, and of one in a package, that of its cells; of a document, its body. What else is in
 * a package follows from it and from the moment. */
static inline const char *access_text(struct arena *a, struct loopback_reply r) {
    if (r.len < 2 || memcmp(r.body, "PK", 2) != 0) return r.body;
    struct package_member m[PACKAGE_MEMBERS_MAX];
    bool is_document = strstr(r.type, "wordprocessingml") != NULL;
    if (strcmp(r.type, "application/zip") != 0 && !is_document) return access_sheets(a, r.body, r.len);
    size_t count = package_open(a, r.body, r.len, m);
    for (size_t i = 0; is_document && i < count; i++)
        if (!strcmp(m[i].name, "word/document.xml")) return m[i].at;
    for (size_t i = 0; i < count; i++) {
        size_t len = strlen(m[i].name);
        if (len > 5 && !strcmp(m[i].name + len - 5, ".xlsx")) return access_sheets(a, m[i].at, m[i].len);
    }
    return "";
}

static inline unsigned access_saw(struct arena *a, struct loopback_reply r) {
    bool to_sign_in = r.status == 303 && !strncmp(r.location, "/sign-in?", 9);
    if (r.status == 401 || r.status == 403 || to_sign_in) return SAW_REFUSED;
    unsigned saw = r.status == 404 ? SAW_MISSING : SAW_ANSWER;
    const char *text = access_text(a, r);
    if (strstr(text, INSIDE_NAME)) saw |= SAW_INSIDE;
    if (strstr(text, OUTSIDE_NAME)) saw |= SAW_OUTSIDE;
    return saw;
}

/* Without what is another one each time: the number of a request. */
static inline const char *access_masked(struct arena *a, struct loopback_reply r) {
    char *text = arena_copy(a, access_text(a, r));
    static const char *const marks[] = {"\"request_id\":\"", "administrator this number: "};
    for (size_t i = 0; r.status >= 400 && i < countof(marks); i++) {
        char *at = strstr(text, marks[i]);
        for (at = at ? at + strlen(marks[i]) : NULL; at && *at && *at != '"' && *at != '<'; at++) *at = '#';
    }
    char *seen = strstr(text, "\"seen\":"); /* the number of the journal's last entry: nothing of any row */
    for (seen = seen ? seen + strlen("\"seen\":") : NULL; seen && *seen >= '0' && *seen <= '9'; seen++) *seen = '#';
    return text;
}

/* -- the walk -- */

struct access_walk {
    struct access_world *w, *twin; /* twin NULL: not compared */
    int leaks;                     /* of the outside to who does not see it, by name or by difference */
    int64_t asked;
};

/* The ways into a GET: formats, and questions that its parameters allow. Names are searched in small letters: an answer
 * that repeats the question is none. */
static const char *const access_suffixes[] = {"", ".json", ".csv", ".xlsx"};
static const int access_formats[] = {FORMAT_HTML | FORMAT_OTHER, FORMAT_JSON, FORMAT_CSV, FORMAT_XLSX};
static const char *const access_questions[] = {
    "", "level=platform", "level=platform&q=outsidedock", "level=platform&q=insidepier", "since=2022-01-01&level=platform",
    "month=2022-06", "known=2022-11-30&level=platform", "level=platform&sort=-total", "area=south&level=platform"};

static inline void access_leaked(struct access_walk *k, size_t seat, const char *address, const char *how) {
    k->leaks++;
    if (k->leaks <= 5) print_error("# %s at %s: %s\n", access_seats[seat].login, address, how);
}

static inline void access_compare(struct access_walk *k, size_t seat, const char *address, struct loopback_reply r) {
    struct arena *a = k->w->a;
    struct loopback_reply t = loopback_get(k->twin->by[seat], address);
    const char *here = access_masked(a, r), *there = access_masked(a, t);
    if (r.status == t.status && text_eq(here, there)) return;
    size_t at = 0;
    while (here[at] && here[at] == there[at]) at++;
    size_t from = at > 60 ? at - 60 : 0;
    access_leaked(k, seat, address, arena_printf(a, "differs from the twin: %d %.120s | %d %.120s", r.status, here + from,
                                                 t.status, there + from));
}

static inline unsigned access_get(struct access_walk *k, size_t seat, const char *address) {
    struct loopback_reply r = loopback_get(k->w->by[seat], address);
    unsigned saw = access_saw(k->w->a, r);
    bool hides = !access_seats[seat].sees_all;
    k->asked++;
    if (hides && (saw & SAW_OUTSIDE)) access_leaked(k, seat, address, "shows " OUTSIDE_NAME);
    if (hides && k->twin && !(saw & SAW_REFUSED)) access_compare(k, seat, address, r);
    return saw;
}

/* All that is seen through the doors of a GET about one project. */
static inline unsigned access_doors(struct access_walk *k, size_t seat, const struct route *r, int64_t project_id) {
    struct arena *a = k->w->a;
    const char *path = access_path(k->w, r, project_id), *required = access_required(a, r, project_id);
    unsigned saw = 0;
    for (size_t f = 0; f < countof(access_suffixes); f++) {
        if (!(r->formats & access_formats[f])) continue;
        for (size_t i = 0; i < countof(access_questions); i++) {
            if (!access_takes(r, access_questions[i])) continue;
            const char *between = *required && *access_questions[i] ? "&" : "";
            saw |= access_get(k, seat, arena_printf(a, "%s%s?%s%s%s", path, access_suffixes[f], required, between,
                                                    access_questions[i]));
            if (saw == SAW_REFUSED) return saw;
        }
    }
    return saw;
}

static inline unsigned access_post(struct access_walk *k, size_t seat, const struct route *r, int64_t project_id) {
    struct arena *a = k->w->a;
    struct loopback_reply reply =
        loopback_post(k->w->by[seat], access_path(k->w, r, project_id), access_required(a, r, project_id));
    unsigned saw = access_saw(a, reply);
    static const char *const cookies[] = {"lang", "notice"};
    for (size_t i = 0; i < countof(cookies); i++) loopback_cookie(k->w->by[seat], cookies[i], NULL); /* the twin's has none */
    k->asked++;
    if (!access_seats[seat].sees_all && (saw & SAW_OUTSIDE)) access_leaked(k, seat, r->path, "shows " OUTSIDE_NAME);
    return saw;
}

/* An id in a path that is no project's must be explained. */
static inline void access_known(const struct route *r) {
    for (const char *at = strchr(r->path, ':'); at; at = strchr(at + 1, ':')) {
        const struct param *p = access_param(r, at + 1, strcspn(at + 1, "/"));
        bool is_known = p->kind == P_PROJECT;
        for (const struct param *q = r->params; q < p; q++) is_known |= q->kind == P_PROJECT;
        for (size_t i = 0; i < countof(access_things); i++)
            is_known |= !strncmp(r->path, access_things[i].path, strlen(access_things[i].path));
        if (!is_known) print_error("%s: say in access_things of whom :%s is\n", r->path, p->name);
        assert_true(is_known);
    }
}

static inline bool access_is_of_project(const struct route *r) {
    for (const struct param *p = r->params; p < r->params + PARAMS_MAX && p->name; p++)
        if (p->kind == P_PROJECT) return true;
    return false;
}

/* "x" refused, "404", "·" answered without a project, "i", "o", "io". */
static inline const char *access_cell(unsigned saw) {
    if (saw & SAW_INSIDE) return saw & SAW_OUTSIDE ? "io" : "i";
    if (saw & SAW_OUTSIDE) return "o";
    return saw & SAW_ANSWER ? "." : saw & SAW_MISSING ? "404" : "x";
}

/* One line: the address, and what each seat saw; of one project's address inside and outside. The last seats ask first:
 * what is kept from an answer to who sees everything must not be given to the next one. */
static inline void access_walk_route(struct access_walk *k, const struct route *r, struct out *o) {
    unsigned (*ask)(struct access_walk *, size_t, const struct route *, int64_t) = r->method == GET ? access_doors : access_post;
    access_known(r);
    const char *cells[ACCESS_SEATS];
    for (size_t seat = ACCESS_SEATS; seat-- > 0;) {
        cells[seat] = access_cell(ask(k, seat, r, k->w->inside));
        if (access_is_of_project(r) && strcmp(cells[seat], "x") != 0)
            cells[seat] = arena_printf(k->w->a, "%s/%s", cells[seat], access_cell(ask(k, seat, r, k->w->outside)));
    }
    out_printf(o, "%-4s %-34s", method_name(r->method), r->path);
    for (size_t seat = 0; seat < ACCESS_SEATS; seat++) out_printf(o, " %-6s", cells[seat]);
    while (o->len && o->at[o->len - 1] == ' ') o->len--;
    out_char(o, '\n');
}
