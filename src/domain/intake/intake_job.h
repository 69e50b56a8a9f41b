/* intake_job -- passes over files that run beside the pages: previews, acceptances, undos.
 *
 * A page asks for what it wants; if that is not known already, one of a few threads works it out.
 * The page waits a moment, which is enough for a usual sheet, and else shows how far it is. One
 * thread is kept for small files, so that a large one does not hold up the others. Results stay in
 * memory, bounded in number and bytes, and are worked out again if they were let go or the ledger
 * has moved on. An acceptance and the end of its draft are one transaction. A preview that refuses
 * the file ends the draft too: nothing half-loaded stays. */
#pragma once
#include "domain/intake/intake.h"

struct intake_jobs; /* made and ended in intake_pages.h */
struct intake_job;

enum job_kind { JOB_PREVIEW, JOB_ACCEPT, JOB_UNDO };
enum job_state { JOB_FREE, JOB_WAITING, JOB_RUNNING, JOB_DONE, JOB_REFUSED };

struct job_order {
    enum job_kind kind;
    int64_t subject;    /* the draft; of an undo the entry that is taken back */
    int64_t account_id; /* who asks, and for whom it is kept */
    int64_t entry;      /* PREVIEW: the last entry the reader sees; an older preview is not good enough */
    bool is_small;
    bool is_bureau_list; /* of the draft */
    const char *file_name, *file_sha, *sheet, *mapping; /* of the draft */
    const char *reason; /* ACCEPT and UNDO */
    bool makes[INTAKE_DICTIONARY_COUNT];
    const struct intake_decision *decisions;
    size_t decision_count;
};

struct job_look {
    enum job_kind kind;
    enum job_state state;
    double done; /* 0 to 1 */
    int64_t rows;
    const char *file_name;
    bool is_bureau_list; /* of the order */
    enum err refusal;  /* REFUSED: why; the words may be missing for a broken world */
    struct both why;
    const char *story; /* of a broken world, or NULL */
    const struct intake_result *result; /* DONE */
    const struct intake_undone *undone; /* DONE, of an undo */
};

/* The job that does this, old or new; it and what it shows stay until the arena's reset. The order is
 * copied. ERR_BUSY: too many wait already. */
must_use enum err intake_job_take(struct intake_jobs *jobs, struct arena *a, const struct job_order *order,
                                  struct intake_job **ret_job);
/* The one there is of this kind, for this account; NULL if there is none. */
struct intake_job *intake_job_find(struct intake_jobs *jobs, struct arena *a, enum job_kind kind, int64_t subject,
                                   int64_t account_id);
/* How it stands, at most wait_ms_max later. */
struct job_look intake_job_look(struct intake_job *job, int wait_ms_max);
/* It ends soon, refused, if it has not ended; what is written is written as a whole or not at all. */
void intake_job_cancel(struct intake_job *job);
/* It is not found any more. */
void intake_job_forget(struct intake_job *job);
