/* Numbers of documents 发文字号. */
#include "sheet/value_inside.h"
#include <string.h>

enum { AGENCY_CHARS_MAX = 30, SERIAL_DIGITS_MAX = 6, YEAR_FIRST = 1949, YEAR_LAST = 2099 };

/* The brackets of the standard, and what keyboards offer for them; full-width forms are half-width by now. */
static const char *const OPENING[] = {"〔", "[", "(", "【", "〖", "﹝", "{"};
static const char *const CLOSING[] = {"〕", "]", ")", "】", "〗", "﹞", "}"};

static bool is_han(uint32_t c) { return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || c == 0x3007; }

/* The characters that stand for the office, and for the kind of paper: 侯发改审批. */
static bool scan_agency(struct scan *s, struct span *ret) {
    int chars = 0;
    const char *from = s->at;
    for (const char *next = from; is_han(utf8_next(&next, s->end)); s->at = next) chars++;
    *ret = (struct span){from, (size_t)(s->at - from)};
    return chars >= 1 && chars <= AGENCY_CHARS_MAX;
}

/* The serial and what the standard does not allow around it; `fault` is the word that says what is in the way. */
static bool scan_serial(struct scan *s, int *ret, enum word *fault) {
    *fault = W_value_docno_ordinal;
    if (scan_word(s, "第")) return false;
    *fault = W_value_docno_zero;
    if (*s->at == '0') return false;
    *fault = W_value_not_docno;
    return scan_digits(s, SERIAL_DIGITS_MAX, ret) > 0 && scan_word(s, "号") && scan_is_end(s);
}

enum err value_read_docno(struct arena *a, struct span text, struct value_docno *ret_docno, struct both *ret_fault) {
    struct scan s;
    struct span agency;
    struct value_docno v = {.text = "", .agency = ""};
    enum word fault;
    if (value_is_blank(text)) {
        *ret_docno = v;
        return OK;
    }
    if (!scan_begin(a, text, &s)) return value_refuse(&s, W_value_not_docno, ret_fault);
    if (find_masked(&s, ret_fault)) return ERR_INVALID;
    s.at = text_fold(a, (struct span){s.at, (size_t)(s.end - s.at)}); /* blanks mean nothing in it */
    s.end = s.at + strlen(s.at);
    if (!scan_agency(&s, &agency)) return value_refuse(&s, W_value_not_docno, ret_fault);
    int bracket = scan_any(&s, OPENING, countof(OPENING));
    if (bracket < 0) return value_refuse(&s, W_value_not_docno, ret_fault);
    if (scan_digits(&s, 4, &v.year) != 4 || v.year < YEAR_FIRST || v.year > YEAR_LAST)
        return value_refuse(&s, W_value_docno_year, ret_fault);
    if (!scan_word(&s, CLOSING[bracket])) return value_refuse(&s, W_value_not_docno, ret_fault);
    if (!scan_serial(&s, &v.serial, &fault)) return value_refuse(&s, fault, ret_fault);
    v.agency = arena_copy_n(a, agency.at, agency.len);
    v.text = arena_printf(a, "%s〔%d〕%d号", v.agency, v.year, v.serial);
    if (!span_is(span_trim(text), v.text)) v.note = SAY(a, W_value_note_read_as, s.raw, both_text(v.text));
    *ret_docno = v;
    return OK;
}
