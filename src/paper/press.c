/* Setting: pages, paragraphs, what stands around them. */
#include "paper/press.h"
#include "base/day.h"
#include <cairo-pdf.h>
#include <pthread.h>

#define MM (72 / 25.4)

/* GB/T 9704-2012, 5.2.1 and 7.1. */
static const double A4_WIDTH = 210 * MM, A4_HEIGHT = 297 * MM, MARGIN_TOP = 37 * MM, MARGIN_LEFT = 28 * MM,
                    TYPE_WIDTH = 156 * MM, TYPE_HEIGHT = 225 * MM;
/* Sizes of type by their Chinese numbers: 二号, 三号, 四号, 小四, 五号, 小五. */
static const double SIZE_2 = 22, SIZE_3 = 16, SIZE_4 = 14, SIZE_4_SMALL = 12, SIZE_5 = 10.5, SIZE_5_SMALL = 9;
/* 5.2.2: 22 lines on 225 mm. */
static const double PITCH = TYPE_HEIGHT / 22;

/* The office's own fonts where they are installed, else the free ones. */
static const char *const families[FONT_COUNT] = {
    "FangSong_GB2312,FangSong,Noto Serif CJK SC", "FZXiaoBiaoSong-B05S,Noto Serif CJK SC", "SimHei,Noto Sans CJK SC"};

/* Fonts are shared by all threads, so documents are set one after another: pango keeps maps per thread otherwise, and each
 * would hold its own copy of every font for as long as the thread lives. */
static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;
static PangoFontMap *font_map;

PangoLayout *press_layout(const struct press *s) {
    PangoLayout *layout = pango_layout_new(s->context);
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_auto_dir(layout, FALSE);
    return layout;
}

void press_font(PangoLayout *layout, const struct press *s, enum font font, double size) {
    pango_font_description_set_absolute_size(s->fonts[font], size * PANGO_SCALE);
    pango_layout_set_font_description(layout, s->fonts[font]);
}

void press_line(struct press *s, PangoLayoutIter *at, double x, double y) {
    PangoRectangle logical;
    pango_layout_iter_get_line_extents(at, NULL, &logical);
    double ascent = points(pango_layout_iter_get_baseline(at) - logical.y);
    cairo_move_to(s->cr, x + points(logical.x), y + ascent);
    pango_cairo_show_layout_line(s->cr, pango_layout_iter_get_line_readonly(at));
}

/* -- pages -- */

static void small_line(struct press *s, const char *text, enum font font, double size, PangoAlignment align, double y) {
    pango_layout_set_indent(s->edge, 0);
    pango_layout_set_ellipsize(s->edge, PANGO_ELLIPSIZE_END);
    pango_layout_set_width(s->edge, (int)((s->right - s->left) * PANGO_SCALE));
    pango_layout_set_alignment(s->edge, align);
    press_font(s->edge, s, font, size);
    pango_layout_set_text(s->edge, paper_clean(s->a, text), -1);
    PangoLayoutIter *at = pango_layout_get_iter(s->edge);
    press_line(s, at, s->left, y);
    pango_layout_iter_free(at);
    pango_layout_set_ellipsize(s->edge, PANGO_ELLIPSIZE_NONE);
}

/* 7.5: the number between dashes in size 四号, 7 mm below the type area; odd pages on the right, even on the left. */
static void page_end(struct press *s) {
    const char *number = arena_printf(s->a, s->page % 2 ? "— %zu —　" : "　— %zu —", s->page);
    cairo_set_source_rgb(s->cr, 0, 0, 0);
    double y = s->bottom + 7 * MM;
    small_line(s, number, FONT_SONG, s->paper->info.style == PAPER_OFFICIAL ? SIZE_4 : SIZE_5,
               s->page % 2 ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT, y - SIZE_5);
    if (s->paper->info.footer && *s->paper->info.footer) {
        cairo_set_source_rgb(s->cr, .35, .35, .35);
        small_line(s, s->paper->info.footer, FONT_HEI, 7.5, PANGO_ALIGN_CENTER, s->bottom + 13 * MM);
    }
    cairo_show_page(s->cr);
}

void press_next_page(struct press *s) {
    page_end(s);
    if (s->page == PAPER_PAGES_MAX) {
        s->is_full = true;
        return;
    }
    s->page++;
    s->y = s->top;
    s->is_fresh = true;
    cairo_set_source_rgb(s->cr, 0, 0, 0);
}

void press_need(struct press *s, double height) {
    if (s->y + height > s->bottom && !s->is_fresh) press_next_page(s);
}

/* -- paragraphs -- */

struct shape {
    enum font font;
    double size, pitch, indent, inset; /* first line in; from the right edge */
    PangoAlignment align;
};

static void paragraph(struct press *s, const char *text, const struct shape *k) {
    const char *clean = paper_clean(s->a, text);
    pango_layout_set_width(s->layout, (int)((s->right - s->left - k->inset) * PANGO_SCALE));
    pango_layout_set_indent(s->layout, (int)(k->indent * PANGO_SCALE));
    pango_layout_set_alignment(s->layout, k->align);
    press_font(s->layout, s, k->font, k->size);
    pango_layout_set_text(s->layout, clean, -1);
    PangoLayoutIter *at = pango_layout_get_iter(s->layout);
    do {
        PangoRectangle logical;
        pango_layout_iter_get_line_extents(at, NULL, &logical);
        double natural = points(logical.height), pitch = natural > 1.6 * k->pitch ? natural : k->pitch;
        press_need(s, pitch);
        if (s->is_full) break;
        press_line(s, at, s->left, s->y + (pitch - natural) / 2);
        s->y += pitch;
        s->is_fresh = false;
    } while (pango_layout_iter_next_line(at));
    pango_layout_iter_free(at);
}

/* 7.2.4, 7.2.5: the office in red, its number two lines below, the red line 4 mm below that. */
static void head(struct press *s, const struct part *part) {
    size_t n = (size_t)g_utf8_strlen(paper_clean(s->a, part->text), -1);
    double wide = s->paper->info.lang == ZH ? 1 : .58, fits = (s->right - s->left) / ((double)(n ? n : 1) * wide);
    double size = fits > 44 ? 44 : fits < SIZE_3 ? SIZE_3 : fits;
    cairo_set_source_rgb(s->cr, .84, 0, .06);
    paragraph(s, part->text, &(struct shape){FONT_SONG_BOLD, size, size * 1.5, .align = PANGO_ALIGN_CENTER});
    cairo_set_source_rgb(s->cr, 0, 0, 0);
    if (part->other && *part->other) {
        s->y += s->pitch;
        paragraph(s, part->other, &(struct shape){FONT_SONG, s->size, s->pitch, .align = PANGO_ALIGN_CENTER});
    }
    cairo_set_source_rgb(s->cr, .84, 0, .06);
    cairo_rectangle(s->cr, s->left, s->y + 4 * MM, s->right - s->left, 1.5);
    cairo_fill(s->cr);
    cairo_set_source_rgb(s->cr, 0, 0, 0);
    s->y += 4 * MM + s->pitch * 1.5;
}

static void heading(struct press *s, const struct part *part) {
    bool is_first = part->level <= 1, is_official = s->paper->info.style == PAPER_OFFICIAL;
    double size = is_official ? s->size : is_first ? SIZE_4 : s->size;
    if (!s->is_fresh) s->y += is_official ? 0 : s->pitch * .4;
    press_need(s, s->pitch * 3); /* not alone at the foot of a page */
    if (s->is_full) return;
    char where[64];
    snprintf(where, sizeof where, "page=%zu pos=[0 %d]", s->page, (int)s->y);
    cairo_pdf_surface_add_outline(s->surface, CAIRO_PDF_OUTLINE_ROOT, paper_clean(s->a, part->text), where, 0);
    paragraph(s, part->text, &(struct shape){is_first || !is_official ? FONT_HEI : FONT_SONG_BOLD, size, s->pitch * 1.1,
                                             is_official ? 2 * s->size : 0, .align = PANGO_ALIGN_LEFT});
}

static void set_part(struct press *s, const struct part *part) {
    switch (part->kind) {
    case PART_HEAD: head(s, part); break;
    case PART_TITLE:
        paragraph(s, part->text, &(struct shape){FONT_SONG_BOLD, s->paper->info.style == PAPER_OFFICIAL ? SIZE_2 : SIZE_3 + 2,
                                                 s->pitch * 1.25, .align = PANGO_ALIGN_CENTER});
        s->y += s->pitch * .75;
        break;
    case PART_HEADING: heading(s, part); break;
    case PART_TEXT:
        paragraph(s, part->text, &(struct shape){FONT_SONG, s->size, s->pitch, 2 * s->size, .align = PANGO_ALIGN_LEFT});
        break;
    case PART_LINE: {
        static const PangoAlignment aligns[] = {PANGO_ALIGN_LEFT, PANGO_ALIGN_RIGHT, PANGO_ALIGN_CENTER};
        paragraph(s, part->text, &(struct shape){FONT_SONG, s->size, s->pitch, .align = aligns[part->align],
                                                 .inset = part->align == PAPER_RIGHT ? 4 * s->size : 0});
        break;
    }
    case PART_NOTE: paragraph(s, part->text, &(struct shape){FONT_HEI, SIZE_5_SMALL, SIZE_5_SMALL * 1.5}); break;
    case PART_GAP:
        if (!s->is_fresh) s->y += s->pitch;
        break;
    case PART_TABLE: press_table(s, part); break;
    }
}

/* -- a document -- */

static cairo_status_t take(void *to, const unsigned char *bytes, unsigned n) {
    struct out *o = to;
    out_bytes(o, bytes, n);
    return o->overflow ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

static void sizes(struct press *s) {
    const struct paper_info *i = &s->paper->info;
    bool is_lying = i->is_lying && i->style == PAPER_REPORT;
    s->width = is_lying ? A4_HEIGHT : A4_WIDTH;
    s->height = is_lying ? A4_WIDTH : A4_HEIGHT;
    s->left = is_lying ? 24 * MM : MARGIN_LEFT;
    s->right = is_lying ? A4_HEIGHT - 24 * MM : MARGIN_LEFT + TYPE_WIDTH;
    s->top = is_lying ? MARGIN_LEFT : MARGIN_TOP;
    s->bottom = is_lying ? MARGIN_LEFT + TYPE_WIDTH : MARGIN_TOP + TYPE_HEIGHT;
    s->size = i->style == PAPER_OFFICIAL ? SIZE_3 : SIZE_4_SMALL;
    s->pitch = i->style == PAPER_OFFICIAL ? PITCH : PITCH * .75;
}

static void describe(struct press *s) {
    const struct paper_info *i = &s->paper->info;
    struct civil day = civil_of(day_of_ms(i->at_ms, 0));
    int64_t second = i->at_ms / 1000 - (int64_t)day_of_ms(i->at_ms, 0) * 86400;
    const char *when = arena_printf(s->a, "%04d-%02d-%02dT%02d:%02d:%02dZ", day.year, day.month, day.day,
                                    (int)(second / 3600), (int)(second / 60 % 60), (int)(second % 60));
    cairo_pdf_surface_set_metadata(s->surface, CAIRO_PDF_METADATA_TITLE, paper_clean(s->a, i->title));
    cairo_pdf_surface_set_metadata(s->surface, CAIRO_PDF_METADATA_AUTHOR, paper_clean(s->a, i->author));
    cairo_pdf_surface_set_metadata(s->surface, CAIRO_PDF_METADATA_CREATOR, "Qipan");
    cairo_pdf_surface_set_metadata(s->surface, CAIRO_PDF_METADATA_CREATE_DATE, when);
}

static void fonts_open(struct press *s) {
    if (!font_map) {
        font_map = pango_cairo_font_map_new();
        pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(font_map), 72);
    }
    s->context = pango_font_map_create_context(font_map);
    /* Glyphs where the design puts them, not where a screen's dots would. */
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(s->context, options);
    cairo_font_options_destroy(options);
    pango_context_set_round_glyph_positions(s->context, FALSE);
    pango_context_set_language(s->context, pango_language_from_string("zh-cn"));
    pango_context_set_base_dir(s->context, PANGO_DIRECTION_LTR);
    for (int i = 0; i < FONT_COUNT; i++) {
        s->fonts[i] = pango_font_description_new();
        pango_font_description_set_family_static(s->fonts[i], families[i]);
        pango_font_description_set_weight(s->fonts[i], i == FONT_SONG_BOLD ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    }
    s->layout = press_layout(s);
    s->edge = press_layout(s);
}

static void fonts_close(struct press *s) {
    for (int i = 0; i < FONT_COUNT; i++) pango_font_description_free(s->fonts[i]);
    g_object_unref(s->layout);
    g_object_unref(s->edge);
    g_object_unref(s->context);
}

static enum err print_alone(struct paper *p, struct out *out, size_t *ret_pages) {
    struct press s = {.paper = p, .a = p->a, .page = 1, .is_fresh = true};
    sizes(&s);
    s.y = s.top;
    s.surface = cairo_pdf_surface_create_for_stream(take, out, s.width, s.height);
    s.cr = cairo_create(s.surface);
    describe(&s);
    fonts_open(&s);
    for (const struct part *part = p->first; part && !s.is_full; part = part->next) set_part(&s, part);
    if (!s.is_full) page_end(&s);
    fonts_close(&s);
    cairo_status_t status = cairo_status(s.cr);
    cairo_destroy(s.cr);
    cairo_surface_finish(s.surface);
    if (!status) status = cairo_surface_status(s.surface);
    cairo_surface_destroy(s.surface);
    *ret_pages = s.page;
    if (s.is_full || out->overflow) return ERR_TOO_LARGE;
    return status ? arena_fail(p->a, ERR_WORLD, "setting a document: %s", cairo_status_to_string(status)) : OK;
}

enum err paper_print(struct paper *p, struct out *out, size_t *ret_pages) {
    pthread_mutex_lock(&one_at_a_time);
    enum err e = print_alone(p, out, ret_pages);
    pthread_mutex_unlock(&one_at_a_time);
    return e;
}

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_LEAK__)
/* Some hundred bytes a font that cairo 1.16 forgets when it embeds one, and what fontconfig holds by offsets, which a search
 * for pointers does not see. What pango and glib hold is looked at. */
const char *__lsan_default_suppressions(void);
__attribute__((visibility("default"))) const char *__lsan_default_suppressions(void) {
    return "leak:libcairo.so\nleak:libfontconfig.so\n";
}
const char *__lsan_default_options(void);
__attribute__((visibility("default"))) const char *__lsan_default_options(void) { return "print_suppressions=0"; }
#endif
