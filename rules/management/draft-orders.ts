/** Draft orders as a card names them, and what pregnancy means for imaging. */
import type { Order } from '../engine/types.ts';
import { orderTypes } from '../findings/index.ts';
import type { Recorded } from './content.ts';
import { draftsOf, type Situation } from './situation.ts';
import { lumbarImaging } from './terms.ts';
import { chart } from './words.ts';

export const imagingDrafts = (s: Situation): readonly Order[] => draftsOf(s, ...lumbarImaging);

/** Which order the card is about: the wire cannot point at it. */
export const draftsOnRecord = (drafts: readonly Order[]): readonly Recorded[] =>
  drafts.map(({ type, draftRef }) => ({
    words: [
      `draft order for ${orderTypes[type as keyof typeof orderTypes] ?? 'this study'}`,
      ...(draftRef === undefined ? [] : [' (', chart(draftRef), ')']),
    ],
    ...(draftRef !== undefined && { ref: draftRef }),
  }));

export const pregnancyLimits = (s: Situation): readonly string[] =>
  s.chart.pregnant === true
    ? [
        'Pregnancy: MRI without gadolinium is preferred; no ionising study of the lumbar spine unless it changes emergency care.',
      ]
    : [];
