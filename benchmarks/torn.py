#!/usr/bin/env python3
"""Asks a ledger while another process writes it, with delays between the queries of one answer: is every answer of one moment?

usage: benchmarks/torn.py CASUS [READS=1000] [SEED=1]

A writer puts the ledger from one state into another and back without rest: the same documents of ours, in two versions. The readers
(ledger, show, state, timeline, whatif) run with a small library preloaded that lets some milliseconds go by before each statement is
prepared, and every third is stopped and continued at random moments as well. The answer to each question is known for both states;
any other answer, a crash or an error is a torn read. Needs a C compiler and a casus that is linked to the shared SQLite. Exit code 1
where one read was torn.
"""
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

import dispatches

SHIM = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <unistd.h>
typedef struct sqlite3 sqlite3;
typedef struct sqlite3_stmt sqlite3_stmt;
int sqlite3_prepare_v2(sqlite3 *db, const char *sql, int n, sqlite3_stmt **out, const char **rest) {
  static int (*real)(sqlite3 *, const char *, int, sqlite3_stmt **, const char **);
  if (!real) {
    *(void **)&real = dlsym(RTLD_NEXT, "sqlite3_prepare_v2");
    srandom((unsigned)getpid());
  }
  usleep(random() % (unsigned)atoi(getenv("TORN_MICROSECONDS")));
  return real(db, sql, n, out, rest);
}
"""
QUESTIONS = [["ledger", "--limit", "0", "--json"], ["ledger", "--limit", "0", "--holder", "Norway"], ["state", "--actor", "Chile"],
             ["timeline", "--between", "Norway,Sweden"], ["whatif", "--on", "2016-03-01", "Sweden attacks Norway"], ["show"]]


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    casus = sys.argv[1]
    reads, seed = (int(sys.argv[i]) if len(sys.argv) > i else d for i, d in ((2, 1000), (3, 1)))
    random.seed(seed)
    work = tempfile.mkdtemp()
    try:
        return ask(casus, reads, work)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def ask(casus, reads, work):
    ledger = os.path.join(work, "t.ledger")
    files = []
    for state, told in enumerate((dispatches.THREATS, dispatches.PROMISES)):
        files.append(os.path.join(work, f"{state}.jsonl"))
        with open(files[-1], "w", encoding="utf-8") as out:
            out.writelines(dispatches.dispatches(120, told))

    def ingest(state):
        subprocess.run([casus, "ingest", "--fast", "-l", ledger, files[state]], check=True, capture_output=True)

    def question(words):
        return [casus, words[0], "-l", ledger] + words[1:]

    answers, ids = [{}, {}], []
    for state in (0, 1):
        ingest(state)
        if state == 0:
            listed = subprocess.run(question(QUESTIONS[0]), capture_output=True, text=True, check=True).stdout
            ids = [json.loads(line)["id"] for line in listed.splitlines()[:3]]
            QUESTIONS[-1] += ids
        for i, words in enumerate(QUESTIONS):
            done = subprocess.run(question(words), capture_output=True)
            answers[state][i] = (done.returncode, done.stdout)
    if any(answers[0][i] == answers[1][i] for i in range(len(QUESTIONS))):
        sys.exit("torn.py: the two states do not differ")

    source, shim = os.path.join(work, "shim.c"), os.path.join(work, "shim.so")
    with open(source, "w", encoding="utf-8") as out:
        out.write(SHIM)
    subprocess.run(["cc", "-shared", "-fPIC", "-o", shim, source, "-ldl"], check=True)
    slow = dict(os.environ, LD_PRELOAD=shim, TORN_MICROSECONDS="30000")

    over, writes, errors = threading.Event(), [0], []

    def write():
        while not over.is_set():
            try:
                ingest(writes[0] % 2)
            except subprocess.CalledProcessError as error:
                errors.append(error.stderr.decode(errors="replace"))
            writes[0] += 1

    writer = threading.Thread(target=write)
    writer.start()
    torn, seen = 0, [0, 0]
    for n in range(reads):
        i = n % len(QUESTIONS)
        process = subprocess.Popen(question(QUESTIONS[i]), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=slow)
        if n % 3 == 0:
            for _ in range(4):
                time.sleep(random.uniform(0, 0.03))
                process.send_signal(signal.SIGSTOP)
                time.sleep(random.uniform(0, 0.05))
                process.send_signal(signal.SIGCONT)
        out, err = process.communicate()
        answer = (process.returncode, out)
        if answer in (answers[0][i], answers[1][i]):
            seen[answer == answers[1][i]] += 1
        else:
            torn += 1
            if torn <= 10:
                print(f"read {n}, {' '.join(QUESTIONS[i][:2])}: exit code {process.returncode}, {err.decode(errors='replace').strip()[:200]}",
                      flush=True)
    over.set()
    writer.join()
    print(f"{torn} of {reads} reads torn ({seen[0]} of the one state, {seen[1]} of the other; {writes[0]} times written meanwhile,"
          f" {len(errors)} writes failed)")
    for error in errors[:3]:
        print(error)
    return 1 if torn or errors else 0


if __name__ == "__main__":
    sys.exit(main())
