# SPDX-License-Identifier: MIT
"""A PDF as a graph of objects, read by qpdf and its JSON.

Values are Python's: dict with keys without slash, list, int, float, bool, None, str for text strings
(bytes where they are no text), Name, Ref. A stream is a Stream: its dictionary, and its bytes with
Flate, LZW and the ASCII filters taken off.
"""

import base64
import json
import re
import subprocess

from pdf.tokens import Name, Ref

INHERITED = ("Resources", "MediaBox", "CropBox", "Rotate")
REFERENCE = re.compile(r"\d+ \d+ R$")


class Stream:
    def __init__(self, dictionary, data):
        self.dict, self.data = dictionary, data


class Unreadable(Exception):
    pass


def from_json(value):
    if isinstance(value, str):
        if value.startswith("/"):
            return Name(value[1:])
        if value.startswith("n:/"):
            return Name(value[3:])
        if value.startswith("u:"):
            return value[2:]
        if value.startswith("b:"):
            return bytes.fromhex(value[2:])
        return Ref(value) if REFERENCE.match(value) else value
    if isinstance(value, list):
        return [from_json(item) for item in value]
    if isinstance(value, dict):
        return {key.removeprefix("n:")[1:]: from_json(item) for key, item in value.items()}
    return value


def qpdf_json(path):
    done = subprocess.run(["qpdf", "--json=2", "--json-stream-data=inline", "--decode-level=generalized", path, "-"],
                          stdin=subprocess.DEVNULL, capture_output=True)
    said = done.stderr.decode(errors="replace").strip()
    if done.returncode not in (0, 3):
        raise Unreadable(said)
    return json.loads(done.stdout.decode("utf-8", "surrogateescape")), said


class Document:
    """`file` is what qpdf says of it as JSON, `said` what it complains of, `size` the file's."""

    def __init__(self, file, said, size, report):
        self.file, self.said, self.size, self.report = file, said, size, report
        self.objects, self.numbers = {}, {}
        for key, entry in self.file["qpdf"][1].items():
            if key == "trailer":
                self.trailer = from_json(entry["value"])
            elif "stream" in entry:
                data = base64.b64decode(entry["stream"].get("data", ""))
                self.objects[Ref(key[4:])] = Stream(from_json(entry["stream"]["dict"]), data)
            else:
                self.objects[Ref(key[4:])] = from_json(entry["value"])
        self.catalog = self.dict(self.trailer.get("Root"))
        self.pages = []  # (reference, page dictionary with what it inherits)
        self.collect_pages(self.catalog.get("Pages"), {}, set(), None)
        self.page_numbers = {reference: number for number, (reference, _) in enumerate(self.pages, 1)}

    def get(self, value):
        """What a reference leads to; anything else as it is."""
        steps = 0
        while isinstance(value, Ref) and steps < 32:
            value, steps = self.objects.get(value), steps + 1
        return value

    def dict(self, value):
        """The dictionary, or that of the stream; {} where there is none."""
        value = self.get(value)
        if isinstance(value, Stream):
            return value.dict
        return value if isinstance(value, dict) else {}

    def list(self, value):
        value = self.get(value)
        return value if isinstance(value, list) else []

    def data(self, value):
        value = self.get(value)
        return value.data if isinstance(value, Stream) else b""

    def text(self, value):
        """A text string, or "" where there is none."""
        value = self.get(value)
        if isinstance(value, bytes):
            return value.decode("latin-1")
        return value if isinstance(value, str) and not isinstance(value, (Name, Ref)) else ""

    def name(self, value):
        value = self.get(value)
        return str(value) if isinstance(value, Name) else None

    def numbers_of(self, value):
        return [self.get(item) for item in self.list(value) if isinstance(self.get(item), (int, float))]

    def collect_pages(self, reference, inherited, seen, parent):
        node = self.dict(reference)
        fail = self.report.fail
        if reference in seen or not isinstance(reference, Ref):
            fail("PDF-7.7.3", reference, "the page tree runs in a circle, or a kid is no reference")
            return 0
        seen.add(reference)
        if parent is not None and node.get("Parent") != parent:
            fail("PDF-7.7.3", reference, "Parent is not the node that has it among its Kids")
        kept = {**inherited, **{key: node[key] for key in INHERITED if key in node}}
        if self.name(node.get("Type")) == "Page":
            self.pages.append((reference, {**kept, **node, "inherits resources": "Resources" not in node}))
            return 1
        if self.name(node.get("Type")) != "Pages":
            fail("PDF-7.7.3", reference, "Type is neither Page nor Pages")
        count = sum(self.collect_pages(kid, kept, seen, reference) for kid in self.list(node.get("Kids")))
        if self.get(node.get("Count")) != count:
            fail("PDF-7.7.3", reference, f"Count is {node.get('Count')}, but there are {count} pages")
        return count

    def tree_items(self, root, key, seen=None):
        """The pairs of a name tree (key "Names") or a number tree (key "Nums"), in their order."""
        node, seen = self.dict(root), seen if seen is not None else set()
        if id(node) in seen:
            return
        seen.add(id(node))
        items = self.list(node.get(key))
        yield from zip((self.get(item) for item in items[::2]), items[1::2])
        for kid in self.list(node.get("Kids")):
            yield from self.tree_items(kid, key, seen)

    def dictionaries(self):
        """Every dictionary of the file, those within others too: (where, dictionary)."""
        for reference, value in self.objects.items():
            stack = [value.dict if isinstance(value, Stream) else value]
            while stack:
                item = stack.pop()
                if isinstance(item, dict):
                    yield f"object {reference.split()[0]}", item
                    stack.extend(item.values())
                elif isinstance(item, list):
                    stack.extend(item)


def where(reference):
    """An object's name in a report."""
    return f"object {reference.split()[0]}" if isinstance(reference, Ref) else "a direct object"
