/* program -- the gathering of the rooms: what the web floor is told, what a request finds. */
#pragma once
#include "domain/people/app.h"
#include "web/web.h"

struct program;

/* The program on an open store. `settings` are the web floor's; the caller keeps the store. */
struct program *program_new(struct arena *a, struct store *store, struct web_settings settings);
/* What serve(), the server and the loopback are given. */
const struct web_app *program_web(const struct program *p);
/* What its requests find behind q->app. */
struct app *program_app(struct program *p);
/* The positions its pages show. */
struct position_cache *program_positions(const struct program *p);
/* Writes what waits to be written (sessions seen) and frees what is not the arena's. Accepts NULL. */
void program_done(struct program *p);

/* All rows of all rooms, for `qipan routes` and the docs. */
extern const size_t program_route_lists;
struct route_list program_route_list(size_t i);
