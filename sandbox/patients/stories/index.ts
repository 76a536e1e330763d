/** The synthetic patients, in the order of the day's list. */
import type { Story } from '../story.ts';
import { becomingBilateral } from './becoming-bilateral.ts';
import { caudaEquina } from './cauda-equina.ts';
import { chartingError } from './charting-error.ts';
import { footDrop } from './foot-drop.ts';
import { knownCancer } from './known-cancer.ts';
import { littleDocumented } from './little-documented.ts';
import { orderTime } from './order-time.ts';
import { peronealPalsy } from './peroneal-palsy.ts';
import { polyneuropathy } from './polyneuropathy.ts';
import { pregnant } from './pregnant.ts';
import { s1Disc } from './s1-disc.ts';
import { spinalInfection } from './spinal-infection.ts';
import { stenosis } from './stenosis.ts';
import { teenager } from './teenager.ts';
import { vascularLeg } from './vascular-leg.ts';

export const stories: readonly Story[] = [
  caudaEquina,
  becomingBilateral,
  footDrop,
  peronealPalsy,
  s1Disc,
  stenosis,
  vascularLeg,
  polyneuropathy,
  spinalInfection,
  knownCancer,
  littleDocumented,
  chartingError,
  orderTime,
  pregnant,
  teenager,
];
