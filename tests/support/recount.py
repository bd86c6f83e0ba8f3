"""Counts a secret vote again from its bundle; shares nothing with the program. Python 3, standard library.

usage: recount.py BUNDLE.json [TRACKER …]     exit 0: it agrees, and every tracker is in it
"""
import json
import sys
from fractions import Fraction

LETTERS = set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")


def fail(message):
    print("NOT RIGHT: " + message)
    sys.exit(1)


def needed(share, total):
    part = Fraction(share["numerator"] * total, share["denominator"])
    if share["comparison"] == "more_than":
        return part.numerator // part.denominator + 1
    return -(-part.numerator // part.denominator)


def decided(bundle, count):
    """What the rule makes of the counts; None for kinds whose rule is read by people."""
    rule, result, question = bundle["rule"], bundle["result"], bundle["question"]
    total = result.get("total", rule["members"])
    votes = needed(rule["share"], total)
    if votes != result["needed"]:
        fail("needed are %d of %d, not %d" % (votes, total, result["needed"]))
    if question["kind"] == "approve":
        for side in ("for", "against", "abstain"):
            if result[side] != count.get(side, 0):
                fail("%s: %d in the ballots, %d in the result" % (side, count.get(side, 0), result[side]))
        return count.get("for", 0) >= votes
    if question["kind"] == "options":
        for option in result["options"]:
            if option["votes"] != count.get(option["id"], 0):
                fail("%s: %d in the ballots, %d in the result" % (option["id"], count.get(option["id"], 0), option["votes"]))
        reaching = [option["id"] for option in result["options"] if count.get(option["id"], 0) >= votes > 0]
        return len(reaching) == 1 and result["chosen"] == reaching[0]
    if question["kind"] == "candidates":
        for at, option in enumerate(result["options"]):
            chosen = sum(number for text, number in count.items() if text[at] == "1")
            if chosen != option["votes"]:
                fail("%s: %d in the ballots, %d in the result" % (option["id"], chosen, option["votes"]))
    return None


def main(path, mine):
    with open(path, encoding="utf-8") as file:
        bundle = json.load(file)
    if bundle["form"] != "phien-secret-ballot/1":
        fail("unknown form " + str(bundle["form"]))
    trackers, choices, counts = bundle["trackers"], bundle["choices"], bundle["counts"]
    for tracker in trackers:
        parts = tracker.split("-")
        if [len(part) for part in parts] != [4, 4, 4, 4] or not set("".join(parts)) <= LETTERS:
            fail("no tracker: " + tracker)
    if trackers != sorted(trackers) or len(set(trackers)) != len(trackers):
        fail("trackers are not sorted, or one stands there twice")
    if not len(trackers) == len(choices) == counts["ballots"]:
        fail("%d trackers, %d opened ballots, %d counted" % (len(trackers), len(choices), counts["ballots"]))
    count = {}
    for choice in choices:
        if choice is not None:
            count[choice] = count.get(choice, 0) + 1
    invalid = sum(1 for choice in choices if choice is None)
    if count != counts["choices"] or invalid != counts["invalid"]:
        fail("counted again: %s and %d invalid" % (json.dumps(count, sort_keys=True, ensure_ascii=False), invalid))
    if bundle["result"].get("invalid", invalid) != invalid:
        fail("the result tells of %d invalid ballots" % bundle["result"]["invalid"])
    if len(choices) > bundle["rule"]["members"]:
        fail("more ballots than members")
    passed = decided(bundle, count)
    if passed is not None and passed != bundle["result"]["passed"]:
        fail("by the rule it is %s" % ("passed" if passed else "not passed"))
    for tracker in mine:
        if tracker not in trackers:
            fail("not among the counted: " + tracker)
    print("RIGHT: %d ballots, %d invalid, %s" % (len(choices), invalid, json.dumps(count, sort_keys=True, ensure_ascii=False)))


if len(sys.argv) < 2:
    sys.exit(__doc__)
main(sys.argv[1], sys.argv[2:])
