#include "base/json.h"
#include "base/text.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DEPTH_MAX = 63 };

void json_init(struct json *j, struct out *out) { *j = (struct json){.out = out}; }

static void before_value(struct json *j) {
    uint64_t bit = (uint64_t)1 << j->depth;
    if (j->comma & bit) out_char(j->out, ',');
    j->comma |= bit;
}

static void open_with(struct json *j, char c) {
    before_value(j);
    must(j->depth < DEPTH_MAX);
    out_char(j->out, c);
    j->depth++;
    j->comma &= ~((uint64_t)1 << j->depth);
}

static void close_with(struct json *j, char c) {
    must(j->depth > 0);
    j->depth--;
    out_char(j->out, c);
}

void json_open(struct json *j) { open_with(j, '{'); }
void json_close(struct json *j) { close_with(j, '}'); }
void json_list(struct json *j) { open_with(j, '['); }
void json_list_end(struct json *j) { close_with(j, ']'); }

static void escaped(struct out *o, unsigned char c) {
    if (c == '"' || c == '\\') {
        out_char(o, '\\');
        out_char(o, (char)c);
    } else if (c >= 0x80) out_raw(o, "\xEF\xBF\xBD"); /* not UTF-8 */
    else out_printf(o, c == '\n' ? "\\n" : c == '\t' ? "\\t" : "\\u%04x", c);
}

enum { UTF8_BYTES = 4 };

static void quoted(struct out *o, const char *text) {
    const char *from = text; /* what needs no escape is written at once */
    out_char(o, '"');
    while (*text) {
        unsigned char c = (unsigned char)*text;
        size_t n = c < 0x80 ? 1 : utf8_step(text, strnlen(text, UTF8_BYTES));
        bool is_plain = n && c >= 0x20 && c != '"' && c != '\\';
        text += n ? n : 1;
        if (is_plain) continue;
        out_bytes(o, from, (size_t)(text - 1 - from));
        escaped(o, c);
        from = text;
    }
    out_bytes(o, from, (size_t)(text - from));
    out_char(o, '"');
}

void json_key(struct json *j, const char *key) {
    before_value(j);
    quoted(j->out, key);
    out_char(j->out, ':');
    j->comma &= ~((uint64_t)1 << j->depth);
}

void json_text(struct json *j, const char *text) {
    if (!text) {
        json_unknown(j);
        return;
    }
    before_value(j);
    quoted(j->out, text);
}

void json_int(struct json *j, int64_t n) {
    before_value(j);
    out_int(j->out, n);
}

void json_bool(struct json *j, bool b) {
    before_value(j);
    out_raw(j->out, b ? "true" : "false");
}

void json_unknown(struct json *j) {
    before_value(j);
    out_raw(j->out, "null");
}

void json_double(struct json *j, double d) {
    if (!isfinite(d)) {
        json_unknown(j);
        return;
    }
    char text[40];
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, d);
        if (strtod(text, NULL) == d) break;
    }
    before_value(j);
    out_raw(j->out, text);
}

void json_key_text(struct json *j, const char *key, const char *text) {
    json_key(j, key);
    json_text(j, text);
}
void json_key_int(struct json *j, const char *key, int64_t n) {
    json_key(j, key);
    json_int(j, n);
}
void json_key_bool(struct json *j, const char *key, bool b) {
    json_key(j, key);
    json_bool(j, b);
}
void json_key_double(struct json *j, const char *key, double d) {
    json_key(j, key);
    json_double(j, d);
}
void json_key_null(struct json *j, const char *key) {
    json_key(j, key);
    json_unknown(j);
}
