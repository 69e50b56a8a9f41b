#include "domain/people/phone.h"
#include "base/text.h"
#include "people_queries.h"
#include "store/seal.h"
#include <string.h>

enum { DIGITS_MIN = 5, DIGITS_MAX = 20 };

bool phone_is(const char *text) {
    size_t digits = 0;
    if (strlen(text) > PHONE_MAX || strspn(text, "0123456789+-() ") != strlen(text)) return false;
    for (const char *c = text; *c; c++) digits += *c >= '0' && *c <= '9';
    return digits >= DIGITS_MIN && digits <= DIGITS_MAX;
}

static enum err row_of(struct tx *t, int64_t account_id, struct phone_number *ret) {
    struct phone_number_of_row found;
    bool has;
    *ret = phone_number_empty;
    try(phone_number_of(t, account_id, &found, &has));
    if (!has) return OK;
    return phone_number_get(t, found.id, ret);
}

static enum err opened(struct tx *t, const struct phone_number *row, const char **ret_number) {
    const char *text = NULL;
    *ret_number = "";
    if (!row->id || row->gone) return OK;
    enum err e = seal_open(t, row->subject_id, row->sealed, &text);
    if (e != OK && e != ERR_MISSING) return e;
    if (text) *ret_number = text;
    return OK;
}

enum err phone_of(struct tx *t, int64_t account_id, const char **ret_number) {
    struct phone_number row;
    try(row_of(t, account_id, &row));
    return opened(t, &row, ret_number);
}

static enum err take_away(struct tx *t, struct phone_number *row) {
    row->gone = 1;
    try(phone_number_put(t, row, row->version));
    enum err e = seal_destroy(t, row->subject_id);
    return e == ERR_MISSING ? OK : e;
}

enum err phone_state(struct tx *t, int64_t account_id, const char *number, struct faults *faults) {
    struct phone_number row;
    const char *now;
    if (*number && !phone_is(number)) {
        faults_add(faults, "phone", both_word(W_phone_no_number));
        return ERR_INVALID;
    }
    try(row_of(t, account_id, &row));
    try(opened(t, &row, &now));
    if (text_eq(now, number)) return OK;
    if (row.id) try(take_away(t, &row));
    if (!*number) return OK;
    row = phone_number_empty;
    row.account_id = account_id;
    row.subject_id = seal_subject_new();
    try(seal_close(t, row.subject_id, number, &row.sealed));
    return phone_number_put(t, &row, 0);
}
