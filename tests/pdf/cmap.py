# SPDX-License-Identifier: MIT
"""CMaps: those that lead from codes to CIDs and those from codes to Unicode."""

from pdf.tokens import Name, Operator, Tokens

PREDEFINED = set("""Identity-H Identity-V GB-EUC-H GB-EUC-V GBpc-EUC-H GBpc-EUC-V GBK-EUC-H GBK-EUC-V GBKp-EUC-H
GBKp-EUC-V GBK2K-H GBK2K-V UniGB-UCS2-H UniGB-UCS2-V UniGB-UTF16-H UniGB-UTF16-V B5pc-H B5pc-V HKscs-B5-H HKscs-B5-V
ETen-B5-H ETen-B5-V ETenms-B5-H ETenms-B5-V CNS-EUC-H CNS-EUC-V UniCNS-UCS2-H UniCNS-UCS2-V UniCNS-UTF16-H
UniCNS-UTF16-V 83pv-RKSJ-H 90ms-RKSJ-H 90ms-RKSJ-V 90msp-RKSJ-H 90msp-RKSJ-V 90pv-RKSJ-H Add-RKSJ-H Add-RKSJ-V EUC-H
EUC-V Ext-RKSJ-H Ext-RKSJ-V H V UniJIS-UCS2-H UniJIS-UCS2-V UniJIS-UCS2-HW-H UniJIS-UCS2-HW-V UniJIS-UTF16-H
UniJIS-UTF16-V KSC-EUC-H KSC-EUC-V KSCms-UHC-H KSCms-UHC-V KSCms-UHC-HW-H KSCms-UHC-HW-V KSCpc-EUC-H UniKS-UCS2-H
UniKS-UCS2-V UniKS-UTF16-H UniKS-UTF16-V""".split())
SECTION = 100  # the most entries that a section may have


class CMap:
    """What a CMap stream says. `flaws` is what is wrong with its form."""

    def __init__(self, data):
        self.spaces, self.cids, self.cid_ranges, self.texts = [], {}, [], {}
        self.system, self.name, self.mode, self.uses, self.flaws = {}, None, 0, None, []
        self.largest, self.single = 0, False
        try:
            self.read(data)
        except (TypeError, ValueError, IndexError, UnicodeDecodeError) as problem:
            self.flaws.append(f"it cannot be read ({problem})")

    def read(self, data):
        flaws, items, count = [], [], None
        tokens = Tokens(data, flaws)
        while True:
            value = tokens.value()
            if value is None and tokens.at >= tokens.end:
                break
            if not isinstance(value, Operator):
                items.append(value)
            elif value.startswith("begin") and value not in ("begin", "begincmap"):
                count, items = items[-1], []
            elif value.startswith("end") and value not in ("end", "endcmap"):
                self.section(value[3:], count, items)
                items = []
            elif value == "usecmap":
                self.uses = items[-1]
            elif value == "def":
                if len(items) > 1:
                    self.define(items[-2], items[-1])
                items = []
        self.flaws += [f"{condition} {what}" for condition, what in flaws]
        if not self.spaces:
            self.flaws.append("it has no codespace")
        self.single = bool(self.spaces) and all(len(low) == 1 for low, _ in self.spaces)

    def define(self, key, value):
        if key == "WMode":
            self.mode = value
        elif key == "CMapName":
            self.name = value
        elif key == "CIDSystemInfo" and isinstance(value, dict):
            self.system = value
        elif key in ("Registry", "Ordering", "Supplement"):
            self.system[key] = value

    def section(self, kind, count, items):
        parts = {"codespacerange": 2, "cidrange": 3, "cidchar": 2, "bfrange": 3, "bfchar": 2}.get(kind)
        if parts is None:
            return
        rows = list(zip(*[iter(items)] * parts))
        if count != len(rows) or len(items) % parts or count > SECTION:
            self.flaws.append(f"begin{kind} says {count}, {len(rows)} follow")
        for row in rows:
            getattr(self, kind)(*row)

    def codespacerange(self, low, high):
        self.spaces.append((low, high))

    def cidchar(self, code, cid):
        self.cids[code] = cid
        self.largest = max(self.largest, cid)

    def cidrange(self, low, high, cid):
        self.cid_ranges.append((low, high, cid))
        self.largest = max(self.largest, cid + int.from_bytes(high, "big") - int.from_bytes(low, "big"))

    def bfchar(self, code, text):
        self.texts[code] = "" if isinstance(text, Name) else text.decode("utf-16-be", "surrogatepass")

    def bfrange(self, low, high, texts):
        first, last = int.from_bytes(low, "big"), int.from_bytes(high, "big")
        if last - first > 255 or last < first:
            self.flaws.append(f"the range <{low.hex()}><{high.hex()}>")
        for i in range(min(last - first, 255) + 1):
            code = (first + i).to_bytes(len(low), "big")
            if isinstance(texts, list):
                self.bfchar(code, texts[i])
            else:
                self.bfchar(code, texts[:-1] + bytes([texts[-1] + i & 255]))

    def split(self, string):
        """The codes of a string; a byte that no codespace holds comes alone."""
        at = 0
        while at < len(string):
            size = 1
            for low, high in self.spaces:
                code = string[at:at + len(low)]
                if len(code) == len(low) and all(a <= c <= b for a, c, b in zip(low, code, high)):
                    size = len(low)
                    break
            yield string[at:at + size]
            at += size

    def cid(self, code):
        if code in self.cids:
            return self.cids[code]
        for low, high, cid in self.cid_ranges:
            if len(code) == len(low) and low <= code <= high:
                return cid + int.from_bytes(code, "big") - int.from_bytes(low, "big")
        return 0
