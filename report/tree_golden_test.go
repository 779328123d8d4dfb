package report_test

// oddPlain and oddWay are the drawings of the odd tree, without a case and with
// one.
const oddPlain = `Odd

   1  Node a
   │  One question decides
   ├─ passed → 3  Node c
   ↓  not passed
   2  Node b
   │  One question decides
   ├─ not passed → 4  Node d
   ╰─ passed → 4  Node d

   3  Node c
   │  One question decides
   ├─ not passed → End x
   ╰─ passed → End x

   4  Node d
   │  One question decides
   ├─ passed → 7  Node g
   ↓  not passed
   5  Node e
   │  One question decides
   ├─ passed → End y
   ↓  not passed
   6  Node f
   │  One question decides
   ├─ not passed → End x
   ↓  passed
   7  Node g
   │  One question decides
   ├─ not passed → End z
   ╰─ passed → End y

   8  Lost: not reached
   │  One question decides
   ├─ not passed → End x
   ╰─ passed → 1  Node a

Where it can lead
•  End x
   ╰┄ also worth answering: Odd
•  End y
   ╰─ goes on with: Elsewhere
•  End z
   ├─ goes on with: Elsewhere
   ╰┄ also worth answering: Further
`

const oddWay = `Untitled case: the way through the steps

Odd

✗  1  Node a: not passed
   ┃  One question decides
   ┠─ passed → 3  Node c
   ▼  not passed
✓  2  Node b: passed
   ┃  One question decides
   ┠─ not passed → 4  Node d
   ┗━ passed ━▶ 4  Node d

   3  Node c: not reached
   │  One question decides
   ├─ not passed → End x
   ╰─ passed → End x

?  4  Node d: open
   ┃  One question decides
   ┃  ? Ask d?
   ┣━ passed ━▶ 7  Node g
   ▼  not passed
✓  5  Node e: passed
   ┃  One question decides
   ┡━ passed ━▶ End y
   ↓  not passed
   6  Node f: not reached
   │  One question decides
   ├─ not passed → End x
   ↓  passed
?  7  Node g: open
   ┃  One question decides
   ┃  ? Ask g?
   ┣━ not passed ━▶ End z
   ┗━ passed ━▶ End y

   8  Lost: not reached
   │  One question decides
   ├─ not passed → End x
   ╰─ passed → 1  Node a

Where it can lead
•  End x
   ╰┄ also worth answering: Odd
?  End y: the way may lead here
   ┗━ goes on with: Elsewhere
?  End z: the way may lead here
   ┡━ goes on with: Elsewhere
   ╰┄ also worth answering: Further

Thick lines show the way.
`
