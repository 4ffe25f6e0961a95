/* SPDX-License-Identifier: MIT */
#include "chart/draw.h"
void chart_draw_lines(struct chart_pen *pen)
{
    chart_draw_bars(pen);
}
