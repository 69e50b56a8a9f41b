#include "domain/people/rights.h"

/* Whoever has to do with projects. */
#define BUSINESS (ROLE_ALL & ~ROLE_EXCLUSIVE)

static const struct {
    unsigned roles;
    enum word word;
} rights[ACCESS_COUNT] = {
    [ACCESS_OPEN] = {ROLE_ALL, W_access_open},
    [ACCESS_HALF] = {ROLE_ALL, W_access_half},
    [ACCESS_SIGNED_IN] = {ROLE_ALL, W_access_signed_in},
    [ACCESS_READ] = {BUSINESS, W_access_read},
    [ACCESS_WRITE] = {ROLE_OFFICE, W_access_write},
    [ACCESS_SETTINGS] = {ROLE_OFFICE | ROLE_SECURITY | ROLE_APPOINTS, W_access_settings},
    [ACCESS_REPORT] = {ROLE_PROJECT_UNIT | ROLE_AREA_CLERK | ROLE_AREA_OFFICE | ROLE_DEPARTMENT, W_access_report},
    [ACCESS_REVIEW] = {ROLE_AREA_CLERK | ROLE_AREA_OFFICE | ROLE_DEPARTMENT | ROLE_OFFICE, W_access_review},
    [ACCESS_CHAIN] = {ROLE_PROJECT_UNIT | ROLE_AREA_CLERK | ROLE_AREA_OFFICE | ROLE_DEPARTMENT | ROLE_OFFICE, W_access_chain},
    [ACCESS_ANSWER] = {ROLE_AREA_OFFICE | ROLE_DEPARTMENT | ROLE_OFFICE, W_access_answer},
    [ACCESS_VISIT] = {ROLE_SPECIALIST | ROLE_LEADER, W_access_visit},
    [ACCESS_RATE] = {ROLE_PROJECT_UNIT, W_access_rate},
    [ACCESS_PROBLEM] = {ROLE_PROJECT_UNIT | ROLE_AREA_CLERK | ROLE_AREA_OFFICE | ROLE_DEPARTMENT | ROLE_OFFICE |
                            ROLE_SPECIALIST | ROLE_BUREAU | ROLE_FACTOR | ROLE_BANK | ROLE_LEADER, W_access_problem},
    [ACCESS_ASSIGN] = {ROLE_AREA_OFFICE | ROLE_OFFICE, W_access_assign},
    [ACCESS_DISPATCH] = {ROLE_OFFICE, W_access_dispatch},
    [ACCESS_SIGN] = {ROLE_OFFICE | ROLE_LEADER, W_access_sign},
    [ACCESS_BUREAU] = {ROLE_BUREAU | ROLE_OFFICE, W_access_bureau},
    [ACCESS_INTAKE] = {ROLE_OFFICE | ROLE_BUREAU, W_access_intake},
    [ACCESS_TREE] = {ROLE_AREA_CLERK | ROLE_AREA_OFFICE | ROLE_DEPARTMENT | ROLE_OFFICE | ROLE_BUREAU | ROLE_LEADER |
                         ROLE_AUDITOR | ROLE_EXCLUSIVE, W_access_tree},
    [ACCESS_ORGANISE] = {ROLE_OFFICE | ROLE_SYSTEM, W_access_organise},
    [ACCESS_POSTS] = {ROLE_AREA_OFFICE | ROLE_DEPARTMENT | ROLE_OFFICE | ROLE_SECURITY | ROLE_APPOINTS, W_access_posts},
    [ACCESS_PEOPLE] = {ROLE_SYSTEM | ROLE_AREA_OFFICE | ROLE_DEPARTMENT | ROLE_OFFICE, W_access_people},
    [ACCESS_SYSTEM] = {ROLE_SYSTEM, W_access_system},
    [ACCESS_SECURITY] = {ROLE_SECURITY | ROLE_APPOINTS, W_access_security},
    [ACCESS_VOUCH] = {ROLE_SECURITY | ROLE_APPOINTS | ROLE_AREA_OFFICE | ROLE_DEPARTMENT | ROLE_OFFICE, W_access_vouch},
    [ACCESS_MATRIX] = {ROLE_SECURITY | ROLE_AUDIT | ROLE_AUDITOR | ROLE_APPOINTS, W_access_matrix},
    [ACCESS_AUDIT] = {ROLE_AUDIT | ROLE_AUDITOR | ROLE_APPOINTS, W_access_audit},
    [ACCESS_READINGS] = {ROLE_AUDIT | ROLE_AUDITOR, W_access_readings},
};

unsigned rights_roles(enum access access) {
    must(access > ACCESS_UNSAID && access < ACCESS_COUNT);
    return rights[access].roles;
}

enum word rights_word(enum access access) {
    must(access > ACCESS_UNSAID && access < ACCESS_COUNT);
    return rights[access].word;
}

bool rights_may(int64_t account_id, unsigned roles, enum access access) {
    if (access == ACCESS_OPEN) return true;
    if (!account_id) return false;
    if (access == ACCESS_HALF) return true;
    if (roles & ROLE_MUST_PROVE) return false;
    if (access == ACCESS_SIGNED_IN) return true;
    if (roles & (ROLE_MUST_CHANGE | ROLE_MUST_ENROL)) return false;
    return (roles & rights_roles(access)) != 0;
}
