# SPDX-License-Identifier: MIT
"""The characters that are shown: is there a glyph, is it as wide as is said, what does it mean?

ISO 19005-3, 6.2.11.4-6.2.11.8 (Matterhorn 10-001, 31-009 to 31-030).
"""


class Shown:
    """All that content streams show: font → code → the page where first, and whether a character of
    private use went without ActualText."""

    def __init__(self):
        self.fonts, self.codes = {}, {}

    def add(self, font, string, place, invisible, replaced):
        codes = self.codes.setdefault(font.reference, {})
        self.fonts[font.reference] = font
        for code in font.codes(string):
            have = codes.get(code)
            if have is None or (have[1] and not invisible) or (have[2] and not replaced):
                codes[code] = (place, invisible and (have is None or have[1]), replaced and (have is None or have[2]))


def private(text):
    return any("\ue000" <= sign <= "\uf8ff" or sign >= "\U000f0000" for sign in text)


def check_glyphs(shown, report):
    for reference, codes in shown.codes.items():
        font = shown.fonts[reference]
        for code, (place, invisible, replaced) in codes.items():
            def fail(condition, what):
                report.fail(condition, place, f"code <{code.hex()}> of {font.dict.get('BaseFont')}{what}")

            check_glyph(font, code, invisible, fail)
            check_meaning(font, code, replaced, fail)


def check_glyph(font, code, invisible, fail):
    cid = font.cid(code)
    glyph = font.glyph(cid)
    if glyph is None:
        if font.kind == "Type0" and cid == 0:
            fail("A-6.2.11.8-1", " is .notdef")
        return
    if font.map and not any(len(code) == len(low) and low <= code <= high for low, high in font.map.spaces):
        fail("A-6.2.11.8-1", " is in no codespace")
    elif glyph == 0:
        fail("A-6.2.11.8-1", f", CID {cid}, is .notdef")
    elif font.program.problem:
        return
    elif glyph >= font.program.count:
        if not invisible:
            fail("A-6.2.11.4-2", f", CID {cid}: there is no glyph {glyph}")
    elif not invisible:
        said, real = font.width(cid), font.program.width(glyph)
        if not isinstance(said, (int, float)) or abs(said - real) > 1:
            fail("A-6.2.11.5-1", f", CID {cid}, is {real:g} wide, W says {said}")


def check_meaning(font, code, replaced, fail):
    text = font.unicode.texts.get(code) if font.unicode else None
    if not text:
        if font.kind not in ("Type0", "Type3") and not font.unicode and font.dict.get("Encoding") is not None:
            return  # a simple font whose encoding has names
        fail("A-6.2.11.7-1", " means nothing in Unicode")
        return
    if any(sign in "\0\ufeff\ufffe" for sign in text):
        fail("A-6.2.11.7-2", f" means {text!a}")
    if private(text) and not replaced:
        fail("A-6.2.11.7-3", f" means {text!a} and has no ActualText")
