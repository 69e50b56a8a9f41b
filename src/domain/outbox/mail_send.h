/* mail_send -- one letter to one mail server, by libcurl; inside the room. */
#pragma once
#include "domain/outbox/send_fault.h"
#include <stdbool.h>

/* Where letters go, as the settings say. */
struct mail_server {
    const char *address;  /* smtp://host:587 (STARTTLS is insisted on), smtps://host:465, smtp-plain://host:25 (without TLS) */
    const char *user;     /* "" if it asks for none */
    const char *password; /* "" if there is none */
    const char *sender;
    const char *ca_file;  /* certificates of an authority of one's own; "" for those of the system */
};
struct mail_letter {
    const char *to, *message_id, *subject, *text;
    int64_t made_ms;
};
/* At most half a minute. What is refused with 5yz is refused for good (RFC 5321, section 4.2.1). */
enum send_outcome mail_send(struct arena *a, const struct mail_server *server, const struct mail_letter *letter,
                            struct send_fault *ret_fault);
/* The bytes of the letter: headers of RFC 5322, text in UTF-8 and base64 (RFC 2045, 2047), marked as made by a program
 * (RFC 3834). */
const char *mail_text(struct arena *a, const struct mail_letter *letter, const char *sender);
