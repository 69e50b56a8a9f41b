/* xml_part -- one XML part of a package, given to handlers as it is unpacked.
 *
 * Element and attribute names come without their namespace prefix: writers use
 * any prefix, and the two editions of the standard use different namespaces for
 * the same names. A document type declaration, an undue depth or ill-formed XML
 * is refused. A handler ends the reading with xml_refuse(), or pauses it with
 * xml_pause() so that the caller may go on later. */
#pragma once
#include "sheet/zip_part.h"
#include <expat.h>

struct xml_part;
struct xml_handlers {
    void (*start)(struct xml_part *x, const char *name, const char **attributes);
    void (*end)(struct xml_part *x, const char *name);
    void (*text)(struct xml_part *x, const char *at, size_t n);
};

struct xml_part {
    const struct xml_handlers *handlers;
    void *context;
    struct zip_part part;
    XML_Parser parser;
    int depth;
    bool is_paused, is_last;
    enum err refusal;
    struct both why;
};

/* Open, nothing read; xml_close() frees. ERR_MISSING without a sentence if there is no such part. */
enum err xml_open(struct arena *outer, zip_t *zip, const char *name, uint64_t bytes_max,
                  const struct xml_handlers *handlers, void *context, struct xml_part *ret_x, struct both *ret_why) must_use;
/* Reads on until a handler pauses (x->is_paused) or the part ends. */
enum err xml_run(struct xml_part *x, struct both *ret_why) must_use;
void xml_close(struct xml_part *x);
/* Opens, runs to the end, closes. */
enum err xml_read(struct arena *outer, zip_t *zip, const char *name, uint64_t bytes_max,
                  const struct xml_handlers *handlers, void *context, struct both *ret_why) must_use;

/* From inside a handler. */
void xml_refuse(struct xml_part *x, enum err e, struct both why);
void xml_pause(struct xml_part *x);

const char *xml_local(const char *name);
/* The value of an attribute by its local name, else NULL. */
const char *xml_attribute(const char **attributes, const char *name);
/* An attribute's whole number, else `otherwise`. */
int64_t xml_int(const char **attributes, const char *name, int64_t otherwise);
