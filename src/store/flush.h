/* flush -- one wait for the disk, for all who committed meanwhile. Private to store/.
 *
 * What SQLite committed stands in its log at once, and on the disk only after a wait as long as the writing itself.
 * Who waits for that holding the one writer's connection holds up everybody behind. So who has committed takes a
 * ticket, lets the next one write, and then waits; one of those who wait syncs the log for all of them. Nobody is
 * answered before what was committed for him is on the disk.
 *
 * A disk that once failed is not trusted again: after a failed sync the system may call clean what it never wrote. */
#pragma once
#include <stdint.h>

struct flush;
/* Of no file yet: nothing has to be waited for. */
struct flush *flush_new(void);
/* Of the file at a path from now on, while one is there. Nobody may be waiting. The path is copied. */
void flush_follow(struct flush *f, const char *path);
const char *flush_path(const struct flush *f); /* NULL: none */
/* Of anything: `sync` gives 0 or an errno, and is called by one thread at a time. */
struct flush *flush_new_of(int (*sync)(void *of), void *of);
void flush_done(struct flush *f);
/* After a commit, before the next one writes. */
uint64_t flush_ticket(struct flush *f);
/* Until all that was committed before the ticket is on the disk: 0, or the errno of a disk that failed, for good. */
int flush_wait(struct flush *f, uint64_t ticket);
/* Whether it failed: 0, or the errno. */
int flush_fault(struct flush *f);
