/* template -- the office's own .docx for each kind of document: one that ships, until the office gives its own. */
#pragma once
#include "base/words.h"
#include "store/store.h"

#define DOCX_MEDIA "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

enum template_kind { TEMPLATE_LETTER, TEMPLATE_MINUTES_ZH, TEMPLATE_MINUTES_EN, TEMPLATE_KINDS };
#define TEMPLATE_KIND_CHOICES "letter|minutes_zh|minutes_en"

enum { TEMPLATE_NAMES_MAX = 10 };
/* What a kind offers: {{name}} for each name, and one list with its columns, or none. */
struct template_row {
    const char *key;
    enum word name;
    const char *names[TEMPLATE_NAMES_MAX]; /* NULL behind the last; values are given in this order */
    const char *list, *none;               /* list NULL: it has none */
    const char *columns[TEMPLATE_NAMES_MAX];
};
extern const struct template_row template_rows[TEMPLATE_KINDS];
/* TEMPLATE_KINDS for a word nobody knows. */
enum template_kind template_kind_read(const char *key);

/* The one that ships. */
must_use enum err template_sample(struct tx *t, enum template_kind kind, struct blob *ret);
/* The one in force: the office's, or the one that ships. */
must_use enum err template_current(struct tx *t, enum template_kind kind, struct blob *ret);
/* The one in force, filled; `cells` are row by row, `rows` of them. ERR_WORLD if what was accepted can be filled no more. */
must_use enum err template_fill(struct tx *t, enum template_kind kind, const char *const *values, const char *const *cells,
                                size_t rows, int64_t at_ms, struct blob *ret);
/* The office gives another. ERR_INVALID with the sentence at "file": what is broken, and where. */
must_use enum err template_set(struct tx *t, enum template_kind kind, const char *file_name, struct blob file,
                               int64_t account_id, int32_t today, struct faults *faults);
/* Back to the one that ships. */
must_use enum err template_unset(struct tx *t, enum template_kind kind);
