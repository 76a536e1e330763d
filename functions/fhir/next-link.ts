/**
 * Where the `next` link of a Bundle leads, when that is at or below the registered base. Servers write it in
 * four ways: below the base, at the base itself (`{base}?_getpages=…`, HAPI and Smile), with another case of
 * host or the default port, and relative. Anything else is another address, and is not asked: the token of the
 * call goes to the registered base alone. Pure.
 */
import type { Resource } from './resource.ts';

const mostCharacters = 8_192;

/** What WHATWG URL would quietly put right, and a server read as something else. */
const odd = /[\\\s\p{Cc}]/u;
/** A segment that climbs, and a slash or dot that only the server would see as one. */
const climbs = /(?:^|\/)\.{1,2}(?:\/|$)|%2e|%2f|%5c/i;

const withoutSlash = (path: string): string => path.replace(/\/$/, '');

/** At the base or below it: same origin, and a path that is the base's or goes on where it ends. */
export const isWithin = (base: URL, url: URL): boolean => {
  const root = withoutSlash(base.pathname);
  return (
    url.origin === base.origin &&
    url.username === '' &&
    url.password === '' &&
    (url.pathname === root || url.pathname.startsWith(`${root}/`)) &&
    !climbs.test(url.pathname)
  );
};

const pathOf = (written: string): string =>
  (written.split(/[?#]/)[0] ?? '').replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '');

/** A bare query goes with the page it stands on; a path without a slash in front is below the base (FHIR). */
const against = (written: string, base: URL, page: URL): URL | undefined => {
  const from = written.startsWith('?') ? page : new URL(`${withoutSlash(base.href)}/`);
  return URL.canParse(written, from.href) ? new URL(written, from) : undefined;
};

/** A link whose `url` is null leads nowhere: some servers write every relation on every page. */
export const hasNext = ({ link }: Resource): boolean =>
  Array.isArray(link) &&
  link.some(
    (each) => typeof each === 'object' && each !== null && each.relation === 'next' && each.url !== null,
  );

const nextOf = ({ link }: Resource): unknown =>
  Array.isArray(link)
    ? link.find((each) => typeof each === 'object' && each !== null && each.relation === 'next')?.url
    : undefined;

/**
 * @param base as registered
 * @param page the URL that the Bundle was read from, or stands for when it came as prefetch
 */
export const nextPageOf = (bundle: Resource, base: URL, page: URL): URL | undefined => {
  const written = nextOf(bundle);
  if (typeof written !== 'string' || written === '' || written.length > mostCharacters) return undefined;
  if (odd.test(written) || climbs.test(pathOf(written))) return undefined;
  const url = against(written, base, page);
  if (url === undefined || !isWithin(base, url)) return undefined;
  url.hash = '';
  return url;
};
