# SPDX-License-Identifier: MIT
"""Content streams, read operator by operator: marked content, text and its fonts, colours, XObjects.

ISO 19005-3, 6.1.10, 6.1.13, 6.2.2; ISO 14289-1, 7.1-1 to 7.1-3, 7.2-34, 7.20 (Matterhorn 01-003 to
01-005, 11-001, 30-002); ISO 32000-1, 8.2 and 14.6.
"""

from pdf.boxes import Pen, grown
from pdf.document import Stream, where
from pdf.fonts import Font
from pdf.tokens import Name, operations

# Operators and how many operands they have; None: it varies.
OPERATORS = {"b": 0, "B": 0, "b*": 0, "B*": 0, "BDC": 2, "BI": 1, "BMC": 1, "BT": 0, "BX": 0, "c": 6, "cm": 6, "CS": 1,
             "cs": 1, "d": 2, "d0": 2, "d1": 6, "Do": 1, "DP": 2, "EMC": 0, "ET": 0, "EX": 0, "f": 0, "F": 0, "f*": 0,
             "G": 1, "g": 1, "gs": 1, "h": 0, "i": 1, "j": 1, "J": 1, "K": 4, "k": 4, "l": 2, "m": 2, "M": 1, "MP": 1,
             "n": 0, "q": 0, "Q": 0, "re": 4, "RG": 3, "rg": 3, "ri": 1, "s": 0, "S": 0, "SC": None, "sc": None,
             "SCN": None, "scn": None, "sh": 1, "T*": 0, "Tc": 1, "Td": 2, "TD": 2, "Tf": 2, "Tj": 1, "TJ": 1, "TL": 1,
             "Tm": 6, "Tr": 1, "Ts": 1, "Tw": 1, "Tz": 1, "v": 4, "w": 1, "W": 0, "W*": 0, "y": 4, "'": 1, '"': 3}
PAINTING = {"b", "B", "b*", "B*", "f", "F", "f*", "s", "S", "sh", "BI"}
SHOWING = {"Tj", "TJ", "'", '"'}
IN_TEXT = {"Td", "TD", "Tm", "T*"} | SHOWING
OUT_OF_TEXT = {"q", "Q", "cm", "Do", "BI", "sh", "m", "re", "BT"} | (PAINTING - {"BI", "sh"})
DEVICE = {"g": "DeviceGray", "G": "DeviceGray", "rg": "DeviceRGB", "RG": "DeviceRGB", "k": "DeviceCMYK",
          "K": "DeviceCMYK"}
INLINE_FILTERS = {"ASCIIHexDecode", "ASCII85Decode", "FlateDecode", "RunLengthDecode", "CCITTFaxDecode", "DCTDecode",
                  "AHx", "A85", "Fl", "RL", "CCF", "DCT"}


class Mark:
    def __init__(self, tag, properties, in_text):
        self.tag, self.properties, self.in_text = tag, properties, in_text
        self.artifact = tag == "Artifact"
        self.element = None  # the structure element, where it has one
        self.key = None      # (container, MCID)


class Content:
    """What all content streams of a document say. `marks` holds how often each (container, MCID) comes,
    `order` them as they come, `drawn` those in which something is painted, `texts` their text, `boxes` where
    the content of a Figure or Formula lies on its page: (element, page) → box."""

    def __init__(self, document, structure, graphics, shown, report):
        self.document, self.structure, self.graphics = document, structure, graphics
        self.shown, self.report = shown, report
        self.fonts, self.marks, self.drawn, self.texts, self.uses = {}, {}, set(), {}, {}
        self.order, self.boxes = [], {}
        self.language = bool(document.text(document.catalog.get("Lang")))

    def font(self, reference):
        key = reference if isinstance(reference, str) else id(reference)
        if key not in self.fonts:
            self.fonts[key] = Font(self.document, reference)
        return self.fonts[key]

    def read_page(self, reference, page):
        contents = self.document.get(page.get("Contents"))
        parts = contents if isinstance(contents, list) else [contents]
        data = b"\n".join(self.document.data(part) for part in parts)
        place = f"page {self.document.page_numbers[reference]}"
        Reader(self, data, page, reference, place, []).read()

    def read_form(self, reference, stream, place, marks, depth=0, state=None):
        """A form XObject, which begins in the state of who uses it, or an appearance."""
        if depth < 12:
            reader = Reader(self, stream.data, stream.dict, reference, place, marks, depth)
            reader.state.update(state or {})
            reader.read()


class Reader:
    """One content stream."""

    def __init__(self, content, data, holder, container, place, outer, depth=0):
        self.content, self.data, self.container, self.place = content, data, container, place
        self.document, self.depth = content.document, depth
        self.resources = self.document.dict(holder.get("Resources"))
        self.own_resources = "Resources" in holder and not holder.get("inherits resources")
        self.parents_key = self.document.get(holder.get("StructParents"))
        self.marks, self.outer = list(outer), len(outer)
        self.states, self.state = [], {"font": None, "mode": 0}
        self.in_text, self.pen = False, Pen()

    def fail(self, condition, what):
        self.content.report.fail(condition, self.place, what)

    def read(self):
        flaws = []
        for operator, operands in operations(self.data, flaws):
            if operator not in OPERATORS:
                self.fail("A-6.2.2-1" if operator else "PDF-8.2", f"the operator {operator!r}")
                continue
            if OPERATORS[operator] not in (None, len(operands)):
                self.fail("PDF-8.2", f"{operator} has {len(operands)} operands")
                continue
            if self.in_text and operator in OUT_OF_TEXT:
                self.fail("PDF-8.2", f"{operator} within BT and ET")
            if not self.in_text and operator in IN_TEXT:
                self.fail("PDF-8.2", f"{operator} outside of BT and ET")
            try:
                self.pen.act(operator, operands)
                self.act(operator, operands)
            except (TypeError, ValueError):
                self.fail("PDF-8.2", f"{operator} with {operands}")
        for condition, what in flaws:
            self.fail(condition, what)
        if self.in_text or self.states:
            self.fail("PDF-8.2", "BT or q is never closed")
        if len(self.marks) > self.outer:
            self.fail("PDF-14.6", f"{self.marks[-1].tag} is never closed")

    def act(self, operator, operands):
        if operator in SHOWING:
            self.show(operator, operands)
        elif operator in PAINTING:
            self.paint(operator, operands)
        elif operator in DEVICE:
            self.content.graphics.color(self.place, Name(DEVICE[operator]))
        elif operator in ("BMC", "BDC"):
            self.begin_mark(operator, operands)
        elif operator == "EMC":
            self.end_mark()
        elif operator == "q":
            self.states.append(dict(self.state))
            if len(self.states) > 28:
                self.fail("A-6.1.13-8", f"{len(self.states)} deep")
        elif operator == "Q":
            if self.states:
                self.state = self.states.pop()
            else:
                self.fail("PDF-8.2", "Q without q")
        elif operator in ("BT", "ET"):
            if (operator == "ET") != self.in_text:
                self.fail("PDF-8.2", f"{operator} where it cannot be")
            self.in_text = operator == "BT"
        elif operator == "Tf":
            self.state["font"] = self.named("Font", operands[0])
        elif operator == "Tr":
            self.state["mode"] = operands[0]
        elif operator == "Do":
            self.use(self.named("XObject", operands[0]))
        else:
            self.set_graphics(operator, operands)

    def set_graphics(self, operator, operands):
        graphics = self.content.graphics
        if operator in ("cs", "CS"):
            device = operands[0] in ("DeviceGray", "DeviceRGB", "DeviceCMYK", "Pattern")
            graphics.color(self.place, operands[0] if device else self.named("ColorSpace", operands[0]))
        elif operator in ("scn", "SCN") and operands and isinstance(operands[-1], Name):
            graphics.pattern(self.place, self.named("Pattern", operands[-1]))
        elif operator == "gs":
            graphics.state(self.place, self.named("ExtGState", operands[0]))
        elif operator == "ri":
            graphics.intent(self.place, operands[0])

    def named(self, kind, name):
        """What a name means in the resources."""
        entry = self.document.dict(self.resources.get(kind)).get(name)
        if entry is None:
            self.fail("A-6.2.2-2", f"{kind} {name} is not in the resources")
        elif not self.own_resources:
            self.fail("A-6.2.2-2", f"{kind} {name} is in resources that are inherited")
        return entry

    # --- marked content ---

    def begin_mark(self, operator, operands):
        properties = {}
        if operator == "BDC":
            properties = operands[1]
            if isinstance(properties, Name):
                properties = self.document.dict(self.named("Properties", properties))
            if not isinstance(properties, dict):
                self.fail("PDF-14.6", f"the properties of {operands[0]} are {properties}")
                properties = {}
        mark = Mark(str(operands[0]), properties, self.in_text)
        number = properties.get("MCID")
        if number is not None:
            self.begin_tagged(mark, number)
        if mark.artifact and any(outer.element for outer in self.marks):
            self.fail("UA-7.1-1", f"an artifact within {self.innermost().tag}")
        if "Lang" in properties:
            self.content.structure.check_language(properties["Lang"], self.place)
        self.marks.append(mark)
        if {"ActualText", "Alt", "E"} & set(properties) and not self.language_known():
            self.fail("UA-7.2-30", f"the language of the text that stands for {mark.tag} is not known")

    def begin_tagged(self, mark, number):
        mark.key = (self.container, number)
        self.content.order.append(mark.key)
        self.content.marks[mark.key] = self.content.marks.get(mark.key, 0) + 1
        mark.element = self.content.structure.element_of(self.parents_key, number)
        if any(outer.artifact for outer in self.marks):
            self.fail("UA-7.1-2", f"MCID {number} ({mark.tag}) within an artifact")
        if any(outer.key for outer in self.marks):
            self.fail("PDF-14.7.4.4", f"MCID {number} within {self.innermost().key[1]}")
        if mark.element is None:
            self.fail("PDF-14.7.4.4", f"MCID {number} is not in the parent tree")

    def end_mark(self):
        if len(self.marks) <= self.outer:
            self.fail("PDF-14.6", "EMC without BMC")
            return
        mark = self.marks.pop()
        if mark.in_text != self.in_text:
            self.fail("PDF-14.6", f"{mark.tag} and a text object overlap")

    def innermost(self):
        return next((mark for mark in reversed(self.marks) if mark.key), None)

    def mark_content(self, what, operator):
        """Something is painted here: to whom does it belong?"""
        points = self.pen.painted(operator)
        if not any(mark.artifact or mark.element for mark in self.marks):
            self.fail("UA-7.1-3", f"{what} is neither tagged nor an artifact")
        tagged = self.innermost()
        if tagged:
            self.content.drawn.add(tagged.key)
            element = tagged.element
            while element is not None and element.kind not in ("Figure", "Formula"):
                element = element.parent
            if element is not None and self.depth == 0:
                key = (element, self.container)
                self.content.boxes[key] = grown(self.content.boxes.get(key), points)

    # --- painting ---

    def show(self, operator, operands):
        parts = operands[-1] if isinstance(operands[-1], list) else [operands[-1]]
        string = b"".join(part for part in parts if isinstance(part, bytes))
        if not string:
            return
        self.mark_content("text", operator)
        if self.state["font"] is None:
            self.fail("PDF-8.2", "text without a font")
            return
        font = self.content.font(self.state["font"])
        structure, replaced = self.content.structure, False
        for mark in self.marks:
            replaced = replaced or "ActualText" in mark.properties
            replaced = replaced or (mark.element and structure.inherited(mark.element, "ActualText"))
        self.content.shown.add(font, string, self.place, self.state["mode"] == 3, bool(replaced))
        tagged = self.innermost()
        if tagged:
            self.content.texts[tagged.key] = self.content.texts.get(tagged.key, "") + font.text(string)
        if not self.language_known():
            self.fail("UA-7.2-34", "the language of text is not known")

    def language_known(self):
        structure = self.content.structure
        return self.content.language or any(
            "Lang" in mark.properties or (mark.element and structure.inherited(mark.element, "Lang"))
            for mark in self.marks)

    def paint(self, operator, operands):
        if operator == "BI":
            self.mark_content("an image", "Do")
        else:
            self.mark_content(f"a path ({operator})", operator)
        graphics = self.content.graphics
        if operator == "sh":
            graphics.shading(self.place, self.named("Shading", operands[0]))
        elif operator == "BI":
            image = operands[0]
            filters = image.get("F", image.get("Filter", []))
            for name in filters if isinstance(filters, list) else [filters]:
                if name not in INLINE_FILTERS:
                    self.fail("A-6.1.10-1", f"{name}")
            graphics.inline_image(self.place, image, self.document.dict(self.resources.get("ColorSpace")))

    def use(self, reference):
        stream = self.document.get(reference)
        if not isinstance(stream, Stream):
            return
        kind = self.document.name(stream.dict.get("Subtype"))
        self.content.graphics.xobject(reference, stream)
        if kind == "Image":
            self.mark_content("an image", "Do")
        elif kind == "Form":
            self.use_form(reference, stream)
        else:
            self.fail("A-6.2.9-3", f"{where(reference)} is a {kind} XObject")

    def use_form(self, reference, stream):
        before = self.content.uses.get(reference, 0)
        self.content.uses[reference] = before + 1
        if before and any(container == reference for container, _ in self.content.marks):
            self.fail("UA-7.20-2", f"{where(reference)} has MCIDs and is shown more than once")
        else:
            self.content.read_form(reference, stream, self.place, self.marks, self.depth + 1, self.state)
