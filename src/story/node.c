/* node.c - reports that stay together. */
#include "story/node.h"

double stm_node_nearness(int64_t a, int64_t b) {
    const double half = 2.5 * 86400;
    if (a == STM_UNDATED || b == STM_UNDATED) return 1;
    double between = (double)a - (double)b;
    return half / (half + (between < 0 ? -between : between));
}
