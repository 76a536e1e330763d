/** A finding as a clinician writes it in a note: short, by value. What a part leaves out, the words of the row say. */

export interface FindingNote {
  readonly present?: string;
  readonly absent?: string;
  /** Around a number, a grade or a list. */
  readonly value?: string;
  /** Around how long ago, for a count of days. */
  readonly since?: string;
  readonly values?: Readonly<Record<string, string>>;
  /** The name in a list of what is to be asked or examined. */
  readonly name?: string;
}

export const strengthNote = (movement: string): FindingNote => ({
  value: `${movement} {value}/5`,
  name: `${movement} strength`,
});
export const reflexNote = (name: string): FindingNote => ({
  value: `${name} reflex {value}`,
  name: `${name} reflex`,
});
export const touchNote = (place: string): FindingNote => ({
  value: `${place} sensation {value}`,
  values: { reduced: `${place} numb`, absent: `${place} without feeling` },
  name: `${place} sensation`,
});
export const signNote = (name: string): FindingNote => ({
  present: `${name} positive`,
  absent: `${name} negative`,
  name,
});
export const yesNoNote = (present: string, absent: string, name = present): FindingNote => ({
  present,
  absent,
  name,
});
