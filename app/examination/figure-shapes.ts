/**
 * The outline of the body from the waist down, front and back, as areas on a grid of 160 × 344: those of the leg on
 * the left of the picture, mirrored for the other one. Nothing here knows of a nerve root.
 */
import type { Region } from '../../rules/findings/index.ts';
import type { ChartedLeg } from '../encoding/key.ts';

export type View = 'front' | 'back';
export const views: readonly View[] = ['front', 'back'];

export const width = 160;
export const height = 344;

/** The patient's leg on the left of the picture: seen from the front it is the right one. */
export const legOnTheLeft: Readonly<Record<View, ChartedLeg>> = { front: 'right', back: 'left' };

export interface Area {
  readonly region: Region;
  readonly path: string;
}

export const areas: Readonly<Record<View, readonly Area[]>> = {
  front: [
    { region: 'lateral-hip', path: 'M12 18h22v44H5q0-28 7-44z' },
    { region: 'groin', path: 'M36 26l42 22v34l-18-8-24-18z' },
    { region: 'lateral-thigh', path: 'M5 64h29v102H13Q4 110 5 64z' },
    { region: 'anterior-thigh', path: 'M36 60l23 17 19 8-3 81H36z' },
    { region: 'medial-knee', path: 'M44 168h31l-1 32H44z' },
    { region: 'lateral-leg', path: 'M14 202h28v84H23Q12 240 14 202z' },
    { region: 'medial-leg', path: 'M44 202h30q0 40-6 84H44z' },
    { region: 'lateral-foot', path: 'M22 288h13v30l-5 12H8q0-24 14-42z' },
    { region: 'dorsal-foot', path: 'M37 288h31l6 29H37z' },
    { region: 'great-toe', path: 'M49 319h26q2 22-12 23-13 0-14-23z' },
  ],
  back: [
    { region: 'low-back', path: 'M16 4h48v36H10q6-18 6-36z' },
    { region: 'buttock', path: 'M9 42h69v50H5q0-26 4-50z' },
    { region: 'lateral-thigh', path: 'M5 94h28v74H12Q5 130 5 94z' },
    { region: 'posterior-thigh', path: 'M35 94h43l-3 74H35z' },
    { region: 'lateral-leg', path: 'M13 200h25v84H22Q12 240 13 200z' },
    { region: 'posterior-calf', path: 'M40 200h34q2 44-6 84H40z' },
    { region: 'heel', path: 'M40 288h28l2 24H40z' },
    { region: 'lateral-foot', path: 'M22 288h16v52H10q0-26 12-52z' },
    { region: 'sole', path: 'M40 314h31q2 26-6 28H40z' },
  ],
};

/** Skin that has no name of its own. */
export const plain: Readonly<Record<View, readonly string[]>> = {
  front: ['M18 4h62v42L36 24 34 16H13z', 'M13 168h29v32H15z', 'M37 319h10v13q-6 4-14-2z'],
  back: ['M12 170h63l-1 28H13z'],
};

/** On no leg: the spine between the two, and the saddle. */
export const midline: Readonly<Record<'spine' | 'saddle', string>> = {
  spine: 'M66 4h28v36H66z',
  saddle: 'M68 72h24v32q-12 8-24 0z',
};

/** Bands of the dermatomes, by the areas where a root is felt most often. For teaching; off by default. */
export const dermatomes: Readonly<Partial<Record<Region, string>>> = {
  groin: 'L1–L2',
  'anterior-thigh': 'L2–L3',
  'medial-knee': 'L3',
  'medial-leg': 'L4',
  'lateral-leg': 'L5',
  'dorsal-foot': 'L5',
  'great-toe': 'L5',
  'posterior-calf': 'S1',
  heel: 'S1',
  'lateral-foot': 'S1',
  sole: 'S1',
};
