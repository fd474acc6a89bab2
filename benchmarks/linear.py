#!/usr/bin/env python3
"""Is reading linear in the length of a document, whatever it holds? Hostile documents of one size and of twice that.

usage: benchmarks/linear.py CASUS MODEL [BYTES=450000] [SHAPE…]

Each shape is one sort of sentence over and over, with other names each time. Printed are the seconds of the processor for
both sizes and how often the second holds the first: 2 is linear, 4 quadratic. Exit code 1 where it is above 2.6.
"""
import os
import resource
import subprocess
import sys
import tempfile

STATES = ["Norway", "Russia", "France", "Germany", "China", "Iran", "Israel", "Turkey", "India", "Poland"]
DEEDS = ["attacked", "warned", "met", "threatened", "sanctioned", "invaded", "criticised", "thanked"]
CONSONANTS, VOWELS = "bdfgklmnprstvz", "aeiou"
MOST = 2.6


def name(i):
    """A pronounceable name for each number."""
    out, i = "", i + 70
    while i:
        out += CONSONANTS[i % 14]
        i //= 14
        out += VOWELS[i % 5]
        i //= 5
    return out.capitalize()


SHAPES = {
    # many parties, each new
    "persons": lambda i, a, b: f"{name(i)} {name(i * 31 + 7)} spoke. ",
    "ministers": lambda i, a, b: f"The {a} foreign minister {name(i)} {name(i * 31)} threatened {b}. ",
    "officials": lambda i, a, b: f"{name(i)} {name(i * 31)}, chairman of {name(i * 17)} Corporation, warned {b}. ",
    "offices": lambda i, a, b: f"The secretary general met {name(i)} {name(i * 31)}. ",
    "bodies": lambda i, a, b: f"The {name(i)} Foundation refused to help the {name(i * 3)} Company. ",
    "fronts": lambda i, a, b: f"{name(i)} Front refused to attack {b}. ",
    "acronyms": lambda i, a, b: f"The {name(i)} Organisation said the {a} minister met it. ",
    # many events, dates and commitments
    "events": lambda i, a, b: f"{a} {DEEDS[i % 8]} {b}. ",
    "killed": lambda i, a, b: f"{i + 1} people were killed in {name(i)}. ",
    "dates": lambda i, a, b: f"On {1 + i % 28} May {1900 + i % 150} {a} met {b}. ",
    "threats": lambda i, a, b: f"{a} threatened to attack {b} unless it withdraws by {1 + i % 28} May. ",
    "withdrawals": lambda i, a, b: f"{a} withdrew its promise to help {b}. ",
    "otherwise": lambda i, a, b: f"{a} demanded that {b} leave. Otherwise it will attack. ",
    # many words of others
    "said": lambda i, a, b: f"\"We will attack {a},\" he said. ",
    "quotes": lambda i, a, b: f"\"{name(i)} is lost,\" {name(i * 31 + 7)} said. ",
    "goes on": lambda i, a, b: "\"We will stay here now.\" " if i else "\"We will attack,\" he said. ",
    "labels": lambda i, a, b: "Nobody came. \"We will go,\" they said. " if i else "PAZ: We waited. ",
    "unclosed": lambda i, a, b: f"“{a} will fall. ",
    "says that": lambda i, a, b: f"{a} said that ",
    "pronouns": lambda i, a, b: "It met them and he told her. ",
    # no sentences
    "one sentence": lambda i, a, b: "word ",
    "commas": lambda i, a, b: f"{name(i)}, ",
    "nested": lambda i, a, b: "(" * 50 + "x" + ")" * 50 + " ",
    "open": lambda i, a, b: "( a ",
    "one word": lambda i, a, b: "a",
    "stops": lambda i, a, b: "U.S.",
    "lines": lambda i, a, b: f"{a} threatened {b}\n",
    "paragraphs": lambda i, a, b: f"{a} threatened {b}.\n\n",
    "blank": lambda i, a, b: " \n",
}


def document(shape, size):
    out, length, i = [], 0, 0
    while length < size:
        out.append(SHAPES[shape](i, STATES[i % 10], STATES[(i * 7 + 3) % 10]))
        length += len(out[-1].encode())
        i += 1
    return "".join(out)


def seconds(casus, model, path):
    """Of the processor, the less of two runs."""
    best = None
    for _ in range(2):
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        subprocess.run([casus, "read", "--fast", "--format", "json", "-j", "1", "--model", model, "--date", "2024-05-14", path], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        took = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
        best = took if best is None else min(best, took)
    return best


def main():
    casus, model = sys.argv[1:3]
    size = int(sys.argv[3]) if len(sys.argv) > 3 else 450000
    slow = 0
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "document.txt")
        for shape in sys.argv[4:] or SHAPES:
            took = []
            for bytes_ in (1000, size, 2 * size):  # the first is what a start takes
                with open(path, "w", encoding="utf-8") as file:
                    file.write(document(shape, bytes_))
                took.append(seconds(casus, model, path))
            first, second = max(took[1] - took[0], 0.01), max(took[2] - took[0], 0.01)
            times = second / first if second > 0.2 else 2  # less is a matter of chance
            slow += times > MOST
            print(f"{shape:12} {first:7.2f} s {second:7.2f} s  times {times:.1f}{'  NOT LINEAR' if times > MOST else ''}", flush=True)
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main() if len(sys.argv) > 2 else __doc__)
