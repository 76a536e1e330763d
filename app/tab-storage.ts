/** The session storage; where the browser denies it, what is kept lives as long as the page. */

export type Tab = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export const inMemory = (kept = new Map<string, string>()): Tab => ({
  getItem: (name) => kept.get(name) ?? null,
  setItem: (name, value) => void kept.set(name, value),
  removeItem: (name) => void kept.delete(name),
});

const instead = inMemory();

export const tabStorage = (): Tab => {
  try {
    return sessionStorage;
  } catch {
    return instead;
  }
};
