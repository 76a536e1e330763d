/** Findings and charts in words, for the rule book. */
import { spoken } from '../engine/describe.ts';
import type { Given, GivenHistory, GivenOrder, VignetteChart } from '../engine/rule.ts';
import { conditions, findings, medicationClasses, orderTypes } from '../findings/index.ts';

const SIDE = { L: 'left', R: 'right', B: 'both' } as const;

const item = (word: string): string => (word.startsWith('!') ? `not ${spoken(word.slice(1))}` : spoken(word));

const sayValue = (id: Given[0], value: Given[1]): string => {
  const { present, absent, label } = findings[id];
  if (value === true) return present;
  if (value === false) return absent ?? `no ${label}`;
  if (typeof value === 'number') return `${present} ${value}`;
  if (typeof value === 'string') return `${present} ${spoken(value)}`;
  return `${present} ${value.map(item).join(', ')}`;
};

const sayGiven = ([id, value, side, days]: Given): string => {
  const where = side ? ` (${SIDE[side]})` : '';
  return `${sayValue(id, value)}${where}${days ? `, ${days} days ago` : ''}`;
};

const patient = ({ age, pregnant, weeks, egfr }: VignetteChart): string[] => [
  ...(age === undefined ? [] : [`age ${age}`]),
  ...(pregnant === undefined
    ? []
    : [pregnant ? `pregnant${weeks ? `, ${weeks} weeks` : ''}` : 'not pregnant']),
  ...(egfr === undefined ? [] : [`eGFR ${egfr}`]),
];

const sayHistory = (one: GivenHistory): string => {
  if (typeof one === 'string') return conditions[one];
  const [id, days, side] = one;
  return `${conditions[id]}${side ? ` (${SIDE[side]})` : ''}${days === undefined ? '' : `, began ${days} days ago`}`;
};

const draft = ({ type, drug }: GivenOrder): string[] => [
  ...(type ? [`draft order: ${orderTypes[type]}`] : []),
  ...(drug ? [`draft order: ${medicationClasses[drug]}`] : []),
];

export const sayChart = (given: VignetteChart): string =>
  [
    ...patient(given),
    ...(given.history ?? []).map(sayHistory),
    ...(given.drugs ?? []).map((drug) => `takes ${medicationClasses[drug]}`),
    ...(given.orders ?? (given.order ? [given.order] : [])).flatMap(draft),
    ...(given.freetext ? [`${given.freetext} free-text observations`] : []),
    ...(given.closed ? ['lists shown whole'] : []),
    ...given.findings.map(sayGiven),
  ].join('; ') || 'nothing recorded';
