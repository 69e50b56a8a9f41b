/* pool -- connections that wait for their next transaction. Private to store/.
 *
 * SQLite has one writer and READERS_MAX readers; PostgreSQL's connections both
 * read and write. Who finds all in use waits at most LOCK_WAIT_MS_MAX. */
#pragma once
#include "store/driver.h"
#include "store/flush.h"

enum { READERS_MAX = 16 };

struct pool;
/* `data` and `options` live as long as the pool. */
struct pool *pool_new(const struct driver *driver, const char *data, const struct store_options *options);
/* Closes all connections; none may be in use. */
void pool_done(struct pool *p);
/* A connection of the caller's own until pool_give. ERR_BUSY, or what connecting says. */
must_use enum err pool_take(struct pool *p, struct arena *a, bool write, struct conn **ret);
void pool_give(struct pool *p, struct conn *c);
/* The wait for the disk after a commit, which is for all connections; NULL where committing itself waits. */
struct flush *pool_flush(const struct pool *p);
/* Another number each time, as every connection of every pool has one. */
uint32_t pool_number(void);
