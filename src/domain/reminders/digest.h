/* digest -- the daily reminder: what one owes and what lies in one's inbox, told once a day.
 *
 * Once the hour of the setting `digest_hour` has come each account is looked at, at most once a day whichever of several
 * servers does it. Who owes nothing hears nothing. What is told is a notice in the app and, for who agreed to it, a letter;
 * both are written in the transaction that notes the day. So are units told, in the group chats whose robots the system
 * administration entered: what is owed for the unit's projects and what waits at its desk. */
#pragma once
#include "domain/stats/position.h"
#include "store/store.h"

enum { DIGEST_SOON_DAYS = 7, DIGEST_LINES_MAX = 30 };

/* Reminds whoever was not yet, as far as it is time; *ret_told: how many had something to hear. */
must_use enum err digest_run(struct store *s, struct arena *a, struct position_cache *positions, int64_t now_ms, int *ret_told);
