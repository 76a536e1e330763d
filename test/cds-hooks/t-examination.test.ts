/** A site that examines legs in notes: nobody is asked to chart the examination again, and nothing else changes. */
import { expect, test } from 'vitest';
import { composeCards } from '../../functions/cards/index.ts';
import { standardProfile } from '../../functions/client/profile.ts';
import { evaluate } from '../../rules/index.ts';
import { contextOf } from '../cards/compose.ts';
import { devVignettes, inputOf } from '../rules/dev-vignettes.ts';
import { entry, jar, send } from '../support/cds.ts';
import { bundle, condition, finding, pathOf, prefetch, request } from '../support/requests.ts';

const cardsOf = async (observations: readonly object[], over: object, conditions: readonly object[] = []) => {
  const { invoke } = jar({ anonymous: true, clients: [entry(over)] }).handlers;
  const chart = prefetch({ observations: bundle(observations), conditions: bundle(conditions) });
  const { body } = await send(invoke, {
    path: pathOf('patient-view'),
    body: request('patient-view', { prefetch: chart }),
  });
  return body.cards as { summary: string; detail: string; suggestions?: { label: string }[] }[];
};

const narrative = { examination: 'narrative' };
const sciatica = condition('c1', {
  code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'M54.31' }] },
  recordedDate: '2026-11-20',
});
const note = {
  ...finding('x', { code: { text: 'Neurology' }, valueString: 'see note', valueBoolean: undefined }),
};
const asks = /examine (?:strength|reflex)|perform|record the findings/i;

test.each([
  ['sciatica on the problem list', [], [sciatica]],
  ['a leg pain alone', [finding('leg-pain')], []],
  ['words alone', [note], []],
] as const)(
  '%s: no card names the examination, which a coded site is asked for',
  async (_, given, problems) => {
    const site = await cardsOf(given, narrative, problems);
    const coded = await cardsOf(given, {}, problems);
    const buttons = (cards: typeof site) =>
      cards.flatMap(({ suggestions = [] }) => suggestions).map(({ label }) => label);
    expect(site.filter(({ summary }) => asks.test(summary))).toEqual([]);
    expect(buttons(site)).not.toContain('Perform examination');
    expect(site).not.toEqual(coded);
  },
);

test('the examination is a line of a card that has something else to say', async () => {
  const [card] = await cardsOf([finding('leg-pain')], narrative);
  expect(card?.detail).toMatch(/Next: .*strength/);
});

const composed = (input: ReturnType<typeof inputOf>, examination: 'coded' | 'narrative') =>
  composeCards({
    evaluation: evaluate(input),
    extraction: { input, sources: new Map() },
    context: contextOf(input),
    profile: { ...standardProfile, examination },
    callId: '0190a000-0000-8000-8000-000000000000',
    overrides: { find: () => undefined },
  }).cards;

test.each(devVignettes.map(({ id, title, input }) => [id, title, inputOf(input)] as const))(
  '%s, "%s": every card of a red flag says the same',
  (_, __, input) => {
    const flags = (cards: ReturnType<typeof composed>) =>
      cards
        .filter(({ indicator }) => indicator !== 'info')
        .map(({ summary, indicator }) => [indicator, summary]);
    expect(flags(composed(input, 'narrative'))).toEqual(flags(composed(input, 'coded')));
  },
);

test('the audit row has the version of the code map', async () => {
  const codeMap = {
    resourceType: 'ConceptMap',
    status: 'active',
    version: '2026-11-30.2',
    group: [
      {
        source: 'urn:oid:1.2.3',
        target: 'https://radix-cds.org/fhir/CodeSystem/lr-finding',
        element: [{ code: '7', target: [{ code: 'leg-pain', equivalence: 'equivalent' }] }],
      },
    ],
  };
  const one = jar({ anonymous: true, clients: [entry({ codeMap })] });
  await send(one.handlers.invoke, { path: pathOf('patient-view'), body: request() });
  expect(await one.rows()).toMatchObject([{ codeMap: '2026-11-30.2' }]);
});
