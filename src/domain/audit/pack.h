/* pack -- all of one project to be taken along as proof: every version of every row, the journal, the files, and hashes.
 *
 * records.xlsx has a sheet a table of the ledger, a line a version with its entry, and the journal; files/ has photos and
 * documents as they are kept; manifest.json says of each file its hash, whose it is, who took the pack when, and the
 * journal's head as it then was; SHA256SUMS is for any tool that checks such lists. */
#pragma once
#include "domain/audit/journal_lines.h"
#include "store/journal.h"

/* Of the files; narrower days take fewer of them. */
enum { PACK_FILES_MAX = 20 << 20, PACK_MEMBERS_MAX = 2000, PACK_LINES_MAX = 50000, PACK_VERSIONS_MAX = 6000 };

struct pack_file {
    const char *path;
    const void *at;
    size_t len;
    bool is_packed;
    char sha[65];
    const struct evidence *evidence; /* NULL: made for the pack */
    int64_t recorded_ms, entry;      /* of the evidence */
};
struct pack {
    struct journal_reader *r;
    int64_t project_id;
    const char *number, *name; /* of the project */
    struct journal_row head;
    struct journal_told *entries; /* newest first */
    size_t entry_count;
    struct journal_lines lines;
    struct pack_file *files;
    size_t count;
};
/* The workbook into *ret. */
must_use enum err pack_records(const struct pack *p, struct out *ret);
/* The manifest of the files so far. */
void pack_manifest(const struct pack *p, struct out *o);
