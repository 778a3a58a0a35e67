/* testing.h - what every unit test includes. */
#ifndef STM_TESTING_H
#define STM_TESTING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/slice.h"

#include <stdio.h>

/* Tests run from the project's root; real data lies beside it, or the test skips and says so. */
#define SHARED "../shared/"

#define assert_slice(actual, expected)                                                             \
    do {                                                                                           \
        stm_slice actual_ = (actual), expected_ = stm_slice_of(expected);                          \
        if (!stm_slice_is(actual_, expected_))                                                     \
            fail_msg("got \"%.*s\", want \"%s\"", (int)actual_.len,                                \
                     actual_.data ? actual_.data : "(absent)", expected);                          \
    } while (0)

#endif
