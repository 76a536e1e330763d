/** The floor (a) of a hook call: parses the same body and answers a fixed card. */
import type { LambdaHandler } from '../../sandbox/server/lambda.ts';

const fixed = JSON.stringify({
  cards: [{ summary: 'fixed', indicator: 'info', source: { label: 'floor' } }],
});

export const handler: LambdaHandler = async ({ body }) => {
  JSON.parse(body ?? '');
  return { statusCode: 200, headers: { 'content-type': 'application/json' }, body: fixed };
};
