/* contact_edit -- the person to ask about a project: stated, corrected and erased by hand.
 *
 * Name and telephone are sealed with a key of that person's own (store/seal.h). A corrected telephone is a
 * new version under the same key; another name is another person, with another key. Erasing destroys the
 * key: every version of the person becomes unreadable, the chain stays whole. Each of these writes the
 * project's row anew, so that its history tells who did it and why, and tells nothing of the person. */
#pragma once
#include "base/words.h"
#include "store/store.h"

/* The subject of the seal of the nth person that an entry states. */
static inline int64_t contact_person(int64_t entry, int64_t n) { return entry * 1000000 + n; }

struct contact_said {
    int64_t id, version;
    const char *name, *phone; /* "" if not stated; NULL: erased */
    bool stands;              /* false: another person took the place, or it was taken away */
};
/* Opens the seal of a row; an erased person has no name and no telephone. */
must_use enum err contact_open(struct tx *t, int64_t person_id, struct blob sealed, struct contact_said *ret);
/* Everyone who is or was a contact of the project, the newest first. */
must_use enum err contacts_said(struct tx *t, int64_t project_id, struct contact_said **ret, size_t *ret_count);

/* Makes name and telephone stand; both empty: there is no contact any more. `version` is that of the contact that was
 * shown, 0 for none. ERR_CONFLICT: another stands now; ERR_MISSING: no such project; ERR_INVALID: not a telephone. */
must_use enum err contact_state(struct tx *t, int64_t project_id, int64_t version, const char *name, const char *phone,
                                struct faults *faults, bool *ret_changed);
/* Destroys the person's key. ERR_CONFLICT: no longer of this version, or erased already; ERR_MISSING: not one of the
 * project's; ERR_INVALID: no reason. */
must_use enum err contact_erase(struct tx *t, int64_t project_id, int64_t contact_id, int64_t version, const char *reason,
                                struct faults *faults);

/* For readers who may not write: 138****0000. */
const char *phone_masked(struct arena *a, const char *phone);
