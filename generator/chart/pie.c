/* SPDX-License-Identifier: MIT */
#include "chart/draw.h"
bool chart_draw_pie(struct chart_pen *pen)
{
    (void)pen;
    return false;
}
