# SPDX-License-Identifier: MIT
"""Colours, images, graphics states, output intents.

ISO 19005-3, 6.2.3-6.2.10; what is in a JPEG 2000 is within.py's.
"""

from pdf.document import Stream, where
from pdf.tokens import Name
from pdf.within import check_jpeg2000

INTENTS = {"RelativeColorimetric", "AbsoluteColorimetric", "Perceptual", "Saturation"}
BLENDS = set("""Normal Compatible Multiply Screen Overlay Darken Lighten ColorDodge ColorBurn HardLight SoftLight
Difference Exclusion Hue Saturation Color Luminosity""".split())
COMPONENTS = {"GRAY": 1, "RGB ": 3, "Lab ": 3, "CMYK": 4}
ABBREVIATED = {"G": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK"}


class Profile:
    """The head of an ICC profile."""

    def __init__(self, data):
        self.version = data[8] if len(data) > 8 else 99
        self.kind = data[12:16].decode("latin-1")
        self.space = data[16:20].decode("latin-1")
        self.whole = data[36:40] == b"acsp" and int.from_bytes(data[:4], "big") == len(data)


class Graphics:
    def __init__(self, document, report):
        self.document, self.report = document, report
        self.seen, self.spots = set(), {}
        self.output = None  # the colour space of the output intent of PDF/A
        self.transparent, self.overprint, self.cmyk = set(), set(), False
        self.check_intents()

    def check_intents(self):
        document, profiles = self.document, set()
        for item in document.list(document.catalog.get("OutputIntents")):
            intent = document.dict(item)
            if "DestOutputProfileRef" in intent:
                self.report.fail("A-6.2.3-3", where(item), "DestOutputProfileRef")
            reference = intent.get("DestOutputProfile")
            if reference is None:
                continue
            profiles.add(str(reference))
            profile, count = Profile(document.data(reference)), document.dict(reference).get("N")
            if (profile.kind not in ("prtr", "mntr") or profile.space not in ("RGB ", "CMYK", "GRAY")
                    or profile.version >= 5 or not profile.whole):
                self.report.fail("A-6.2.3-1", where(reference), f"{profile.kind} {profile.space} {profile.version}")
            if document.get(count) != COMPONENTS.get(profile.space):
                self.report.fail("A-6.2.3-1", where(reference), f"N is {count} for {profile.space}")
            if document.name(intent.get("S")) == "GTS_PDFA1":
                self.output = profile.space
        if len(profiles) > 1:
            self.report.fail("A-6.2.3-2", "catalog", f"{len(profiles)} profiles")

    def once(self, kind, value):
        key = (kind, value if isinstance(value, str) else id(value))
        new = key not in self.seen
        self.seen.add(key)
        return new

    # --- colours ---

    def color(self, place, space):
        if not self.once("color", space):
            return
        value = self.document.get(space)
        family = value[0] if isinstance(value, list) and value else value
        if family == "DeviceRGB" and self.output != "RGB ":
            self.report.fail("A-6.2.4.3-2", place, f"DeviceRGB, the output intent is {self.output}")
        elif family == "DeviceCMYK" and self.output != "CMYK":
            self.report.fail("A-6.2.4.3-3", place, f"DeviceCMYK, the output intent is {self.output}")
        elif family == "DeviceGray" and self.output is None:
            self.report.fail("A-6.2.4.3-4", place, "DeviceGray without an output intent")
        elif family == "ICCBased":
            self.icc(place, value[1])
        elif family in ("Indexed", "I", "Pattern") and isinstance(value, list) and len(value) > 1:
            self.color(place, value[1])
        elif family == "Separation":
            self.separation(place, value)
        elif family == "DeviceN":
            self.device_n(place, value)

    def icc(self, place, reference):
        profile = Profile(self.document.data(reference))
        count = self.document.get(self.document.dict(reference).get("N"))
        self.cmyk = self.cmyk or count == 4
        if (profile.kind not in ("prtr", "mntr", "scnr", "spac") or profile.version >= 5
                or COMPONENTS.get(profile.space) != count or not profile.whole):
            self.report.fail("A-6.2.4.2-1", place, f"{where(reference)}: {profile.kind} {profile.space}, N {count}")

    def separation(self, place, value):
        self.utf8(place, value[1])
        meaning = repr((self.document.get(value[2]), str(value[3])))
        if value[1] not in ("All", "None") and self.spots.setdefault(value[1], meaning) != meaning:
            self.report.fail("A-6.2.4.4-2", place, f"{value[1]}")
        self.color(place, value[2])

    def device_n(self, place, value):
        names = self.document.list(value[1])
        if len(names) > 32:
            self.report.fail("A-6.1.13-9", place, f"{len(names)} colorants")
        described = self.document.dict(self.document.dict(value[4] if len(value) > 4 else None).get("Colorants"))
        for name in names:
            self.utf8(place, name)
            if name not in ("None", "Cyan", "Magenta", "Yellow", "Black") and name not in described:
                self.report.fail("A-6.2.4.4-1", place, f"{name}")
        for space in described.values():
            self.color(place, space)
        self.color(place, value[2])

    def utf8(self, place, name):
        if any("\udc80" <= sign <= "\udcff" for sign in name):
            self.report.fail("A-6.1.8-1", place, repr(name))

    def pattern(self, place, reference):
        if self.once("pattern", reference):
            pattern = self.document.dict(reference)
            self.shading(place, pattern.get("Shading"))
            self.state(place, pattern.get("ExtGState"))

    def shading(self, place, reference):
        shading = self.document.dict(reference)
        if "ColorSpace" in shading:
            self.color(place, shading["ColorSpace"])

    # --- graphics states ---

    def intent(self, place, name):
        if name not in INTENTS:
            self.report.fail("A-6.2.6-1", place, f"{name}")

    def state(self, place, reference):
        state, fail = self.document.dict(reference), self.report.fail
        if not state or not self.once("state", reference):
            return
        if "TR" in state:
            fail("A-6.2.5-1", place, "TR")
        if state.get("TR2", "Default") != "Default":
            fail("A-6.2.5-2", place, f"TR2 {state['TR2']}")
        if "HTP" in state:
            fail("A-6.2.5-3", place, "HTP")
        if state.get("HT", "Default") != "Default":
            self.halftone(place, self.document.dict(state["HT"]))
        if "RI" in state:
            self.intent(place, state["RI"])
        if self.document.get(state.get("OPM")) == 1 and (state.get("OP") or state.get("op")):
            self.overprint.add(place)
        blend = self.document.get(state.get("BM", "Normal"))
        for name in blend if isinstance(blend, list) else [blend]:
            if name not in BLENDS:
                fail("A-6.2.10-1", place, f"{name}")
        if (blend not in ("Normal", "Compatible") or isinstance(self.document.get(state.get("SMask")), dict)
                or min(self.document.get(state.get("ca", 1)), self.document.get(state.get("CA", 1))) < 1):
            self.transparent.add(place)

    def halftone(self, place, halftone):
        kind = self.document.get(halftone.get("HalftoneType"))
        if kind not in (1, 5):
            self.report.fail("A-6.2.5-4", place, f"HalftoneType {kind}")
        if "HalftoneName" in halftone:
            self.report.fail("A-6.2.5-5", place, "HalftoneName")
        if "TransferFunction" in halftone:
            self.report.fail("A-6.2.5-6", place, "TransferFunction")

    # --- images and forms ---

    def xobject(self, reference, stream):
        if not self.once("xobject", reference):
            return
        entries, place, fail = stream.dict, where(reference), self.report.fail
        if "OPI" in entries:
            fail("A-6.2.8-2" if entries.get("Subtype") == "Image" else "A-6.2.9-1", place, "OPI")
        if self.document.name(entries.get("Subtype")) == "Image":
            self.image(place, entries)
            if "JPXDecode" in (entries.get("Filter"), *self.document.list(entries.get("Filter"))):
                check_jpeg2000(stream.data, "ColorSpace" in entries, place, self.report)
            return
        if entries.get("Subtype2") == "PS" or "PS" in entries:
            fail("A-6.2.9-1", place, "PostScript")
        if "Ref" in entries:
            fail("A-6.2.9-2", place, "Ref")
        if "Group" in entries:
            self.transparent.add(place)

    def image(self, place, entries):
        fail, get = self.report.fail, self.document.get
        if "Alternates" in entries:
            fail("A-6.2.8-1", place, "Alternates")
        if get(entries.get("Interpolate", False)):
            fail("A-6.2.8-3", place, "Interpolate")
        if "Intent" in entries:
            self.intent(place, entries["Intent"])
        bits, mask = get(entries.get("BitsPerComponent")), get(entries.get("ImageMask"))
        jpx = get(entries.get("Filter")) == "JPXDecode"
        if not jpx and bits not in ((1, None) if mask else (1, 2, 4, 8, 16)):
            fail("A-6.2.8-4", place, f"BitsPerComponent {bits}")
        if "ColorSpace" in entries:
            self.color(place, entries["ColorSpace"])
        for key in "SMask", "Mask":
            if isinstance(get(entries.get(key)), Stream):
                self.image(place, get(entries[key]).dict)
                self.transparent |= {place} if key == "SMask" else set()

    def inline_image(self, place, image, named):
        space = image.get("CS", image.get("ColorSpace"))
        if space is not None:
            space = ABBREVIATED.get(space, space) if isinstance(space, Name) else space
            self.color(place, named.get(space, Name(space)) if isinstance(space, str) else space)
        if image.get("I", image.get("Interpolate", False)):
            self.report.fail("A-6.2.8-3", place, "an inline image is interpolated")

    def check_end(self):
        """What only the whole file shows."""
        for place in self.overprint if self.cmyk else ():
            self.report.fail("A-6.2.4.2-2", place, "OPM 1")
        if self.output is not None or not self.transparent:
            return
        for reference, page in self.document.pages:
            if "CS" not in self.document.dict(page.get("Group")):
                self.report.fail("A-6.2.10-2", f"page {self.document.page_numbers[reference]}",
                                 "no output intent, no Group with CS")
