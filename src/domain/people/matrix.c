#include "domain/people/matrix.h"
#include "domain/people/app.h"
#include "domain/people/rights.h"
#include "matrix_view.h"
#include "web/web.h"
#include <stdlib.h>
#include <string.h>

/* -- the rows, in the order they are shown -- */

static int by_access_and_path(const void *x, const void *y) {
    const struct route *a = *(const struct route *const *)x, *b = *(const struct route *const *)y;
    if (a->access != b->access) return a->access < b->access ? -1 : 1;
    int path = strcmp(a->path, b->path);
    return path ? path : (a->method > b->method) - (a->method < b->method);
}

static const struct route **routes_sorted(struct arena *a, const struct route_list *lists, size_t list_count, size_t *ret_count) {
    size_t n = 0;
    for (size_t l = 0; l < list_count; l++) n += lists[l].count;
    const struct route **rows = arena_array(a, const struct route *, n);
    n = 0;
    for (size_t l = 0; l < list_count; l++)
        for (size_t i = 0; i < lists[l].count; i++) rows[n++] = &lists[l].at[i];
    if (n) qsort(rows, n, sizeof *rows, by_access_and_path);
    *ret_count = n;
    return rows;
}

/* -- as a document -- */

void matrix_markdown(struct arena *a, struct out *o, const struct route_list *lists, size_t list_count) {
    size_t count;
    const struct route **rows = routes_sorted(a, lists, list_count, &count);
    out_raw(o, "<!-- Written by: qipan routes --matrix -->\n# Who may open what\n\n"
               "A role says what may be done; on whose projects, the unit of the post says. While there is no security "
               "administrator, the system administrator also has what is theirs.\n\n| address | access |");
    for (size_t k = 0; k < ROLE_BITS; k++) out_printf(o, " %s |", role_rows[k].key);
    out_raw(o, "\n|---|---|");
    for (size_t k = 0; k < ROLE_BITS; k++) out_raw(o, "---|");
    for (size_t i = 0; i < count; i++) {
        const struct route *r = rows[i];
        out_printf(o, "\n| `%s %s` | %s |", method_name(r->method), r->path, access_name(r->access));
        for (size_t k = 0; k < ROLE_BITS; k++) out_raw(o, rights_may(1, role_rows[k].bit, r->access) ? " ● |" : "  |");
    }
    out_raw(o, "\n");
}

/* -- as a page -- */

static const struct matrix_cell *cells_view(struct req *q, enum access access) {
    struct matrix_cell *cells = arena_array(q->a, struct matrix_cell, ROLE_BITS);
    for (size_t k = 0; k < ROLE_BITS; k++)
        cells[k] = (struct matrix_cell){.role = role_rows[k].key, .may = rights_may(1, role_rows[k].bit, access)};
    return cells;
}

static struct matrix_row row_view(struct req *q, const struct route *r, const struct route *before) {
    return (struct matrix_row){.method = method_name(r->method), .path = r->path, .title = both_word(r->title),
                               .access = access_name(r->access), .access_name = both_word(rights_word(r->access)),
                               .is_first = !before || before->access != r->access, .is_write = r->method == POST,
                               .cells = cells_view(q, r->access), .cells_count = ROLE_BITS};
}

enum err matrix_page(struct req *q) {
    const struct web_app *web = q->app->web;
    size_t count;
    const struct route **rows = routes_sorted(q->a, web->routes, web->route_lists, &count);
    struct matrix_row *views = arena_array(q->a, struct matrix_row, count);
    for (size_t i = 0; i < count; i++) views[i] = row_view(q, rows[i], i ? rows[i - 1] : NULL);
    struct matrix_role *roles = arena_array(q->a, struct matrix_role, ROLE_BITS);
    for (size_t k = 0; k < ROLE_BITS; k++)
        roles[k] = (struct matrix_role){.key = role_rows[k].key, .name = both_word(role_rows[k].name)};
    struct matrix_view v = {.roles = roles, .roles_count = ROLE_BITS, .rows = views, .rows_count = count,
                            .span = ROLE_BITS + 1};
    return req_view(q, &matrix_view, &v);
}
