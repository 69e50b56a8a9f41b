/* letters_inside -- what the pages of this room share, and their handlers for the rows in letters.c. */
#pragma once
#include "domain/letters/missive.h"
#include "domain/people/app.h"
#include "domain/stats/sight.h"
#include "web/input.h"
#include "web/web.h"

must_use enum err letter_list_page(struct req *q);
must_use enum err letter_ladder_page(struct req *q);
must_use enum err letter_page(struct req *q);
must_use enum err letter_post(struct req *q);
must_use enum err letter_sign_post(struct req *q);
must_use enum err letter_pdf_file(struct req *q);
must_use enum err letter_docx_file(struct req *q);
must_use enum err letter_file_page(struct req *q);

/* Who reads: letters of projects he sees; letters to his unit once they went out. */
struct letter_reader {
    const struct scope *scope;
    int32_t today;
    bool may_sign;
};
must_use enum err letter_reader_of(struct req *q, struct letter_reader *ret);
bool letter_sees_project(struct req *q, const struct letter_reader *r, int64_t project_id);
bool letter_sees(struct req *q, const struct letter_reader *r, const struct official_letter *x);
/* One that waits for its answer. */
bool letter_is_waiting(const char *state);
/* "超 4 天", "余 4 天" of one that waits; else empty. */
struct both letter_left(struct arena *a, const char *state, int32_t due_day, int32_t today);
