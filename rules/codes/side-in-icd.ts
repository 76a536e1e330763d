/**
 * The side that an ICD-10-CM code says in its characters (D3). It stands in the last of the first six, before the
 * character of the encounter; an X only fills a place. Of a fracture or dislocation 1 and 4 are right, 2 and 5 left
 * (displaced and not), and nothing is both; a code cut off before the sixth says no side. Read against the official list of fiscal year 2026: no member of a
 * family that is marked `sided` says another side in its title.
 */
import type { Side } from '../findings/index.ts';

const ofIllness: Readonly<Record<string, Side>> = { 1: 'R', 2: 'L', 3: 'B' };
const ofInjury: Readonly<Record<string, Side>> = { 1: 'R', 4: 'R', 2: 'L', 5: 'L' };

export const sideInIcd = (code: string): Side | undefined => {
  const whole = code.slice(0, 7).replace('.', '');
  if (whole.startsWith('S') && whole.length < 6) return undefined;
  const characters = whole.replace(/X+$/, '');
  // a chronic ulcer: how deep it is comes last
  const said = characters.startsWith('L97') ? characters.slice(0, 5) : characters;
  if (said.length < 5) return undefined;
  return (said.startsWith('S') ? ofInjury : ofIllness)[said[said.length - 1] ?? ''];
};
