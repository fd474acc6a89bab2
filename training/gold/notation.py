#!/usr/bin/env python3
"""Gold: what a careful reader finds in an item of news, as people write it down, and as records; back and forth.

    notation.py compile NOTES.txt … --items ITEMS.jsonl …     notes to records (JSON lines); faults on the standard error
    notation.py labels GOLD.jsonl …                           records without a word of the text: ids, places, sides
    notation.py fill LABELS.jsonl … --items ITEMS.jsonl …     labels to records, with the texts of the items
    notation.py notes GOLD.jsonl …                            records to notes

An item is {"id", "date", "text"}, a line of JSON. A note is a line `# ID` and a line a record, fields between `|`:

    S | SOURCE | CUE | CONTENT | ACT | flags                                           a statement
    E | TRIGGER | CATEGORY/mode | STATUS | ACTORS | RECIPIENTS | OBJECT | PLACE | PART  an event
    C | KIND | HOLDERS | COUNTERPARTIES | CUE | ACTION | CONDITION | DEADLINE | flags   an entry of the ledger

or `none`. A quoted text stands in the item to the letter; `word#2` is its second occurrence, pieces of a broken content
are joined by ` // `, parties are `text=SIDE`, joined by ` + ` (one phrase for two sides: `Oslo and Paris=NOR+FRA`); `-` is an
empty field. Records are numbered by kind (s1, e1, c1).
"""

import argparse
import hashlib
import json
import re
import sys

CATEGORIES = ("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST",
              "SANCTION", "MOBILIZE", "COERCE", "ASSAULT")
MODES = {
    "CONSULT": "multilateral phone third-party visit",
    "RETREAT": "access ceasefire disarm release resign withdraw",
    "REQUEST": "assist change meet yield",
    "ACCUSE": "allege disapprove investigate",
    "REJECT": "assist change meet yield",
    "THREATEN": "arrest expel relations restrict territory violence",
    "PROTEST": "boycott demo hunger obstruct riot strike vandalize",
    "SANCTION": "convict discontinue expel withdraw",
    "MOBILIZE": "militia police troops weapons",
    "COERCE": "arrest censor curfew cyber deport martial-law misinformation restrict seize withhold",
    "ASSAULT": ("abduct aerial beat crowd-control destroy drone explosives firearms heavy-weapons primitive sexual suicide-attack targeted "
                "torture unconventional"),
}
STATUSES = ("actual", "future", "hypothetical", "negated", "historical")
ACTS = ("assert", "accuse", "announce", "promise", "threaten", "warn", "refuse", "demand", "request", "deny", "praise", "decline", "ask", "concede")
KINDS = ("guarantee", "promise", "offer", "threat", "refusal", "demand", "veto", "withdrawal", "accession", "decision", "position", "claim")
LISTS = ("statements", "events", "entries")
SIDE = re.compile(r"(?:\?|-|[A-Z0-9][A-Z0-9-]*(\.[a-z-]+)?)(?:\+(?:\?|[A-Z0-9][A-Z0-9-]*(\.[a-z-]+)?))*")
FLAG = re.compile(r"\s+(?=(?:(?:in|to|s|status|step|takes|stance|body)=|(?:neg|not|refrain|implicit|vague)(?:\s|$)))")


class Fault(Exception):
    pass


# ---- quoted texts


def occurrences(text, quote):
    at = text.find(quote)
    while at >= 0:
        yield at
        at = text.find(quote, at + 1)


def first(text, quote):
    """Where a quote without a number stands: first as whole words, else anywhere; None where it does not."""
    words = re.search(r"(?<!\w)" + re.escape(quote) + r"(?!\w)", text)
    return words.start() if words else next(occurrences(text, quote), None)


def quoted(text, field):
    numbered = re.fullmatch(r"(.*)#(\d+)", field, re.S)
    at = first(text, field)
    if numbered and (at is None or not re.search(r"(?<!\w)" + re.escape(field) + r"(?!\w)", text)):
        field, wanted = numbered[1], int(numbered[2])
        found = list(occurrences(text, field))
        at = found[wanted - 1] if 0 < wanted <= len(found) else None
        if at is None:
            raise Fault(f"not in the text {wanted} times: {field!r}")
    if at is None:
        raise Fault(f"not in the text: {field!r}")
    return {"text": field, "span": [at, at + len(field)]}


def written(text, quote):
    """The field that `quoted` reads as this quote."""
    if first(text, quote["text"]) == quote["span"][0] and not re.search(r"#\d+$", quote["text"]):
        return quote["text"]
    return f'{quote["text"]}#{list(occurrences(text, quote["text"])).index(quote["span"][0]) + 1}'


def empty(field):
    return field in ("-", "")


def one(text, field):
    return None if empty(field) else quoted(text, field)


def parties(text, field):
    out = []
    for party in [] if empty(field) else field.split(" + "):
        quote, equals, side = party.rpartition("=")
        if not equals or not SIDE.fullmatch(side.strip()):
            raise Fault(f"a party is TEXT=SIDE: {party!r}")
        out.append(quoted(text, quote.strip()) | {"side": side.strip()})
    return out


def among(word, words, what):
    if word not in words:
        raise Fault(f"not {what}: {word!r}")
    return word


def flags(field, known):
    out = {}
    for flag in [] if empty(field) else FLAG.split(field):
        name, equals, value = flag.partition("=")
        among(name, known, "a flag")
        out[name] = value.strip() if equals else True
    return out


# ---- notes to records


def statement(text, source, cue, content, act, more="-"):
    of = flags(more, ("neg", "in", "to"))
    sources = parties(text, source)
    speaker = sources[0] if sources else None
    if len(sources) > 1:  # "Lavrov and Kerry said": one phrase, the sides joined
        start, end = sources[0]["span"][0], sources[-1]["span"][1]
        speaker = {"text": text[start:end], "span": [start, end], "side": "+".join(s["side"] for s in sources)}
    return {"source": speaker, "cue": one(text, cue),
            "content": [] if empty(content) else [quoted(text, piece.strip()) for piece in content.split(" // ")],
            "act": among(act, ACTS, "an act"), "negated": "neg" in of, "inside": of.get("in"),
            "addressee": next(iter(parties(text, of["to"])), None) if "to" in of else None}


def event(text, trigger, category, status, actors, recipients, thing, place, part="-"):
    category, _, mode = category.partition("/")
    among(category, CATEGORIES, "a category")
    if mode:
        among(mode, MODES.get(category, "").split(), f"a mode of {category}")
    return {"trigger": quoted(text, trigger), "category": category, "mode": mode or None, "status": among(status, STATUSES, "a status"),
            "actor": parties(text, actors), "recipient": parties(text, recipients), "object": one(text, thing), "place": one(text, place),
            "part_of": None if empty(part) else part}


def entry(text, kind, holders, counterparties, cue, action, condition, deadline, more="-"):
    of = flags(more, ("s", "refrain", "not", "status", "step", "takes", "stance", "body", "implicit", "vague"))
    return {"kind": among(kind, KINDS, "a kind"), "holder": parties(text, holders), "counterparty": parties(text, counterparties),
            "cue": one(text, cue), "action": one(text, action), "condition": one(text, condition), "condition_negated": "not" in of,
            "deadline": one(text, deadline), "polarity": "refrain" if "refrain" in of else "do", "status": of.get("status"),
            "step": of.get("step"), "withdraws": of.get("takes"), "stance": of.get("stance"), "body": of.get("body"),
            "strength": "implicit" if "implicit" in of else "explicit", "specificity": "unspecified" if "vague" in of else "specific",
            "statement": of.get("s")}


MAKERS = {"S": ("statements", statement, 4, 5), "E": ("events", event, 7, 8), "C": ("entries", entry, 7, 8)}


def dangling(record):
    """References to records that are not there."""
    there = {f"{letter}{n + 1}" for letter, name in zip("sec", LISTS) for n in range(len(record[name]))}
    said = [s["inside"] for s in record["statements"]] + [e["part_of"] for e in record["events"]] + [c["statement"] for c in record["entries"]]
    return [r for r in said if r and (r.partition(".")[0] not in there or "." in r and not re.fullmatch(r"c\d+\.(act|if)", r))]


def compiled(notes, items, complain):
    """Records of the lines of a notes file; complain(line number, what)."""
    out, empties, record = [], set(), None
    for number, line in enumerate(notes, 1):
        line = line.strip()
        if line.startswith("# "):
            item = items.get(line[2:].strip())
            record = None
            if item is None:
                complain(number, f"no item {line[2:].strip()!r}")
                continue
            record = {"id": item["id"], "stratum": item.get("stratum"), "date": item.get("date"), "text": item["text"]} | {name: [] for name in LISTS}
            out.append(record)
        elif line and record is None:
            complain(number, "a record before any '# ID'")
        elif line == "none":
            empties.add(record["id"])
        elif line:
            letter, *fields = (field.strip() for field in line.split("|"))
            try:
                name, make, least, most = MAKERS[among(letter, MAKERS, "the S, E or C that begins a line")]
                if not least <= len(fields) <= most:
                    raise Fault(f"{letter} has {least} to {most} fields, found {len(fields)}")
                record[name].append(make(record["text"], *fields))
            except Fault as fault:
                complain(number, f"{record['id']}: {fault}")
    for record in out:
        for reference in dangling(record):
            complain(0, f"{record['id']}: refers to {reference!r}, which is not there")
        if (record["id"] in empties) == any(record[name] for name in LISTS):
            complain(0, f"{record['id']}: either records or 'none'")
    return out


# ---- records to labels and back


BLANK = {  # what a record says where a label is silent
    "statements": {"source": None, "cue": None, "content": [], "act": None, "negated": False, "inside": None, "addressee": None},
    "events": {"trigger": None, "category": None, "mode": None, "status": "actual", "actor": [], "recipient": [], "object": None, "place": None,
               "part_of": None},
    "entries": {"kind": None, "holder": [], "counterparty": [], "cue": None, "action": None, "condition": None, "condition_negated": False,
                "deadline": None, "polarity": "do", "status": None, "step": None, "withdraws": None, "stance": None, "body": None,
                "strength": "explicit", "specificity": "specific", "statement": None},
}


def bare(value):
    """Without the words that a record quotes."""
    if isinstance(value, dict):
        return {k: bare(v) for k, v in value.items() if not (k == "text" and "span" in value)}
    return [bare(v) for v in value] if isinstance(value, list) else value


def filled(value, text):
    if isinstance(value, dict):
        quote = {"text": text[slice(*value["span"])]} if "span" in value else {}
        return quote | {k: filled(v, text) for k, v in value.items()}
    return [filled(v, text) for v in value] if isinstance(value, list) and not all(isinstance(v, int) for v in value) else value


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def labels(record):
    """`sha256` tells whether a text is the one that was annotated."""
    told = {name: [{k: bare(v) for k, v in r.items() if v != BLANK[name][k]} for r in record[name]] for name in LISTS}
    return {"id": record["id"], "stratum": record["stratum"], "sha256": digest(record["text"])} | {k: v for k, v in told.items() if v}


def with_text(label, items):
    item = items.get(label["id"])
    if item is None or digest(item["text"]) != label["sha256"]:
        raise Fault(f"{label['id']}: " + ("no such item" if item is None else "another text than the one that was annotated"))
    head = {"id": label["id"], "stratum": label["stratum"], "date": item.get("date"), "text": item["text"]}
    return head | {name: [BLANK[name] | filled(r, item["text"]) for r in label.get(name, [])] for name in LISTS}


# ---- records to notes


def note(record):
    text = record["text"]
    quote = lambda q: written(text, q) if q else "-"
    side = lambda p: f"{written(text, p)}={p['side']}"
    several = lambda ps: " + ".join(map(side, ps)) or "-"
    lines = [f"# {record['id']}"]
    for s in record["statements"]:
        of = ["neg"] * s["negated"] + [f"in={s['inside']}"] * bool(s["inside"]) + ([f"to={side(s['addressee'])}"] if s["addressee"] else [])
        source = side(s["source"]) if s["source"] else "-"
        lines.append(("S", source, quote(s["cue"]), " // ".join(map(quote, s["content"])) or "-", s["act"], " ".join(of) or "-"))
    for e in record["events"]:
        lines.append(("E", quote(e["trigger"]), e["category"] + (f"/{e['mode']}" if e["mode"] else ""), e["status"], several(e["actor"]),
                      several(e["recipient"]), quote(e["object"]), quote(e["place"]), e["part_of"] or "-"))
    for c in record["entries"]:
        of = [f"s={c['statement']}"] * bool(c["statement"]) + ["refrain"] * (c["polarity"] == "refrain") + ["not"] * c["condition_negated"]
        of += [f"{flag}={c[name]}" for flag, name in (("status", "status"), ("step", "step"), ("takes", "withdraws"), ("stance", "stance"), ("body", "body")) if c[name]]
        of += ["implicit"] * (c["strength"] == "implicit") + ["vague"] * (c["specificity"] == "unspecified")
        lines.append(("C", c["kind"], several(c["holder"]), several(c["counterparty"]), quote(c["cue"]), quote(c["action"]), quote(c["condition"]),
                      quote(c["deadline"]), " ".join(of) or "-"))
    return "\n".join([lines[0]] + [" | ".join(line) for line in lines[1:]] + ["none"] * (len(lines) == 1)) + "\n"


def json_lines(paths):
    for path in paths:
        with open(path, encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("do", choices=("compile", "labels", "fill", "notes"))
    parser.add_argument("files", nargs="+")
    parser.add_argument("--items", nargs="+", default=[])
    options = parser.parse_args()
    items, faults = {item["id"]: item for item in json_lines(options.items)}, 0
    if options.do == "compile":
        for path in options.files:
            def complain(number, what):
                nonlocal faults
                faults += 1
                print(f"{path}:{number}: {what}", file=sys.stderr)
            with open(path, encoding="utf-8") as notes:
                for record in compiled(notes, items, complain):
                    print(json.dumps(record, ensure_ascii=False))
        return int(faults > 0)
    for line in json_lines(options.files):
        try:
            if options.do == "notes":
                print(note(line))
            elif options.do == "labels":
                print(json.dumps(labels(line), ensure_ascii=False, separators=(",", ":")))
            else:
                print(json.dumps(with_text(line, items), ensure_ascii=False))
        except Fault as fault:
            faults += 1
            print(fault, file=sys.stderr)
    return int(faults > 0)


if __name__ == "__main__":
    sys.exit(main())
