"""Dispatches of ours, as lines of JSON: a few sides warn, promise, refuse and act, so that most of them make a commitment or move one."""
import json

SIDES = [("Norway", "Sweden"), ("Chile", "Peru"), ("India", "Nepal"), ("Kenya", "Uganda"), ("Greece", "Turkey")]
# Two versions of the same documents: threats that are met and carried out; promises and refusals.
THREATS = ["{a} warned that it would impose sanctions on {b} if {b} attacks {a}.", "{b} attacked {a} on Monday.", "{a} imposed sanctions on {b}."]
PROMISES = ["{a} promised to send tanks to {b}.", "{a} said that it would not withdraw its troops from {b}.", "{b} visited {a} on Monday."]


def dispatches(count, told):
    for n in range(count):
        a, b = SIDES[n % 5]
        date = f"{2010 + n // 12 % 80}-{1 + n % 12:02}-{1 + n % 28:02}"
        yield json.dumps({"id": f"d{n}", "date": date, "text": told[n // 5 % len(told)].format(a=a, b=b)}) + "\n"
