/** Drawn beside a word that says the same, so hidden from assistive technology. */
import type { Indicator } from '../../functions/cds-hooks/wire.ts';

const shapes: Readonly<Record<Indicator, { readonly outline: string; readonly mark: string }>> = {
  critical: { outline: 'M7 1h6l5 5v8l-5 5H7l-5-5V6z', mark: 'M10 5.5v5.5M10 14.2v.1' },
  warning: { outline: 'M10 1.5 19 18H1z', mark: 'M10 7.5v5M10 15.2v.1' },
  info: { outline: 'M10 1a9 9 0 1 0 0 18 9 9 0 0 0 0-18z', mark: 'M10 9v5.5M10 5.8v.1' },
};

export const IndicatorIcon = ({ indicator }: { indicator: Indicator }) => (
  <svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
    <path class="icon-outline" d={shapes[indicator].outline} />
    <path class="icon-mark" d={shapes[indicator].mark} />
  </svg>
);
