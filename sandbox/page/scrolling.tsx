/** What is wider than a narrow window scrolls by itself, by keyboard too, and not the page with it. */
import type { ComponentChildren } from 'preact';

export const Scrolling = ({ label, children }: { label: string; children: ComponentChildren }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
  <section class="scrolling" aria-label={label} tabIndex={0}>
    {children}
  </section>
);
