/* transfer_show -- what the pages about transfers of responsibility share. */
#pragma once
#include "domain/overview/asked.h"
#include "domain/projects/transfer.h"

/* Who asks, today. */
must_use enum err transfer_asker(struct req *q, struct transfer_by *ret);
/* "/transfers/7". */
const char *transfer_href(struct req *q, int64_t id);
/* Tells the other side that it is asked, and both what became of it; not who did it. */
must_use enum err transfer_tell(struct req *q, const struct transfer *x, int32_t today);
