/* SPDX-License-Identifier: MIT */
#include "chart/draw.h"

/*
 * Sine by CORDIC: a vector is turned by ever smaller angles whose tangents are powers of two, so
 * that adding and shifting suffice. Its length grows by a constant factor meanwhile, which is why
 * it starts shortened by 0.607252935 (the product of the cosines of these angles). After Volder,
 * "The CORDIC trigonometric computing technique", 1959.
 *
 * Inside, angles are 1/2^32 of a full turn and lengths 1/2^30.
 */

enum { STEPS = 24, OUT_SHIFT = 14 };

/* atan(2^-i) as part of a full turn. */
static const int64_t ANGLES[STEPS] = {536870912, 316933406, 167458907, 85004756, 42667331, 21354465,
                                      10679838,  5340245,   2670163,   1335087,  667544,   333772,
                                      166886,    83443,     41722,     20861,    10430,    5215,
                                      2608,      1304,      652,       326,      163,      81};

static const int64_t SHORTENED = 652032874; /* 0.607252935 */

/* `turn` within a quarter around zero. */
static void rotate(int64_t turn, int64_t *x, int64_t *y)
{
    *x = SHORTENED;
    *y = 0;
    for (int i = 0; i < STEPS; i++) {
        int64_t scale = INT64_C(1) << i, dx = *y / scale, dy = *x / scale;
        bool left = turn >= 0;
        *x += left ? -dx : dx;
        *y += left ? dy : -dy;
        turn += left ? -ANGLES[i] : ANGLES[i];
    }
}

int32_t chart_sine(int32_t turn)
{
    int64_t angle = (int64_t)(((uint32_t)turn & 0xFFFF)), x, y;
    bool turned = angle > 0x4000 && angle < 0xC000; /* the other half: sin(a) = -sin(a - 1/2) */
    if (turned)
        angle -= 0x8000;
    else if (angle >= 0xC000)
        angle -= 0x10000;
    rotate(angle * 65536, &x, &y);
    if (turned)
        y = -y;
    int64_t half = INT64_C(1) << (OUT_SHIFT - 1);
    return (int32_t)((y >= 0 ? y + half : y - half) / (half * 2));
}

int32_t chart_cosine(int32_t turn)
{
    return chart_sine((int32_t)((uint32_t)turn + 0x4000));
}
