/* audit_pages -- the handlers of this room, for its rows in audit.c. */
#pragma once
#include "web/req.h"

must_use enum err journal_page(struct req *q);
must_use enum err readings_page(struct req *q);
must_use enum err pack_page(struct req *q);
