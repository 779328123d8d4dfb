// Draws a screen of a terminal as SVG: tmux capture-pane -e -p | node screen.mjs COLUMNS ROWS
// A run of characters in one colour is one text, stretched to its columns, so that no font moves what follows.
import { readFileSync } from "node:fs";

const [columns, rows] = process.argv.slice(2).map(Number);
const width = 8.4, height = 18, edge = 14;
const base = ["#1e1e1e", "#cd3131", "#0dbc79", "#e5e510", "#2472c8", "#bc3fbc", "#11a8cd", "#e5e5e5"];
const bright = ["#8a8a8a", "#f14c4c", "#23d18b", "#f5f543", "#3b8eea", "#d670d6", "#29b8db", "#ffffff"];

function colour(n) {
  if (n < 8) return base[n];
  if (n < 16) return bright[n - 8];
  if (n > 231) return `rgb(${Array(3).fill(8 + 10 * (n - 232))})`;
  const part = (v) => (v ? 55 + 40 * v : 0);
  return `rgb(${[part(Math.floor((n - 16) / 36)), part(Math.floor((n - 16) / 6) % 6), part((n - 16) % 6)]})`;
}

// after gives the look of what follows a sequence of codes.
function after(look, codes) {
  look = { ...look };
  while (codes.length) {
    const code = codes.shift();
    if (code === 0) look = {};
    else if (code === 1) look.bold = true;
    else if (code === 2) look.faint = true;
    else if (code === 3) look.italic = true;
    else if (code === 4) look.underline = true;
    else if (code === 7) look.reverse = true;
    else if (code === 22) look.bold = look.faint = false;
    else if (code === 27) look.reverse = false;
    else if (code === 39) look.ink = undefined;
    else if (code === 38 && codes[0] === 5) look.ink = colour(codes.splice(0, 2)[1]);
    else if (code === 38 && codes[0] === 2) look.ink = `rgb(${codes.splice(0, 4).slice(1)})`;
    else if (code >= 30 && code < 38) look.ink = colour(code - 30);
    else if (code >= 90 && code < 98) look.ink = colour(code - 82);
    else if (code !== 49) throw new Error(`a code that is not drawn: ${code}`);
  }
  return look;
}

const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");

function draw(text, look, column, row) {
  const left = (n) => (edge + (column + n) * width).toFixed(1), y = edge + row * height;
  const style = [
    look.bold && ' font-weight="bold"', look.italic && ' font-style="italic"', look.faint && ' opacity="0.6"',
    look.underline && ' text-decoration="underline"', ` fill="${look.reverse ? base[0] : (look.ink ?? base[7])}"`,
  ].filter(Boolean).join("");
  let drawn = "";
  if (look.reverse) {
    const wide = ([...text].length * width).toFixed(1);
    drawn += `<rect x="${left(0)}" y="${y}" width="${wide}" height="${height}" fill="${look.ink ?? base[7]}"/>\n`;
  }
  for (const { 0: words, index } of text.matchAll(/\S+( \S+)*/g)) { // SVG makes one blank of several
    const before = [...text.slice(0, index)].length, wide = ([...words].length * width).toFixed(1);
    drawn += `<text x="${left(before)}" y="${y + 13}" textLength="${wide}"${style}>${escaped(words)}</text>\n`;
  }
  return drawn;
}

let look = {}, body = "";
readFileSync(0, "utf8").split("\n").slice(0, rows).forEach((line, row) => {
  let column = 0;
  for (const part of line.split(/(\x1b\[[\d;]*m|\x1b\][^\x1b\x07]*(?:\x07|\x1b\\)|\x0f)/)) {
    if (part.startsWith("\x1b[")) look = after(look, part.slice(2, -1).split(";").map(Number));
    else if (part && part[0] !== "\x1b" && part !== "\x0f") {
      body += draw(part, look, column, row);
      column += [...part].length;
    }
  }
});
const w = Math.ceil(columns * width + 2 * edge), h = rows * height + 2 * edge;
process.stdout.write(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${w} ${h}" width="${w}" height="${h}" font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14">
<rect width="100%" height="100%" rx="6" fill="${base[0]}"/>
${body}</svg>
`);
