#!/usr/bin/env python3
"""Kills ingest and watch at random moments while another process writes the same ledger: is it whole, and is all of it told?

usage: benchmarks/kills.py CASUS [ARCHIVE.jsonl=-] [KILLS=300] [DOCUMENTS=300] [SEED=1]        -: dispatches of ours (dispatches.py)

Each round starts a fresh ledger and two writers at once, each with every other document of the archive: two ingests, an ingest and a
watch, a watch and an ingest, two watches. The first is killed with SIGKILL at a moment drawn between its start and its usual end, the
second goes on to its end. Then

- the file is sound: SQLite's own checks, no orphan rows, whole documents only;
- what it answers is what a fresh fold of the documents in it answers, and so are its rows where the file says that they are level
  with its documents (a run that was killed between its documents and their fold leaves a file that says it is behind);
- the killed run, begun again, ends at the ledger that was never disturbed, and that is a fresh fold again;
- no alert is left; where both were watches, every change in the ledger was told by one of the runs, the killed ones included.

Every fifth round kills the second run of the first as well. Exit code 1 where one round failed.
"""
import hashlib
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

from dispatches import PROMISES, THREATS, dispatches

# What must be equal, in an order that does not depend on row numbers.
DOCUMENTS = [
    "select id, date, title, text, sha256, characters from documents order by id",
    "select d.id, e.n, e.kind, e.status, e.said_on from entries e join documents d on d.seq = e.document order by 1, 2",
    "select d.id, e.n, e.deed, e.status, e.category from events e join documents d on d.seq = e.document order by 1, 2",
    "select d.id, s.n, s.start, s.stop from sentences s join documents d on d.seq = s.document order by 1, 2",
]
COMMITMENTS = [
    "select id, kind, status, since, reports, action, condition from commitments order by id",
    "select c.id, s.role, s.side, s.n from commitment_sides s join commitments c on c.n = s.commitment order by 1, 2, 4",
    "select c.id, e.n, e.document, e.start, e.stop, e.role, e.text from evidence e join commitments c"
    " on c.n = e.commitment order by 1, 2",
    "select c.id, x.n, x.changed_on, x.known_on, x.old_status, x.status, x.rule from changes x join commitments c"
    " on c.n = x.commitment order by 1, 2",
]


def rows(path, sql):
    db = sqlite3.connect(path)
    try:
        return db.execute(sql).fetchall()
    finally:
        db.close()


def digest(path, wanted):
    out = hashlib.sha256()
    for sql in wanted:
        for row in rows(path, sql):
            out.update(repr(row).encode())
    return out.hexdigest()


def unsound(path, sizes):
    """What is wrong with a file; `sizes`: sentences of each document of the undisturbed ledger."""
    if (verdict := rows(path, "pragma integrity_check")[0][0]) != "ok":
        return verdict
    if rows(path, "pragma foreign_key_check"):
        return "orphan rows"
    for ident, n in rows(path, "select d.id, (select count(*) from sentences where document = d.seq) from documents d"):
        if sizes.get(ident) != n:
            return f"half a document: {ident}"
    return None


def level(path):
    """Does the file say that its commitments are those of its documents?"""
    meta = dict(rows(path, "select key, value from meta where key in ('readings', 'ledger')"))
    return meta.get("readings") is not None and meta.get("readings") == meta.get("ledger")


def not_a_fold(casus, path, known):
    """Compares the answer and the commitments of a file with those that are folded anew from the documents of a copy of it."""
    copy = path + ".copy"
    remove(copy)
    source, target = sqlite3.connect(path), sqlite3.connect(copy)
    source.backup(target)
    source.close()
    target.executescript("delete from matters; pragma foreign_keys = on; delete from commitments; delete from meta where key in ('ledger', 'rules')")
    target.close()
    if subprocess.run([casus, "ingest", "--fast", "-l", copy, known], capture_output=True).returncode != 0:
        return "the copy cannot be folded"
    asked = [subprocess.run([casus, "ledger", "-l", file, "--limit", "0", "--json"], capture_output=True) for file in (path, copy)]
    try:
        if asked[0].returncode not in (0, 1) or (asked[0].returncode, asked[0].stdout) != (asked[1].returncode, asked[1].stdout):
            return "its answer is not that of a fold of its documents"
        return "it is no fold of its documents" if level(path) and digest(copy, COMMITMENTS) != digest(path, COMMITMENTS) else None
    finally:
        remove(copy)


def remove(path):
    for end in ("", "-wal", "-shm"):
        if os.path.exists(path + end):
            os.remove(path + end)


def untold(path, told):
    """Changes in the ledger that no alert spoke of."""
    spoken = set()
    for name in told:
        with open(name, encoding="utf-8", errors="replace") as lines:
            for line in lines:
                if line.endswith("}\n"):  # a killed run may leave half a line, which is told again
                    alert = json.loads(line)
                    spoken.add((alert["commitment"], alert["rule"]))
    made = rows(path, "select id, 'made' from commitments where status is null")
    changed = rows(path, "select c.id, x.rule from changes x join commitments c on c.n = x.commitment")
    return [change for change in made + changed if tuple(change) not in spoken]


class Run:
    """One process that writes: `what` is ingest or watch."""

    def __init__(self, casus, what, ledger, part, told):
        self.told = told if what == "watch" else None
        self.error = open(part + ".err", "wb")
        command = [casus, what, "--fast", "-l", ledger] + (["--json"] if what == "watch" else [part])
        with open(part, "rb") as source, open(told if self.told else os.devnull, "ab") as out:
            self.process = subprocess.Popen(command, stdin=source, stdout=out, stderr=self.error)

    def end(self):
        code = self.process.wait()
        self.error.close()
        return code

    def kill(self):
        at_work = self.process.poll() is None
        self.process.kill()
        self.end()
        return at_work


def one_round(n, casus, work, parts, usual, wanted, sizes):
    """What went wrong, how many runs were struck while at work, and whether they left a file that says it is behind."""
    first, second = [("ingest", "ingest"), ("ingest", "watch"), ("watch", "ingest"), ("watch", "watch")][n % 4]
    path = os.path.join(work, f"k{n}.ledger")
    told = [os.path.join(work, f"told.{i}") for i in range(2)]
    for name in told:
        open(name, "wb").close()
    struck, trouble = 0, None
    other = Run(casus, second, path, parts[1], told[1])
    for _ in range(2 if n % 5 == 4 else 1):
        victim = Run(casus, first, path, parts[0], told[0])
        time.sleep(random.uniform(0, usual[first] * 1.3))
        struck += victim.kill()
    if other.end() != 0:
        return "the other writer failed: " + open(parts[1] + ".err").read(), struck, False
    behind = not level(path)
    trouble = unsound(path, sizes) or not_a_fold(casus, path, parts[2])
    if Run(casus, first, path, parts[0], told[0]).end() != 0:
        return trouble or "the next run failed: " + open(parts[0] + ".err").read(), struck, behind
    if not level(path):
        trouble = trouble or "the next run left it behind"
    if digest(path, DOCUMENTS + COMMITMENTS) != wanted:
        trouble = trouble or "the ledger differs"
    trouble = trouble or unsound(path, sizes) or not_a_fold(casus, path, parts[2])
    if "watch" in (first, second):
        Run(casus, "watch", path, parts[2], told[1]).end()  # tells what the killed one left
        if left := rows(path, "select count(*) from alerts")[0][0]:
            trouble = trouble or f"{left} alerts are left"
    if first == second == "watch" and (missed := untold(path, told)):
        trouble = trouble or f"{len(missed)} changes were never told: {missed[:3]}"
    remove(path)
    return trouble, struck, behind


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    casus, archive = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "-"
    kills, documents, seed = (int(sys.argv[i]) if len(sys.argv) > i else d for i, d in ((3, 300), (4, 300), (5, 1)))
    random.seed(seed)
    work = tempfile.mkdtemp()
    try:
        parts = [os.path.join(work, name) for name in ("one.jsonl", "two.jsonl", "known.jsonl", "all.jsonl")]
        lines = list(dispatches(documents, THREATS + PROMISES))
        if archive != "-":
            with open(archive, encoding="utf-8") as source:
                lines = [line for _, line in zip(range(documents), source)]
        for name, part in zip(parts, (lines[::2], lines[1::2], lines[1:2], lines)):
            with open(name, "w", encoding="utf-8") as out:
                out.writelines(part)
        whole = os.path.join(work, "whole.ledger")
        usual = {}
        for what in ("watch", "ingest"):
            remove(whole)
            start = time.monotonic()
            if Run(casus, what, whole, parts[0], os.path.join(work, "told")).end() != 0:
                sys.exit(f"kills.py: the undisturbed {what} failed; is the model found?")
            usual[what] = time.monotonic() - start
        if Run(casus, "ingest", whole, parts[3], "").end() != 0:
            sys.exit("kills.py: the undisturbed ingest failed")
        wanted = digest(whole, DOCUMENTS + COMMITMENTS)
        sizes = dict(rows(whole, "select d.id, (select count(*) from sentences where document = d.seq) from documents d"))
        print(f"undisturbed: {len(sizes)} documents, {rows(whole, 'select count(*) from commitments')[0][0]} commitments; half of them by"
              f" ingest in {usual['ingest']:.2f} s, by watch in {usual['watch']:.2f} s", flush=True)
        good = struck = behind = 0
        for n in range(kills):
            trouble, at_work, late = one_round(n, casus, work, parts, usual, wanted, sizes)
            good += trouble is None
            struck += at_work
            behind += late
            if trouble:
                print(f"round {n}: {trouble}", flush=True)
        print(f"{good} of {kills} ledgers whole ({struck} runs were struck while at work; {behind} files said that they were behind)")
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return 0 if good == kills else 1


if __name__ == "__main__":
    sys.exit(main())
