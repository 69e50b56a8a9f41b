/* value_inside -- the scanner and the small vocabulary that the readers of values share. */
#pragma once
#include "sheet/decimal.h"
#include "sheet/value.h"

/* A cell's text made half-width and lower case, read from left to right. `raw` is for sentences. */
struct scan {
    struct arena *a;
    const char *at, *end;
    struct both raw;
};

/* Ready at the first character; false if the text is too long to be one value. */
bool scan_begin(struct arena *a, struct span text, struct scan *ret);
void scan_blanks(struct scan *s);
bool scan_is_end(struct scan *s);
/* Behind `word` if it stands here (blanks before it aside). */
bool scan_word(struct scan *s, const char *word);
/* The index of the first of the words that stands here, else -1; longer words stand before shorter ones in a list. */
int scan_any(struct scan *s, const char *const *words, size_t count);
/* "1,234.5", "二十三", "二〇一〇"; ERR_INVALID with a sentence if commas stand where none can, ERR_MISSING (none)
 * if there is no number here. Signs are not part of it. */
enum err scan_number(struct scan *s, struct decimal *ret, struct both *ret_fault) must_use;
/* At most `digits_max` ASCII digits here; how many there were. */
int scan_digits(struct scan *s, int digits_max, int *ret);
/* A remark in brackets that ends the text: false if there is something else. The remark, or NULL. */
bool scan_remark(struct scan *s, const char **ret_remark);

/* A whole number written in Chinese at *at (一, 十二, 二百零五, 二〇一〇), moved behind; false if there is none. */
bool chinese_number(const char **at, const char *end, int *ret);

/* The sentence if the text is masked, or says about, over, nearly; both tests look at the whole text. */
bool find_masked(const struct scan *s, struct both *ret_fault);
bool find_approximate(const struct scan *s, struct both *ret_fault);
bool text_has(const struct scan *s, const char *word);

/* The unit behind the one number of a text: 万元 in "12.35万元"; false if there is none. */
bool amount_own_unit(struct arena *a, struct span text, const struct amount_unit **ret_unit);

/* ERR_INVALID with a sentence about the raw text. */
enum err value_refuse(const struct scan *s, enum word w, struct both *ret_fault);
/* "1,234.50" as a plain number: what the readers with units use for the number alone. */
struct value_number number_value(struct arena *a, const struct decimal *d, const char *unit);
