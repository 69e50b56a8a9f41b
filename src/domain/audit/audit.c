#include "domain/audit/audit.h"
#include "domain/audit/audit_pages.h"

#define BOTH (FORMAT_HTML | FORMAT_JSON)
#define DAYS {"from", P_DAY}, {"to", P_DAY}
#define BEFORE {"before", P_INT, 1, INT64_MAX}

/* To add a page: a row here, a view in views/, a handler in audit_pages.h. */
const struct route audit_routes[] = {
    {GET, "/journal", journal_page, .access = ACCESS_READ, .tx = TX_READ, .formats = BOTH | FORMAT_CSV | FORMAT_XLSX,
     .title = W_journal_title, .menu = W_journal_title, .menu_order = 95, .writes = "session touch; csv and xlsx: export log",
     .about = "Every change of what one may see, newest first: who, when, why, what it was and what it is; the audit sees all.",
     .params = {{"project", P_PROJECT}, {"q", P_TEXT, 0, 60}, {"who", P_TEXT, 0, 60}, {"kind", P_TEXT, 0, 40}, DAYS, BEFORE}},
    {GET, "/projects/:id/pack", pack_page, .access = ACCESS_READ, .tx = TX_READ, .formats = FORMAT_OTHER, .title = W_pack_title,
     .writes = "session touch; export log",
     .about = "All of a project as one zip: every version of every row and the journal as xlsx, photos and documents, hashes.",
     .params = {{"id", P_PROJECT, .required = true}, DAYS}},
    {GET, "/readings", readings_page, .access = ACCESS_READINGS, .tx = TX_READ, .formats = BOTH | FORMAT_CSV | FORMAT_XLSX,
     .title = W_readings_title, .menu = W_readings_title, .menu_order = 96,
     .writes = "session touch; csv and xlsx: export log",
     .about = "Who opened which page of which project, when and how, newest first; the audit administration reads no names.",
     .params = {{"project", P_PROJECT}, {"who", P_TEXT, 0, 60}, DAYS, BEFORE}},
};
const size_t audit_route_count = countof(audit_routes);
