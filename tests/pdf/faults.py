# SPDX-License-Identifier: MIT
"""Ways to break a good PDF, one condition each: (the condition that must be told, what is done, how, and
the conditions that fall with it, "-": whichever)."""

from pdf.breaking import *

# Changes after which the file is as good as before.
HARMLESS = [
    ("a field that can be filled in", form()),
    ("a button", lambda source: source.button()),
    ("a type of its own that is mapped", several(roles(Absatz="P"), retag("P", "Absatz"))),
    ("page labels", catalog(PageLabels={"/Nums": [0, {"/S": "/D"}]})),
    ("an image", image()),
    ("an image as JPEG 2000", jpeg2000(spaces=((1, 1, 16), (2, 0, 0)))),
    ("a file with an xref table", bytes_of(rb"$", rb"", qpdf=TABLE)),
    ("a file that qpdf packed", bytes_of(rb"$", rb"", qpdf=["--object-streams=generate", "--newline-before-endstream"])),
]

LANGUAGES = ["UA-7.2-" + number for number in "2 21 22 23 24 25 30 33 34".split()]

FAULTS = [
    ("A-6.1.2-1", "a header of PDF 2.0", bytes_of(rb"%PDF-1\.7", rb"%PDF-2.0"), ""),
    ("A-6.1.2-2", "no binary comment", bytes_of(rb"\n%....\n", rb"\n%abcd\n"), ""),
    ("A-6.1.3-3", "bytes behind %%EOF", bytes_of(rb"$", rb"\n\n"), ""),
    ("A-6.1.7-2", "no end of line before endstream", bytes_of(rb"\nendstream\n", rb"endstream \n", True), ""),
    ("A-6.1.7-1", "a Length that is short", bytes_of(rb"(/ObjStm/N \d+/First \d+/Length )\d(\d+)", rb"\g<1>0\2"), "-"),
    ("A-6.1.7-1", "a Length in an object stream", bytes_of(
        rb"/Length \d{4}(/Filter/FlateDecode/Length1 )\d", rb"/Length 3 0 R\1"), "-"),
    ("A-6.1.9-1", "two spaces before obj", bytes_of(rb"(\n\d+) 0 obj\n<<", rb"\1 0  obj<<"), ""),
    ("PDF-7.5", "startxref leads elsewhere", bytes_of(rb"startxref\n\d", rb"startxref\n9"), "-"),
    ("A-6.1.3-2", "a password", bytes_of(rb"$", rb"", qpdf=["--encrypt", "", "owner", "256", "--"]), "-"),
    ("A-6.1.4-1", "two spaces in an xref table", bytes_of(rb"\nxref\n0 ", rb"\nxref\n0  ", qpdf=TABLE), ""),
    ("A-6.1.4-2", "two ends of line behind xref", bytes_of(rb"\nxref\n", rb"\nxref\n\n", qpdf=TABLE), ""),
    ("A-6.1.3-1", "no ID", lambda source: put(source.trailer, ID=None), ""),
    ("A-6.1.7-3", "a stream outside of the file", lambda source: put(
        source.typed("Metadata"), FFilter="/FlateDecode"), ""),
    ("A-6.1.7-4", "LZW", lambda source: put(source.typed("EmbeddedFile"), Filter="/LZWDecode"), ""),
    ("A-6.1.12-1", "permissions of another kind", catalog(Perms={"/Other": 1}), ""),
    ("A-6.1.12-2", "a digest beside DocMDP", catalog(Perms={"/DocMDP": {"/Reference": [
        {"/Type": "/SigRef", "/TransformMethod": "/DocMDP", "/DigestMethod": "/MD5"}]}}), ""),
    ("A-6.1.13-1", "a large integer", draw(b"1 0 0 1 0 2147483648 cm"), ""),
    ("A-6.1.13-3", "a long string", draw(b"/Span <</ActualText (" + b"a" * 32768 + b")>> BDC EMC"), ""),
    ("A-6.1.13-4", "a long name", draw(b"/" + b"a" * 128 + b" MP"), ""),
    ("A-6.1.13-8", "q 29 deep", draw(b"q " * 29 + b"Q " * 29), ""),
    ("A-6.1.13-11", "a page of 2 points", page(CropBox=[0, 0, 2, 2]), ""),
    ("A-6.1.6-1", "a hexadecimal string of three digits", draw(b"/Span <</ActualText <414>>> BDC EMC"), ""),
    ("A-6.1.6-2", "a letter in it", draw(b"/Span <</ActualText <41zz42>>> BDC EMC"), ""),
    ("A-6.1.10-1", "an inline image by LZW", draw(b"BI /W 1 /H 1 /BPC 8 /CS /G /F /LZW ID \0 EI"), ""),
    ("PDF-7.7.3", "a wrong count of pages", lambda source: put(source.get(source.catalog["/Pages"]), Count=1), ""),
    ("PDF-7.3.10", "an object too many", lambda source: source.add({"/Nothing": 1}), ""),
    ("A-6.1.8-1", "a font's name in Latin-1", lambda source: put(
        source.descendant(), BaseFont="/ABCDEF+Caf\udce9"), "PDF-9.8"),
    ("A-6.1.13-2", "a large real", draw(b"1" + b"0" * 39 + b".0 w"), ""),
    ("A-6.1.13-5", "a real close to zero", draw(b"0." + b"0" * 38 + b"1 w"), ""),
    ("A-6.1.13-9", "33 colorants", color("/DeviceN", [f"/C{i}" for i in range(33)], "/DeviceGray", {}), "A-6.2.4.4-1"),
    ("A-6.1.13-10", "a large CID", lambda source: source.edit(
        source.typed("Type0", 0, "/Subtype")["/Encoding"], rb"(<21><..>) 33", rb"\1 65500"), "-"),
    ("A-6.2.2-1", "an unknown operator", draw(b"BX 1 2 foo EX"), ""),
    ("A-6.2.2-2", "a name without a resource", draw(b"/Nothing gs"), ""),
    ("A-6.2.3-1", "a profile of version 5", profile(rb"^(.{8}).", b"\\1\x05"), ""),
    ("A-6.2.3-2", "two profiles", lambda source: source.catalog["/OutputIntents"].append(
        {**source.typed("OutputIntent"), "/DestOutputProfile": source.add({"/N": 3}, b"")}), "A-6.2.3-1 A-6.2.4.3-2"),
    ("A-6.2.3-3", "a profile elsewhere", output_intent(DestOutputProfileRef={}), ""),
    ("A-6.2.4.2-1", "an ICC profile that is none", lambda source: color(
        "/ICCBased", source.add({"/N": 3}, b"none"))(source), ""),
    ("A-6.2.4.2-2", "overprint mode 1 with CMYK", several(
        state(OPM=1, OP=True), lambda source: color("/ICCBased", source.add({"/N": 4}, CMYK))(source)), ""),
    ("A-6.2.4.4-1", "a colorant without a description", color("/DeviceN", ["/Gold"], "/DeviceGray", {}), ""),
    ("A-6.2.4.4-2", "a Separation of two kinds", several(
        color("/Separation", "/Gold", "/DeviceGray", {}), color("/Separation", "/Gold", "/DeviceRGB", {})), ""),
    ("A-6.2.4.3-4", "DeviceGray without an output intent", catalog(OutputIntents=None), "A-6.2.4.3-2"),
    ("A-6.2.4.3-2", "no output intent", catalog(OutputIntents=None), "A-6.2.4.3-4"),
    ("A-6.2.4.3-3", "DeviceCMYK", draw(b"0 0 0 1 k"), ""),
    ("A-6.2.5-1", "a transfer function", state(TR="/Identity"), ""),
    ("A-6.2.5-2", "TR2", state(TR2="/Identity"), ""),
    ("A-6.2.5-3", "HTP", state(HTP=[0, 0]), ""),
    ("A-6.2.5-4", "a halftone of type 6", state(HT={"/HalftoneType": 6}), ""),
    ("A-6.2.5-5", "a halftone with a name", state(HT={"/HalftoneType": 1, "/HalftoneName": "u:a"}), ""),
    ("A-6.2.5-6", "a halftone with a transfer function", state(
        HT={"/HalftoneType": 1, "/TransferFunction": "/Identity"}), ""),
    ("A-6.2.6-1", "an unknown rendering intent", draw(b"/Beautiful ri"), ""),
    ("A-6.2.8-1", "alternate images", image(Alternates=[]), ""),
    ("A-6.2.8-2", "an image by OPI", image(OPI={}), ""),
    ("A-6.2.8-3", "an interpolated image", image(Interpolate=True), ""),
    ("A-6.2.8-4", "three bits per component", image(BitsPerComponent=3), ""),
    ("A-6.2.8.3-1", "two channels", jpeg2000(channels=2), ""),
    ("A-6.2.8.3-2", "two colour spaces that are the best", jpeg2000(spaces=((1, 1, 16), (1, 1, 17))), ""),
    ("A-6.2.8.3-3", "a colour space by another method", jpeg2000(spaces=((4, 0, 0),)), ""),
    ("A-6.2.8.3-4", "CIEJab", jpeg2000(spaces=((1, 0, 19),)), ""),
    ("A-6.2.8.3-5", "39 bits", jpeg2000(bits=39), ""),
    ("A-6.2.8.3-5", "bits of each channel's own", jpeg2000(own_bits=True), ""),
    ("A-6.2.9-1", "PostScript in a form", draw_object(b"", Subtype="/Form", BBox=[0, 0, 1, 1], Subtype2="/PS"), ""),
    ("A-6.2.9-2", "a reference XObject", draw_object(b"", Subtype="/Form", BBox=[0, 0, 1, 1], Ref={}), ""),
    ("A-6.2.9-3", "a PostScript XObject", draw_object(b"", Subtype="/PS"), ""),
    ("A-6.2.10-1", "an unknown blend mode", state(BM="/Shine"), ""),
    ("A-6.2.10-2", "transparency without an output intent", several(
        state(ca=0.5), catalog(OutputIntents=None)), "A-6.2.4.3-2 A-6.2.4.3-4"),
    ("UA-7.20-2", "a form with an MCID that is used twice", lambda source: source.draw(b"/F Do /F Do", XObject={
        "/F": source.add({"/Subtype": "/Form", "/BBox": [0, 0, 1, 1]}, b"/P <</MCID 0>> BDC EMC")}), "-"),
    ("PDF-8.2", "text without a font", lambda source: source.content(
        rb"^", rb"/Artifact BMC BT (a) Tj ET EMC "), ""),
    ("PDF-8.2", "an operand that is missing", draw(b"1 0 0 rg 1 1 re f"), ""),
    ("PDF-8.2", "Q without q", draw(b"Q"), ""),
    ("PDF-14.6", "marked content that never ends", lambda source: source.content(rb"$", rb"\n/Artifact BMC\n"), ""),
    ("A-6.2.11.2-1", "a font of no Type", lambda source: put(source.descendant(), Type=None), ""),
    ("A-6.2.11.2-2", "a font of an unknown kind", lambda source: put(source.descendant(), Subtype="/Type7"), "-"),
    ("A-6.2.11.2-3", "a font without a name", lambda source: put(source.descendant(), BaseFont=None), "PDF-9.8"),
    ("A-6.2.11.2-4", "a simple font without FirstChar", simple_font(FirstChar=None), "A-6.2.11.6-1"),
    ("A-6.2.11.2-5", "a simple font without LastChar", simple_font(LastChar=None), "A-6.2.11.6-1"),
    ("A-6.2.11.2-6", "a simple font with a width too many", simple_font(Widths=[1, 2]), "A-6.2.11.6-1"),
    ("A-6.2.11.6-2", "an encoding of its own", simple_font(Encoding="/MacExpertEncoding"), "A-6.2.11.6-1"),
    ("A-6.2.11.6-3", "a symbolic font with an encoding", simple_font(symbolic=True), "A-6.2.11.6-4"),
    ("A-6.2.11.2-7", "an unknown kind of font file", lambda source: put(
        source.get(source.typed("FontDescriptor")["/FontFile2"]), Subtype="/Type7"), ""),
    ("A-6.2.11.3-1", "a CMap of another collection", encoding(CIDSystemInfo={
        "/Registry": "u:Adobe", "/Ordering": "u:Japan1", "/Supplement": 0}), ""),
    ("A-6.2.11.3-2", "no CIDToGIDMap", lambda source: put(source.descendant(), CIDToGIDMap=None), "-"),
    ("A-6.2.11.3-3", "a CMap that is not there", lambda source: put(
        source.typed("Type0", 0, "/Subtype"), Encoding="/Letopis-0"), "-"),
    ("A-6.2.11.3-4", "another WMode", encoding(WMode=1), ""),
    ("A-6.2.11.3-5", "a CMap that uses another", encoding(UseCMap="/Other"), ""),
    ("A-6.2.11.4-1", "a font that is not embedded", descriptor(FontFile2=None), ""),
    ("A-6.2.11.4-2", "glyphs beyond the font's last", lambda source: source.edit(
        source.descendant()["/CIDToGIDMap"], rb"^.*$", lambda match: b"\x7f\xff" * (len(match.group()) // 2)), ""),
    ("A-6.2.11.4-3", "a subset with a CharSet", simple_font(Subtype="/Type1", described={"/CharSet": "u:/A"}), ""),
    ("A-6.2.11.4-4", "a CIDSet that lists nothing", lambda source: put(
        source.typed("FontDescriptor"), CIDSet=source.add({}, b"\0")), ""),
    ("A-6.2.11.5-1", "wrong widths", wrong_width, ""),
    ("A-6.2.11.6-1", "a simple font without a cmap", simple_font(), ""),
    ("A-6.2.11.6-4", "a symbolic font without one", simple_font(symbolic=True, Encoding=None), "A-6.2.11.7-1"),
    ("A-6.2.11.7-1", "no ToUnicode", lambda source: put(source.typed("Type0", 0, "/Subtype"), ToUnicode=None), ""),
    ("A-6.2.11.7-2", "a byte order mark as a letter", unicode_text(rb"<20><0020>", rb"<20><FEFF>"), ""),
    ("A-6.2.11.7-3", "a letter of private use", unicode_text(rb"<20><0020>", rb"<20><E000>"), ""),
    ("A-6.2.11.8-1", "glyphs that are not there", notdef, ""),
    ("PDF-9.7.5", "two CMaps of one name", lambda source: source.draw(b"", Properties={"/Unused": source.add(
        {"/Type": "/CMap", "/CMapName": "/Letopis-0"}, b"")}), ""),
    ("PDF-9.8", "a name that is not the font's", descriptor(FontName="/ABCDEF+Other"), ""),
    ("PDF-9.10.3", "a section of a wrong size", unicode_text(rb"1 beginbfchar", rb"7 beginbfchar"), ""),
    ("PDF-12.5.1", "links from the last to the first", lambda source: source.get(
        source.page()["/Annots"]).reverse(), ""),
    ("A-6.3.1-1", "a sound", link(Subtype="/Sound"), "-"),
    ("A-6.3.2-1", "an annotation without F", link(F=None), ""),
    ("A-6.3.2-2", "a hidden annotation", link(F=6), ""),
    ("A-6.3.3-1", "a widget without an appearance", form(AP=None), ""),
    ("A-6.3.3-2", "an appearance for the mouse", lambda source: source.form()[0]["/AP"].update(
        {"/D": source.add({"/Subtype": "/Form", "/BBox": [0, 0, 1, 1]}, b"")}), ""),
    ("A-6.4.1-1", "a widget that does something", form(A={"/S": "/URI", "/URI": "u:https://example.org"}), ""),
    ("A-6.4.1-3", "NeedAppearances", lambda source: [
        source.form(), put(source.catalog["/AcroForm"], NeedAppearances=True)], ""),
    ("A-6.4.2-1", "XFA", lambda source: [source.form(), put(source.catalog["/AcroForm"], XFA=[])], ""),
    ("A-6.4.1-2", "a field with additional actions", form(AA={}), "A-6.4.1-1"),
    ("A-6.4.2-2", "NeedsRendering", catalog(NeedsRendering=True), ""),
    ("A-6.4.3-1", "a signature of half the file", form(V={"/ByteRange": [0, 9, 99, 9]}), "A-6.4.3-2 A-6.4.3-3"),
    ("A-6.4.3-2", "a signature without a certificate", signature(0, 1), "A-6.4.3-1"),
    ("A-6.4.3-3", "a signature of two", signature(1, 2), "A-6.4.3-1"),
    ("A-6.5.1-1", "JavaScript", catalog(OpenAction={"/S": "/JavaScript", "/JS": "u:1"}), ""),
    ("A-6.5.1-2", "an action to print", catalog(OpenAction={"/S": "/Named", "/N": "/Print"}), ""),
    ("A-6.5.2-1", "additional actions", catalog(AA={}), ""),
    ("A-6.5.2-2", "and in a page", page(AA={}), ""),
    ("UA-7.18.1-1", "a note outside of the tree", link(Subtype="/Text"), "A-6.3.3-1"),
    ("PDF-12.7", "a button in a state that it has not", lambda source: put(source.button()[0], AS="/Maybe"), "PDF-12.7.4.2"),
    ("A-6.3.3-2", "a button with one appearance", lambda source: put(
        source.button()[0], AP={"/N": source.add({"/Subtype": "/Form", "/BBox": [0, 0, 1, 1]}, b"")}), "PDF-12.7"),
    ("UA-7.18.1-3", "a field without a name for people", form(TU=None), ""),
    ("UA-7.18.1-2", "a note without words", link(Subtype="/Text", Contents=None), "A-6.3.3-1 UA-7.18.1-1"),
    ("UA-7.18.2-1", "a TrapNet", link(Subtype="/TrapNet"), "A-6.3.3-1"),
    ("UA-7.18.8-1", "a printer's mark in the tree", link(Subtype="/PrinterMark"), "A-6.3.3-1"),
    ("UA-7.18.6.2-1", "a clip without a type", catalog(
        Clip={"/Type": "/MediaClip", "/S": "/MCD", "/Alt": ["u:", "u:a"]}), ""),
    ("UA-7.18.6.2-2", "a clip without words", catalog(
        Clip={"/Type": "/MediaClip", "/S": "/MCD", "/CT": "u:video/mp4"}), ""),
    ("UA-7.18.4-2", "a Form with a paragraph", lambda source: adopt_into(source, source.form()[1]), ""),
    ("UA-7.18.3-1", "no order for tabs", page(Tabs=None), ""),
    ("UA-7.18.4-1", "a widget in a paragraph", lambda source: source.form()[1].update({"/S": "/P"}), ""),
    ("UA-7.18.5-1", "a link in a Span", lambda source: put(
        source.get(parent_of(source, source.link())), S="/Span"), ""),
    ("UA-7.18.5-2", "a link without words", link(Contents="u: "), ""),
    ("PDF-12.3.2", "a link to no page", lambda source: source.link()["/Dest"].__setitem__(0, "1 0 R"), ""),
    ("PDF-12.3.3", "a bookmark without a title", bookmark(Title="u:"), ""),
    ("PDF-12.4.2", "page labels from the second page", catalog(PageLabels={"/Nums": [1, {"/S": "/D"}]}), ""),
    ("PDF-12.5.2", "a link that leads nowhere", link(Dest=None), ""),
    ("PDF-12.6.4.7", "an address with a letter beyond ASCII", lambda source: put(
        [source.link().pop("/Dest"), source.link()][1], A={"/S": "/URI", "/URI": "u:https://ž.cz"}), ""),
    ("PDF-12.7", "a field without a type", form(FT=None), ""),
    ("A-6.6.2.1-1", "no metadata", catalog(Metadata=None), ""),
    ("A-6.6.2.1-2", "a length in its header", xmp(rb'" id="W5', rb'" bytes="9" id="W5'), ""),
    ("A-6.6.2.1-3", "an encoding in its header", xmp(rb'" id="W5', rb'" encoding="UTF-8" id="W5'), ""),
    ("A-6.6.2.1-4", "metadata that are not XML", xmp(rb"</dc:title>", rb""), ""),
    ("A-6.6.2.1-5", "metadata in Latin-1", xmp(rb"</dc:title>", b"\xe9</dc:title>"), ""),
    ("A-6.6.2.3-1", "a field that schemas do not have", xmp(
        rb"<pdfaSchema:prefix>", rb"<pdfaSchema:mood>good</pdfaSchema:mood><pdfaSchema:prefix>"), ""),
    ("A-6.6.2.3-2", "schemas in a Seq", xmp(
        rb"(schemas>)<rdf:Bag>(.*)</rdf:Bag>(</pdfaExtension)", rb"\1<rdf:Seq>\2</rdf:Seq>\3"), "A-6.6.2.3-7"),
    ("A-6.6.2.3-3", "a schema without a prefix", xmp(rb"<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>", rb""), ""),
    ("A-6.6.2.3-4", "a property without a category", xmp(
        rb"<pdfaProperty:category>internal</pdfaProperty:category>", rb""), ""),
    *((condition, f"{prefix} under another prefix", xmp(rb"^.*$", lambda match, name=prefix.encode(): match.group().replace(
        name + b":", b"x:").replace(b"xmlns:" + name, b"xmlns:x")), "") for condition, prefix in (
            ("A-6.6.2.3-2", "pdfaExtension"), ("A-6.6.2.3-3", "pdfaSchema"), ("A-6.6.2.3-4", "pdfaProperty"))),
    ("A-6.6.2.3-5", "a type without a prefix", value_type("", FIELD), ""),
    ("A-6.6.2.3-6", "a field of an unknown type", value_type(
        "<pdfaType:prefix>a</pdfaType:prefix>", FIELD.replace("Text", "Colour")), ""),
    ("A-6.6.2.1-4", "metadata of a page that are none", lambda source: put(source.page(), Metadata=source.add(
        {"/Type": "/Metadata", "/Subtype": "/XML"}, b"none")), ""),
    ("A-6.6.2.3-7", "an unknown property", xmp(rb"<dc:title>", rb"<dc:colour>red</dc:colour><dc:title>"), ""),
    ("A-6.6.4-1", "no claim of PDF/A", xmp(rb"<pdfaid:part>3</pdfaid:part>", rb""), ""),
    ("A-6.6.4-2", "PDF/A-2", xmp(rb"<pdfaid:part>3", rb"<pdfaid:part>2"), ""),
    ("A-6.6.4-3", "level B", xmp(rb"<pdfaid:conformance>A", rb"<pdfaid:conformance>B"), ""),
    ("A-6.6.4-4", "another prefix", xmp(rb"^.*$", lambda match: match.group().replace(b"pdfaid:", b"id:").replace(
        b"xmlns:pdfaid=", b"xmlns:id=")), ""),
    ("UA-5-3", "another prefix", xmp(rb"^.*$", lambda match: match.group().replace(b"pdfuaid:", b"ua:").replace(
        b"xmlns:pdfuaid=", b"xmlns:ua=")), ""),
    ("PDF-14.3.2", "metadata of no Type", lambda source: put(source.typed("Metadata"), Type=None), ""),
    ("UA-5-1", "no claim of PDF/UA", xmp(rb"<pdfuaid:part>1</pdfuaid:part>", rb""), ""),
    ("UA-5-2", "PDF/UA-2", xmp(rb"<pdfuaid:part>1", rb"<pdfuaid:part>2"), ""),
    ("UA-7.1-9", "no title", xmp(rb"<dc:title>.*</dc:title>", rb""), "PDF-14.3.3"),
    ("UA-7.1-10", "a title that is not shown", lambda source: put(
        source.get(source.catalog["/ViewerPreferences"]), DisplayDocTitle=False), ""),
    ("PDF-14.3.3", "two titles", lambda source: put(source.get(source.trailer["/Info"]), Title="u:Another"), ""),
    ("A-6.8-1", "a file without a type", lambda source: put(source.typed("EmbeddedFile"), Subtype=None), ""),
    ("A-6.8-2", "a file without UF", specification(UF=None), ""),
    ("A-6.8-3", "a file without a relation", specification(AFRelationship=None), ""),
    ("A-6.8-4", "a file that belongs to nothing", catalog(AF=[]), ""),
    ("A-6.8-4", "a file that is named, not referred to", lambda source: source.get(source.get(
        source.catalog["/Names"])["/EmbeddedFiles"])["/Names"].__setitem__(1, dict(source.typed("Filespec"))), ""),
    ("PDF-7.11", "a file of a wrong size", lambda source: put(source.typed("EmbeddedFile"), Params={"/Size": 1}), ""),
    ("A-6.9-1", "layers without a name", catalog(OCProperties={"/OCGs": [], "/D": {}}), ""),
    ("A-6.9-2", "two sets of layers of one name", catalog(
        OCProperties={"/OCGs": [], "/D": {"/Name": "u:a"}, "/Configs": [{"/Name": "u:a"}]}), ""),
    ("A-6.9-3", "an order without a layer", lambda source: put(source.catalog, OCProperties={
        "/OCGs": [source.add({"/Type": "/OCG", "/Name": "u:a"})], "/D": {"/Name": "u:a", "/Order": []}}), ""),
    ("A-6.10-1", "alternate presentations", lambda source: put(
        source.get(source.catalog["/Names"]), AlternatePresentations={}), ""),
    ("A-6.10-2", "steps of a presentation", page(PresSteps={}), ""),
    ("A-6.9-4", "layers that depend on use", catalog(
        OCProperties={"/OCGs": [], "/D": {"/Name": "u:a", "/AS": []}}), ""),
    ("A-6.11-1", "requirements", catalog(Requirements=[]), ""),
    ("A-6.7.2-1", "not marked as tagged", catalog(MarkInfo={"/Marked": False}), ""),
    ("UA-7.1-4", "suspects", catalog(MarkInfo={"/Marked": True, "/Suspects": True}), ""),
    ("A-6.7.3-1", "no structure tree", catalog(StructTreeRoot=None), "-"),
    ("UA-7.1-5", "an unknown type", retag("P", "Absatz"), ""),
    ("UA-7.1-6", "a circular mapping", roles(Absatz="Zeile", Zeile="Absatz"), ""),
    ("UA-7.1-7", "a standard type that is mapped", roles(P="H1"), ""),
    ("UA-7.1-12", "an element with another parent", lambda source: put(
        source.element("P")[1], P=source.element("TR")[0]), ""),
    ("UA-7.1-1", "an artifact within tagged content", lambda source: source.content(
        rb"(/P<</MCID \d+>>BDC\n)", rb"\1/Artifact BMC EMC\n"), ""),
    ("UA-7.1-2", "tagged content within an artifact", lambda source: source.content(
        rb"(/P<</MCID \d+>>BDC\n.*?EMC\n)", rb"/Artifact BMC\n\1EMC\n"), ""),
    ("UA-7.1-3", "content that nobody tagged", lambda source: source.content(rb"$", rb"\n0 0 9 9 re f\n"), ""),
    ("PDF-14.7.4.4", "a parent tree that leads elsewhere", swap, ""),
    ("PDF-14.7.4.4", "an MCID that comes twice in the tree", twice, ""),
    ("PDF-14.7.4.3", "an annotation that leads back elsewhere", lambda source: put(
        source.link(), StructParent=source.link(2)["/StructParent"]), "PDF-14.7.4.4"),
    ("PDF-14.7.2", "no ID tree", lambda source: put(source.root(), IDTree=None), ""),
    ("PDF-14.8.2.3", "elements in another order than content", turned_round, ""),
    ("UA-7.2-29", "a language that is none", catalog(Lang="u:čeština"), ""),
    *((condition, "no language", without_language, " ".join(LANGUAGES)) for condition in LANGUAGES),
    ("UA-7.2-3", "a paragraph in a table", caption_of_table, ""),
    ("UA-7.2-4", "a row outside of a table", retag("P", "TR", 1), "PDF-14.8.4.2 PDF-14.8.4.3"),
    ("UA-7.2-5", "a head outside of a table", retag("P", "THead", 1), "PDF-14.8.4.2"),
    ("UA-7.2-6", "a body outside of a table", retag("P", "TBody", 1), "PDF-14.8.4.2"),
    ("UA-7.2-7", "a foot outside of a table", retag("P", "TFoot", 1), "PDF-14.8.4.2"),
    ("UA-7.2-12", "two feet", several(
        retag("THead", "TFoot"), retag("TBody", "TFoot")), "UA-7.2-13"),
    ("UA-7.2-13", "a foot without a body", retag("TBody", "TFoot"), "UA-7.2-14"),
    ("UA-7.2-15", "cells that lie on each other", overlapping, ""),
    ("UA-7.2-36", "a head of paragraphs", retag("TR", "P", 0), "-"),
    ("UA-7.2-37", "a body of paragraphs", retag("TR", "P", 1), "-"),
    ("UA-7.2-38", "a foot of paragraphs", several(
        retag("TR", "P", 1), retag("TBody", "TFoot")), "-"),
    ("UA-7.2-8", "a heading outside of a row", retag("P", "TH", 1), ""),
    ("UA-7.2-9", "a cell outside of a row", retag("P", "TD", 1), ""),
    ("UA-7.2-10", "a paragraph in a row", retag("TD", "P"), "UA-7.2-42"),
    ("UA-7.2-11", "two heads", retag("TBody", "THead"), "UA-7.2-14"),
    ("UA-7.2-14", "a head without a body", retag("TBody", "TFoot"), "UA-7.2-13"),
    ("UA-7.2-42", "a row that is short by a cell", without_cell, "PDF-14.8.2.3"),
    ("UA-7.2-41", "a cell that reaches below the table", lambda source: put(
        source.element("TD", 0, lambda element: "/A" not in element)[1], A={"/O": "/Table", "/RowSpan": 99}), ""),
    ("UA-7.5-1", "headings without Scope", heading_missing, ""),
    ("UA-7.5-1", "a heading that stands between cells and theirs", parted, ""),
    ("UA-7.5-2", "a cell that names a heading that is not there", lambda source: put(
        source.element("TD")[1], A={"/O": "/Table", "/Headers": ["u:nothing"]}), ""),
    ("UA-7.2-17", "an item outside of a list", retag("P", "LI", 1), "PDF-14.8.4.2"),
    ("UA-7.2-18", "a list's text outside of an item", retag("P", "LBody", 1), ""),
    ("UA-7.2-19", "a paragraph in a list", retag("Div", "L"), ""),
    ("UA-7.2-20", "a paragraph in an item", lambda source: add_list(source, "P"), "PDF-14.8.2.3"),
    ("MH-16-001", "a numbered list that does not say so", lambda source: add_list(source, "Lbl", True), ""),
    ("MH-09-007", "a Ruby of paragraphs", retag("Div", "Ruby"), "-"),
    ("MH-09-008", "a Warichu of paragraphs", retag("Div", "Warichu"), "-"),
    ("UA-7.4.4-1", "two headings H in one element", several(
        retag("P", "H"), retag("P", "H")), "UA-7.4.4-2"),
    ("PDF-14.8.4.4", "a link without an annotation", retag("P", "Link", 1), "PDF-14.8.4.2"),
    ("UA-7.2-26", "an entry outside of a table of contents", retag("P", "TOCI", 1), ""),
    ("UA-7.2-27", "a table of contents without entries", retag("TOCI", "Div"), ""),
    ("UA-7.3-1", "a figure without Alt", lambda source: put(source.element("Figure")[1], Alt="u:"), ""),
    ("UA-7.4.2-1", "a heading that skips a level", retag("H2", "H4"), ""),
    ("UA-7.4.4-2", "H beside H1", retag("H1", "H"), "UA-7.4.2-1"),
    ("UA-7.7-1", "a formula without Alt", lambda source: put(source.element("Figure")[1], Alt=None, S="/Formula"), ""),
    ("UA-7.9-1", "a note without an ID", lambda source: put(source.element("Note")[1], ID=None), "PDF-14.7.2"),
    ("UA-7.9-2", "two notes of one ID", other_id, "PDF-14.7.2"),
    ("PDF-14.8.4.2", "content in a Sect", retag("P", "Sect", 1), ""),
    ("PDF-14.8.4.3", "an empty paragraph", empty_element, ""),
    ("PDF-14.8.5", "Scope among another owner's attributes", lambda source: put(
        source.element("TH")[1], A={"/O": "/Layout", "/Scope": "/Column"}), ""),
    ("PDF-14.8.5", "a figure's box beside the page", lambda source: put(
        source.element("Figure")[1]["/A"], BBox=[900, 0, 990, 9]), ""),
]
