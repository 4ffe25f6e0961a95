# SPDX-License-Identifier: MIT
"""Annotations, actions, destinations, bookmarks, page labels.

ISO 19005-3, 6.3 and 6.5; ISO 14289-1, 7.18 (Matterhorn 28-*), 7.2-2, 7.2-24 (11-003, 11-004);
ISO 32000-1, 12.3-12.6. Forms are forms.py's.
"""

from pdf.document import Stream, where
from pdf.tokens import Name, Ref

TYPES = set("""Text Link FreeText Line Square Circle Polygon PolyLine Highlight Underline Squiggly StrikeOut Stamp Caret
Ink Popup FileAttachment Widget PrinterMark TrapNet Watermark Redact""".split())
ACTIONS = {"GoTo", "GoToR", "GoToE", "Thread", "URI", "Named", "SubmitForm"}
NAMED = {"NextPage", "PrevPage", "FirstPage", "LastPage"}
INVISIBLE, HIDDEN, PRINT, NO_VIEW, TOGGLE = 1, 2, 4, 32, 256
ARGUMENTS = {"XYZ": 3, "Fit": 0, "FitH": 1, "FitV": 1, "FitR": 4, "FitB": 0, "FitBH": 1, "FitBV": 1}


class Annotations:
    def __init__(self, document, structure, content, report):
        self.document, self.structure, self.content, self.report = document, structure, content, report
        self.language = bool(document.text(document.catalog.get("Lang")))
        self.named = {str(key): value for key, value in self.named_destinations()}
        walked = (item for top in structure.top for element in top.walk() for item in element.objects)
        self.ranks = {item: rank for rank, item in enumerate(walked) if isinstance(item, Ref)}
        self.widgets = []  # (place, reference, annotation, element)

    def named_destinations(self):
        names = self.document.dict(self.document.catalog.get("Names"))
        yield from self.document.tree_items(names.get("Dests"), "Names")
        yield from self.document.dict(self.document.catalog.get("Dests")).items()

    def check(self):
        seen = set()
        for reference, page in self.document.pages:
            place = f"page {self.document.page_numbers[reference]}"
            annotations = self.document.list(page.get("Annots"))
            if annotations and self.document.name(page.get("Tabs")) != "S":
                self.report.fail("UA-7.18.3-1", place, f"Tabs is {page.get('Tabs')}")
            for item in annotations:
                if item in seen and isinstance(item, Ref):
                    self.report.fail("PDF-12.5.2", where(item), "it is on two pages, or twice on one")
                seen.add(item if isinstance(item, Ref) else id(item))
                self.check_annotation(f"{place}, {where(item)}", item, page)
            self.check_order(place, annotations)
            if "AA" in page:
                self.report.fail("A-6.5.2-2", place, "AA")
            if "PresSteps" in page:
                self.report.fail("A-6.10-2", place, "PresSteps")
        if "AA" in self.document.catalog:
            self.report.fail("A-6.5.2-1", "catalog", "AA")
        self.check_target(self.document.catalog.get("OpenAction"), "OpenAction")
        self.check_actions()
        self.check_outline()
        self.check_labels()

    def check_order(self, place, annotations):
        """Programs go from one to the next as they stand in Annots, or as the tree has them: that is the same."""
        ranks = [self.ranks[item] for item in annotations if item in self.ranks]
        if ranks != sorted(ranks):
            self.report.fail("PDF-12.5.1", place, "Annots is in another order than the structure tree")

    def check_annotation(self, place, reference, page):
        document, annotation = self.document, self.document.dict(reference)
        fail = lambda condition, what: self.report.fail(condition, place, what)
        kind = document.name(annotation.get("Subtype"))
        flags, contents = document.get(annotation.get("F")), document.text(annotation.get("Contents"))
        key = document.get(annotation.get("StructParent"))
        element = self.structure.element_of(key, None) if key is not None else None
        if kind not in TYPES:
            fail("A-6.3.1-1", f"the type {kind}")
        if flags is None and kind != "Popup":
            fail("A-6.3.2-1", "there is no F")
        if flags is not None and (flags & (INVISIBLE | HIDDEN | NO_VIEW | TOGGLE) or not flags & PRINT):
            fail("A-6.3.2-2", f"F is {flags}")
        if element and reference not in element.objects:
            self.report.fail("PDF-14.7.4.3", place, f"{element} has no OBJR of it")
        self.check_rect(annotation, page, kind, fail)
        self.check_appearance(place, annotation, kind, fail)
        if contents and not self.language and not (element and self.structure.inherited(element, "Lang")):
            fail("UA-7.2-24", "the language of Contents is not known")
        self.check_place(place, reference, annotation, kind, contents, element, fail)

    def check_place(self, place, reference, annotation, kind, contents, element, fail):
        within = element.kind if element else "nothing"
        if kind == "Link":
            if within != "Link":
                fail("UA-7.18.5-1", f"it stands in {within}")
            if not contents.strip():
                fail("UA-7.18.5-2", "there is no Contents")
            if ("A" in annotation) == ("Dest" in annotation):
                fail("PDF-12.5.2", "it leads nowhere, or to two places")
            self.check_target(annotation.get("Dest"), place)
        elif kind == "Widget":
            self.widgets.append((place, reference, annotation, element))
        elif kind == "TrapNet":
            fail("UA-7.18.2-1", "TrapNet")
        elif kind == "PrinterMark":
            if element:
                fail("UA-7.18.8-1", f"it stands in {within}")
        elif kind != "Popup":
            if within != "Annot":
                fail("UA-7.18.1-1", f"{kind} stands in {within}")
            if not contents.strip() and not (element and self.document.text(element.dict.get("Alt")).strip()):
                fail("UA-7.18.1-2", f"{kind} without Contents and Alt")

    def check_rect(self, annotation, page, kind, fail):
        box, media = self.document.numbers_of(annotation.get("Rect")), self.document.numbers_of(page.get("MediaBox"))
        if len(box) != 4 or (kind != "Popup" and (box[0] >= box[2] or box[1] >= box[3])):
            fail("PDF-12.5.2", f"Rect is {box}")
        elif len(media) == 4 and (box[2] < media[0] or box[3] < media[1] or box[0] > media[2] or box[1] > media[3]):
            fail("PDF-12.5.2", f"Rect {box} lies beside the page")

    def check_appearance(self, place, annotation, kind, fail):
        document, box = self.document, self.document.numbers_of(annotation.get("Rect"))
        flat = len(box) == 4 and box[0] == box[2] and box[1] == box[3]
        if "AP" not in annotation:
            if not flat and kind not in ("Popup", "Link"):
                fail("A-6.3.3-1", f"{kind} without AP")
            return
        appearance = document.dict(annotation["AP"])
        normal = document.get(appearance.get("N"))
        button = kind == "Widget" and self.field_value(annotation, "FT") == "Btn"
        if set(appearance) != {"N"} or isinstance(normal, Stream) == button or not normal:
            fail("A-6.3.3-2", f"AP has {' '.join(appearance)}, N is a {type(normal).__name__}")
        streams = [appearance["N"]] if isinstance(normal, Stream) else list(document.dict(appearance.get("N")).values())
        for item in streams:
            if isinstance(document.get(item), Stream):
                self.content.read_form(item, document.get(item), place, [self.owner()])

    def owner(self):
        """Appearances belong to the element of their annotation."""
        from pdf.content import Mark
        mark = Mark("Annot", {}, False)
        mark.element = next(iter(self.structure.elements.values()), None)
        return mark

    def field_value(self, field, key):
        for _ in range(32):
            if key in field or "Parent" not in field:
                break
            field = self.document.dict(field["Parent"])
        return self.document.get(field.get(key))

    # --- actions and destinations ---

    def check_actions(self):
        kinds = ACTIONS | set("""Launch Sound Movie ResetForm ImportData Hide SetOCGState Rendition Trans GoTo3DView
                              JavaScript SetState NOP""".split())
        for place, entries in self.document.dictionaries():
            for key in "A", "OpenAction", "Next":
                value = self.document.get(entries.get(key))
                for action in value if isinstance(value, list) else [value]:
                    action = self.document.get(action)
                    kind = self.document.name(action.get("S")) if isinstance(action, dict) else None
                    if kind and "O" not in action and (key != "A" or "Type" in action or kind in kinds):
                        self.check_action(place, action, kind)
            media = self.document.name(entries.get("S")) in ("MCD", "MCS") and "CT" not in entries
            if self.document.name(entries.get("Type")) == "MediaClip" and media:
                self.report.fail("UA-7.18.6.2-1", place, "no CT")
            if self.document.name(entries.get("Type")) == "MediaClip" and not entries.get("Alt"):
                self.report.fail("UA-7.18.6.2-2", place, "no Alt")

    def check_action(self, place, action, kind):
        if kind not in ACTIONS:
            self.report.fail("A-6.5.1-1", place, f"the action {kind}")
        if kind == "Named" and self.document.name(action.get("N")) not in NAMED:
            self.report.fail("A-6.5.1-2", place, f"{action.get('N')}")
        if kind == "GoTo":
            self.check_target(action.get("D"), place)
        if kind == "URI":
            address = self.document.text(action.get("URI"))
            if not address or any(not "!" <= sign <= "~" for sign in address):
                self.report.fail("PDF-12.6.4.7", place, f"{address!r}")

    def check_target(self, target, place):
        """A destination: an array with a page, or a name for one."""
        value = self.document.get(target)
        if value is None or isinstance(value, dict) and "S" in value:
            return
        if isinstance(value, (Name, str, bytes)):
            text = value if isinstance(value, str) else value.decode("latin-1")
            value = self.document.get(self.named.get(str(text)))
        value = self.document.get(value.get("D")) if isinstance(value, dict) else value
        if not isinstance(value, list) or len(value) < 2 or value[0] not in self.document.page_numbers:
            self.report.fail("PDF-12.3.2", place, f"the destination {target} leads to no page")
            return
        if len(value) - 2 != ARGUMENTS.get(value[1], -1):
            self.report.fail("PDF-12.3.2", place, f"the destination {value[1:]}")
        page = next(page for reference, page in self.document.pages if reference == value[0])
        media = self.document.numbers_of(page.get("MediaBox"))
        if value[1] == "XYZ" and len(value) == 5 and isinstance(value[3], (int, float)) and len(media) == 4 \
                and not media[1] - 1 <= value[3] <= media[3] + 1:
            self.report.fail("PDF-12.3.2", place, f"the place {value[3]} is not on the page")

    # --- bookmarks, page labels ---

    def check_outline(self):
        root = self.document.catalog.get("Outlines")
        if root is None:
            return
        entries = self.document.dict(root)
        if "First" in entries and not self.language:
            self.report.fail("UA-7.2-2", "bookmarks", "their language is not known")
        self.check_bookmarks(root, entries, set())

    def check_bookmarks(self, above, entries, seen):
        """One level; gives how many there are when all that is open is shown."""
        fail, count, before = self.report.fail, 0, None
        item = entries.get("First")
        while item is not None and item not in seen:
            seen.add(item)
            bookmark, place = self.document.dict(item), f"bookmark, {where(item)}"
            if not self.document.text(bookmark.get("Title")).strip():
                fail("PDF-12.3.3", place, "no Title")
            if bookmark.get("Parent") != above or bookmark.get("Prev") != before:
                fail("PDF-12.3.3", place, "Parent or Prev leads elsewhere")
            if ("A" in bookmark) == ("Dest" in bookmark):
                fail("PDF-12.3.3", place, "it leads nowhere, or to two places")
            self.check_target(bookmark.get("Dest"), place)
            inner = self.check_bookmarks(item, bookmark, seen)
            count += 1 + (inner if self.document.get(bookmark.get("Count", 0)) > 0 else 0)
            before, item = item, bookmark.get("Next")
        if item is not None or entries.get("Last") != before:
            fail("PDF-12.3.3", where(above), "Last leads elsewhere, or they run in a circle")
        if abs(self.document.get(entries.get("Count", 0))) != count:
            fail("PDF-12.3.3", where(above), f"Count is {entries.get('Count')}, there are {count}")
        return count

    def check_labels(self):
        root = self.document.catalog.get("PageLabels")
        keys = [key for key, _ in self.document.tree_items(root, "Nums")] if root is not None else [0]
        if not keys or keys[0] != 0 or keys != sorted(set(keys)) or keys[-1] >= max(1, len(self.document.pages)):
            self.report.fail("PDF-12.4.2", "page labels", f"for the pages {keys[:8]}")
