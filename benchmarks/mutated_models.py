#!/usr/bin/env python3
"""Does a damaged or hostile model crash the program? Each mutation must be told or do no harm.

usage: benchmarks/mutated_models.py CASUS MODEL [COUNT=600] [SEED=1]      MODEL: casus.model or encoder.model

Every mutant is a copy of MODEL with something changed: a section's bytes (its head, single fields, a stretch of it, the
records of a small table), its size or place, the file cut short or made longer. For two of three the digest is made right
again, so that the change reaches the code behind it. `casus read` of a dispatch must end with 0, or
with 2 and a message; anything else, a report of a sanitizer included, is a crash. Exit code 1 where there is one.
"""
import collections
import hashlib
import os
import pathlib
import random
import resource
import struct
import subprocess
import sys
import tempfile

HEAD, ENTRY, ALIGN = 16, 32, 64
MOST = 60  # seconds of the processor; one that takes more hangs
FIELDS = [0, 1, 2, 0x7f, 0x80, 0xff, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xffffffff]
DISPATCH = ('GENEVA, May 14 (Example) - Norway warned Russia on Tuesday that it couldn\'t keep its ports open unless the '
            'attacks on "our ships" end by June. "We will not wait," foreign minister Kari Example said. '
            'The U.S. promised 20 tanks to Ukraine; cannot Chad\'s rebels, 300 of them, leave Bol?\n\n'
            'EU LEADERS MET IN OSLO\n\nThe council agreed to lift sanctions against Peru.\n')


def sections(model):
    count = struct.unpack_from("<I", model, 12)[0]
    out = []
    for i in range(count):
        at = HEAD + ENTRY * i
        offset, size = struct.unpack_from("<QQ", model, at + 16)
        out.append((model[at:at + 16].rstrip(b"\0"), bytearray(model[offset:offset + size])))
    return out


def joined(parts):
    """The file of these sections, with the digest of what they hold now."""
    digest = hashlib.sha256()
    for name, data in parts:
        if name != b"digest":
            digest.update(name)
            digest.update(data)
    parts = [(n, d) for n, d in parts if n != b"digest"] + [(b"digest", digest.hexdigest().encode())]
    aligned = lambda n: (n + ALIGN - 1) // ALIGN * ALIGN
    head, body = b"CASUSMDL" + struct.pack("<II", 1, len(parts)), []
    offset = aligned(HEAD + ENTRY * len(parts))
    head_size = offset
    for name, data in parts:
        head += name.ljust(16, b"\0") + struct.pack("<QQ", offset, len(data))
        body.append(bytes(data) + b"\0" * (aligned(len(data)) - len(data)))
        offset = aligned(offset + len(data))
    return head.ljust(head_size, b"\0") + b"".join(body)


def change(data, kind, dice):
    """Changes the bytes of a section."""
    if not data:
        return
    if kind == "head":  # its sizes and counts
        for _ in range(dice.randint(1, 2)):
            at = min(4 * dice.randrange(3), max(0, len(data) - 4))
            data[at:at + 4] = struct.pack("<I", dice.choice(FIELDS))
    elif kind == "fields":  # 32-bit fields anywhere, most of them early, where the small tables of records are
        for _ in range(dice.randint(1, 200)):
            at = 12 + int(max(0, len(data) - 12) * dice.random() ** dice.choice((1, 8))) // 4 * 4
            data[at:at + 4] = struct.pack("<I", dice.choice(FIELDS))[:max(0, len(data) - at)]
    elif kind == "noise":  # a stretch of it
        at, size = dice.randrange(len(data)), dice.choice((1, 16, 4096, len(data)))
        size = min(size, len(data) - at)
        data[at:at + size] = dice.randbytes(size)
    elif kind == "fill":  # with one byte: empty slots, full ones, the largest weights
        at = dice.choice((12, 64, dice.randrange(len(data))))
        data[at:] = bytes([dice.choice((0, 1, 0x7f, 0x80, 0xff))]) * max(0, len(data) - at)
    elif kind == "floats":  # what no weight should be
        for _ in range(dice.choice((1, 20, 400))):
            at = min(8 + 4 * int(len(data) // 4 * dice.random() ** dice.choice((1, 8))), max(0, len(data) - 4))
            data[at:at + 4] = struct.pack("<f", dice.choice((3e38, -3e38, 1e30, 0.0, float("nan"), float("inf"))))
    elif kind == "cut":
        del data[dice.randrange(len(data)):]
    elif kind == "longer":
        data += dice.randbytes(dice.choice((1, 8, 64, 4096)))


def mutant(model, parts, dice):
    kind = dice.choice(("head", "fields", "noise", "fill", "cut", "longer", "exchange", "frame", "file", "noise", "fields", "floats"))
    name = "-"
    if kind == "exchange":
        now = list(parts)
        a, b = dice.sample(range(len(now)), 2)
        now[a], now[b] = (now[a][0], now[b][1]), (now[b][0], now[a][1])
        return f"{kind} {now[a][0].decode()} {now[b][0].decode()}", joined(now)
    if kind == "frame":  # names, places and sizes of the sections
        out = bytearray(model)
        at = dice.choice((8, 12, HEAD + 4 * dice.randrange(ENTRY * len(parts) // 4)))
        out[at:at + 4] = struct.pack("<I", dice.choice(FIELDS))
        return f"{kind} at {at}", bytes(out)
    if kind == "file":
        if dice.random() < 0.7:
            size = dice.choice((0, 1, 15, 16, 300, dice.randrange(len(model)), len(model) - 1))
            return f"cut to {size}", model[:size]
        return "made longer", model + dice.randbytes(1000)
    at = dice.randrange(len(parts) - 1)
    name = parts[at][0].decode()
    now = list(parts)
    now[at] = (now[at][0], bytearray(now[at][1]))
    change(now[at][1], kind, dice)
    if dice.random() < 2 / 3 or kind in ("cut", "longer"):
        return f"{kind} {name}", joined(now)
    whole = bytearray(model)  # the digest is left wrong
    offset = struct.unpack_from("<Q", model, HEAD + ENTRY * at + 16)[0]
    whole[offset:offset + len(now[at][1])] = now[at][1]
    return f"{kind} {name}, digest of before", bytes(whole)


def main():
    casus, path = sys.argv[1], sys.argv[2]
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 600
    seed = int(sys.argv[4]) if len(sys.argv) > 4 else 1
    model = pathlib.Path(path).read_bytes()
    parts = sections(model)
    as_ = ["--encoder"] if any(name == b"vocabulary" for name, _ in parts) else ["--fast", "--model"]
    tally, crashes = collections.Counter(), 0
    with tempfile.TemporaryDirectory() as folder:
        dispatch, copy = os.path.join(folder, "dispatch.txt"), os.path.join(folder, "mutant.model")
        pathlib.Path(dispatch).write_text(DISPATCH)
        for number in range(count):
            what, data = mutant(model, parts, random.Random(f"{seed} {number}"))
            pathlib.Path(copy).write_bytes(data)
            run = subprocess.run([casus, "read", *as_, copy, "--format", "json", "--date", "2024-05-14", dispatch],
                                 capture_output=True, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (MOST, MOST)))
            code, said = run.returncode, run.stderr.decode(errors="replace")
            told = code == 2 and said.startswith("casus: ") and copy in said
            if code == 0 and "Sanitizer" not in said and "runtime error" not in said:
                tally["harmless"] += 1
            elif told and "Sanitizer" not in said:
                tally["told"] += 1
            else:
                crashes += 1
                print(f"CRASH {number} ({what}): {code}\n{said[:3000]}", flush=True)
    print(f"{count} mutants, seed {seed}: {tally['told']} told, {tally['harmless']} harmless, {crashes} crashes")
    return 1 if crashes else 0


if __name__ == "__main__":
    sys.exit(main() if len(sys.argv) > 2 else __doc__)
