/** What every part of the examination shares: the form, how to answer, and what deserves attention. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { ChartedValue } from '../encoding/encode-finding.ts';
import type { Key } from '../encoding/key.ts';
import type { Stakes } from '../look-ahead/look-ahead.ts';
import type { AppWords } from '../words/index.ts';
import type { Form } from './form.ts';
import type { Section } from './layout.ts';
import type { Opened } from './session.ts';

export interface Examination {
  readonly opened: Opened;
  readonly form: Form;
  readonly words: AppWords;
  /** `undefined` takes the answer back. */
  readonly answer: (key: Key, value: ChartedValue | undefined) => void;
  /** Of questions: asks first, each by its name. Absent where fields stand without their section. */
  readonly fillRest?: (section: Section) => void;
  /** Fields that the preview asks for next, and those that a card asked for. */
  readonly highlighted: ReadonlySet<Key>;
  /** What an answer to an open field could change. */
  readonly stakes: ReadonlyMap<Key, Stakes>;
}

export const ExaminationContext = createContext<Examination | undefined>(undefined);

export const useExamination = (): Examination => {
  const shared = useContext(ExaminationContext);
  if (shared === undefined) throw new Error('a part of the examination stands outside of it');
  return shared;
};
