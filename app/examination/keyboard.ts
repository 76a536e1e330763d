/**
 * The keys of the form. On the buttons of a field arrows move, a digit or sign answers and moves on, R fills the rest of
 * the section with normal, Delete takes back. Anywhere in the form but in a text U undoes, a letter goes to its section.
 *
 * Each section is one stop of Tab. Which of its buttons holds it is kept in the document itself: the elements stay the
 * same while the form changes.
 */

export interface Deeds {
  /** Presses it, if it is not pressed. */
  readonly press: (button: HTMLButtonElement) => void;
  readonly takeBack: (field: string) => void;
  readonly fillRest: (section: string) => void;
  readonly undo: () => void;
}

const buttonsIn = (within: Element): HTMLButtonElement[] => [
  ...within.querySelectorAll<HTMLButtonElement>('.cell button'),
];

const shown = (element: Element): boolean => element.getClientRects().length > 0;

const rowsIn = (form: Element): Element[] =>
  [...form.querySelectorAll('tr')].filter((row) => buttonsIn(row).length > 0 && shown(row));

const legOf = (button: Element): string | undefined =>
  button.closest<HTMLElement>('[data-leg]')?.dataset['leg'];

/** The same leg and place in another row, as far as it has them. */
const counterpart = (row: Element, from: HTMLButtonElement): HTMLButtonElement | undefined => {
  const leg = legOf(from);
  const cell = row.querySelector(leg ? `[data-leg="${leg}"] .cell` : '.cell') ?? row.querySelector('.cell');
  const own = from.closest('.cell');
  const place = own ? buttonsIn(own.parentElement as Element).indexOf(from) : 0;
  const buttons = cell ? buttonsIn(cell.parentElement as Element) : [];
  return buttons[Math.min(place, buttons.length - 1)];
};

/** Makes it the one button of its section that Tab stops at. */
export const holdTabStop = (button: HTMLButtonElement): void => {
  const section = button.closest('[data-section]');
  if (section === null) return;
  for (const one of buttonsIn(section)) one.tabIndex = one === button ? 0 : -1;
};

/** The first button of each section, until the focus has been elsewhere in it. */
export const giveTabStops = (form: Element): void => {
  for (const section of form.querySelectorAll('[data-section]')) {
    const buttons = buttonsIn(section);
    if (buttons.length > 0 && buttons.every(({ tabIndex }) => tabIndex === -1))
      (buttons[0] as HTMLButtonElement).tabIndex = 0;
  }
};

const focus = (button: HTMLButtonElement | undefined): void => {
  if (button === undefined) return;
  button.focus();
  button.scrollIntoView({ block: 'nearest' });
};

const moved = (form: Element, from: HTMLButtonElement, rows: number): void => {
  const all = rowsIn(form);
  const row = from.closest('tr');
  const next = row ? all[all.indexOf(row) + rows] : undefined;
  if (next) focus(counterpart(next, from));
};

const stepped = (from: HTMLButtonElement, by: number): void => {
  const row = from.closest('tr');
  const buttons = row ? buttonsIn(row) : [];
  focus(buttons[buttons.indexOf(from) + by]);
};

const toLeg = (from: HTMLButtonElement, leg: 'left' | 'right'): void => {
  const cell = from.closest('tr')?.querySelector(`[data-leg="${leg}"]`);
  if (cell) focus(buttonsIn(cell)[0]);
};

const goTo = (form: Element, letter: string): boolean => {
  const section = letter.length === 1 && form.querySelector(`[data-letter="${CSS.escape(letter)}"]`);
  if (!section) return false;
  focus(buttonsIn(section)[0]);
  return true;
};

/** @returns whether the key was one of the form's */
const handled = (form: Element, from: HTMLButtonElement, key: string, deeds: Deeds): boolean => {
  switch (key) {
    case 'ArrowDown':
      moved(form, from, 1);
      return true;
    case 'ArrowUp':
      moved(form, from, -1);
      return true;
    case 'ArrowRight':
      stepped(from, 1);
      return true;
    case 'ArrowLeft':
      stepped(from, -1);
      return true;
    case 'Home':
      toLeg(from, 'left');
      return true;
    case 'End':
      toLeg(from, 'right');
      return true;
    case 'Delete':
    case 'Backspace':
      deeds.takeBack(from.closest<HTMLElement>('.cell')?.dataset['field'] ?? '');
      return true;
    case 'r':
      deeds.fillRest(from.closest<HTMLElement>('[data-section]')?.dataset['section'] ?? '');
      return true;
    default: {
      const cell = from.closest('.cell');
      const answer =
        cell &&
        buttonsIn(cell.parentElement as Element).find((one) => one.dataset['keys']?.split(' ').includes(key));
      if (answer) {
        deeds.press(answer);
        moved(form, from, 1);
        return true;
      }
      return false;
    }
  }
};

/** Where a letter is text, it is no command. */
const takesText = (element: Element): boolean =>
  element.matches('input:not([type="checkbox"], [type="radio"]), select, textarea');

/** @returns whether the key was one of those that hold everywhere in the form */
const handledAnywhere = (form: Element, key: string, deeds: Deeds): boolean => {
  if (key !== 'u') return goTo(form, key);
  deeds.undo();
  return true;
};

export const onKey = (event: KeyboardEvent, deeds: Deeds): void => {
  const form = event.currentTarget as Element;
  const from = event.target as Element;
  if (event.altKey || event.metaKey) return;
  if (event.ctrlKey) {
    if (event.key === 'z') {
      event.preventDefault();
      deeds.undo();
    }
    return;
  }
  if (takesText(from)) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const isOfField = from instanceof HTMLButtonElement && from.closest('.cell') !== null;
  if ((isOfField && handled(form, from, key, deeds)) || handledAnywhere(form, key, deeds))
    event.preventDefault();
};
