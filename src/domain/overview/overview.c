#include "domain/overview/overview.h"
#include "domain/overview/list.h"
#include "domain/overview/pages.h"
#include "domain/projects/project_edit.h"
#include "domain/projects/transfer.h"

/* Where a person's work begins: the first of these pages that is theirs. */
enum err home_page(struct req *q) {
    static const struct {
        enum access access;
        const char *path;
    } homes[] = {{ACCESS_READ, "/board"}, {ACCESS_SYSTEM, "/accounts"}, {ACCESS_MATRIX, "/matrix"}};
    for (size_t i = 0; i < countof(homes); i++)
        if (q->app->web->may(&q->who, homes[i].access)) return req_redirect(q, homes[i].path);
    struct both why;
    const char *duty = q->app->web->must_go_to(&q->who, &why);
    return req_redirect(q, duty ? duty : "/account");
}

static enum err health(struct req *q) {
    struct out *o = req_body(q, "text/plain; charset=utf-8", "");
    out_raw(o, "ok\n");
    return OK;
}

#define ID {"id", P_PROJECT, .required = true}
#define BOTH (FORMAT_HTML | FORMAT_JSON)
#define REASON {"reason", P_LINES, 0, 500}
/* Fields of a project are all text to the gate: the domain reads them and tells all faults at once. */
#define X(name, kind, group, member, points_max, choices) {#name, P_LINES, 0, points_max},
#define PARAMS_STATED STATED_MAP(X)

/* What the forms beside a project have in common. */
#define ROW {"row", P_INT, 1, INT64_MAX}
#define VERSION {"version", P_INT, 1, INT64_MAX, .required = true}
#define SEEN {"seen", P_INT, 0, INT64_MAX} /* the last entry shown when the form was opened */
#define PAGE {"page", P_INT, 1, 1000000}
#define YEAR {"year", P_INT, 1990, 2100}
#define AMOUNT {"amount", P_TEXT, 0, 60}
#define DAY(name) {name, P_TEXT, 0, 60}
#define DOCUMENT {"document_no", P_TEXT, 0, 100}
#define DEPARTMENT(n) {"department_" #n, P_TEXT, 0, 60}, {"share_" #n, P_TEXT, 0, 20}
#define TRANSFER_ID {"transfer", P_INT, 1, INT64_MAX, .required = true}
#define EDIT_GET(path, page, name, says)                                                                     \
    {GET, path, page, .access = ACCESS_WRITE, .tx = TX_READ, .formats = BOTH, .title = name,                 \
     .writes = "session touch", .about = says, .params = {ID, ROW}}
#define MILESTONE_DAYS                                                                                       \
    DAY("day_1"), DAY("day_2"), DAY("day_3"), DAY("day_4"), DAY("day_5"), DAY("day_6"), DAY("day_7"), DAY("day_8"),  \
    DAY("day_9"), DAY("day_10"), DAY("day_11"), DAY("day_12"), DAY("day_13"), DAY("day_14"), DAY("day_15"),          \
    DAY("day_16"), DAY("day_17"), DAY("day_18"), DAY("day_19"), DAY("day_20"), DAY("day_21"), DAY("day_22"),         \
    DAY("day_23"), DAY("day_24")
#define MILESTONE_STATED DAY("plan"), DAY("actual"), {"owner", P_TEXT, 0, 60}, {"evidence", P_TEXT, 0, 200}
#define EDIT_POST(name, kind) .access = ACCESS_WRITE, .tx = TX_WRITE, .formats = BOTH, .title = name, .entry_kind = kind

/* The dictionaries of milestones: a new one has no id in its address. */
#define KIND_ID {"kind", P_INT, 1, INT64_MAX, .required = true},
#define TEMPLATE_ID {"template", P_INT, 1, INT64_MAX, .required = true},
#define NAMES {"version", P_INT, 1, INT64_MAX}, {"name_zh", P_TEXT, 0, 60}, {"name_en", P_TEXT, 0, 60}
#define KIND_GET(path, page, id)                                                                                   \
    {GET, path, page, .access = ACCESS_WRITE, .tx = TX_READ, .formats = BOTH, .title = W_milestone_kind, \
     .writes = "session touch", .about = "The form for a kind of milestone.", .params = {id}}
#define KIND_POST(path, page, post, id)                                                                                  \
    {POST, path, post, .again = page, EDIT_POST(W_milestone_kind, "milestone_dictionary"), \
     .about = "States a kind of milestone and what sheets call it.", .params = {id NAMES, {"also", P_LINES, 0, 500}}}
#define TEMPLATE_GET(path, page, id)                                                                               \
    {GET, path, page, .access = ACCESS_WRITE, .tx = TX_READ, .formats = BOTH,         \
     .title = W_milestone_template, .writes = "session touch", .about = "The form for a template of milestones.", .params = {id}}
#define TEMPLATE_POST(path, page, post, id)                                                                              \
    {POST, path, post, .again = page,                         \
     EDIT_POST(W_milestone_template, "milestone_dictionary"),                                                 \
     .about = "States a template: a line a milestone, its name and its months after ground is broken.",       \
     .params = {id NAMES, {"industries", P_TEXT, 0, 40}, {"steps", P_LINES, 0, 2000}}}

/* To add a page: a row here, a view in views/, a handler in pages.h. */
const struct route overview_routes[] = {
    {GET, "/", home_page, .access = ACCESS_SIGNED_IN, .tx = TX_READ, .formats = FORMAT_HTML, .title = W_board_title,
     .about = "Leads to where one's work begins."},
    {GET, "/healthz", health, .access = ACCESS_OPEN, .tx = TX_READ, .formats = FORMAT_OTHER, .title = W_board_title,
     .about = "Says ok when pages and database answer."},
    {GET, "/board", board_page, .access = ACCESS_READ, .tx = TX_READ, .formats = FORMAT_HTML | FORMAT_JSON,
     .title = W_board_title, .menu = W_menu_board, .menu_order = 10, .writes = "session touch",
     .about = "The city as one board: districts by fields, lights, plan and done, last year beside; what changed since a date.",
     .params = {PARAMS_ASKED, {"since", P_DAY}}},
    {GET, "/projects", project_list_page, .access = ACCESS_READ, .tx = TX_READ,
     .formats = FORMAT_HTML | FORMAT_JSON | FORMAT_CSV | FORMAT_XLSX, .title = W_menu_projects, .menu = W_menu_projects,
     .menu_order = 20, .writes = "session touch; csv and xlsx: export log",
     .about = "Projects by filter and order, a page at a time; csv and xlsx have all of them and are noted in /exports; "
              "outlook: with what was said of the year's end.",
     .params = {PARAMS_ASKED, PARAMS_LIST, {"outlook", P_FLAG}}},
    {GET, "/timeline", timeline_page, .access = ACCESS_READ, .tx = TX_READ,
     .formats = FORMAT_HTML | FORMAT_JSON | FORMAT_CSV | FORMAT_XLSX, .title = W_timeline_title,
     .writes = "session touch; csv and xlsx: export log",
     .about = "The milestones of the list's projects on one axis; csv and xlsx have a row a milestone, as intake reads it.",
     .params = {PARAMS_ASKED, PARAMS_LIST}},
    {GET, "/projects/:id", project_page, .access = ACCESS_READ, .tx = TX_READ, .formats = FORMAT_HTML | FORMAT_JSON,
     .title = W_menu_projects, .writes = "session touch",
     .about = "One project: card, light with reasons and the way to green, curve, plans, lists, holders, history.",
     .params = {PARAMS_ASKED, ID}},
    {GET, "/projects/new", project_new_page, .access = ACCESS_WRITE, .tx = TX_READ, .formats = BOTH, .title = W_project_list_new,
     .writes = "session touch", .about = "The form to register a project."},
    {POST, "/projects/new", project_new_post, .again = project_new_page, .access = ACCESS_WRITE, .tx = TX_WRITE, .formats = BOTH,
     .title = W_project_list_new, .entry_kind = "project_add",
     .about = "Registers a project under the next platform number; bare amounts are in units of 10,000 yuan.",
     .params = {PARAMS_STATED}},
    {GET, "/projects/:id/edit", project_edit_page, .access = ACCESS_WRITE, .tx = TX_READ, .formats = BOTH, .title = W_edit,
     .writes = "session touch", .about = "The form to edit a project.", .params = {ID}},
    {POST, "/projects/:id/edit", project_edit_post, .again = project_edit_again, .access = ACCESS_WRITE, .tx = TX_WRITE,
     .formats = BOTH, .title = W_edit, .entry_kind = "project_edit",
     .about = "Edits a project: fields that are not sent stay; 409 with what changed if `version` is not the present one.",
     .params = {ID, VERSION, REASON, PARAMS_STATED}},
    EDIT_GET("/projects/:id/plan", plan_edit_page, W_side_plan, "The plans of a project and the form for one."),
    {POST, "/projects/:id/plan", plan_edit_post, .again = plan_edit_page, EDIT_POST(W_side_plan, "plan_add"),
     .about = "States the plan of a year: the first one, or a revision with its reason.",
     .params = {ID, SEEN, YEAR, AMOUNT, {"kind", P_CHOICE, .choices = "issued|provisional"}, DAY("decided"), DOCUMENT,
                {"target", P_LINES, 0, 500}, REASON}},
    EDIT_GET("/projects/:id/figures", figures_edit_page, W_side_figures, "The figures of a project and the form for one."),
    {POST, "/projects/:id/figures", figures_edit_post, .again = figures_edit_again, EDIT_POST(W_side_figures, "fact_add"),
     .about = "States an investment figure, or corrects one with a reason.",
     .params = {ID, SEEN, DAY("month"), {"span", P_CHOICE, .choices = "ytd|month|since_start"}, AMOUNT,
                {"source", P_CHOICE, .choices = "report|bureau"}, {"progress", P_LINES, 0, 500}, REASON}},
    {POST, "/projects/:id/figures/:row/withdraw", figure_withdraw_post, .again = figures_edit_page,
     EDIT_POST(W_side_figures, "fact_withdraw"), .about = "Takes a figure back, with a reason.",
     .params = {ID, ROW, VERSION, REASON}},
    EDIT_GET("/projects/:id/lists", lists_edit_page, W_side_lists, "The lists of a project and the form for one."),
    {POST, "/projects/:id/lists", lists_edit_post, .again = lists_edit_again, EDIT_POST(W_side_lists, "list_add"),
     .about = "Puts a project on a list of a year.",
     .params = {ID, SEEN, YEAR, {"level", P_CHOICE, .choices = "provincial_major|provincial_key|municipal_key|county_key"},
                {"role", P_CHOICE, .choices = "new_start|continuing|preliminary"}, DAY("entered"), DOCUMENT}},
    {POST, "/projects/:id/lists/:row/leave", list_leave_post, .again = lists_edit_page, EDIT_POST(W_side_lists, "list_leave"),
     .about = "Takes a project off a list on a day, with a reason.", .params = {ID, ROW, VERSION, DAY("left"), REASON}},
    EDIT_GET("/projects/:id/stops", stops_edit_page, W_side_stops, "The stops of a project and the form for one."),
    {POST, "/projects/:id/stops", stops_edit_post, .again = stops_edit_again, EDIT_POST(W_side_stops, "stop_add"),
     .about = "States that the works stand still from a day.", .params = {ID, SEEN, DAY("stopped"), REASON}},
    {POST, "/projects/:id/stops/:row/resume", stop_resume_post, .again = stops_edit_page, EDIT_POST(W_side_stops, "stop_end"),
     .about = "States that the works go on from a day.", .params = {ID, ROW, VERSION, DAY("resumed")}},
    {GET, "/projects/:id/milestones", milestones_edit_page, .access = ACCESS_WRITE, .tx = TX_READ, .formats = BOTH,
     .title = W_milestones, .writes = "session touch", .about = "The milestones of a project and the form for one.",
     .params = {ID, ROW, {"act", P_CHOICE, .choices = "change|withdraw"}}},
    {POST, "/projects/:id/milestones", milestones_edit_post, .again = milestones_edit_again,
     EDIT_POST(W_milestones, "milestone_add"), .about = "Adds a milestone: of a kind, or one of the project's own by its name.",
     .params = {ID, SEEN, {"kind", P_TEXT, 0, 60}, {"name", P_TEXT, 0, 60}, MILESTONE_STATED}},
    {POST, "/projects/:id/milestones/:row/change", milestone_change_post, .again = milestone_change_again,
     EDIT_POST(W_milestones, "milestone_edit"), .about = "States a milestone anew; another plan needs its reason.",
     .params = {ID, ROW, VERSION, MILESTONE_STATED, REASON}},
    {POST, "/projects/:id/milestones/:row/withdraw", milestone_withdraw_post, .again = milestone_withdraw_again,
     EDIT_POST(W_milestones, "milestone_withdraw"), .about = "Takes a milestone back, with a reason.",
     .params = {ID, ROW, VERSION, REASON}},
    {GET, "/projects/:id/milestones/template", milestone_template_page, .access = ACCESS_WRITE, .tx = TX_READ, .formats = BOTH,
     .title = W_milestone_from_template, .writes = "session touch",
     .about = "The milestones of a template with the days they would have for this project.",
     .params = {ID, {"template", P_TEXT, 0, 60}}},
    {POST, "/projects/:id/milestones/template", milestone_template_post, .again = milestone_template_page,
     EDIT_POST(W_milestone_from_template, "milestone_add"),
     .about = "Adds milestones of these kinds, the first planned for day_1, the second for day_2; one without a day is left out.",
     .params = {ID, {"template", P_TEXT, 0, 60}, {"kind", P_TEXT, 1, 60, .many = true}, MILESTONE_DAYS}},
    EDIT_GET("/projects/:id/departments", departments_edit_page, W_side_departments,
             "The departments that answer for a project, those that did, and the form to hand over."),
    {POST, "/projects/:id/departments", departments_edit_post, .again = departments_edit_page,
     EDIT_POST(W_side_departments, "handover"),
     .about = "States the departments that answer from a day on, with shares of 100 % together, or none: the first answers.",
     .params = {ID, SEEN, DEPARTMENT(1), DEPARTMENT(2), DEPARTMENT(3), DEPARTMENT(4), DEPARTMENT(5), DAY("from"), REASON}},
    {GET, "/projects/:id/transfer", transfer_form_page, .access = ACCESS_ANSWER, .tx = TX_READ, .formats = BOTH,
     .title = W_transfer_new, .writes = "session touch",
     .about = "Not my project: the form to propose another department or area, and what was proposed before.", .params = {ID}},
    {POST, "/projects/:id/transfer", transfer_form_post, .again = transfer_form_page, .access = ACCESS_ANSWER, .tx = TX_WRITE,
     .formats = BOTH, .title = W_transfer_new, .entry_kind = "transfer",
     .about = "Proposes that another takes over from a day: holder and to as department:key or area:key, with a reason.",
     .params = {ID, {"holder", P_TEXT, 0, 80}, {"to", P_TEXT, 0, 80}, DAY("from"), REASON}},
    {GET, "/transfers", transfers_page, .access = ACCESS_ANSWER, .tx = TX_READ, .formats = BOTH, .title = W_transfers_title,
     .menu = W_menu_transfers, .menu_order = 54, .writes = "session touch",
     .about = "Proposed transfers of responsibility, from and to one's own side; the city office reads all."},
    {GET, "/transfers/:transfer", transfer_page, .access = ACCESS_ANSWER, .tx = TX_READ, .formats = BOTH,
     .title = W_transfers_title, .writes = "session touch",
     .about = "One proposal, for both sides and the city office, and what the reader may do with it.", .params = {TRANSFER_ID}},
    {POST, "/transfers/:transfer", transfer_post, .again = transfer_page, .access = ACCESS_ANSWER, .tx = TX_WRITE,
     .formats = BOTH, .title = W_transfers_title, .entry_kind = "transfer_answer",
     .about = "Agrees or declines (the other side), withdraws (the proposer), decides or keeps (the city office); 409 if "
              "`version` is not the present one.",
     .params = {TRANSFER_ID, VERSION, {"do", P_CHOICE, .choices = TRANSFER_ACT_KEYS, .required = true}, REASON}},
    EDIT_GET("/projects/:id/contact", contact_edit_page, W_project_contact,
             "The person to ask about a project, former ones, and the form for one."),
    {POST, "/projects/:id/contact", contact_edit_post, .again = contact_edit_again, EDIT_POST(W_project_contact, "contact_edit"),
     .about = "States the contact of a project, sealed; both empty: there is none any more. `version` 0: none was shown.",
     .params = {ID, SEEN, {"version", P_INT, 0, INT64_MAX, .required = true}, {"name", P_TEXT, 0, 60},
                {"phone", P_TEXT, 0, 60}, REASON}},
    {POST, "/projects/:id/contact/:row/erase", contact_erase_post, .again = contact_edit_page,
     EDIT_POST(W_project_contact, "contact_erase"),
     .about = "Destroys the key of a contact's personal data, with a reason; nobody reads them again.",
     .params = {ID, ROW, VERSION, REASON}},
    {GET, "/projects/:id/journal", history_page, .access = ACCESS_READ, .tx = TX_READ, .formats = BOTH,
     .title = W_project_journal, .writes = "session touch",
     .about = "The whole history of one project: who wrote what, when and why.",
     .params = {PARAMS_ASKED, ID, PAGE}},
    {GET, "/milestones", milestones_page, .access = ACCESS_READ, .tx = TX_READ, .formats = BOTH,
     .title = W_milestone_dictionary, .writes = "session touch", .about = "Kinds of milestones and templates of them."},
    KIND_GET("/milestones/kinds/new", milestone_kind_new_page, ),
    KIND_POST("/milestones/kinds/new", milestone_kind_new_page, milestone_kind_new_post, ),
    KIND_GET("/milestones/kinds/:kind", milestone_kind_page, KIND_ID),
    KIND_POST("/milestones/kinds/:kind", milestone_kind_page, milestone_kind_post, KIND_ID),
    TEMPLATE_GET("/milestones/templates/new", milestone_template_new_page, ),
    TEMPLATE_POST("/milestones/templates/new", milestone_template_new_page, milestone_template_new_post, ),
    TEMPLATE_GET("/milestones/templates/:template", milestone_template_edit_page, TEMPLATE_ID),
    TEMPLATE_POST("/milestones/templates/:template", milestone_template_edit_page, milestone_template_edit_post, TEMPLATE_ID),
    {GET, "/changes", changes_page, .access = ACCESS_READ, .tx = TX_READ, .formats = BOTH, .title = W_board_changes,
     .writes = "session touch", .about = "All differences between what was known on a date and what is known, a page at a time.",
     .params = {PARAMS_ASKED, {"since", P_DAY}, PAGE}},
    {GET, "/figures", figures_page, .access = ACCESS_READ, .tx = TX_READ, .formats = FORMAT_HTML | FORMAT_JSON,
     .title = W_menu_figures, .menu = W_menu_figures, .menu_order = 40, .writes = "session touch",
     .about = "The indicator dictionary with every figure; begins with the completion rate.", .params = {PARAMS_ASKED}},
    {GET, "/figures/:code", figure_page, .access = ACCESS_READ, .tx = TX_READ, .formats = FORMAT_HTML | FORMAT_JSON,
     .title = W_menu_figures, .writes = "session touch",
     .about = "One figure: formula, denominator, by group, and the rows behind it.",
     .params = {PARAMS_ASKED, {"code", P_TEXT, 1, 60, .required = true}}},
};
const size_t overview_route_count = countof(overview_routes);
