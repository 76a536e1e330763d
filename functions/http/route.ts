/** Paths and methods. The gateway routes first; what reaches the wrong handler is refused all the same. */
import { Refusal } from '../cds-hooks/refusal.ts';
import { serviceById } from '../cds-hooks/services.ts';

export interface Route {
  readonly name: 'discovery' | 'openapi' | 'invoke' | 'feedback' | 'app-step' | 'audit' | 'health';
  /** For logs: holds no id. */
  readonly route: string;
  readonly methods: readonly string[];
  /** Service id, or empty. */
  readonly service: string;
  /** What is asked of the audit log: segments after `/audit`. */
  readonly question: readonly string[];
}

/** `/cds-services/` and `//` are typed by people; the case of a path is theirs to get right. */
const segmentsOf = (path: string): string[] => {
  try {
    return path
      .split('/')
      .filter((segment) => segment !== '')
      .map(decodeURIComponent);
  } catch {
    return ['?'];
  }
};

const ofService = (service: string, rest: readonly string[]): Route | undefined => {
  if (serviceById(service) === undefined) return undefined;
  const at = { methods: ['POST'], service, question: [] };
  if (rest.length === 0) return { name: 'invoke', route: '/cds-services/{id}', ...at };
  return rest.length === 1 && rest[0] === 'feedback'
    ? { name: 'feedback', route: '/cds-services/{id}/feedback', ...at }
    : undefined;
};

const routeOf = (path: string): Route | undefined => {
  const [root, service, ...rest] = segmentsOf(path);
  const read = { methods: ['GET', 'HEAD'], service: '', question: [] };
  if (root === 'healthz' && service === undefined) return { name: 'health', route: '/healthz', ...read };
  if (root === 'openapi.json' && service === undefined)
    return { name: 'openapi', route: '/openapi.json', ...read };
  if (root === 'app' && service === 'steps' && rest.length === 0)
    return { name: 'app-step', route: '/app/steps', methods: ['POST'], service: '', question: [] };
  if (root === 'audit' && service !== undefined)
    return { name: 'audit', route: '/audit/{question}', ...read, question: [service, ...rest] };
  if (root !== 'cds-services') return undefined;
  return service === undefined
    ? { name: 'discovery', route: '/cds-services', ...read }
    : ofService(service, rest);
};

const unknown = () =>
  new Refusal({
    status: 404,
    reason: 'route.unknown',
    issues: [
      { code: 'not-found', text: 'There is no such service. GET /cds-services lists those there are.' },
    ],
  });

/** The gateway tells `/x` from `/x/`: what is spelt otherwise may reach a handler that cannot answer it. */
const misspelt = (route: string) =>
  new Refusal({
    status: 404,
    reason: 'route.unknown',
    issues: [{ code: 'not-found', text: `Write this path as ${route}: no slash at its end, none doubled.` }],
  });

/**
 * A wrong method is refused by whichever handler it reaches: the gateway sends to discovery what no route takes.
 * @param to what the handler has for each route that it answers
 * @throws Refusal 404 for a path of nobody or of another handler, 405 for the wrong method
 */
export const routeFor = <T>(
  to: Readonly<Partial<Record<Route['name'], T>>>,
  path: string,
  method: string,
): Route & { readonly to: T } => {
  const found = routeOf(path);
  if (found === undefined) throw unknown();
  if (!found.methods.includes(method))
    throw new Refusal({
      status: 405,
      reason: 'route.method',
      issues: [{ code: 'not-supported', text: `Use ${found.methods.join(' or ')} here.` }],
      headers: { allow: found.methods.join(', ') },
    });
  const here = to[found.name];
  if (here === undefined) throw /\/\/|\/$/.test(path) ? misspelt(found.route) : unknown();
  return { ...found, to: here };
};
