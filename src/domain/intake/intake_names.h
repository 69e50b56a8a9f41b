/* intake_names -- the city's dictionaries as a sheet names them: areas, fields, departments.
 *
 * A name is found by its Chinese or English name, its key or its division code, and by the short
 * forms everybody uses (环翠 for 环翠区, 高区 where the name has it in brackets) if they are of one only.
 * What is not found becomes a proposal; it is made when its kind is accepted and something is written. */
#pragma once
#include "domain/intake/intake.h"
#include "domain/intake/key_index.h"

enum { PROPOSALS_MAX = 1000, NAME_BYTES_MAX = 600 };

struct intake_run;

struct intake_name {
    int64_t id; /* negative: a proposal not made yet */
    const char *zh;
    size_t proposal; /* index + 1; 0: it stood in the dictionary */
};

struct intake_names {
    struct arena *a;
    struct tx *t;
    struct intake_run *run; /* tells the intake's id when something is made */
    bool writes;
    struct key_index index[INTAKE_DICTIONARY_COUNT]; /* folded text to `at` */
    struct intake_name *at;
    size_t count, cap;
    int64_t sort_last[INTAKE_DICTIONARY_COUNT];
    bool makes[INTAKE_DICTIONARY_COUNT];
    struct intake_proposal *proposals;
    size_t proposal_count, proposal_cap;
};

/* Reads the dictionaries as they are now. */
must_use enum err intake_names_load(struct intake_names *n, struct intake_run *run, struct tx *t, struct arena *a,
                                    const bool *makes);
/* The id of a name: of the dictionary, or made now; negative for a proposal that is not (or not yet) made;
 * 0 where it could be two of the dictionary, is no name by its length, or there are too many proposals. `row` forgets soon. */
must_use enum err intake_name_id(struct intake_names *n, struct arena *row, enum intake_dictionary d, const char *text,
                                 const char *place, int64_t *ret_id);
/* True for an id that may be stated: of the dictionary, or of a proposal that is accepted. */
static inline bool intake_name_counts(const struct intake_names *n, enum intake_dictionary d, int64_t id) {
    return id > 0 || n->makes[d];
}
/* The Chinese name of an id; "" if there is none. */
const char *intake_name_text(const struct intake_names *n, int64_t id);
