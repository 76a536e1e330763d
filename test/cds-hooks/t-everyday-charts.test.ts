/**
 * No false alarm on charts of the kind that public synthetic populations have (docs/first-card.md): what people come
 * for and live with, with vital signs and results of the day. 700 charts, each another mix.
 */
import { describe, expect, test } from 'vitest';
import { composeCards } from '../../functions/cards/index.ts';
import { standardProfile } from '../../functions/client/profile.ts';
import { evaluate } from '../../rules/index.ts';
import { contextOf } from '../cards/compose.ts';
import { condition, extracted, loinc, observation, snomed } from '../support/fhir.ts';

/** Names as the populations have them. */
const today = [
  ['444814009', 'viral sinusitis'],
  ['195662009', 'acute viral pharyngitis'],
  ['10509002', 'acute bronchitis'],
  ['301011002', 'urinary tract infection by Escherichia coli'],
  ['44465007', 'sprain of ankle'],
  ['283385000', 'laceration of thigh'],
  ['284551006', 'laceration of foot'],
  ['30832001', 'rupture of patellar tendon'],
  ['72892002', 'normal pregnancy'],
] as const;

const longStanding = [
  ['271737000', 'anaemia'],
  ['162864005', 'body mass index 30+'],
  ['88805009', 'chronic congestive heart failure'],
  ['40055000', 'chronic sinusitis'],
  ['64859006', 'osteoporosis'],
  ['92691004', 'carcinoma in situ of prostate'],
  ['239873007', 'osteoarthritis of knee'],
  ['127013003', 'diabetic renal disease'],
  ['44054006', 'type 2 diabetes'],
  ['82423001', 'chronic pain'],
  ['254837009', 'malignant neoplasm of breast'],
] as const;

const CHARTS = 700;

const chartOf = (n: number): object[] => {
  const acute = today[n % today.length]?.[0] ?? '';
  const old = longStanding.filter((_, bit) => ((n * 37) >> (bit % 9)) & 1).slice(0, 4);
  const quantity = (code: string, value: number, unit: string) =>
    observation(loinc(code), {
      id: `o${code}`,
      valueQuantity: { value, system: 'http://unitsofmeasure.org', code: unit, unit },
    });
  return [
    condition(snomed(acute), { id: 'acute' }),
    ...old.map(([code], at) =>
      condition(snomed(code), { id: `old-${at}`, onsetDateTime: '2015-03-01', recordedDate: '2015-03-01' }),
    ),
    quantity('8310-5', n % 5 === 0 ? 38.6 : 36.8, 'Cel'),
    quantity('8480-6', 105 + (n % 60), 'mm[Hg]'),
    quantity('6690-2', 4 + (n % 14), '10*3/uL'),
    quantity('72514-3', n % 11, '{score}'),
    observation(loinc('62238-1'), {
      id: 'egfr',
      valueQuantity: { value: 30 + (n % 70), system: 'http://unitsofmeasure.org', code: 'mL/min/{1.73_m2}' },
    }),
  ];
};

const cardsOf = (resources: readonly object[]) => {
  const extraction = extracted(resources);
  return composeCards({
    evaluation: evaluate(extraction.input),
    extraction,
    context: contextOf(extraction.input),
    profile: standardProfile,
    callId: '0190a000-0000-8000-8000-000000000000',
    overrides: { find: () => undefined },
  }).cards.map(({ indicator, summary }) => `${indicator}: ${summary}`);
};

const all = Array.from({ length: CHARTS }, (_, n) => chartOf(n));

describe('everyday charts', () => {
  test('without a word of a leg or a back there is no card', () => expect(all.flatMap(cardsOf)).toEqual([]));

  test('a back pain that began today is no emergency by what they have, but for a fever', () => {
    const back = condition(snomed('279039007'), { id: 'back' });
    const critical = all
      .filter((_, n) => n % 5 !== 0)
      .flatMap((chart) => cardsOf([back, ...chart]))
      .filter((card) => card.startsWith('critical'));
    expect(critical).toEqual([]);
  });
});
