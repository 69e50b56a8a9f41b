#include "app/verbs.h"

/* To add a verb: a row here, its function in a file verb_*.c, its words in words.tsv, a test. */
const struct verb verbs[] = {
    {"demo", verb_demo, "", W_verb_demo, 0, 0,
     {{"seed", OPTION_INT, "N", W_option_seed, false}, {"scale", OPTION_INT, "N", W_option_scale, false}}},
    {"sheet", verb_sheet, "FILE", W_verb_sheet, 1, 1,
     {{"sheet", OPTION_TEXT, "NAME", W_option_sheet, false}, {"csv", OPTION_FLAG, "", W_option_csv, false}}},
    {"code", verb_code, "CODE…", W_verb_code, 1, 1000, {{0}}},
    {"user", verb_user, "list|add|password|role|off|on|token [NAME]", W_verb_user, 1, 2,
     {{"role", OPTION_TEXT, "administrator|office|viewer", W_option_role, false},
      {"name", OPTION_TEXT, "TEXT", W_option_name, false},
      {"label", OPTION_TEXT, "TEXT", W_option_label, false}}},
};
const size_t verb_count = countof(verbs);
