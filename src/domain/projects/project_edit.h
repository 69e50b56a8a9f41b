/* project_edit -- a project registered and edited by hand.
 *
 * What a person may state stands in one table, `stated_fields`: how each is named, read from what
 * was typed, printed for a form, and compared. The form, the JSON, the refusals and the list of
 * what somebody else changed all come from it.
 *
 * Refused is only what cannot be meant: no name, a code of impossible shape, a code that another
 * project has, a negative total, a reference to nothing. Where the world is odd (a credit code that
 * fails its check, an end before its start) the statement is kept and a warning told. All faults are
 * told at once: who reads the fields hands the same faults on.
 *
 * A change writes the project's row anew, so that its version tells every edit. A code that is
 * replaced stays as superseded; an area or department that is replaced keeps its holder row, which
 * ends the day before, and the new one begins. The journal entry, its kind and the person's reason
 * are the caller's transaction. */
#pragma once
#include "base/words.h"
#include "projects_queries.h"

/* What a person states; columns of `row` that no field names are the room's own. */
struct project_stated {
    struct project row;
    const char *area, *department, *field; /* keys of the dictionaries, NULL: none */
    const char *parent;                    /* platform number or national code of the whole */
};

enum stated_kind {
    STATED_TEXT, STATED_LINES, STATED_CODE, STATED_USCC, STATED_DIVISION, STATED_INDUSTRY, STATED_AMOUNT, STATED_DAY,
    STATED_DAY_END, STATED_DEGREES, STATED_CHOICE, STATED_AREA, STATED_DEPARTMENT, STATED_FIELD, STATED_PARENT
};
enum stated_group { STATED_IDENTITY, STATED_PLACE, STATED_WORKS, STATED_DATES, STATED_OTHER, STATED_GROUP_COUNT };

/* The one list: X(name, kind, group, member, most characters, choices). A name is that of the parameter, the same as in
 * a heading map of intake. */
#define STATED_MAP(X)                                                                                        \
    X(name, TEXT, IDENTITY, row.name, 200, NULL)                                                             \
    X(national_code, CODE, IDENTITY, row.national_code, 60, NULL)                                            \
    X(outside_no, TEXT, IDENTITY, row.outside_no, 60, NULL)                                                  \
    X(unit_name, TEXT, IDENTITY, row.unit_name, 200, NULL)                                                   \
    X(uscc, USCC, IDENTITY, row.uscc, 60, NULL)                                                              \
    X(parent, PARENT, IDENTITY, parent, 60, NULL)                                                            \
    X(counts_as, CHOICE, IDENTITY, row.counts_as, 60, "itself|children")                                     \
    X(area, AREA, PLACE, area, 60, NULL)                                                                     \
    X(department, DEPARTMENT, PLACE, department, 60, NULL)                                                   \
    X(field, FIELD, PLACE, field, 60, NULL)                                                                  \
    X(leader, TEXT, PLACE, row.leader, 60, NULL)                                                             \
    X(division_code, DIVISION, PLACE, row.division_code, 60, NULL)                                           \
    X(address, TEXT, PLACE, row.address, 200, NULL)                                                          \
    X(longitude, DEGREES, PLACE, row.longitude_udeg, 40, NULL)                                               \
    X(latitude, DEGREES, PLACE, row.latitude_udeg, 40, NULL)                                                 \
    X(datum, CHOICE, PLACE, row.datum, 60, "WGS-84|GCJ-02|CGCS2000")                                         \
    X(total, AMOUNT, WORKS, row.total_fen, 60, NULL)                                                         \
    X(stage, CHOICE, WORKS, row.stage, 60,                                                                   \
      "planning|reserve|preliminary|under_construction|suspended|completed|in_production|withdrawn")         \
    X(initiation, CHOICE, WORKS, row.initiation, 60, "approval|verification|filing")                         \
    X(nature, CHOICE, WORKS, row.nature, 60, "new|extension|reconstruction|relocation|restoration|technical|purchase") \
    X(investor_kind, CHOICE, WORKS, row.investor_kind, 60, "government|state_enterprise|private|foreign|other") \
    X(industry_code, INDUSTRY, WORKS, row.industry_code, 60, NULL)                                           \
    X(scale, LINES, WORKS, row.scale, 2000, NULL)                                                            \
    X(capacity, LINES, WORKS, row.capacity, 2000, NULL)                                                      \
    X(planned_start, DAY, DATES, row.planned_start_day, 60, NULL)                                            \
    X(actual_start, DAY, DATES, row.actual_start_day, 60, NULL)                                              \
    X(planned_finish, DAY_END, DATES, row.planned_finish_day, 60, NULL)                                      \
    X(actual_finish, DAY_END, DATES, row.actual_finish_day, 60, NULL)                                        \
    X(planned_production, DAY_END, DATES, row.planned_production_day, 60, NULL)                              \
    X(production, DAY, DATES, row.production_day, 60, NULL)                                                  \
    X(stats_entry, DAY, DATES, row.stats_entry_day, 60, NULL)                                                \
    X(registered, DAY, DATES, row.registered_day, 60, NULL)                                                  \
    X(withdrawn, DAY, DATES, row.withdrawn_day, 60, NULL)                                                    \
    X(remark, LINES, OTHER, row.remark, 2000, NULL)

struct stated_field {
    const char *name;
    enum stated_kind kind;
    enum stated_group group;
    enum word label;
    size_t offset;       /* in struct project_stated */
    const char *choices; /* "a|b|c" of STATED_CHOICE */
};
extern const struct stated_field stated_fields[];
extern const size_t stated_field_count;

/* Nothing stated yet. */
struct project_stated stated_empty(void);
/* Reads what was typed into *s; "" unsays it. A bare amount is in 万元. What cannot be read is added to *faults and
 * *s is left alone; what was read with a remark adds it to *warnings. */
void stated_read(struct arena *a, const struct stated_field *field, const char *text, struct project_stated *s,
                 struct faults *faults, struct faults *warnings);
/* As it would be typed: "1200.5" in 万元, "2022-11-30", a key; "" if it is not stated. */
const char *stated_text(struct arena *a, const struct stated_field *field, const struct project_stated *s);

/* How a project stands now, or stood at one of its versions. ERR_MISSING if there is none. */
must_use enum err project_stands(struct tx *t, int64_t id, struct project_stated *ret);
must_use enum err project_stood(struct tx *t, int64_t id, int64_t version, struct project_stated *ret);

/* The project's row anew, unchanged: its history tells an edit of what stands beside it, and the entry has its number
 * from now on. ERR_MISSING if there is none. */
must_use enum err project_touch(struct tx *t, int64_t id, int64_t *ret_entry);

struct project_saved {
    int64_t id;
    bool is_changed;        /* false: it stood so already, nothing was written */
    struct faults warnings; /* kept all the same */
};

/* Registers a project under the next platform number. ERR_INVALID if *faults has any, its own added.
 * registered_day not stated is `today`. */
must_use enum err project_register(struct tx *t, const struct project_stated *s, int32_t today, struct faults *faults,
                                   struct project_saved *ret);
/* Makes the statement stand for a project. ERR_CONFLICT if `version` is no longer the present one, before any fault
 * is told; ERR_MISSING; ERR_INVALID. */
must_use enum err project_change(struct tx *t, int64_t id, int64_t version, const struct project_stated *s, int32_t today,
                                 struct faults *faults, struct project_saved *ret);
