# SPDX-License-Identifier: MIT
"""What may stand in what: headings, lists, contents, figures, notes; nothing empty.

ISO 14289-1, 7.2-17 to 7.2-27, 7.3, 7.4, 7.7, 7.9, 7.18.4-2 (Matterhorn 09-005 to 09-008, 13-004, 14-*,
16-001, 17-002, 19-*); ISO 32000-1, 14.8.4 and 14.8.5. Tables are tables.py's.
"""

import re

from pdf.boxes import box_fault
from pdf.structure import BLOCKS, GROUPING, INLINE, Element

PARENTS = {"LI": ({"L"}, "UA-7.2-17"), "LBody": ({"LI"}, "UA-7.2-18"), "TOCI": ({"TOC"}, "UA-7.2-26"),
           "RB": ({"Ruby"}, "MH-09-007"), "RT": ({"Ruby"}, "MH-09-007"), "RP": ({"Ruby"}, "MH-09-007"),
           "WT": ({"Warichu"}, "MH-09-008"), "WP": ({"Warichu"}, "MH-09-008")}
KIDS = {"L": (r"(Caption )?((L|LI) )*$", "UA-7.2-19"), "LI": (r"((Lbl|LBody) )*$", "UA-7.2-20"),
        "TOC": (r"(Caption )?((TOC|TOCI) )*$", "UA-7.2-27"),
        "TOCI": (r"((Lbl|Reference|NonStruct|P|TOC) )*$", "UA-7.2-27"),
        "Ruby": (r"(RB RT |RB RP RT RP )*$", "MH-09-007"), "Warichu": (r"(WP WT WP )*$", "MH-09-008")}
NO_CONTENT = set("Document Part Art Sect BlockQuote TOC Index L LI Table TR THead TBody TFoot Ruby Warichu".split())
NO_BLOCKS = set("P H H1 H2 H3 H4 H5 H6 Span Quote Reference Link Code Lbl".split())
FULL = set("P H H1 H2 H3 H4 H5 H6 Lbl LBody TOCI Caption Figure Formula Link Note Reference Code Span Quote Sect "
           "BlockQuote Form Annot".split())
GROUPED = set("L LI TOC Table TR THead TBody TFoot".split())  # cells may be empty, rows hold cells
OWNERS = {"Layout", "List", "PrintField", "Table", "UserProperties"}
VALUES = {"Scope": {"Row", "Column", "Both"}, "Placement": {"Block", "Inline", "Before", "Start", "End"},
          "ListNumbering": set("None Disc Circle Square Decimal UpperRoman LowerRoman UpperAlpha LowerAlpha".split())}
COUNTING = re.compile(r"(.*[\W\d])?(\d+|[^\W\d_]|[ivxlcIVXLC]+)[.)]*$")


def check_nesting(structure, content, report):
    headings, notes = [], {}
    for top in structure.top:
        for element in top.walk():
            check_kinds(element, report)
            check_attributes(structure, element, content, report)
            check_kind(structure, element, notes, report)
            if re.match(r"H\d?$", element.kind):
                headings.append(element)
            if element.kind == "L":
                check_labels(structure, element, content, report)
        check_full(structure, top, content, report)
    check_headings(headings, report)


def check_kinds(element, report):
    kids = "".join(kid.kind + " " for kid in element.kids)
    above = element.parent.kind if element.parent else "the root"
    if element.kind in PARENTS and above not in PARENTS[element.kind][0]:
        report.fail(PARENTS[element.kind][1], str(element), f"it stands in {above}")
    if element.kind in KIDS and not re.match(KIDS[element.kind][0], kids):
        report.fail(KIDS[element.kind][1], str(element), f"it holds {kids}")
    if element.marks and element.kind in NO_CONTENT:
        report.fail("PDF-14.8.4.2", str(element), "it holds content, not only elements")
    if element.kind in NO_BLOCKS:
        blocks = [kid.kind for kid in element.kids if kid.kind in (BLOCKS | GROUPING) - {"NonStruct", "Private", "Lbl"}]
        if blocks:
            report.fail("PDF-14.8.4.3", str(element), f"it holds {' '.join(blocks)}")
    if kids.split().count("H") > 1:
        report.fail("UA-7.4.4-1", str(element), "it holds more than one H")
    captions = [at for at, kid in enumerate(element.order)
                if isinstance(kid, Element) and kid.kind == "Caption"]
    if len(captions) > 1 or any(at not in (0, len(element.order) - 1) for at in captions):
        report.fail("PDF-14.8.4.2", str(element), "a Caption that is neither first nor last, or a second one")


def check_attributes(structure, element, content, report):
    fail = lambda what: report.fail("PDF-14.8.5", str(element), what)
    attributes = element.attributes
    for owner in attributes["owners"]:
        if owner not in OWNERS and not re.match(r"(XML|HTML|OEB|RTF|CSS)-", owner or ""):
            fail(f"attributes of {owner}")
    for key in attributes["astray"]:
        fail(f"{key} among attributes of another owner")
    for key, allowed in VALUES.items():
        if key in attributes and attributes[key] not in allowed:
            fail(f"{key} is {attributes[key]}")
    for key in "ColSpan", "RowSpan":
        if not isinstance(attributes.get(key, 1), int) or attributes.get(key, 1) < 1:
            fail(f"{key} is {attributes[key]}")
    if "BBox" in attributes:
        check_box(structure, element, content, fail)
    elif element.kind in ("Figure", "Formula") and len({container for container, _ in element.marks}) == 1:
        fail(f"{element.kind} has no BBox")


def check_box(structure, element, content, fail):
    """The box of a figure that lies on one page."""
    box = structure.document.numbers_of(element.attributes["BBox"])
    pages = [(page, painted) for (owner, page), painted in content.boxes.items() if owner is element and painted]
    if len(box) != 4 or box[0] >= box[2] or box[1] >= box[3]:
        fail(f"BBox is {box}")
    elif len(pages) == 1 and pages[0][0] in structure.document.page_numbers:
        page = structure.document.pages[structure.document.page_numbers[pages[0][0]] - 1][1]
        media = structure.document.numbers_of(page.get("MediaBox"))
        wrong = box_fault(box, pages[0][1], media)
        if wrong:
            fail(f"BBox: {wrong}")
        elif box[0] < media[0] - 1 or box[1] < media[1] - 1 or box[2] > media[2] + 1 or box[3] > media[3] + 1:
            fail(f"BBox {box} lies beside the page {media}")


def check_kind(structure, element, notes, report):
    document = structure.document
    if element.kind in ("Figure", "Formula") and not document.text(element.dict.get("Alt")).strip() \
            and "ActualText" not in element.dict:
        report.fail("UA-7.3-1" if element.kind == "Figure" else "UA-7.7-1", str(element), "no Alt, no ActualText")
    if element.kind == "Note":
        identifier = document.get(element.dict.get("ID"))
        if not identifier:
            report.fail("UA-7.9-1", str(element), "no ID")
        elif identifier in notes:
            report.fail("UA-7.9-2", str(element), f"its ID {identifier!r} is {notes[identifier]}'s too")
        notes[identifier] = element
    if element.kind == "Form" and "Role" not in element.attributes and not (
            len(element.order) == 1 and [document.name(document.dict(item).get("Subtype"))
                                         for item in element.objects] == ["Widget"]):
        report.fail("UA-7.18.4-2", str(element), "it holds more than a widget")
    if element.kind == "Link" and not any(inner.objects for inner in element.walk()):
        report.fail("PDF-14.8.4.4", str(element), "no annotation belongs to it")
    if element.kind in INLINE - {"Note", "Annot"} and element.parent \
            and element.parent.kind in ("Document", "Part", "Art", "Sect"):
        report.fail("PDF-14.8.4.2", str(element), f"it stands in {element.parent.kind}, outside of any block")


def check_labels(structure, element, content, report):
    labels = []
    for item in element.kids:
        for kid in item.kids:
            if kid.kind == "Lbl":
                text = "".join(content.texts.get(mark, "") for inner in kid.walk() for mark in inner.marks)
                labels.append(text.replace("\u200b", "").strip())
    numbering = structure.inherited_attribute(element, "ListNumbering")
    counted = bool(labels) and all(COUNTING.match(label) for label in labels)
    if counted and numbering in (None, "None", "Disc", "Circle", "Square"):
        report.fail("MH-16-001", str(element), f"labelled {labels[0]}, ListNumbering is {numbering}")
    if labels and not counted and numbering not in (None, "None", "Disc", "Circle", "Square"):
        report.fail("MH-16-001", str(element), f"labelled {labels[0]!r}, ListNumbering is {numbering}")


def check_headings(headings, report):
    last = 0
    for element in headings:
        if element.kind == "H":
            continue
        level = int(element.kind[1])
        if level > last + 1:
            report.fail("UA-7.4.2-1", str(element), f"it follows H{last}" if last else "it is the first heading")
        last = level
    kinds = {element.kind for element in headings}
    if "H" in kinds and len(kinds) > 1:
        report.fail("UA-7.4.4-2", str(headings[0]), " ".join(sorted(kinds)))


def check_full(structure, element, content, report):
    """Whether an element has content, itself or in what it holds."""
    full = bool(element.objects) or any(mark in content.drawn for mark in element.marks)
    for kid in element.kids:
        full = check_full(structure, kid, content, report) or full
    if not full and (element.kind in FULL or element.kind in GROUPED and not element.kids):
        report.fail("PDF-14.8.4.3", str(element), "it is empty")
    return full
