#include "domain/intake/parts_now.h"
#include "store/seal.h"
#include <string.h>

/* The last version is the one that stands. */
enum err project_now(struct tx *t, struct arena *a, int64_t id, struct project *ret) {
    struct project_cursor c;
    struct project version;
    bool has = false, found = false;
    try(project_versions(t, id, &c));
    for (;;) {
        try(project_cursor_next(&c, &version, &has));
        if (!has) break;
        found = true;
        *ret = version;
        project_row_copy(a, ret);
    }
    project_cursor_close(&c);
    return found ? OK : ERR_MISSING;
}

/* Each part is read the same way: rows of its query into an array of its table's struct. */
#define PARTS_NOW(function, query, type, keep, ...)                                                          \
    enum err function(struct tx *t, struct arena *a, int64_t project_id, struct type **ret, size_t *ret_count) { \
        struct query##_cursor c;                                                                             \
        struct query##_row r;                                                                                \
        bool has = false;                                                                                    \
        size_t cap = 0, count = 0;                                                                           \
        struct type *list = NULL;                                                                            \
        try(query##_open(t, project_id, &c));                                                                \
        while (count < PARTS_MAX) {                                                                          \
            try(query##_next(&c, &r, &has));                                                                 \
            if (!has) break;                                                                                 \
            if (!(keep)) continue;                                                                           \
            if (count == cap) {                                                                              \
                struct type *grown = arena_array(a, struct type, cap = cap ? cap * 2 : 8);                   \
                if (count) memcpy(grown, list, count * sizeof *grown);                                       \
                list = grown;                                                                                \
            }                                                                                                \
            list[count] = (struct type){.id = r.id, .version = r.version, .project_id = r.project_id,        \
                                        .intake_id = r.intake_id, __VA_ARGS__};                              \
            type##_row_copy(a, &list[count++]);                                                              \
        }                                                                                                    \
        query##_close(&c);                                                                                   \
        *ret = list;                                                                                         \
        *ret_count = count;                                                                                  \
        return OK;                                                                                           \
    }

PARTS_NOW(codes_now, codes_of_project, project_code, true, .code = r.code, .status = r.status, .checked_day = r.checked_day)
PARTS_NOW(holders_now, holders_of_project, holder, r.to_day == NO_DAY, .kind = r.kind, .holder_id = r.holder_id,
          .share_bp = r.share_bp, .from_day = r.from_day, .to_day = r.to_day, .place = r.place)
PARTS_NOW(lists_now, lists_of_project, membership, true, .level = r.level, .year = r.year, .role = r.role,
          .entered_day = r.entered_day, .left_day = r.left_day, .document_no = r.document_no, .reason = r.reason,
          .place = r.place)
PARTS_NOW(stops_now, halts_of_project, stop, true, .stopped_day = r.stopped_day, .resumed_day = r.resumed_day,
          .reason = r.reason, .place = r.place)
PARTS_NOW(plans_now, plans_of_project, annual_plan, true, .year = r.year, .revision = r.revision,
          .amount_fen = r.amount_fen, .is_provisional = r.is_provisional, .target = r.target,
          .document_no = r.document_no, .decided_day = r.decided_day, .reason = r.reason, .place = r.place)
PARTS_NOW(facts_now, facts_of_project, invest_fact, true, .source = r.source, .from_month = r.from_month,
          .to_month = r.to_month, .amount_fen = r.amount_fen, .construction_fen = r.construction_fen,
          .equipment_fen = r.equipment_fen, .other_fen = r.other_fen, .progress = r.progress, .raw = r.raw,
          .reason = r.reason, .place = r.place)

PARTS_NOW(milestones_stand, milestones_of_project, milestone, true, .entry = r.entry, .kind_id = r.kind_id, .name = r.name,
          .first_plan_day = r.first_plan_day, .plan_day = r.plan_day, .actual_day = r.actual_day, .owner = r.owner,
          .owner_unit_id = r.owner_unit_id, .evidence = r.evidence, .reason = r.reason, .answer = r.answer,
          .answer_day = r.answer_day, .expected_day = r.expected_day, .place = r.place)

static PARTS_NOW(contacts_now, contacts_of_project, contact, true, .person_id = r.person_id, .sealed = r.sealed,
                 .place = r.place)

enum err contact_now(struct tx *t, struct arena *a, int64_t project_id, struct contact *ret, const char **ret_text) {
    struct contact *all;
    size_t count;
    *ret = contact_empty;
    *ret_text = NULL;
    try(contacts_now(t, a, project_id, &all, &count));
    if (!count) return OK;
    *ret = all[count - 1];
    enum err e = seal_open(t, ret->person_id, ret->sealed, ret_text);
    return e == ERR_MISSING ? OK : e;
}
