/* See viewgen_place.h. */
#include "viewgen_place.h"
#include "viewgen.h"
#include <ctype.h>
#include <string.h>

#define refuse_here(p, ...) refuse((p)->path, (p)->line, __VA_ARGS__)

static void name_add(char *name, size_t size, char c) {
    size_t n = strlen(name);
    if (n + 1 < size) {
        name[n] = (char)tolower((unsigned char)c);
        name[n + 1] = 0;
    }
}

bool place_in_address(const struct place *p) {
    static const char *const addresses[] = {"href",   "src",     "action",    "formaction",
                                            "hx-get", "hx-post", "xlink:href"};
    if (p->where != IN_VALUE) return false;
    for (size_t i = 0; i < sizeof addresses / sizeof *addresses; i++)
        if (!strcmp(p->attr, addresses[i])) return true;
    return false;
}

/* The name of an attribute is complete: what may not stand in a page at all. */
static void attr_check(struct place *p) {
    const char *a = p->attr;
    if (!strcmp(a, "style")) refuse_here(p, "style= is blocked by the page's policy; use a class or svg");
    if (!strncmp(a, "on", 2) || !strncmp(a, "hx-on", 5))
        refuse_here(p, "%s= is blocked by the page's policy; use qipan.js", a);
    if (!strcmp(a, "src")) p->has_src = true;
}

static void tag_end(struct place *p) {
    bool kept = !strcmp(p->tag, "pre") || !strcmp(p->tag, "textarea");
    if (!strcmp(p->tag, "style")) refuse_here(p, "<style> is blocked by the page's policy; use qipan.css");
    if (!strcmp(p->tag, "script") && !p->closing && !p->has_src)
        refuse_here(p, "<script> without src is blocked by the page's policy; use qipan.js");
    p->where = !strcmp(p->tag, "script") && !p->closing ? IN_SCRIPT : BETWEEN_TAGS;
    if (kept) p->verbatim = !p->closing;
    p->tag[0] = p->attr[0] = 0;
    p->closing = p->has_src = false;
}

static void step_in_tag(struct place *p, char c) {
    if (c == '>') {
        attr_check(p);
        tag_end(p);
    } else if (c == '=') {
        if (!p->attr[0]) refuse_here(p, "= without a name before it");
        attr_check(p);
        p->where = AFTER_EQUALS;
    } else if (is_blank(c) || c == '/') {
        if (p->attr[0]) attr_check(p);
        p->attr[0] = 0;
    } else if (c == '"' || c == '\'' || c == '<') {
        refuse_here(p, "%c does not belong here in <%s>", c, p->tag);
    } else {
        name_add(p->attr, sizeof p->attr, c);
    }
}

void place_step(struct place *p, const char *at) {
    char c = *at;
    switch (p->where) {
    case BETWEEN_TAGS:
        if (c != '<') break;
        p->where = IN_TAG;
        p->closing = at[1] == '/';
        for (const char *t = at + (p->closing ? 2 : 1); isalnum((unsigned char)*t); t++)
            name_add(p->tag, sizeof p->tag, *t);
        if (!p->tag[0] && strncmp(at, "<!doctype", 9) != 0) refuse_here(p, "< begins no tag; write &lt;");
        break;
    case IN_TAG:
        step_in_tag(p, c);
        break;
    case AFTER_EQUALS:
        if (c != '"') refuse_here(p, "%s= needs a value in double quotes", p->attr);
        p->where = IN_VALUE;
        p->quote = c;
        p->first = 0;
        break;
    case IN_VALUE:
        if (c == p->quote) {
            p->where = IN_TAG;
            p->attr[0] = 0;
        } else if (!p->first) {
            p->first = c;
        }
        break;
    case IN_SCRIPT:
        if (c == '<' && !strncmp(at, "</script", 8)) {
            p->where = BETWEEN_TAGS;
            place_step(p, at);
        } else if (!is_blank(c)) {
            refuse_here(p, "a script in the page is blocked by its policy; use qipan.js");
        }
        break;
    }
}

void place_attr_end(struct place *p) {
    if (p->where != IN_TAG) return;
    attr_check(p);
    p->attr[0] = 0;
}

bool place_same(const struct place *a, const struct place *b) {
    bool same = a->where == b->where && a->verbatim == b->verbatim && !strcmp(a->tag, b->tag);
    return same && (a->where != IN_VALUE || !strcmp(a->attr, b->attr));
}
