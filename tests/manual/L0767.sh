# SPDX-License-Identifier: MIT
cd content/valley/reports/year-2024
python3 - <<'END'
import struct, zlib
def chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
def png(width, height):
    pixels = zlib.compress(bytes((width + 7) // 8 + 1) * height)
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
open("map.png", "wb").write(png(30000, 30000))
END
echo '![Map](map.png)' >50-example.md
