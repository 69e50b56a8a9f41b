/* organisation -- the tree of units, the posts in it and who holds them: as known at an entry, and changed by hand.
 *
 * Work waits for a post, not for a person: a hand-over ends one holder the day before and begins the next, and
 * nothing that waits there is touched. No row is edited away; a slip of the same day is taken back. */
#pragma once
#include "base/day.h"
#include "domain/people/reach.h"
#include "people_queries.h"

struct organisation {
    struct tx *t;
    struct unit *units; /* in the order of sort and id; taken-back ones are not here */
    struct post *posts; /* by unit and id */
    struct post_holder *holders; /* by post, the present ones' first day, id */
    size_t unit_count, post_count, holder_count;
};
/* In the transaction's arena, as known at an entry. */
must_use enum err organisation_known(struct tx *t, int64_t entry, struct organisation *ret);
/* NULL if there is none. */
const struct unit *organisation_unit(const struct organisation *o, int64_t unit_id);
/* The posts of a unit, the holders of a post. */
const struct post *organisation_posts(const struct organisation *o, int64_t unit_id, size_t *ret_count);
const struct post_holder *organisation_holders(const struct organisation *o, int64_t post_id, size_t *ret_count);

enum word unit_kind_word(const char *kind);
#define UNIT_KINDS "government|project_office|department|area_office|project_unit|bureau|factor|bank|specialist_team"

/* Whether the unit is shown: project units to who sees all, to the administrations, and to their own area. */
bool organisation_shows(const struct reach *r, const struct unit *u);
/* Whether somebody may say who holds a post of a role in a unit: the security of the house any; the city's office all
 * but the administrations and the audit; an area's office those of its area; a department its own. */
bool organisation_appoints(const struct reach *r, const struct unit *u, unsigned role);
/* Whether somebody may give an account a new one-time password: they appoint to every seat it has, so that nobody comes to
 * rights by it that they could not have given. */
must_use enum err organisation_resets(struct tx *t, const struct reach *r, int64_t account_id, int32_t day, bool *ret);

/* -- changes: ERR_INVALID with all faults by the names of their fields, ERR_CONFLICT if overtaken -- */

struct unit_stated {
    const char *kind, *name_zh, *name_en; /* name_en "": the same */
    int64_t parent_id, area_id;           /* NO_INT: none */
    const char *uscc;                     /* of a project unit; "": not known */
    const char *key;                      /* to stand in addresses, one of its own */
};
/* 18 digits and capital letters. */
bool unit_uscc_is(const char *uscc);
must_use enum err unit_begin(struct tx *t, const struct unit_stated *s, struct faults *faults, int64_t *ret_id);
must_use enum err unit_rename(struct tx *t, int64_t id, int64_t version, const char *name_zh, const char *name_en,
                              struct faults *faults);
/* Its last day is `day`; posts end with it and stay as they were held. Refused while units below it are open. */
must_use enum err unit_close(struct tx *t, int64_t id, int64_t version, int32_t day, int32_t today, struct faults *faults);

must_use enum err post_begin(struct tx *t, const struct unit *u, unsigned role, const char *name, struct faults *faults,
                             int64_t *ret_id);

struct holding_stated {
    int64_t post_id;
    const char *login;        /* who comes */
    int32_t from_day, to_day; /* to_day NO_DAY: until further notice */
    const char *reason;
    int64_t seen;             /* the last entry when the form was opened; 0: not asked */
    int64_t now_ms;
    int64_t by_id;            /* account of who says so; 0: the program */
};
/* The person, not the post, is told of it: where, and until when if it is for a time. */
must_use enum err post_holder_tell(struct tx *t, const struct holding_stated *s, int64_t account_id);
/* The person is told. The present holder's last day is the one before `from_day`; who stands in goes on. */
must_use enum err post_hand_over(struct tx *t, const struct holding_stated *s, struct faults *faults);
/* Beside the holder, from a day to a day. */
must_use enum err post_stand_in(struct tx *t, const struct holding_stated *s, struct faults *faults);
/* The last day of a holder or stand-in; before it began: it is taken back. */
must_use enum err post_holder_end(struct tx *t, int64_t holder_id, int64_t version, int32_t last_day, const char *reason,
                                  int64_t now_ms, struct faults *faults);
