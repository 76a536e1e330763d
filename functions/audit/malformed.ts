/** A text that is not what it should be, told apart from one that could not be read: whoever has its file names it. */
export class Malformed extends Error {
  override readonly name = 'Malformed';
  /** @param what it should have been, with its article */
  constructor(what: string, options?: ErrorOptions) {
    super(`not ${what}`, options);
  }
}

/** @throws Malformed */
export const jsonOf = (text: string, what: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Malformed(what, { cause });
  }
};
