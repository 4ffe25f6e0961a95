# SPDX-License-Identifier: MIT
"""Forms that can be filled in: fields and their widgets.

ISO 19005-3, 6.4; ISO 14289-1, 7.15, 7.18.1-3, 7.18.4-1 (Matterhorn 25-001, 28-005, 28-010), 7.2-25;
ISO 32000-1, 12.7.
"""

from pdf.cmap import CMap
from pdf.document import Stream, where
from pdf.names import encoding_of
from pdf.tokens import Ref
from pdf.truetype import TrueType
from pdf.within import check_signature

RADIO, COMBO, PUSH, IN_UNISON = 1 << 15, 1 << 17, 1 << 16, 1 << 25


def check_forms(document, annotations, report):
    form = document.dict(document.catalog.get("AcroForm"))
    if document.get(form.get("NeedAppearances")):
        report.fail("A-6.4.1-3", "AcroForm", "NeedAppearances")
    if "XFA" in form:
        report.fail("A-6.4.2-1", "AcroForm", "XFA")
    if document.get(document.catalog.get("NeedsRendering")):
        report.fail("A-6.4.2-2", "catalog", "NeedsRendering")
    fields = Fields(document, form, report)
    for place, reference, annotation, element in annotations.widgets:
        check_widget(document, annotations, fields, place, reference, annotation, element, report)
    for reference in fields.terminal - {item[1] for item in annotations.widgets}:
        report.fail("PDF-12.7", where(reference), "a field without a widget on a page")
    for reference, (field, widgets) in fields.groups.items():
        check_group(document, reference, field, widgets, report)
    for name, font in fields.resources.items():
        check_field_font(document, name, document.dict(font), report)
    check_signatures(document, report)


class Fields:
    """The tree of fields: names, and those that have no kids but widgets."""

    def __init__(self, document, form, report):
        self.document, self.report, self.names = document, report, {}
        self.widgets, self.terminal, self.groups = {}, set(), {}
        self.resources = document.dict(document.dict(form.get("DR")).get("Font"))
        self.appearance = document.text(form.get("DA"))
        for item in document.list(form.get("Fields")):
            self.read(item, None, "", {}, set())

    def read(self, reference, parent, name, inherited, seen):
        field, fail = self.document.dict(reference), self.report.fail
        if not isinstance(reference, Ref) or reference in seen:
            fail("PDF-12.7", where(reference), "a field that is no object, or comes twice")
            return
        seen.add(reference)
        if field.get("Parent") != parent:
            fail("PDF-12.7", where(reference), "Parent leads elsewhere")
        part = self.document.text(field.get("T"))
        name = f"{name}.{part}" if name and part else name or part
        own = {**inherited, **{key: field[key] for key in ("FT", "Ff", "V", "DA", "TU") if key in field}}
        if "AA" in field:
            fail("A-6.4.1-2", where(reference), "AA")
        kids = self.document.list(field.get("Kids"))
        if any("T" in self.document.dict(kid) for kid in kids):
            for kid in kids:
                self.read(kid, reference, name, own, seen)
            return
        if not name or self.names.setdefault(name, reference) != reference:
            fail("PDF-12.7", where(reference), f"the name {name!r} is empty, or another's too")
        if self.document.name(own.get("FT")) not in ("Btn", "Tx", "Ch", "Sig"):
            fail("PDF-12.7", where(reference), f"FT is {own.get('FT')}")
        if own.get("FT") in ("Tx", "Ch"):
            self.check_font(reference, self.document.text(own.get("DA")) or self.appearance)
        if own.get("FT") == "Ch" and not self.document.list(field.get("Opt")):
            fail("PDF-12.7", where(reference), "a choice of nothing")
        self.groups[reference] = own, kids or [reference]
        for kid in kids or [reference]:
            self.widgets[kid] = own
            self.terminal.add(kid)

    def check_font(self, reference, appearance):
        words = appearance.split()
        font = words[words.index("Tf") - 2][1:] if "Tf" in words[2:] else None
        if font not in self.resources:
            self.report.fail("PDF-12.7", where(reference), f"the font {font} of DA is not in DR")


def check_widget(document, annotations, fields, place, reference, annotation, element, report):
    fail = lambda condition, what: report.fail(condition, place, what)
    field = fields.widgets.get(reference)
    if field is None:
        fail("PDF-12.7", "the widget belongs to no field of the form")
        field = {}
    if "A" in annotation or "AA" in annotation:
        fail("A-6.4.1-1", "A or AA")
    if not element or element.kind != "Form":
        fail("UA-7.18.4-1", f"it stands in {element.kind if element else 'nothing'}")
    holder = annotation if "T" in annotation else document.dict(annotation.get("Parent"))  # not what is above
    described = document.text(holder.get("TU"))
    if not described.strip() and not (element and document.text(element.dict.get("Alt")).strip()):
        fail("UA-7.18.1-3", "no TU, and its element has no Alt")
    if described and not annotations.language and not (element and annotations.structure.inherited(element, "Lang")):
        fail("UA-7.2-25", "the language of TU is not known")
    if field.get("FT") in ("Tx", "Ch"):
        normal = document.get(document.dict(annotation.get("AP")).get("N"))
        drawn = normal.data.split() if isinstance(normal, Stream) else None
        if drawn is not None and (drawn[:2] != [b"/Tx", b"BMC"] or drawn[-1] != b"EMC" or drawn.count(b"BMC") != 1):
            fail("PDF-12.7.3.3", "its appearance is not all marked as /Tx")
    if field.get("FT") == "Btn" and not document.get(field.get("Ff", 0)) & PUSH:
        states = set(document.dict(document.dict(annotation.get("AP")).get("N")))
        state = document.name(annotation.get("AS"))
        if "Off" in states and len(states) != 2 or state not in states:
            fail("PDF-12.7", f"a button with the states {sorted(states)}, AS is {state}")


def check_group(document, reference, field, widgets, report):
    """The widgets of a field say the same as the field: which of its states is on."""
    flags = document.get(field.get("Ff", 0))
    if field.get("FT") != "Btn" or flags & PUSH:
        return
    said = document.name(field.get("V")) or "Off"
    states = {document.name(document.dict(kid).get("AS")) for kid in widgets}
    names = [name for kid in widgets for name in document.dict(document.dict(document.dict(kid).get("AP")).get("N"))
             if name != "Off"]
    if states - {"Off"} != {said} - {"Off"}:
        report.fail("PDF-12.7.4.2", where(reference), f"V is {said}, but its boxes are {' '.join(sorted(map(str, states)))}")
    if flags & RADIO and not flags & IN_UNISON and len(names) != len(set(names)):
        report.fail("PDF-12.7.4.2", where(reference), f"two of its boxes stand for the same: {' '.join(names)}")


def check_field_font(document, name, font, report):
    """What is typed is written with this font: it holds what its encoding says, as wide, with that meaning."""
    fail = lambda what: report.fail("PDF-12.7.3.3", f"the font {name}", what)
    if document.name(font.get("Subtype")) != "TrueType" or not isinstance(document.get(font.get("Encoding")), dict):
        fail("programs can write with simple fonts alone that have an Encoding")
        return
    program = TrueType(document.data(document.dict(font.get("FontDescriptor")).get("FontFile2")))
    glyphs = None if program.problem else program.unicode()
    if glyphs is None:
        fail("there is no font file with a cmap")
        return
    widths, first = document.numbers_of(font.get("Widths")), document.get(font.get("FirstChar"))
    unicode = CMap(document.data(font["ToUnicode"])).texts if isinstance(document.get(font.get("ToUnicode")), Stream) else {}
    own = {value for value in document.list(document.dict(font["Encoding"]).get("Differences")) if isinstance(value, int)}
    for code, character in encoding_of(document, font).items():
        meant = unicode.get(bytes([code]))
        if 32 <= code < 127 and character not in glyphs:
            fail(f"it has no {chr(character)}")
        if meant is None and (code < 127 or code in own):
            fail(f"code {code} means nothing in Unicode")
        if meant is None or isinstance(character, str):
            continue
        if meant != chr(character) or character not in glyphs:
            fail(f"code {code} is {chr(character)} by its name, means {meant}, glyph {glyphs.get(character)}")
        elif abs(widths[code - first] - program.width(glyphs[character])) > 1:
            report.fail("A-6.2.11.5-1", f"the font {name}", f"code {code} is {widths[code - first]} wide")


def check_signatures(document, report):
    for place, entries in document.dictionaries():
        span = document.numbers_of(entries.get("ByteRange")) if "ByteRange" in entries else None
        if span is not None and (len(span) != 4 or span[0] != 0 or span[2] + span[3] != document.size):
            report.fail("A-6.4.3-1", place, f"ByteRange is {span}")
        if span is not None:
            check_signature(document.get(entries.get("Contents")), place, report)
        digests = {"DigestLocation", "DigestMethod", "DigestValue"} & set(entries)
        if digests and "TransformMethod" in entries and "DocMDP" in document.dict(document.catalog.get("Perms")):
            report.fail("A-6.1.12-2", place, f"a signature reference with {' '.join(sorted(digests))}")
