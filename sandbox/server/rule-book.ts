/** The rule book below `/rulebook/`, where the cards of this machine link to; made when somebody first asks for it. */
import type { ServerResponse } from 'node:http';

export const ruleBookPath = '/rulebook';

export type RuleBook = (path: string, response: ServerResponse) => Promise<void>;

const headers = {
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-cache',
};

/** Cost: about a second at the first page, and nothing where nobody reads. */
export const ruleBook = (): RuleBook => {
  let made: Promise<ReadonlyMap<string, string>> | undefined;
  const pages = () => (made ??= import('../../tools/rulebook/book.ts').then(({ book }) => book()));
  return async (path, response) => {
    if (path === ruleBookPath) return void response.writeHead(308, { location: `${ruleBookPath}/` }).end();
    const page = (await pages()).get(path.slice(ruleBookPath.length + 1) || 'index.html');
    if (page === undefined) return void response.writeHead(404, headers).end('No page of the rule book.');
    const type = path.endsWith('.csv') ? 'text/csv' : 'text/html';
    response.writeHead(200, { ...headers, 'content-type': `${type}; charset=utf-8` }).end(page);
  };
};
