/** The report as one page to read in a browser, to print and to sign; it loads nothing. */
import { marked } from 'marked';

const STYLE = `
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
  table { border-collapse: collapse; width: 100%; } td, th { border: 1px solid #767676; padding: .3rem .5rem; text-align: left; vertical-align: top; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; background: #f3f3f3; padding: .75rem; } del { color: #8a1c1c; }
  h2 { break-after: avoid; } @media print { body { margin: 0; font-size: 11pt; } }`;

/** @param markdown of `report` */
export const signaturePage = (title: string, markdown: string): string =>
  `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${STYLE}</style></head>\n<body>\n${marked.parse(markdown, { async: false, gfm: true })}</body></html>\n`;
