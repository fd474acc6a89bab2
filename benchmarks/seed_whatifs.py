#!/usr/bin/env python3
"""What the seed dispatch must answer: hypotheses over its ledger alone (../shared/design/mission.md).

usage: benchmarks/seed_whatifs.py [SHARED=../shared] [CASUS=build/release/casus]

Prints one line a hypothesis; exit code 1 where an answer is missing or too much, 2 where the dispatch is absent.
"""
import json
import os
import subprocess
import sys
import tempfile

# hypothesis, day, words of the sentence that must trip (None: no commitment), treaty that must fall due
ASKED = [
    ("the United States delivers cluster munitions to Ukraine", "2023-07-13", ["cluster bombs"], None),
    ("Ukraine uses cluster bombs", "2023-07-13", ["possible use of this type of weapon"], None),
    ("Sweden joins NATO", "2024-03-07", ["appropriate measures"], None),
    ("NATO deploys troops to Finland", "2023-09-01", ["speed and depth"], None),
    ("the United States delivers tanks to Ukraine", "2023-07-13", [], None),
    ("Russia attacks Estonia", "2023-07-13", [], "NATO"),
]


def main():
    root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
    shared = sys.argv[1] if len(sys.argv) > 1 else os.path.join(root, "..", "shared")
    casus = sys.argv[2] if len(sys.argv) > 2 else os.path.join(root, "build", "release", "casus")
    dispatch = os.path.join(shared, "seed", "dispatch.txt")
    if not os.path.exists(dispatch):
        print(f"seed_whatifs.py: NOTHING WAS CHECKED: no {dispatch}; give the folder that holds seed/", file=sys.stderr)
        return 2
    good = 0
    with tempfile.TemporaryDirectory() as work:
        book = os.path.join(work, "seed.ledger")
        subprocess.run([casus, "ingest", "--date", "2023-07-12", "-l", book, dispatch], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for sentence, day, wanted, treaty in ASKED:
            got = subprocess.run([casus, "whatif", "-l", book, "--on", day, "--json", sentence], capture_output=True,
                                 text=True)
            lines = json.loads(got.stdout)["lines"] if got.stdout.strip() else []
            tripped = [l for l in lines if l.get("commitment") and l["effect"] in ("due", "breached")]
            missing = [w for w in wanted if not any(w in (l.get("sentence") or "") for l in tripped)]
            threats = [l for l in tripped if l.get("kind") == "threat"]
            spare = [l for l in threats if not any(w in (l.get("sentence") or "") for w in wanted)]
            owed = treaty is None or any(l.get("treaty") == treaty and l["effect"] == "due" for l in lines)
            ok = not missing and not spare and owed
            good += ok
            print(f"{'yes ' if ok else 'NO  '} {sentence} ({day})"
                  + (f"  missing: {missing}" if missing else "")
                  + (f"  too much: {[l['action'] for l in spare]}" if spare else "")
                  + ("" if owed else f"  {treaty} does not fall due"))
    print(f"{good} of {len(ASKED)}")
    return 0 if good == len(ASKED) else 1


if __name__ == "__main__":
    sys.exit(main())
