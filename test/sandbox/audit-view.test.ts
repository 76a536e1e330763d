/** Why a call on record is not evaluated again: what an auditor can do differs. */
import { expect, test } from 'vitest';
import { type AuditViewParts, auditView } from '../../sandbox/ehr/audit-view.ts';
import { jar, send } from '../support/cds.ts';
import { pathOf, request } from '../support/requests.ts';

const item = (body: object) => ({ pk: 'I#c', sk: 'INPUT', body: JSON.stringify(body) });
const sealed = item({ v: 1, data: '', iv: '', key: '' });

test.each<[string, object | undefined, string, string]>([
  ['nothing was kept of it', undefined, 'written', 'not-kept'],
  ['what was kept is sealed for another key', sealed, 'written', 'not-opened'],
  ['what was kept is of another form', item({}), 'written', 'not-opened'],
  ['no record of the reading can be written', sealed, 'unavailable', 'reading-not-recorded'],
])('%s', async (_, kept, appended, why) => {
  const at = jar({ anonymous: true });
  await send(at.handlers.invoke, { path: pathOf('patient-view'), body: request('patient-view') });
  const record = (await at.rows()).find(({ kind }) => kind === 'call');
  const parts = {
    log: { file: async () => ({ call: { record }, feedback: [], steps: [] }), append: async () => appended },
    rows: { get: async () => kept },
    pseudonyms: at.world.pseudonyms,
    openInput: async () => Promise.reject(new Error('sealed for another key')),
    newId: () => '00000000-0000-4000-8000-000000000000',
  } as unknown as AuditViewParts;
  const file = await auditView(parts, ['anonymous'], 10).file('anonymous', 'c1', new Date(0));
  expect(file?.replay).toBe(why);
});
