#include "domain/supervision/supervision.h"
#include "domain/problems/problem.h"
#include "domain/reports/evidence.h"
#include "domain/supervision/supervision_inside.h"

#define BOTH (FORMAT_HTML | FORMAT_JSON)
#define TABLE (BOTH | FORMAT_CSV | FORMAT_XLSX)
#define ID {"id", P_PROJECT, 1, INT64_MAX, .required = true}
#define PROBLEM {"problem", P_INT, 1, INT64_MAX, .required = true}
#define FILES {"file", P_FILE, 0, EVIDENCE_BYTES_MAX, .many = true}
enum { FORM_BYTES_MAX = 64 << 20 };

/* To add a page: a row here, a view in views/, a handler in supervision_inside.h. */
const struct route supervision_routes[] = {
    {GET, "/problems", problem_list_page, .access = ACCESS_READ, .tx = TX_READ, .formats = TABLE, .title = W_problems_title,
     .menu = W_menu_problems, .menu_order = 35, .writes = "session touch; csv and xlsx: export log",
     .about = "The problems of one's projects: what is late first. By kind, level (rank), state, whose desk, area, department.",
     .params = {{"show", P_CHOICE, .choices = "late|mine|draft|closed"}, {"kind", P_CHOICE, .choices = PROBLEM_KIND_CHOICES},
                {"rank", P_INT, 1, PROBLEM_LEVELS}, {"state", P_CHOICE, .choices = PROBLEM_STATE_CHOICES},
                {"desk", P_CHOICE, .choices = "raiser|reviewers|responsible"}, {"area", P_TEXT, 0, 40},
                {"department", P_TEXT, 0, 40}, {"page", P_INT, 1, 1000000}}},
    {GET, "/problems/days", problem_days_page, .access = ACCESS_READ, .tx = TX_READ, .formats = TABLE,
     .title = W_problems_days_title, .writes = "session touch; csv and xlsx: export log",
     .about = "Where the days of the last year's problems went, by responsible unit: quarters and middle, in working days."},
    {GET, "/problems/causes", problem_causes_page, .access = ACCESS_READ, .tx = TX_READ, .formats = BOTH,
     .title = W_problems_causes_title, .writes = "session touch",
     .about = "Causes that several problems of one's projects share, and what they hold up."},
    {GET, "/problems/ladder", problem_ladder_page, .access = ACCESS_READ, .tx = TX_READ, .formats = BOTH,
     .title = W_problems_ladder_title, .writes = "session touch",
     .about = "The ladder of escalation: working days by level and rung, and how they were changed."},
    {POST, "/problems/ladder", problem_ladder_post, .again = problem_ladder_page, .access = ACCESS_WRITE, .tx = TX_WRITE,
     .formats = BOTH, .title = W_problems_ladder_title, .entry_kind = "problem_rung",
     .about = "Another number of working days on a rung from a day on; without days the ladder ends there.",
     .params = {{"rank", P_INT, 1, PROBLEM_LEVELS, .required = true},
                {"rung", P_CHOICE, .choices = "unit|district|office", .required = true}, {"days", P_INT, 0, LADDER_DAYS_MAX},
                {"from", P_DAY}, {"reason", P_LINES, 0, 500}}},
    {GET, "/projects/:id/problems/new", problem_new_page, .access = ACCESS_PROBLEM, .tx = TX_READ, .formats = BOTH,
     .title = W_problem_new_title, .writes = "session touch",
     .about = "The form by which a problem of a project is raised directly.", .params = {ID}},
    {POST, "/projects/:id/problems/new", problem_new_post, .again = problem_new_page, .access = ACCESS_PROBLEM, .tx = TX_WRITE,
     .formats = BOTH, .title = W_problem_new_title, .entry_kind = "problem", .body_max = FORM_BYTES_MAX,
     .about = "Raises a problem directly and registers it: kind, what it is, the investment it holds up, files.",
     .params = {ID, {"kind", P_CHOICE, .choices = PROBLEM_KIND_CHOICES}, {"text", P_LINES, 0, 2000}, {"held", P_TEXT, 0, 40},
                FILES}},
    {GET, "/projects/:id/problems/:problem", problem_page, .access = ACCESS_READ, .tx = TX_READ, .formats = BOTH,
     .title = W_problem_title, .writes = "session touch",
     .about = "One problem with its whole story, and what the reader may do with it now, and why not.", .params = {ID, PROBLEM}},
    {POST, "/projects/:id/problems/:problem", problem_post, .again = problem_page, .access = ACCESS_PROBLEM, .tx = TX_WRITE,
     .formats = BOTH, .title = W_problem_title, .entry_kind = "problem_step", .body_max = FORM_BYTES_MAX,
     .about = "Does one step with a problem, as seen in its version: what each asks for is told by the page's JSON.",
     .params = {ID, PROBLEM, {"version", P_INT, 1, INT64_MAX, .required = true},
                {"do", P_CHOICE, .choices = PROBLEM_DO_CHOICES, .required = true}, {"text", P_LINES, 0, 2000},
                {"proof", P_TEXT, 0, 200}, {"level", P_INT, 1, PROBLEM_LEVELS}, {"unit", P_INT, 1, INT64_MAX},
                {"person", P_INT, 1, INT64_MAX}, {"days", P_INT, 1, PROBLEM_DAYS_MAX}, {"held", P_TEXT, 0, 40},
                {"cause", P_INT, 1, INT64_MAX}, {"cause_name", P_TEXT, 0, 120}, FILES}},
    {GET, "/projects/:id/problems/:problem/files/:file", problem_file_page, .access = ACCESS_READ, .tx = TX_READ,
     .formats = FORMAT_OTHER, .title = W_problem_title, .writes = "session touch", .about = "A file of a problem.",
     .params = {ID, PROBLEM, {"file", P_INT, 1, INT64_MAX, .required = true}}},
};
const size_t supervision_route_count = countof(supervision_routes);
