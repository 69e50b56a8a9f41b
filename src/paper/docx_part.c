/* Placeholders in the texts of one part: found paragraph by paragraph, written back into the bytes around them. */
#include "paper/docx_part.h"
#include "paper/paper.h"
#include <expat.h>

enum { DEPTH_MAX = 200, TEXTS_MAX = 200000, ROWS_MAX = 50000, NAME_MAX = 80 };
#define MARK_OPEN "{{"
#define MARK_CLOSE "}}"

struct row;
struct text;

/* A placeholder, or the mark of a list. */
struct mark {
    struct text *in;           /* where it begins */
    const char *name;
    const struct docx_list *list; /* of the row around it */
    int column;                /* of that list, else -1 */
    const char *value;         /* the document's, or NULL */
    struct mark *next;
};

/* What is taken out of a text; a mark's words come where it begins. */
struct cut {
    size_t from, to;
    const struct mark *mark; /* NULL: the rest of one that began in a text before */
    struct cut *next;
};

struct text { /* w:t */
    size_t from, inner, to;     /* bytes of the part: its tag, what is between, behind its end */
    size_t base;                /* of its characters in the paragraph's */
    struct span said;
    struct row *row;
    struct cut *first, **last;
    struct text *next, *next_in_paragraph;
};

struct paragraph {
    size_t no;
    struct text *first, **last;
    struct paragraph *next, *outer;
};

struct row { /* w:tr */
    size_t from, to;
    const struct docx_list *list;
    bool is_open; /* its list is not closed yet */
    struct row *outer, *next;
};

struct reading {
    struct arena *a, *outer;
    struct both label;
    struct span xml;
    const struct docx_data *data;
    XML_Parser parser;
    int depth;
    size_t paragraphs, texts, rows;
    struct paragraph *paragraph, *first_paragraph, **last_paragraph;
    struct row *row, *first_row, **last_row;
    struct text *text, *first_text, **last_text;
    struct out *said;
    struct out scratch;
    enum err refusal;
    struct both why;
};

/* -- reading -- */

static void refuse(struct reading *r, enum err e, struct both why) {
    if (r->refusal) return;
    r->refusal = e;
    r->why = why;
    XML_StopParser(r->parser, XML_FALSE);
}

static void refuse_size(struct reading *r) {
    refuse(r, ERR_TOO_LARGE, SAY(r->outer, W_paper_docx_many, r->label));
}

static void refuse_xml(struct reading *r) {
    refuse(r, ERR_INVALID, SAY(r->outer, W_paper_docx_xml, r->label,
                               both_int(r->outer, (int64_t)XML_GetCurrentLineNumber(r->parser))));
}

/* The local name if it is one of word processing's, in either edition of the standard; else "". */
static const char *word_name(const char *name) {
    static const char *const spaces[] = {"http://schemas.openxmlformats.org/wordprocessingml/2006/main|",
                                         "http://purl.oclc.org/ooxml/wordprocessingml/main|"};
    for (size_t i = 0; i < countof(spaces); i++)
        if (text_starts(name, spaces[i])) return name + strlen(spaces[i]);
    return "";
}

static void paragraph_begin(struct reading *r) {
    struct paragraph *p = arena_new_of(r->a, struct paragraph);
    p->no = ++r->paragraphs;
    p->last = &p->first;
    p->outer = r->paragraph;
    *r->last_paragraph = p;
    r->last_paragraph = &p->next;
    r->paragraph = p;
}

static void row_begin(struct reading *r, size_t at) {
    if (++r->rows > ROWS_MAX) refuse_size(r);
    struct row *row = arena_new_of(r->a, struct row);
    row->from = at;
    row->outer = r->row;
    *r->last_row = row;
    r->last_row = &row->next;
    r->row = row;
}

static void text_begin(struct reading *r, size_t at, size_t len) {
    if (++r->texts > TEXTS_MAX) refuse_size(r);
    struct text *t = arena_new_of(r->a, struct text);
    t->from = at;
    t->inner = at + len;
    t->row = r->row;
    t->last = &t->first;
    r->text = t;
    out_clear(&r->scratch);
}

static void text_end(struct reading *r, size_t at, size_t len) {
    struct text *t = r->text;
    r->text = NULL;
    if (!r->scratch.len || !r->paragraph) return;
    t->to = at + len;
    t->said = (struct span){arena_copy_n(r->a, r->scratch.at, r->scratch.len), r->scratch.len};
    *r->last_text = t;
    r->last_text = &t->next;
    *r->paragraph->last = t;
    r->paragraph->last = &t->next_in_paragraph;
}

static void on_start(void *context, const XML_Char *full, const XML_Char **attributes) {
    (void)attributes;
    struct reading *r = context;
    const char *name = word_name(full);
    if (++r->depth > DEPTH_MAX || r->paragraphs > TEXTS_MAX) refuse_size(r);
    if (r->text) refuse_xml(r); /* a text has characters only */
    if (r->refusal) return;
    size_t at = (size_t)XML_GetCurrentByteIndex(r->parser), len = (size_t)XML_GetCurrentByteCount(r->parser);
    if (text_eq(name, "p")) paragraph_begin(r);
    else if (text_eq(name, "tr")) row_begin(r, at);
    else if (text_eq(name, "t")) text_begin(r, at, len);
}

static void on_end(void *context, const XML_Char *full) {
    struct reading *r = context;
    const char *name = word_name(full);
    size_t at = (size_t)XML_GetCurrentByteIndex(r->parser), len = (size_t)XML_GetCurrentByteCount(r->parser);
    r->depth--;
    if (r->refusal) return;
    if (text_eq(name, "p") && r->paragraph) r->paragraph = r->paragraph->outer;
    else if (text_eq(name, "tr") && r->row) {
        r->row->to = at + len;
        r->row = r->row->outer;
    } else if (text_eq(name, "t") && r->text) text_end(r, at, len);
}

static void on_text(void *context, const XML_Char *at, int n) {
    struct reading *r = context;
    if (r->text) out_bytes(&r->scratch, at, (size_t)n);
}

static void on_doctype(void *context, const XML_Char *name, const XML_Char *system_id, const XML_Char *public_id,
                       int has_internal) {
    (void)name, (void)system_id, (void)public_id, (void)has_internal;
    struct reading *r = context;
    refuse(r, ERR_INVALID, SAY(r->outer, W_paper_docx_doctype, r->label));
}

static enum err read_xml(struct reading *r) {
    r->parser = XML_ParserCreateNS("UTF-8", '|');
    must(r->parser != NULL);
    XML_SetUserData(r->parser, r);
    XML_SetElementHandler(r->parser, on_start, on_end);
    XML_SetCharacterDataHandler(r->parser, on_text);
    XML_SetStartDoctypeDeclHandler(r->parser, on_doctype);
    enum XML_Status status = XML_Parse(r->parser, r->xml.at, (int)r->xml.len, XML_TRUE);
    if (status != XML_STATUS_OK) refuse_xml(r);
    XML_ParserFree(r->parser);
    return r->refusal;
}

/* -- placeholders -- */

static enum err refuse_at(struct reading *r, const struct paragraph *p, const char *said, enum word w, const char *name) {
    struct both words = both_text(utf8_cut(r->outer, arena_copy(r->outer, said), 40));
    struct both place = SAY(r->outer, W_paper_docx_place, r->label, both_int(r->outer, (int64_t)p->no), words);
    r->why = SAY(r->outer, w, place, both_text(utf8_cut(r->outer, arena_copy(r->outer, name), 40)));
    return ERR_INVALID;
}

static const struct docx_list *list_find(const struct docx_data *d, const char *name) {
    for (size_t i = 0; i < d->list_count; i++)
        if (text_eq(d->lists[i].name, name)) return &d->lists[i];
    return NULL;
}

static const struct row *list_row(const struct row *row) {
    while (row && !row->list) row = row->outer;
    return row;
}

static enum err list_begin(struct reading *r, const struct paragraph *p, const char *said, struct row *row,
                           const char *name) {
    const struct docx_list *list = list_find(r->data, name);
    if (!list) return refuse_at(r, p, said, W_paper_docx_no_list, name);
    if (!row) return refuse_at(r, p, said, W_paper_docx_no_row, name);
    if (list_row(row)) return refuse_at(r, p, said, W_paper_docx_nested, name);
    row->list = list;
    row->is_open = true;
    return OK;
}

static enum err list_end(struct reading *r, const struct paragraph *p, const char *said, struct row *row,
                         const char *name) {
    if (!row || !row->is_open || !text_eq(row->list->name, name))
        return refuse_at(r, p, said, W_paper_docx_list_close, name);
    row->is_open = false;
    return OK;
}

/* Takes the characters from s to e of the paragraph out of its texts. */
static void cut_out(struct reading *r, const struct paragraph *p, size_t s, size_t e, const struct mark *mark) {
    for (struct text *t = p->first; t; t = t->next_in_paragraph) {
        size_t end = t->base + t->said.len;
        if (end <= s || t->base >= e) continue;
        struct cut *c = arena_new_of(r->a, struct cut);
        c->from = (s > t->base ? s : t->base) - t->base;
        c->to = (e < end ? e : end) - t->base;
        c->mark = s >= t->base ? mark : NULL;
        *t->last = c;
        t->last = &c->next;
    }
}

static struct text *text_at(const struct paragraph *p, size_t offset) {
    for (struct text *t = p->first; t; t = t->next_in_paragraph)
        if (offset < t->base + t->said.len) return t;
    return NULL;
}

static const char *paragraph_said(struct reading *r, const struct paragraph *p) {
    out_clear(r->said);
    for (struct text *t = p->first; t; t = t->next_in_paragraph) {
        t->base = r->said->len;
        out_bytes(r->said, t->said.at, t->said.len);
    }
    return out_text_of(r->said);
}

/* One placeholder: a list's mark, or a name that is looked up once the lists of all rows are known. */
static enum err mark_read(struct reading *r, const struct paragraph *p, const char *said, size_t from, size_t to,
                          const char *name) {
    struct text *in = text_at(p, from);
    struct mark *m = arena_new_of(r->a, struct mark);
    m->in = in;
    m->column = -1;
    cut_out(r, p, from, to, m);
    if (*name == '#') return list_begin(r, p, said, in->row, arena_copy(r->a, text_neat(r->a, span_of(name + 1))));
    if (*name == '/') return list_end(r, p, said, in->row, arena_copy(r->a, text_neat(r->a, span_of(name + 1))));
    m->name = name;
    return OK;
}

static enum err paragraph_marks(struct reading *r, const struct paragraph *p) {
    const char *said = paragraph_said(r, p), *at = said;
    for (const char *open; (open = strstr(at, MARK_OPEN));) {
        const char *close = strstr(open + 2, MARK_CLOSE), *again = strstr(open + 2, MARK_OPEN);
        if (!close || (again && again < close && again != open + 1))
            return refuse_at(r, p, said, W_paper_docx_unclosed, open);
        struct span inner = span_trim((struct span){open + 2, (size_t)(close - open - 2)});
        const char *name = arena_copy_n(r->a, inner.at, inner.len);
        if (!*name || inner.len > NAME_MAX) return refuse_at(r, p, said, W_paper_docx_unknown, name);
        try(mark_read(r, p, said, (size_t)(open - said), (size_t)(close + 2 - said), name));
        at = close + 2;
    }
    const char *stray = strstr(at, MARK_CLOSE);
    return stray ? refuse_at(r, p, said, W_paper_docx_unopened, stray) : OK;
}

/* A list that was begun is closed in the same row; else the row's paragraph is named. */
static enum err rows_closed(struct reading *r) {
    for (const struct row *row = r->first_row; row; row = row->next) {
        if (!row->is_open) continue;
        for (const struct paragraph *p = r->first_paragraph; p; p = p->next)
            if (p->first && p->first->row == row)
                return refuse_at(r, p, paragraph_said(r, p), W_paper_docx_list_open, row->list->name);
    }
    return OK;
}

static enum err mark_resolve(struct reading *r, const struct paragraph *p, struct mark *m) {
    const struct row *row = list_row(m->in->row);
    if (row)
        for (size_t i = 0; i < row->list->column_count; i++)
            if (text_eq(row->list->columns[i], m->name)) {
                m->list = row->list;
                m->column = (int)i;
                return OK;
            }
    for (size_t i = 0; i < r->data->value_count; i++)
        if (text_eq(r->data->values[i].name, m->name)) {
            m->value = r->data->values[i].text ? r->data->values[i].text : "";
            return OK;
        }
    return refuse_at(r, p, paragraph_said(r, p), W_paper_docx_unknown, m->name);
}

static enum err marks_resolve(struct reading *r) {
    for (const struct paragraph *p = r->first_paragraph; p; p = p->next)
        for (const struct text *t = p->first; t; t = t->next_in_paragraph)
            for (const struct cut *c = t->first; c; c = c->next)
                if (c->mark && c->mark->name) try(mark_resolve(r, p, (struct mark *)(uintptr_t)c->mark));
    return OK;
}

/* -- writing -- */

struct writing {
    struct reading *r;
    struct out *out;
    const struct text *text; /* the next one that is changed or not */
    const char *prefix;      /* of the names of this part: "w:" */
    int64_t row;             /* of the list around; -1: it has none */
    bool is_none_said;
};

static void put_xml(struct out *o, const char *s, size_t n) {
    for (size_t i = 0; i < n; i++) {
        if (s[i] == '&') out_raw(o, "&amp;");
        else if (s[i] == '<') out_raw(o, "&lt;");
        else if (s[i] == '>') out_raw(o, "&gt;");
        else out_char(o, s[i]);
    }
}

/* A line break parts the text in two. */
static void put_value(struct writing *w, const char *value) {
    const char *clean = paper_clean(w->r->a, value);
    for (const char *line = clean;; ) {
        size_t n = strcspn(line, "\n");
        put_xml(w->out, line, n);
        if (!line[n]) return;
        out_printf(w->out, "</%st><%sbr/><%st xml:space=\"preserve\">", w->prefix, w->prefix, w->prefix);
        line += n + 1;
    }
}

static const char *mark_value(struct writing *w, const struct mark *m) {
    if (!m->name) return ""; /* of a list */
    if (m->column < 0) return m->value;
    if (w->row >= 0) return m->list->cells[(size_t)w->row * m->list->column_count + (size_t)m->column];
    if (w->is_none_said) return "";
    w->is_none_said = true;
    return m->list->none;
}

static void put_text(struct writing *w, const struct text *t) {
    const char *said = t->said.at;
    size_t at = 0;
    size_t n = strcspn(w->r->xml.at + t->from + 1, ": \t\r\n/>");
    bool has_prefix = w->r->xml.at[t->from + 1 + n] == ':';
    w->prefix = has_prefix ? arena_copy_n(w->r->a, w->r->xml.at + t->from + 1, n + 1) : "";
    out_printf(w->out, "<%st xml:space=\"preserve\">", w->prefix);
    for (const struct cut *c = t->first; c; c = c->next) {
        put_xml(w->out, said + at, c->from - at);
        if (c->mark) put_value(w, mark_value(w, c->mark));
        at = c->to;
    }
    put_xml(w->out, said + at, t->said.len - at);
    out_printf(w->out, "</%st>", w->prefix);
}

/* The bytes from one place to another, texts with their placeholders filled; returns behind the last text. */
static void put_bytes(struct writing *w, size_t from, size_t to) {
    for (; w->text && w->text->from < to; w->text = w->text->next) {
        if (!w->text->first) continue;
        out_bytes(w->out, w->r->xml.at + from, w->text->from - from);
        put_text(w, w->text);
        from = w->text->to;
    }
    out_bytes(w->out, w->r->xml.at + from, to - from);
}

static void write_part(struct reading *r, struct out *out) {
    struct writing w = {.r = r, .out = out, .text = r->first_text, .prefix = "w:"};
    size_t at = 0;
    for (const struct row *row = r->first_row; row && !out->overflow; row = row->next) {
        if (!row->list) continue;
        put_bytes(&w, at, row->from);
        const struct text *first = w.text;
        int64_t count = (int64_t)row->list->row_count;
        w.is_none_said = false;
        for (w.row = count ? 0 : -1; w.row < count && !out->overflow; w.row++) {
            w.text = first;
            put_bytes(&w, row->from, row->to);
            if (!count) break;
        }
        at = row->to;
    }
    put_bytes(&w, at, r->xml.len);
}

enum err docx_part_fill(struct arena *a, struct arena *outer, struct both label, struct span xml,
                        const struct docx_data *data, struct out *out, struct both *ret_why) {
    struct reading *r = arena_new_of(a, struct reading);
    *r = (struct reading){.a = a, .outer = outer, .label = label, .xml = xml, .data = data};
    r->last_paragraph = &r->first_paragraph;
    r->last_row = &r->first_row;
    r->last_text = &r->first_text;
    r->said = out_in(a, DOCX_UNPACKED_MAX);
    out_init(&r->scratch, DOCX_UNPACKED_MAX);
    enum err e = read_xml(r);
    out_done(&r->scratch);
    for (const struct paragraph *p = r->first_paragraph; p && !e; p = p->next) e = paragraph_marks(r, p);
    if (!e) e = rows_closed(r);
    if (!e) e = marks_resolve(r);
    if (!e) {
        write_part(r, out);
        if (out->overflow) {
            r->why = SAY(outer, W_paper_docx_many, label);
            e = ERR_TOO_LARGE;
        }
    }
    if (e) *ret_why = r->why;
    return e;
}
