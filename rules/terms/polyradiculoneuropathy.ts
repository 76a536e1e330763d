/** Guillain-Barré syndrome as the cause of weakness in both legs, at chart level. */
import { all, any, bothLegs, condition, grade, is, present, term, unlessKnown } from '../engine/criterion.ts';
import { weakness } from './leg.ts';
import { guillainBarreDays } from './thresholds.ts';

/** Recorded as such, or reflex by reflex. */
const areflexia = term(
  'knee and ankle reflexes lost in both legs',
  any(
    present('areflexia-legs'),
    bothLegs(all(is('reflex-patellar', 'absent'), is('reflex-achilles', 'absent'))),
  ),
);

/** Early reflexes may be kept: arms, face or breathing are enough. A diagnosis on record is the likely cause. */
export const polyradiculoneuropathy = term(
  'weakness of both legs as in Guillain-Barré syndrome',
  all(
    bothLegs(weakness),
    any(
      condition('guillain-barre'),
      all(
        present('arms-face-or-breathing-weak'),
        unlessKnown(grade('pain-onset-days', '>', guillainBarreDays)),
      ),
      all(areflexia, grade('pain-onset-days', '<=', guillainBarreDays)),
    ),
  ),
);

/** What speaks for the polyradiculoneuropathy on a card, whatever the flag fired on. */
export const mayBeGuillainBarre = term(
  'weakness of both legs with lost reflexes, or with weak arms, face or breathing',
  all(
    bothLegs(weakness),
    any(condition('guillain-barre'), present('arms-face-or-breathing-weak'), areflexia),
    unlessKnown(grade('pain-onset-days', '>', guillainBarreDays)),
  ),
);
