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

    def width(self, glyph):
        """In thousandths of the em."""
        return self.advances[min(glyph, len(self.advances) - 1)] * 1000 / self.units
