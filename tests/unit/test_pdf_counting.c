/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include "pdf/flow.h"

static void lists_count_in_what_their_first_label_does(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        enum pdf_counting counting;
    } cases[] = {
        {"1.", PDF_COUNTING_DECIMAL},     {"3.2.", PDF_COUNTING_DECIMAL},
        {"§ 1", PDF_COUNTING_DECIMAL},    {"(12)", PDF_COUNTING_DECIMAL},
        {"a)", PDF_COUNTING_LOWER_ALPHA}, {"č)", PDF_COUNTING_LOWER_ALPHA},
        {"а)", PDF_COUNTING_LOWER_ALPHA}, {"Б.", PDF_COUNTING_UPPER_ALPHA},
        {"v)", PDF_COUNTING_LOWER_ALPHA}, {"1.c)", PDF_COUNTING_LOWER_ALPHA},
        {"i.", PDF_COUNTING_LOWER_ROMAN}, {"iv.", PDF_COUNTING_LOWER_ROMAN},
        {"I", PDF_COUNTING_UPPER_ROMAN},  {"XII.", PDF_COUNTING_UPPER_ROMAN},
        {"", PDF_COUNTING_NONE},          {".", PDF_COUNTING_NONE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(pdf_counting_of(str_from(cases[i].label)), cases[i].counting);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_count_in_what_their_first_label_does),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
