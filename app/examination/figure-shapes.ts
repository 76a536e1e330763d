/**
 * The outline of the body from the waist down, front and back, and the feet from above and from below, as areas on a
 * grid 160 wide: those of the leg on the left of the picture, mirrored for the other one. No area is narrower than 12,
 * so that at the width of a telephone a finger meets it. Nothing here knows of a nerve root.
 */
import type { Region, RegionPart } from '../../rules/findings/index.ts';
import type { ChartedLeg } from '../encoding/key.ts';

/** What can be marked on a leg: a region, or a part of one. */
export type BodyPlace = Region | RegionPart;

export type View = 'front' | 'back' | 'foot-top' | 'foot-sole';
export const views: readonly View[] = ['front', 'back', 'foot-top', 'foot-sole'];

export const width = 160;
export const heightOf: Readonly<Record<View, number>> = {
  front: 344,
  back: 312,
  'foot-top': 112,
  'foot-sole': 112,
};

/** The patient's leg on the left of the picture: seen from the front it is the right one. */
export const legOnTheLeft: Readonly<Record<View, ChartedLeg>> = {
  front: 'right',
  back: 'left',
  'foot-top': 'right',
  'foot-sole': 'left',
};

export interface Area {
  readonly region: BodyPlace;
  readonly path: string;
}

export const areas: Readonly<Record<View, readonly Area[]>> = {
  front: [
    { region: 'lateral-hip', path: 'M12 18h22v44H5q0-28 7-44z' },
    { region: 'groin', path: 'M36 26l42 22v36l-18-8-24-18z' },
    { region: 'lateral-thigh', path: 'M5 64h29v90H12Q4 108 5 64z' },
    { region: 'anterior-thigh', path: 'M36 61l22 17v76H36z' },
    { region: 'medial-thigh', path: 'M60 79l18 7-3 68H60z' },
    { region: 'lateral-knee', path: 'M12 156h18v42H14z' },
    { region: 'anterior-knee', path: 'M32 156h26v42H32z' },
    { region: 'medial-knee', path: 'M60 156h15l-1 42H60z' },
    { region: 'lateral-leg', path: 'M14 200h18v78H22Q12 240 14 200z' },
    { region: 'anterior-leg', path: 'M34 200h22v78H34z' },
    { region: 'medial-leg', path: 'M58 200h16q0 40-4 78H58z' },
    { region: 'lateral-ankle', path: 'M22 280h14v18H20z' },
    { region: 'medial-ankle', path: 'M54 280h16l1 18H54z' },
    { region: 'dorsal-foot', path: 'M38 280h14v20h20l2 18H14l4-18h20z' },
    { region: 'great-toe', path: 'M52 320h23q0 22-12 22-11 0-11-22z' },
  ],
  back: [
    { region: 'low-back', path: 'M16 4h48v24H11q5-12 5-24z' },
    { region: 'sacroiliac-joint', path: 'M44 30h20v18H44z' },
    { region: 'buttock', path: 'M10 30h32v20h36v40H5q0-38 5-60z' },
    { region: 'gluteal-fold', path: 'M5 92h73v14H5z' },
    { region: 'lateral-thigh', path: 'M5 108h28v46H12Q6 132 5 108z' },
    { region: 'posterior-thigh', path: 'M35 108h43l-3 46H35z' },
    { region: 'lateral-knee', path: 'M12 156h16v42H14z' },
    { region: 'posterior-knee', path: 'M30 156h30v42H30z' },
    { region: 'medial-knee', path: 'M62 156h13l-1 42H62z' },
    { region: 'lateral-leg', path: 'M14 200h22v78H22Q12 240 14 200z' },
    { region: 'posterior-calf', path: 'M38 200h36q1 42-4 78H38z' },
    { region: 'lateral-ankle', path: 'M22 280h14v28H18z' },
    { region: 'heel', path: 'M38 280h17v28H38z' },
    { region: 'medial-ankle', path: 'M57 280h13l2 28H57z' },
  ],
  'foot-top': [
    { region: 'lateral-foot', path: 'M14 4h12v62H4z' },
    { region: 'dorsal-foot', path: 'M28 4h40l7 62H61V40H45v26H28z' },
    { region: 'first-web-space', path: 'M46 42h14v26H46z' },
    { region: 'little-toe', path: 'M3 68h13v26q-7 8-14 0z' },
    { region: 'middle-toes', path: 'M18 68h26v34q-13 8-26 0z' },
    { region: 'great-toe', path: 'M50 70h25v30q-13 14-25 0z' },
  ],
  'foot-sole': [
    { region: 'heel', path: 'M20 4h38q10 16 8 28H12q-2-12 8-28z' },
    { region: 'lateral-foot', path: 'M10 34h14v40H4z' },
    { region: 'sole', path: 'M26 34h22v40H26z' },
    { region: 'arch', path: 'M50 34h18l7 40H50z' },
    { region: 'ball-of-foot', path: 'M3 76h72v26q-36 12-72 0z' },
  ],
};

/** Skin that has no name of its own. */
export const plain: Readonly<Record<View, readonly string[]>> = {
  front: ['M12 320h38q0 14-8 14H16q-6-2-4-14z'],
  back: [],
  'foot-top': [],
  'foot-sole': [],
};

export type MidlinePlace = 'spine' | 'belly' | 'saddle';

/** On no leg: belly and spine between the two, and the saddle, from both sides. */
export const midline: Readonly<
  Record<View, readonly { readonly place: MidlinePlace; readonly path: string }[]>
> = {
  front: [
    { place: 'belly', path: 'M14 4h132l1 12h-21l-46 30L34 16H13z' },
    { place: 'saddle', path: 'M70 62h20v24q-10 10-20 0z' },
  ],
  back: [
    { place: 'spine', path: 'M66 4h28v44H66z' },
    { place: 'saddle', path: 'M68 70h24v34q-12 8-24 0z' },
  ],
  'foot-top': [],
  'foot-sole': [],
};

/**
 * Where a root is felt most often, by the table of roots and the key points of the international standards
 * (rules/localisation). For teaching; off by default.
 */
export const dermatomes: Readonly<Partial<Record<BodyPlace, string>>> = {
  groin: 'L1–L2',
  'anterior-thigh': 'L2–L3',
  'medial-knee': 'L3',
  'medial-leg': 'L4',
  'medial-ankle': 'L4',
  'lateral-leg': 'L5',
  'dorsal-foot': 'L5',
  'middle-toes': 'L5',
  'great-toe': 'L5',
  'posterior-calf': 'S1',
  heel: 'S1',
  'lateral-foot': 'S1',
  sole: 'S1',
  'posterior-knee': 'S2',
  'gluteal-fold': 'S3',
};

export type RegionGroup = 'hip' | 'knee' | 'foot';

/** The list beside the picture, from above to below; each place stands in one group. */
export const regionGroups: readonly { readonly id: RegionGroup; readonly places: readonly BodyPlace[] }[] = [
  {
    id: 'hip',
    places: [
      'low-back',
      'sacroiliac-joint',
      'buttock',
      'gluteal-fold',
      'groin',
      'lateral-hip',
      'anterior-thigh',
      'medial-thigh',
      'lateral-thigh',
      'posterior-thigh',
    ],
  },
  {
    id: 'knee',
    places: [
      'anterior-knee',
      'medial-knee',
      'lateral-knee',
      'posterior-knee',
      'anterior-leg',
      'medial-leg',
      'lateral-leg',
      'posterior-calf',
    ],
  },
  {
    id: 'foot',
    places: [
      'medial-ankle',
      'lateral-ankle',
      'heel',
      'dorsal-foot',
      'first-web-space',
      'great-toe',
      'middle-toes',
      'little-toe',
      'lateral-foot',
      'arch',
      'ball-of-foot',
      'sole',
    ],
  },
];
