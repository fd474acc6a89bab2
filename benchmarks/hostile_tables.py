#!/usr/bin/env python3
"""Tables and dictionaries that somebody broke, read by the program: each must be harmless (exit 0, or 1 for a question without an
answer) or told (exit 2, with the file, and its line where it has one), in time, without a signal or a report of a sanitizer.

(Exit 77: there is no model.)

usage: hostile_tables.py CASUS SOURCE_DIR [--tables N] [--dictionaries N] [--seed N] [--keep DIR]
"""
import argparse
import os
import pathlib
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile

PROCESSOR, WALL = 60, 300  # seconds a run may take: the second for what waits for ever without working
# Sentences of our own: dispatches, one with a dictionary's names in it, and what is supposed to happen.
TEXT = ("OSLO, May 14 - Norway will send a battery of missiles to Moldova before the end of June, Foreign Minister Lena Marsh said on Tuesday.\n\n"
        "\"If troops cross the border, we will impose sanctions on Russia,\" said Otto Fell, a spokesman of the Tide Front. Two harbour pilots were "
        "killed last Friday when a lighthouse keeper shelled a school in Kenya. The European Union condemned the attack.\n")
SENTENCE = "Finland threatened to leave the Ottawa Treaty unless Russia withdraws its forces."
ACTS = ["Russia attacks Estonia with missiles", "China invades Taiwan", "Latvia leaves the Ottawa Treaty"]
DICTIONARY = """# actors of our own invention
<!-- head of the file -->
!PERSON! = MAN, WOMAN
!TITLE! = CHIEF_!PERSON!, OLD_!PERSON!
LENA_MARSH_ [NORGOV 20000101-20351231][NOROPP <991231] ; minister
+MS_MARSH
+ MARSH_OF_NORTHPORT
OTTO_FELL
\t[NORREB >20100101]
\t[NORELI]
TIDE_FRONT [NORREB]
HARBOUR_!PERSON! [~LAB]
!TITLE!_OF_THE_HARBOUR [NORLAB]
HARBOUR_PILOT {HARBOUR_PILOTS} [~LAB]
LIGHTHOUSE_KEEPER [~COP]
QUAY_BANK [MNCBUS 990101-041231]
EARTHQUAKE [---]
"""
CELLS = ["", " ", "-", "|", "||", "a|", "!", "=", "@", "~", "@party", "/", ",", "+", "cond:", "p:", "p:|p:", "0", "-1", "99999999999", "3.5", "yes",
         "2020-02-30", "2020-13", "9999-12-31", "0000-00-00", "XYZ", "usa", "AID", "verb", "noun", "office", "obj", "subj|obj", "the ", "The the",
         "a b c d e f g h i j k l m n o p q r s", "é", "\u202e", "#", "\"", "'s", "x" * 300, "x|" * 300, "w " * 300, "obj=", "!obj=@", "=~=",
         "obj=~=", "act/", "obj=act/none", "step=", "=", "status=settled|status"]


def cells_of(lines):
    """Numbers of the lines that are rows, the header first."""
    return [i for i, line in enumerate(lines) if line and not line.startswith("#")]


def table_mutation(rng, folder, path, text):
    """Writes a broken table to `path`, or breaks the folder; what was done, in words."""
    lines = text.split("\n")
    at = cells_of(lines)
    rows = [lines[i].split("\t") for i in at]
    width = len(rows[0])
    column, other = rng.randrange(width), rng.randrange(width)
    row = rng.randrange(1, len(rows))
    kind = rng.choice(["empty cell", "empty cells", "empty column", "drop column", "exchange columns", "exchange titles", "rename", "lower title", "double column",
                       "double title", "one column", "cut rows", "header only", "nothing", "long row", "short row", "cell", "cell", "cell", "cells",
                       "swap cells", "shift", "flip", "flip", "flips", "nul", "utf-8", "crlf", "bom", "utf-16", "huge cell", "huge", "many columns",
                       "commas", "shuffle", "remove", "fifo", "device", "folder", "loop", "noise", "tabs", "comments", "repeat row"])
    data = None
    if kind == "empty cell":
        rows[row][column] = ""
    elif kind == "empty cells":
        for r in rng.sample(rows[1:], min(20, len(rows) - 1)):
            r[rng.randrange(width)] = ""
    elif kind == "empty column":
        for r in rows[1:]:
            r[column] = ""
    elif kind == "drop column":
        for r in rows:
            del r[column]
    elif kind == "exchange columns":
        for r in rows:
            r[column], r[other] = r[other], r[column]
    elif kind == "exchange titles":
        rows[0][column], rows[0][other] = rows[0][other], rows[0][column]
    elif kind == "rename":
        rows[0][column] = rng.choice(CELLS[1:])
    elif kind == "lower title":
        rows[0][column] = rows[0][column].upper()
    elif kind == "double column":
        for r in rows:
            r.append(r[column])
    elif kind == "double title":
        rows[0][column] = rows[0][other]
    elif kind == "one column":
        for r in rows:
            r[:] = [r[column]]
    elif kind == "cut rows":
        rows = rows[:rng.randrange(1, len(rows))]
    elif kind == "header only":
        rows = rows[:1]
    elif kind == "nothing":
        data = b""
    elif kind == "long row":
        rows[row] += ["x"] * rng.choice([1, 2, 100000])
    elif kind == "short row":
        rows[row] = rows[row][:-1]
    elif kind == "cell":
        rows[row][column] = rng.choice(CELLS)
    elif kind == "cells":
        cell = rng.choice(CELLS)
        for r in rows[1:]:
            r[column] = cell
    elif kind == "swap cells":
        row2 = rng.randrange(1, len(rows))
        rows[row][column], rows[row2][other] = rows[row2][other], rows[row][column]
    elif kind == "shift":
        rows[row] = rows[row][1:] + rows[row][:1]
    elif kind == "many columns":
        for r in rows:
            r += ["x"] * 70
    elif kind == "huge cell":
        rows[row][column] = "x" * rng.choice([8192, 8193, 1 << 20])
    elif kind == "huge":
        rows = rows[:1] + rows[1:] * max(1, 200000 // len(rows))
    elif kind == "repeat row":
        rows += [rows[row]] * 20000
    elif kind == "shuffle":
        rows = rows[:1] + rng.sample(rows[1:], len(rows) - 1)
    elif kind == "comments":
        rows = [["#" + r[0]] + r[1:] for r in rows]
    elif kind in ("remove", "fifo", "device", "folder", "loop"):
        path.unlink()
        {"remove": lambda: None, "fifo": lambda: os.mkfifo(path), "device": lambda: path.symlink_to("/dev/zero"),
         "folder": path.mkdir, "loop": lambda: path.symlink_to(path)}[kind]()
        return kind
    bytes_ = bytearray("\n".join("\t".join(r) for r in rows).encode() + b"\n") if data is None else bytearray(data)
    if kind == "flip":
        bytes_[rng.randrange(len(bytes_))] = rng.randrange(256)
    elif kind == "flips":
        for _ in range(50):
            bytes_[rng.randrange(len(bytes_))] = rng.choice(b"\t\n|=@~-/# aZ09\xc3")
    elif kind == "nul":
        bytes_[rng.randrange(len(bytes_))] = 0
    elif kind == "utf-8":
        bytes_[rng.randrange(len(bytes_))] = rng.randrange(128, 256)
    elif kind == "crlf":
        bytes_ = bytes_.replace(b"\n", b"\r\n")
    elif kind == "bom":
        bytes_ = b"\xef\xbb\xbf" + bytes_
    elif kind == "utf-16":
        bytes_ = bytes_.decode().encode("utf-16")
    elif kind == "commas":
        bytes_ = bytes_.replace(b"\t", b",")
    elif kind == "tabs":
        bytes_ = bytes_.replace(b"\t", b"\t\t")
    elif kind == "noise":
        bytes_ = bytes(rng.randrange(256) for _ in range(5000))
    path.unlink()
    path.write_bytes(bytes_)
    return f"{kind}, row {row}, columns {column} {other}"


def dictionary_mutation(rng, path):
    """Writes a broken dictionary to `path`; what was done, in words."""
    lines = DICTIONARY.split("\n")
    line = rng.randrange(len(lines) - 1)
    kind = rng.choice(["self", "ring", "doubling", "longer", "flip", "flip", "flips", "flips", "cut", "drop", "double", "shuffle", "bracket", "bracket",
                       "date", "date", "code", "nul", "utf-8", "crlf", "bom", "utf-16", "huge line", "huge file", "many codes", "comment", "noise",
                       "alphabet", "alphabet", "fifo", "device", "folder", "loop", "remove", "nothing", "name"])
    if kind == "self":
        lines.insert(line, f"!A! = x {rng.choice(['!A!', '!A!!A!', 'y !A! z, w'])}\nBOAT_!A! [XYZ]")
    elif kind == "ring":
        n = rng.randrange(2, 30)
        lines[line:line] = [f"!S{i}! = a !S{(i + 1) % n}!, b" for i in range(n)] + ["BOAT_!S0! [XYZ]"]
    elif kind == "doubling":
        lines[line:line] = ["!S0! = a, b"] + [f"!S{i + 1}! = !S{i}! !S{i}!" for i in range(40)] + ["BOAT_!S40! [XYZ]"]
    elif kind == "longer":
        lines[line:line] = ["!S0! = a"] + [f"!S{i + 1}! = !S{i}!!S{i}!" for i in range(40)] + ["BOAT_!S40! [XYZ]"]
    elif kind == "cut":
        lines[line] = lines[line][:rng.randrange(len(lines[line]) + 1)]
    elif kind == "drop":
        del lines[line]
    elif kind == "double":
        lines[line:line] = [lines[line]] * rng.choice([1, 1000, 100000])
    elif kind == "shuffle":
        rng.shuffle(lines)
    elif kind == "bracket":
        chars = list(lines[line])
        chars.insert(rng.randrange(len(chars) + 1), rng.choice("[]{}!=~+<>;#-"))
        lines[line] = "".join(chars)
    elif kind == "date":
        lines.append("BOAT [XYZ " + rng.choice(["", "<", ">", "-", "<>", "990230", ">990230", "<19991301", "20050101-20040101", "99999999-99999999",
                                                "-1-1", "00000000-00000000", ">" + "9" * 5000, "soon", "<991231>"]) + "]")
    elif kind == "code":
        lines.append("BOAT [" + rng.choice(["", "X", "XY", "xyz", "~", "~~~", "X~YZ", "XYZ~", "X" * 5000, "---", "--", "[XYZ", "NOR GOV"]) + "]")
    elif kind == "name":
        lines.append(rng.choice(["_", "!", "!!", "A" * 5000, "A_" * 5000, "the", "THE_", "-", "'S", ",", "é", "\u202e", "=", "!X!", "+", "++A"]) + " [NORGOV]")
    elif kind == "huge line":
        lines.append(rng.choice(["A", "_", "[", "]", "[XYZ]", "!A! = B,", "A, ", "{", ";", "<!--", "+", "\t"]) * 400000)
    elif kind == "huge file":
        lines += [rng.choice(["BOAT_%d [NORGOV]", "+X%d", "[XYZ%d]", "SHIP_%d [Q%dZ]", "!S%d! = a, b", "bad%d"]).replace("%d", str(i)) for i in range(60000)]
    elif kind == "many codes":
        lines.append("BOAT " + "[NORGOV 990101-991231]" * 30000)
    elif kind == "comment":
        lines.insert(line, rng.choice(["<!--", "-->", "<!-- <!--", "#", ";"]))
    if kind in ("fifo", "device", "folder", "loop", "remove"):
        {"remove": lambda: None, "fifo": lambda: os.mkfifo(path), "device": lambda: path.symlink_to("/dev/zero"),
         "folder": path.mkdir, "loop": lambda: path.symlink_to(path)}[kind]()
        return kind
    bytes_ = bytearray("\n".join(lines).encode())
    if kind == "flip":
        bytes_[rng.randrange(len(bytes_))] = rng.randrange(256)
    elif kind == "flips":
        for _ in range(30):
            bytes_[rng.randrange(len(bytes_))] = rng.choice(b"[]{}!=~+<>;#-_ \t\nAZ09")
    elif kind == "nul":
        bytes_[rng.randrange(len(bytes_))] = 0
    elif kind == "utf-8":
        bytes_[rng.randrange(len(bytes_))] = rng.randrange(128, 256)
    elif kind == "crlf":
        bytes_ = bytes_.replace(b"\n", b"\r\n")
    elif kind == "bom":
        bytes_ = b"\xef\xbb\xbf" + bytes_
    elif kind == "utf-16":
        bytes_ = bytes_.decode().encode("utf-16")
    elif kind == "noise":
        bytes_ = bytes(rng.randrange(256) for _ in range(5000))
    elif kind == "alphabet":
        bytes_ = bytes(rng.choice(b"[]{}!=~+;<>-_AZ09 \n\t,#") for _ in range(5000))
    elif kind == "nothing":
        bytes_ = b""
    path.write_bytes(bytes_)
    return f"{kind}, line {line + 1}"


def run(casus, arguments, folder):
    """What is wrong with the run in a folder without a ledger, '' where nothing is, and its exit code."""
    environment = {key: value for key, value in os.environ.items() if key != "CASUS_LEDGER"}
    try:
        done = subprocess.run([casus, *arguments], input=TEXT.encode(), capture_output=True, timeout=WALL, cwd=folder, env=environment,
                              preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR, PROCESSOR)))
    except subprocess.TimeoutExpired:
        return f"still running after {WALL} s", None
    told = done.stderr.decode(errors="replace")
    if "Sanitizer" in told or "runtime error" in told:
        return "sanitizer: " + told[:3000], done.returncode
    if done.returncode == 0 or (done.returncode == 1 and arguments[0] == "whatif"):
        return "", done.returncode
    if done.returncode != 2:
        return f"exit {done.returncode}: {told[:500]}", done.returncode
    # A line where the file has one: not for a file that is missing or none, a header that lacks a column, a folder.
    whole = r"is no regular file|there is no such table|has no column|has no header row|No such file|levels of symbolic links|32 MB"
    if re.search(r"\.(tsv|txt):\d+: ", told) or (re.search(r"\.(tsv|txt): ", told) and re.search(whole, told)):
        return "", 2
    return "not told with file and line: " + told[:500], 2


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("casus")
    parser.add_argument("source", type=pathlib.Path)
    parser.add_argument("--tables", type=int, default=600)
    parser.add_argument("--dictionaries", type=int, default=600)
    parser.add_argument("--seed", type=int, default=19)
    parser.add_argument("--keep", type=pathlib.Path, help="folder that gets what was found")
    options = parser.parse_args()
    casus = str(pathlib.Path(options.casus).resolve())
    model = pathlib.Path(os.environ.setdefault("CASUS_MODEL", str((options.source / "models" / "casus.model").resolve())))
    if not model.exists():
        print(f"no model at {model}")
        return 77
    shipped = {p.name: p.read_text() for p in sorted((options.source / "lexicons").glob("*.tsv"))}
    found, codes = [], {}
    with tempfile.TemporaryDirectory() as work_name:
        work = pathlib.Path(work_name)
        jobs = [("table", i) for i in range(options.tables)] + [("dictionary", i) for i in range(options.dictionaries)]
        for kind, i in jobs:
            rng = random.Random(f"{options.seed} {kind} {i}")
            place = work / "case"
            place.mkdir()
            if kind == "table":
                name = rng.choice(sorted(shipped))
                for other in shipped:
                    (place / other).symlink_to((options.source / "lexicons" / other).resolve())
                done = name + ": " + table_mutation(rng, place, place / name, shipped[name])
                arguments = rng.choice([["read", "--fast"], ["explain", "--fast", SENTENCE], ["whatif", "--fast", rng.choice(ACTS), "--on", "2024-05-14"]])
                arguments += ["--lexicons", str(place)]
            else:
                done = dictionary_mutation(rng, place / "own.txt")
                arguments = rng.choice([["read", "--fast"], ["explain", "--fast", SENTENCE]]) + ["--actors", str(place / "own.txt")]
            wrong, code = run(casus, arguments, work)
            codes[(kind, code)] = codes.get((kind, code), 0) + 1
            if wrong:
                found.append(f"{kind} {i} ({done}; casus {' '.join(arguments)}): {wrong}")
                print(found[-1], file=sys.stderr, flush=True)
                if options.keep:
                    shutil.copytree(place, options.keep / f"{kind}{i}", symlinks=True, dirs_exist_ok=True)
            shutil.rmtree(place)
    for (kind, code), count in sorted(codes.items(), key=str):
        print(f"{kind}: {count} with exit code {code}")
    print(f"{len(jobs)} hostile runs, {len(found)} findings")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
