#include "domain/compare/compare.h"
#include "domain/compare/compare_inside.h"

#define BOTH (FORMAT_HTML | FORMAT_JSON)
#define ID {"id", P_PROJECT, .required = true}
#define REASON {"reason", P_LINES, 0, 500}
#define LISTING {"listing", P_INT, 1, INT64_MAX, .required = true}

/* To add a page: a row here, a view in views/, a handler in compare_inside.h. */
const struct route compare_routes[] = {
    {GET, "/bureau", compare_page, .access = ACCESS_READ, .tx = TX_READ, .formats = BOTH, .title = W_compare_title,
     .menu = W_menu_compare, .menu_order = 63, .writes = "session touch",
     .about = "The statistics bureau's figures beside the reported ones, by project, area or field; "
              "above: gaps of so many percent.",
     .params = {PARAMS_ASKED, {"by", P_CHOICE, .choices = "project|area|field"},
                {"side", P_CHOICE, .choices = "both|ours|theirs"},
                {"area", P_TEXT, 0, 60}, {"field", P_TEXT, 0, 60}, {"q", P_TEXT, 0, 60}, {"above", P_INT, 0, 100000},
                {"asked", P_FLAG}, {"page", P_INT, 1, 1000000}}},
    {GET, "/bureau/listings/:listing", listing_page, .access = ACCESS_BUREAU, .tx = TX_READ, .formats = BOTH,
     .title = W_compare_listing, .writes = "session touch",
     .about = "A project of the bureau's list: what it states, and which of ours it might be.", .params = {LISTING}},
    {POST, "/bureau/listings/:listing", listing_post, .again = listing_page, .access = ACCESS_BUREAU, .tx = TX_WRITE,
     .formats = BOTH, .title = W_compare_listing, .entry_kind = "bureau_link",
     .about = "Says which project of ours it is (number: QP-000123), or that it is none of ours, or takes that back.",
     .params = {LISTING, {"version", P_INT, 1, INT64_MAX, .required = true}, {"number", P_TEXT, 0, 60},
                {"do", P_CHOICE, .choices = "link|none|undo", .required = true}, REASON}},
    {GET, "/projects/:id/bureau", pair_page, .access = ACCESS_READ, .tx = TX_READ, .formats = BOTH, .title = W_compare_title,
     .writes = "session touch", .about = "Both figures of one project month by month, the gap, questions and answers.",
     .params = {PARAMS_ASKED, ID}},
    {POST, "/projects/:id/bureau/ask", pair_ask_post, .again = pair_page, .access = ACCESS_BUREAU, .tx = TX_WRITE,
     .formats = BOTH, .title = W_compare_title, .entry_kind = "bureau_ask",
     .about = "Asks about the gap of January to a month; changes neither figure.",
     .params = {PARAMS_ASKED, ID, {"text", P_LINES, 0, 500}}},
    {POST, "/projects/:id/bureau/:question/answer", pair_answer_post, .again = pair_page, .access = ACCESS_CHAIN,
     .tx = TX_WRITE, .formats = BOTH, .title = W_compare_title, .entry_kind = "bureau_answer",
     .about = "Answers a question about the gap; changes neither figure.",
     .params = {PARAMS_ASKED, ID, {"question", P_INT, 1, INT64_MAX, .required = true},
                {"version", P_INT, 1, INT64_MAX, .required = true}, {"answer", P_LINES, 0, 500}}},
};
const size_t compare_route_count = countof(compare_routes);
