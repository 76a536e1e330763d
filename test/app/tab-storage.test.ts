/** What is kept in a tab. */
import { afterEach, expect, test, vi } from 'vitest';
import { tabStorage } from '../../app/tab-storage.ts';

afterEach(() => vi.unstubAllGlobals());

test('where the browser denies the session storage, the page keeps it in memory', () => {
  vi.stubGlobal('sessionStorage', undefined);
  Object.defineProperty(globalThis, 'sessionStorage', {
    configurable: true,
    get: () => {
      throw new DOMException('denied', 'SecurityError');
    },
  });
  tabStorage().setItem('a', 'b');
  expect(tabStorage().getItem('a')).toBe('b');
});
