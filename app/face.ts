/** What every face is given. */
import type { Address } from './address.ts';
import type { ChartPort } from './chart/port.ts';
import type { AppWords } from './words/index.ts';

export interface FaceProps {
  readonly chart: ChartPort;
  readonly address: Address;
  readonly words: AppWords;
}
