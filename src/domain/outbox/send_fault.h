/* send_fault -- why something was not delivered, as a key that is kept and a sentence in the reader's language; inside the
 * room. */
#pragma once
#include "base/words.h"
#include <curl/curl.h>

enum send_outcome {
    SEND_DONE,
    SEND_LATER, /* nobody was reached, or asked to try again */
    SEND_NEVER  /* it was refused for good, or what is set cannot be right */
};
struct send_fault {
    const char *key;  /* a row of send_fault.c */
    const char *text; /* in the other side's words, or libcurl's */
};

/* The key of what libcurl met; "other" if it is not a common one. */
const char *send_fault_key(CURLcode code);
/* Empty for a key that no row has: only the other side's words tell it then. */
struct both send_fault_said(const char *key);
/* Whether the other side's words add something to the sentence. */
bool send_fault_has_words(const char *key);
