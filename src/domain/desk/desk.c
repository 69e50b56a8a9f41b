#include "domain/desk/desk.h"
#include "domain/desk/desk_inside.h"
#include "domain/reports/evidence.h"

#define BOTH (FORMAT_HTML | FORMAT_JSON)
#define PROJECT {"project", P_PROJECT, 1, INT64_MAX, .required = true}
#define PERIOD {"period", P_TEXT, 1, 40, .required = true}
#define FILE {"file", P_INT, 1, INT64_MAX, .required = true}
#define FILE_VERSION {"file_version", P_INT, 1, INT64_MAX, .required = true}
#define VERSION {"version", P_INT, 0, INT64_MAX, .required = true}
#define REASON {"reason", P_LINES, 0, 500}
#define DESKS "unit|area|department|office"
#define AMOUNT(name) {name, P_TEXT, 0, 40}
#define HELP_KINDS "none|approval|land|demolition|funds|energy|utilities|labour|other"
#define FILE_POST(verb, run_fn, says)                                                                        \
    POST, "/desk/reports/:project/:period/files/:file/" verb, run_fn, .again = report_act_again,             \
        .access = ACCESS_REPORT, .tx = TX_WRITE, .formats = BOTH, .title = W_menu_desk, .entry_kind = "evidence", .about = says
enum { FORM_BYTES_MAX = 64 << 20 };

/* To add a page: a row here, a view in views/, a handler in desk_inside.h. */
const struct route desk_routes[] = {
    {GET, "/desk", desk_page, .access = ACCESS_CHAIN, .tx = TX_READ, .formats = BOTH, .title = W_menu_desk, .menu = W_menu_desk,
     .menu_order = 50, .writes = "session touch", .about = "What a unit owes, and what waits for who checks."},
    {GET, "/desk/worker.js", desk_worker, .access = ACCESS_OPEN, .tx = TX_NONE, .formats = FORMAT_OTHER, .title = W_menu_desk,
     .about = "The program's part that opens a form without network, if it was opened before."},
    {GET, "/desk/inbox", inbox_page, .access = ACCESS_REVIEW, .tx = TX_READ, .formats = BOTH, .title = W_menu_inbox,
     .menu = W_menu_inbox, .menu_order = 51, .writes = "session touch",
     .about = "Reports that lie on one's desk, each with what changed against the one accepted last.",
     .params = {{"desk", P_CHOICE, .choices = DESKS}, {"area", P_TEXT, 0, 60}, {"page", P_INT, 1, 1000000},
                {"done", P_INT, 0, INT64_MAX}, {"act", P_TEXT, 0, 20}}},
    {POST, "/desk/inbox", inbox_post, .again = inbox_again, .access = ACCESS_REVIEW, .tx = TX_WRITE, .formats = BOTH,
     .title = W_menu_inbox, .entry_kind = "report_check",
     .about = "One action for many, in one transaction: row: ID:VERSION, or all that waited at entry `seen`.",
     .params = {{"desk", P_CHOICE, .choices = DESKS}, {"area", P_TEXT, 0, 60},
                {"action", P_CHOICE, .choices = "pass|return|accept", .required = true},
                {"row", P_TEXT, 0, 60, .many = true}, {"all", P_FLAG}, {"seen", P_INT, 0, INT64_MAX},
                {"back_to", P_CHOICE, .choices = DESKS}, {"page", P_INT, 1, 1000000}, REASON}},
    {GET, "/desk/reports/:project/:period", report_page, .access = ACCESS_READ, .tx = TX_READ, .formats = BOTH,
     .title = W_menu_desk, .writes = "session touch",
     .about = "A report of one project and period (2022-11, week-2022-11-21): what stands, and what one may do now or why not.",
     .params = {PROJECT, PERIOD, {"tried", P_FLAG}}},
    {POST, "/desk/reports/:project/:period", report_post, .again = report_again, .access = ACCESS_REPORT, .tx = TX_WRITE,
     .formats = BOTH, .title = W_menu_desk, .entry_kind = "report_save", .body_max = FORM_BYTES_MAX,
     .about = "Keeps a draft, and sends it; 409 with what stands if `version` is not the present one, 422 if it cannot be sent.",
     .params = {PROJECT, PERIOD, VERSION, {"do", P_CHOICE, .choices = "save|send"}, AMOUNT("month"), AMOUNT("construction"),
                AMOUNT("equipment"), AMOUNT("other"), AMOUNT("funds"), {"progress", P_LINES, 0, 2000}, {"share", P_TEXT, 0, 20},
                {"next", P_CHOICE, .choices = "done|this_month|later"}, {"reached", P_TEXT, 0, 40},
                {"help", P_CHOICE, .choices = HELP_KINDS, .many = true}, {"help_text", P_LINES, 0, 500},
                {"cause", P_LINES, 0, 500}, {"photo", P_FILE, 0, EVIDENCE_BYTES_MAX, .many = true},
                {"head", P_FILE, 0, EVIDENCE_BYTES_MAX, .many = true}, {"keeps_place", P_FLAG},
                {"document", P_FILE, 0, EVIDENCE_BYTES_MAX, .many = true},
                {"kind", P_CHOICE, .choices = "progress_sheet|invoice|contract|other"},
                {"figure", P_CHOICE, .choices = EVIDENCE_FIGURES}}},
    {POST, "/desk/reports/:project/:period/act", report_act_post, .again = report_act_again, .access = ACCESS_CHAIN,
     .tx = TX_WRITE, .formats = BOTH, .title = W_menu_desk, .entry_kind = "report_check",
     .about = "Passes, returns, accepts, withdraws or corrects one report.",
     .params = {PROJECT, PERIOD, VERSION, {"back_to", P_CHOICE, .choices = DESKS}, REASON,
                {"action", P_CHOICE, .choices = "pass|return|accept|withdraw|correct", .required = true}}},
    {POST, "/desk/reports/:project/:period/sheet", report_sheet_post, .again = report_again, .access = ACCESS_REPORT,
     .tx = TX_WRITE, .formats = BOTH, .title = W_menu_desk, .entry_kind = "report_save", .body_max = FORM_BYTES_MAX,
     .about = "Reads the row of the project from a sheet into the draft.",
     .params = {PROJECT, PERIOD, VERSION, {"sheet", P_FILE, 0, EVIDENCE_BYTES_MAX, .required = true}}},
    {GET, "/desk/reports/:project/:period/files/:file", report_file_page, .access = ACCESS_READ, .tx = TX_READ,
     .formats = FORMAT_OTHER, .title = W_menu_desk, .writes = "session touch", .about = "A file of a report.",
     .params = {PROJECT, PERIOD, FILE}},
    {FILE_POST("drop", report_file_drop_post, "Takes a file back."), .params = {PROJECT, PERIOD, FILE, FILE_VERSION}},
    {FILE_POST("place", report_file_place_post, "Forgets where a photo was taken."),
     .params = {PROJECT, PERIOD, FILE, FILE_VERSION}},
    {FILE_POST("pin", report_file_pin_post, "Says which figure a file proves."),
     .params = {PROJECT, PERIOD, FILE, FILE_VERSION, {"figure", P_CHOICE, .choices = EVIDENCE_FIGURES}}},
    {POST, "/desk/reports/:project/:period/notes/:note", report_note_post, .again = report_act_again, .access = ACCESS_CHAIN,
     .tx = TX_WRITE, .formats = BOTH, .title = W_menu_desk, .entry_kind = "report_answer",
     .about = "Answers a note of the checks, from the desk one sits at for the project; answers stay.",
     .params = {PROJECT, PERIOD, {"note", P_INT, 1, INT64_MAX, .required = true}, {"answer", P_LINES, 0, CRED_ANSWER_MAX}}},
    {GET, "/credibility", note_list_page, .access = ACCESS_READ, .tx = TX_READ,
     .formats = FORMAT_HTML | FORMAT_JSON | FORMAT_CSV, .title = W_notes_title, .menu = W_notes_menu, .menu_order = 62,
     .writes = "session touch; csv: export log",
     .about = "What the checks noted about reports, newest period first, by check, area, year, answered or not.",
     .params = {{"check", P_CHOICE, .choices = CREDIBILITY_CHOICES}, {"area", P_TEXT, 0, 60},
                {"answered", P_CHOICE, .choices = "yes|no"}, {"year", P_INT, 1990, 2100}, {"page", P_INT, 1, 1000000}}},
    {GET, "/credibility/checks", check_list_page, .access = ACCESS_READ, .tx = TX_READ, .formats = BOTH, .title = W_notes_checks,
     .writes = "session touch",
     .about = "The checks of reports: what each looks for, its limits with their sources, whether it is on."},
    {POST, "/credibility/checks/:check", check_switch_post, .again = check_list_page, .access = ACCESS_WRITE, .tx = TX_WRITE,
     .formats = BOTH, .title = W_notes_checks, .entry_kind = "credibility",
     .about = "Switches a check off or on, with a reason; notes it made before stay.",
     .params = {{"check", P_CHOICE, .choices = CREDIBILITY_CHOICES, .required = true},
                {"do", P_CHOICE, .choices = "on|off", .required = true}, VERSION, REASON}},
};
const size_t desk_route_count = countof(desk_routes);
