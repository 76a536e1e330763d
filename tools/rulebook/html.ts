/** HTML from the rule book's markdown: no script, nothing that is loaded. */
import { Marked, type Tokens } from 'marked';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export const escaped = (text: string): string => text.replace(/[&<>"]/g, (mark) => ENTITIES[mark] ?? mark);

/** Part of an address: `a sacral sign` is `a-sacral-sign`. */
export const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

const reader = new Marked({ gfm: true });
reader.use({
  renderer: {
    // what looks like HTML is text
    html: ({ text }: Tokens.HTML | Tokens.Tag) => escaped(text),
    table({ header, rows }: Tokens.Table) {
      const head = header.map(({ tokens }) => `<th scope="col">${this.parser.parseInline(tokens)}</th>`);
      const isNamed = header.some(({ text }) => text !== '');
      const body = rows.map(
        (cells) =>
          `<tr>${cells
            .map(({ tokens }, n) => {
              const said = this.parser.parseInline(tokens);
              return n === 0 ? `<th scope="row">${said}</th>` : `<td>${said}</td>`;
            })
            .join('')}</tr>`,
      );
      const titles = isNamed ? `<thead><tr>${head.join('')}</tr></thead>` : '';
      return `<div class="wide"><table>${titles}<tbody>${body.join('')}</tbody></table></div>\n`;
    },
  },
});

export const rendered = (markdown: string): string => reader.parse(markdown, { async: false });

export const inline = (markdown: string): string => reader.parseInline(markdown, { async: false });

/** The cells of a table in markdown, by the names of its columns. */
export const rowsOf = (markdown: string): readonly Readonly<Record<string, string>>[] => {
  const table = reader.lexer(markdown).find((token): token is Tokens.Table => token.type === 'table');
  if (table === undefined) return [];
  const names = table.header.map(({ text }) => text);
  return table.rows.map((cells) =>
    Object.fromEntries(cells.map(({ text }, n) => [names[n] ?? '', inline(text)])),
  );
};

export const list = (items: readonly string[]): string =>
  items.length === 0 ? '' : `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;
