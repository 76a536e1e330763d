/**
 * The draft orders of a call: those of this patient, and which of them were selected (R-076…R-079).
 * Orders may be incomplete or no drafts any more; unknown types are for the rules to ignore.
 */
import type { Bundle, BundleEntry } from 'fhir/r4';
import type { Hole, HoleCode } from '../../rules/evidence/hole.ts';
import { type Belonging, belonging } from '../../rules/extract/subject.ts';
import type { Resource } from '../fhir/resource.ts';
import { type Beside, type KnownPatient, ofPatient } from './context-subject.ts';
import { referenceOf } from './references.ts';
import type { HookContext } from './wire.ts';

export interface DraftOrders {
  readonly orders: readonly Resource[];
  /** `Type/id` of the selected ones; undefined where the hook has no selection. */
  readonly selections?: readonly string[];
  /** How many name another patient and were left out. */
  readonly ofOthers: number;
  /** How many selections are not among the orders. */
  readonly unmatched: number;
  /** Orders that could not be checked. */
  readonly holes: readonly Hole[];
}

/** An order as it was sent, and as the rules are given it: `name` is `Type/id` there. */
interface SentDraft {
  readonly order: Resource;
  readonly name: string;
  readonly sentId: unknown;
  readonly address: string | undefined;
  readonly belongs: Belonging;
}

/** Ids that the rules keep as they are; an order without such a one goes by its place. */
const plainId = /^[A-Za-z0-9._-]{1,512}$/;

const named = ({ resource, fullUrl }: BundleEntry, n: number, beside: Beside): SentDraft => {
  const sent = ofPatient(resource as unknown as Resource, beside);
  const { resourceType, id: sentId } = sent;
  const id = typeof sentId === 'string' && plainId.test(sentId) ? sentId : `unnamed-${n + 1}`;
  return {
    order: id === sentId ? sent : { ...sent, id },
    name: `${resourceType}/${id}`,
    sentId,
    address: typeof fullUrl === 'string' ? fullUrl : undefined,
    belongs: belonging(sent, beside.whose),
  };
};

/** References by the address of an entry, wherever they stand: the rules know the entry by its name. */
const withNames = (value: unknown, names: ReadonlyMap<unknown, string>): unknown => {
  if (Array.isArray(value)) return value.map((one) => withNames(one, names));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      (key === 'reference' && names.get(one)) || withNames(one, names),
    ]),
  );
};

const draftsOf = (bundle: Bundle, beside: Beside): SentDraft[] => {
  const drafts = (bundle.entry ?? []).map((each, n) => named(each, n, beside));
  const names = new Map(
    drafts.flatMap(({ address, name, order }) =>
      address === undefined || order.resourceType === 'Patient' ? [] : [[address, name]],
    ),
  );
  if (names.size === 0) return drafts;
  return drafts.map((draft) => ({ ...draft, order: withNames(draft.order, names) as Resource }));
};

/** What a selection may say of a draft: its bare id or the address of its entry as they stand, or a reference. */
const saidOf = ({ order, sentId, address }: SentDraft): readonly string[] => {
  const addressed = referenceOf(address);
  return [
    ...(typeof sentId === 'string' ? [sentId, inOneSpelling({ type: order.resourceType, id: sentId })] : []),
    ...(address === undefined ? [] : [address]),
    ...(addressed ? [inOneSpelling(addressed)] : []),
  ];
};

/** No id and no address has a blank in it. */
const inOneSpelling = ({ type, id }: { readonly type: string; readonly id: string }): string =>
  `${type} / ${id}`;

const nothing: readonly SentDraft[] = [];

/**
 * The drafts that a selection means: the first that it names; where it names none, those of its type without an id
 * and an address, since Epic sends orders that have no id yet.
 */
const matcher = (drafts: readonly SentDraft[]): ((selection: string) => readonly SentDraft[]) => {
  const places = new Map<string, number>();
  const nameless = new Map<string, SentDraft[]>();
  drafts.forEach((draft, n) => {
    for (const said of saidOf(draft)) if (!places.has(said)) places.set(said, n);
    if (draft.sentId !== undefined || draft.address !== undefined) return;
    const { resourceType } = draft.order;
    const ofType = nameless.get(resourceType);
    if (ofType === undefined) nameless.set(resourceType, [draft]);
    else ofType.push(draft);
  });
  return (selection) => {
    const meant = referenceOf(selection);
    const found = [places.get(selection), meant && places.get(inOneSpelling(meant))];
    const first = Math.min(...found.filter((place) => place !== undefined));
    const draft = drafts[first];
    if (draft !== undefined) return [draft];
    return (meant && nameless.get(meant.type)) ?? nothing;
  };
};

/** Types of orders that the rules read. */
const read: ReadonlySet<string> = new Set(['MedicationRequest', 'ServiceRequest']);

/** What an order was called before FHIR R4. */
const older: ReadonlySet<string> = new Set([
  'MedicationOrder',
  'ProcedureRequest',
  'DiagnosticOrder',
  'ReferralRequest',
]);

const unowned: Readonly<Partial<Record<Belonging, HoleCode>>> = {
  'no-subject': 'order-unowned',
  'another-server': 'order-unowned',
  'another-patient': 'order-of-another',
};

const holesIn = (drafts: readonly SentDraft[]): Hole[] =>
  drafts.flatMap(({ order: { resourceType }, name, belongs }) => {
    const code = older.has(resourceType)
      ? 'order-not-r4'
      : read.has(resourceType)
        ? unowned[belongs]
        : undefined;
    return code === undefined ? [] : [{ code, at: 'context.draftOrders', ref: name }];
  });

/** An order that the rules would have read, as far as the selection says what it is. */
const mayBeRead = (selection: string): boolean => {
  const type = referenceOf(selection)?.type;
  return type === undefined || read.has(type) || older.has(type);
};

export const draftOrdersOf = (context: HookContext, beside: KnownPatient): DraftOrders | undefined => {
  if (context.hook !== 'order-select' && context.hook !== 'order-sign') return undefined;
  const all = draftsOf(context.draftOrders, { ...beside, bundle: context.draftOrders });
  const drafts = all.filter(({ belongs }) => belongs !== 'another-patient');
  const orders = drafts.map(({ order }) => order);
  const ofOthers = all.length - orders.length;
  if (context.hook === 'order-sign') return { orders, ofOthers, unmatched: 0, holes: holesIn(all) };
  const matching = matcher(all);
  const matches = context.selections.map((selection) => ({ selection, found: matching(selection) }));
  const selected = [...new Set([...new Set(matches.map(({ found }) => found))].flat())];
  const unmatched = matches.filter(({ found }) => found.length === 0);
  return {
    orders,
    selections: selected.filter(({ belongs }) => belongs !== 'another-patient').map(({ name }) => name),
    ofOthers,
    unmatched: unmatched.length,
    holes: [
      ...holesIn(selected),
      ...(unmatched.some(({ selection }) => mayBeRead(selection))
        ? [{ code: 'selection-unmatched', at: 'context.selections' } as const]
        : []),
    ],
  };
};
