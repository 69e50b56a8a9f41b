/* secret -- what the program must know and no row may hold: a password of the mail server, a provider's client secret.
 *
 * Settings are facts that everybody in the office reads and the history keeps for ever, and a copy of the database must not
 * open the door of another house: a secret is a file of its own name, read anew each time. Its folder is said at the start
 * (QIPAN_SECRETS, or CREDENTIALS_DIRECTORY as systemd sets it), not by a setting: who may change settings must not make
 * the program read any file and send it to an address of their choice. */
#pragma once
#include "base/arena.h"

enum { SECRET_TEXT_MAX = 512 };

/* The file's text without blanks around it; NULL if there is none, or if others than its user and group may do anything
 * with it. */
const char *secret_read(struct arena *a, const char *name);
