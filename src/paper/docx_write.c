/* A plain document from lines, with the sizes of official ones (GB/T 9704-2012, 5.2): the templates that ship. */
#include "paper/docx.h"
#include "sheet/zip_out.h"
#include "base/text.h"

#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define WORD "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define MEDIA "application/vnd.openxmlformats-officedocument.wordprocessingml."

static const char content_types[] = HEAD
    "<Types xmlns=\"" PACKAGE "content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-"
    "package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\""
    "/word/document.xml\" ContentType=\"" MEDIA "document.main+xml\"/><Override PartName=\"/word/footer1.xml\" "
    "ContentType=\"" MEDIA "footer+xml\"/></Types>";
static const char relations[] = HEAD "<Relationships xmlns=\"" PACKAGE "relationships\"><Relationship Id=\"rId1\" Type=\""
                                     OFFICE "officeDocument\" Target=\"word/document.xml\"/></Relationships>";
static const char document_relations[] = HEAD "<Relationships xmlns=\"" PACKAGE "relationships\"><Relationship Id=\"rId1\" "
                                              "Type=\"" OFFICE "footer\" Target=\"footer1.xml\"/></Relationships>";
static const char footer[] = HEAD
    "<w:ftr xmlns:w=\"" WORD "\"><w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:r><w:rPr><w:sz w:val=\"28\"/></w:rPr>"
    "<w:t xml:space=\"preserve\">— </w:t></w:r><w:r><w:rPr><w:sz w:val=\"28\"/></w:rPr><w:fldChar w:fldCharType=\"begin\"/>"
    "<w:instrText xml:space=\"preserve\"> PAGE </w:instrText><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:rPr>"
    "<w:sz w:val=\"28\"/></w:rPr><w:t xml:space=\"preserve\"> —</w:t></w:r></w:p></w:ftr>";

struct look {
    const char *font, *paragraph, *run;
};

/* Sizes are half points; the first line is two characters in, a signature four from the right. */
static const struct look looks[] = {
    [DOCX_HEAD] = {"宋体", "<w:jc w:val=\"center\"/>", "<w:b/><w:color w:val=\"D60010\"/><w:sz w:val=\"56\"/>"},
    [DOCX_NUMBER] = {"仿宋", "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"12\" w:space=\"12\" w:color=\"D60010\"/></w:pBdr>"
                             "<w:jc w:val=\"center\"/>", "<w:sz w:val=\"32\"/>"},
    [DOCX_TITLE] = {"宋体", "<w:spacing w:before=\"480\" w:after=\"360\"/><w:jc w:val=\"center\"/>",
                    "<w:b/><w:sz w:val=\"44\"/>"},
    [DOCX_LEFT] = {"仿宋", "", "<w:sz w:val=\"32\"/>"},
    [DOCX_TEXT] = {"仿宋", "<w:spacing w:line=\"580\" w:lineRule=\"exact\"/><w:ind w:firstLineChars=\"200\" "
                           "w:firstLine=\"640\"/>", "<w:sz w:val=\"32\"/>"},
    [DOCX_RIGHT] = {"仿宋", "<w:ind w:rightChars=\"400\" w:right=\"1280\"/><w:jc w:val=\"right\"/>", "<w:sz w:val=\"32\"/>"},
    [DOCX_SMALL] = {"黑体", "", "<w:sz w:val=\"18\"/>"},
    [DOCX_TABLE] = {"宋体", "", "<w:sz w:val=\"21\"/>"},
};

static void line(struct out *o, enum docx_look look, const char *text, bool is_bold) {
    const struct look *k = &looks[look];
    out_printf(o, "<w:p><w:pPr>%s</w:pPr><w:r><w:rPr><w:rFonts w:ascii=\"%s\" w:hAnsi=\"%s\" w:eastAsia=\"%s\"/>%s%s</w:rPr>"
                  "<w:t xml:space=\"preserve\">", k->paragraph, k->font, k->font, k->font, is_bold ? "<w:b/>" : "", k->run);
    out_html(o, text);
    out_raw(o, "</w:t></w:r></w:p>");
}

static void table_row(struct out *o, const char *const *cells, size_t count, bool is_head) {
    out_raw(o, is_head ? "<w:tr><w:trPr><w:tblHeader/></w:trPr>" : "<w:tr>");
    for (size_t i = 0; i < count; i++) {
        out_printf(o, "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/></w:tcPr>", (int)(8845 / count));
        line(o, DOCX_TABLE, cells[i], is_head);
        out_raw(o, "</w:tc>");
    }
    out_raw(o, "</w:tr>");
}

static void table(struct out *o, const struct docx_line *l) {
    static const char *const sides[] = {"top", "left", "bottom", "right", "insideH", "insideV"};
    out_raw(o, "<w:tbl><w:tblPr><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:tblBorders>");
    for (size_t i = 0; i < countof(sides); i++)
        out_printf(o, "<w:%s w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"606060\"/>", sides[i]);
    out_raw(o, "</w:tblBorders></w:tblPr><w:tblGrid>");
    for (size_t i = 0; i < l->count; i++) out_printf(o, "<w:gridCol w:w=\"%d\"/>", (int)(8845 / l->count));
    out_raw(o, "</w:tblGrid>");
    table_row(o, l->heads, l->count, true);
    table_row(o, l->cells, l->count, false);
    out_raw(o, "</w:tbl>");
}

/* A4, margins 37, 26, 35 and 28 mm in twentieths of a point. */
static const char section[] = "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId1\"/>"
                              "<w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"2098\" "
                              "w:right=\"1474\" w:bottom=\"1984\" w:left=\"1587\" w:header=\"851\" "
                              "w:footer=\"1400\" w:gutter=\"0\"/></w:sectPr>";

enum err docx_write(struct arena *a, const struct docx_line *lines, size_t count, int64_t at_ms, struct out *out) {
    struct zip_out *z;
    struct out *o = out_in(a, 0);
    out_raw(o, HEAD "<w:document xmlns:w=\"" WORD "\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/"
                    "relationships\"><w:body>");
    for (size_t i = 0; i < count; i++) {
        if (lines[i].look == DOCX_TABLE) table(o, &lines[i]);
        else line(o, lines[i].look, lines[i].text, false);
    }
    out_raw(o, section);
    out_raw(o, "</w:body></w:document>");
    try(zip_out_begin(a, at_ms, &z));
    try(zip_out_add(z, "[Content_Types].xml", content_types, sizeof content_types - 1, false));
    try(zip_out_add(z, "_rels/.rels", relations, sizeof relations - 1, false));
    try(zip_out_add(z, "word/document.xml", out_text_of(o), o->len, false));
    try(zip_out_add(z, "word/_rels/document.xml.rels", document_relations, sizeof document_relations - 1, false));
    try(zip_out_add(z, "word/footer1.xml", footer, sizeof footer - 1, false));
    return zip_out_taken(z, out);
}
