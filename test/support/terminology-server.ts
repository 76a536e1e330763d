/**
 * A small terminology server on loopback, with habits: `ValueSet/$expand` of concepts that no edition of SNOMED CT has,
 * each below a root that is read.
 */
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface TxConcept {
  readonly code: string;
  readonly display: string;
  readonly inactive?: true;
  readonly abstract?: true;
  readonly contains?: readonly TxConcept[];
}

export interface TxQuestion {
  readonly root: string;
  readonly offset: number;
  readonly count: number;
  readonly token: string | undefined;
}

export interface TxAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export type TxHabit = (question: TxQuestion, found: readonly TxConcept[]) => TxAnswer;

export const txVersion = 'http://snomed.info/sct|http://snomed.info/sct/900000000000207008/version/20260901';

export const expansion = (contains: readonly TxConcept[], more: object = {}): TxAnswer => ({
  body: {
    resourceType: 'ValueSet',
    expansion: {
      parameter: [{ name: 'version', valueUri: txVersion }],
      contains: contains.map((one) => ({ system: 'http://snomed.info/sct', ...one })),
      ...more,
    },
  },
});

export const txOutcome = (status: number, code: string, diagnostics = ''): TxAnswer => ({
  status,
  body: { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code, diagnostics }] },
});

interface TxParameter {
  readonly name: string;
  readonly valueInteger?: number;
  readonly resource?: {
    compose: { include: { filter: { property: string; op: string; value: string }[] }[] };
  };
}

const bodyOf = async (request: IncomingMessage): Promise<readonly TxParameter[]> => {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return (JSON.parse(text) as { parameter: readonly TxParameter[] }).parameter;
};

const questionIn = async (request: IncomingMessage): Promise<TxQuestion> => {
  const parameters = await bodyOf(request);
  const named = (name: string) => parameters.find((one) => one.name === name);
  const [filter] = named('valueSet')?.resource?.compose.include[0]?.filter ?? [];
  if (filter?.property !== 'concept' || filter.op !== 'is-a') throw new Error('no question for descendants');
  return {
    root: filter.value,
    offset: named('offset')?.valueInteger ?? 0,
    count: named('count')?.valueInteger ?? 0,
    token: request.headers.authorization,
  };
};

/** @param below what stands at and below each root */
export const terminologyServer = async (
  below: Readonly<Record<string, readonly TxConcept[]>>,
  habit: TxHabit,
) => {
  const asked: TxQuestion[] = [];
  const listener: RequestListener = async (request, response) => {
    const isExpand = request.method === 'POST' && request.url === '/fhir/ValueSet/$expand';
    if (!isExpand) return void response.writeHead(404).end('<html>');
    const question = await questionIn(request);
    asked.push(question);
    const { status = 200, headers = {}, body } = habit(question, below[question.root] ?? []);
    response.writeHead(status, { 'content-type': 'application/fhir+json', ...headers });
    response.end(JSON.stringify(body));
  };
  const server = createServer((request, response) => void listener(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/fhir`,
    asked,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
};
