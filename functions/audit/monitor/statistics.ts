/**
 * The two pieces of statistics that the monitor needs: an interval for a share, and the evidence that a share has
 * changed. Pure, no clinical content.
 */

/** 97.5 % quantile of the normal distribution: an interval of 95 %. */
const Z = 1.959_964;

/** The bounds of a share, 0…1. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * Wilson's score interval of 95 %: holds for small counts and for shares near 0 and 1, where the usual one does not.
 * (Wilson EB, J Am Stat Assoc 1927;22:209; Brown LD, Cai TT, DasGupta A, Stat Sci 2001;16:101.)
 */
export const wilson = (k: number, n: number): Interval | undefined => {
  if (n === 0) return undefined;
  const share = k / n;
  const centre = (share + (Z * Z) / (2 * n)) / (1 + (Z * Z) / n);
  const half = (Z / (1 + (Z * Z) / n)) * Math.sqrt((share * (1 - share)) / n + (Z * Z) / (4 * n * n));
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
};

/** The logarithm of Γ(x), x > 0: Stirling's series after shifting x above 7; error below 1e-9. */
const lnGamma = (x: number): number => {
  let shift = 1;
  let y = x;
  while (y < 7) {
    shift *= y;
    y += 1;
  }
  const inverse = 1 / (y * y);
  const series = (1 / 12 - inverse * (1 / 360 - inverse / 1260)) / y;
  return (y - 0.5) * Math.log(y) - y + 0.918_938_533_204_672_7 + series - Math.log(shift);
};

const lnBeta = (a: number, b: number): number => lnGamma(a) + lnGamma(b) - lnGamma(a + b);

/** Jeffreys' prior of a share: Beta(½, ½). */
const PRIOR = 0.5;
const LN_PRIOR = lnBeta(PRIOR, PRIOR);

/**
 * The natural logarithm of the Bayes factor of "the share is another one now" against "it is as before": counts
 * `k` of `n` now, `k0` of `n0` before, which need not be whole. A Bayes factor is larger than c, ever, however
 * often one looks, with a probability of at most 1 / c when nothing has changed (Ville's inequality), so looking
 * each hour costs nothing. (Ville J, 1939; Kass RE, Raftery AE, J Am Stat Assoc 1995;90:773; Shafer G et al.,
 * Stat Sci 2011;26:84.)
 */
export const lnBayesFactor = (k: number, n: number, k0: number, n0: number): number =>
  lnBeta(k + PRIOR, n - k + PRIOR) -
  LN_PRIOR -
  (lnBeta(k0 + k + PRIOR, n0 - k0 + n - k + PRIOR) - lnBeta(k0 + PRIOR, n0 - k0 + PRIOR));
