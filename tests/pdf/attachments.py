# SPDX-License-Identifier: MIT
"""Embedded files, optional content, and what the catalog may not hold.

ISO 19005-3, 6.8-6.11; ISO 14289-1, 7.10, 7.11 (Matterhorn 20-*, 21-001); ISO 32000-1, 7.11.
"""

import re

from pdf.document import Stream, where

RELATIONS = {"Source", "Data", "Alternative", "Supplement", "Unspecified", "EncryptedPayload", "FormData", "Schema"}
DATE = re.compile(r"D:\d{4}(\d\d){0,5}(Z|[+-]\d\d'\d\d'?)?$")


def check_attachments(document, report):
    associated = set()
    for _, entries in document.dictionaries():
        held = document.get(entries.get("AF"))
        associated |= {str(item) for item in (held if isinstance(held, list) else [entries["AF"]] if held else [])}
    for reference, entries in document.objects.items():
        if isinstance(entries, dict) and "EF" in entries:
            check_specification(document, reference, entries, associated, report)
        if isinstance(entries, Stream) and document.name(entries.dict.get("Type")) == "EmbeddedFile":
            check_file(document, reference, entries, report)
    names = document.dict(document.catalog.get("Names"))
    for key, value in document.tree_items(names.get("EmbeddedFiles"), "Names"):
        if str(value) not in associated:
            report.fail("A-6.8-4", "EmbeddedFiles", f"no AF has {key!r}, or not by reference")
    keys = [key if isinstance(key, bytes) else str(key).encode("utf-16-be")
            for key, _ in document.tree_items(names.get("EmbeddedFiles"), "Names")]
    if keys != sorted(set(keys)):
        report.fail("PDF-7.11", "EmbeddedFiles", "the names are not sorted, or come twice")
    if "AlternatePresentations" in names:
        report.fail("A-6.10-1", "Names", "AlternatePresentations")
    if "Requirements" in document.catalog:
        report.fail("A-6.11-1", "catalog", "Requirements")
    check_optional_content(document, report)


def check_specification(document, reference, entries, associated, report):
    fail = lambda condition, what: report.fail(condition, where(reference), what)
    if document.name(entries.get("Type")) not in ("Filespec", "F"):
        fail("PDF-7.11", f"Type is {entries.get('Type')}")
    if not document.text(entries.get("F")) or not document.text(entries.get("UF")):
        fail("A-6.8-2", f"F is {entries.get('F')}, UF {entries.get('UF')}")
    if document.name(entries.get("AFRelationship")) not in RELATIONS:
        fail("A-6.8-3", f"AFRelationship is {entries.get('AFRelationship')}")
    if reference not in associated:
        fail("A-6.8-4", "no AF has it")
    for value in document.dict(entries["EF"]).values():
        held = document.get(value)
        if not isinstance(held, Stream) or document.name(held.dict.get("Type")) != "EmbeddedFile":
            fail("PDF-7.11", f"EF leads to {value}, which is no embedded file")


def check_file(document, reference, stream, report):
    fail = lambda condition, what: report.fail(condition, where(reference), what)
    kind = document.name(stream.dict.get("Subtype"))
    if not kind or not re.match(r"[-\w+.]+/[-\w+.]+$", kind):
        fail("A-6.8-1", f"the type {kind}")
    parameters = document.dict(stream.dict.get("Params"))
    if document.get(parameters.get("Size")) not in (None, len(stream.data)):
        fail("PDF-7.11", f"Size is {parameters['Size']}, there are {len(stream.data)} bytes")
    for key in "ModDate", "CreationDate":
        if key in parameters and not DATE.match(document.text(parameters[key])):
            fail("PDF-7.11", f"{key} is {parameters[key]}")


def check_optional_content(document, report):
    properties = document.dict(document.catalog.get("OCProperties"))
    groups = {str(item) for item in document.list(properties.get("OCGs"))}
    names = set()
    for item in [properties.get("D"), *document.list(properties.get("Configs"))] if properties else []:
        entries = document.dict(item)
        name = document.text(entries.get("Name"))
        if not name:
            report.fail("A-6.9-1", "OCProperties", "a configuration without Name")
        elif name in names:
            report.fail("A-6.9-2", "OCProperties", f"two are called {name!r}")
        names.add(name)
        if "Order" in entries and groups - flat(document, entries["Order"]):
            report.fail("A-6.9-3", "OCProperties", "Order has not all groups")
        if "AS" in entries:
            report.fail("A-6.9-4", "OCProperties", "AS")


def flat(document, order):
    found = set()
    for item in document.list(order):
        found |= {str(item)} | flat(document, item)
    return found
