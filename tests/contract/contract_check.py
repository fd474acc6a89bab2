#!/usr/bin/env python3
"""Holds readings (JSON lines on the standard input) against the contract casus.reading/1 (docs/reading.md), field by field:
keys and their order, types, closed vocabularies, null where something is absent, spans that give their texts, ids and
indices that exist. Written from the contract, not from the program.
usage: casus read --format json FILE… | contract_check.py [AT_LEAST]"""
import datetime
import json
import re
import sys

KINDS = "guarantee promise offer threat refusal demand veto withdrawal accession decision position claim".split()
ACTS = "assert accuse announce promise threaten warn refuse demand request deny praise decline ask concede".split()
STATUSES = ("announced conditional detached discharged violated backed_down averted expired cancelled released suspended "
            "pending settled").split()
EVENT_STATUSES = "actual future hypothetical negated historical".split()
# Category -> quad class, score, modes (PLOVER manual).
PLOVER = {
    "AGREE": (1, 2.5, ""), "CONSULT": (1, 2.5, "visit third-party multilateral phone"), "SUPPORT": (1, 5, ""),
    "CONCEDE": (1, 4.5, ""), "COOPERATE": (2, 9.5, ""), "AID": (2, 10, ""),
    "RETREAT": (2, 6.5, "withdraw release disarm ceasefire access resign"),
    "REQUEST": (3, 0, "assist change yield meet"), "ACCUSE": (3, -2, "disapprove investigate allege"),
    "REJECT": (3, -2, "assist change yield meet"),
    "THREATEN": (3, -3.5, "restrict arrest relations expel territory violence"),
    "PROTEST": (4, -5, "demo riot strike hunger boycott obstruct vandalize"),
    "SANCTION": (4, -6, "convict expel withdraw discontinue"), "MOBILIZE": (4, -5.5, "troops weapons police militia"),
    "COERCE": (4, -7, "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber"),
    "ASSAULT": (4, -9, "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial "
                "drone heavy-weapons crowd-control unconventional")}
SECTORS = "GOV MIL LEG JUD COP PTY REB PRM SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC".split()


class Wrong(Exception):
    pass


def anything(_value, _path):
    """What consistent() looks at."""


class Check:
    """The checks of one reading. A shape is a function of (value, path) that raises Wrong."""

    def __init__(self, reading):
        self.reading, self.text = reading, reading["document"]["text"]
        self.ids = {key: [record["id"] for record in reading[key]] for key in ("actors", "statements", "events", "entries")}

    def need(self, fine, path, why):
        if not fine:
            raise Wrong(f"{path}: {why}")

    def string(self, v, path):
        self.need(isinstance(v, str) and v, path, f"a text that is not empty wanted, not {v!r}")

    def flag(self, v, path):
        self.need(isinstance(v, bool), path, f"true or false wanted, not {v!r}")

    def day(self, v, path):
        self.need(isinstance(v, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", v), path, f"a day wanted, not {v!r}")
        datetime.date.fromisoformat(v)

    def span(self, v, path):
        fine = isinstance(v, list) and len(v) == 2 and all(type(n) is int for n in v)
        self.need(fine and 0 <= v[0] < v[1] <= len(self.text), path, f"a span of the text wanted, not {v!r}")

    def sentence(self, v, path):
        self.need(type(v) is int and 0 <= v < len(self.reading["sentences"]), path, f"no sentence {v!r}")

    def one_of(self, words):
        return lambda v, path: self.need(v in words, path, f"{v!r} is none of {' '.join(words)}")

    def matching(self, pattern):
        return lambda v, path: self.need(isinstance(v, str) and re.fullmatch(pattern, v), path, f"{v!r} is not {pattern}")

    def id_of(self, *kinds):
        return lambda v, path: self.need(any(v in self.ids[k] for k in kinds), path, f"no {' or '.join(kinds)} has id {v!r}")

    def maybe(self, shape):
        return lambda v, path: None if v is None else shape(v, path)

    def several(self, shape, least=0):
        def check(v, path):
            self.need(isinstance(v, list) and len(v) >= least, path, f"a list of at least {least} wanted, not {v!r}")
            for i, member in enumerate(v):
                shape(member, f"{path}[{i}]")
        return check

    def record(self, **fields):
        def check(v, path):
            self.need(isinstance(v, dict), path, f"an object wanted, not {v!r}")
            keys = [key.rstrip("_") for key in fields]
            self.need(list(v) == keys, path, f"keys {list(v)} where the contract has {keys}")
            for key, shape in fields.items():
                shape(v[key.rstrip("_")], f"{path}.{key.rstrip('_')}")
            if isinstance(v.get("span"), list):
                start, end = v["span"]
                self.need(self.text[start:end] == v["text"], path, f"{v['text']!r} is not the slice {self.text[start:end]!r}")
        return check

    def parties(self, v, path):
        code, sector = self.maybe(self.matching("[A-Z]{3}")), self.maybe(self.one_of(SECTORS))
        self.several(self.record(id=self.maybe(self.id_of("actors")), code=code, sector=sector, text=self.maybe(self.string),
                                 span=self.maybe(self.span), basis=self.one_of(["text", "context"])))(v, path)
        for i, party in enumerate(v):
            absent = party["basis"] == "context"
            self.need((party["text"] is None) == absent and (party["span"] is None) == absent, f"{path}[{i}]",
                      "text and span are null exactly where the basis is context")

    def run(self):
        r, maybe, string, span = self.reading, self.maybe, self.string, self.span
        quote = self.record(text=string, span=span)
        time = self.record(from_=maybe(self.day), to=maybe(self.day), text=string, span=span)
        code, sector = maybe(self.matching("[A-Z]{3}")), maybe(self.one_of(SECTORS))
        actor_id, side = maybe(self.id_of("actors")), self.matching(r"[A-Z0-9][^\s/]*(/\S+)?")
        sides = self.several(side)
        for key, letter in (("statements", "s"), ("events", "e"), ("entries", "c")):
            wanted = [f"{letter}{i + 1}" for i in range(len(r[key]))]
            self.need(self.ids[key] == wanted, key, "ids are not numbered in order")
        self.need(len(set(self.ids["actors"])) == len(r["actors"]), "actors", "an id stands twice")

        actor = self.record(id=side, name=string, kind=self.one_of("state organization person office group".split()),
                            code=code, sector=sector, role=maybe(string), mentions=self.several(quote))
        speaker = self.record(actor=actor_id, for_=maybe(side), text=string, span=span)
        statement = self.record(
            id=string, sentence=self.sentence, speaker=maybe(speaker), addressee=actor_id, cue=maybe(quote),
            content=self.several(quote, 1), mode=self.one_of(["direct", "indirect", "mixed"]), act=self.one_of(ACTS),
            negated=self.flag, inside=maybe(self.id_of("statements")), date=maybe(time))
        event = self.record(
            id=string, sentence=self.sentence, statement=maybe(self.id_of("statements")),
            part_of=maybe(self.id_of("events", "entries")), category=self.one_of(list(PLOVER)), mode=maybe(string),
            context=self.several(string), base=self.one_of(list(PLOVER)), deed=maybe(self.matching(r"[a-z-]+(/[a-z-]+)*")),
            cameo=maybe(self.matching(r"(0[1-9]|1\d|20)\d{0,2}")), quad=anything, score=anything, actor=self.parties, recipient=self.parties,
            object=maybe(self.record(text=string, concept=maybe(string), span=span)),
            location=maybe(self.record(text=string, code=code, span=span)), date=maybe(time),
            status=self.one_of(EVENT_STATUSES), trigger=quote)
        entry = self.record(
            id=string, sentence=self.sentence, kind=self.one_of(KINDS), holder=self.several(side, 1), counterparty=sides,
            action=maybe(self.record(text=string, span=span, event=maybe(self.id_of("events")),
                                     polarity=self.one_of(["do", "refrain"]))),
            condition=maybe(self.record(text=string, span=span, event=maybe(self.id_of("events")), connective=string,
                                        negated=self.flag)),
            deadline=maybe(time), stance=maybe(self.one_of(["support", "oppose", "neutral"])),
            step=maybe(self.one_of("apply invite ratify join suspend leave".split())), body=maybe(side),
            withdraws=maybe(self.one_of("threat promise veto demand guarantee measure".split())), norm=maybe(string),
            about=maybe(self.id_of("entries")), harmed=sides,
            relation=maybe(self.one_of("characterises harms tied predicts".split())),
            force=self.one_of("treaty statute political unilateral".split()), strength=self.one_of(["explicit", "implicit"]),
            specificity=self.one_of(["specific", "unspecified"]), status=maybe(self.one_of(STATUSES)), said_by=actor_id,
            said_on=maybe(self.day), statement=maybe(self.id_of("statements")), evidence=self.several(quote, 1))
        self.record(
            schema=self.one_of(["casus.reading/1"]), versions=self.record(casus=string, model=string, lexicons=string),
            document=self.record(id=string, date=maybe(self.day), title=maybe(string), source=maybe(string), url=maybe(string),
                                 language=self.matching("[a-z]{2,3}"), text=lambda v, p: self.need(isinstance(v, str), p, "no text"),
                                 characters=lambda v, p: self.need(v == len(self.text), p, f"{v} of {len(self.text)}"),
                                 sha256=self.matching("[0-9a-f]{64}")),
            sentences=self.several(span), actors=self.several(actor), statements=self.several(statement),
            events=self.several(event), entries=self.several(entry))(r, "reading")
        self.consistent()

    def consistent(self):
        r = self.reading
        ends = [0] + [end for _, end in r["sentences"]]
        for (start, _), before in zip(r["sentences"], ends):
            self.need(start >= before, "sentences", "they overlap or stand out of order")
        for s in r["statements"]:
            self.need(s["inside"] != s["id"], s["id"], "reports itself")
            self.need(s["speaker"] is not None or s["cue"] is not None or s["mode"] == "direct", s["id"], "nobody and nothing says it")
        for e in r["events"]:
            path, (quad, score, modes) = e["id"], PLOVER[e["category"]]
            self.need(e["quad"] == quad and e["score"] == score, path, "quad class or score is not that of the category")
            self.need(e["mode"] is None or e["mode"] in modes.split(), path, f"{e['category']} has no mode {e['mode']!r}")
            self.need(e["part_of"] != e["id"], path, "is part of itself")
            start, end = r["sentences"][e["sentence"]]
            self.need(start <= e["trigger"]["span"][0] < end, path, "the trigger stands outside its sentence")
        for c in r["entries"]:
            path = c["id"]
            life = c["kind"] not in ("claim", "position", "withdrawal")
            moved = c["kind"] == "withdrawal" and c["status"] == "suspended"  # a new date
            self.need((c["status"] is not None) == life or moved, path, f"a {c['kind']} with status {c['status']!r}")
            self.need((c["stance"] is not None) == (c["kind"] == "position"), path, f"a {c['kind']} with stance {c['stance']!r}")
            self.need((c["step"] is not None) == (c["kind"] == "accession"), path, f"a {c['kind']} with step {c['step']!r}")
            self.need(c["withdraws"] is None or c["kind"] == "withdrawal", path, f"a {c['kind']} that takes something back")
            self.need(c["kind"] == "claim" or (c["relation"] is None and not c["harmed"] and c["about"] is None), path, "only claims relate")
            self.need(not set(c["holder"]) & set(c["counterparty"]), path, "a side is bound to itself")
            self.need(len(set(c["holder"])) == len(c["holder"]), path, "a holder stands twice")
            for link in ("action", "condition"):
                event = c[link] and c[link]["event"]
                if event and link == "condition":
                    whole = r["events"][int(event[1:]) - 1]
                    self.need(whole["part_of"] is not None, path, f"its condition {event} is part of nothing")
            sentences = [list(span) for span in r["sentences"]]
            for i, evidence in enumerate(c["evidence"]):
                self.need(evidence["span"] in sentences, f"{path}.evidence[{i}]", "evidence is whole sentences")


def main():
    least, count, wrong = int(sys.argv[1]) if len(sys.argv) > 1 else 1, 0, 0
    for line in sys.stdin:
        count += 1
        reading = json.loads(line)
        try:
            Check(reading).run()
        except (Wrong, KeyError, ValueError) as error:
            wrong += 1
            if wrong <= 20:
                print(f"{reading.get('document', {}).get('id', f'line {count}')}: {error}")
    print(f"{count} readings, {wrong} against the contract")
    sys.exit(wrong > 0 or count < least)


if __name__ == "__main__":
    main()
