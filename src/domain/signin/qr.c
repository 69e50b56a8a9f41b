#include "domain/signin/qr.h"
#include <qrencode.h>

enum { QUIET = 4, SVG_BYTES_MAX = 256 * 1024 };

/* One path of horizontal runs: dark modules are few, and runs of them fewer. */
static void runs(struct out *o, const QRcode *code) {
    int n = code->width;
    for (int y = 0; y < n; y++)
        for (int x = 0, end; x < n; x = end) {
            bool dark = code->data[y * n + x] & 1;
            for (end = x + 1; end < n && (code->data[y * n + end] & 1) == dark; end++) continue;
            if (dark) out_printf(o, "M%d %dh%dv1h-%dz", x + QUIET, y + QUIET, end - x, end - x);
        }
}

struct html qr_svg(struct arena *a, const char *text, const char *label) {
    QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
    if (!code) return (struct html){"", 0};
    struct out *o = out_in(a, SVG_BYTES_MAX);
    int side = code->width + 2 * QUIET;
    out_printf(o, "<svg class=\"qr\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\" aria-label=\"", side, side,
               side * 4, side * 4);
    out_html(o, label);
    out_printf(o, "\"><path fill=\"#fff\" d=\"M0 0h%dv%dH0z\"/><path fill=\"#000\" d=\"", side, side);
    runs(o, code);
    out_raw(o, "\"/></svg>");
    QRcode_free(code);
    return (struct html){out_text_of(o), o->len};
}
