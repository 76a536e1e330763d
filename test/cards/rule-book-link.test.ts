/** The link from a card to the page of its rule. */
import { expect, test } from 'vitest';
import { checkCards, type IssuedCard } from '../../functions/cards/index.ts';
import { inputOf } from '../../rules/engine/rule.ts';
import { recommendations } from '../../rules/management/index.ts';
import { cardsOf, PATIENT, profile } from './compose.ts';

const ruleBook = 'https://cds.example.org/rulebook/';
const page = `${ruleBook}REC-03.html`;
const given = recommendations.find(({ id }) => id === 'REC-03')?.vignettes.fires[0].given ?? { findings: [] };

const linksOf = (linkHosts?: readonly string[], published: { ruleBook?: string } = { ruleBook }) => {
  const [card] = cardsOf(inputOf(given), {
    profile: profile('standard', linkHosts && { linkHosts }),
    ...published,
  });
  return (card?.links ?? []).map(({ url }) => url);
};

test.each([
  ['leads to the page of its rule', linksOf(), true],
  ['leads there for a client that keeps links of that host', linksOf(['cds.example.org']), true],
  ['does not for a client that drops them', linksOf(['doi.org']), false],
  ['does not where no rule book is published', linksOf(undefined, {}), false],
])('a card %s', (_, links, isThere) => expect(links.includes(page)).toBe(isThere));

test.each([
  ['a page of a rule', page, 1],
  ['something else in that folder', `${ruleBook}../x.html`, 0],
  ['another folder of that host', 'https://cds.example.org/other/REC-03.html', 0],
])('the gate lets through %s: %s', (_, url, count) => {
  const [card] = cardsOf(inputOf(given));
  const linked = { ...card, links: [{ label: 'x', url, type: 'absolute' }] } as IssuedCard;
  const drafts = new Map();
  const { cards } = checkCards([linked], { patientId: PATIENT, drafts, profile: profile(), ruleBook });
  expect(cards[0]?.links ?? []).toHaveLength(count);
});

test('the source of every card of a vignette opens, one without an address on the page of its rule', () => {
  const shut = recommendations.flatMap(({ id, hooks: [hook], vignettes }) =>
    vignettes.fires.flatMap((vignette) =>
      cardsOf(inputOf({ ...(hook && { hook }), ...vignette.given }), { ruleBook })
        .filter(({ source }) => source.url === undefined)
        .map(({ source }) => `${id}: ${source.label}`),
    ),
  );
  expect(shut).toEqual([]);
});
