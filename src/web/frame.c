/* What surrounds a page: language, menu, person, tokens. The app has the last word. */
#include "web/gate.h"
#include <stdlib.h>
#include <string.h>

enum { MENU_MAX = 64, MENU_MINOR = 60 /* from this order on below the person's name */, LANG_COOKIE_SECONDS = 365 * 24 * 3600 };

/* In the order of what a reader said last: the link just followed, the browser, the account. */
enum lang gate_lang(const struct req *q) {
    const struct gate *g = q->gate;
    if (g->has_lang_of_query) return g->lang_of_query;
    struct span cookie = http_cookie(g->head, "lang");
    if (span_is(cookie, "en")) return EN;
    if (span_is(cookie, "zh")) return ZH;
    if (q->who.has_lang) return q->who.lang;
    struct span accept = http_header(g->head, "accept-language");
    return accept.len >= 2 && http_name_is((struct span){accept.at, 2}, "en") ? EN : ZH;
}

void req_lang_keep(struct req *q, enum lang lang) {
    bool tls = q->gate->web->settings.tls_in_front;
    reply_cookie(q->gate->reply, "lang", lang_tag(lang),
                 arena_printf(q->a, "; Max-Age=%d%s", LANG_COOKIE_SECONDS, tls ? "; Secure" : ""));
}

static int by_order(const void *x, const void *y) {
    const struct route *const *a = x, *const *b = y;
    return (*a)->menu_order - (*b)->menu_order;
}

static bool is_here(const char *path, const char *href) {
    size_t n = strlen(href);
    if (n == 1) return !strcmp(path, href);
    return !strncmp(path, href, n) && (!path[n] || path[n] == '/');
}

/* Of the entries above a page the nearest is lit: the inbox lies below the desk, and both stand in the menu. */
static size_t nearest(const struct route *const *rows, size_t count, const char *path) {
    size_t found = count, longest = 0;
    for (size_t i = 0; i < count; i++) {
        size_t n = strlen(rows[i]->path);
        if (n <= longest || !is_here(path, rows[i]->path)) continue;
        found = i;
        longest = n;
    }
    return found;
}

static void fill_menu(struct req *q, struct page_frame *frame) {
    const struct web_app *web = q->gate->web;
    const struct route *rows[MENU_MAX];
    size_t count = 0;
    for (size_t l = 0; l < web->route_lists; l++)
        for (size_t i = 0; i < web->routes[l].count; i++) {
            const struct route *r = &web->routes[l].at[i];
            if (r->menu_order <= 0 || count == MENU_MAX) continue;
            if (r->access == ACCESS_OPEN || (q->who.account_id && web->may(&q->who, r->access))) rows[count++] = r;
        }
    qsort(rows, count, sizeof rows[0], by_order);
    struct page_menu *menu = arena_array(q->a, struct page_menu, count + 1);
    size_t here = nearest(rows, count, q->path);
    for (size_t i = 0; i < count; i++)
        menu[i] = (struct page_menu){word(q->lang, rows[i]->menu), rows[i]->path, i == here};
    size_t major = 0;
    while (major < count && rows[major]->menu_order < MENU_MINOR) major++;
    if (!major) major = count; /* an administration has nothing but such */
    frame->menu = menu;
    frame->menu_count = major;
    frame->minor = menu + major;
    frame->minor_count = count - major;
}

/* The word of the cookie "notice", shown once and then forgotten by the browser. */
static const char *take_notice(struct req *q) {
    struct gate *g = q->gate;
    struct span cookie = http_cookie(g->head, "notice");
    int64_t n;
    if (!cookie.len || !text_int(arena_copy_n(q->a, cookie.at, cookie.len), 0, WORD_COUNT - 1, &n)) return "";
    if (!g->shows_notice) reply_cookie(g->reply, "notice", "", "; Max-Age=0");
    g->shows_notice = true;
    return word(q->lang, (enum word)n);
}

static const char *other_lang_href(struct req *q) {
    struct addr *here = req_here(q);
    addr_set(here, "lang", lang_tag(q->lang == ZH ? EN : ZH));
    return addr_text(here);
}

static const char *title_of(const struct req *q) {
    if (q->gate->title) return q->gate->title;
    return q->route ? word(q->lang, q->route->title) : "";
}

enum err gate_frame(struct req *q, struct page_frame *ret_frame) {
    struct page_frame f = {
        .lang = q->lang,
        .lang_tag = lang_tag(q->lang),
        .title = title_of(q),
        .path = q->path,
        .query = q->query,
        .is_signed_in = q->who.account_id != 0,
        .account_id = q->who.account_id,
        .finds = q->who.account_id && q->gate->web->may(&q->who, ACCESS_READ),
        .user_name = q->who.name ? q->who.name : "",
        .user_login = q->who.login ? q->who.login : "",
        .opened = "",
        .csrf = csrf_new(q->a, q->gate->session),
        .known_text = q->gate->known_text ? q->gate->known_text : "",
        .notice = q->gate->shows_kept ? word(q->lang, W_web_kept_form) : take_notice(q),
        .screen = q->gate->screen ? q->gate->screen : "",
        .banner = "",
        .city = "",
        .is_fragment = q->is_fragment,
    };
    f.other_lang_href = other_lang_href(q);
    if (!q->is_fragment) fill_menu(q, &f);
    enum err e = q->gate->web->frame ? q->gate->web->frame(q, &f) : OK;
    *ret_frame = f;
    return e;
}
