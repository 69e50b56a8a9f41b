#include "domain/roster/roster_pages.h"
#include "domain/roster/roster_page.h"

enum { UPLOAD_ROOM = 1 << 20 };

#define DRAFT {"draft", P_INT, 1, INT64_MAX, .required = true}

/* Reading a sheet and making passwords take their time: then it is written in a transaction of its own. */
const struct route roster_routes[] = {
    {GET, "/organisation/import", roster_upload_page, .access = ACCESS_ORGANISE, .tx = TX_READ,
     .formats = FORMAT_HTML | FORMAT_JSON, .title = W_roster_title, .writes = "session touch",
     .about = "The form for a sheet of areas, units and people."},
    {POST, "/organisation/import", roster_upload_post, .again = roster_upload_page, .access = ACCESS_ORGANISE, .tx = TX_READ,
     .formats = FORMAT_HTML | FORMAT_JSON, .title = W_roster_title,
     .body_max = (size_t)ROSTER_BYTES_MAX + UPLOAD_ROOM,
     .about = "Uploads a sheet of areas, units and people. It waits for a day as a draft; no fact is written.",
     .params = {{"file", P_FILE, .max = ROSTER_BYTES_MAX, .required = true}}},
    {GET, "/organisation/import/:draft", roster_draft_page, .access = ACCESS_ORGANISE, .tx = TX_READ,
     .formats = FORMAT_HTML | FORMAT_JSON, .title = W_roster_title, .writes = "session touch",
     .about = "What accepting would do: new, changed, as it is, refused and why, each with its cell.",
     .params = {DRAFT, {"tab", P_CHOICE, .choices = "refused|note|new|changed|same"}, {"page", P_INT, 1, 100000}}},
    {POST, "/organisation/import/:draft/accept", roster_accept_post, .again = roster_draft_page, .access = ACCESS_ORGANISE,
     .tx = TX_READ, .formats = FORMAT_HTML | FORMAT_JSON, .title = W_roster_title,
     .about = "Writes what the preview showed as one entry; the one-time passwords of new people are in this answer alone.",
     .params = {DRAFT, {"reason", P_TEXT, 0, 200}}},
    {POST, "/organisation/import/:draft/drop", roster_drop_post, .access = ACCESS_ORGANISE, .tx = TX_WRITE,
     .formats = FORMAT_HTML | FORMAT_JSON, .title = W_roster_title, .entry_kind = "roster_draft", .about = "Discards the draft.",
     .params = {DRAFT, {"reason", P_TEXT, 0, 200}}},
    {GET, "/organisation/export", roster_export_page, .access = ACCESS_ORGANISE, .tx = TX_READ, .formats = FORMAT_XLSX,
     .title = W_roster_export, .writes = "session touch",
     .about = "Areas, open units, and people with their posts, as the import reads them; contacts: e-mail and telephone too.",
     .params = {{"contacts", P_FLAG}}},
};
const size_t roster_route_count = countof(roster_routes);
