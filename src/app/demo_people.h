/* demo_people -- the organisation of the practice city and the people in it, for trying out every role.
 *
 * Their names are invented and follow from the seed. Nobody of them can sign in before demo_people_admit, which
 * is for a practice database only: until then they are switched off and have no password. */
#pragma once
#include "app/demo.h"
#include "base/words.h"

enum {
    DEMO_SPECIALISTS = 117, DEMO_BANKS = 3, DEMO_LOAD = 7,
    DEMO_LEADERS = 2, DEMO_GOERS = DEMO_SPECIALISTS + DEMO_LEADERS /* who goes and looks: specialists, then leaders */
};

struct demo_people {
    struct dice dice; /* for names */
    struct arena *a;
    const char **names; /* given so far: nobody is called like another */
    int count;
    int64_t government_id, office_id, department_id[DEPARTMENTS], area_office_id[AREAS];
    int64_t clerk_id[AREAS];                  /* account of who hands in an area's sheets */
    int64_t goer_id[DEMO_GOERS], bank_id[DEMO_BANKS];
    int64_t office_account_id, department_account_id[DEPARTMENTS], area_head_id[AREAS];
    int reporting[AREAS];                     /* the project whose unit has somebody who reports, -1: none */
    int watched;                              /* projects that were given to specialists so far */
    int team_first[AREAS + 1];                /* the specialists of an area stand side by side, by its share of the projects */
    int given[AREAS];
    int watched_by[DEMO_GOERS][DEMO_LOAD], watched_count[DEMO_GOERS]; /* projects of each specialist and leader */
    int64_t unit_account_id[AREAS];           /* who reports for it */
    int64_t bureau_id;                        /* account of the statistics bureau */
};

/* Units, posts, holders and accounts of the city; `area_id` are the rows of its areas. */
must_use enum err demo_people_put(struct tx *t, const struct demo *d, const int64_t area_id[AREAS], struct demo_people *p);
/* The unit of a project that was put right now, with its post; a few projects go to specialists and banks. */
must_use enum err demo_people_project(struct tx *t, struct demo_people *p, const struct demo *d, int index, int64_t area_id);

/* When the office gives the leaders their linked projects (包保), and which: provincial ones that are there by then. */
int64_t demo_people_link_moment(void);
must_use enum err demo_people_link(struct tx *t, struct demo_people *p, const struct demo *d);

struct demo_person {
    const char *login, *name, *role;
    struct both unit;
};
/* Gives everybody who holds a post in the practice city this password and lets them sign in; each is told in the
 * security journal. ERR_CONFLICT if the database is no practice city, ERR_INVALID with the sentence if the password
 * may not be chosen. */
must_use enum err demo_people_admit(struct tx *t, const char *password, int64_t now_ms, struct demo_person **ret,
                                    size_t *ret_count, struct both *ret_fault);
