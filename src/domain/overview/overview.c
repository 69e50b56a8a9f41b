#include "domain/overview/overview.h"
#include "domain/overview/list.h"
#include "domain/overview/pages.h"

enum err home_page(struct req *q) { return req_redirect(q, "/board"); }

static enum err health(struct req *q) {
    struct out *o = req_body(q, "text/plain; charset=utf-8", "");
    out_raw(o, "ok\n");
    return OK;
}

/* To add a page: a row here, a view in views/, a handler in pages.h. */
const struct route overview_routes[] = {
    {GET, "/", home_page, .access = ACCESS_READ, .tx = TX_READ, .formats = FORMAT_HTML, .title = W_board_title,
     .about = "Leads to the board."},
    {GET, "/healthz", health, .access = ACCESS_OPEN, .tx = TX_READ, .formats = FORMAT_OTHER, .title = W_board_title,
     .about = "Says ok when pages and database answer."},
    {GET, "/board", board_page, .access = ACCESS_READ, .tx = TX_READ, .formats = FORMAT_HTML | FORMAT_JSON,
     .title = W_board_title, .menu = W_menu_board, .menu_order = 10, .writes = "session touch",
     .about = "The city as one board: districts by fields, lights, plan and done, last year beside; what changed since a date.",
     .params = {PARAMS_ASKED, {"since", P_DAY}}},
    {GET, "/projects", project_list_page, .access = ACCESS_READ, .tx = TX_READ,
     .formats = FORMAT_HTML | FORMAT_JSON | FORMAT_CSV | FORMAT_XLSX, .title = W_menu_projects, .menu = W_menu_projects,
     .menu_order = 20, .writes = "session touch",
     .about = "Projects by filter and order, a page at a time; csv and xlsx have all of them.",
     .params = {PARAMS_ASKED, PARAMS_LIST}},
    {GET, "/projects/:id", project_page, .access = ACCESS_READ, .tx = TX_READ, .formats = FORMAT_HTML | FORMAT_JSON,
     .title = W_menu_projects, .writes = "session touch",
     .about = "One project: card, light with reasons and the way to green, curve, plans, lists, holders, history.",
     .params = {PARAMS_ASKED, {"id", P_INT, 1, INT64_MAX, .required = true}}},
    {GET, "/figures", figures_page, .access = ACCESS_READ, .tx = TX_READ, .formats = FORMAT_HTML | FORMAT_JSON,
     .title = W_menu_figures, .menu = W_menu_figures, .menu_order = 40, .writes = "session touch",
     .about = "The indicator dictionary with every figure; begins with the completion rate.", .params = {PARAMS_ASKED}},
    {GET, "/figures/:code", figure_page, .access = ACCESS_READ, .tx = TX_READ, .formats = FORMAT_HTML | FORMAT_JSON,
     .title = W_menu_figures, .writes = "session touch",
     .about = "One figure: formula, denominator, by group, and the rows behind it.",
     .params = {PARAMS_ASKED, {"code", P_TEXT, 1, 60, .required = true}}},
};
const size_t overview_route_count = countof(overview_routes);
