/** What a hook call waits for, in which order. How many requests that are: `npm run bench -- call`. */
import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Claimed } from '../../functions/client/replay.ts';
import { entry, jar, send } from '../support/cds.ts';
import { fhir, pathOf, request } from '../support/requests.ts';
import { bearer, signer } from '../support/tokens.ts';

const ehr = await signer();

/** A service whose store takes some turns over a claim. */
const slowClaims = (claimed: Claimed = 'first') => {
  const order: string[] = [];
  const { jku: _, ...registered } = entry({ jwks: { keys: [ehr.publicJwk] } });
  const at = jar({
    clients: [registered],
    answers: () => {
      order.push('FHIR server asked');
      return {};
    },
    replay: {
      claim: async () => {
        order.push('claim sent');
        for (let n = 0; n < 20; n++) await turn();
        order.push('claim answered');
        return claimed;
      },
    },
    change: ({ auditLog }) => ({
      auditLog: {
        ...auditLog,
        overrides: (of) => {
          order.push('overrides asked');
          return auditLog.overrides(of);
        },
        append: (record) => {
          order.push('row sent');
          return auditLog.append(record);
        },
      },
    }),
  });
  const post = async (body: unknown) =>
    send(at.handlers.invoke, {
      path: pathOf('patient-view'),
      headers: await bearer(ehr, { header: { jku: undefined } }),
      body,
    });
  return { order, post };
};

test('overrides are read while the token is claimed, and the row is written when both are known', async () => {
  const { order, post } = slowClaims();
  expect((await post(request())).status).toBe(200);
  expect(order).toEqual(['claim sent', 'overrides asked', 'claim answered', 'row sent']);
});

test('no FHIR server is asked before the token is claimed', async () => {
  const { order, post } = slowClaims();
  await post(request('patient-view', { prefetch: {}, ...fhir() }));
  expect(order.indexOf('FHIR server asked')).toBeGreaterThan(order.indexOf('claim answered'));
});

test.each([
  ['a good body', request()],
  ['a body that cannot be read', '{'],
])('a token that was used before is refused, whatever came with it: %s', async (_, body) => {
  const { post } = slowClaims('seen');
  expect((await post(body)).status).toBe(401);
});

test('a body that cannot be read is refused once the token is claimed', async () => {
  const { order, post } = slowClaims();
  expect((await post('{')).status).toBe(400);
  expect(order.slice(0, 2)).toEqual(['claim sent', 'claim answered']);
});
