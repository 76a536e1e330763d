/**
 * Who made the records? The last record of a chain must be signed by the process after whose key the chain is named,
 * and that name must be certified by the service's own key; the records before it follow, as each carries the hash of
 * the one before. So a record that somebody without the keys appended, or a whole chain of such, is found.
 *
 * - A chain without a certificate may hold readings and changes alone: the tools of auditors and admins have
 *   no certificate, and a policy has signatures of its own.
 * - Chains from before there were certificates have no signature. They count as genuine where a manifest of that time
 *   signs for them, or no manifest is at hand and their records are of that time.
 */
import type { KeyObject } from 'node:crypto';
import { certificateIn, isSignedByChain, isSignedChain } from '../process-key.ts';
import type { ChainLink } from '../record.ts';
import type { VerifyFinding } from './finding.ts';
import type { Statement } from './manifest-check.ts';

const day = 86_400_000;

interface Origin {
  /** Highest place, and the body there. */
  seq: number;
  body: string;
  where: string;
  certified: boolean;
  /** It holds what only the service writes. */
  speaks: boolean;
  /** When the newest of its records says it was made, milliseconds since 1970. */
  latest: number;
}

const isSpeaking = (body: string): boolean =>
  /"kind":"(?:call|refusal|feedback|app-step|acknowledgement)"/.test(body);

/** When a record says that it was made, milliseconds since 1970; NaN when it does not say. */
export const madeAt = (body: string): number =>
  Date.parse(/"record":\{.*?"at":"([^"\\]{24})"/.exec(body)?.[1] ?? '');

export interface OriginCheck {
  add(link: ChainLink, body: string, where: string): void;
  /** A chain of a tool: signed, not certified, and without what the service writes. */
  isTool(chain: string): boolean;
  /** The service certified it. */
  isCertified(chain: string): boolean;
  findings(statements: readonly Statement[], partial: boolean): VerifyFinding[];
}

/** Last place of each chain that was signed for by then, milliseconds since 1970. */
const signedForBy = (statements: readonly Statement[], by: number): ReadonlyMap<string, number> => {
  const last = new Map<string, number>();
  for (const { made, runs } of statements) {
    if (Date.parse(made) > by) continue;
    for (const run of runs) last.set(run.chain, Math.max(last.get(run.chain) ?? -1, run.last));
  }
  return last;
};

/** @param certifiers the service's own keys; without any nothing is checked */
export const originCheck = (certifiers: readonly KeyObject[]): OriginCheck => {
  const chains = new Map<string, Origin>();
  let firstCertificate = Number.POSITIVE_INFINITY;

  const faultOfSigned = (chain: string, origin: Origin, partial: boolean): string | undefined => {
    if (!isSignedByChain(origin.body, chain)) return 'the process of this chain did not sign the record';
    return origin.certified || !origin.speaks || partial
      ? undefined
      : 'its chain has no certificate of this service, and holds what only the service writes';
  };

  const faultOfUnsigned = (
    chain: string,
    { speaks, seq, latest }: Origin,
    signedFor: ReadonlyMap<string, number> | undefined,
  ): string | undefined => {
    const genuine = signedFor === undefined ? latest < firstCertificate : seq <= (signedFor.get(chain) ?? -1);
    return genuine || !speaks
      ? undefined
      : 'its chain has no signature, and nothing shows that it is from before processes signed';
  };

  return {
    add: ({ chain, seq }, body, where) => {
      if (certifiers.length === 0) return;
      const known = chains.get(chain);
      const origin = known ?? { seq: -1, body, where, certified: false, speaks: false, latest: 0 };
      if (known === undefined) chains.set(chain, origin);
      if (seq >= origin.seq) Object.assign(origin, { seq, body, where });
      origin.speaks ||= isSpeaking(body);
      if (!isSignedChain(chain)) origin.latest = Math.max(origin.latest, madeAt(body) || 0);
      if (origin.certified) return;
      const certificate = certificateIn(body, chain, certifiers);
      if (certificate === undefined) return;
      origin.certified = true;
      firstCertificate = Math.min(firstCertificate, Date.parse(certificate.made));
    },
    isTool: (chain) => {
      const origin = chains.get(chain);
      return origin !== undefined && isSignedChain(chain) && !origin.certified && !origin.speaks;
    },
    isCertified: (chain) => chains.get(chain)?.certified ?? false,
    findings: (statements, partial) => {
      const hasManifests = statements.length > 0 && Number.isFinite(firstCertificate);
      const signedFor = hasManifests ? signedForBy(statements, firstCertificate + day) : undefined;
      return [...chains].flatMap(([chain, origin]): VerifyFinding[] => {
        const sentence = isSignedChain(chain)
          ? faultOfSigned(chain, origin, partial)
          : faultOfUnsigned(chain, origin, signedFor);
        const { seq, where } = origin;
        return sentence === undefined ? [] : [{ code: 'forged', chain, seq, where, sentence }];
      });
    },
  };
};
