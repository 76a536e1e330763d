/** The questions of the form to the worker that looks ahead. */
import { beforeEach, describe, expect, test } from 'vitest';
import { answered, emptyDraft } from '../../app/encoding/draft.ts';
import type { Asking, StakesByField } from '../../app/look-ahead/look-ahead.ts';
import { type Asker, oneAtATime } from '../../app/look-ahead/one-at-a-time.ts';
import { now, openedWith } from './chart.ts';

const form = (pain: number): Asking => ({
  chart: openedWith([]),
  record: new Map(),
  draft: answered(emptyDraft, 'pain-nrs', pain),
  now,
});
const [first, second, third] = [form(1), form(2), form(3)] as const;
const stakes: StakesByField = new Map([['fever', { urgency: true, cause: false }]]);

describe('while the worker is at work', () => {
  let posted: Asking[];
  let heard: string[];
  let asker: Asker;
  beforeEach(() => {
    posted = [];
    heard = [];
    asker = oneAtATime((asking) => posted.push(asking));
    asker.ask(first, () => heard.push('first'));
  });

  test('the newest form alone is asked when it has answered', () => {
    asker.ask(second, () => heard.push('second'));
    asker.ask(third, () => heard.push('third'));
    expect(posted).toEqual([first]);
    asker.answered(stakes);
    expect(posted).toEqual([first, third]);
    asker.answered(stakes);
    expect(heard).toEqual(['first', 'third']);
  });

  test('a form that is gone is not asked', () => {
    const takeBack = asker.ask(second, () => heard.push('second'));
    takeBack();
    asker.answered(stakes);
    expect(posted).toEqual([first]);
  });
});

test('the answer to a form that is gone is not heard, and the next form is asked', () => {
  const posted: Asking[] = [];
  const heard: string[] = [];
  const asker = oneAtATime((asking) => posted.push(asking));
  const takeBack = asker.ask(first, () => heard.push('first'));
  takeBack();
  asker.answered(stakes);
  asker.ask(second, () => heard.push('second'));
  asker.answered(stakes);
  expect([posted, heard]).toEqual([[first, second], ['second']]);
});
