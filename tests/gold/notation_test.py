#!/usr/bin/env python3
"""The notation of gold (training/gold/notation.py): notes to records, to labels without a word of the text, and back; every
fault is told. usage: notation_test.py SOURCE     Where ../shared/data/gold lies beside the source, its notes give the same
records as by its own check.py."""
import json
import subprocess
import sys
from pathlib import Path

SOURCE = Path(sys.argv[1]).resolve()
sys.path.insert(0, str(SOURCE / "training/gold"))
import notation  # noqa: E402

TEXT = ("Oslo and Paris said on Monday that the port, the port of Riga, would stay shut unless Minsk frees the crew by Friday. "
        "“We,” the minister said, “will not wait.”")
ITEMS = {"x": {"id": "x", "date": "2024-05-14", "text": TEXT}, "y": {"id": "y", "text": "It rained."}}
NOTES = """# x
S | Oslo=NOR + Paris=FRA | said | the port, the port of Riga, would stay shut unless Minsk frees the crew by Friday | threaten | to=Minsk=BLR
S | the minister=? | said#2 | We // will not wait | refuse | neg in=s1
E | said | THREATEN/restrict | actual | Oslo=NOR + Paris=FRA | Minsk=BLR | port#2 | Riga | -
E | frees | RETREAT/release | hypothetical | Minsk=BLR | - | the crew | - | c1.if
C | threat | Oslo=NOR + Paris=FRA | Minsk=BLR | would | stay shut | unless Minsk frees the crew by Friday | by Friday | s=s1 not body=EU status=conditional
C | refusal | the minister=? | - | will not | wait | - | - | refrain implicit vague

# y
none
"""


def compiled(notes):
    faults = []
    records = notation.compiled(notes.split("\n"), ITEMS, lambda number, what: faults.append(f"{number}: {what}"))
    return records, faults


def quote(record, words):
    start, end = record["span"]
    assert record["text"] == words == TEXT[start:end], record
    return start


def main():
    (x, y), faults = compiled(NOTES)
    assert not faults, faults
    assert [len(x[name]) for name in notation.LISTS] == [2, 2, 2] and not any(y[name] for name in notation.LISTS)
    first, second = x["statements"]
    assert quote(first["source"], "Oslo and Paris") == 0 and first["source"]["side"] == "NOR+FRA"
    assert first["addressee"]["side"] == "BLR" and not first["negated"] and first["inside"] is None
    assert second["negated"] and second["inside"] == "s1" and [c["text"] for c in second["content"]] == ["We", "will not wait"]
    assert quote(second["cue"], "said") == TEXT.index("said", 20)
    threat, freed = x["events"]
    assert quote(threat["object"], "port") == TEXT.index("port of") and threat["mode"] == "restrict" and threat["part_of"] is None
    assert quote(threat["place"], "Riga") and freed["part_of"] == "c1.if" and freed["status"] == "hypothetical"
    held, refused = x["entries"]
    assert held["condition_negated"] and held["body"] == "EU" and held["status"] == "conditional" and held["statement"] == "s1"
    assert refused["polarity"] == "refrain" and (refused["strength"], refused["specificity"]) == ("implicit", "unspecified")

    for record in (x, y):
        label = notation.labels(record)
        assert not any(word in json.dumps(label, ensure_ascii=False) for word in ("Oslo", "port", "wait", "rained")), label
        back = notation.with_text(label, ITEMS)
        assert back == record, back
        again, faults = compiled(notation.note(back))
        assert not faults and again == [record], (faults, again)
    try:
        notation.with_text(notation.labels(x), {"x": {"id": "x", "text": TEXT + "!"}})
        raise AssertionError("another text is taken for the one that was annotated")
    except notation.Fault as fault:
        assert "another text" in str(fault)

    for line, wanted in (("S | Bonn=DEU | said | We | assert", "not in the text"), ("S | - | said | We | shout", "not an act"),
                         ("E | said | THREATEN/visit | actual | - | - | - | - | -", "not a mode of THREATEN"),
                         ("E | said | SHOUT | actual | - | - | - | - | -", "not a category"), ("C | threat | Oslo | - | would | wait | - | -", "TEXT=SIDE"),
                         ("C | threat | Oslo=oslo | - | would | wait | - | -", "TEXT=SIDE"), ("E | said | ACCUSE", "7 to 8 fields, found 2"),
                         ("E | said#9 | ACCUSE | actual | - | - | - | - | -", "9 times"), ("E | said | ACCUSE | actual | - | - | - | - | e7", "'e7', which is not there"),
                         ("X | said", "begins a line"), ("S | - | said | We | assert | loudly", "not a flag"), ("none", "either records or")):
        records, faults = compiled(f"# x\n{line}\n" + ("S | - | said | We | assert\n" if line == "none" else ""))
        assert any(wanted in fault for fault in faults), (line, faults)
    assert "no item 'z'" in compiled("# z\nnone\n")[1][0] and "before any" in compiled("S | - | said | We | assert\n")[1][0]

    ours = SOURCE / "training/gold"
    made = subprocess.run([sys.executable, ours / "notation.py", "compile", ours / "own.txt", "--items", ours / "own.items.jsonl"],
                          capture_output=True, text=True, check=True).stdout.splitlines()
    assert len(made) == 60 and sum(len(json.loads(line)["entries"]) for line in made) == 483, "the notes of our own dispatches"

    gold = SOURCE.parent / "shared/data/gold"
    for notes in sorted(gold.glob("notes/*.txt")):
        theirs = subprocess.run([sys.executable, gold / "check.py", "--compile", notes], capture_output=True, text=True, check=True).stdout
        ours = subprocess.run([sys.executable, SOURCE / "training/gold/notation.py", "compile", notes, "--items", *gold.glob("items/*.jsonl")],
                              capture_output=True, text=True, check=True).stdout
        assert ours == theirs, notes
        print(f"{notes.name}: the same as by check.py")


if __name__ == "__main__":
    main()
