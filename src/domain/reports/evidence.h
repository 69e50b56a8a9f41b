/* evidence -- files that prove what a report or a visit says, or that a problem is solved.
 *
 * What a file is, is told by its bytes; what is neither a picture nor a document that people can open is refused, as is
 * one that would unpack to more than anybody needs. Of a photo only the picture is kept. When it was taken is written
 * beside it; where, sealed under a key of its own, which is destroyed when the place is taken away: then nobody reads it
 * in the history either. A figure may be named that the file proves. */
#pragma once
#include "base/day.h"
#include "base/words.h"
#include "reports_queries.h"

enum { EVIDENCE_BYTES_MAX = 12 << 20, EVIDENCE_UNPACKED_MAX = 64 << 20, EVIDENCE_OF_ONE_MAX = 24 };
/* In the params of a route. */
#define EVIDENCE_KINDS "photo|progress_sheet|invoice|contract|other"
#define EVIDENCE_FIGURES "month|construction|equipment|other|funds|progress"

struct evidence_sent {
    int64_t project_id, report_id, visit_id; /* NO_INT: not of one */
    int64_t problem_id;                      /* 0: not of one */
    const char *kind, *figure;               /* figure NULL: none in particular */
    const char *file_name;
    struct blob file;
    struct blob head; /* the first bytes of the photo from which the browser made `file`; at NULL: it is as it was */
    bool keeps_place;
    int32_t today;
};
/* ERR_INVALID with the sentence at "file". */
must_use enum err evidence_add(struct tx *t, const struct evidence_sent *s, struct faults *faults, struct evidence *ret);
/* A file that shows something beside reports and visits: looked at and kept in the same way, of a photo the picture alone.
 * Whose it is, its own room writes. ERR_INVALID with the sentence at "file". */
struct evidence_kept {
    const char *file_name, *media_type, *sha;
    int64_t bytes;
};
must_use enum err evidence_keep(struct tx *t, const char *file_name, struct blob file, struct faults *faults,
                                struct evidence_kept *ret);
/* Forgets where it was taken, or takes the file back. ERR_MISSING; ERR_CONFLICT: not of this version any more. */
must_use enum err evidence_forget_place(struct tx *t, int64_t id, int64_t version);
must_use enum err evidence_withdraw(struct tx *t, int64_t id, int64_t version);
/* Another figure that it proves; NULL: none in particular. */
must_use enum err evidence_pin(struct tx *t, int64_t id, int64_t version, const char *figure);

/* "37.5131,122.1204"; NULL if there is none, or nobody may know it any more. */
must_use enum err evidence_place(struct tx *t, const struct evidence *e, const char **ret_text);
/* What was found odd about it when it came, in words; empty if nothing was. */
struct both evidence_note_said(struct arena *a, const char *note);
struct both evidence_kind_said(const char *kind);
/* A picture that a page may show. */
bool evidence_is_picture(const char *media_type);

/* A name that may stand in any folder: no paths, no control or direction marks, not too long. */
const char *evidence_file_name(struct arena *a, const char *name);
