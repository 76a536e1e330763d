/** What a clinician set aside is withheld for its time, on the same evidence; an emergency never is (D19). */
import { describe, expect, test } from 'vitest';
import { type Decision, overridesOf, withheldUntil } from '../../functions/audit/overrides.ts';
import { inputOf, type VignetteChart } from '../../rules/engine/rule.ts';
import { CALL, compose, topic, topics } from './compose.ts';

const digest = (rule: string, evidence: readonly string[]) => JSON.stringify([rule, [...evidence].sort()]);
const keys = { evidence: digest };

/** The clinician overrides every card of this chart, so many hours before it is looked at again. */
const setAside = (given: VignetteChart, reason: string, hours: number) => {
  const input = inputOf(given);
  const at = new Date(Date.parse(input.now) - hours * 3_600_000).toISOString();
  const decisions = compose(input).rules.map(
    ({ id, evidence }): Decision => ({
      card: CALL,
      rule: id,
      evidence: digest(id, evidence),
      at,
      reason,
      until: withheldUntil(at, reason),
      outcome: 'overridden',
    }),
  );
  return overridesOf(keys, decisions, input.now);
};

const shown = (given: VignetteChart, overrides: ReturnType<typeof setAside>) =>
  topics(compose(inputOf(given), { overrides }).cards);

const painful: VignetteChart = { age: 40, findings: [['leg-pain', true, 'L']] };

describe('a card that can wait', () => {
  test.each([
    ['will-reassess', 1, []],
    ['will-reassess', 23, []],
    ['will-reassess', 25, ['REC01']],
    ['known-baseline', 24 * 89, []],
    ['known-baseline', 24 * 91, ['REC01']],
    ['not-applicable', 24 * 89, []],
  ])('set aside as %s %i hours ago leaves %j', (reason, hours, expected) => {
    expect(shown(painful, setAside(painful, reason, hours))).toEqual(expected);
  });

  test('stays in the assessment with the reason and until when', () => {
    const { assessment } = compose(inputOf(painful), { overrides: setAside(painful, 'will-reassess', 1) });
    expect(assessment.recommendations).toContainEqual({
      id: 'REC-01',
      withheld: { reason: 'will-reassess', until: '2026-11-23T08:00:00.000Z' },
    });
  });

  test('leaves what it did not carry', () => {
    const more: VignetteChart = {
      age: 40,
      findings: [...painful.findings, ['saddle-sensory-change', true, undefined, 90]],
    };
    expect(shown(more, setAside(painful, 'will-reassess', 1))).toEqual(['REC35']);
  });

  test('is withheld whole, and shows whole when one of its recommendations has new evidence', () => {
    const known: VignetteChart = {
      age: 40,
      findings: [
        ['leg-pain', true, 'L'],
        ['pain-path', ['posterior-thigh', 'posterior-calf'], 'L'],
        ['pain-quality', ['shooting'], 'L'],
        ['slr', true, 'L'],
      ],
    };
    const overrides = setAside(known, 'known-baseline', 1);
    expect(shown(known, overrides)).toEqual([]);
    const weaker: VignetteChart = {
      age: 40,
      findings: [...known.findings, ['reflex-achilles', 'absent', 'L']],
    };
    const { cards, rules } = compose(inputOf(weaker), { overrides });
    expect(cards[0]?.summary).toMatch(/^Left S1 radiculopathy/);
    expect(rules.every(({ cardUuid }) => cardUuid === cards[0]?.uuid)).toBe(true);
  });

  test.each<[string, VignetteChart]>([
    ['the other leg hurts too', { age: 40, findings: [['leg-pain', true, 'B']] }],
    ['it was examined in part', { age: 40, findings: [...painful.findings, ['slr', true, 'L']] }],
  ])('shows again when %s', (_, changed) => {
    expect(shown(changed, setAside(painful, 'known-baseline', 1))).toContain('REC01');
  });

  test('is the same evidence a day later, though the onset is a day longer ago', () => {
    const on = (days: number): VignetteChart => ({
      age: 40,
      findings: [
        ['leg-pain', true, 'L'],
        ['low-back-pain', true],
        ['crp-esr-raised', true],
        ['pain-onset-days', days],
      ],
    });
    expect(shown(on(11), setAside(on(10), 'known-baseline', 24))).not.toContain('REC05');
  });
});

describe('an urgent card', () => {
  const footDrop: VignetteChart = { age: 60, findings: [['mrc-ankle-dorsiflexion', 3, 'L']] };

  test('is withheld on the same evidence', () => {
    expect(shown(footDrop, setAside(footDrop, 'being-managed', 2))).not.toContain('REC04');
  });

  test('is named on the cards that remain, lest its absence look like none', () => {
    const overrides = setAside(footDrop, 'being-managed', 2);
    const more = inputOf({ age: 60, findings: [...footDrop.findings, ['foot-pain', true, 'R']] });
    const [card] = compose(more, { overrides }).cards;
    expect(card?.indicator).toBe('info');
    expect(card?.detail).toContain(
      'You set aside a red flag that still applies: Severe or progressive weakness.',
    );
  });

  test('leaves a reminder where no other card would be: an empty answer would look like no finding', () => {
    const { cards, assessment } = compose(inputOf(footDrop), {
      overrides: setAside(footDrop, 'known-baseline', 2),
    });
    expect(topics(cards)).toEqual(['SETASIDE']);
    const [card] = cards;
    expect(card).toMatchObject({
      indicator: 'info',
      summary: 'Still on record, set aside by you: Severe or progressive weakness',
    });
    expect(card?.detail).toContain(
      'Severe or progressive weakness: long-standing, known and unchanged; withheld until 2027-02-20.',
    );
    expect(card?.detail).toContain('New or worse findings show again.');
    expect(card?.suggestions).toBeUndefined();
    expect(assessment.recommendations.every(({ cardUuid }) => cardUuid === undefined)).toBe(true);
  });

  test('and what could not be checked is said on the reminder', () => {
    const unread = { ...inputOf(footDrop), notChecked: [{ key: 'conditions', why: 'timed out' }] };
    const { cards } = compose(unread, { overrides: setAside(footDrop, 'known-baseline', 2) });
    expect(topics(cards)).toEqual(['SETASIDE']);
    expect(cards[0]?.detail).toContain('Not checked: diagnoses could not be read');
  });

  test('shows again when it is worse', () => {
    const worse: VignetteChart = { age: 60, findings: [['mrc-ankle-dorsiflexion', 2, 'L']] };
    expect(shown(worse, setAside(footDrop, 'known-baseline', 2))).toContain('REC04');
  });
});

describe('an emergency', () => {
  const emergency: VignetteChart = { age: 60, findings: [['saddle-sensory-change', true]] };

  test('is never withheld', () => {
    expect(shown(emergency, setAside(emergency, 'known-baseline', 1))).toEqual(['REC03']);
  });

  test('says when it was set aside and why', () => {
    const { cards } = compose(inputOf(emergency), { overrides: setAside(emergency, 'being-managed', 1) });
    expect(topic(cards, 'REC03')?.detail).toContain(
      'You set this aside on 2026-11-22 (already under emergency or specialist care for this); an emergency is shown again.',
    );
  });

  test('says it even when no reason of ours was given', () => {
    const { cards } = compose(inputOf(emergency), { overrides: setAside(emergency, '__proto__', 1) });
    expect(topic(cards, 'REC03')?.detail).toContain('(reason not recorded)');
  });
});

test('when the store cannot be read nothing is withheld', () => {
  expect(shown(painful, overridesOf(keys, [], inputOf(painful).now))).toEqual(['REC01']);
});
