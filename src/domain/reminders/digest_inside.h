/* digest_inside -- what the reminders of people and of units have in common; inside the room. */
#pragma once
#include "domain/people/setting.h"
#include "domain/reminders/owed.h"

enum { DIGEST_BATCH = 20, DIGESTS_KEPT_DAYS = 60, LETTER_BYTES_MAX = 64 * 1024 };

/* One person's or one robot's, read in one transaction and written in the next. */
struct reminder {
    int64_t id; /* account, webhook */
    int64_t n;
    const char *subject, *text;
};
struct digesting {
    struct store *store;
    struct arena *a;
    struct position_cache *positions;
    int64_t now_ms;
    int32_t today;
    struct settings settings;
    struct reminder at[DIGEST_BATCH];
    size_t count;
};
struct digest_form {
    enum lang lang;
    const char *public_address; /* "": nobody has set it */
    enum word foot;
    size_t list_bytes_max;    /* once it is that long, no further report is named; how many there are is told in any case */
};

const char *digest_subject(struct digesting *d, const struct owed *o, enum lang lang);
const char *digest_text(struct digesting *d, const struct owing *w, const struct owed *o, const struct digest_form *form);

/* Whom one reminds: how a batch of those not reminded today is read, one is told (*told is counted on), and what is older
 * than a day of before swept away. */
struct digest_kind {
    enum err (*read)(struct digesting *d, struct owing *w);
    enum err (*write)(struct digesting *d, struct tx *t, const struct reminder *r, int *told);
    enum err (*sweep)(struct tx *t, int32_t before_day, int64_t *ret_changed);
};
extern const struct digest_kind digest_units; /* the robots of units */
