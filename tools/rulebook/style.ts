/** One style for screen and paper; black on white, no font and no picture that is loaded. */
export const style = `
:root { color-scheme: light; --line: #555; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 64rem; padding: 1rem; color: #000; background: #fff; font: 16px/1.45 Helvetica, Arial, "Liberation Sans", sans-serif; }
a { color: #000; text-decoration: underline; text-decoration-thickness: .06em; text-underline-offset: .12em; }
a:focus-visible { outline: 3px solid #000; outline-offset: 2px; }
h1 { font-size: 1.5em; line-height: 1.2; margin: 0 0 .2em; }
h2 { font-size: 1.05em; line-height: 1.25; margin: .7em 0 .2em; border-bottom: 1px solid var(--line); break-after: avoid; }
h3 { font-size: 1em; margin: .6em 0 .15em; break-after: avoid; }
p { margin: .25em 0; } ul { margin: .2em 0; padding-left: 1.15em; } li { margin: .08em 0; }
table { border-collapse: collapse; width: 100%; } th, td { border: 1px solid #888; padding: .1em .35em; text-align: left; vertical-align: top; font-weight: normal; }
thead th { font-weight: bold; background: #eee; } tr { break-inside: avoid; } .wide { overflow-x: auto; }
nav ul { display: flex; flex-wrap: wrap; gap: .2em 1em; list-style: none; padding: 0; margin: 0 0 1em; }
.meta, .note { color: #333; margin: 0; } .kind { margin: 0; font-weight: bold; letter-spacing: .02em; }
.sheet { margin: 0 0 3rem; } .sheet > header { border-bottom: 2px solid #000; margin-bottom: .3em; }
.sheet section { break-inside: auto; } .flow > section > h2:first-child { margin-top: 0; } .flow > section { margin-bottom: .6em; }
.then { font-weight: bold; } .mark { font-weight: bold; font-family: monospace; }
.card { border: 1px solid #000; border-left-width: .5em; padding: .3em .5em; break-inside: avoid; }
.card.warning { border-left-style: double; } .card.info { border-left-width: 1px; }
.card .indicator { float: right; margin: 0 0 0 .5em; border: 1px solid #000; padding: 0 .3em; } .card-summary { font-weight: bold; } .card ul { list-style: none; padding: 0; }
.button { display: inline-block; border: 1px solid #000; border-radius: .25em; padding: 0 .4em; margin: .08em 0; }
.signature { border: 1.5px solid #000; padding: .3em .5em; margin-top: .6em; break-inside: avoid; overflow-wrap: anywhere; }
.signature h2 { border: 0; margin: 0; } .signature table td { height: 2.1em; } .signature code { font-size: .9em; }
ins { text-decoration: none; } del { text-decoration: line-through; }
figure { margin: 0 0 2em; break-inside: avoid; } svg { max-width: 100%; height: auto; display: block; } figcaption { margin-top: .3em; }
.visually-hidden { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; white-space: nowrap; }
.decisions { border-top: 2px solid #000; padding-top: .4em; } .decisions summary { font-weight: bold; cursor: pointer; }
.decisions table { font-size: .8em; } .decisions td:nth-last-child(-n+2) { min-width: 14em; } .decisions abbr { text-decoration: none; }
@media (min-width: 66rem) { .decisions .wide { width: max-content; max-width: calc(100vw - 2rem); position: relative; left: 50%; transform: translateX(-50%); } }
@media (min-width: 60rem) { .flow { columns: 2; column-gap: 2rem; } }
@page { size: A4; margin: 9mm 10mm 8mm; } @page tables { size: A4 landscape; }
@media print {
  body { max-width: none; padding: 0; font-size: 8.4pt; line-height: 1.28; }
  a { text-decoration-thickness: .04em; } nav { display: none; }
  .sheet { margin: 0; break-before: page; } main > .sheet:first-child, main > #figures:first-child > .sheet:first-child { break-before: auto; }
  .sheet h1 { font-size: 1.45em; }
  .flow { columns: 2; column-gap: 5mm; } .flow > section { margin-bottom: .4em; } h2 { margin: .4em 0 .1em; }
  .wide { overflow: visible; } .decisions:not([open]) { display: none; }
  .decisions { page: tables; break-before: page; border: 0; font-size: 7pt; } .decisions td:nth-last-child(-n+2) { min-width: 0; }
  .close { font-size: 7.4pt; line-height: 1.22; } .closer { font-size: 6.7pt; line-height: 1.18; } .closest { font-size: 6.1pt; line-height: 1.15; }
  .closest .signature table td, .closer .signature table td { height: 1.9em; }
  .whole figure svg { max-height: 250mm; }
}
`;
