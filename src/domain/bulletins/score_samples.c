/* To add a sample: a row here, its key in SCORE_SAMPLE_CHOICES, its words. Amounts are in 亿 yuan, shares in percent. */
#include "domain/bulletins/score.h"
#include "base/text.h"

#define C(x) (INT64_C(x) * CENTI) /* of whole ones; 20 is 0.2 */

const struct score_sample score_samples[] = {
    {"house", W_score_sample_house, W_score_sample_house_note,
     {C(100), 5,
      {{IND_LEAD_POINTS, SCORE_TARGET, false, C(45), 0, C(1), C(1), 20, C(20)},
       {IND_START_RATE_PLANNED, SCORE_SHARE, false, C(25), 0, 0, 0, 0, 0},
       {IND_REPORTS_TIMELY_RATE, SCORE_SHARE, false, C(20), 0, 0, 0, 0, 0},
       {OWN_CREDIBLE, SCORE_SHARE, false, C(10), 0, 0, 0, 0, 0},
       {OWN_UNLISTED, SCORE_EACH, true, 10, 0, 0, 0, 0, 0}}}},
    /* Yan'an 2017, by district and month: progress 60 × done ÷ plan; each new start 5, each continuing one 2; a month over
     * 10 亿 30 more. */
    {"yanan", W_score_sample_yanan, W_score_sample_yanan_note,
     {C(60), 4,
      {{IND_COMPLETION_RATE, SCORE_SHARE, false, C(60), 0, 0, 0, 0, 0},
       {OWN_NEW_STARTS, SCORE_EACH, false, C(5), 0, 0, 0, 0, 0},
       {OWN_CONTINUING, SCORE_EACH, false, C(2), 0, 0, 0, 0, 0},
       {IND_INVESTMENT_DONE_MONTH, SCORE_BONUS, false, C(30), C(10), 0, 0, 0, 0}}}},
    /* A provincial capital 2020: the full plan 25, 0.1 less a point below, 0.2 more a point above, at most 10 either way; size
     * by place 5, 3, 1; start rate 5 at 80 %, 1 for each 10 points; each started and not in the statistics 3 less. */
    {"capital", W_score_sample_capital, W_score_sample_capital_note,
     {C(35), 4,
      {{IND_COMPLETION_RATE, SCORE_TARGET, false, C(25), C(100), C(1), 10, 20, C(10)},
       {IND_INVESTMENT_PLANNED, SCORE_PLACE, false, C(5), 0, 0, C(2), 0, 0},
       {IND_START_RATE_PLANNED, SCORE_TARGET, false, C(5), C(80), C(10), C(1), C(1), 0},
       {OWN_UNLISTED, SCORE_EACH, true, C(3), 0, 0, 0, 0, 0}}}},
    /* Zaozhuang 2005: the plan 40, 1 for each 2 %, at most 15. */
    {"zaozhuang", W_score_sample_zaozhuang, W_score_sample_zaozhuang_note,
     {C(40), 1, {{IND_COMPLETION_RATE, SCORE_TARGET, false, C(40), C(100), C(2), C(1), C(1), C(15)}}}},
};
const size_t score_sample_count = countof(score_samples);

const struct score_sample *score_sample_find(const char *key) {
    for (size_t i = 0; i < countof(score_samples); i++)
        if (text_eq(score_samples[i].key, key)) return &score_samples[i];
    return NULL;
}
