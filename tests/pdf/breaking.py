# SPDX-License-Identifier: MIT
"""The tools with which faults.py breaks a PDF: its objects as qpdf's JSON has them, and small changes.

Each function that takes no Source gives one that changes a Source; bytes_of() gives one that changes the
file's bytes."""

import base64
import re
import struct
import zlib

TABLE = ["--object-streams=disable", "--newline-before-endstream"]  # qpdf then writes an xref table
CMYK = b"\0\0\0\x80----\x02\0\0\0prtrCMYK".ljust(36, b"\0") + b"acsp".ljust(92, b"\0")  # the head of a profile


class Source:
    """The objects of a file, to be changed: values as qpdf's JSON writes them."""

    def __init__(self, file):
        self.file, self.objects = file, file["qpdf"][1]
        self.trailer = self.objects["trailer"]["value"]
        self.catalog = self.get(self.trailer["/Root"])

    def get(self, value):
        """What a reference leads to; a stream's dictionary."""
        if isinstance(value, str) and re.match(r"\d+ \d+ R$", value):
            entry = self.objects["obj:" + value]
            return entry["stream"]["dict"] if "stream" in entry else entry["value"]
        return value

    def all(self, test):
        for key, entry in self.objects.items():
            value = entry["stream"]["dict"] if "stream" in entry else entry["value"]
            if key != "trailer" and isinstance(value, dict) and test(value):
                yield key[4:], value

    def element(self, kind, number=0, test=lambda element: True):
        """The structure element of a type, its `number`th."""
        elements = self.all(lambda value: value.get("/S") == "/" + kind and "/P" in value)
        return [pair for pair in elements if test(pair[1])][number]

    def typed(self, kind, number=0, key="/Type"):
        return list(self.all(lambda value: value.get(key) == "/" + kind))[number][1]

    def link(self, number=0):
        return self.typed("Link", number, "/Subtype")

    def page(self, number=0):
        return self.get(self.file["pages"][number]["object"])

    def parent_array(self, key):
        """The elements of a page's marks in the parent tree."""
        numbers = self.get(self.root()["/ParentTree"])["/Nums"]
        return numbers[numbers.index(key) + 1]

    def root(self):
        return self.get(self.catalog["/StructTreeRoot"])

    def add(self, value, data=None):
        number = 1 + max(int(key[4:].split()[0]) for key in self.objects if key != "trailer")
        if data is not None:
            value = {"dict": value, "data": base64.b64encode(data).decode()}
        self.objects[f"obj:{number} 0 R"] = {"value" if data is None else "stream": value}
        return f"{number} 0 R"

    def edit(self, reference, pattern, instead, count=1):
        """Changes the bytes of a stream."""
        stream = self.objects["obj:" + reference]["stream"]
        data = base64.b64decode(stream["data"])
        data, done = re.subn(pattern, instead, data, count=count, flags=re.S)
        assert done, pattern
        stream["data"] = base64.b64encode(data).decode()

    def content(self, pattern, instead, number=0):
        self.edit(self.file["pages"][number]["contents"][0], pattern, instead)

    def draw(self, what, number=0, **resources):
        """More content at the end of a page, as an artifact, and resources for it."""
        self.content(rb"$", b"\n/Artifact BMC\n" + what + b"\nEMC\n", number)
        held = self.get(self.page(number)["/Resources"])
        for kind, value in resources.items():
            held.setdefault("/" + kind, {}).update(value)

    def xmp(self, pattern, instead):
        self.edit(self.catalog["/Metadata"], pattern, instead)

    def descendant(self):
        return self.typed("CIDFontType2", 0, "/Subtype")

    def form(self, **changes):
        """A field with its widget on the first page, as it should be."""
        page = self.file["pages"][0]["object"]
        appearance = self.add({"/Type": "/XObject", "/Subtype": "/Form", "/BBox": [0, 0, 90, 20]}, b"")
        key = self.root()["/ParentTreeNextKey"]
        document, _ = self.element("Document")
        widget = {"/Type": "/Annot", "/Subtype": "/Widget", "/FT": "/Sig", "/T": "u:name", "/TU": "u:Name", "/F": 4,
                  "/Rect": [100, 20, 190, 40], "/AP": {"/N": appearance}, "/StructParent": key}
        widget.update({"/" + name: value for name, value in changes.items()})
        field = self.add({name: value for name, value in widget.items() if value is not None})
        held = {"/S": "/Form", "/P": document, "/Pg": page, "/K": {"/Type": "/OBJR", "/Obj": field, "/Pg": page}}
        element = self.add(held)
        self.get(document)["/K"].append(element)
        self.get(self.root()["/ParentTree"])["/Nums"] += [key, element]
        self.root()["/ParentTreeNextKey"] = key + 1
        self.catalog["/AcroForm"] = {"/Fields": [field]}
        self.page()["/Annots"] = [*self.page().get("/Annots", []), field]
        return self.get(field), held

    def button(self):
        """A field to tick."""
        states = {name: self.add({"/Type": "/XObject", "/Subtype": "/Form", "/BBox": [0, 0, 9, 9]}, b"")
                  for name in ("/Off", "/On")}
        return self.form(FT="/Btn", AP={"/N": states}, AS="/Off", V="/Off")


def put(holder, **entries):
    """Sets entries; those that are None go."""
    for name, value in entries.items():
        if value is None:
            del holder["/" + name]
        else:
            holder["/" + name] = value


def retag(kind, other, number=0, test=lambda element: True):
    return lambda source: put(source.element(kind, number, test)[1], S="/" + other)


def parent_of(source, annotation):
    numbers = source.get(source.root()["/ParentTree"])["/Nums"]
    return numbers[numbers.index(annotation["/StructParent"]) + 1]


def several(*changes):
    return lambda source: [change(source) for change in changes]


def catalog(**entries):
    return lambda source: put(source.catalog, **entries)


def link(**entries):
    return lambda source: put(source.link(), **entries)


def page(**entries):
    return lambda source: put(source.page(), **entries)


def descriptor(**entries):
    return lambda source: put(source.typed("FontDescriptor"), **entries)


def draw(what, **resources):
    return lambda source: source.draw(what, **resources)


def draw_object(data, **entries):
    def act(source):
        dictionary = {"/Type": "/XObject", **{"/" + name: value for name, value in entries.items()}}
        source.draw(b"/Broken Do", XObject={"/Broken": source.add(dictionary, data)})
    return act


def state(**entries):
    return draw(b"/Broken gs", ExtGState={"/Broken": {"/" + name: value for name, value in entries.items()}})


def image(**entries):
    whole = {"Subtype": "/Image", "Width": 1, "Height": 1, "BitsPerComponent": 8, "ColorSpace": "/DeviceGray"}
    return draw_object(b"\0", **{**whole, **entries})


def jpeg2000(channels=3, bits=8, spaces=((1, 1, 16),), own_bits=False):
    """An image of such a kind; its colour spaces as (METH, APPROX, EnumCS)."""
    box = lambda kind, data: struct.pack(">I", 8 + len(data)) + kind + data
    head = box(b"ihdr", struct.pack(">IIHBBBB", 1, 1, channels, bits - 1, 7, 0, 0))
    head += box(b"bpcc", bytes(channels)) if own_bits else b""
    head += b"".join(box(b"colr", bytes([method, 0, best]) + struct.pack(">I", space)) for method, best, space in spaces)
    return draw_object(box(b"jp2h", head), Subtype="/Image", Width=1, Height=1, Filter="/JPXDecode")


def signature(certificates, signers):
    """A field that is signed, as far as a program looks into a signature."""
    def der(tag, *parts):
        return bytes([tag, sum(map(len, parts))]) + b"".join(parts)

    signed = der(0x30, der(2, b"\1"), der(0x31), der(0x30), der(0xA0, *[der(0x30)] * certificates),
                 der(0x31, *[der(0x30)] * signers))
    contents = der(0x30, der(6, b"*"), der(0xA0, signed))
    return form(V={"/ByteRange": [0, 9, 99, 9], "/Contents": "b:" + contents.hex()})


def color(*space):
    """Something is painted in a colour space."""
    name = "/Broken%08x" % zlib.crc32(repr(space).encode())
    return lambda source: source.draw(name.encode() + b" cs", ColorSpace={name: list(space)})


def simple_font(symbolic=False, described=(), **entries):
    """A TrueType font with one character, embedded without a cmap, that nothing is shown with."""
    def act(source):
        file = source.descendant()["/FontDescriptor"]
        held = {**source.get(file), "/Flags": 4 if symbolic else 32, "/FontName": "/ABCDEF+Simple", **dict(described)}
        font = {"/Type": "/Font", "/Subtype": "/TrueType", "/BaseFont": "/ABCDEF+Simple", "/FirstChar": 32,
                "/LastChar": 32, "/Widths": [260], "/Encoding": "/WinAnsiEncoding", "/FontDescriptor": source.add(held)}
        put(font, **entries)
        source.draw(b"", Font={"/Simple": source.add(font)})
    return act


def xmp(pattern, instead):
    return lambda source: source.xmp(pattern, instead)


FIELD = ("<pdfaType:field><rdf:Seq><rdf:li rdf:parseType='Resource'><pdfaField:name>a</pdfaField:name>"
         "<pdfaField:valueType>Text</pdfaField:valueType><pdfaField:description>a</pdfaField:description></rdf:li>"
         "</rdf:Seq></pdfaType:field>")


def value_type(prefix, field):
    """A type that the extension schema describes, for its properties."""
    described = ("<pdfaSchema:valueType xmlns:pdfaType='http://www.aiim.org/pdfa/ns/type#' "
                 "xmlns:pdfaField='http://www.aiim.org/pdfa/ns/field#'><rdf:Seq><rdf:li rdf:parseType='Resource'>"
                 "<pdfaType:type>Thing</pdfaType:type><pdfaType:namespaceURI>http://example.org/</pdfaType:namespaceURI>"
                 + prefix + "<pdfaType:description>a</pdfaType:description>" + field
                 + "</rdf:li></rdf:Seq></pdfaSchema:valueType></rdf:li></rdf:Bag></pdfaExtension:schemas>")
    return xmp(rb"</rdf:li></rdf:Bag></pdfaExtension:schemas>", described.encode())


def form(**changes):
    return lambda source: source.form(**changes)


def bytes_of(pattern, instead, last=False, qpdf=None):
    """Changes the file, not its objects; qpdf may write it anew before."""
    def act(data):
        places = list(re.finditer(pattern, data, re.S))
        assert places, pattern
        place = places[-1 if last else 0]
        return data[:place.start()] + place.expand(instead) + data[place.end():]
    act.raw, act.qpdf = True, qpdf
    return act


def swap(source):
    """Two neighbours of the parent tree's first page change places."""
    marks = source.get(source.root()["/ParentTree"])["/Nums"][1]
    at = next(i for i in range(len(marks)) if marks[i] != marks[i + 1])
    marks[at], marks[at + 1] = marks[at + 1], marks[at]


def twice(source):
    held = source.element("P", 0, lambda element: isinstance(element["/K"], int))[1]
    held["/K"] = [held["/K"], held["/K"]]


def heading_missing(source):
    """No Scope."""
    for _, held in source.all(lambda value: value.get("/S") == "/TH"):
        held.pop("/A", None)


def parted(source):
    """A heading without Scope between cells: what stands below it has none, the table's are beyond cells."""
    body = source.element("TBody", 0, lambda element: len(element["/K"]) > 2)[1]
    rows = [[source.get(cell) for cell in source.get(row)["/K"]] for row in body["/K"]]
    for cell in [cell for row in rows for cell in row if cell["/S"] == "/TH"]:
        cell.pop("/A", None)
    put(rows[1][-1], S="/TH")


def without_cell(source):
    row = source.element("TR", 1)[1]
    adopt(source, row["/K"].pop())


def adopt(source, reference):
    """An element goes to the end of the document, as a paragraph."""
    document, held = source.element("Document")
    held["/K"].append(reference)
    put(source.get(reference), P=document, S="/P")
    source.get(reference).pop("/A", None)


def wrong_width(source):
    widths = source.descendant()["/W"][1]
    widths[:] = [width + 5 for width in widths]


def notdef(source):
    """CIDs without glyphs."""
    reference = source.descendant()["/CIDToGIDMap"]
    source.edit(reference, rb"^.*$", lambda match: bytes(len(match.group())))


def unicode_text(pattern, instead):
    def act(source):
        source.edit(source.typed("Type0", 0, "/Subtype")["/ToUnicode"], pattern, instead)
    return act


def caption_of_table(source):
    tables = {key for key, _ in source.all(lambda value: value.get("/S") == "/Table")}
    put(source.element("Caption", 0, lambda element: element["/P"] in tables)[1], S="/P")


def overlapping(source):
    """A cell of two columns over one of two rows beside it."""
    row = source.element("TR", 1)[1]["/K"]
    cells = [source.get(reference) for reference in row]
    put(cells[1], A={"/O": "/Table", "/RowSpan": 2})
    below = source.get(source.get(source.element("TR", 2)[0])["/K"][0])
    below.setdefault("/A", {"/O": "/Table"})["/ColSpan"] = 2


def add_list(source, kind, shown=False):
    """A list of one item at the end of the document, with an element in it whose label is shown or not."""
    document, held = source.element("Document")
    last = source.file["pages"][-1]
    page = source.get(last["object"])
    number = len(source.parent_array(page["/StructParents"]))
    font = next(name for name in source.get(page["/Resources"])["/Font"])
    text = label(source, source.get(source.get(page["/Resources"])["/Font"][font])) if shown else b" "
    source.content(rb"$", b"\n/%s<</MCID %d>>BDC BT %s 9 Tf (%s) Tj ET EMC\n" % (
        kind.encode(), number, font.encode(), text), -1)
    outer = source.add({"/S": "/L", "/P": document})
    item = source.add({"/S": "/LI", "/P": outer})
    inner = source.add({"/S": "/" + kind, "/P": item, "/Pg": last["object"], "/K": number})
    source.get(outer)["/K"], source.get(item)["/K"] = [item], [inner]
    source.parent_array(page["/StructParents"]).append(inner)
    held["/K"].append(outer)


def label(source, font):
    """The codes of "1." in a font, or of another digit."""
    unicode = base64.b64decode(source.objects["obj:" + font["/ToUnicode"]]["stream"]["data"])
    code = lambda sign: bytes.fromhex(re.search(rb"<(..)><%s>" % sign, unicode).group(1).decode())
    return b"".join(re.sub(rb"([()\\])", rb"\\\1", code(sign)) for sign in (b"003[1-9]", b"002E"))


def without_language(source):
    """Nothing says a language, and there is text of every kind."""
    put(source.catalog, Lang=None)
    source.form()
    put(source.element("P")[1], ActualText="u:a", E="u:b")
    source.draw(b"/Span <</ActualText (a)>> BDC EMC")


def adopt_into(source, element):
    """An empty paragraph beside the object that an element holds."""
    reference = next(key for key, held in source.all(lambda value: value is element))
    element["/K"] = [element["/K"], source.add({"/S": "/NonStruct", "/P": reference, "/K": []})]


def other_id(source):
    first, second = source.element("Note", 0)[1], source.element("Note", 1)[1]
    second["/ID"] = first["/ID"]


def turned_round(source):
    """The first two elements change places."""
    kids = source.element("Document")[1]["/K"]
    kids.insert(0, kids.pop(1))


def empty_element(source):
    document, held = source.element("Document")
    held["/K"].append(source.add({"/S": "/P", "/P": document, "/K": []}))


def specification(**entries):
    return lambda source: put(source.typed("Filespec"), **entries)


def bookmark(**entries):
    return lambda source: put(next(source.all(lambda value: "/Title" in value and "/Parent" in value))[1], **entries)


def encoding(**entries):
    return lambda source: put(source.typed("CMap"), **entries)


def roles(**entries):
    return lambda source: put(source.root(), RoleMap={"/" + name: "/" + value for name, value in entries.items()})


def output_intent(**entries):
    return lambda source: put(source.typed("OutputIntent"), **entries)


def profile(pattern, instead):
    return lambda source: source.edit(source.typed("OutputIntent")["/DestOutputProfile"], pattern, instead)
