/* bulletin_inside -- what the files of this room share. */
#pragma once
#include "domain/bulletins/bulletin.h"
#include "domain/overview/asked.h"
#include "part_tab_view.h"
#include "web/input.h"

/* Reckons the bulletin on a month as known at an entry and seen from a day. */
must_use enum err bulletin_make_at(struct tx *t, struct position_cache *cache, int64_t entry, int32_t day, int32_t month,
                                   struct bulletin_made *ret);
/* The document with number, remarks and names around the content, and its PDF: kept, their names in the row. */
must_use enum err bulletin_document_keep(struct tx *t, struct bulletin *b, int64_t now_ms);
/* The document's bytes of a row that has its number. */
must_use enum err bulletin_document_bytes(struct tx *t, const struct bulletin *b, struct blob *ret);
must_use enum err bulletin_tell_named(struct tx *t, const struct bulletin *b, int64_t by_id, int64_t now_ms, int32_t today);
/* The PDF of what it says, with the remarks. */
must_use enum err bulletin_paper(struct tx *t, const struct bulletin *b, enum lang lang, int64_t at_ms, struct blob *ret,
                                 size_t *ret_pages);

must_use enum err bulletins_page(struct req *q);
must_use enum err bulletin_draft_post(struct req *q);
must_use enum err bulletin_page(struct req *q);
must_use enum err bulletin_post(struct req *q);
must_use enum err bulletin_remark_post(struct req *q);
must_use enum err bulletin_file(struct req *q);
must_use enum err bulletin_pdf(struct req *q);
must_use enum err bulletin_number_page(struct req *q);
must_use enum err bulletin_compare_page(struct req *q);
must_use enum err score_page(struct req *q);
must_use enum err score_post(struct req *q);

/* The bulletin of the path: what is not issued only for who makes them. ERR_MISSING. */
must_use enum err bulletin_of(struct req *q, struct bulletin *ret);
const char *bulletin_href(struct req *q, int64_t id);
void bulletins_tabs(struct req *q, const char *here, const struct part_tab_view **ret, size_t *ret_count);
