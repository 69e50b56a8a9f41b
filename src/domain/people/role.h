/* role -- what a person is in the work: bits, so that one may be several things.
 *
 * A role says what may be done (rights.h); whose projects it is done with follows from the
 * unit of the post, or from the grant (reach.h). System, security and audit administration are
 * three exclusive roles that see no business row of themselves. */
#pragma once
#include "base/words.h"

enum {
    ROLE_PROJECT_UNIT = 1 << 0, /* reports on its own projects */
    ROLE_AREA_CLERK = 1 << 1,   /* checks first, in an area */
    ROLE_AREA_OFFICE = 1 << 2,  /* answers for an area */
    ROLE_DEPARTMENT = 1 << 3,   /* an industry department of the city */
    ROLE_OFFICE = 1 << 4,       /* the city's project office: everything with projects */
    ROLE_SPECIALIST = 1 << 5,   /* goes and looks */
    ROLE_BUREAU = 1 << 6,       /* statistics */
    ROLE_FACTOR = 1 << 7,       /* land, energy, environment … */
    ROLE_BANK = 1 << 8,
    ROLE_LEADER = 1 << 9,       /* reads widely, writes little */
    ROLE_AUDITOR = 1 << 10,     /* reads all, and who read what */
    ROLE_SYSTEM = 1 << 11,      /* accounts, settings, servers */
    ROLE_SECURITY = 1 << 12,    /* who gets which role and post */
    ROLE_AUDIT = 1 << 13,       /* reads the journals of the other two */
    ROLE_BITS = 14,
    ROLE_ALL = (1 << ROLE_BITS) - 1,

    /* A system administrator while nobody has the security of the house: also appoints. */
    ROLE_APPOINTS = 1 << 14,
    /* Must choose a password first: may do nothing but that. */
    ROLE_MUST_CHANGE = 1 << 15,
    /* Signed in by half: must prove the second factor first, may do nothing but that and sign out. */
    ROLE_MUST_PROVE = 1 << 16,
    /* A role of this person wants a second factor, and there is none: must set one up first. */
    ROLE_MUST_ENROL = 1 << 17,

    ROLE_EXCLUSIVE = ROLE_SYSTEM | ROLE_SECURITY | ROLE_AUDIT,
    ROLE_ADMINISTRATOR = ROLE_SYSTEM | ROLE_OFFICE, /* of the first start, and of old grants */
    ROLE_VIEWER = ROLE_LEADER                       /* of old grants */
};

/* For a parameter: the keys of all roles. */
#define ROLE_CHOICES                                                                                         \
    "project_unit|area_clerk|area_office|department|office|specialist|bureau|factor|bank|leader|auditor|system|security|audit"

struct role_row {
    unsigned bit;
    const char *key; /* as it stands in the tables: "area_clerk" */
    enum word name;
};
extern const struct role_row role_rows[ROLE_BITS];

/* The bits of "area_clerk", and of "administrator" and "viewer"; 0 for anything else. */
unsigned role_read(const char *text);
/* The key of one bit. */
const char *role_key(unsigned role);
/* The keys and the names of all bits held: "system office", "系统管理、市项目办". */
const char *role_keys(struct arena *a, unsigned roles);
struct both role_names(struct arena *a, unsigned roles);
/* The bits of "system office"; false if one of them is no role. */
bool roles_of_keys(const char *keys, unsigned *ret_roles);
/* At most one of the three administrations may be in a person's hand. */
bool roles_go_together(unsigned roles);

/* Which roles posts of a kind of unit may give. 0 for a kind nobody knows. */
unsigned role_of_unit(const char *unit_kind);
