#!/usr/bin/env python3
"""Holds readings (JSON lines on the standard input) against the contract casus.reading/1: the JSON Schema, and what no
schema says: spans give their texts, keys stand in order, ids and indices exist and follow one another. Written from
docs/reading.md, not from the program.
usage: casus read --format json FILE… | contract_check.py SCHEMA [AT_LEAST]"""
import json
import sys

import jsonschema


class Schema:
    """`differs(reading)` is what the schema says against it, `order(reading)` the first object whose keys it has in
    another order; both None where there is nothing."""

    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            self.whole = json.load(file)
        jsonschema.Draft202012Validator.check_schema(self.whole)
        self.validator = jsonschema.Draft202012Validator(self.whole, format_checker=jsonschema.FormatChecker(["date"]))

    def differs(self, reading):
        error = jsonschema.exceptions.best_match(self.validator.iter_errors(reading))
        return error and f"{error.json_path}: {error.message[:100]} … {error.message[-200:]}"

    def fields(self, shape):
        """Shapes of an object's keys, or of a list's members under None."""
        found = dict(shape.get("properties", {}))
        if "items" in shape:
            found[None] = shape["items"]
        if "$ref" in shape:
            named = self.fields(self.whole["$defs"][shape["$ref"].rsplit("/", 1)[1]])
            found |= {key: inner for key, inner in named.items() if key not in found}
        for other in shape.get("oneOf", []):
            found = found or self.fields(other)
        return found

    def order(self, value, shape=None, path="$"):
        fields = self.fields(self.whole if shape is None else shape)
        if isinstance(value, list):
            members = [(f"{path}[{i}]", member, fields[None]) for i, member in enumerate(value)]
        elif isinstance(value, dict):
            known = [key for key in fields if key in value]
            if list(value) != known:
                return f"{path}: keys {list(value)} where the schema has {known}"
            members = [(f"{path}.{key}", member, fields[key]) for key, member in value.items()]
        else:
            return None
        return next(filter(None, (self.order(member, inner, at) for at, member, inner in members)), None)


def objects(value, path="$"):
    """Every object inside, with its place."""
    if isinstance(value, dict):
        yield value, path
    for key, member in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from objects(member, f"{path}.{key}")


def wrong_in(r):
    """What is wrong in a reading that keeps the schema, thing by thing."""
    text, sentences = r["document"]["text"], r["sentences"]
    if r["document"]["characters"] != len(text):
        yield f"characters: {r['document']['characters']} of {len(text)}"
    ends = [0] + [end for _, end in sentences]
    if any(not before <= start < end <= len(text) for (start, end), before in zip(sentences, ends)):
        yield "sentences: empty, overlapping, out of order or outside the text"
    ids = {key: [record["id"] for record in r[key]] for key in ("actors", "statements", "events", "entries")}
    for key, letter in (("statements", "s"), ("events", "e"), ("entries", "c")):
        if ids[key] != [f"{letter}{i + 1}" for i in range(len(r[key]))]:
            yield f"{key}: ids are not numbered in order"
    if len(set(ids["actors"])) != len(ids["actors"]):
        yield "actors: an id stands twice"

    for o, path in objects(r):
        if isinstance(o.get("span"), list):
            start, end = o["span"]
            if not start < end or text[start:end] != o["text"]:
                yield f"{path}: {o['text']!r} is not the slice {text[start:end]!r}"
        if "sentence" in o and not o["sentence"] < len(sentences):
            yield f"{path}: no sentence {o['sentence']}"

    def names(record, key, *kinds):
        if record[key] is not None and not any(record[key] in ids[kind] for kind in kinds):
            return [f"{record.get('id', '')}.{key}: no {' or '.join(kinds)} has id {record[key]!r}"]
        return []

    for s in r["statements"]:
        yield from names(s, "addressee", "actors") + names(s, "inside", "statements")
        yield from names(s["speaker"], "actor", "actors") if s["speaker"] else []
        if s["inside"] == s["id"]:
            yield f"{s['id']}: reports itself"
        if s["speaker"] is None and s["cue"] is None and s["mode"] != "direct":
            yield f"{s['id']}: nobody and nothing says it"
    for e in r["events"]:
        yield from names(e, "statement", "statements") + names(e, "part_of", "events", "entries")
        for party in e["actor"] + e["recipient"]:
            yield from names(party, "id", "actors")
        if e["part_of"] == e["id"]:
            yield f"{e['id']}: is part of itself"
        start, end = sentences[e["sentence"]]
        if not start <= e["trigger"]["span"][0] < end:
            yield f"{e['id']}: the trigger stands outside its sentence"
    for c in r["entries"]:
        yield from names(c, "about", "entries") + names(c, "said_by", "actors") + names(c, "statement", "statements")
        for part in filter(None, (c["action"], c["condition"])):
            yield from names(part, "event", "events")
        if c["condition"] and c["condition"]["event"] in ids["events"]:
            if r["events"][ids["events"].index(c["condition"]["event"])]["part_of"] is None:
                yield f"{c['id']}: its condition is part of nothing"
        if set(c["holder"]) & set(c["counterparty"]):
            yield f"{c['id']}: a side is bound to itself"
        if any(evidence["span"] not in sentences for evidence in c["evidence"]):
            yield f"{c['id']}: evidence is whole sentences"


def main():
    schema, least = Schema(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    count, wrong = 0, 0
    for line in sys.stdin:
        count += 1
        reading = json.loads(line)
        found = schema.differs(reading) or schema.order(reading) or next(wrong_in(reading), None)
        if found:
            wrong += 1
            if wrong <= 20:
                print(f"{reading.get('document', {}).get('id', f'line {count}')}: {found}")
    print(f"{count} readings, {wrong} against the contract")
    sys.exit(wrong > 0 or count < least)


if __name__ == "__main__":
    main()
