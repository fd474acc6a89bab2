#!/usr/bin/env python3
"""casus watch as a service: how it ends, what it waits for, what it says. usage: watch_test.py CASUS MODEL (77: no model, nothing was tested)

Nothing here sleeps for a result: each case waits for a condition, and only what never comes takes long."""
import concurrent.futures
import fcntl
import json
import os
import pathlib
import shutil
import signal
import sqlite3
import struct
import subprocess
import sys
import tempfile
import termios
import time
import traceback

CASUS, MODEL = os.path.abspath(sys.argv[1]), os.path.abspath(os.environ.get("CASUS_MODEL", sys.argv[2]))
PATIENCE = 100  # seconds
PEERS = [("Norway", "Sweden"), ("Chile", "Peru"), ("India", "Nepal"), ("Kenya", "Uganda"), ("Greece", "Turkey"), ("Spain", "Morocco"),
         ("Italy", "Albania"), ("Brazil", "Bolivia")]


def threat(n):  # a text that makes a commitment of its own, so that an alert says it was read
    a, b = PEERS[n]
    return f"{a} warned that it would impose sanctions on {b} if {b} attacks {a}."


def until(condition, what):
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, f"never came: {what}"
        time.sleep(0.01)


class Watch:
    """A running watch; what it says is in files, so that it never waits for us."""

    running = []

    def __init__(self, room, *arguments, before=(), stdout=None, stdin=subprocess.PIPE, **how):
        self.room, self.out, self.err = room, room / "out", room / "err"
        with open(self.out, "ab") as out, open(self.err, "ab") as err:
            self.process = subprocess.Popen([*before, CASUS, "watch", "--fast", "-l", str(room / "l"), *map(str, arguments)], cwd=room,
                                            stdin=stdin, stdout=stdout or out, stderr=err,
                                            env={**os.environ, "CASUS_MODEL": MODEL}, **how)
            Watch.running.append(self.process)

    def give(self, text, end="\n"):
        self.process.stdin.write((text if isinstance(text, bytes) else text.encode()) + end.encode())
        self.process.stdin.flush()

    def said(self):
        return self.err.read_text(errors="replace")

    def told(self, n):  # an alert about threat(n)
        return threat(n) in self.out.read_text(errors="replace")

    def until_told(self, *numbers):
        for n in numbers:
            until(lambda: self.told(n) or self.process.poll() is not None, f"alert {n}; said: {self.said()}")
            assert self.told(n), f"ended with {self.process.poll()} before alert {n}: {self.said()}"

    def until_said(self, text):
        until(lambda: text in self.said() or self.process.poll() is not None, f"'{text}' in: {self.said()}")
        assert text in self.said(), f"ended with {self.process.poll()} before it said '{text}': {self.said()}"

    def code(self):
        if self.process.stdin and not self.process.stdin.closed:
            self.process.stdin.close()
        return self.process.wait(PATIENCE)

    def end(self, how=signal.SIGTERM):
        self.process.send_signal(how)
        return self.process.wait(PATIENCE)


def documents(room):
    with sqlite3.connect(room / "l") as db:
        return [dict(zip(("id", "date", "text"), row)) for row in db.execute("select id, date, text from documents order by seq")]


def texts(room):
    return sorted(d["text"].strip() for d in documents(room))


def folder_of(room):
    (room / "in").mkdir()
    return room / "in"


QUICK = ("--interval", "20", "--still", "50")


def ends_when_asked(room):
    for n, how in enumerate((signal.SIGINT, signal.SIGTERM)):
        w = Watch(room)  # blocked on the standard input
        w.give("\x00 is no text")
        w.give(threat(n))
        w.give(threat(7)[:20], end="")
        w.until_told(n)
        assert w.end(how) == 0, f"{how}: not 0"
    assert texts(room) == sorted([threat(0), threat(1)]), "half a line was taken"
    w = Watch(room, *QUICK, folder_of(room))
    (room / "in" / "a.txt").write_text(threat(2))
    w.until_told(2)
    assert w.end(signal.SIGINT) == 0
    assert w.said().count("casus: ") == 2, w.said()


def ends_after_the_document_at_hand(room):
    def busy(n):  # one that has read its line and cannot take it, for the ledger is locked
        w = Watch(room)
        w.give(threat(n))
        w.until_told(n)
        lock = sqlite3.connect(room / "l", isolation_level=None)
        lock.execute("begin immediate")
        w.give(threat(n + 1))
        unread = lambda: struct.unpack("i", fcntl.ioctl(w.process.stdin, termios.FIONREAD, bytes(4)))[0]
        until(lambda: unread() == 0, "the line to be read")
        w.process.send_signal(signal.SIGINT)
        return lock, w

    lock, w = busy(0)
    caught = lambda: int((pathlib.Path("/proc") / str(w.process.pid) / "status").read_text().split("SigCgt:")[1].split()[0], 16)
    until(lambda: caught() & (1 << (signal.SIGINT - 1)) == 0, "the first Ctrl-C to be heard")
    w.process.send_signal(signal.SIGINT)
    assert w.process.wait(PATIENCE) == -signal.SIGINT, "a second Ctrl-C does not kill"
    lock.close()
    assert texts(room) == [threat(0)]
    lock, w = busy(2)
    lock.close()
    assert w.process.wait(PATIENCE) == 0 and threat(3) in texts(room), f"the document at hand is lost: {w.said()}"


def fails_with_its_output(room):
    with open("/dev/full", "w") as full:
        w = Watch(room, stdout=full)
        w.give(threat(0))
        assert w.process.wait(PATIENCE) == 2 and "No space" in w.said(), w.said()
    w = Watch(room, stdout=subprocess.PIPE)
    w.give(threat(1))
    while threat(1) not in w.process.stdout.readline().decode():
        pass
    w.process.stdout.close()  # as `head -1` does
    assert w.process.wait(PATIENCE) == 2 and "standard output: nobody reads it" in w.said(), w.said()
    w = Watch(room, "--once", room, before=("sh", "-c", 'exec "$@" >&-', "sh"))
    assert w.code() == 2 and "standard output: is closed" in w.said(), w.said()


def waits_until_whole(room):
    box = folder_of(room)
    for name in (".a.txt", "b.txt~", "c.txt.part", "d.crdownload", "e.tmp"):
        (box / name).write_text(threat(1))
    w = Watch(room, "--interval", "20", "--still", "2000", box)
    with open(box / "slow.txt", "w") as slow:
        for word in threat(0).split():
            slow.write(word + " ")
            slow.flush()
            time.sleep(0.05)
    w.until_told(0)
    assert texts(room) == [threat(0)], texts(room)
    (box / "c.txt.part").rename(box / "c.txt")
    w.until_told(1)
    assert w.end() == 0 and texts(room) == sorted([threat(0), threat(1)]) and w.said() == "", (texts(room), w.said())
    (box / "f.txt").write_text(threat(2))  # not still yet
    assert Watch(room, "--once", "--still", "100000", box).code() == 0 and threat(2) in texts(room), "--once reads what is there"


def walks_folders(room):
    box = folder_of(room)
    (box / "a/b").mkdir(parents=True)
    (box / "a/b/x.txt").write_text(threat(0))
    (box / "a/b/up").symlink_to(box)
    (room / "elsewhere").mkdir()
    (room / "elsewhere/y.txt").write_text(threat(1))
    (room / "elsewhere/z.txt").write_text(threat(2))
    (box / "a/away").symlink_to(room / "elsewhere")
    (box / "a/z.txt").symlink_to(room / "elsewhere/z.txt")
    (box / "a/nothing.txt").symlink_to(room / "nothing")
    os.mkfifo(box / "a/fifo.txt")
    w = Watch(room, *QUICK, box)
    w.until_told(0, 2)
    (box / "a/n.txt").write_bytes(b"\0 is no text")
    w.until_said("a/n.txt")
    (box / "a/c").mkdir()
    (box / "a/c/late.txt").write_text(threat(3))
    w.until_told(3)
    shutil.rmtree(box / "a")  # what goes is no trouble
    (box / "last.jsonl").write_text(json.dumps({"id": "last", "text": threat(4)}) + "\n")
    w.until_told(4)
    assert w.end() == 0 and w.said().count("casus: ") == 1, w.said()
    assert texts(room) == sorted(threat(n) for n in (0, 2, 3, 4)), "a folder behind a link was walked"


def says_what_it_may_not_read(room):
    nobody = {}
    if os.getuid() == 0:
        nobody = {"user": 65534, "group": 65534, "extra_groups": []}
        room.chmod(0o777)
        if subprocess.run(["test", "-x", CASUS, "-a", "-r", MODEL], **nobody).returncode != 0:
            return print("nobody may not run the program: a part is left out")
    box = folder_of(room)
    (box / "shut").mkdir()
    (box / "shut/x.txt").write_text(threat(1))
    (box / "shut").chmod(0)
    (box / "secret.txt").write_text(threat(2))
    (box / "secret.txt").chmod(0)
    w = Watch(room, *QUICK, box, **nobody)
    w.until_said("shut: cannot be looked into: Permission denied")
    w.until_said("secret.txt: Permission denied")
    (box / "a.txt").write_text(threat(0))
    w.until_told(0)
    assert w.said().count("casus: ") == 2, w.said()  # once each, after many looks
    (box / "shut").chmod(0o755)
    (box / "secret.txt").chmod(0o644)
    w.until_told(1, 2)
    box.chmod(0)
    w.until_said(f"{box}: cannot be looked into: Permission denied; waiting for it")
    box.chmod(0o755)
    w.until_said(f"{box}: is there again")
    assert w.end() == 0


def says_when_the_folder_is_gone(room):
    box = folder_of(room)
    assert Watch(room, room / "none").code() == 2
    w = Watch(room, *QUICK, box)
    (box / "a.txt").write_text(threat(0))
    w.until_told(0)
    before = w.said().count("casus: ")
    shutil.rmtree(box)
    w.until_said(f"{box}: cannot be looked into: No such file or directory; waiting for it")
    time.sleep(0.2)  # more looks
    box.mkdir()
    w.until_said(f"{box}: is there again")
    (box / "b.txt").write_text(threat(1))
    w.until_told(1)
    assert w.end() == 0 and w.said().count("casus: ") == before + 2, w.said()
    if os.path.isdir("/dev/shm") and os.stat("/dev/shm").st_dev != os.stat(room).st_dev:  # as a mount does
        with tempfile.TemporaryDirectory(dir="/dev/shm") as other:
            (room / "link").symlink_to(box)
            w = Watch(room, *QUICK, room / "link")
            (box / "c.txt").write_text(threat(2))
            w.until_told(2)
            (room / "new").symlink_to(other)
            (room / "new").rename(room / "link")
            w.until_said("another file system is mounted there than before")
            assert w.end() == 0


def never_dates_anew(room):
    box = folder_of(room)
    (box / "a.txt").write_text(threat(0))
    (box / "j.jsonl").write_text(json.dumps({"id": "j", "date": "2020-02-02", "text": threat(1)}) + "\n" +
                                 json.dumps({"id": "k", "text": threat(2)}) + "\n")
    (box / "p.html").write_text("<html><head><meta property='article:published_time' content='2021-03-03T10:00:00Z'></head>"
                                f"<body><p>{threat(3)}</p></body></html>")
    days = lambda: {d["text"].strip(): d["date"] for d in documents(room)}
    first = {threat(0): None, threat(1): "2020-02-02", threat(2): None, threat(3): "2021-03-03"}
    w = Watch(room, "--once", box)
    assert w.code() == 0 and days() == first, (days(), w.said())
    (box / "b.txt").write_text(threat(4))
    os.utime(box / "a.txt")
    w = Watch(room, "--once", "--date", "2022-04-04", box)
    assert w.code() == 0 and days() == {**first, threat(4): "2022-04-04"}, days()
    (box / "again.txt").write_text(threat(4))
    alerts = w.out.read_text()
    w = Watch(room, "--once", "--date", "2023-05-05", box)
    assert w.code() == 0 and days() == {**first, threat(4): "2022-04-04"}, days()
    w = Watch(room, "--date", "2023-05-05")
    w.give(threat(4))
    w.give(threat(5))
    assert w.code() == 0 and days() == {**first, threat(4): "2022-04-04", threat(5): "2023-05-05"}, days()
    assert w.out.read_text().replace(alerts, "").count("\n    ") == 1, "what the ledger held was told again"
    (box / "j.jsonl").write_text(json.dumps({"id": "j", "date": "2020-02-03", "text": threat(1)}) + "\n")
    w = Watch(room, "--once", box)
    assert w.code() == 0 and days()[threat(1)] == "2020-02-03", "a correction is no correction"
    assert len(documents(room)) == 6


def takes_any_line(room):
    w = Watch(room)
    w.give("\ufeff" + json.dumps({"text": threat(0)}))
    w.give("\r\n \t \n")
    w.give(threat(1) + "\r")
    w.give(b"NUL \0 " + threat(7).encode())
    w.give(b"\xfd " + threat(2).encode())
    w.give(" ".join([threat(7)] * 40_000))  # 2.6 MB
    w.give('{"text": 7}')
    w.give(threat(3), end="")
    assert w.code() == 2, w.code()
    got = texts(room)
    assert len(got) == 4 and all(any(threat(n) in t for t in got) for n in range(4)), got
    for place, what in (("6", "NUL"), ("7", "UTF-8"), ("8", "longer than 1 MB"), ("9", "not a string")):
        assert any(f"standard input:{place}" in line and what in line for line in w.said().splitlines()), (place, w.said())
    w = Watch(room)  # the first line of another day is another document
    w.give(json.dumps({"text": threat(4)}))
    assert w.code() == 0 and len(documents(room)) == 5


def run(case):
    with tempfile.TemporaryDirectory() as room:
        try:
            case(pathlib.Path(room))
            return ""
        except Exception:
            return f"FAILED: {case.__name__}\n{traceback.format_exc()}"


if not os.path.isfile(MODEL):
    print(f"no model at {MODEL}: skipped")
    sys.exit(77)
CASES = [waits_until_whole, ends_when_asked, ends_after_the_document_at_hand, fails_with_its_output, walks_folders, says_what_it_may_not_read,
         says_when_the_folder_is_gone, never_dates_anew, takes_any_line]
chosen = [case for case in CASES if not sys.argv[3:] or case.__name__ in sys.argv[3:]]
with concurrent.futures.ThreadPoolExecutor(3) as several:
    failures = [failure for failure in several.map(run, chosen) if failure]
for process in Watch.running:
    if process.poll() is None:
        process.kill()
print("\n".join(failures) or f"{len(chosen)} cases")
sys.exit(1 if failures else 0)
