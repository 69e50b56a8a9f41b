#include "domain/rounds/rounds.h"
#include "domain/rounds/rounds_inside.h"
#include "domain/specialists/visit.h"

#define BOTH (FORMAT_HTML | FORMAT_JSON)
#define ID {"id", P_PROJECT, 1, INT64_MAX, .required = true}

/* To add a page: a row here, a view in views/, a handler in rounds_inside.h. */
const struct route rounds_routes[] = {
    {GET, "/specialists", specialists_page, .access = ACCESS_READ, .tx = TX_READ, .formats = BOTH, .title = W_specialists_title,
     .menu = W_menu_specialists, .menu_order = 53, .writes = "session touch",
     .about = "Who looks after how many of one's projects, and how long ago somebody was there.", .params = {PARAMS_ASKED}},
    {GET, "/specialists/proposals", proposals_page, .access = ACCESS_ASSIGN, .tx = TX_READ, .formats = BOTH,
     .title = W_proposals_title, .writes = "session touch",
     .about = "Who should look after what nobody has, and who should give to whom, with reasons."},
    {POST, "/specialists/proposals", proposals_post, .again = proposals_page, .access = ACCESS_ASSIGN, .tx = TX_WRITE,
     .formats = BOTH, .title = W_proposals_title, .entry_kind = "assignment",
     .about = "Accepts proposals, as they are or changed, in one transaction: project, from (0: nobody) and to side by side; "
              "take says which.",
     .params = {{"project", P_INT, 1, INT64_MAX, .many = true}, {"from", P_INT, 0, INT64_MAX, .many = true},
                {"to", P_INT, 1, INT64_MAX, .many = true}, {"take", P_INT, 1, INT64_MAX, .many = true},
                {"reason", P_LINES, 0, 500}}},
    {GET, "/projects/:id/assignment", assignment_page, .access = ACCESS_ASSIGN, .tx = TX_READ, .formats = BOTH,
     .title = W_assignment_title, .writes = "session touch",
     .about = "Who looks after a project and who did, and the form to hand it over.",
     .params = {ID, {"kind", P_CHOICE, .choices = ASSIGNMENT_KINDS}}},
    {POST, "/projects/:id/assignment", assignment_post, .again = assignment_page, .access = ACCESS_ASSIGN, .tx = TX_WRITE,
     .formats = BOTH, .title = W_assignment_title, .entry_kind = "assignment",
     .about = "Hands a project over to a specialist or a leader from a day, for good or until a day; to empty: to nobody.",
     .params = {ID, {"kind", P_CHOICE, .choices = ASSIGNMENT_KINDS}, {"to", P_TEXT, 0, 20}, {"from", P_DAY},
                {"until", P_DAY}, {"seen", P_INT, 0, INT64_MAX}, {"reason", P_LINES, 0, 500}}},
    {GET, "/projects/:id/visits", visits_page, .access = ACCESS_READ, .tx = TX_READ, .formats = BOTH, .title = W_visits_title,
     .writes = "session touch",
     .about = "The visits to a project, what was seen beside what the report says; the form, for who looks after it.",
     .params = {ID}},
    {POST, "/projects/:id/visits", visits_post, .again = visits_page, .access = ACCESS_VISIT, .tx = TX_WRITE, .formats = BOTH,
     .title = W_visits_title, .entry_kind = "visit",
     .about = "Records a visit by who looks after the project; a problem becomes a draft.",
     .params = {ID, {"day", P_DAY}, {"works", P_CHOICE, .choices = VISIT_WORKS}, {"figure", P_CHOICE, .choices = VISIT_FIGURES},
                {"people", P_INT, 0, VISIT_PEOPLE_MAX}, {"progress", P_LINES, 0, 1000}, {"met", P_TEXT, 0, 100},
                {"remark", P_LINES, 0, 2000}, {"problem", P_CHOICE, .choices = ROUNDS_PROBLEMS}, {"next", P_DAY}}},
};
const size_t rounds_route_count = countof(rounds_routes);
