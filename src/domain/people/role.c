#include "domain/people/role.h"
#include "base/text.h"

const struct role_row role_rows[ROLE_BITS] = {
    {ROLE_PROJECT_UNIT, "project_unit", W_role_project_unit},
    {ROLE_AREA_CLERK, "area_clerk", W_role_area_clerk},
    {ROLE_AREA_OFFICE, "area_office", W_role_area_office},
    {ROLE_DEPARTMENT, "department", W_role_department},
    {ROLE_OFFICE, "office", W_role_office},
    {ROLE_SPECIALIST, "specialist", W_role_specialist},
    {ROLE_BUREAU, "bureau", W_role_bureau},
    {ROLE_FACTOR, "factor", W_role_factor},
    {ROLE_BANK, "bank", W_role_bank},
    {ROLE_LEADER, "leader", W_role_leader},
    {ROLE_AUDITOR, "auditor", W_role_auditor},
    {ROLE_SYSTEM, "system", W_role_system},
    {ROLE_SECURITY, "security", W_role_security},
    {ROLE_AUDIT, "audit", W_role_audit},
};

/* What grants of the first days said, before there were posts. */
static const struct {
    const char *key;
    unsigned roles;
} old_keys[] = {{"administrator", ROLE_ADMINISTRATOR}, {"viewer", ROLE_VIEWER}};

static const struct {
    const char *kind;
    unsigned roles;
} unit_roles[] = {
    {"government", ROLE_LEADER | ROLE_AUDITOR | ROLE_EXCLUSIVE},
    {"project_office", ROLE_OFFICE | ROLE_LEADER | ROLE_AUDITOR | ROLE_EXCLUSIVE},
    {"department", ROLE_DEPARTMENT | ROLE_LEADER},
    {"area_office", ROLE_AREA_CLERK | ROLE_AREA_OFFICE | ROLE_LEADER},
    {"project_unit", ROLE_PROJECT_UNIT},
    {"bureau", ROLE_BUREAU | ROLE_LEADER},
    {"factor", ROLE_FACTOR},
    {"bank", ROLE_BANK},
    {"specialist_team", ROLE_SPECIALIST},
};

unsigned role_read(const char *text) {
    for (size_t i = 0; i < countof(role_rows); i++)
        if (text_eq(role_rows[i].key, text)) return role_rows[i].bit;
    for (size_t i = 0; i < countof(old_keys); i++)
        if (text_eq(old_keys[i].key, text)) return old_keys[i].roles;
    return 0;
}

const char *role_key(unsigned role) {
    for (size_t i = 0; i < countof(role_rows); i++)
        if (role_rows[i].bit == role) return role_rows[i].key;
    return "";
}

const char *role_keys(struct arena *a, unsigned roles) {
    struct out *o = out_in(a, 0);
    for (size_t i = 0; i < countof(role_rows); i++)
        if (role_rows[i].bit & roles) out_printf(o, "%s%s", o->len ? " " : "", role_rows[i].key);
    return out_text_of(o);
}

struct both role_names(struct arena *a, unsigned roles) {
    static const char *const between[LANG_COUNT] = {[ZH] = "、", [EN] = ", "};
    struct both names;
    for (enum lang l = 0; l < LANG_COUNT; l++) {
        struct out *o = out_in(a, 0);
        for (size_t i = 0; i < countof(role_rows); i++)
            if (role_rows[i].bit & roles) out_printf(o, "%s%s", o->len ? between[l] : "", word(l, role_rows[i].name));
        names.in[l] = out_text_of(o);
    }
    return names;
}

bool roles_of_keys(const char *keys, unsigned *ret_roles) {
    struct span left = span_of(keys), part;
    unsigned roles = 0;
    while (span_cut(&left, ' ', &part)) {
        unsigned bit = 0;
        for (size_t i = 0; i < countof(role_rows); i++)
            if (span_is(part, role_rows[i].key)) bit = role_rows[i].bit;
        if (part.len && !bit) return false;
        roles |= bit;
    }
    *ret_roles = roles;
    return true;
}

bool roles_go_together(unsigned roles) { return __builtin_popcount(roles & ROLE_EXCLUSIVE) <= 1; }

unsigned role_of_unit(const char *unit_kind) {
    for (size_t i = 0; i < countof(unit_roles); i++)
        if (text_eq(unit_roles[i].kind, unit_kind)) return unit_roles[i].roles;
    return 0;
}
