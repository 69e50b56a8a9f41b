#include "app/verbs.h"

/* To add a verb: a row here, its function in a file verb_*.c, its words in words.tsv, a test;
 * then write docs/ anew (see docs_test.sh). */
const struct verb verbs[] = {
    {"serve", verb_serve, "", W_verb_serve, 0, 0,
     {{"host", OPTION_TEXT, "ADDRESS", W_option_host, false},
      {"port", OPTION_INT, "N", W_option_port, false},
      {"workers", OPTION_INT, "N", W_option_workers, false},
      {"tls-in-front", OPTION_FLAG, "", W_option_tls, false},
      {"quiet", OPTION_FLAG, "", W_option_quiet, false}}},
    {"demo", verb_demo, "", W_verb_demo, 0, 0,
     {{"seed", OPTION_INT, "N", W_option_seed, false}, {"scale", OPTION_INT, "N", W_option_scale, false}},
     "qipan demo --data var/practice.db"},
    {"sheet", verb_sheet, "FILE", W_verb_sheet, 1, 1,
     {{"sheet", OPTION_TEXT, "NAME", W_option_sheet, false}, {"csv", OPTION_FLAG, "", W_option_csv, false}},
     "qipan sheet 11月报.xlsx --csv"},
    {"code", verb_code, "CODE…", W_verb_code, 1, 1000, {{0}},
     "qipan code 2211-371003-04-01-123456"},
    {"user", verb_user, "list|add|password|role|off|on|token [NAME]", W_verb_user, 1, 2,
     {{"role", OPTION_CHOICE, "administrator|office|viewer", W_option_role, false},
      {"name", OPTION_TEXT, "TEXT", W_option_name, false},
      {"label", OPTION_TEXT, "TEXT", W_option_label, false}},
     "qipan user add li.na --name 李娜 --role office\nqipan user token li.na --label reports"},
    {"verify", verb_verify, "", W_verb_verify, 0, 0, {{0}}, "qipan verify --json"},
    {"help", verb_help, "[VERB]", W_verb_help, 0, 1,
     {{"man", OPTION_FLAG, "", W_option_man, false}, {"markdown", OPTION_FLAG, "", W_option_markdown, false}},
     "qipan help figures"},
};
const size_t verb_count = countof(verbs);
