/* The rows of this room. */
#include "domain/calendar/calendar.h"
#include "domain/calendar/calendar_pages.h"

#define BOTH (FORMAT_HTML | FORMAT_JSON)
#define LISTS "provincial_major|provincial_key|municipal_key|county_key|platform"
#define KINDS "week|ten_days|half_month|month|quarter"
#define ID {"id", P_INT, 0, INT64_MAX, .required = true}
#define REASON {"reason", P_LINES, 0, 500}
#define CHOICE(name, of) {name, P_CHOICE, .choices = of, .required = true}

const struct route calendar_routes[] = {
    {GET, "/calendar", calendar_page, .access = ACCESS_READ, .tx = TX_READ, .formats = BOTH, .title = W_cal_title,
     .menu = W_cal_menu, .menu_order = 61, .writes = "session touch",
     .about = "A year of the reporting calendar: days worked, and when what is due for a list; warns of years whose holidays "
              "are not known.",
     .params = {{"year", P_INT, CALENDAR_YEAR_MIN, CALENDAR_YEAR_MAX}, {"list", P_CHOICE, .choices = LISTS}}},
    {GET, "/calendar/rules", calendar_rules_page, .access = ACCESS_WRITE, .tx = TX_READ, .formats = BOTH, .title = W_cal_rules,
     .writes = "session touch", .about = "The rules of reporting and the form to begin or end one.",
     .params = {{"end", P_INT, 0, INT64_MAX}}},
    {POST, "/calendar/rules", calendar_rule_post, .again = calendar_rule_again, .access = ACCESS_WRITE, .tx = TX_WRITE,
     .formats = BOTH, .title = W_cal_rule_new, .entry_kind = "report_rule",
     .about = "Begins a rule of reporting for a list, from a day on.",
     .params = {CHOICE("list", LISTS), CHOICE("whom", "all|formal|preliminary"), CHOICE("period", KINDS),
                CHOICE("way", "weekday|weekday_next|day|day_next|days_after|workdays_after"),
                {"due", P_INT, 1, DUE_AFTER_MAX, .required = true}, {"due_in", P_TEXT, 0, 80},
                CHOICE("shift", "none|next|before|second"), {"open_before", P_INT, 0, OPEN_BEFORE_MAX},
                {"open_after", P_INT, 0, OPEN_AFTER_MAX}, {"skips_area", P_FLAG}, {"skips_department", P_FLAG},
                {"from", P_DAY}, REASON}},
    {POST, "/calendar/rules/:id/end", calendar_rule_end_post, .again = calendar_rule_end_again, .access = ACCESS_WRITE,
     .tx = TX_WRITE, .formats = BOTH, .title = W_cal_rule_end, .entry_kind = "report_rule_end",
     .about = "Ends a rule of reporting from a day on; 0 is the built-in one.", .params = {ID, {"from", P_DAY}, REASON}},
    {GET, "/calendar/days", calendar_days_page, .access = ACCESS_WRITE, .tx = TX_READ, .formats = BOTH, .title = W_cal_days,
     .writes = "session touch", .about = "The notices of holidays that are known and the form to take one in."},
    {POST, "/calendar/days", calendar_days_post, .again = calendar_days_page, .access = ACCESS_WRITE, .tx = TX_WRITE,
     .formats = BOTH, .title = W_cal_import_now, .body_max = NOTICE_BYTES_MAX, .entry_kind = "holiday_notice",
     .about = "Takes in a year's notice of holidays, from a file or from lines.",
     .params = {{"file", P_FILE, .max = NOTICE_BYTES_MAX}, {"lines", P_LINES, 0, 20000}, {"source", P_TEXT, 0, 300}}},
    {GET, "/calendar/exceptions", calendar_exceptions_page, .access = ACCESS_WRITE, .tx = TX_READ, .formats = BOTH,
     .title = W_cal_exceptions, .writes = "session touch", .about = "The exceptions from locks and the form to give one."},
    {POST, "/calendar/exceptions", calendar_exception_post, .again = calendar_exceptions_page, .access = ACCESS_WRITE,
     .tx = TX_WRITE, .formats = BOTH, .title = W_cal_except_new, .entry_kind = "lock_except",
     .about = "Lets one project report one locked period until a day, with a reason.",
     .params = {{"project", P_TEXT, 1, 60, .required = true}, CHOICE("kind", KINDS), {"period", P_DAY, .required = true},
                {"until", P_DAY}, REASON}},
    {POST, "/calendar/exceptions/:id/end", calendar_exception_end_post, .access = ACCESS_WRITE,
     .tx = TX_WRITE, .formats = BOTH, .title = W_cal_except_end, .entry_kind = "lock_except_end",
     .about = "Takes an exception from a lock back.", .params = {ID, {"version", P_INT, 1, INT64_MAX, .required = true}}},
};
const size_t calendar_route_count = countof(calendar_routes);
