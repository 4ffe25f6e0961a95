# SPDX-License-Identifier: MIT
"""The words of PDF syntax, as content streams, CMaps, object streams and the file itself have them.

A name is a Name without its slash, a string bytes, a number int or float, a reference a Ref; all else
(operators, obj, R) is an Operator. `flaws` gathers what PDF/A asks of the way these are written:
(condition, what) pairs.
"""

import re


class Name(str):
    pass


class Operator(str):
    pass


class Ref(str):
    """An indirect reference, as "12 0 R"."""


TOKEN = re.compile(rb"""[\0\t\n\f\r ]+ | %[^\r\n]*
  | (?P<number>[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?=[\0\t\n\f\r ()<>\[\]{}/%]|$))
  | (?P<name>/[^\0\t\n\f\r ()<>\[\]{}/%]*)
  | (?P<open><<|\[) | (?P<close>>>|\])
  | (?P<hex><[^>]*>)
  | (?P<string>\((?:[^()\\]|\\.)*\))
  | (?P<nested>\()
  | (?P<word>[^\0\t\n\f\r ()<>\[\]{}/%]+ | [{}<>)])""", re.X | re.S)
ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|[\r\n])|(.))", re.S)
NAME_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def unescaped(body):
    if b"\\" not in body:
        return body

    def one(match):
        octal, end, letter = match.groups()
        if octal:
            return bytes([int(octal, 8) & 255])
        return b"" if end else LETTERS.get(letter, letter)

    return ESCAPE.sub(one, body)


def end_of_nested(data, at):
    """The place behind a string with brackets in it; it begins at `at`."""
    depth = 0
    while at < len(data):
        byte = data[at]
        if byte == 92:
            at += 1
        elif byte == 40:
            depth += 1
        elif byte == 41:
            depth -= 1
            if depth == 0:
                return at + 1
        at += 1
    return at


def hex_string(body, flaws):
    digits = re.sub(rb"[\0\t\n\f\r ]+", b"", body)
    if re.search(rb"[^0-9A-Fa-f]", digits):
        flaws.append(("A-6.1.6-2", f"<{body[:20].decode('latin-1')}>"))
        digits = re.sub(rb"[^0-9A-Fa-f]", b"", digits)
    if len(digits) % 2:
        flaws.append(("A-6.1.6-1", f"<{body[:20].decode('latin-1')}> has {len(digits)} digits"))
        digits += b"0"
    return bytes.fromhex(digits.decode())


def number(text, flaws):
    if b"." in text:
        value = float(text)
        if abs(value) > 3.403e38:
            flaws.append(("A-6.1.13-2", text[:30].decode()))
        if value and abs(value) < 1.175e-38:
            flaws.append(("A-6.1.13-5", text[:50].decode()))
        return value
    value = int(text)
    if not -2147483648 <= value <= 2147483647:
        flaws.append(("A-6.1.13-1", text[:30].decode()))
    return value


def name_of(text, flaws):
    plain = text[1:]
    if b"#" in plain:
        plain = NAME_ESCAPE.sub(lambda match: bytes.fromhex(match.group(1).decode()), plain)
    if len(plain) > 127:
        flaws.append(("A-6.1.13-4", plain[:30].decode("latin-1") + "…"))
    return Name(plain.decode("utf-8", "surrogateescape"))


class Tokens:
    """Values one after the other; `at` is the place behind the last token."""

    def __init__(self, data, flaws, at=0):
        self.data, self.flaws, self.at, self.end = data, flaws, at, len(data)

    def raw(self):
        """The next token as (kind, value); kind "" at the end."""
        while self.at < self.end:
            match = TOKEN.match(self.data, self.at)
            kind = match.lastgroup
            self.at = match.end()
            if kind is None:
                continue
            text = match.group(kind)
            if kind == "number":
                return "value", number(text, self.flaws)
            if kind == "name":
                return "value", name_of(text, self.flaws)
            if kind == "hex":
                return "value", self.checked(hex_string(text[1:-1], self.flaws))
            if kind == "string":
                return "value", self.checked(unescaped(text[1:-1]))
            if kind == "nested":
                end = end_of_nested(self.data, match.start())
                self.at = end
                return "value", self.checked(unescaped(self.data[match.start() + 1:end - 1]))
            return kind, text.decode("latin-1")
        return "", None

    def checked(self, string):
        if len(string) > 32767:
            self.flaws.append(("A-6.1.13-3", f"{len(string)} bytes"))
        return string

    def value(self):
        """The next value: a list or dict whole, a word as Operator, None at the end."""
        kind, value = self.raw()
        if kind == "open":
            return self.collected(value)
        return Operator(value) if kind in ("word", "close") else value

    def collected(self, bracket):
        closing, items = ("]" if bracket == "[" else ">>"), []
        while True:
            kind, value = self.raw()
            if kind == "" or (kind == "close" and value == closing):
                break
            if kind == "open":
                value = self.collected(value)
            elif kind in ("word", "close"):
                value = {"true": True, "false": False, "null": None}.get(value, Operator(value))
                if value == "R" and len(items) >= 2 and isinstance(items[-1], int):
                    value = Ref(f"{items[-2]} {items[-1]} R")
                    del items[-2:]
            items.append(value)
        if bracket == "[":
            return items
        return {str(key): value for key, value in zip(items[::2], items[1::2])}


def operations(data, flaws):
    """The operators of a content stream with their operands: (name, operands). An inline image comes as
    ("BI", [its dictionary])."""
    tokens, operands = Tokens(data, flaws), []
    while True:
        value = tokens.value()
        if value is None and tokens.at >= tokens.end:
            break
        if not isinstance(value, Operator):
            operands.append(value)
        elif value in ("true", "false", "null"):
            operands.append({"true": True, "false": False, "null": None}[value])
        elif value == "BI":
            yield "BI", [inline_image(tokens)]
            operands = []
        else:
            yield str(value), operands
            operands = []
    if operands:
        yield "", operands


def inline_image(tokens):
    items = []
    while True:
        value = tokens.value()
        if value is None or value == "ID":
            break
        items.append(value)
    found = re.compile(rb"[\0\t\n\f\r ]EI(?=[\0\t\n\f\r ]|$)").search(tokens.data, tokens.at + 1)
    tokens.at = found.end() if found else tokens.end
    return {str(key): value for key, value in zip(items[::2], items[1::2])}
