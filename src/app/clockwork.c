#include "app/clockwork.h"
#include "base/day.h"

/* What fails is told at the job's row; a database that is away finds everything still due. */
static void look(void *app, struct arena *a, const volatile bool *stops) {
    int ran;
    (void)stops;
    (void)!jobs_run_due(app, a, now_ms(), &ran);
}

struct lookout *clockwork_new(struct app *app) { return lookout_new(&(struct lookout_does){look}, app); }
