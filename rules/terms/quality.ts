/** What the pain is like (§5): notions shared by several tables. Inside a leg's scope. */
import { has, is, term } from '../engine/criterion.ts';

export const shootingPain = term('shooting or electric quality', has('pain-quality', 'shooting', 'electric'));

export const dullPain = term(
  'dull, aching or poorly localised',
  has('pain-quality', 'dull', 'aching', 'poorly-localised'),
);

export const legWorse = term('leg pain worse than back pain', is('pain-dominance', 'leg'));
export const backWorse = term('back pain worse than leg pain', is('pain-dominance', 'back'));
