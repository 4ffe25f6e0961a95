# SPDX-License-Identifier: MIT
"""The file as bytes, which no parser that forgives can judge: header, trailer, cross-references, the
spaces around obj, stream and their ends, lengths, hexadecimal strings, limits.

ISO 19005-3, 6.1.2-6.1.13 (A-6.1.*) and ISO 32000-1, 7.5 (PDF-7.5).
"""

import re
import zlib

from pdf.document import Stream, where
from pdf.tokens import Name, Ref, Tokens

FILTERS = {"ASCIIHexDecode", "ASCII85Decode", "FlateDecode", "RunLengthDecode", "CCITTFaxDecode", "JBIG2Decode",
           "DCTDecode", "JPXDecode"}
OBJECT = re.compile(rb"(\d+)([\0\t\n\f\r ]*)(\d+)([\0\t\n\f\r ]*)obj")
ENDS = (b"\r\n", b"\n", b"\r")


def check_bytes(data, document, report):
    check_ends(data, report)
    places = cross_references(data, report)
    for number, offset in sorted(places.items()):
        check_object(data, number, offset, document, report)
    check_trailer(document, report)
    check_streams(document, report)
    check_use(document, report)
    if document.said:
        report.fail("PDF-7.5", "file", "qpdf says " + " ".join(document.said.split())[:200])
    if len(document.objects) > 8388607:
        report.fail("A-6.1.13-7", "file", f"{len(document.objects)} objects")


def check_ends(data, report):
    header = re.match(rb"%PDF-1\.[0-7](\r\n|\n|\r)", data)
    if not header:
        report.fail("A-6.1.2-1", "file", repr(data[:12]))
    line = data[header.end():header.end() + 5] if header else b""
    if header and (len(line) < 5 or line[:1] != b"%" or min(line[1:]) < 128):
        report.fail("A-6.1.2-2", "file", repr(line))
    end = data.rfind(b"%%EOF")
    if end < 0 or data[end + 5:] not in (b"", *ENDS):
        what = f"{len(data) - end - 5} bytes follow %%EOF" if end >= 0 else "there is no %%EOF"
        report.fail("A-6.1.3-3", "file", what)


def cross_references(data, report):
    """Object number → offset, of all that do not lie in an object stream."""
    places, seen = {}, set()
    found = re.findall(rb"startxref[\r\n]+(\d+)[\r\n]+%%EOF", data)
    start = int(found[-1]) if found else None
    while start is not None and start not in seen:
        seen.add(start)
        if data.startswith(b"xref", start):
            start = read_table(data, start, places, report)
        elif OBJECT.match(data, start):
            start = read_stream(data, start, places, report)
        else:
            report.fail("PDF-7.5", "file", f"startxref or Prev leads to nothing ({start})")
            start = None
    if not found:
        report.fail("PDF-7.5", "file", "startxref is missing")
    return places


def read_table(data, start, places, report):
    if not re.match(rb"xref(\r\n|\n|\r)\d", data[start:start + 8]):
        report.fail("A-6.1.4-2", f"byte {start}", repr(data[start:start + 8]))
    at = start + 4
    while True:
        section = re.compile(rb"[\0\t\n\f\r ]*(\d+)([\0\t\n\f\r ]+)(\d+)[\0\t\n\f\r ]*").match(data, at)
        if not section:
            break
        if section.group(2) != b" ":
            report.fail("A-6.1.4-1", f"byte {at}", repr(section.group()))
        first, count = int(section.group(1)), int(section.group(3))
        for i in range(count):
            entry = data[section.end() + 20 * i:section.end() + 20 * i + 20]
            if not re.match(rb"\d{10} \d{5} [fn]( \r| \n|\r\n)$", entry, re.S):
                report.fail("PDF-7.5", f"byte {section.end() + 20 * i}", f"the entry {entry!r}")
            elif entry[17:18] == b"n":
                places.setdefault(first + i, int(entry[:10]))
        at = section.end() + 20 * count
    found = re.compile(rb"\s*trailer").match(data, at)
    trailer = Tokens(data, [], found.end()).value() if found else None
    return trailer.get("Prev") if isinstance(trailer, dict) else None


def read_stream(data, start, places, report):
    match = OBJECT.match(data, start)
    tokens = Tokens(data, [], match.end())
    entries = tokens.value()
    begin = re.compile(rb"\s*stream\r?\n").match(data, tokens.at)
    try:
        table = data[begin.end():begin.end() + entries["Length"]]
        table = zlib.decompress(table) if entries.get("Filter") else table
        widths = entries["W"]
    except (AttributeError, KeyError, TypeError, zlib.error) as problem:
        report.fail("PDF-7.5", f"byte {start}", f"a cross-reference stream that cannot be read ({problem})")
        return None
    if isinstance(entries.get("DecodeParms"), dict) and entries["DecodeParms"].get("Predictor", 1) > 1:
        table = unpredicted(table, sum(widths))
    index = entries.get("Index", [0, entries.get("Size", 0)])
    numbers = [number for first, count in zip(index[::2], index[1::2]) for number in range(first, first + count)]
    size = sum(widths)
    if len(table) != size * len(numbers):
        report.fail("PDF-7.5", f"byte {start}", f"{len(table)} bytes for {len(numbers)} entries of {size}")
    for i, number in enumerate(numbers):
        entry = table[i * size:(i + 1) * size]
        kind = int.from_bytes(entry[:widths[0]], "big") if widths[0] else 1
        if kind == 1:
            places.setdefault(number, int.from_bytes(entry[widths[0]:widths[0] + widths[1]], "big"))
    return entries.get("Prev")


def unpredicted(table, size):
    """PNG's predictor Up, which qpdf writes."""
    rows, above = [], bytes(size)
    for at in range(0, len(table), size + 1):
        row = table[at + 1:at + 1 + size]
        above = bytes((a + b) & 255 for a, b in zip(row, above)) if table[at] == 2 else row
        rows.append(above)
    return b"".join(rows)


def check_object(data, number, offset, document, report):
    place = f"object {number}"
    match = OBJECT.match(data, offset)
    if not match or int(match.group(1)) != number:
        report.fail("PDF-7.5", place, f"the cross-reference leads to {data[offset:offset + 12]!r}")
        return
    before = data[offset - 1:offset] in (b"\n", b"\r")
    after = data[match.end():match.end() + 1] in (b"\n", b"\r")
    if len(match.group(2)) != 1 or len(match.group(4)) != 1 or not before or not after:
        report.fail("A-6.1.9-1", place, repr(data[offset - 1:match.end() + 1]))
    flaws = []
    tokens = Tokens(data, flaws, match.end())
    value = tokens.value()
    if isinstance(value, dict) and re.compile(rb"[\0\t\n\f\r ]*stream").match(data, tokens.at):
        check_stream(data, tokens, value, document, place, flaws, report)
    if isinstance(value, int) and re.compile(rb"\s+\d+\s+R\b").match(data, tokens.at):
        tokens.value(), tokens.value()  # the object is a reference
    end = re.compile(rb"[\0\t\n\f\r ]*?([\r\n]?)endobj(.?)", re.S).match(data, tokens.at)
    if end and (not end.group(1) or end.group(2) not in (b"\n", b"\r")):
        report.fail("A-6.1.9-1", place, repr(data[end.start():end.end()]))
    if not end:
        report.fail("PDF-7.5", place, "endobj does not follow")
    for condition, what in flaws:
        report.fail(condition, place, what)


def check_stream(data, tokens, entries, document, place, flaws, report):
    begin = re.compile(rb"[\0\t\n\f\r ]*stream(\r\n|\n|)").match(data, tokens.at)
    if not begin.group(1):
        report.fail("A-6.1.7-2", place, "no end of line follows stream")
    length = entries.get("Length")
    if isinstance(length, Ref) and f"\n{length.removesuffix('R')}obj".encode() not in data:
        report.fail("A-6.1.7-1", place, f"Length {length} is in an object stream: veraPDF looks for endstream instead")
    length = document.get(length)
    if not isinstance(length, int):
        report.fail("A-6.1.7-1", place, f"Length is {length}")
        length = 0
    end = begin.end() + length
    behind = re.compile(rb"(\r\n|\n|\r|)endstream").match(data, end)
    if not behind:
        found = data.find(b"endstream", begin.end())
        report.fail("A-6.1.7-1", place, f"Length is {length}, but endstream comes {found - end} bytes behind it")
        behind = re.compile(rb"()endstream").match(data, found) if found >= 0 else None
    elif not behind.group(1):
        report.fail("A-6.1.7-2", place, "no end of line before endstream")
    tokens.at = behind.end() if behind else len(data)
    if entries.get("Type") == "ObjStm":
        packed = data[begin.end():end]
        try:
            packed = zlib.decompress(packed) if entries.get("Filter") else packed
        except zlib.error:
            return
        inside = Tokens(packed, flaws)
        while inside.raw()[0]:
            pass


def check_trailer(document, report):
    identifiers = document.trailer.get("ID")
    if not (isinstance(identifiers, list) and len(identifiers) == 2 and all(identifiers)):
        report.fail("A-6.1.3-1", "trailer", f"ID is {identifiers}")
    if "Encrypt" in document.trailer or document.file["encrypt"]["encrypted"]:
        report.fail("A-6.1.3-2", "trailer", "the file is encrypted")
    permissions = document.dict(document.catalog.get("Perms"))
    if set(permissions) - {"UR3", "DocMDP"}:
        report.fail("A-6.1.12-1", "catalog", f"Perms has {sorted(permissions)}")


def check_use(document, report):
    used, waiting = set(), [document.trailer]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Ref) and value not in used:
            used.add(value)
            value = document.objects.get(value)
        if isinstance(value, Stream):
            value = value.dict
        waiting.extend(value.values() if isinstance(value, dict) else value if isinstance(value, list) else [])
    for reference, value in document.objects.items():
        kind = document.name(document.dict(value).get("Type"))
        if reference not in used and kind not in ("ObjStm", "XRef"):
            report.fail("PDF-7.3.10", where(reference), "nothing refers to it")


def check_streams(document, report):
    for reference, value in document.objects.items():
        if not isinstance(value, Stream):
            continue
        for key in ("F", "FFilter", "FDecodeParms"):
            if key in value.dict:
                report.fail("A-6.1.7-3", where(reference), f"the stream has {key}")
        filters = document.get(value.dict.get("Filter"))
        for name in filters if isinstance(filters, list) else [filters] if filters else []:
            name = document.get(name)
            if name == "Crypt":
                parameters = document.dict(value.dict.get("DecodeParms"))
                if document.name(parameters.get("Name")) not in (None, "Identity"):
                    report.fail("A-6.1.7-4", where(reference), "Crypt")
            elif not isinstance(name, Name) or name not in FILTERS:
                report.fail("A-6.1.7-4", where(reference), f"the filter {name}")
