#!/usr/bin/env python3
"""Ledgers of unknown hands: does the program ever crash, hang or keep silent over a file that was tampered with?

usage: benchmarks/hostile_ledgers.py CASUS [FILES=1200] [SEED=1] [COMMANDS=3]

Makes a small ledger with CASUS, then FILES changed copies of it: bytes, pages, cells (with the schema's types and
constraints taken away while it is done), rows, the schema itself, headers, the tables of the full-text search, logs beside
the file. COMMANDS commands are run on each copy, in turn those that read and those that write. Each must end in time, by
no signal and without a report of a sanitizer, with exit code 0 or 1, or 2 and a message. Exit code 1 where one did not; the
file is then kept. Ctrl-C ends it with what was done so far. A build with sanitizers (build/dev) finds most. The model: $CASUS_MODEL, else found by the program.
"""
import collections
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile

TIMEOUT = float(os.environ.get("CASUS_TIMEOUT", 120))
SIDES = [("Norway", "Sweden"), ("Chile", "Peru"), ("India", "Nepal"), ("NATO", "Finland")]
TOLD = ["{a} warned that it would impose sanctions on {b} if {b} attacks {a}.", "{b} attacked {a} on Monday.",
        "{a} imposed sanctions on {b}.", "{a} promised to send tanks to {b} by 1 May 2031.",
        "{a} will not withdraw its troops from {b}.", "{a} vetoed the accession of {b} to NATO.",
        "{a} withdrew its threat to impose sanctions on {b}."]


def dispatches():
    for n in range(28):
        a, b = SIDES[n % 4]
        yield ('{"id": "d%d", "date": "20%d-%02d-%02d", "text": "%s"}' %
               (n, 20 + n // 12, 1 + n % 12, 1 + n, TOLD[n // 4].format(a=a, b=b)))


def connect(path):
    db = sqlite3.connect(path, isolation_level=None)
    db.text_factory = bytes
    return db


def open_schema(db):
    """Takes types and constraints out of the schema; gives what restores it."""
    db.execute("pragma writable_schema = on")
    kept = db.execute("select name, sql from sqlite_schema where type = 'table' and sql like '% strict%'").fetchall()
    for name, sql in kept:
        loose = sql.replace(b" strict, without rowid", b" without rowid").replace(b") strict", b")")
        for word in (b" not null", b" references documents on delete cascade", b" references commitments on delete cascade"):
            loose = loose.replace(word, b"")
        db.execute("update sqlite_schema set sql = ? where name = ?", (loose.decode(), name.decode()))
    return [(sql.decode(), name.decode()) for name, sql in kept]


def ours(db):
    return [row[0].decode() for row in db.execute("select name from sqlite_schema where type = 'table'")]


def value(r):
    return r.choice([
        None, 0, 1, -1, 2, 255, 65536, 2**31 - 1, 2**31, 2**32 - 1, 2**32, 2**63 - 1, -2**63, 0.5, 1e308, float("inf"), "", "x",
        "9999-12-31", "0000-00-00", "-001-01-01", "10000-01-01", "2023-02-30", "threat", "promise", "conditional", "holder",
        "act-doer", "made", "NATO", "RUS", "x" * 70000, "é" * 999, "\0a\0", "'; drop table documents; --", "\x1b[31m", "‮",
        b"", b"\xff\xfe", b"\0" * 5000, "join-organization", "attack", "a/b/c/d", "%s%n", '"', "{", "\n"])


def cells(path, r, seed):
    db = connect(path)
    kept = open_schema(db)
    db.close()
    db = connect(path)
    tables = [t for t in ours(db) if "_" not in t or t in ("commitment_sides", "entry_sides", "entry_evidence")]
    for _ in range(r.choice([1, 1, 2, 5])):
        table = r.choice([t for t in tables if t not in ("search", "matters")])
        columns = [row[1].decode() for row in db.execute(f"pragma table_info({table})")]
        column = r.choice(columns)
        where = r.choice(["1", "1", f"{columns[0]} = (select {columns[0]} from {table} limit 1 offset {r.randrange(5)})"])
        how = r.randrange(6)
        try:
            if how < 4:
                given = value(r)
                cast = "cast(? as text)" if isinstance(given, bytes) and r.random() < 0.5 else "?"
                db.execute(f"update or replace {table} set {column} = {cast} where {where}", (given,))
            elif how == 4:
                db.execute(f"update or replace {table} set {column} = {column} + {r.choice([1, -1, 1000, 2**40])} where {where}")
            else:
                other = r.choice(columns)
                db.execute(f"update or replace {table} set {column} = {other} where {where}")
        except (sqlite3.Error, OverflowError):
            pass
    db.execute("pragma writable_schema = on")
    db.executemany("update sqlite_schema set sql = ? where name = ?", kept)
    db.close()


def rows(path, r, seed):
    db = connect(path)
    for _ in range(r.choice([1, 2, 4])):
        table = r.choice([t for t in ours(db) if t not in ("search", "matters")])
        try:
            n = db.execute(f"select count(*) from {table}").fetchone()[0]
            if r.random() < 0.6:
                db.execute(f"delete from {table} where rowid % {r.choice([1, 2, 3])} = 0")
            else:
                db.execute(f"delete from {table} limit 1 offset {r.randrange(max(n, 1))}")
        except sqlite3.Error:
            try:
                key = db.execute(f"pragma table_info({table})").fetchall()[r.choice([0, 1])][1].decode()
                db.execute(f"delete from {table} where {key} in (select {key} from {table} limit 2 offset {r.randrange(9)})")
            except (sqlite3.Error, IndexError):
                pass
    db.close()


def schema(path, r, seed):
    planted = [
        "create trigger evil after insert on documents begin delete from commitments; end",
        "create trigger evil before delete on commitments begin insert into commitments select * from commitments; end",
        "create trigger evil after insert on changes begin insert into changes select commitment, n + 1, changed_on, known_on,"
        " old_status, status, rule, evidence from changes; end",
        "create view v as select load_extension('x')", "create index i on documents (hex(randomblob(100000)))",
        "create index i on evidence (printf('%.*c', 100000000, 'x'))", "drop table commitments", "drop table changes",
        "drop index evidence_by_document", "drop trigger documents_come", "alter table documents rename to papers",
        "alter table commitments drop column body", "alter table evidence add column x text default (randomblob(9))",
        "alter table documents rename column text to words", "drop table meta", "analyze",
        "create table sqlite_stat5 (x)", "create virtual table f using fts5 (x, content='sqlite_schema')",
        "create virtual table m using rtree (a, b, c)"]
    rewritten = [
        ("commitments", "create table commitments (n, id, kind, status)"), ("documents", "create view documents as select 1"),
        ("changes", "create table changes (commitment, n, x generated always as (abs(-9223372036854775808)))"),
        ("evidence", "create table evidence as"), ("meta", None), ("search", "create virtual table search using fts5 (x)"),
        ("matters", "create virtual table matters using nothing (x)"), ("search_data", "create table search_data (a)"),
        ("documents_go", "create trigger documents_go after delete on documents begin select randomblob(1000000000); end"),
        ("entries", "create table entries (document integer check (randomblob(100000000) is not null), n)")]
    db = connect(path)
    try:
        if r.random() < 0.5:
            db.execute(r.choice(planted))
        else:
            name, sql = r.choice(rewritten)
            db.execute("pragma writable_schema = on")
            what = r.randrange(4)
            if what < 2:
                db.execute("update sqlite_schema set sql = ? where name = ?", (sql, name))
            elif what == 2:
                db.execute("update sqlite_schema set rootpage = ? where name = ?", (r.choice([0, 1, 2, -1, 99999, 2**40]), name))
            else:
                db.execute("update sqlite_schema set type = ?, tbl_name = ? where name = ?",
                           (r.choice(["view", "index", "trigger", "x"]), r.choice(["", "documents", "sqlite_schema"]), name))
    except sqlite3.Error:
        pass
    db.close()


def headers(path, r, seed):
    data = bytearray(open(path, "rb").read())
    at = r.choice([(16, 2), (18, 1), (19, 1), (20, 1), (21, 3), (24, 4), (28, 4), (32, 4), (36, 4), (44, 4), (52, 4), (56, 4),
                   (60, 4), (64, 4), (68, 4), (92, 8), (100, 8)])
    data[at[0]:at[0] + at[1]] = r.choice([b"\0" * 8, b"\xff" * 8, r.randbytes(8), b"\0\0\0\1\0\0\0\1"])[:at[1]]
    open(path, "wb").write(data)


def some_bytes(path, r, seed):
    data = bytearray(open(path, "rb").read())
    for _ in range(r.choice([1, 2, 8, 40, 400])):
        data[r.randrange(len(data))] = r.choice([0, 255, 1, 127, 128, r.randrange(256)])
    open(path, "wb").write(data)


def pages(path, r, seed):
    data = bytearray(open(path, "rb").read())
    size = int.from_bytes(data[16:18], "big")
    count = len(data) // size
    for _ in range(r.choice([1, 2, 4])):
        a, b = r.randrange(count), r.randrange(count)
        what = r.randrange(6)
        one = slice(a * size, (a + 1) * size)
        if what == 0:
            data[one] = data[b * size:(b + 1) * size]
        elif what == 1:
            data[one] = bytes(size) if a else data[one]
        elif what == 2:
            data = data[:max(a, 1) * size - r.choice([0, 1, size // 2])]
            break
        elif what == 3:  # an inner page whose children are all one page, itself or another
            start = a * size + (100 if a == 0 else 0)
            if data[start] in (2, 5):
                child = r.choice([a + 1, b + 1]).to_bytes(4, "big")
                data[start + 8:start + 12] = child
                for i in range(int.from_bytes(data[start + 3:start + 5], "big")):
                    cell = int.from_bytes(data[start + 12 + 2 * i:start + 14 + 2 * i], "big")
                    if a * size + cell + 4 <= len(data):
                        data[a * size + cell:a * size + cell + 4] = child
        elif what == 4:  # cell pointers
            start = a * size + (100 if a == 0 else 0)
            for i in range(r.choice([1, 3, 9])):
                data[start + 8 + 2 * i:start + 10 + 2 * i] = r.randbytes(2)
        else:
            data += r.randbytes(size)
    open(path, "wb").write(data)


def search(path, r, seed):
    db = connect(path)
    for _ in range(r.choice([1, 3])):
        table = r.choice(["matters_data", "search_data", "matters_idx", "search_docsize", "matters_content", "matters_config"])
        try:
            columns = [row[1].decode() for row in db.execute(f"pragma table_info({table})")]
            column = r.choice(columns)
            for key, old in db.execute(f"select {columns[0]}, {column} from {table}").fetchall():
                if r.random() < 0.5:
                    continue
                new = bytearray(old if isinstance(old, bytes) else b"\1\2\3")
                for _ in range(3):
                    if new:
                        new[r.randrange(len(new))] = r.randrange(256)
                db.execute(f"update or replace {table} set {column} = ? where {columns[0]} = ?",
                           (r.choice([bytes(new), r.randbytes(30), None, 2**62]), key))
        except sqlite3.Error:
            pass
    db.close()


def beside(path, r, seed):
    log = r.choice(["-wal", "-journal", "-shm"])
    head = r.choice([b"", bytes.fromhex("377f0682002de218"), bytes.fromhex("d9d505f920a163d7"), bytes.fromhex("377f0683")])
    what = r.randrange(4)
    if what == 3:
        os.mkfifo(path + log)
    else:
        open(path + log, "wb").write(head + r.randbytes(r.choice([0, 24, 100, 5000, 60000])))


def meta(path, r, seed):
    db = connect(path)
    if r.random() < 0.4:
        db.execute(f"pragma user_version = {r.choice([-1, -2**31, 0, 1, 3, 99, 2**31 - 1])}")
    elif r.random() < 0.4:
        db.execute(f"pragma application_id = {r.choice([0, 1, -1, 0x47504B47])}")
    else:
        for key in ("readings", "ledger", "rules"):
            given = value(r)
            if isinstance(given, str) and r.random() < 0.8:
                db.execute("update meta set value = ? where key = ?", (given, key))
            else:
                db.execute("update meta set value = ? where key = ?", (str(r.choice([-1, 2**63 - 1, 2**70, -2**63])), key))
    db.close()


KINDS = [cells] * 6 + [rows] * 2 + [schema] * 3 + [some_bytes] * 3 + [pages] * 3 + [headers, search, beside, meta]
REPORTS = ("AddressSanitizer", "LeakSanitizer", "ThreadSanitizer", "runtime error:", "terminate called", "Assertion")


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    casus, files, seed, commands = sys.argv[1], *[int(given) for given in (sys.argv[2:] + [1200, 1, 3][len(sys.argv) - 2:])]
    work = tempfile.mkdtemp(prefix="casus-hostile-")
    os.chdir(work)
    casus = casus if os.path.isabs(casus) else os.path.join(sys.path[0], "..", casus)
    open("in.jsonl", "w").write("\n".join(dispatches()) + "\n")
    os.mkdir("inbox")
    open("inbox/new.jsonl", "w").write('{"id": "new", "date": "2021-03-02", "text": "Chile attacked Peru on Monday."}\n')
    made = subprocess.run([casus, "ingest", "--fast", "-l", "good.ledger", "in.jsonl"], capture_output=True, text=True)
    if made.returncode != 0:
        sys.exit("no ledger to begin with: " + made.stderr)
    db = connect("good.ledger")
    db.execute("pragma journal_mode = delete")
    db.execute("pragma page_size = 1024")
    db.execute("vacuum")
    idents = [row[0].decode() for row in db.execute("select id from commitments order by n")]
    db.execute("pragma journal_mode = wal")
    db.close()
    reading = [["ledger"], ["ledger", "--json", "--limit", "0", "--text", "sanctions"], ["show", "--json", idents[0]],
               ["show"] + idents[:9], ["state", "--on", "2022-01-01"], ["timeline", "--between", "NOR,SWE"],
               ["ledger", "--on", "9999-12-31"], ["whatif", "--on", "2021-01-05", "Sweden attacks Norway"]]
    writing = [["ingest", "in.jsonl"], ["watch", "--once", "inbox"], ["ingest", "inbox/new.jsonl"], ["forget", "d3"],
               ["ingest", "--reread", "in.jsonl"]]
    ends, bad, stopped = collections.Counter(), 0, []
    signal.signal(signal.SIGINT, lambda *_: stopped.append(True))
    for n in range(files):
        if stopped:
            files = n
            break
        r = random.Random(seed * 1_000_000 + n)
        kind = KINDS[n % len(KINDS)]
        path = "hostile.ledger"
        for log in ("", "-wal", "-shm", "-journal"):
            if os.path.lexists(path + log):
                os.remove(path + log)
        shutil.copy("good.ledger", path)
        kind(path, r, seed)
        shutil.copy(path, "kept")
        for turn in range(commands):
            list_ = writing if turn == commands - 1 and commands > 1 else reading
            command = list_[(n + turn) % len(list_)]
            wrong = ""
            try:
                run = subprocess.run([casus, command[0], "-l", path, *command[1:]], capture_output=True, stdin=subprocess.DEVNULL,
                                     timeout=TIMEOUT, start_new_session=True)
                err = run.stderr.decode("utf-8", "replace")
                if run.returncode not in (0, 1, 2) or any(report in err for report in REPORTS):
                    wrong = f"ended with {run.returncode}: {err[-1500:]}"
                elif run.returncode == 2 and not err.strip():
                    wrong = "failed without a word"
                ends[run.returncode] += 1
            except subprocess.TimeoutExpired:
                wrong = f"did not end in {TIMEOUT:g} s"
            if wrong:
                bad += 1
                shutil.copy("kept", f"bad-{n}.ledger")
                print(f"{n} ({kind.__name__}): casus {' '.join(command)}: {wrong}\n  kept: {work}/bad-{n}.ledger", flush=True)
    told = ", ".join(f"{count} ended with {code}" for code, count in sorted(ends.items()))
    print(f"{files} hostile ledgers, {files * commands} runs: {bad} crashes, hangs or silences; {told}")
    if bad == 0:
        os.chdir("/")
        shutil.rmtree(work)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
