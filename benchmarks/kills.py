#!/usr/bin/env python3
"""Kills an ingest at random moments: is the file sound, and does the next run end at the identical ledger?

usage: benchmarks/kills.py CASUS ARCHIVE.jsonl [KILLS=200] [DOCUMENTS=4000] [SEED=1]

Each round starts a fresh ledger, kills the ingest with SIGKILL at a moment drawn between its start and its usual end,
checks the file (SQLite's own checks, no orphan rows, whole documents only), runs the ingest again, and compares all of it
with a ledger that was never disturbed. Every fifth round kills the second run as well. Exit code 1 where one round failed.
"""
import hashlib
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time

# What must be equal, in an order that does not depend on row numbers.
CONTENT = [
    "select id, date, title, text, sha256, characters from documents order by id",
    "select d.id, e.n, e.kind, e.status, e.said_on from entries e join documents d on d.seq = e.document order by 1, 2",
    "select d.id, e.n, e.deed, e.status, e.category from events e join documents d on d.seq = e.document order by 1, 2",
    "select d.id, s.n, s.start, s.stop from sentences s join documents d on d.seq = s.document order by 1, 2",
    "select id, kind, status, since, reports, action, condition from commitments order by id",
    "select c.id, s.role, s.side, s.n from commitment_sides s join commitments c on c.n = s.commitment order by 1, 2, 4",
    "select c.id, e.n, e.document, e.start, e.stop, e.role, e.text from evidence e join commitments c"
    " on c.n = e.commitment order by 1, 2",
    "select c.id, x.n, x.changed_on, x.known_on, x.old_status, x.status, x.rule from changes x join commitments c"
    " on c.n = x.commitment order by 1, 2",
]


def digest(path):
    db = sqlite3.connect(path)
    out = hashlib.sha256()
    for sql in CONTENT:
        for row in db.execute(sql):
            out.update(repr(row).encode())
    db.close()
    return out.hexdigest()


def faults(path, sizes):
    """What is wrong with a file after a kill; `sizes`: sentences of each document of the undisturbed ledger."""
    if not os.path.exists(path):
        return None  # killed before there was one
    db = sqlite3.connect(path)
    try:
        verdict = db.execute("pragma integrity_check").fetchone()[0]
        if verdict != "ok":
            return verdict
        if db.execute("pragma foreign_key_check").fetchone():
            return "orphan rows"
        if not db.execute("select 1 from sqlite_master where name = 'documents'").fetchone():
            return None
        for ident, n in db.execute("select d.id, (select count(*) from sentences where document = d.seq) from documents d"):
            if sizes.get(ident) != n:
                return f"half a document: {ident}"
    finally:
        db.close()
    return None


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    casus, archive = sys.argv[1], sys.argv[2]
    kills, documents, seed = (int(sys.argv[i]) if len(sys.argv) > i else d for i, d in ((3, 200), (4, 4000), (5, 1)))
    random.seed(seed)
    with tempfile.TemporaryDirectory() as work:
        part = os.path.join(work, "part.jsonl")
        with open(archive, encoding="utf-8") as source, open(part, "w", encoding="utf-8") as out:
            for _, line in zip(range(documents), source):
                out.write(line)
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}

        def run(path):
            return subprocess.Popen([casus, "ingest", "-l", path, part], **quiet)

        whole = os.path.join(work, "whole.ledger")
        start = time.monotonic()
        if run(whole).wait() != 0:
            sys.exit("kills.py: the undisturbed ingest failed; is the model found?")
        usual = time.monotonic() - start
        wanted = digest(whole)
        db = sqlite3.connect(whole)
        sizes = dict(db.execute("select d.id, (select count(*) from sentences where document = d.seq) from documents d"))
        db.close()
        print(f"undisturbed: {len(sizes)} documents in {usual:.2f} s")
        good = struck = 0
        for n in range(kills):
            path = os.path.join(work, f"k{n}.ledger")
            trouble = None
            for _ in range(2 if n % 5 == 4 else 1):
                process = run(path)
                time.sleep(random.uniform(0, usual * 1.05))
                struck += process.poll() is None
                process.kill()
                process.wait()
                trouble = trouble or faults(path, sizes)
            if run(path).wait() != 0:
                trouble = trouble or "the next run failed"
            elif digest(path) != wanted:
                trouble = trouble or "the ledger differs"
            good += trouble is None
            if trouble:
                print(f"round {n}: {trouble}")
            for end in ("", "-wal", "-shm"):
                if os.path.exists(path + end):
                    os.remove(path + end)
        print(f"{good} of {kills} files sound and resumed to the identical ledger ({struck} runs were struck while at work)")
    return 0 if good == kills else 1


if __name__ == "__main__":
    sys.exit(main())
