#include "domain/hearing/hearing.h"
#include "domain/hearing/hearing_inside.h"
#include "domain/reports/evidence.h"

#define BOTH (FORMAT_HTML | FORMAT_JSON)
#define ID {"id", P_PROJECT, 1, INT64_MAX, .required = true}

/* To add a page: a row here, a view in views/, a handler in hearing_inside.h. */
const struct route hearing_routes[] = {
    {GET, "/waivers", waivers_page, .access = ACCESS_READ, .tx = TX_READ, .formats = BOTH, .title = W_waivers_title,
     .writes = "session touch", .about = "Waivers of lights of one's projects: who asked, who approved, until when.",
     .params = {PARAMS_ASKED, {"state", P_CHOICE, .choices = "asked|holds|over|refused|revoked"}}},
    {GET, "/projects/:id/light", light_page, .access = ACCESS_READ, .tx = TX_READ, .formats = BOTH, .title = W_light_page_title,
     .writes = "session touch",
     .about = "One project's light: three voices of the month, waivers, and each month as known then and now.",
     .params = {PARAMS_ASKED, ID}},
    {POST, "/projects/:id/light", light_post, .again = light_page, .access = ACCESS_PROBLEM, .tx = TX_WRITE, .formats = BOTH,
     .title = W_light_page_title, .entry_kind = "light_voice", .body_max = EVIDENCE_BYTES_MAX + (1 << 20),
     .about = "Says a colour of a month, asks for a waiver with a file and a last day, or decides on one (version as seen).",
     .params = {ID, {"do", P_CHOICE, .choices = "say|ask|" WAIVER_DO_CHOICES, .required = true}, PARAMS_ASKED,
                {"voice", P_CHOICE, .choices = VOICE_CHOICES}, {"colour", P_CHOICE, .choices = VOICE_COLOURS},
                {"reason", P_LINES, 0, 2000}, {"end", P_DAY}, {"file", P_FILE, 0, EVIDENCE_BYTES_MAX},
                {"waiver", P_INT, 1, INT64_MAX}, {"version", P_INT, 1, INT64_MAX}, {"text", P_LINES, 0, 2000}}},
    {GET, "/projects/:id/light/files/:waiver", waiver_file_page, .access = ACCESS_READ, .tx = TX_READ, .formats = FORMAT_OTHER,
     .title = W_light_page_title, .writes = "session touch", .about = "The file that shows the case of a waiver.",
     .params = {ID, {"waiver", P_INT, 1, INT64_MAX, .required = true}}},
};
const size_t hearing_route_count = countof(hearing_routes);
