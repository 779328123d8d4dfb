package report_test

// oddPlain and oddWay are the drawings of the odd tree, without a case and with
// one.
const oddPlain = `Odd

   1  Node a
   │  One question decides
   ├─ yes → 3  Node c
   ↓  no
   2  Node b
   │  One question decides
   ├─ no → 4  Node d
   ╰─ yes → 4  Node d

   3  Node c
   │  One question decides
   ├─ no → End x
   ╰─ yes → End x

   4  Node d
   │  One question decides
   ├─ yes → 7  Node g
   ↓  no
   5  Node e
   │  One question decides
   ├─ yes → End y
   ↓  no
   6  Node f
   │  One question decides
   ├─ no → End x
   ↓  yes
   7  Node g
   │  One question decides
   ├─ no → End z
   ╰─ yes → End y

   8  Lost: not reached
   │  One question decides
   ├─ no → End x
   ╰─ yes → 1  Node a

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

✗  1  Node a: no
   ┃  One question decides
   ┠─ yes → 3  Node c
   ▼  no
✓  2  Node b: yes
   ┃  One question decides
   ┠─ no → 4  Node d
   ┗━ yes ━▶ 4  Node d

   3  Node c: not reached
   │  One question decides
   ├─ no → End x
   ╰─ yes → End x

?  4  Node d: open
   ┃  One question decides
   ┃  ? Ask d?
   ┣━ yes ━▶ 7  Node g
   ▼  no
✓  5  Node e: yes
   ┃  One question decides
   ┡━ yes ━▶ End y
   ↓  no
   6  Node f: not reached
   │  One question decides
   ├─ no → End x
   ↓  yes
?  7  Node g: open
   ┃  One question decides
   ┃  ? Ask g?
   ┣━ no ━▶ End z
   ┗━ yes ━▶ End y

   8  Lost: not reached
   │  One question decides
   ├─ no → End x
   ╰─ yes → 1  Node a

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
