/**
 * An audit table of any number of rows in place of DynamoDB, for the auditor's tool: DescribeTable, and Scan in pages
 * of some 1 MB; whatever else is asked for is answered with nothing. A page is made when it is asked for.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { localSigner } from '../../functions/audit/archive/signer.ts';
import { type Chain, newChain } from '../../functions/audit/chain.ts';
import { inputKey, sealedInput } from '../../functions/audit/inputs.ts';
import { itemOf } from '../../functions/audit/item.ts';
import type { ServiceKeys } from '../../functions/audit/keys/key-file.ts';
import { sealWith } from '../../functions/audit/keys/seal.ts';
import { newProcessKey } from '../../functions/audit/process-key.ts';
import type { TableItem } from '../../functions/audit/table.ts';
import type { EngineInput } from '../../rules/engine/types.ts';
import { knowledgeAt, load, project } from '../../tools/knowledge/knowledge-at.ts';
import { seededCharts } from '../../tools/knowledge/seeded-charts.ts';
import { aCall, startOfDay, uuid } from '../audit/support/records.ts';
import { chart, parsed, read } from './charts.ts';

/** TablePages of a table; a page is asked for after the one before it. */
interface TablePages {
  readonly count: number;
  /** Its items, as JSON. */
  of(page: number): string;
}

const perPage = 250;
const perChain = 2_000;

const attributesOf = (item: TableItem) =>
  Object.fromEntries(
    Object.entries(item).map(([name, value]) => [
      name,
      typeof value === 'number' ? { N: String(value) } : { S: value },
    ]),
  );

const textOf = (items: readonly TableItem[]): string => JSON.stringify(items.map(attributesOf));

/** The first pages again and again, up to so many rows. */
const repeated = (rows: number, first: readonly string[]): TablePages => ({
  count: Math.ceil(rows / perPage),
  of: (page) => first[page % first.length] ?? '[]',
});

/**
 * Rows of calls, each with its place in the signed and certified chain of a process; all processes write in turn. One
 * call is said again under another id: to make each from scratch would take longer than what is measured.
 */
export const callPages = async (rows: number, { certify }: ServiceKeys): Promise<TablePages> => {
  const record = await aCall({ n: 0, row: { sealed: 'x'.repeat(750) } });
  const certifier = localSigner(certify);
  const keys = await Promise.all(
    Array.from({ length: Math.ceil(rows / perChain) }, async () => {
      const key = newProcessKey(certifier, () => startOfDay);
      await key.certified();
      return key;
    }),
  );
  let chains: readonly Chain[] = [];
  const row = (n: number): TableItem => {
    const callId = `${n.toString(16).padStart(8, '0')}${record.callId.slice(8)}`;
    const at = new Date(startOfDay + n * 500).toISOString();
    const chain = chains[n % chains.length] as Chain;
    return itemOf(chain.stamp({ ...record, callId, at }));
  };
  return {
    count: Math.ceil(rows / perPage),
    of: (page) => {
      if (page === 0) chains = keys.map((key) => newChain(key.chain, key));
      const from = page * perPage;
      return textOf(Array.from({ length: Math.min(perPage, rows - from) }, (_, i) => row(from + i)));
    },
  };
};

/** The rows of a few processes again and again: for commands that hold them against nothing. */
export const repeatedCallPages = async (rows: number, keys: ServiceKeys): Promise<TablePages> => {
  const some = await callPages(Math.min(rows, 4 * perChain), keys);
  return repeated(
    rows,
    Array.from({ length: some.count }, (_, page) => some.of(page)),
  );
};

/** Sealed inputs, half of charts of 50 Observations and half seeded: a few pages, again and again. */
export const inputPages = async (rows: number, { seal }: ServiceKeys): Promise<TablePages> => {
  const key = new Uint8Array(32).fill(7);
  const wrapped = await (await sealWith(seal))({ inputKey: Buffer.from(key).toString('base64url') });
  const { vignettes, inputOf } = await load(await knowledgeAt(project));
  const whole = read(parsed(chart(50))).input;
  const seeded = [...seededCharts(vignettes, 20261201, 2 * perPage)].map((asked): EngineInput => {
    if (asked.kind === 'patient') throw new Error('a seeded chart is of no patient');
    return inputOf(asked.given);
  });
  const item = (input: EngineInput, n: number): TableItem => {
    const of = {
      client: 'st-elsewhere',
      callId: uuid(n),
      service: 'leg-symptoms-patient-view',
      at: new Date(startOfDay + n * 500).toISOString(),
    };
    return { ...inputKey(of), body: JSON.stringify(sealedInput(of, input, { key, wrapped })) };
  };
  const items = seeded.flatMap((input, n) => [item(whole, 2 * n), item(input, 2 * n + 1)]);
  return repeated(
    rows,
    Array.from({ length: items.length / perPage }, (_, n) =>
      textOf(items.slice(n * perPage, (n + 1) * perPage)),
    ),
  );
};

interface ScanRequest {
  readonly Segment?: number;
  readonly TotalSegments?: number;
  readonly ExclusiveStartKey?: { readonly pk: { readonly S: string } };
}

const scanned = ({ count, of }: TablePages, request: ScanRequest): string => {
  const { Segment = 0, TotalSegments = 1, ExclusiveStartKey } = request;
  const page = ExclusiveStartKey === undefined ? Segment : Number(ExclusiveStartKey.pk.S);
  const next = page + TotalSegments;
  const after = next < count ? `,"LastEvaluatedKey":{"pk":{"S":"${next}"},"sk":{"S":"-"}}` : '';
  return `{"Items":${page < count ? of(page) : '[]'}${after}}`;
};

export interface LargeTable {
  readonly endpoint: string;
  readonly stop: () => void;
}

export const startLargeTable = async (rows: number, pages: TablePages): Promise<LargeTable> => {
  const answer = (operation: string, request: unknown): string => {
    if (operation === 'DescribeTable') return JSON.stringify({ Table: { ItemCount: rows } });
    if (operation === 'Scan') return scanned(pages, request as ScanRequest);
    return operation === 'Query' ? '{"Items":[]}' : '{}';
  };
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString();
    const operation = String(request.headers['x-amz-target']).replace('DynamoDB_20120810.', '');
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(answer(operation, JSON.parse(body)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
