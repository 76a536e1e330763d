/** ZOSTER: radiculitis from herpes zoster of a lumbar or sacral root. The pain can precede the rash by days. */
import { any, condition, has, present, recorded, term } from '../engine/criterion.ts';
import type { ScoredTable } from '../engine/scored-table.ts';

export const zoster: ScoredTable = {
  id: 'ZOSTER',
  version: '1.0.0',
  title: 'Herpes zoster radiculitis',
  concludes: 'herpes zoster radiculitis',
  minimumClusters: 1,
  soft: ['risk'],
  onlyWhen: term(
    'a rash looked for, or zoster on the problem list',
    any(recorded('dermatomal-rash'), condition('zoster')),
  ),
  required: { likely: present('dermatomal-rash'), lessLikely: recorded('dermatomal-rash') },
  // the problem list says that there is zoster, not where
  atLeastPossible: condition('zoster'),
  items: [
    {
      item: 'rash in a dermatome of leg or buttock',
      when: present('dermatomal-rash'),
      present: 6,
      absent: -4,
      cluster: 'rash',
      basis: ['zoster-foot-drop', 'expert'],
      says: 'blistering rash in a dermatome of leg or buttock',
      saysNot: 'no rash on leg or buttock',
      ask: 'is there a rash, and where',
    },
    {
      item: 'documented herpes zoster within a month',
      when: condition('zoster'),
      present: 3,
      absent: 0,
      cluster: 'known',
      basis: ['expert'],
      ask: false,
    },
    {
      item: 'burning, electric or stabbing pain',
      when: has('pain-quality', 'burning', 'electric', 'stabbing'),
      present: 1,
      absent: 0,
      cluster: 'quality',
      basis: ['expert'],
    },
    {
      item: 'immunosuppression',
      when: any(
        condition('immunosuppressed'),
        condition('hiv'),
        condition('transplant'),
        condition('chemotherapy'),
        condition('chronic-steroids'),
      ),
      present: 1,
      absent: 0,
      cluster: 'risk',
      basis: ['zoster-foot-drop', 'expert'],
      ask: false,
    },
  ],
  evidence: [
    {
      cite: 'zoster-foot-drop',
      says: 'Sciatica and foot drop came days before the rash in a woman on prednisone.',
      strength: 'observational',
    },
    {
      cite: 'chen-2002',
      says: 'Zoster of the lumbosacral dermatomes disturbed voiding in 28.6%.',
      strength: 'observational',
    },
    {
      cite: 'aciclovir-label',
      says: 'Antivirals were tried within 72 hours of the rash; later use is not established.',
      strength: 'trial',
    },
    {
      cite: 'expert',
      says: 'The weights; an antiviral later than that while new vesicles come or with immunosuppression.',
      strength: 'expert consensus',
    },
  ],
  vignettes: {
    fires: [
      {
        title: 'burning leg pain and a blistering rash along L5',
        given: {
          age: 71,
          findings: [
            ['leg-pain', true, 'R'],
            ['pain-quality', ['burning'], 'R'],
            ['dermatomal-rash', true, 'R'],
          ],
        },
        expect: 'likely',
      },
      {
        title: 'zoster on the problem list, place not said: possible, where is the rash?',
        given: { age: 71, history: ['zoster'], findings: [['leg-pain', true, 'R']] },
        expect: 'possible',
      },
    ],
    doesNot: [
      {
        title: 'burning leg pain on chemotherapy, skin of leg and buttock seen and clear',
        given: {
          age: 71,
          history: ['chemotherapy'],
          findings: [
            ['leg-pain', true, 'R'],
            ['pain-quality', ['burning'], 'R'],
            ['dermatomal-rash', false, 'R'],
          ],
        },
        expect: 'less-likely',
      },
      {
        title: 'burning leg pain, nobody thought of the skin',
        given: {
          age: 71,
          findings: [
            ['leg-pain', true, 'R'],
            ['pain-quality', ['burning'], 'R'],
          ],
        },
        expect: 'not scored',
      },
    ],
  },
};
