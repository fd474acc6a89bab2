#!/usr/bin/env python3
"""What a hostile dispatch, id, title, file name, dictionary, table or ledger can do to the terminal that the program
prints on: nothing. Every command of the command table, every option of it, every format: no byte that steers, no forged
line, and yet JSON that is exact and tables of whole rows.
usage: hostile_test.py CASUS SOURCE   (exits 77 where there is no model)"""
import concurrent.futures
import csv
import io
import json
import os
import pathlib
import pty
import re
import shutil
import subprocess
import sys
import tempfile

casus, source = os.path.realpath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
model = os.environ.setdefault("CASUS_MODEL", str(source / "models/casus.model"))
if not os.path.isfile(model):
    print("no model at", model)
    sys.exit(77)

STEERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
OURS = re.compile(r"\x1b\[(0|1|1;36|33|32|35|2)m")  # the colours of the report
INLINE = "\x1b]0;owned\x07\x1b[2J\x08\x9b2J\u202e\u2066\u200f\u061c\u2028\x7f"
HOSTILE = INLINE + "\u2029\r\nFORGED one\n\tFORGED two\rFORGED three"
SENTENCES = f"""Norway promised to send "tanks{INLINE}" to Kenya by 1 June 2023.
Norway warned{INLINE} on Monday that it would impose sanctions on Russia if Russia attacks Estonia.
=HYPERLINK("http://x";"y") said Italy.
"Kenya condemned the attack, {HOSTILE}" an official of Norway said.
Russia attacked
Estonia on Monday with "rockets{INLINE}". Norway met Kenya."""
failures = []


def brief(args):
    return " ".join(os.fsdecode(arg).replace(HOSTILE, "<HOSTILE>").replace(INLINE, "<INLINE>") for arg in args)


def casus_says(args, stdin=b""):
    done = subprocess.run([casus, *args], input=stdin, capture_output=True, timeout=300)
    return done.returncode, done.stdout, done.stderr


def check(args, stdin=b""):
    """One run; gives the standard output as text."""
    code, out, err = casus_says(args, stdin)
    texts = []
    for where, data in (("standard output", out), ("standard error", err)):
        try:
            text = data.decode()
        except UnicodeDecodeError as error:
            failures.append(f"{brief(args)}: {where} is no UTF-8: {error}")
            text = data.decode(errors="replace")
        if "csv" in args:
            text = text.replace("\r\n", "\n")
        if found := STEERS.search(text):
            failures.append(f"{brief(args)}: {found[0]!r} on {where}: …{text[max(0, found.start() - 60):found.end() + 20]!r}")
        if found := re.search(r"(?m)^\s*FORGED.*", text):
            failures.append(f"{brief(args)}: a forged line on {where}: {found[0]!r}")
        texts.append(text)
    if code not in (0, 1, 2):
        failures.append(f"{brief(args)}: exit code {code}: {texts[1][-2000:]}")
    return texts[0]


def expect(fine, what):
    if not fine:
        failures.append(what)


def documents(number):
    """A dispatch in which every field is hostile."""
    fields = {"id": f"{HOSTILE}/{number}", "date": "2023-05-02", "title": HOSTILE, "source": "\"" + HOSTILE, "url": "@" + HOSTILE}
    return json.dumps({**fields, "text": SENTENCES}) + "\n"


def prepare():
    """The files of an attacker in the working folder; names that no UTF-8 file system would give too."""
    files = {}
    names = {"lines": f"lines{HOSTILE}.jsonl", "text": f"text{HOSTILE}.txt", "page": f"page{HOSTILE}.html",
             "bad": f"bad{HOSTILE}.jsonl", "own": f"own{HOSTILE}.txt", "noise": f"noise{HOSTILE}.txt"}
    contents = {"lines": documents(1) + json.dumps({"text": SENTENCES}) + "\n", "text": SENTENCES,
                "page": f"<html><title>{HOSTILE}</title><body><p>{SENTENCES}</p></body></html>",
                "bad": '{"text": 1}\n' + json.dumps({"text": "x", "date": HOSTILE}) + f"\nno {HOSTILE} JSON\n",
                "own": f"KENYA{INLINE} [KENGOV]\nNOR\x1bWAY [{INLINE}]\n[{INLINE}\n+\u202eX [ABC]\n!X\x1b! = {INLINE}\n", "noise": "a\0b" + HOSTILE}
    for key, name in names.items():
        files[key] = os.fsencode(name)
        pathlib.Path(name).write_text(contents[key], newline="")
    files["byte"] = b"byte\x9b2J\xff.jsonl"  # a bare C1 control for terminals of eight bits
    pathlib.Path(os.fsdecode(files["byte"])).write_text(json.dumps({"text": SENTENCES}))
    files["ledger"] = os.fsencode(f"book{HOSTILE}.ledger")
    files["folder"] = os.fsencode(f"folder{HOSTILE}")
    os.mkdir(files["folder"])
    pathlib.Path(os.fsdecode(files["folder"]), "one.jsonl").write_text(documents(7))
    shutil.copytree(source / "lexicons", "tables")
    for table in ("treaties", "memberships"):
        rows = pathlib.Path(f"tables/{table}.tsv").read_text().splitlines()
        place = rows[0].split("\t").index("citation")
        cells = [row.split("\t") for row in rows]
        for row in cells[1:]:
            if not row[0].startswith("#") and len(row) > place:
                row[place] += INLINE
        pathlib.Path(f"tables/{table}.tsv").write_text("\n".join("\t".join(row) for row in cells) + "\n")
    casus_says(["ingest", "-l", files["ledger"], files["lines"], files["text"], files["byte"]])
    listed = casus_says(["ledger", "-l", files["ledger"], "--json", "--limit", "0"])[1].splitlines()
    files["ids"] = [json.loads(line)["id"] for line in listed]
    expect(files["ids"], "the hostile dispatches make commitments")
    return files


def recipes(f):
    """For each command the command lines that make it print what is hostile."""
    book, ids = ["-l", f["ledger"]], f["ids"][:4]
    inputs, stdin = [f["lines"], f["text"], f["page"], f["byte"]], documents(3).encode()
    reads = [["--format", name] for name in ("json", "report", "plover", "conllu")]
    reads += [["--format", "cameo", "--fast", *more] for more in ([], ["--dyadic"], ["--raw"])]
    reads += [["--format", "csv", "--fast", "--table", table, *more] for table in ("events", "statements", "entries") for more in ([], ["--raw"])]
    both = ([], ["--json"])
    return {
        "read": [(["read", *how, "--date", "2023-05-02", *inputs], b"") for how in reads]
                + [(["read", "--actors", f["own"], *inputs], b"")]
                + [(["read", name], b"") for name in (f["bad"], f["noise"], f["folder"], HOSTILE)],
        "parse": [(["parse", *inputs], b""), (["parse", f["bad"]], b"")],
        "explain": [(["explain", SENTENCES], b""), (["explain", "--actors", f["own"], f"Kenya{INLINE} attacked Norway."], b"")],
        "ingest": [(["ingest", *json_, "-l", os.fsencode(f"other{len(json_)}{HOSTILE}"), f["lines"], f["bad"]], b"") for json_ in both],
        "ledger": [(["ledger", *book, *json_, *more], b"") for json_ in both for more in ([], ["--limit", "1"])]
                  + [(["ledger", *book, "--holder", "Rusia" + HOSTILE], b"")],
        "show": [(["show", *book, *json_, *ids, HOSTILE], b"") for json_ in both],
        "state": [(["state", *book, *json_, *more], b"") for json_ in both for more in ([], ["--lexicons", "tables", "--actor", "NOR"])],
        "timeline": [(["timeline", *book, *json_, "--between", sides], b"") for json_ in both for sides in ("NOR,RUS", "NOR,KEN")],
        "whatif": [(["whatif", *book, *json_, "--near", "99", sentence], b"") for json_ in both
                   for sentence in ("Russia attacks Estonia", f'Russia attacks "{HOSTILE}"', HOSTILE)],
        "watch": [(["watch", *json_, "-l", f"stream{len(json_)}"], stdin) for json_ in both]
                 + [(["watch", "--once", "-l", "followed", f["folder"]], b"")],
        "forget": [(["forget", "-l", "copy", HOSTILE, f"{HOSTILE}/1"], b"")],
        "describe": [(["describe", "man"], b""), (["describe", "bash"], b""), (["describe", "zsh"], b"")],
    }


def sweep(command):
    """Every option a command declares, with a hostile value; a hostile argument; an option of that name."""
    text = casus_says([command, "--help"])[1].decode()
    options = re.findall(r"(?m)^  (-[^\s]+)", text)
    expect(options, f"{command} --help lists options")
    names = {option.split(",")[-1] for option in options} - {"--help"}
    yield from (([command, name, HOSTILE], b"") for name in sorted(names))
    yield from (([command, *more], b"") for more in ([HOSTILE], ["--" + HOSTILE], ["-" + HOSTILE], [b"\x9b2J\xff"]))


def on_a_terminal(args, **environment):
    """What a report looks like where the standard output is a terminal."""
    ours, theirs = pty.openpty()
    program = subprocess.Popen([casus, *args], stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs,
                               env={"TERM": "xterm", **os.environ, **environment})
    os.close(theirs)
    data = b""
    try:
        while piece := os.read(ours, 65536):
            data += piece
    except OSError:  # how Linux tells that the other end is closed
        pass
    program.wait()
    os.close(ours)
    return data.decode().replace("\r\n", "\n")


def main():
    files = prepare()
    shutil.copy(files["ledger"], "copy")
    help_ = casus_says(["--help"])[1].decode()
    commands = re.findall(r"(?m)^  ([a-z]+)  ", help_)
    table = recipes(files)
    expect(set(commands) == set(table), f"hostile recipes are wanted for {sorted(set(commands) ^ set(table))}")
    runs = [run for command in commands for run in table.get(command, [])] + [([HOSTILE], b""), (["--" + HOSTILE], b"")]
    runs += [run for command in commands for run in sweep(command)]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        said = list(pool.map(lambda run: check(*run), runs))
    told = {}
    for (args, _), out in zip(runs, said):
        told.setdefault(args[0], []).append(out)
        if "--format" in args and args[2] == "json" or "--json" in args and args[0] != "ingest":
            for line in out.encode().splitlines():  # at line feeds only
                json.loads(line)
    for command in ("read", "parse", "explain", "ingest", "ledger", "show", "state", "timeline", "whatif", "watch"):
        expect(any("\ufffd" in out for out in told[command]), f"{command} prints something hostile at all")

    reading = json.loads(check(["read", "--format", "json", files["lines"]]).split("\n")[0])
    expect(reading["document"]["text"] == SENTENCES, "JSON keeps the text exact")
    expect(reading["document"]["id"] == f"{HOSTILE}/1", "JSON keeps the id exact")
    for how, dialect in ((["cameo"], "excel-tab"), (["csv"], "excel")):
        for raw in ([], ["--raw"]):
            out = casus_says(["read", "--format", *how, *raw, files["lines"]])[1].decode()
            rows = list(csv.reader(io.StringIO(out, newline=""), dialect=dialect))
            if not rows:
                failures.append(f"{how} {raw}: no table")
                continue
            expect(len(rows) == out.count("\n") > 3, f"{how} {raw}: a row is a line")
            expect({len(row) for row in rows} == {len(rows[0])}, f"{how} {raw}: rows are as long as the header")
            numbers = [i for i, name in enumerate(rows[0]) if name in ("GoldsteinScore", "score")]
            cells = [cell for row in rows for i, cell in enumerate(row) if i not in numbers and cell.strip("-")]
            formulas = [cell for cell in cells if re.match(r"\s*[=+@-]", cell)]
            expect(bool(formulas) == bool(raw and how == ["cameo"]), f"{how} {raw}: formulas {formulas[:3]}")
            expect(any(float(row[numbers[0]]) < 0 for row in rows[1:]), f"{how}: negative scores are numbers")
    terminal = ["read", "--format", "report", files["lines"]]
    for environment, coloured in (({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)):
        shown = on_a_terminal(terminal, **environment)
        expect(bool(OURS.search(shown)) == coloured, f"colours with {environment}")
        expect(not STEERS.search(OURS.sub("", shown)), f"a terminal with {environment} gets only our colours")
        expect(not re.search(r"(?m)^\s*FORGED", shown), f"a terminal with {environment} gets no forged line")
    print("\n".join(failures[:40]))
    print(f"{len(runs)} runs, {len(failures)} failures")
    sys.exit(len(failures) > 0)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as work:
        os.chdir(work)
        main()
