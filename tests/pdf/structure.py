# SPDX-License-Identifier: MIT
"""The structure tree: elements, their types and attributes, and the ways between tree and content.

ISO 14289-1, 7.1 (Matterhorn 01-007, 02-*), 7.2 (11-*); ISO 19005-3, 6.7; ISO 32000-1, 14.7.
"""

import re

from pdf.document import where
from pdf.tokens import Name, Ref

GROUPING = set("Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private".split())
BLOCKS = set("P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot".split())
INLINE = set("Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP".split())
STANDARD = GROUPING | BLOCKS | INLINE | {"Figure", "Formula", "Form"}
LANGUAGE = re.compile(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*$")
OWNER = {"Scope": "Table", "Headers": "Table", "RowSpan": "Table", "ColSpan": "Table", "ListNumbering": "List",
         "BBox": "Layout", "Role": "PrintField"}
TEXTS = {"ActualText": "UA-7.2-21", "Alt": "UA-7.2-22", "E": "UA-7.2-23"}


class Element:
    def __init__(self, reference, entries, kind, parent):
        self.reference, self.dict, self.kind, self.parent = reference, entries, kind, parent
        self.kids = []      # elements
        self.marks = []     # (container, MCID)
        self.objects = []   # what OBJR lead to
        self.order = []     # all three as they come: an Element, a mark, None for an object
        self.attributes = {}

    def __str__(self):
        return f"{self.kind} ({where(self.reference)})"

    def walk(self):
        yield self
        for kid in self.kids:
            yield from kid.walk()


class Structure:
    def __init__(self, document, report):
        self.document, self.report = document, report
        self.elements, self.marks, self.objects, self.top = {}, {}, {}, []
        self.root = document.dict(document.catalog.get("StructTreeRoot"))
        self.roles = document.dict(self.root.get("RoleMap"))
        self.parents = self.read_parents()
        self.language = bool(document.text(document.catalog.get("Lang")))
        self.check_catalog()
        root = document.catalog.get("StructTreeRoot")
        for kid in self.kids_of(self.root):
            element = self.read(kid, None, root)
            if element:
                self.top.append(element)
        self.check_ids()

    def check_catalog(self):
        document, fail = self.document, self.report.fail
        info = document.dict(document.catalog.get("MarkInfo"))
        if document.get(info.get("Marked")) is not True:
            fail("A-6.7.2-1", "catalog", f"Marked is {info.get('Marked')}")
        if document.get(info.get("Suspects")):
            fail("UA-7.1-4", "catalog", "Suspects is true")
        if not self.root or not self.kids_of(self.root):
            fail("A-6.7.3-1", "catalog", "there is no structure tree")
        elif document.name(self.root.get("Type")) != "StructTreeRoot":
            fail("PDF-14.7.2", "the root", f"Type is {self.root.get('Type')}")
        for name in self.roles:
            if name in STANDARD and self.roles[name] != name:
                fail("UA-7.1-7", "RoleMap", f"{name} is mapped to {self.roles[name]}")
            self.standard(name, "RoleMap")
        if "Lang" in document.catalog:
            self.check_language(document.catalog["Lang"], "catalog")

    def read_parents(self):
        parents, last = {}, None
        for key, value in self.document.tree_items(self.root.get("ParentTree"), "Nums"):
            if key in parents or (last is not None and isinstance(key, int) and key < last):
                self.report.fail("PDF-14.7.4.4", "parent tree", f"key {key} comes twice, or out of order")
            held = self.document.get(value)
            parents[key] = held if isinstance(held, list) else value
            last = key
        following = self.document.get(self.root.get("ParentTreeNextKey"))
        if following is not None and parents and following <= max(parents):
            self.report.fail("PDF-14.7.4.4", "parent tree", f"ParentTreeNextKey is {following}")
        return parents

    def standard(self, name, place):
        """The standard type that a type stands for."""
        seen = set()
        while name not in STANDARD:
            if name in seen:
                self.report.fail("UA-7.1-6", place, f"the mapping of {name} is circular")
                return name
            seen.add(name)
            mapped = self.document.name(self.roles.get(name))
            if mapped is None:
                self.report.fail("UA-7.1-5", place, f"{name} is no standard type, nor mapped to one")
                return name
            name = mapped
        return str(name)

    def kids_of(self, entries):
        kids = self.document.get(entries.get("K"))
        if kids is None:
            return []
        return kids if isinstance(kids, list) else [entries["K"]]

    def read(self, reference, parent, above):
        entries = self.document.dict(reference)
        if not isinstance(reference, Ref) or not entries:
            self.report.fail("PDF-14.7.2", str(parent), f"the kid {reference} is no element")
            return None
        if reference in self.elements:
            self.report.fail("PDF-14.7.2", where(reference), "it has two places in the tree")
            return None
        kind = self.document.name(entries.get("S"))
        if kind is None or self.document.name(entries.get("Type", Name("StructElem"))) != "StructElem":
            self.report.fail("PDF-14.7.2", where(reference), f"Type is {entries.get('Type')}, S {entries.get('S')}")
        if kind and any("\udc80" <= sign <= "\udcff" for sign in kind):
            self.report.fail("A-6.1.8-1", where(reference), repr(kind))
        element = Element(reference, entries, self.standard(kind, where(reference)) if kind else "", parent)
        self.elements[reference] = element
        if entries.get("P") != above:
            self.report.fail("UA-7.1-12", str(element), f"P is {entries.get('P')}")
        element.attributes = self.attributes_of(entries)
        for kid in self.kids_of(entries):
            self.read_kid(element, kid, reference)
        self.check_texts(element)
        return element

    def read_kid(self, element, kid, reference):
        value = self.document.get(kid)
        if isinstance(value, int):
            self.add_mark(element, element.dict.get("Pg"), value)
            return
        kind = self.document.name(self.document.dict(value).get("Type"))
        if kind == "MCR":
            container = value.get("Stm") or value.get("Pg") or element.dict.get("Pg")
            self.add_mark(element, container, self.document.get(value.get("MCID")))
        elif kind == "OBJR":
            self.objects.setdefault(value.get("Obj"), []).append(element)
            element.objects.append(value.get("Obj"))
            element.order.append(None)
            if (value.get("Pg") or element.dict.get("Pg")) not in self.document.page_numbers:
                self.report.fail("PDF-14.7.4.3", str(element), f"Pg of {value.get('Obj')} is no page")
        else:
            inner = self.read(kid, element, reference)
            if inner:
                element.kids.append(inner)
                element.order.append(inner)

    def add_mark(self, element, container, number):
        if not isinstance(container, Ref) or not isinstance(number, int):
            self.report.fail("PDF-14.7.4.4", str(element), f"MCID {number} without a page")
            return
        element.marks.append((container, number))
        element.order.append((container, number))
        self.marks.setdefault((container, number), []).append(element)

    def attributes_of(self, entries):
        """Attributes of all owners as one dictionary; owners are told under "owners", what is not theirs
        under "astray"."""
        classes = self.document.dict(self.root.get("ClassMap"))
        names = self.document.get(entries.get("C"))
        names = names if isinstance(names, list) else [names] if names else []
        items = [self.document.get(classes.get(name)) for name in names]
        own = self.document.get(entries.get("A"))
        items += own if isinstance(own, list) else [own] if own is not None else []
        merged = {"owners": [], "astray": []}
        for item in items:
            item = self.document.dict(item)
            owner = self.document.name(item.get("O"))
            if item:
                merged["owners"].append(owner)
            merged["astray"] += [key for key in item if OWNER.get(key, owner) != owner]
            merged.update({key: self.document.get(value) for key, value in item.items()})
        return merged

    def check_texts(self, element):
        if "Lang" in element.dict:
            self.check_language(element.dict["Lang"], str(element))
        for key, condition in TEXTS.items():
            if key in element.dict and not self.language and not self.inherited(element, "Lang"):
                self.report.fail(condition, str(element), f"the language of {key} is not known")

    def check_language(self, value, place):
        text = self.document.text(value)
        if not LANGUAGE.match(text):
            self.report.fail("UA-7.2-29", place, f"Lang is {text!r}")

    def check_ids(self):
        """IDs differ, and the ID tree leads to them; a Note's are told by nesting.py too."""
        ids = {}
        for element in self.elements.values():
            identifier = self.document.get(element.dict.get("ID"))
            if identifier is None:
                continue
            if identifier in ids:
                self.report.fail("PDF-14.7.2", str(element), f"its ID {identifier!r} is {ids[identifier]}'s too")
            ids[identifier] = element
        tree = dict(self.document.tree_items(self.root.get("IDTree"), "Names"))
        plain = lambda key: key.encode("latin-1", "replace") if isinstance(key, str) else key
        if [plain(key) for key in tree] != sorted(plain(key) for key in tree):
            self.report.fail("PDF-14.7.2", "ID tree", "it is not sorted")
        for identifier in ids.keys() | tree.keys():
            leads = tree.get(identifier)
            if identifier not in ids or leads != ids[identifier].reference:
                self.report.fail("PDF-14.7.2", "ID tree", f"{identifier!r} leads to {leads}")

    def inherited(self, element, key):
        while element is not None:
            if key in element.dict:
                return element.dict[key]
            element = element.parent
        return None

    def element_of(self, key, number):
        """The element to which the parent tree leads from MCID `number`, or from an object's key."""
        held = self.parents.get(key) if key is not None else None
        if number is not None:
            held = held[number] if isinstance(held, list) and 0 <= number < len(held) else None
        return self.elements.get(held) if isinstance(held, Ref) else None

    def check_content(self, content):
        """Content and tree hold the same marks, and the parent tree leads from the ones to the other."""
        fail = self.report.fail
        for (container, number), count in content.marks.items():
            page = self.document.page_numbers.get(container)
            place = f"page {page}" if page else where(container)
            owners = self.marks.get((container, number), [])
            if count > 1:
                fail("PDF-14.7.4.4", place, f"MCID {number} comes {count} times")
            if len(owners) != 1:
                fail("PDF-14.7.4.4", place, f"MCID {number} has {len(owners)} places in the tree")
                continue
            key = self.document.get(self.document.dict(container).get("StructParents"))
            if self.element_of(key, number) is not owners[0]:
                fail("PDF-14.7.4.4", place, f"MCID {number} is in {owners[0]}, the parent tree leads elsewhere")
        for (container, number), owners in self.marks.items():
            if (container, number) not in content.marks:
                fail("PDF-14.7.4.4", str(owners[0]), f"MCID {number} of {where(container)} is not in the content")

    def check_order(self, content):
        """Within a page the tree goes the way of the content: letopis writes both in reading order."""
        places = {}

        def number(element):
            for item in element.order:
                if isinstance(item, Element):
                    number(item)
                elif item is not None:
                    places[item] = len(places)

        for element in self.top:
            number(element)
        last, told = {}, set()
        for key in content.order:
            container, mark = key
            place = places.get(key, 0)
            if place < last.get(container, (0, 0))[0] and container not in told:
                told.add(container)
                page = self.document.page_numbers.get(container, container)
                self.report.fail("PDF-14.8.2.3", f"page {page}",
                                 f"MCID {mark} ({self.marks[key][0]}) comes before {last[container][1]} in the tree")
            last[container] = (place, mark)

    def check_objects(self):
        """Each OBJR's object knows the element; keys of the parent tree are used once."""
        keys = {}
        for place, entries in self.document.dictionaries():
            for name in "StructParent", "StructParents":
                key = self.document.get(entries.get(name)) if name in entries else None
                if isinstance(key, int) and keys.setdefault(key, id(entries)) != id(entries):
                    self.report.fail("PDF-14.7.4.4", place, f"{name} {key} is used by another too")
        for reference, owners in self.objects.items():
            key = self.document.get(self.document.dict(reference).get("StructParent"))
            if len(owners) > 1:
                self.report.fail("PDF-14.7.4.3", where(reference), f"{len(owners)} elements have it")
            if self.element_of(key, None) is not owners[0]:
                self.report.fail("PDF-14.7.4.3", str(owners[0]), f"{where(reference)} leads elsewhere by {key}")

    def inherited_attribute(self, element, key):
        while element is not None:
            if key in element.attributes:
                return element.attributes[key]
            element = element.parent if element.parent and element.parent.kind == element.kind else None
        return None
