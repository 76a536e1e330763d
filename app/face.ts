/** What every face is given. */
import type { Address } from './address.ts';
import type { Chart } from './chart/port.ts';
import type { Words } from './words/index.ts';

export interface FaceProps {
  readonly chart: Chart;
  readonly address: Address;
  readonly words: Words;
}
