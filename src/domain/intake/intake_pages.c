#include "domain/intake/intake_pages.h"
#include "domain/intake/intake_page.h"

enum { UPLOAD_BYTES_MAX = 256 << 20, UPLOAD_ROOM = 1 << 20, FORM_BYTES_MAX = 1 << 20, REASON_MAX = 200 };

#define ID(name) {name, P_INT, 1, INT64_MAX, .required = true}
/* What a sheet is about; the statistics bureau's own people bring in its list alone. */
#define KIND {"kind", P_CHOICE, .choices = "projects|bureau"}
#define DRAFT_POST .access = ACCESS_INTAKE, .formats = FORMAT_HTML | FORMAT_JSON, .title = W_upload_title
#define DRAFT_GET .access = ACCESS_INTAKE, .tx = TX_READ, .writes = "session touch"

/* To accept and to undo are written by a job in a transaction of its own, so these rows only read. */
const struct route intake_routes[] = {
    {GET, "/intake", intake_page, DRAFT_GET, .formats = FORMAT_HTML | FORMAT_JSON, .title = W_upload_title,
     .menu = W_menu_intake, .menu_order = 30, .about = "Upload a sheet; drafts of one's own; what came in before.",
     .params = {KIND, {"page", P_INT, 1, 1000000}}},
    {POST, "/intake", intake_upload_post, .again = intake_page, DRAFT_POST, .tx = TX_WRITE, .entry_kind = "intake_draft",
     .body_max = (size_t)UPLOAD_BYTES_MAX + UPLOAD_ROOM,
     .about = "Uploads sheets. Each is kept as it is and waits as a draft; no fact is written. "
              "bureau: the statistics bureau's list.",
     .params = {KIND, {"file", P_FILE, .max = UPLOAD_BYTES_MAX, .required = true, .many = true}, {"page", P_INT, 1, 1000000}}},
    {GET, "/intake/drafts/:id", draft_page, DRAFT_GET, .formats = FORMAT_HTML | FORMAT_JSON, .title = W_upload_title,
     .about = "Leads to the headings if something is unsure there, else to the preview.", .params = {ID("id")}},
    {GET, "/intake/drafts/:id/mapping", mapping_page, DRAFT_GET, .formats = FORMAT_HTML | FORMAT_JSON,
     .title = W_mapping_title, .about = "What each column was taken for.", .params = {ID("id")}},
    {POST, "/intake/drafts/:id/mapping", mapping_post, DRAFT_POST, .tx = TX_WRITE, .entry_kind = "intake_draft",
     .body_max = FORM_BYTES_MAX,
     .about = "Says what columns are. Lists go together by their order: heading, was, field, unit, months; - for as it stands.",
     .params = {ID("id"), {"sheet", P_TEXT, 0, 100}, {"heading", P_TEXT, 0, 2000, .many = true},
                {"was", P_TEXT, 0, 200, .many = true}, {"field", P_TEXT, 0, 60, .many = true},
                {"unit", P_TEXT, 0, 60, .many = true}, {"months", P_TEXT, 0, 40, .many = true}}},
    {GET, "/intake/drafts/:id/preview", preview_page, DRAFT_GET, .formats = FORMAT_HTML | FORMAT_JSON | FORMAT_CSV,
     .title = W_preview_title, .about = "What accepting would change; csv has all faults.",
     .params = {ID("id"), {"tab", P_CHOICE, .choices = "faults|new|changed|skipped"}, {"page", P_INT, 1, 1000}}},
    {POST, "/intake/drafts/:id/accept", draft_accept_post, DRAFT_POST, .tx = TX_READ, .body_max = FORM_BYTES_MAX,
     .about = "Writes the draft's facts as one entry: make: kinds of names to be made; duplicate: PLACE|PROJECT or PLACE|0.",
     .params = {ID("id"), {"make", P_CHOICE, .choices = "area|field|department", .many = true},
                {"duplicate", P_TEXT, 0, 300, .many = true}, {"reason", P_TEXT, 0, REASON_MAX}}},
    {POST, "/intake/drafts/:id/cancel", draft_cancel_post, DRAFT_POST, .tx = TX_READ,
     .about = "Stops what is being done with the draft.", .params = {ID("id")}},
    {POST, "/intake/drafts/:id/drop", draft_drop_post, DRAFT_POST, .tx = TX_WRITE, .entry_kind = "intake_draft",
     .body_max = FORM_BYTES_MAX, .about = "Discards the draft. What else its forms hold is not looked at.",
     .params = {ID("id"), {"make", P_TEXT, 0, 60, .many = true}, {"duplicate", P_TEXT, 0, 300, .many = true},
                {"reason", P_TEXT, 0, REASON_MAX}, {"sheet", P_TEXT, 0, 100}, {"heading", P_TEXT, 0, 2000, .many = true},
                {"was", P_TEXT, 0, 200, .many = true}, {"field", P_TEXT, 0, 60, .many = true},
                {"unit", P_TEXT, 0, 60, .many = true}, {"months", P_TEXT, 0, 40, .many = true}}},
    {GET, "/intake/:entry", result_page, DRAFT_GET, .formats = FORMAT_HTML | FORMAT_JSON, .title = W_result_title,
     .about = "What an intake did; after its undo, what went back and what stayed.", .params = {ID("entry")}},
    {POST, "/intake/:entry/undo", intake_undo_post, DRAFT_POST, .tx = TX_READ, .about = "Takes an intake back.",
     .params = {ID("entry"), {"reason", P_TEXT, 1, REASON_MAX, .required = true}}},
    {GET, "/intake/:entry/file", intake_file_page, DRAFT_GET, .formats = FORMAT_OTHER, .title = W_result_file,
     .about = "The file as it came.", .params = {ID("entry")}},
};
const size_t intake_route_count = countof(intake_routes);
