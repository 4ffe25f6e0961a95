# SPDX-License-Identifier: MIT
"""Fonts: their dictionaries, descriptors, CMaps.

ISO 19005-3, 6.2.11.2-6.2.11.6 (Matterhorn 31-001 to 31-024) and ISO 32000-1, 9.6-9.10 (PDF-9.8,
PDF-9.10.3). What is shown with them is glyphs.py's.
"""

import re

from pdf.cmap import PREDEFINED, CMap
from pdf.document import Stream, where
from pdf.names import encoding_of
from pdf.tokens import Name
from pdf.truetype import TrueType

KINDS = {"Type1", "MMType1", "TrueType", "Type3", "Type0", "CIDFontType0", "CIDFontType2"}
FILES = ("FontFile", "FontFile2", "FontFile3")
DESCRIPTOR = ("FontName", "Flags", "FontBBox", "ItalicAngle", "Ascent", "Descent", "CapHeight", "StemV")
SUBSET = re.compile(r"[A-Z]{6}\+")


class Font:
    """A font as a content stream uses it: codes, CIDs, glyphs, widths, meanings."""

    def __init__(self, document, reference):
        self.document, self.reference = document, reference
        get, name = document.get, document.name
        self.dict = document.dict(reference)
        self.kind = name(self.dict.get("Subtype"))
        self.base = self.dict
        self.encoding, self.map, self.unicode, self.program = None, None, None, None
        if self.kind == "Type0":
            self.base = document.dict((document.list(self.dict.get("DescendantFonts")) or [None])[0])
            self.encoding = get(self.dict.get("Encoding"))
            if isinstance(self.encoding, Stream):
                self.map = CMap(self.encoding.data)
        self.descriptor = document.dict(self.base.get("FontDescriptor"))
        self.files = [key for key in FILES if key in self.descriptor]
        if self.files == ["FontFile2"]:
            self.program = TrueType(document.data(self.descriptor["FontFile2"]))
        if isinstance(get(self.dict.get("ToUnicode")), Stream):
            self.unicode = CMap(document.data(self.dict["ToUnicode"]))
        self.glyph_map = get(self.base.get("CIDToGIDMap"))
        self.widths = self.composite_widths() if self.kind == "Type0" else self.simple_widths()

    def composite_widths(self):
        widths, items = {}, [self.document.get(item) for item in self.document.list(self.base.get("W"))]
        at = 0
        while at + 1 < len(items):
            if isinstance(items[at + 1], list):
                widths.update((items[at] + i, self.document.get(width)) for i, width in enumerate(items[at + 1]))
                at += 2
            else:
                widths.update((cid, items[at + 2]) for cid in range(items[at], items[at + 1] + 1))
                at += 3
        return widths

    def simple_widths(self):
        first = self.document.get(self.dict.get("FirstChar")) or 0
        return {first + i: width for i, width in enumerate(self.document.numbers_of(self.dict.get("Widths")))}

    def codes(self, string):
        if self.kind != "Type0" or (self.map and self.map.single):
            return [string[i:i + 1] for i in range(len(string))]
        if self.map:
            return list(self.map.split(string))
        return [string[i:i + 2] for i in range(0, len(string), 2)]

    def text(self, string):
        texts = self.unicode.texts if self.unicode else {}
        return "".join(texts.get(code, "") for code in self.codes(string))

    def cid(self, code):
        return self.map.cid(code) if self.map else int.from_bytes(code, "big")

    def glyph(self, cid):
        """The glyph in the font file; None where it is not known."""
        if self.kind != "Type0" or self.program is None:
            return None
        if isinstance(self.glyph_map, Stream):
            return int.from_bytes(self.glyph_map.data[2 * cid:2 * cid + 2], "big")
        return cid

    def width(self, cid):
        default = self.document.get(self.base.get("DW", 1000)) if self.kind == "Type0" else None
        return self.widths.get(cid, default)


def check_fonts(document, report):
    named = {}
    for reference, value in document.objects.items():
        name = document.name(value.dict.get("CMapName")) if isinstance(value, Stream) else None
        if name and named.setdefault(name, value.data) != value.data:
            report.fail("PDF-9.7.5", where(reference), f"another is called {name} too")
    for reference, value in document.objects.items():
        kind = document.name(value.get("Type")) if isinstance(value, dict) else None
        if kind == "Font" or (isinstance(value, dict) and {"BaseFont", "Subtype"} <= set(value)):
            check_font(document, reference, value, report)


def check_font(document, reference, font, report):
    fail = lambda condition, what: report.fail(condition, where(reference), what)
    kind, base = document.name(font.get("Subtype")), document.name(font.get("BaseFont"))
    if document.name(font.get("Type")) != "Font":
        fail("A-6.2.11.2-1", f"Type is {font.get('Type')}")
    if kind not in KINDS:
        fail("A-6.2.11.2-2", f"Subtype is {kind}")
    if kind != "Type3" and not base:
        fail("A-6.2.11.2-3", "there is no BaseFont")
    if base and any("\udc80" <= sign <= "\udcff" for sign in base):
        report.fail("A-6.1.8-1", where(reference), repr(base))
    if kind == "Type0":
        check_composite(document, font, fail)
    elif kind in ("CIDFontType0", "CIDFontType2"):
        check_descriptor(document, font, kind, fail)
    elif kind != "Type3":
        check_simple(document, font, kind, fail)
    check_unicode(document, font, fail)


def check_simple(document, font, kind, fail):
    first, last = document.get(font.get("FirstChar")), document.get(font.get("LastChar"))
    widths = document.list(font.get("Widths"))
    if not isinstance(first, int):
        fail("A-6.2.11.2-4", f"FirstChar is {first}")
    if not isinstance(last, int):
        fail("A-6.2.11.2-5", f"LastChar is {last}")
    if isinstance(first, int) and isinstance(last, int) and len(widths) != last - first + 1:
        fail("A-6.2.11.2-6", f"{len(widths)} Widths for {first} to {last}")
    check_descriptor(document, font, kind, fail)
    if kind != "TrueType":
        return
    symbolic = document.get(document.dict(font.get("FontDescriptor")).get("Flags", 0)) & 4
    encoding = document.get(font.get("Encoding"))
    plain = encoding.get("BaseEncoding") if isinstance(encoding, dict) else encoding
    if symbolic and encoding is not None:
        fail("A-6.2.11.6-3", "it is symbolic and has an Encoding")
    if not symbolic and plain not in ("MacRomanEncoding", "WinAnsiEncoding"):
        fail("A-6.2.11.6-2", f"its Encoding is {plain}")
    if not symbolic and isinstance(encoding, dict) and "Differences" in encoding:
        check_differences(document, font, fail)


def check_differences(document, font, fail):
    unknown = [value for value in encoding_of(document, font).values() if isinstance(value, str)]
    if unknown:
        fail("A-6.2.11.6-2", f"the Adobe Glyph List has no {unknown[0]}")
    program = TrueType(document.data(document.dict(font.get("FontDescriptor")).get("FontFile2")))
    if program.problem or program.unicode() is None:
        fail("A-6.2.11.6-2", "Differences, and no cmap for Unicode (3, 1)")


def check_descriptor(document, font, kind, fail):
    descriptor = document.dict(font.get("FontDescriptor"))
    files = [key for key in FILES if isinstance(document.get(descriptor.get(key)), Stream)]
    if len(files) != 1:
        fail("A-6.2.11.4-1", f"{font.get('BaseFont')} has {files or 'no font file'}")
        return
    if kind in ("Type1", "MMType1") and "CharSet" in descriptor and SUBSET.match(document.name(font.get("BaseFont")) or ""):
        fail("A-6.2.11.4-3", "its CharSet may leave out glyphs: it is better left out itself")
    subtype = document.name(document.dict(descriptor[files[0]]).get("Subtype"))
    if subtype not in (None, "Type1C", "CIDFontType0C", "OpenType"):
        fail("A-6.2.11.2-7", f"the font file's Subtype is {subtype}")
    glyph_map = document.get(font.get("CIDToGIDMap"))
    if kind == "CIDFontType2" and not isinstance(glyph_map, Stream) and glyph_map != "Identity":
        fail("A-6.2.11.3-2", f"CIDToGIDMap is {glyph_map}")
    missing = [key for key in DESCRIPTOR if key not in descriptor]
    if missing or document.name(descriptor.get("Type")) != "FontDescriptor":
        fail("PDF-9.8", f"the descriptor has no {' '.join(missing) or 'Type'}")
    if document.name(descriptor.get("FontName")) != document.name(font.get("BaseFont")):
        fail("PDF-9.8", f"BaseFont is {font.get('BaseFont')}, FontName {descriptor.get('FontName')}")
    flags = document.get(descriptor.get("Flags"))
    if not isinstance(flags, int) or bool(flags & 4) == bool(flags & 32):
        fail("PDF-9.8", f"Flags is {flags}: symbolic or not?")
    box = document.numbers_of(descriptor.get("FontBBox"))
    if len(box) != 4 or box[0] >= box[2] or box[1] >= box[3]:
        fail("PDF-9.8", f"FontBBox is {box}")
    if files == ["FontFile2"]:
        check_program(document, font, descriptor, kind, fail)


def check_program(document, font, descriptor, kind, fail):
    data = document.data(descriptor["FontFile2"])
    program = TrueType(data)
    if program.problem:
        fail("PDF-9.8", f"the font file: {program.problem}")
        return
    if document.get(document.dict(descriptor["FontFile2"]).get("Length1")) != len(data):
        fail("PDF-9.8", f"Length1 is not {len(data)}")
    if kind == "TrueType":
        check_cmaps(program.cmaps(), document.get(descriptor.get("Flags")), fail)
    if kind == "CIDFontType2" and not SUBSET.match(document.name(font.get("BaseFont")) or ""):
        fail("PDF-9.8", f"{font.get('BaseFont')} has no tag of a subset")
    if "CIDSet" in descriptor:
        check_cid_set(document, font, document.data(descriptor["CIDSet"]), program, fail)


def check_cmaps(cmaps, flags, fail):
    """By what codes of a simple TrueType font find their glyphs."""
    symbolic, own = bool(flags & 4), (3, 0) in cmaps
    if not symbolic and len(cmaps) <= own:
        fail("A-6.2.11.6-1", f"it is not symbolic, and has the cmaps {cmaps}")
    if symbolic and len(cmaps) != 1 and not own:
        fail("A-6.2.11.6-4", f"it is symbolic, and has the cmaps {cmaps}")


def check_cid_set(document, font, bits, program, fail):
    glyph_map = document.get(font.get("CIDToGIDMap"))
    data = glyph_map.data if isinstance(glyph_map, Stream) else None
    count = len(data) // 2 if data else program.count
    for cid in range(count):
        there = cid == 0 or data is None or data[2 * cid:2 * cid + 2] != b"\0\0"
        listed = cid // 8 < len(bits) and bits[cid // 8] >> (7 - cid % 8) & 1
        if there != bool(listed):
            fail("A-6.2.11.4-4", f"CID {cid}")
            return


def system_of(document, value):
    info = document.dict(value)
    plain = lambda text: text.decode("latin-1") if isinstance(text, bytes) else text
    return (plain(document.get(info.get("Registry"))), plain(document.get(info.get("Ordering"))),
            document.get(info.get("Supplement")))


def check_composite(document, font, fail):
    descendants = document.list(font.get("DescendantFonts"))
    if len(descendants) != 1:
        fail("PDF-9.8", f"{len(descendants)} DescendantFonts")
        return
    base = document.dict(descendants[0])
    encoding = document.get(font.get("Encoding"))
    names = {document.name(font.get("BaseFont")), document.name(base.get("BaseFont"))}
    if base.get("Subtype") == "CIDFontType2" and len(names) > 1:
        fail("PDF-9.8", f"BaseFont is {font.get('BaseFont')}, its descendant's {base.get('BaseFont')}")
    if isinstance(encoding, Name):
        if encoding not in PREDEFINED:
            fail("A-6.2.11.3-3", f"the CMap {encoding} is not embedded")
        return
    if not isinstance(encoding, Stream):
        fail("A-6.2.11.3-3", "there is no Encoding")
        return
    inner = CMap(encoding.data)
    own = system_of(document, base.get("CIDSystemInfo"))
    for system in system_of(document, encoding.dict.get("CIDSystemInfo")), system_of(document, inner.system):
        if None in own + system or own[:2] != system[:2] or own[2] > system[2]:
            fail("A-6.2.11.3-1", f"the CIDFont is of {own}, the CMap of {system}")
    if document.get(encoding.dict.get("WMode", 0)) != inner.mode:
        fail("A-6.2.11.3-4", f"WMode is {encoding.dict.get('WMode', 0)} outside, {inner.mode} inside")
    used = inner.uses or encoding.dict.get("UseCMap")
    if used and not (isinstance(used, Name) and used in PREDEFINED):
        fail("A-6.2.11.3-5", f"it uses {used}")
    if document.name(encoding.dict.get("Type")) != "CMap" or document.name(encoding.dict.get("CMapName")) != inner.name:
        fail("PDF-9.8", f"the CMap is called {encoding.dict.get('CMapName')} outside, {inner.name} inside")
    if inner.largest > 65535:
        fail("A-6.1.13-10", f"{inner.largest}")
    for flaw in inner.flaws:
        fail("PDF-9.8", f"the CMap: {flaw}")


def check_unicode(document, font, fail):
    if "ToUnicode" not in font:
        return
    if not isinstance(document.get(font["ToUnicode"]), Stream):
        fail("PDF-9.10.3", "ToUnicode is no stream")
        return
    for flaw in CMap(document.data(font["ToUnicode"])).flaws:
        fail("PDF-9.10.3", flaw)
