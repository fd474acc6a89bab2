#!/usr/bin/env python3
"""Storylines over years against a ledger: which of the changes that an annotator marked does it hold?

usage: benchmarks/threads.py LEDGER STORYLINES.jsonl        (../shared/data/commitments/threads-dev.jsonl)

A storyline creates commitments in some items (c1, c2 …) and other items act on them. A marked change is held where a
commitment with evidence of the creating item has a row of evidence or of change by the marked item, and the change is
the right one (WANTED below). Marks with a question mark are shown and not counted. Accessions need no creating item: the
item itself must have completed one. Exit code 1 where fewer than 60 per cent are held.
"""
import json
import re
import sqlite3
import sys

# What a mark asks of the row by which the item acts: statuses moved to, or roles of evidence that says it again.
WANTED = {
    "restates": ({"discharged", "detached", "conditional"}, {"restated", "reported", "execution-announced"}),
    "detaches": ({"detached"}, {"condition-again"}),
    "discharges": ({"discharged"}, {"reported", "restated", "execution-announced"}),
    "withdraws": ({"cancelled", "suspended"}, {"withdrawn"}),
    "averts": ({"averted"}, set()),
    "suspends": ({"suspended"}, set()),
    "reinstates": ({"conditional", "detached", "announced"}, set()),
    "decides": ({"settled"}, set()),
    "completes": ({"settled"}, set()),
}


def held(db, wanted, creators, item, note):
    """The commitment on which the item acts as marked, or what it did instead."""
    statuses, roles = wanted
    if creators:
        marks = ",".join("?" * len(creators))
        found = db.execute(
            f"select distinct e.commitment from evidence e where e.document in ({marks})"
            " and e.role in ('made', 'restated') order by 1", creators).fetchall()
    else:
        found = db.execute("select distinct e.commitment from evidence e join commitments c on c.n = e.commitment"
                           " where e.document = ? and c.kind = 'accession'", [item]).fetchall()
    seen = []
    for (n,) in found:
        ident, kind = db.execute("select id, kind from commitments where n = ?", [n]).fetchone()
        for role, status, rule in db.execute(
                "select e.role, x.status, x.rule from evidence e left join changes x on x.commitment = e.commitment"
                " and x.evidence = e.n where e.commitment = ? and e.document = ?", [n, item]):
            if status in statuses and rule != "made" or (rule == "made" and not creators and status in statuses):
                return ident, f"{kind} {status} ({rule})"
            if role in roles:
                return ident, f"{kind} ({role})"
            seen.append(f"{kind} {ident} {status or ''} ({rule or role})")
    return None, "; ".join(seen) or ("no commitment of it" if not found else "not touched")


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    db = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
    good = asked = 0
    for line in open(sys.argv[2], encoding="utf-8"):
        story = json.loads(line)
        print(f"{story['id']}  {story['title']}")
        creators = {}
        for event in story["events"]:
            name = re.match(r"c\d+", event["note"])
            if event["role"] == "creates":
                creators.setdefault(name.group() if name else "c1", []).append(event["item"])
        for event in story["events"]:
            for mark in event["role"].split("+"):
                optional = mark.endswith("?")
                mark = mark.rstrip("?")
                if mark not in WANTED:
                    continue
                name = re.match(r"c\d+", event["note"])
                which = name.group() if name else (None if mark == "completes" else "c1")
                ident, how = held(db, WANTED[mark], creators.get(which, []) if which else [], event["item"],
                                  event["note"])
                if not optional:
                    asked += 1
                    good += ident is not None
                print(f"  {'held' if ident else 'MISS'}{'?' if optional else ' '} {event['date']} {mark:10} {which or '-':3}"
                      f" {event['item']}  {ident or ''} {how}")
    share = 100 * good / max(1, asked)
    print(f"{good} of {asked} marked changes held: {share:.0f} %")
    return 0 if share >= 60 else 1


if __name__ == "__main__":
    sys.exit(main())
