#include "sheet/xml_part.h"
#include "base/text.h"
#include <string.h>

enum { DEPTH_MAX = 64, BLOCK_BYTES = 64 << 10, TOKEN_BYTES_MAX = 1 << 20 };

const char *xml_local(const char *name) {
    const char *colon = strchr(name, ':');
    return colon ? colon + 1 : name;
}

const char *xml_attribute(const char **attributes, const char *name) {
    for (; *attributes; attributes += 2)
        if (!strcmp(*attributes, name) || !strcmp(xml_local(*attributes), name)) return attributes[1];
    return NULL;
}

int64_t xml_int(const char **attributes, const char *name, int64_t otherwise) {
    const char *text = xml_attribute(attributes, name);
    int64_t n;
    return text && text_int(text, INT32_MIN, INT32_MAX, &n) ? n : otherwise;
}

void xml_refuse(struct xml_part *x, enum err e, struct both why) {
    if (x->refusal) return;
    x->refusal = e;
    x->why = why;
    XML_StopParser(x->parser, XML_FALSE);
}

void xml_pause(struct xml_part *x) {
    if (x->refusal || x->is_paused) return;
    x->is_paused = true;
    XML_StopParser(x->parser, XML_TRUE);
}

static void on_start(void *context, const XML_Char *name, const XML_Char **attributes) {
    struct xml_part *x = context;
    if (++x->depth > DEPTH_MAX) {
        xml_refuse(x, ERR_INVALID, SAY(x->part.a, W_sheet_xml_deep, both_text(x->part.name)));
        return;
    }
    x->handlers->start(x, xml_local(name), attributes);
}

static void on_end(void *context, const XML_Char *name) {
    struct xml_part *x = context;
    x->depth--;
    x->handlers->end(x, xml_local(name));
}

static void on_text(void *context, const XML_Char *at, int n) {
    struct xml_part *x = context;
    x->handlers->text(x, at, (size_t)n);
}

static void on_doctype(void *context, const XML_Char *name, const XML_Char *system_id, const XML_Char *public_id,
                       int has_internal) {
    (void)name, (void)system_id, (void)public_id, (void)has_internal;
    struct xml_part *x = context;
    xml_refuse(x, ERR_INVALID, SAY(x->part.a, W_sheet_xml_doctype, both_text(x->part.name)));
}

enum err xml_open(struct arena *outer, zip_t *zip, const char *name, uint64_t bytes_max,
                  const struct xml_handlers *handlers, void *context, struct xml_part *ret_x, struct both *ret_why) {
    struct xml_part x = {.handlers = handlers, .context = context};
    try(zip_part_open(outer, zip, name, bytes_max, &x.part, ret_why));
    x.parser = XML_ParserCreate(NULL);
    must(x.parser != NULL);
    *ret_x = x;
    XML_SetUserData(x.parser, ret_x);
    XML_SetElementHandler(x.parser, on_start, on_end);
    if (handlers->text) XML_SetCharacterDataHandler(x.parser, on_text);
    XML_SetStartDoctypeDeclHandler(x.parser, on_doctype);
    return OK;
}

static enum err refuse_xml(struct xml_part *x, struct both *ret_why) {
    if (!x->refusal) {
        x->refusal = ERR_INVALID;
        x->why = SAY(x->part.a, W_sheet_xml_damaged, both_text(x->part.name),
                     both_int(x->part.a, (int64_t)XML_GetCurrentLineNumber(x->parser)));
    }
    *ret_why = x->why;
    return x->refusal;
}

/* A tag or attribute that never ends would grow in the parser's memory without limit. */
static bool is_endless(const struct xml_part *x) {
    XML_Index at = XML_GetCurrentByteIndex(x->parser);
    return at >= 0 && x->part.read > (uint64_t)at + TOKEN_BYTES_MAX;
}

enum err xml_run(struct xml_part *x, struct both *ret_why) {
    enum XML_Status status = XML_STATUS_OK;
    if (x->is_paused) {
        x->is_paused = false;
        status = XML_ResumeParser(x->parser);
    }
    while (status == XML_STATUS_OK && !x->is_last && !x->refusal) {
        void *to = XML_GetBuffer(x->parser, BLOCK_BYTES);
        must(to != NULL);
        size_t got = 0;
        try(zip_part_read(&x->part, to, BLOCK_BYTES, &got, ret_why));
        x->is_last = got == 0;
        status = XML_ParseBuffer(x->parser, (int)got, x->is_last);
        if (status == XML_STATUS_OK && is_endless(x)) return refuse_xml(x, ret_why);
    }
    return status == XML_STATUS_ERROR || x->refusal ? refuse_xml(x, ret_why) : OK;
}

void xml_close(struct xml_part *x) {
    if (x->parser) XML_ParserFree(x->parser);
    x->parser = NULL;
    zip_part_close(&x->part);
}

enum err xml_read(struct arena *outer, zip_t *zip, const char *name, uint64_t bytes_max,
                  const struct xml_handlers *handlers, void *context, struct both *ret_why) {
    struct xml_part x;
    try(xml_open(outer, zip, name, bytes_max, handlers, context, &x, ret_why));
    enum err e = xml_run(&x, ret_why);
    xml_close(&x);
    return e;
}
