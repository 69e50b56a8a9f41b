#include "domain/outlook/outlook.h"
#include "domain/outlook/outlook_inside.h"
#include "forecast_queries.h"

#define BOTH (FORMAT_HTML | FORMAT_JSON)
#define ID {"id", P_PROJECT, .required = true}

/* To add a page: a row here, a view in views/, a handler in outlook_inside.h. */
const struct route outlook_routes[] = {
    {GET, "/outlook", outlook_page, .access = ACCESS_READ, .tx = TX_READ, .formats = BOTH, .title = W_outlook_title,
     .menu = W_menu_outlook, .menu_order = 67, .writes = "session touch",
     .about = "What the year will bring to a list, its areas and fields, by simulation with a common shock; "
               "who is likely to miss.",
     .params = {PARAMS_ASKED}},
    {GET, "/outlook/scorecard", outlook_scorecard_page, .access = ACCESS_READ, .tx = TX_READ, .formats = BOTH,
     .title = W_outlook_scorecard, .writes = "session touch",
     .about = "What was said of closed years and what happened, by bands, shown and unshown apart.", .params = {PARAMS_ASKED}},
    {GET, "/outlook/formulas", outlook_formulas_page, .access = ACCESS_READ, .tx = TX_READ, .formats = BOTH,
     .title = W_outlook_formulas, .writes = "session touch", .about = "How each number of the outlook is reckoned.",
     .params = {PARAMS_ASKED}},
    {GET, "/projects/:id/outlook", outlook_project_page, .access = ACCESS_READ, .tx = TX_READ, .formats = BOTH,
     .title = W_outlook_title, .writes = "session touch",
     .about = "What was said of a project month by month, the similar cases by name, and how its years ended.",
     .params = {PARAMS_ASKED, ID}},
};
const size_t outlook_route_count = countof(outlook_routes);

void outlook_tabs(struct req *q, const struct asked *as, const char *here, const struct part_tab_view **ret, size_t *ret_count) {
    static const struct {
        const char *path;
        enum word label;
    } pages[] = {{"/outlook", W_outlook_title}, {"/outlook/scorecard", W_outlook_scorecard},
                 {"/outlook/formulas", W_outlook_formulas}};
    struct part_tab_view *tabs = arena_array(q->a, struct part_tab_view, countof(pages));
    for (size_t i = 0; i < countof(pages); i++)
        tabs[i] = (struct part_tab_view){.label = both_word(pages[i].label), .count = NO_INT,
                                         .href = addr_text(asked_addr(q, as, pages[i].path)),
                                         .is_here = text_eq(pages[i].path, here)};
    *ret = tabs;
    *ret_count = countof(pages);
}

enum err outlook_month(struct req *q, const struct asked *as, int32_t *ret, bool *ret_has) {
    struct forecast_last_month_row row;
    try(forecast_last_month(q->tx, as->p->entry, as->month, &row, ret_has));
    *ret = *ret_has ? row.as_of_month : NO_MONTH;
    return OK;
}
