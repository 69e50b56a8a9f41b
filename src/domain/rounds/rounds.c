#include "domain/rounds/rounds.h"
#include "domain/reports/evidence.h"
#include "domain/rounds/rounds_inside.h"
#include "domain/specialists/sighting.h"
#include "domain/specialists/visit.h"

#define BOTH (FORMAT_HTML | FORMAT_JSON)
#define TABLE (BOTH | FORMAT_CSV | FORMAT_XLSX)
#define ID {"id", P_PROJECT, 1, INT64_MAX, .required = true}
#define PROJECT {"project", P_PROJECT, 1, INT64_MAX, .required = true}
#define FILE {"file", P_INT, 1, INT64_MAX, .required = true}
#define FILE_VERSION {"file_version", P_INT, 1, INT64_MAX, .required = true}
enum { FORM_BYTES_MAX = 64 << 20 };

/* To add a page: a row here, a view in views/, a handler in rounds_inside.h. */
const struct route rounds_routes[] = {
    {GET, "/rounds", today_page, .access = ACCESS_VISIT, .tx = TX_READ, .formats = BOTH, .title = W_today_title,
     .menu = W_menu_today, .menu_order = 52, .writes = "session touch",
     .about = "What one looks after, in the order in which it needs one, and why.",
     .params = {PARAMS_ASKED, {"show", P_CHOICE, .choices = "today|all|visited"}}},
    {GET, "/specialists", specialists_page, .access = ACCESS_READ, .tx = TX_READ, .formats = BOTH, .title = W_specialists_title,
     .menu = W_menu_specialists, .menu_order = 53, .writes = "session touch",
     .about = "Who looks after how many of one's projects, and how long ago somebody was there.", .params = {PARAMS_ASKED}},
    {GET, "/specialists/leaders", leaders_page, .access = ACCESS_READ, .tx = TX_READ, .formats = BOTH, .title = W_leaders_title,
     .writes = "session touch",
     .about = "Leaders' linked projects among one's own: who has which, how they stand, when he was there himself.",
     .params = {PARAMS_ASKED}},
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
    {GET, "/specialists/handover", handover_page, .access = ACCESS_ASSIGN, .tx = TX_READ, .formats = BOTH,
     .title = W_handover_title, .writes = "session touch",
     .about = "All that one person looks after, and who of those chosen would take which: for good, or while somebody is away.",
     .params = {{"kind", P_CHOICE, .choices = ASSIGNMENT_KINDS}, {"person", P_INT, 1, INT64_MAX},
                {"taker", P_INT, 1, INT64_MAX, .many = true}}},
    {POST, "/specialists/handover", handover_post, .again = handover_page, .access = ACCESS_ASSIGN, .tx = TX_WRITE,
     .formats = BOTH, .title = W_handover_title, .entry_kind = "assignment",
     .about = "Hands one person's projects over in one transaction: project and to side by side, from a day, with a reason; "
              "until a day, if others only stand in.",
     .params = {{"kind", P_CHOICE, .choices = ASSIGNMENT_KINDS}, {"person", P_INT, 1, INT64_MAX, .required = true},
                {"taker", P_INT, 1, INT64_MAX, .many = true}, {"project", P_INT, 1, INT64_MAX, .many = true},
                {"to", P_INT, 1, INT64_MAX, .many = true}, {"from", P_DAY}, {"until", P_DAY},
                {"reason", P_LINES, 1, 500, .required = true}}},
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
     .about = "The visits to a project: what was seen beside what the report says, also of a milestone, and the photos taken "
              "there.",
     .params = {ID}},
    {POST, "/projects/:id/visits/:visit/rating", visit_rating_post, .again = visits_page, .access = ACCESS_RATE, .tx = TX_WRITE,
     .formats = BOTH, .title = W_visits_title, .entry_kind = "visit_rating",
     .about = "The unit's word on a visit, once; those who assign specialists read it, the specialist does not.",
     .params = {ID, {"visit", P_INT, 1, INT64_MAX, .required = true}, {"stars", P_INT, 1, VISIT_STARS_MAX},
                {"words", P_LINES, 0, 500}}},
    {GET, "/visits", visit_list_page, .access = ACCESS_READ, .tx = TX_READ, .formats = TABLE, .title = W_visits_title,
     .writes = "session touch; csv and xlsx: export log",
     .about = "All visits from January to the end of a month, of everybody or of one person, newest first.",
     .params = {PARAMS_ASKED, {"specialist", P_INT, 1, INT64_MAX}, {"page", P_INT, 1, 1000000}}},
    {GET, "/specialists/metrics", metrics_page, .access = ACCESS_READ, .tx = TX_READ, .formats = TABLE,
     .title = W_metrics_title, .writes = "session touch; csv and xlsx: export log",
     .about = "What each specialist does: load, visits a project-month, days since the last visit, problems found, ratings.",
     .params = {PARAMS_ASKED}},
    {GET, "/rounds/:project", visit_form_page, .access = ACCESS_VISIT, .tx = TX_READ, .formats = BOTH, .title = W_visits_new,
     .writes = "session touch",
     .about = "The form of a visit, for who looks after the project, beside what is reported of its figure and milestones.",
     .params = {PROJECT}},
    {POST, "/rounds/:project", visit_form_post, .again = visit_form_page, .access = ACCESS_VISIT, .tx = TX_WRITE,
     .formats = BOTH, .title = W_visits_new, .entry_kind = "visit", .body_max = FORM_BYTES_MAX,
     .about = "Records a visit with its photos, once for each Idempotency-Key; problems become drafts, and what is seen of a "
              "milestone is evidence beside the record.",
     .params = {PROJECT, {"do", P_CHOICE, .choices = "send"}, {"day", P_DAY}, {"works", P_CHOICE, .choices = VISIT_WORKS},
                {"milestone", P_INT, 1, INT64_MAX}, {"seen", P_CHOICE, .choices = MILESTONE_SEEN}, {"seen_day", P_DAY},
                {"figure", P_CHOICE, .choices = VISIT_FIGURES}, {"people", P_INT, 0, VISIT_PEOPLE_MAX},
                {"progress", P_LINES, 0, 1000}, {"met", P_TEXT, 0, 100}, {"remark", P_LINES, 0, 2000},
                {"problem", P_CHOICE, .choices = ROUNDS_PROBLEMS, .many = true},
                {"within", P_CHOICE, .choices = VISIT_WITHIN}, {"next", P_DAY},
                {"photo", P_FILE, 0, EVIDENCE_BYTES_MAX, .many = true},
                {"head", P_FILE, 0, EVIDENCE_BYTES_MAX, .many = true}, {"keeps_place", P_FLAG}}},
    {GET, "/rounds/:project/files/:file", visit_file_page, .access = ACCESS_READ, .tx = TX_READ, .formats = FORMAT_OTHER,
     .title = W_visits_title, .writes = "session touch", .about = "A photo of a visit.", .params = {PROJECT, FILE}},
    {POST, "/rounds/:project/files/:file/drop", visit_file_drop_post, .access = ACCESS_VISIT, .tx = TX_WRITE, .formats = BOTH,
     .title = W_visits_title, .entry_kind = "evidence", .about = "Takes a photo of one's own visit back.",
     .params = {PROJECT, FILE, FILE_VERSION}},
    {POST, "/rounds/:project/files/:file/place", visit_file_place_post, .access = ACCESS_VISIT, .tx = TX_WRITE,
     .formats = BOTH, .title = W_visits_title, .entry_kind = "evidence",
     .about = "Forgets where a photo of one's own visit was taken.", .params = {PROJECT, FILE, FILE_VERSION}},
};
const size_t rounds_route_count = countof(rounds_routes);
