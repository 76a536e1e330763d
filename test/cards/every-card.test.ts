/** What holds for every card of every chart: the wire, the wording, the codes (P7, P8, P9), on random charts. */
import fc from 'fast-check';
import { marked } from 'marked';
import { describe, expect, test } from 'vitest';
import { allowedHosts, type Composition } from '../../functions/cards/index.ts';
import type { Card } from '../../functions/cds-hooks/wire.ts';
import { codeSystems } from '../../rules/codes/code-system.ts';
import verified from '../../rules/codes/verified.json' with { type: 'json' };
import { inputOf } from '../../rules/engine/rule.ts';
import type { EngineInput } from '../../rules/engine/types.ts';
import { recommendations } from '../../rules/management/index.ts';
import { devVignettes, inputOf as inputOfDev } from '../rules/dev-vignettes.ts';
import { anyCall } from './arbitrary-call.ts';
import { compose, PATIENT, profile, textOf } from './compose.ts';

/** Every vignette, and random charts. */
const calls: readonly EngineInput[] = [
  ...devVignettes.map(({ input }) => inputOfDev(input)),
  ...recommendations.flatMap(({ hooks: [hook], vignettes }) =>
    vignettes.fires.map(({ given }) => inputOf({ ...(hook && { hook }), ...given })),
  ),
  ...fc.sample(anyCall, { numRuns: 2000, seed: 20_261_122 }),
];
type CardOptions = Parameters<typeof compose>[1];

const answers = (asked: CardOptions, most: number): readonly Composition[] =>
  calls.slice(0, most).map((call) => compose(call, asked));
const cardsIn = (all: readonly Composition[]): readonly Card[] => all.flatMap(({ cards }) => cards);

const standardAnswers = answers({}, calls.length);
const standardCards = cardsIn(standardAnswers);
const licensedCards = cardsIn(answers({ profile: profile('standard', { cpt: true }) }, 500));

test('the sample reaches every recommendation that has a card', () => {
  const fired = new Set(standardAnswers.flatMap(({ rules }) => rules.map(({ id }) => id)));
  expect(recommendations.map(({ id }) => id).filter((id) => !fired.has(id))).toEqual([]);
});

describe('the gate has nothing to do', () => {
  test.each(['standard', 'epic', 'oracle-health'] as const)('for a client like %s', (preset) => {
    const found = answers({ profile: profile(preset) }, 700).flatMap(({ violations }) => violations);
    expect(found).toEqual([]);
  });
});

describe('summary (P8)', () => {
  test('is one line of plain text, under 140 characters', () => {
    for (const { summary } of standardCards) {
      expect(summary.length).toBeLessThan(140);
      expect(summary).toMatch(/^[^\p{Cc}\p{Cf}<>]+$/u);
      expect(summary.trim()).toBe(summary);
    }
  });

  test('says the action of an emergency in full, whatever else it has to cut', () => {
    const verbs: Readonly<Record<string, RegExp>> = {
      REC03: /vital capacity and neurology now|emergency MRI now|assess today|MRI .* ordered/,
      REC04:
        /MRI and spine team|exclude stroke, then spine MRI|stroke team and brain imaging now|paediatric assessment (?:now|today), MRI/,
      REC05: /blood cultures(?:, antibiotics, emergency whole-spine| and) MRI/,
      REC06: /emergency whole-spine MRI now/,
      REC07: /CT now|radiograph or CT today|MRI first/,
      REC08: /vascular team now|vascular assessment today/,
      REC36: /hip examination, CRP, ultrasound today/,
      REC37: /emergency spine MRI and CT now|CT abdomen and pelvis today/,
      REC10: /MRI of the (?:cord|whole spine)/,
      REC22: /avoid, use acetaminophen/,
      REC30: /avoid this combination/,
    };
    for (const { summary, indicator, source } of standardCards) {
      if (indicator === 'critical')
        expect(summary).toMatch(verbs[source.topic?.code ?? ''] ?? /no such card/);
    }
  });
});

describe('wording (P9, §9.1)', () => {
  test('shows no id of a resource, which says nothing to a clinician', () => {
    for (const card of standardCards) expect(textOf(card)).not.toMatch(/Request\/\S/);
  });

  test('no card diagnoses, excludes or reassures', () => {
    for (const card of standardCards) {
      expect(textOf(card)).not.toMatch(/diagnosis is|ruled out|no red flags|all clear/i);
      expect(card.summary).not.toContain('%');
    }
  });

  test('a percentage is a study result, never about the patient', () => {
    const sentences = standardCards.flatMap(({ detail = '' }) => detail.split(/(?<=[.;])\s/));
    for (const sentence of sentences.filter((one) => one.includes('%'))) {
      expect(sentence).toMatch(/CI|NNT/);
    }
  });

  test('no dose is given', () => {
    for (const card of standardCards) {
      const ours = textOf(card).replace(/^Why.*/gm, '');
      expect(ours).not.toMatch(/\b\d+\s?(?:mg|mcg|µg|g|tablets?)\b(?!\/)/i);
    }
  });
});

describe('detail', () => {
  test('has at most 1,200 characters', () => {
    for (const { detail = '' } of standardCards) expect(detail.length).toBeLessThanOrEqual(1200);
  });

  test('renders to our own elements only: nothing of the chart becomes markup, link or image (T136)', () => {
    const elements = new Set(
      standardCards.flatMap(({ detail = '' }) =>
        [...marked.parse(detail, { gfm: true, async: false }).matchAll(/<\/?([a-z0-9]+)/gi)].map(
          ([, name]) => name,
        ),
      ),
    );
    expect([...elements].filter((name) => !['li', 'p', 'strong', 'ul'].includes(name ?? ''))).toEqual([]);
  });

  test('is plain for a client that shows markdown raw', () => {
    for (const { detail = '' } of cardsIn(
      answers({ profile: profile('standard', { plainText: true }) }, 500),
    )) {
      expect(detail).not.toMatch(/\*\*|\\|<|:\/\//);
    }
  });
});

const known = new Set(verified.codes.map(({ system, code }) => `${system}|${code}`));
const standard = new Set<string>([
  codeSystems.snomed,
  codeSystems.loinc,
  codeSystems['icd-10-cm'],
  codeSystems.cpt,
  codeSystems.rxnorm,
]);

const codings = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(codings);
  if (typeof value !== 'object' || value === null) return [];
  const { system, code } = value as { system?: unknown; code?: unknown };
  const own = typeof system === 'string' && standard.has(system) ? [`${system}|${String(code)}`] : [];
  return [...own, ...Object.values(value).flatMap(codings)];
};

describe('codes (P7, D20)', () => {
  test('every code that is emitted was verified', () => {
    expect([...new Set(licensedCards.flatMap(codings))].filter((code) => !known.has(code))).toEqual([]);
  });

  test('CPT goes to licensed clients alone', () => {
    expect(JSON.stringify(standardCards)).not.toContain(codeSystems.cpt);
    expect(JSON.stringify(licensedCards)).toContain(codeSystems.cpt);
  });

  test('CPT carries no descriptor', () => {
    expect(JSON.stringify(licensedCards)).not.toMatch(
      new RegExp(`"system":"${codeSystems.cpt}","code":"\\d+","display"`),
    );
  });
});

test('links lead to the allow-list by https and name nobody', () => {
  const urls = standardCards.flatMap(({ links = [], source }) => [
    ...links.map(({ url }) => url),
    ...(source.url ? [source.url] : []),
  ]);
  for (const url of new Set(urls)) {
    expect(new URL(url).protocol).toBe('https:');
    expect(allowedHosts).toContain(new URL(url).hostname);
    expect(url).not.toContain(PATIENT);
  }
});

test('no link says again where the source is, and none stands twice', () => {
  const twice = standardCards.filter(({ links = [], source }) => {
    const urls = [...links.map(({ url }) => url), ...(source.url ? [source.url] : [])];
    return new Set(urls).size < urls.length;
  });
  expect(twice.map(({ summary }) => summary)).toEqual([]);
});

describe('the same call twice', () => {
  test('gives the same answer, byte for byte', () => {
    expect(JSON.stringify(answers({}, 300))).toBe(JSON.stringify(standardAnswers.slice(0, 300)));
  });

  test('gives every card and suggestion a uuid of its own (D8)', () => {
    for (const { cards } of standardAnswers) {
      const all = cards.flatMap(({ uuid, suggestions = [] }) => [
        uuid,
        ...suggestions.map((one) => one.uuid),
      ]);
      expect(new Set(all).size).toBe(all.length);
    }
  });
});

test('the assessment names for every recommendation its card, or why it has none', () => {
  for (const { cards, assessment } of standardAnswers) {
    const uuids = new Set(cards.map(({ uuid }) => uuid));
    for (const { id, cardUuid, withheld } of assessment.recommendations) {
      expect(cardUuid === undefined, id).toBe(withheld !== undefined);
      if (cardUuid) expect(uuids, id).toContain(cardUuid);
    }
  }
});
