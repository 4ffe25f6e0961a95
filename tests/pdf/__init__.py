# SPDX-License-Identifier: MIT
"""A checker of PDF/A-3a and PDF/UA-1: what tests/check-pdf does.

conditions.py names what is tested. tokens.py, document.py, bytes.py read a file, content.py its pages;
boxes.py,
cmap.py, truetype.py, fonts.py, glyphs.py look at text, graphics.py at colours, structure.py, nesting.py,
tables.py at the structure tree, annotations.py, forms.py, within.py, attachments.py, metadata.py at the rest.
breaking.py and faults.py break a good file in one way after the other, to see that each is noticed.
"""

import os

from pdf.annotations import Annotations
from pdf.attachments import check_attachments
from pdf.bytes import check_bytes
from pdf.conditions import Report
from pdf.content import Content
from pdf.document import Document, Unreadable, qpdf_json
from pdf.fonts import check_fonts
from pdf.forms import check_forms
from pdf.glyphs import Shown, check_glyphs
from pdf.graphics import Graphics
from pdf.metadata import check_metadata
from pdf.nesting import check_nesting
from pdf.structure import Structure
from pdf.tables import check_tables

LARGEST = 40 << 20  # bytes; above that a file is not read


def check_file(path, name=None):
    """All that is wrong with a file, as lines."""
    report = Report(name or path)
    if os.path.getsize(path) > LARGEST:
        return [f"{report.name}: too large to be checked"]
    with open(path, "rb") as file:
        data = file.read()
    try:
        file, said = qpdf_json(path)
        check_document(file, said, data, report)
    except Unreadable as problem:
        report.fail("PDF-7.5", "file", f"qpdf cannot read it: {problem}")
    return report.finished()


def check_document(file, said, data, report):
    document = Document(file, said, len(data), report)
    check_bytes(data, document, report)
    check_pages(document, report)
    structure = Structure(document, report)
    graphics, shown = Graphics(document, report), Shown()
    content = Content(document, structure, graphics, shown, report)
    for reference, page in document.pages:
        content.read_page(reference, page)
    annotations = Annotations(document, structure, content, report)
    annotations.check()
    check_forms(document, annotations, report)
    structure.check_content(content)
    structure.check_order(content)
    structure.check_objects()
    check_nesting(structure, content, report)
    check_tables(structure, report)
    check_fonts(document, report)
    check_glyphs(shown, report)
    graphics.check_end()
    check_metadata(document, report)
    check_attachments(document, report)


def check_pages(document, report):
    if not document.pages:
        report.fail("PDF-7.7.3", "catalog", "there are no pages")
    for reference, page in document.pages:
        place = f"page {document.page_numbers[reference]}"
        if len(document.numbers_of(page.get("MediaBox"))) != 4:
            report.fail("PDF-7.7.3", place, "no MediaBox")
        for key in "MediaBox", "CropBox", "BleedBox", "TrimBox", "ArtBox":
            box = document.numbers_of(page.get(key))
            if len(box) == 4 and not all(3 <= abs(side) <= 14400 for side in (box[2] - box[0], box[3] - box[1])):
                report.fail("A-6.1.13-11", place, f"{key} is {box}")
