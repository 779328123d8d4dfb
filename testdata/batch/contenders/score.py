"""Scores every YAML answer file below a folder with PyYAML's C loader: score.py RULES DIR"""

import json
import os
import sys

import yaml


def level(question, answers):
    answer = answers.get(question["id"])
    if isinstance(answer, dict):
        answer = answer.get("level")
    if answer is True:
        answer = "yes"
    elif answer is False:
        answer = "no"
    return question["levels"].get(str(answer))


def status(node, answers):
    certain = possible = 0
    surely = maybe = True
    for question in node["questions"]:
        passes = level(question, answers)
        if passes is None:
            possible += 1
            surely = surely and not question["must"]
        elif passes:
            certain += 1
            possible += 1
        elif question["must"]:
            surely = maybe = False
    if certain >= node["needs"] and surely:
        return "passed"
    if possible < node["needs"] or not maybe:
        return "failed"
    return "open"


def tree(bank, answers):
    nodes = bank["nodes"]
    reached = [False] * (len(nodes) + len(bank["outcomes"]))
    reached[bank["start"]] = True
    for i, node in enumerate(nodes):
        if reached[i]:
            state = status(node, answers)
            if state != "failed":
                reached[node["pass"]] = True
            if state != "passed":
                reached[node["fail"]] = True
    return [id for i, id in enumerate(bank["outcomes"]) if reached[len(nodes) + i]]


def verdict(bank, sums):
    whole = sum(s * d["factor"] for s, d in zip(sums, bank["dimensions"]))
    for v in bank["verdicts"]:
        if whole * 100 >= v["overall"] * bank["whole"] and all(
            s * 100 >= v["every"] * d["den"] for s, d in zip(sums, bank["dimensions"])
        ):
            return v["id"]


def scale(id, bank, answers, dimensions):
    lows, highs = [], []
    for dimension in bank["dimensions"]:
        low = high = 0
        for question in dimension["questions"]:
            value = level(question, answers)
            if value is None:
                high += question["top"]
            else:
                low += value
                high += value
        lows.append(low)
        highs.append(high)
        dimensions.append(
            {
                "bank": id,
                "dimension": dimension["id"],
                "low": low * 100 // dimension["den"],
                "high": high * 100 // dimension["den"],
            }
        )
    best, worst = verdict(bank, highs), verdict(bank, lows)
    return [best] if best == worst else [best, worst]


def conclude(rules, answers):
    codes, dimensions = {}, []
    for id in rules["order"]:
        bank, given = rules["banks"][id], answers.get(id) or {}
        codes[id] = tree(bank, given) if bank["kind"] == "tree" else scale(id, bank, given, dimensions)
    path, at = [], rules["start"]
    while at:
        path.append({"bank": at, "codes": codes[at], "settled": len(codes[at]) == 1})
        nexts = {rules["banks"][at]["next"][code] for code in codes[at]}
        at = nexts.pop() if len(nexts) == 1 else ""
    return {"path": path, "settled": all(step["settled"] for step in path), "dimensions": dimensions}


def main():
    with open(sys.argv[1], encoding="utf-8") as f:
        rules = json.load(f)
    for folder, folders, files in os.walk(sys.argv[2]):
        folders.sort()
        for name in sorted(files):
            if not name.endswith(".yaml"):
                continue
            path = os.path.join(folder, name)
            with open(path, "rb") as f:
                document = yaml.load(f, Loader=yaml.CSafeLoader)
            result = {"source": path}
            result.update(conclude(rules, document["answers"]))
            print(json.dumps(result, ensure_ascii=False, separators=(",", ":")))


main()
