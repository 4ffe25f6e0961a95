# SPDX-License-Identifier: MIT
"""Names of glyphs in simple fonts, and what WinAnsiEncoding says.

The Adobe Glyph List as far as generator/pdf/glyph_names.def has it; ASCII is of the encoding itself.
"""

import os
import re

HERE = os.path.dirname(os.path.abspath(__file__))
LIST = os.path.join(HERE, "..", "..", "generator", "pdf", "glyph_names.def")


def read():
    with open(LIST, encoding="utf-8") as file:
        found = re.findall(r'X\((0x[0-9A-F]+), "(\w+)"\)', file.read())
    return {name: int(code, 16) for code, name in found}


NAMES = read()


def win_ansi(code):
    """The character at a code; None: none of its own."""
    try:
        return ord(bytes([code]).decode("cp1252")) if code >= 32 and code not in (127, 0xA0, 0xAD) else None
    except UnicodeDecodeError:
        return None


def encoding_of(document, font):
    """What each code of a simple font stands for by its Encoding: {code: character or unknown name}."""
    encoding = document.get(font.get("Encoding"))
    differences = document.list(encoding.get("Differences")) if isinstance(encoding, dict) else []
    base = encoding.get("BaseEncoding") if isinstance(encoding, dict) else encoding
    codes = {code: win_ansi(code) for code in range(256)} if base == "WinAnsiEncoding" else {}
    code = 0
    for item in differences:
        item = document.get(item)
        if isinstance(item, int):
            code = item
            continue
        codes[code] = NAMES.get(str(item), str(item))
        code += 1
    return {code: value for code, value in codes.items() if value is not None}
