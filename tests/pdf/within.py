# SPDX-License-Identifier: MIT
"""What is embedded in formats of its own: images as JPEG 2000, signatures as PKCS #7.

ISO 19005-3, 6.2.8.3 and 6.4.3. letopis writes neither; other programs may have, in what it copies.
"""


def boxes(data, at=0):
    """The boxes of a JPEG 2000 file: (type, content)."""
    while at + 8 <= len(data):
        size, head = int.from_bytes(data[at:at + 4], "big"), 8
        if size == 1:
            size, head = int.from_bytes(data[at + 8:at + 16], "big"), 16
        size = size or len(data) - at
        if size < head:
            return
        yield data[at + 4:at + 8], data[at + head:at + size]
        at += size


def check_jpeg2000(data, has_space, place, report):
    """`has_space`: the image dictionary says a colour space, and the file's are ignored."""
    fail = lambda number, what: report.fail(f"A-6.2.8.3-{number}", place, what)
    held = [box for kind, content in boxes(data) if kind == b"jp2h" for box in boxes(content)]
    head = next((content for kind, content in held if kind == b"ihdr"), bytes(14))
    spaces = [content.ljust(7, b"\0") for kind, content in held if kind == b"colr"]
    channels, depth = int.from_bytes(head[8:10], "big"), (head[10] & 127) + 1
    if channels not in (1, 3, 4):
        fail(1, f"{channels} channels")
    if any(kind == b"bpcc" for kind, _ in held) or head[10] == 255 or depth > 38:
        fail(5, f"{depth} bits, or some of each channel's own")
    best = [space for space in spaces if space[2] == 1]
    if has_space:
        return
    if len(spaces) != 1 and len(best) != 1:
        fail(2, f"{len(spaces)} colour spaces, {len(best)} of them the best")
    for space in best[:1] or spaces[:1] or [bytes(7)]:
        if space[0] not in (1, 2, 3):
            fail(3, f"METH is {space[0]}")
        if space[0] == 1 and int.from_bytes(space[3:7], "big") == 19:
            fail(4, "CIEJab")


def der(data):
    """The values of a DER sequence: (tag, content)."""
    at = 0
    while at + 2 <= len(data):
        tag, size, at = data[at], data[at + 1], at + 2
        if size > 127:
            count = size & 127
            size, at = int.from_bytes(data[at:at + count], "big"), at + count
        yield tag, data[at:at + size]
        at += size


def check_signature(contents, place, report):
    """ContentInfo holds SignedData: version, algorithms, content, certificates [0], lists [1], signers."""
    contents = contents if isinstance(contents, bytes) else b""
    whole = list(der(dict(der(contents)).get(0x30, b"")))
    parts = list(der(dict(der(dict(whole).get(0xA0, b""))).get(0x30, b"")))
    if not any(tag == 0xA0 and content for tag, content in parts):
        report.fail("A-6.4.3-2", place, "the signature holds no certificate")
    signers = len(list(der(parts[-1][1]))) if parts and parts[-1][0] == 0x31 else 0
    if signers != 1:
        report.fail("A-6.4.3-3", place, f"the signature has {signers} signers")
