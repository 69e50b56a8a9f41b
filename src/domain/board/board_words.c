/* Words of the ledger; one that nobody knows is the last value. */
#include "domain/board/board_facts.h"
#include <string.h>

static int word_in(const char *const words[], int count, const char *word) {
    int i = 0;
    while (word && i < count && strcmp(words[i], word)) i++;
    return word ? i : count;
}

enum stage fact_stage(const char *word) {
    static const char *const words[] = {
        [STAGE_UNKNOWN] = "",           [PLANNING] = "planning",
        [RESERVE] = "reserve",          [STAGE_PRELIMINARY] = "preliminary",
        [UNDER_CONSTRUCTION] = "under_construction", [SUSPENDED] = "suspended",
        [COMPLETED] = "completed",      [IN_PRODUCTION] = "in_production",
        [WITHDRAWN] = "withdrawn",
    };
    int stage = word_in(words, STAGE_COUNT, word);
    return stage == STAGE_COUNT ? STAGE_UNKNOWN : (enum stage)stage;
}

int fact_level(const char *word) {
    static const char *const words[LEVEL_COUNT] = {"provincial_major", "provincial_key", "municipal_key", "county_key"};
    return word_in(words, LEVEL_COUNT, word);
}

enum role fact_role(const char *word) {
    static const char *const words[] = {"", "new_start", "continuing", "preliminary"};
    int role = word_in(words, (int)countof(words), word);
    return role == (int)countof(words) ? ROLE_NONE : (enum role)role;
}
