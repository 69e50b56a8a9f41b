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
    const char *platform_url; /* "": nobody has set it */
    enum word foot;
    size_t list_bytes_max;    /* once it is that long, no further report is named; how many there are is told in any case */
};

/* Reads the settings and the day, and forgets the batch before. *ret_is: the hour has come. */
must_use enum err digest_is_time(struct digesting *d, struct tx *t, bool *ret_is);
must_use enum err digest_platform_url(struct tx *t, const char **ret);
/* What is the same for all of a batch; whatever it returns, digest_owing_done gives it back. */
must_use enum err digest_owing(struct digesting *d, struct owing *w);
void digest_owing_done(struct owing *w);
const char *digest_subject(struct digesting *d, const struct owed *o, enum lang lang);
const char *digest_text(struct digesting *d, const struct owing *w, const struct owed *o, const struct digest_form *form);

/* The robots of units; *told is counted on. */
must_use enum err digest_units_run(struct digesting *d, int *told);
