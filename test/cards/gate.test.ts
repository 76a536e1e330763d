/** The gate: what breaks a rule is taken out and reported; the safety card always leaves. */
import { describe, expect, test } from 'vitest';
import {
  type CheckContext,
  checkCards,
  type IssuedCard,
  type Violation,
} from '../../functions/cards/check.ts';
import type { Action, Suggestion } from '../../functions/cds-hooks/wire.ts';
import { inputOf } from '../../rules/engine/rule.ts';
import { CALL, compose, PATIENT, profile } from './compose.ts';

const LAUNCH = 'https://app.test/launch';
/** A draft as the EHR sent it. */
const received = { resourceType: 'ServiceRequest', id: 'a', status: 'draft', priority: 'routine' };
const context: CheckContext = {
  patientId: PATIENT,
  drafts: new Map([['ServiceRequest/a', received]]),
  profile: profile('standard', { smart: { launchUrl: LAUNCH } }),
};
const smartLink = (appContext: string) => ({ label: 'x', url: LAUNCH, type: 'smart', appContext });
const good = compose(inputOf({ findings: [['saddle-sensory-change', true]] })).cards[0] as IssuedCard;
const check = (card: object) => checkCards([{ ...good, ...card } as IssuedCard], context);
const [first] = good.suggestions ?? [];
const action = first?.actions?.[0] as Action & { resource: object };
const suggesting = (change: object) => ({ suggestions: [{ ...first, ...change } as Suggestion] });
const acting = (change: object) => suggesting({ actions: [{ ...action, ...change }] });

test('a good card passes unchanged', () => {
  expect(checkCards([good], context)).toEqual({ cards: [good], violations: [] });
});

const broken: [string, object, Violation['part'], RegExp][] = [
  ['a summary of 140 characters', { summary: 'x'.repeat(140) }, 'summary', /140/],
  ['a summary of two lines', { summary: 'one\ntwo' }, 'summary', /one line/],
  ['a summary with a tag', { summary: 'see <b>this</b>' }, 'summary', /plain text/],
  ['an empty summary', { summary: ' ' }, 'summary', /not empty/],
  ['a percentage in the summary', { summary: 'risk 12% now' }, 'summary', /P9/],
  ['a diagnosis', { summary: 'The diagnosis is sciatica' }, 'summary', /P9/],
  ['HTML in the detail', { detail: 'a <img src=x>' }, 'detail', /HTML/],
  ['a link in the detail', { detail: 'see [this](https://evil.example)' }, 'detail', /link/],
  ['a bare link in the detail', { detail: 'see https://evil.example' }, 'detail', /link/],
  ['reassurance in the detail', { detail: 'There are no red flags.' }, 'detail', /P9/],
  ['a detail too long', { detail: 'word '.repeat(400) }, 'detail', /1,200/],
  ['a long source label', { source: { ...good.source, label: 'x'.repeat(91) } }, 'source', /90/],
  [
    'a foreign source url',
    { source: { ...good.source, url: 'https://evil.example/' } },
    'source',
    /allow-list/,
  ],
  ['an http source url', { source: { ...good.source, url: 'http://doi.org/x' } }, 'source', /allow-list/],
  [
    'a topic with a dash',
    { source: { ...good.source, topic: { code: 'REC-03', system: 's' } }, suggestions: [] },
    'source',
    /topic/,
  ],
  ['an unknown indicator', { indicator: 'hard-stop' }, 'card', /indicator/],
  ['a uuid in capitals', { uuid: good.uuid.toUpperCase().replace('0190A', '0190B') }, 'uuid', /R-128/],
  ['a suggestion without label', suggesting({ label: '' }), 'suggestion', /R-140/],
  ['a suggestion without actions', suggesting({ actions: [] }), 'suggestion', /R-143/],
  ['an action without description', acting({ description: '' }), 'suggestion', /R-147/],
  ['an update of what is no draft', acting({ type: 'update' }), 'suggestion', /R-149 a draft/],
  [
    'an update that changes more than the priority',
    acting({ type: 'update', resource: { ...received, priority: 'stat', note: [{ text: 'x' }] } }),
    'suggestion',
    /R-149 nothing changed/,
  ],
  [
    'an update that leaves something out',
    acting({ type: 'update', resource: { resourceType: 'ServiceRequest', id: 'a', priority: 'stat' } }),
    'suggestion',
    /R-149 nothing changed/,
  ],
  [
    'another patient',
    acting({ resource: { ...action.resource, subject: { reference: 'Patient/other' } } }),
    'suggestion',
    /context patient/,
  ],
  ['an id of the server', acting({ resource: { ...action.resource, id: '7' } }), 'suggestion', /no id/],
  ['a signed order', acting({ resource: { ...action.resource, status: 'active' } }), 'suggestion', /draft/],
  [
    'a code nobody verified',
    acting({
      resource: { ...action.resource, code: { coding: [{ system: 'http://loinc.org', code: '99999-9' }] } },
    }),
    'suggestion',
    /verified/,
  ],
  [
    'a CPT code for a client without licence',
    acting({
      resource: {
        ...action.resource,
        code: { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '72148' }] },
      },
    }),
    'suggestion',
    /verified/,
  ],
  [
    'the removal of what is no draft here',
    {
      suggestions: [
        { label: 'x', actions: [{ type: 'delete', description: 'x', resourceId: 'ServiceRequest/b' }] },
      ],
    },
    'suggestion',
    /R-151/,
  ],
  [
    'a preselected suggestion on another card',
    {
      ...suggesting({ isRecommended: true }),
      source: { ...good.source, topic: { code: 'REC12', system: 's' } },
    },
    'suggestion',
    /isRecommended/,
  ],
  [
    'a reason without display',
    { overrideReasons: [{ code: 'x', system: 's', display: '' }] },
    'reason',
    /R-162/,
  ],
  [
    'a foreign link',
    { links: [{ label: 'x', url: 'https://evil.example/', type: 'absolute' }] },
    'link',
    /R-156/,
  ],
  [
    'a script link',
    { links: [{ label: 'x', url: 'javascript:alert(1)', type: 'absolute' }] },
    'link',
    /R-156/,
  ],
  ['a link of no known type', { links: [{ label: 'x', url: 'https://doi.org/x' }] }, 'link', /R-157/],
  [
    'a SMART link to another address than the registered one',
    { links: [{ label: 'x', url: 'https://doi.org/x', type: 'smart' }] },
    'link',
    /R-158/,
  ],
  [
    'a SMART link with launch parameters',
    { links: [{ label: 'x', url: `${LAUNCH}?iss=x`, type: 'smart' }] },
    'link',
    /R-158/,
  ],
  [
    'a SMART link that launches by itself',
    { links: [{ label: 'x', url: LAUNCH, type: 'smart', autolaunchable: true }] },
    'link',
    /R-160/,
  ],
  [
    'appContext with anything but ids',
    { links: [smartLink(JSON.stringify({ face: 'reasons', call: CALL, patient: 'Ada' }))] },
    'link',
    /R-159/,
  ],
  [
    'appContext of more than 1 KB',
    { links: [smartLink(JSON.stringify({ face: 'examination', call: CALL, ask: ['x'.repeat(1_000)] }))] },
    'link',
    /R-159/,
  ],
  [
    'appContext on a plain link',
    { links: [{ label: 'x', url: 'https://doi.org/x', type: 'absolute', appContext: '{}' }] },
    'link',
    /R-159/,
  ],
  [
    'a link that names the patient',
    { links: [{ label: 'x', url: `https://doi.org/x?p=${PATIENT}`, type: 'absolute' }] },
    'link',
    /R-156/,
  ],
];

test('a tick too many costs the tick, not the order', () => {
  const { cards } = check({
    ...suggesting({ isRecommended: true }),
    source: { ...good.source, topic: { code: 'REC12', system: 's' } },
  });
  expect(cards[0]?.suggestions).toHaveLength(1);
  expect(cards[0]?.suggestions?.[0]).not.toHaveProperty('isRecommended');
});

describe('what breaks a rule', () => {
  test.each(broken)('%s is reported', (_, change, part, rule) => {
    expect(check(change).violations).toEqual([
      { card: expect.any(String), part, rule: expect.stringMatching(rule) },
    ]);
  });

  test.each(broken.filter(([, , part]) => part !== 'card'))(
    '%s leaves a card that keeps the rules',
    (_, change, part) => {
      const { cards } = check(change);
      expect(cards).toHaveLength(1);
      if (part !== 'uuid') expect(checkCards(cards, context).violations).toEqual([]);
    },
  );

  test('the rest of the card stays as it was', () => {
    const { cards } = check({ links: [{ label: 'x', url: 'javascript:alert(1)', type: 'absolute' }] });
    const { links: _, ...rest } = good;
    expect(cards).toEqual([rest]);
  });

  test('a card without suggestions left has no selectionBehavior', () => {
    expect(check(suggesting({ label: '' })).cards[0]).not.toHaveProperty('selectionBehavior');
  });

  test('two cards with one uuid are reported', () => {
    expect(checkCards([good, good], context).violations).toEqual([
      { card: 'REC03', part: 'uuid', rule: 'R-128 uuid' },
    ]);
  });
});
