# SPDX-License-Identifier: MIT
"""As much of a TrueType file as a check needs: how many glyphs, how wide, where their outlines are."""

import struct


class TrueType:
    """`problem` says why it cannot be used, None: it can."""

    def __init__(self, data):
        self.count, self.problem = 0, None
        try:
            self.read(data)
        except (struct.error, KeyError, IndexError, ZeroDivisionError) as problem:
            self.problem = f"{type(problem).__name__} {problem}"

    def read(self, data):
        tables = {}
        for i in range(struct.unpack_from(">H", data, 4)[0]):
            tag, _, offset, length = struct.unpack_from(">4sIII", data, 12 + 16 * i)
            tables[tag.decode("latin-1")] = data[offset:offset + length]
            if offset + length > len(data):
                self.problem = f"the table {tag} is cut off"
        self.tables = tables
        self.units, = struct.unpack_from(">H", tables["head"], 18)
        self.count, = struct.unpack_from(">H", tables["maxp"], 4)
        metrics, = struct.unpack_from(">H", tables["hhea"], 34)
        self.advances = [struct.unpack_from(">H", tables["hmtx"], 4 * i)[0] for i in range(metrics)]
        long, = struct.unpack_from(">h", tables["head"], 50)
        form, size = (">%dI", 1) if long else (">%dH", 2)
        places = struct.unpack_from(form % (self.count + 1), tables["loca"])
        if places[-1] * size > len(tables["glyf"]) or list(places) != sorted(places):
            self.problem = "loca leads out of glyf"
        1 / self.units  # a font without a size is no font

    def cmaps(self):
        """The (platform, encoding) pairs of its cmap."""
        data = self.tables.get("cmap", b"\0\0\0\0")
        count, = struct.unpack_from(">H", data, 2)
        return [struct.unpack_from(">HH", data, 4 + 8 * i) for i in range(count)]

    def unicode(self):
        """Characters → glyphs of the cmap for Windows and Unicode (3, 1); None: it has none."""
        data = self.tables.get("cmap", b"\0\0\0\0")
        for i in range(struct.unpack_from(">H", data, 2)[0]):
            platform, encoding, offset = struct.unpack_from(">HHI", data, 4 + 8 * i)
            if (platform, encoding) == (3, 1) and struct.unpack_from(">H", data, offset)[0] == 4:
                return segments(data, offset)
        return None

    def width(self, glyph):
        """In thousandths of the em."""
        return self.advances[min(glyph, len(self.advances) - 1)] * 1000 / self.units


def segments(data, at):
    """A cmap of format 4: ranges of characters, with a difference or a list of glyphs each."""
    double, = struct.unpack_from(">H", data, at + 6)
    glyphs = {}
    for i in range(0, double, 2):
        last, = struct.unpack_from(">H", data, at + 14 + i)
        first, = struct.unpack_from(">H", data, at + 16 + double + i)
        delta, = struct.unpack_from(">H", data, at + 16 + 2 * double + i)
        here = at + 16 + 3 * double + i
        offset, = struct.unpack_from(">H", data, here)
        for character in range(first, last + 1):
            glyph = character
            if offset:
                glyph, = struct.unpack_from(">H", data, here + offset + 2 * (character - first))
            if glyph or not offset:
                glyphs[character] = (glyph + delta) & 0xFFFF
    return glyphs
