/**
 * The pages of the intake form: one topic a page. Where it hurts is one list, and so is what is swollen; every
 * other question has a page of its own. The order is that in which equals are asked: the complaint, the cauda
 * equina, then the form's own order.
 */
import type { FindingId } from '../../rules/findings/index.ts';
import { type IntakeFinding, sections } from '../../rules/publish/intake/wording.ts';

export interface IntakePage {
  /** Of the list, or of its one question. */
  readonly id: PlaceList | IntakeFinding;
  readonly asks: readonly [IntakeFinding, ...IntakeFinding[]];
}

export type PlaceList = 'where-it-hurts' | 'what-is-swollen';

export const complaint: IntakePage = {
  id: 'where-it-hurts',
  asks: [
    'low-back-pain',
    'buttock-pain',
    'leg-pain',
    'foot-pain',
    'hip-pain',
    'hip-lateral-pain',
    'groin-pain',
  ],
};

const swelling: IntakePage = { id: 'what-is-swollen', asks: ['leg-swollen', 'calf-swollen'] };

const asked: readonly IntakeFinding[] = sections.flatMap(({ asks }) => [...asks]);

/** The nine questions of the cauda equina and the date that belongs to them. */
export const caudaEquina: readonly IntakeFinding[] =
  sections.find(({ id }) => id === 'cauda-equina')?.asks ?? [];

const listed = new Set<IntakeFinding>([...complaint.asks, ...swelling.asks]);
const alone = (ids: readonly IntakeFinding[]): readonly IntakePage[] =>
  ids.filter((id) => !listed.has(id)).map((id) => ({ id, asks: [id] }));

const others = asked.filter((id) => !caudaEquina.includes(id));

export const pages: readonly IntakePage[] = [complaint, ...alone(caudaEquina), swelling, ...alone(others)];

export const pageOf = (id: string): IntakePage | undefined => pages.find((page) => page.id === id);

export const pageAsking = (finding: FindingId): IntakePage | undefined =>
  pages.find(({ asks }) => (asks as readonly FindingId[]).includes(finding));
