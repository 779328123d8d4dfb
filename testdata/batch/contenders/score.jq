# Scores answer files that yq turned into JSON, each with its source:
#   yq … | jq -c --slurpfile rules RULES -f score.jq

def level($answers):
  . as $question
  | $answers[.id]
  | if type == "object" then .level else . end
  | if . == true then "yes" elif . == false then "no" else tostring end
  | $question.levels[.];

def status($answers):
  . as $node
  | reduce .questions[] as $q ({certain: 0, possible: 0, surely: true, maybe: true};
      ($q | level($answers)) as $passes
      | if $passes == null then .possible += 1 | if $q.must then .surely = false else . end
        elif $passes == 1 then .certain += 1 | .possible += 1
        elif $q.must then .surely = false | .maybe = false
        else . end)
  | if .certain >= $node.needs and .surely then "passed"
    elif .possible < $node.needs or (.maybe | not) then "failed"
    else "open" end;

def tree($answers):
  . as $bank
  | (.nodes | length) as $nodes
  | reduce range($nodes) as $i ([];
      if $i == $bank.start or .[$i] then
        ($bank.nodes[$i] | status($answers)) as $status
        | if $status != "failed" then .[$bank.nodes[$i].pass] = true else . end
        | if $status != "passed" then .[$bank.nodes[$i].fail] = true else . end
      else . end)
  | . as $reached
  | [range($bank.outcomes | length) | select($reached[$nodes + .]) | $bank.outcomes[.]];

def verdict($sums):
  . as $bank
  | (reduce range($sums | length) as $i (0; . + $sums[$i] * $bank.dimensions[$i].factor)) as $whole
  | first(.verdicts[] | . as $v
      | select($whole * 100 >= .overall * $bank.whole
          and all(range($sums | length); $sums[.] * 100 >= $v.every * $bank.dimensions[.].den))
      | .id);

def scale($id; $answers):
  . as $bank
  | [.dimensions[] | . as $d
      | reduce .questions[] as $q ({low: 0, high: 0};
          ($q | level($answers)) as $value
          | if $value == null then .high += $q.top else .low += $value | .high += $value end)] as $sums
  | ($bank | verdict([$sums[].high])) as $best
  | ($bank | verdict([$sums[].low])) as $worst
  | {
      codes: (if $best == $worst then [$best] else [$best, $worst] end),
      dimensions: [range($sums | length) | . as $i | $bank.dimensions[$i] | {
        bank: $id, dimension: .id,
        low: ($sums[$i].low * 100 / .den | floor), high: ($sums[$i].high * 100 / .den | floor)
      }]
    };

def path($codes; $at):
  if $at == "" then empty else
    {bank: $at, codes: $codes[$at], settled: ($codes[$at] | length == 1)},
    ([$codes[$at][] as $code | $rules[0].banks[$at].next[$code]] | unique
      | if length == 1 then path($codes; .[0]) else empty end)
  end;

. as $document
| reduce $rules[0].order[] as $id ({codes: {}, dimensions: []};
    ($document.answers[$id] // {}) as $answers
    | $rules[0].banks[$id] as $bank
    | if $bank.kind == "tree" then .codes[$id] = ($bank | tree($answers))
      else ($bank | scale($id; $answers)) as $scored
        | .codes[$id] = $scored.codes
        | .dimensions += $scored.dimensions
      end)
| [path(.codes; $rules[0].start)] as $path
| {source: $document.source, path: $path, settled: all($path[]; .settled), dimensions: .dimensions}
