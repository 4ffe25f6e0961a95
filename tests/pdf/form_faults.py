# SPDX-License-Identifier: MIT
"""Ways to break a form that can be filled in, as faults.py has them for a report."""

from pdf.breaking import *


def field(kind, number=0, **test):
    """The `number`th field of a kind, with its widget in it or below it."""
    def find(source):
        found = [value for _, value in source.all(lambda value: value.get("/FT") == "/" + kind and "/T" in value)
                 if all(value.get("/" + key, 0) == wanted for key, wanted in test.items())]
        return found[number]
    return find


def change(find, **entries):
    return lambda source: put(find(source), **entries)


def radio(source):
    return next(value for _, value in source.all(lambda value: (value.get("/Ff") or 0) & 1 << 15))


def kid(source, number=0):
    return source.get(radio(source)["/Kids"][number])


def font(source):
    return source.get(source.get(source.catalog["/AcroForm"])["/DR"]["/Font"]["/Form"])


def turned_round(source):
    annotations = source.page()["/Annots"]
    held = source.get(annotations)
    held.reverse()


def other_name(source):
    differences = font(source)["/Encoding"]["/Differences"]
    differences[1] = "/uni0410"


def swapped_names(source):
    differences = font(source)["/Encoding"]["/Differences"]
    names = [at for at, value in enumerate(differences) if isinstance(value, str)][:2]
    differences[names[0]], differences[names[1]] = differences[names[1]], differences[names[0]]


def appearance(source, pattern, instead):
    source.edit(field("Tx")(source)["/AP"]["/N"], pattern, instead)


def same_options(source):
    first, second = kid(source)["/AP"]["/N"], kid(source, 1)["/AP"]["/N"]
    name = next(state for state in first if state != "/Off")
    other = next(state for state in second if state != "/Off")
    second[name] = second.pop(other)
    radio(source)["/Ff"] = 1 << 15  # not in unison


FORM_FAULTS = [
    ("", "a field with a value", change(field("Tx"), V="u:abc"), ""),
    ("A-6.2.11.6-2", "a name that the glyph list has not", other_name, "PDF-12.7.3.3"),
    ("A-6.2.11.6-2", "no base encoding", lambda source: put(font(source)["/Encoding"], BaseEncoding=None),
     "PDF-12.7.3.3"),
    ("A-6.2.11.5-1", "a letter that is wider than it says", lambda source:
        font(source)["/Widths"].__setitem__(33, 10), ""),
    ("A-6.2.11.4-1", "a font without its file", lambda source: put(
        source.get(font(source)["/FontDescriptor"]), FontFile2=None), "A-6.2.11.6-2 PDF-12.7.3.3"),
    ("PDF-12.7.3.3", "letters with each other's names", swapped_names, "A-6.2.11.5-1"),
    ("PDF-12.7.3.3", "a composite font", lambda source: put(
        source.get(source.catalog["/AcroForm"])["/DR"]["/Font"], Form=source.typed("Type0", 0, "/Subtype") and next(
            key for key, _ in source.all(lambda value: value.get("/Subtype") == "/Type0"))), ""),
    ("PDF-12.7.3.3", "an appearance that nobody can replace", lambda source: appearance(source, rb"/Tx BMC", rb"/Span BMC"), ""),
    ("PDF-12.7", "a font that the form has not", change(field("Tx"), DA="u:/Helv 0 Tf 0 g"), ""),
    ("PDF-12.7", "two fields of one name", lambda source: put(
        field("Tx", 1)(source), T=field("Tx")(source)["/T"]), ""),
    ("PDF-12.7", "a choice of nothing", change(field("Ch"), Opt=[]), ""),
    ("PDF-12.7", "a box of three states", lambda source: kid(source)["/AP"]["/N"].update(
        {"/More": kid(source)["/AP"]["/N"]["/Off"]}), ""),
    ("PDF-12.7.4.2", "a group that says what none of its boxes says", change(radio, V="/day"), ""),
    ("PDF-12.7.4.2", "two boxes of a group that say the same", same_options, ""),
    ("PDF-12.5.1", "fields from the last to the first", turned_round, ""),
    ("UA-7.18.1-3", "a group without words", lambda source: [put(radio(source), TU=None)] + [
        put(element, Alt=None) for _, element in source.all(
            lambda value: value.get("/S") == "/Form" and "/Alt" in value)], ""),
    ("UA-7.18.4-1", "a field in a Span", retag("Form", "Span"), "-"),
    ("UA-7.18.3-1", "no order for tabs", page(Tabs=None), ""),
    ("A-6.3.3-1", "a field without an appearance", change(field("Tx"), AP=None), "PDF-12.7.3.3"),
    ("A-6.3.3-2", "a text of two states", lambda source: put(
        field("Tx")(source), AP={"/N": kid(source)["/AP"]["/N"]}), "PDF-12.7.3.3"),
    ("A-6.4.1-3", "NeedAppearances", lambda source: put(
        source.get(source.catalog["/AcroForm"]), NeedAppearances=True), ""),
    ("PDF-14.7.4.3", "a field that leads back elsewhere", lambda source: put(
        field("Tx")(source), StructParent=kid(source)["/StructParent"]), "-"),
]
