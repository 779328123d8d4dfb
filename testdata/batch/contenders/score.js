// Scores every YAML answer file below a folder with js-yaml: score.js RULES DIR
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const yaml = require("js-yaml");

function level(question, answers) {
  let answer = answers[question.id];
  if (answer !== null && typeof answer === "object") answer = answer.level;
  if (answer === true) answer = "yes";
  else if (answer === false) answer = "no";
  return question.levels[answer];
}

function status(node, answers) {
  let certain = 0, possible = 0, surely = true, maybe = true;
  for (const question of node.questions) {
    const passes = level(question, answers);
    if (passes === undefined) {
      possible++;
      surely = surely && !question.must;
    } else if (passes) {
      certain++;
      possible++;
    } else if (question.must) {
      surely = maybe = false;
    }
  }
  if (certain >= node.needs && surely) return "passed";
  if (possible < node.needs || !maybe) return "failed";
  return "open";
}

function tree(bank, answers) {
  const reached = new Array(bank.nodes.length + bank.outcomes.length).fill(false);
  reached[bank.start] = true;
  bank.nodes.forEach((node, i) => {
    if (!reached[i]) return;
    const state = status(node, answers);
    if (state !== "failed") reached[node.pass] = true;
    if (state !== "passed") reached[node.fail] = true;
  });
  return bank.outcomes.filter((_, i) => reached[bank.nodes.length + i]);
}

function verdict(bank, sums) {
  let whole = 0;
  bank.dimensions.forEach((d, i) => (whole += sums[i] * d.factor));
  return bank.verdicts.find(
    (v) => whole * 100 >= v.overall * bank.whole && bank.dimensions.every((d, i) => sums[i] * 100 >= v.every * d.den),
  ).id;
}

function scale(id, bank, answers, dimensions) {
  const lows = [], highs = [];
  for (const dimension of bank.dimensions) {
    let low = 0, high = 0;
    for (const question of dimension.questions) {
      const value = level(question, answers);
      if (value === undefined) {
        high += question.top;
      } else {
        low += value;
        high += value;
      }
    }
    lows.push(low);
    highs.push(high);
    const percent = (sum) => Math.floor((sum * 100) / dimension.den);
    dimensions.push({ bank: id, dimension: dimension.id, low: percent(low), high: percent(high) });
  }
  const best = verdict(bank, highs), worst = verdict(bank, lows);
  return best === worst ? [best] : [best, worst];
}

function conclude(rules, answers) {
  const codes = {}, dimensions = [];
  for (const id of rules.order) {
    const bank = rules.banks[id], given = answers[id] ?? {};
    codes[id] = bank.kind === "tree" ? tree(bank, given) : scale(id, bank, given, dimensions);
  }
  const steps = [];
  for (let at = rules.start; at; ) {
    steps.push({ bank: at, codes: codes[at], settled: codes[at].length === 1 });
    const nexts = new Set(codes[at].map((code) => rules.banks[at].next[code]));
    at = nexts.size === 1 ? [...nexts][0] : "";
  }
  return { path: steps, settled: steps.every((step) => step.settled), dimensions };
}

function* files(folder) {
  const entries = fs.readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* files(file);
    else if (file.endsWith(".yaml")) yield file;
  }
}

const rules = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
let lines = "";
for (const source of files(process.argv[3])) {
  const document = yaml.load(fs.readFileSync(source, "utf8"));
  lines += JSON.stringify({ source, ...conclude(rules, document.answers) }) + "\n";
  if (lines.length > 1 << 16) {
    fs.writeSync(1, lines);
    lines = "";
  }
}
fs.writeSync(1, lines);
