#include "domain/duty/duty_routes.h"
#include "domain/duty/duty_page.h"

#define KINDS "week|ten_days|half_month|month|quarter"
#define STATES                                                                                               \
    "owed|all|not_started|draft|returned|late|locked|at_area|at_department|at_office|accepted|figure"

/* To add a page: a row here, a view in views/, a handler in duty_page.h. */
const struct route duty_routes[] = {
    {GET, "/duty", duty_page, .access = ACCESS_READ, .tx = TX_READ,
     .formats = FORMAT_HTML | FORMAT_JSON | FORMAT_CSV | FORMAT_XLSX, .title = W_duty_title, .menu = W_menu_duty,
     .menu_order = 42, .writes = "session touch; csv and xlsx: export log",
     .about = "Reports expected and here by area, department or unit and month; who owes what in one square, by name.",
     .params = {PARAMS_ASKED, {"by", P_CHOICE, .choices = "area|department|unit"}, {"kind", P_CHOICE, .choices = KINDS},
                PARAMS_NARROWED, {"row", P_TEXT, 0, 60}, {"period", P_TEXT, 0, 40}, {"state", P_CHOICE, .choices = STATES},
                {"lines", P_INT, 1, 1000000}, {"page", P_INT, 1, 1000000}}},
};
const size_t duty_route_count = countof(duty_routes);
