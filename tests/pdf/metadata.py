# SPDX-License-Identifier: MIT
"""Metadata: XMP, what it claims, its properties and extension schemas; the information dictionary.

ISO 19005-3, 6.6 (A-6.6.*); ISO 14289-1, 5 and 7.1-9, 7.1-10, 7.2-33 (Matterhorn 06-*, 07-*, 11-006);
ISO 32000-1, 14.3.
"""

import re
import xml.etree.ElementTree as xml

from pdf.document import Stream, where

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
DC, XMP = "{http://purl.org/dc/elements/1.1/}", "{http://ns.adobe.com/xap/1.0/}"
PDF, MEDIA = "{http://ns.adobe.com/pdf/1.3/}", "{http://ns.adobe.com/xap/1.0/mm/}"
PDFA_ID, PDFUA_ID = "{http://www.aiim.org/pdfa/ns/id/}", "{http://www.aiim.org/pdfua/ns/id/}"
EXTENSION, SCHEMA = "{http://www.aiim.org/pdfa/ns/extension/}", "{http://www.aiim.org/pdfa/ns/schema#}"
PROPERTY, TYPE, FIELD = ["{http://www.aiim.org/pdfa/ns/%s#}" % name for name in ("property", "type", "field")]
# Namespaces whose prefix is not free.
PREFIXES = {EXTENSION: ("pdfaExtension", "A-6.6.2.3-2"), SCHEMA: ("pdfaSchema", "A-6.6.2.3-3"),
            PROPERTY: ("pdfaProperty", "A-6.6.2.3-4"), TYPE: ("pdfaType", "A-6.6.2.3-5"),
            FIELD: ("pdfaField", "A-6.6.2.3-6"), PDFA_ID: ("pdfaid", "A-6.6.4-4"), PDFUA_ID: ("pdfuaid", "UA-5-3")}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# Properties that need no description, of the namespaces that are in use here, and their form.
KNOWN = {
    **{DC + name: "Bag" for name in ("contributor", "language", "publisher", "relation", "subject", "type")},
    **{DC + name: "Seq" for name in ("creator", "date")},
    **{DC + name: "Alt" for name in ("description", "rights", "title")},
    **{DC + name: "text" for name in ("coverage", "format", "identifier", "source")},
    **{XMP + name: "date" for name in ("CreateDate", "ModifyDate", "MetadataDate")},
    **{XMP + name: "text" for name in ("BaseURL", "CreatorTool", "Label", "Nickname")},
    **{PDF + name: "text" for name in ("Keywords", "PDFVersion", "Producer")},
    **{MEDIA + name: "text" for name in ("DocumentID", "InstanceID", "OriginalDocumentID", "VersionID")},
    **{PDFA_ID + name: "text" for name in ("part", "amd", "corr", "conformance")},
    EXTENSION + "schemas": "Bag",
}
DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?)?$")
SCHEMA_FIELDS = ("schema", "namespaceURI", "prefix", "property")
PROPERTY_FIELDS = ("name", "valueType", "category", "description")
TYPE_FIELDS = ("type", "namespaceURI", "prefix", "description")
FIELD_FIELDS = ("name", "valueType", "description")
TYPES = re.compile(r"((bag|seq|alt) )?(Text|Integer|Boolean|Date|URI|URL|Real|MIMEType|ProperName|AgentName|Locale|"
                   r"Lang Alt)$", re.I)


def check_metadata(document, report):
    reference = document.catalog.get("Metadata")
    stream = document.get(reference)
    preferences = document.dict(document.catalog.get("ViewerPreferences"))
    if document.get(preferences.get("DisplayDocTitle")) is not True:
        report.fail("UA-7.1-10", "catalog", f"DisplayDocTitle is {preferences.get('DisplayDocTitle')}")
    if not isinstance(stream, Stream):
        report.fail("A-6.6.2.1-1", "catalog", "there is no Metadata")
        return
    fail = lambda condition, what: report.fail(condition, where(reference), what)
    if "Filter" in stream.dict or document.name(stream.dict.get("Type")) != "Metadata" \
            or document.name(stream.dict.get("Subtype")) != "XML":
        fail("PDF-14.3.2", f"{stream.dict}")
    properties = read_packet(stream.data, fail)
    if properties is None:
        return
    described = check_extensions(properties.get(EXTENSION + "schemas"), fail)
    for name, node in properties.items():
        check_property(name, node, described, fail)
    check_claims(properties, stream.data.decode("utf-8"), fail)
    check_others(document, reference, described, report)
    if not document.text(document.catalog.get("Lang")):
        fail("UA-7.2-33", "the language of the title is not known")
    check_information(document, properties, report)


def check_others(document, main, described, report):
    """Metadata of pages, images and the like may use what the document's describe."""
    for reference, stream in document.objects.items():
        if isinstance(stream, Stream) and document.name(stream.dict.get("Type")) == "Metadata" and reference != main:
            def fail(condition, what):
                report.fail(condition, where(reference), what)

            properties = read_packet(stream.data, fail) or {}
            own = check_extensions(properties.get(EXTENSION + "schemas"), fail)
            for name, node in properties.items():
                check_property(name, node, {**described, **own}, fail)


def read_packet(data, fail):
    """Property → its node, of all Descriptions."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as problem:
        fail("A-6.6.2.1-5", str(problem))
        return None
    header = re.match(r"\s*<\?xpacket ([^?]*)\?>", text)
    end = re.search(r"<\?xpacket end=[\"'][rw][\"']\?>\s*$", text)
    if not header or not end or "W5M0MpCehiHzreSzNTczkc9d" not in header.group(1):
        fail("A-6.6.2.1-4", "the packet has no header, or no end")
    for condition, key in ("A-6.6.2.1-2", "bytes"), ("A-6.6.2.1-3", "encoding"):
        if header and re.search(rf"\b{key}=", header.group(1)):
            fail(condition, header.group(1))
    try:
        root = xml.fromstring(text.replace("\ufeff", ""))
    except xml.ParseError as problem:
        fail("A-6.6.2.1-4", str(problem))
        return None
    node = root if root.tag == RDF + "RDF" else root.find(RDF + "RDF")
    properties = {}
    for description in node if node is not None else []:
        if description.tag != RDF + "Description" or RDF + "about" not in description.attrib:
            fail("A-6.6.2.1-4", f"{description.tag} in RDF")
        for name, value in description.attrib.items():
            if not name.startswith(RDF):
                properties[name] = xml.Element(name)
                properties[name].text = value
        for child in description:
            if child.tag in properties:
                fail("A-6.6.2.1-4", f"{child.tag} comes twice")
            properties[child.tag] = child
    if node is None:
        fail("A-6.6.2.1-4", "there is no rdf:RDF")
    return properties


def items_of(node, form):
    """The rdf:li of a Bag, Seq or Alt."""
    holder = node.find(RDF + form) if node is not None else None
    return list(holder) if holder is not None else []


def check_property(name, node, described, fail):
    form = KNOWN.get(name) or described.get(name)
    text = (node.text or "").strip()
    if form is None:
        fail("A-6.6.2.3-7", f"{name} is not known")
    elif form in ("Bag", "Seq", "Alt"):
        items = items_of(node, form)
        if not items or any(item.tag != RDF + "li" for item in items):
            fail("A-6.6.2.3-7", f"{name} is no {form}, or empty")
        if form == "Alt" and not any(item.get(XML_LANG) == "x-default" for item in items):
            fail("A-6.6.2.3-7", f"{name} has no x-default")
        if form == "Alt" and any(XML_LANG not in item.attrib for item in items):
            fail("A-6.6.2.3-7", f"{name} has an item without a language")
    elif len(node) or not text:
        fail("A-6.6.2.3-7", f"{name} is no text")
    elif form == "date" and not DATE.match(text) or form == "Integer" and not re.match(r"[+-]?\d+$", text):
        fail("A-6.6.2.3-7", f"{name} is {text!r}")


def check_extensions(node, fail):
    """Properties that extension schemas describe → their type."""
    described = {}
    if node is None:
        return described
    schemas = items_of(node, "Bag")
    if not schemas:
        fail("A-6.6.2.3-2", "schemas is no Bag")
    for schema in schemas:
        fields = fields_of(schema, SCHEMA, "A-6.6.2.3-1", SCHEMA_FIELDS + ("valueType",), fail)
        missing = [key for key in SCHEMA_FIELDS if key not in fields]
        if missing:
            fail("A-6.6.2.3-3", f"a schema without {' '.join(missing)}")
        space = (fields["namespaceURI"].text or "") if "namespaceURI" in fields else ""
        types = check_types(fields.get("valueType"), fail)
        for item in items_of(fields.get("property"), "Seq"):
            parts = fields_of(item, PROPERTY, "A-6.6.2.3-1", PROPERTY_FIELDS, fail)
            texts = {key: (part.text or "").strip() for key, part in parts.items()}
            if set(texts) != set(PROPERTY_FIELDS) or not all(texts.values()) \
                    or texts["category"] not in ("internal", "external") or not known(texts["valueType"], types):
                fail("A-6.6.2.3-4", f"{texts}")
            described["{%s}%s" % (space, texts.get("name"))] = texts.get("valueType")
    return described


def known(kind, types):
    return TYPES.match(kind) or re.sub(r"^(bag|seq|alt) ", "", kind, flags=re.I) in types


def check_types(node, fail):
    """The types that a schema describes itself."""
    types, items = set(), items_of(node, "Seq")
    if node is not None and not items:
        fail("A-6.6.2.3-3", "valueType is no Seq")
    parts = [fields_of(item, TYPE, "A-6.6.2.3-1", TYPE_FIELDS + ("field",), fail) for item in items]
    for part in parts:
        if any(not (part[key].text or "").strip() if key in part else True for key in TYPE_FIELDS):
            fail("A-6.6.2.3-5", f"a type of {' '.join(part)}")
        types.add((part["type"].text or "").strip() if "type" in part else "")
    for part in parts:
        fields = items_of(part.get("field"), "Seq")
        if "field" in part and not fields:
            fail("A-6.6.2.3-5", "field is no Seq")
        for item in fields:
            inner = fields_of(item, FIELD, "A-6.6.2.3-1", FIELD_FIELDS, fail)
            texts = {key: (value.text or "").strip() for key, value in inner.items()}
            if set(texts) != set(FIELD_FIELDS) or not all(texts.values()) or not known(texts["valueType"], types):
                fail("A-6.6.2.3-6", f"{texts}")
    return types


def fields_of(node, space, condition, allowed, fail):
    inner = node.find(RDF + "Description")
    fields = {}
    for child in inner if inner is not None else node:
        if not child.tag.startswith(space) or child.tag[len(space):] not in allowed:
            fail(condition, f"{child.tag}")
        else:
            fields[child.tag[len(space):]] = child
    return fields


def check_claims(properties, text, fail):
    value = lambda name: ((properties[name].text or "").strip() if name in properties else None)
    if value(PDFA_ID + "part") is None or value(PDFA_ID + "conformance") is None:
        fail("A-6.6.4-1", "no pdfaid:part, or no pdfaid:conformance")
    else:
        if value(PDFA_ID + "part") != "3":
            fail("A-6.6.4-2", f"pdfaid:part is {value(PDFA_ID + 'part')}")
        if value(PDFA_ID + "conformance") != "A":
            fail("A-6.6.4-3", f"pdfaid:conformance is {value(PDFA_ID + 'conformance')}")
    if value(PDFUA_ID + "part") is None:
        fail("UA-5-1", "no pdfuaid:part")
    elif value(PDFUA_ID + "part") != "1":
        fail("UA-5-2", f"pdfuaid:part is {value(PDFUA_ID + 'part')}")
    for space, (prefix, condition) in PREFIXES.items():
        given = set(re.findall(rf'xmlns:([\w-]+)=["\']{re.escape(space[1:-1])}["\']', text))
        if given - {prefix}:
            fail(condition, f"the prefix {given}")
    titles = [item.text or "" for item in items_of(properties.get(DC + "title"), "Alt")]
    if not any(title.strip() for title in titles):
        fail("UA-7.1-9", "no dc:title")


def moment(text):
    """A date of either form as digits and zone."""
    digits = re.sub(r"[-:TD']", "", re.sub(r"(Z|[+-]\d\d:?'?\d\d'?)$", "", text))
    return digits.ljust(14, "0")


def check_information(document, properties, report):
    information = document.dict(document.trailer.get("Info"))
    first = lambda name, form: next(iter([item.text or "" for item in items_of(properties.get(name), form)]), "")
    plain = lambda name: (properties[name].text or "") if name in properties else ""
    said = {"Title": first(DC + "title", "Alt"), "Author": first(DC + "creator", "Seq"),
            "Subject": first(DC + "description", "Alt"), "Producer": plain(PDF + "Producer"),
            "Keywords": plain(PDF + "Keywords"), "Creator": plain(XMP + "CreatorTool"),
            "CreationDate": plain(XMP + "CreateDate"), "ModDate": plain(XMP + "ModifyDate")}
    for key, value in information.items():
        text, other = document.text(value), said.get(key)
        same = moment(text) == moment(other or "") if key in ("CreationDate", "ModDate") else text == other
        if other is None or not same:
            report.fail("PDF-14.3.3", "Info", f"{key} is {text!r}, XMP says {other!r}")
