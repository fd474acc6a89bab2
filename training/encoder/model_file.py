"""The file that the program reads (src/base/model_file.h): named sections, and a digest of their names and bytes."""

import hashlib
import re
import struct
from pathlib import Path

FORMAT = 1  # kModelFormat
OLDEST = "0.1.0"  # the oldest program that reads what pack.py writes
ROOT = Path(__file__).resolve().parents[2]


def names(macro):
    """The texts of a table of src/syntax/tags.h, in order: numbers of tags and relations in the file."""
    header = (ROOT / "src/syntax/tags.h").read_text(encoding="utf-8")
    table = re.search(r"#define " + macro + r"\(\w\)(.*?)\n#define", header, re.S).group(1)
    quoted = re.findall(r'"([^"]+)"', table)
    return quoted or re.findall(r"F\((\w+)\)", table)


def read(path):
    """-> {name: bytes} of the sections"""
    file = Path(path).read_bytes()
    if file[:8] != b"CASUSMDL" or struct.unpack_from("<I", file, 8)[0] != FORMAT:
        raise SystemExit(f"{path}: no model of this format")
    rows = (struct.unpack_from("<16sQQ", file, 16 + 32 * n) for n in range(struct.unpack_from("<I", file, 12)[0]))
    return {name.rstrip(b"\0").decode(): file[at:at + size] for name, at, size in rows}


def write(path, parts):
    """Sections at multiples of 64; -> the digest as readings tell it."""
    digest = hashlib.sha256()
    for name, content in parts.items():
        digest.update(name.encode() + content)
    parts = parts | {"digest": digest.hexdigest().encode()}
    at = 16 + 32 * len(parts)
    table, body = b"", b""
    for name, content in parts.items():
        body += b"\0" * (-(at + len(body)) % 64)
        table += struct.pack("<16sQQ", name.encode(), at + len(body), len(content))
        body += content
    Path(path).write_bytes(b"CASUSMDL" + struct.pack("<II", FORMAT, len(parts)) + table + body)
    return digest.hexdigest()[:12]
