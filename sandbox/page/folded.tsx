/** A part of the page that is made when it is opened: folded, it costs nothing. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

interface Props {
  readonly class?: string;
  readonly summary: ComponentChildren;
  readonly children: ComponentChildren;
}

export const Folded = ({ class: name, summary, children }: Props) => {
  const [isOpen, setOpen] = useState(false);
  return (
    <details class={name} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{summary}</summary>
      {isOpen && children}
    </details>
  );
};
