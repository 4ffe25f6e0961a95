# SPDX-License-Identifier: MIT
"""Where on the page content is painted: as much as is needed to see whether a Figure's box is right.
Of text only the place where it starts is known."""

IDENTITY = (1, 0, 0, 1, 0, 0)


def times(a, b):
    """The matrix that does `a`, then `b`."""
    return (a[0] * b[0] + a[1] * b[2], a[0] * b[1] + a[1] * b[3], a[2] * b[0] + a[3] * b[2], a[2] * b[1] + a[3] * b[3],
            a[4] * b[0] + a[5] * b[2] + b[4], a[4] * b[1] + a[5] * b[3] + b[5])


class Pen:
    """Follows coordinates through a content stream; `points` are those of the path at hand."""

    def __init__(self):
        self.matrix, self.kept = IDENTITY, []
        self.line, self.leading, self.points = IDENTITY, 0, []

    def act(self, operator, operands):
        if operator in ("m", "l", "c", "v", "y"):
            self.points += zip(operands[::2], operands[1::2])
        elif operator == "re":
            x, y, w, h = operands
            self.points += [(x, y), (x + w, y + h)]
        elif operator == "q":
            self.kept.append(self.matrix)
        elif operator == "Q" and self.kept:
            self.matrix = self.kept.pop()
        elif operator == "cm":
            self.matrix = times(tuple(operands), self.matrix)
        elif operator == "BT":
            self.line = IDENTITY
        elif operator in ("Td", "TD"):
            self.line = times((1, 0, 0, 1, *operands), self.line)
            self.leading = -operands[1] if operator == "TD" else self.leading
        elif operator == "Tm":
            self.line = tuple(operands)
        elif operator == "TL":
            self.leading = operands[0]
        elif operator in ("T*", "'", '"'):
            self.line = times((1, 0, 0, 1, 0, -self.leading), self.line)

    def painted(self, operator):
        """The points that an operator paints, on the page."""
        if operator == "Do":
            points = [(0, 0), (1, 0), (0, 1), (1, 1)]
        elif operator in ("Tj", "TJ", "'", '"'):
            points = [self.line[4:]]
        else:
            points, self.points = self.points, []
        return [times((1, 0, 0, 1, x, y), self.matrix)[4:] for x, y in points]


def grown(box, points):
    """A box [left, bottom, right, top] that holds these points too."""
    if not points:
        return box
    across, up = zip(*points)
    box = box or [across[0], up[0], across[0], up[0]]
    return [min(box[0], *across), min(box[1], *up), max(box[2], *across), max(box[3], *up)]


def box_fault(box, painted, page):
    """What is wrong with the BBox of a figure, or None: it holds what is painted, and does not reach to
    an edge of the page that nothing comes near to."""
    names = ("left", "bottom", "right", "top")
    for side, name in enumerate(names):
        outward = -1 if side < 2 else 1
        if (painted[side] - box[side]) * outward > 2:
            return f"on the {name} it ends at {box[side]:g}, what is painted at {painted[side]:g}"
        if abs(box[side] - page[side]) < 1 and (box[side] - painted[side]) * outward > 20:
            return f"on the {name} it reaches to the page's edge, what is painted to {painted[side]:g}"
    return None
