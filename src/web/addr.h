/* addr -- addresses inside the program, built and edited, never glued.
 *
 * Everything handed in is escaped where it goes. A list keeps the present address
 * and changes one parameter of it: sort, filter and page links. A page with hundreds
 * of links makes one address of what they have in common and prints the others from it. */
#pragma once
#include "base/arena.h"
#include "base/text.h"
#include <stdbool.h>
#include <stdint.h>

struct addr;

/* A new address. `path` is written as it is: "/projects". */
struct addr *addr_new(struct arena *a, const char *path);
/* A copy to change while the first stays. */
struct addr *addr_copy(const struct addr *from);
/* "/projects" + 7 -> "/projects/7". */
void addr_segment(struct addr *addr, const char *text);
void addr_segment_int(struct addr *addr, int64_t n);
/* Adds a parameter; NULL or "" adds nothing. */
void addr_add(struct addr *addr, const char *name, const char *value);
void addr_add_int(struct addr *addr, const char *name, int64_t n);
/* Replaces all parameters of that name, at the place of the first; NULL or "" removes them. */
void addr_set(struct addr *addr, const char *name, const char *value);
void addr_set_int(struct addr *addr, const char *name, int64_t n);
void addr_drop(struct addr *addr, const char *name);
/* Adds `suffix` to the path: ".csv". */
void addr_suffix(struct addr *addr, const char *suffix);
/* "/projects/7?area=%E5%A8%81&page=2", in the arena. */
const char *addr_text(const struct addr *addr);

/* The text with one parameter more; NULL or "" adds nothing, and the address stays as it is. */
const char *addr_text_with(const struct addr *addr, const char *name, const char *value);
/* "area=huancui", to be put behind many addresses. */
struct span addr_pair(struct arena *a, const char *name, const char *value);
const char *addr_text_and(const struct addr *addr, struct span pair);
/* "/projects?page=2" + 7 -> "/projects/7?page=2"; the address stays as it is. */
const char *addr_text_below(const struct addr *addr, int64_t segment);

/* True for a path on this server that a redirect may go to: "/x", not "//x", "/\x" or "http:…". */
bool addr_is_local(const char *text);
