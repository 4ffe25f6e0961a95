# SPDX-License-Identifier: MIT
"""Forms that can be filled in: fields and their widgets.

ISO 19005-3, 6.4; ISO 14289-1, 7.15, 7.18.1-3, 7.18.4-1 (Matterhorn 25-001, 28-005, 28-010), 7.2-25;
ISO 32000-1, 12.7.
"""

from pdf.document import where
from pdf.tokens import Ref


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
    check_signatures(document, report)


class Fields:
    """The tree of fields: names, and those that have no kids but widgets."""

    def __init__(self, document, form, report):
        self.document, self.report, self.names = document, report, {}
        self.widgets, self.terminal = {}, set()
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
    described = document.text(field.get("TU"))
    if not described.strip() and not (element and document.text(element.dict.get("Alt")).strip()):
        fail("UA-7.18.1-3", "no TU, and its element has no Alt")
    if described and not annotations.language and not (element and annotations.structure.inherited(element, "Lang")):
        fail("UA-7.2-25", "the language of TU is not known")
    if field.get("FT") == "Btn" and not document.get(field.get("Ff", 0)) & 1 << 16:
        states = set(document.dict(document.dict(annotation.get("AP")).get("N")))
        state = document.name(annotation.get("AS"))
        if "Off" in states and len(states) != 2 or state not in states:
            fail("PDF-12.7", f"a button with the states {sorted(states)}, AS is {state}")


def check_signatures(document, report):
    for place, entries in document.dictionaries():
        span = document.numbers_of(entries.get("ByteRange")) if "ByteRange" in entries else None
        if span is not None and (len(span) != 4 or span[0] != 0 or span[2] + span[3] != document.size):
            report.fail("A-6.4.3-1", place, f"ByteRange is {span}")
