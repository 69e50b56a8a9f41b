#include "web/reply.h"
#include "base/day.h"
#include <string.h>

enum { HEADERS_BYTES_MAX = 32 * 1024, COMPRESS_BYTES_MIN = 1400 /* less fits one packet anyway */ };

void reply_init(struct reply *r, size_t body_bytes_max) {
    memset(r, 0, sizeof *r);
    out_init(&r->head, HEADERS_BYTES_MAX * 2);
    out_init(&r->headers, HEADERS_BYTES_MAX);
    out_init(&r->body, body_bytes_max);
    out_init(&r->zipped, body_bytes_max);
    reply_clear(r);
}

void reply_done(struct reply *r) {
    out_done(&r->head);
    out_done(&r->headers);
    out_done(&r->body);
    out_done(&r->zipped);
    gzip_done(&r->gzip);
}

void reply_clear(struct reply *r) {
    r->status = 200;
    r->cache = "no-store";
    r->media_type = NULL;
    r->still = NULL;
    r->still_len = 0;
    r->is_made = r->closes = r->without_body = r->streams = false;
    out_clear(&r->head);
    out_clear(&r->zipped);
    out_clear(&r->headers);
    out_clear(&r->body);
}

void reply_header(struct reply *r, const char *name, const char *value) {
    size_t n = 0;
    while ((unsigned char)value[n] >= ' ' && value[n] != 0x7F) n++;
    out_raw(&r->headers, name);
    out_raw(&r->headers, ": ");
    out_bytes(&r->headers, value, n);
    out_raw(&r->headers, "\r\n");
}

void reply_cookie(struct reply *r, const char *name, const char *value, const char *attributes) {
    out_printf(&r->headers, "Set-Cookie: %s=%s; Path=/; HttpOnly; SameSite=Lax%s\r\n", name, value, attributes);
}

void reply_file_name(struct reply *r, const char *file_name) {
    out_raw(&r->headers, "Content-Disposition: attachment; filename=\"");
    for (const char *p = file_name; *p; p++) {
        unsigned char c = (unsigned char)*p;
        if (c >= 0x80 && c < 0xC0) continue; /* the rest of a character already replaced */
        out_char(&r->headers, c < ' ' || c >= 0x7F || c == '"' || c == '\\' || c == '%' ? '_' : (char)c);
    }
    out_raw(&r->headers, "\"; filename*=UTF-8''");
    out_url(&r->headers, file_name);
    out_raw(&r->headers, "\r\n");
}

const char *status_phrase(int status) {
    static const struct {
        int status;
        const char *phrase;
    } rows[] = {{200, "OK"},
                {201, "Created"},
                {202, "Accepted"},
                {303, "See Other"},
                {304, "Not Modified"},
                {400, "Bad Request"},
                {401, "Unauthorized"},
                {403, "Forbidden"},
                {404, "Not Found"},
                {405, "Method Not Allowed"},
                {408, "Request Timeout"},
                {409, "Conflict"},
                {411, "Length Required"},
                {413, "Content Too Large"},
                {414, "URI Too Long"},
                {415, "Unsupported Media Type"},
                {417, "Expectation Failed"},
                {422, "Unprocessable Content"},
                {429, "Too Many Requests"},
                {431, "Request Header Fields Too Large"},
                {500, "Internal Server Error"},
                {501, "Not Implemented"},
                {503, "Service Unavailable"},
                {505, "HTTP Version Not Supported"}};
    for (size_t i = 0; i < countof(rows); i++)
        if (rows[i].status == status) return rows[i].phrase;
    return "Status";
}

/* The same on every reply: no inline script or style, no framing, no guessing of types. */
static const char security[] =
    "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "Referrer-Policy: same-origin\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n";

static void two_digits(struct out *o, int64_t n) {
    out_char(o, (char)('0' + n / 10 % 10));
    out_char(o, (char)('0' + n % 10));
}

/* RFC 9110 5.6.7: "Tue, 06 Dec 2022 01:20:33 GMT". */
static void write_date(struct out *o, int64_t ms) {
    static const char days[] = "ThuFriSatSunMonTueWed", months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    int32_t day = day_of_ms(ms, 0);
    struct civil c = civil_of(day);
    int64_t s = (ms - ms_of_day(day, 0)) / 1000;
    out_raw(o, "Date: ");
    out_bytes(o, days + 3 * ((day % 7 + 7) % 7), 3);
    out_raw(o, ", ");
    two_digits(o, c.day);
    out_char(o, ' ');
    out_bytes(o, months + 3 * (c.month - 1), 3);
    out_char(o, ' ');
    out_int(o, c.year);
    out_char(o, ' ');
    two_digits(o, s / 3600);
    out_char(o, ':');
    two_digits(o, s / 60 % 60);
    out_char(o, ':');
    two_digits(o, s % 60);
    out_raw(o, " GMT\r\n");
}

void reply_compress(struct reply *r) {
    bool is_text = r->media_type && (text_starts(r->media_type, "text/") || text_eq(r->media_type, "application/json"));
    if (!is_text || r->still || r->body.len < COMPRESS_BYTES_MIN) return;
    if (gzip_bytes(&r->gzip, r->body.at, r->body.len, &r->zipped)) reply_header(r, "Content-Encoding", "gzip");
    else out_clear(&r->zipped);
}

static struct span body_of(const struct reply *r) {
    if (r->still) return (struct span){r->still, r->still_len};
    if (r->zipped.len) return (struct span){r->zipped.at, r->zipped.len};
    return (struct span){r->body.at, r->body.len};
}

static void header(struct out *o, const char *name, const char *value) {
    out_raw(o, name);
    out_raw(o, value);
    out_raw(o, "\r\n");
}

void reply_finish(struct reply *r, int64_t now_ms, bool tls) {
    struct out *o = &r->head;
    out_clear(o);
    out_raw(o, "HTTP/1.1 ");
    out_int(o, r->status);
    out_char(o, ' ');
    out_raw(o, status_phrase(r->status));
    out_raw(o, "\r\n");
    write_date(o, outside_ms(now_ms));
    if (r->media_type) header(o, "Content-Type: ", r->media_type);
    if (r->status != 304 && !r->streams) {
        out_raw(o, "Content-Length: ");
        out_int(o, (int64_t)body_of(r).len);
        out_raw(o, "\r\n");
    }
    header(o, "Cache-Control: ", r->cache);
    out_bytes(o, r->headers.at, r->headers.len);
    out_raw(o, security);
    if (tls) out_raw(o, "Strict-Transport-Security: max-age=31536000; includeSubDomains\r\n");
    if (r->closes) out_raw(o, "Connection: close\r\n");
    out_raw(o, "\r\n");
}

static const struct err_row *row_of_status(int status) {
    for (enum err e = OK; e < ERR_COUNT; e++)
        if (err_row(e)->http == status) return err_row(e);
    return err_row(ERR_USAGE);
}

void reply_refusal(struct reply *r, int status, int64_t now_ms, bool tls) {
    reply_clear(r);
    r->status = status;
    r->closes = true;
    r->media_type = "text/plain; charset=utf-8";
    const struct err_row *row = row_of_status(status);
    out_printf(&r->body, "%d %s\n%s\n%s\n", status, status_phrase(status), row->zh, row->en);
    if (status == 503) reply_header(r, "Retry-After", "2");
    reply_finish(r, now_ms, tls);
}

struct span reply_bytes(const struct reply *r) {
    return r->without_body ? (struct span){"", 0} : body_of(r);
}
