/* webhook_send -- one message to one robot, by libcurl; inside the room. */
#pragma once
#include "domain/outbox/send_fault.h"
#include "domain/outbox/webhook.h"

/* At most ten seconds. Only the protocol the address says, no redirect is followed, no proxy asked, and of the answer no
 * more than 4 KiB is read: its `errcode` says what became of the message. The address is in no fault. */
enum send_outcome webhook_send(struct arena *a, const struct webhook_opened *w, const char *title, const char *text,
                               int64_t now_ms, struct send_fault *ret_fault);
