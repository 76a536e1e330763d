/**
 * A synthetic patient, told as a clinician would tell it: what brings them, what was asked, found and
 * prescribed. `bundle.ts` makes the chart of it, with the background that every real chart has.
 */

import type { ChartedFinding, ChartedSide, ChartedValue } from '../../app/encoding/encode-finding.ts';
import type { ConditionId, FindingId } from '../../rules/findings/index.ts';

export type PersonId = 'lee' | 'haddad' | 'novak' | 'brandt';

/** Days before the visit of the story; `time` is `HH:MM` of that day. */
export interface StoryTime {
  readonly daysAgo?: number;
  readonly time?: string;
}

export type Charted = ChartedFinding &
  StoryTime & {
    readonly by?: PersonId;
    /** FHIR status; `final` unless said otherwise. */
    readonly status?: 'final' | 'preliminary' | 'amended' | 'entered-in-error';
    readonly note?: string;
  };

export interface Code {
  readonly system: string;
  readonly code: string;
  readonly display: string;
}

export interface StoryProblem extends StoryTime {
  readonly code: Code;
  /** `entered-in-error`: somebody else's disease, charted here by mistake and taken back. */
  readonly state?: 'active' | 'resolved' | 'entered-in-error';
  /** FHIR: confirmed unless said otherwise. */
  readonly certainty?: 'confirmed' | 'provisional' | 'refuted';
  readonly onsetDaysAgo?: number;
}

export interface Prescription extends StoryTime {
  readonly code: Code;
  readonly dose: string;
  readonly state?: 'active' | 'stopped';
}

export interface LabResult extends StoryTime {
  readonly code: Code;
  readonly value: number;
  readonly unit: string;
  readonly low?: number;
  readonly high?: number;
}

export interface Story {
  /** Patient.id, and the name of the file. */
  readonly id: string;
  /** What a clinician should recognise, in one sentence. */
  readonly teaches: string;
  readonly given: string;
  readonly family: string;
  readonly gender: 'female' | 'male';
  /** Completed years on the day of the visit. */
  readonly age: number;
  readonly visit: {
    readonly reason: string;
    readonly place: 'AMB' | 'EMER';
    readonly clinician: PersonId;
    /** Days ago of earlier visits; each leaves vital signs and a nurse's flowsheet. */
    readonly earlier: readonly number[];
  };
  /** Usual values the background varies around. */
  readonly usual: {
    readonly systolic: number;
    readonly kilograms: number;
    readonly centimetres: number;
    /** Laboratory values that are not in the middle of the reference range, by LOINC code. */
    readonly laboratory?: Readonly<Record<string, number>>;
  };
  /** Body temperature today when it is not normal, Celsius. */
  readonly temperature?: number;
  readonly smoking: 'never' | 'former' | 'current';
  readonly charted: readonly Charted[];
  readonly problems: readonly StoryProblem[];
  readonly prescriptions: readonly Prescription[];
  readonly labs?: readonly LabResult[];
  readonly allergies?: readonly Code[];
  readonly procedures?: readonly (StoryTime & { readonly code: Code })[];
  readonly reports?: readonly (StoryTime & { readonly code: Code; readonly conclusion: string })[];
  /** Relatives' diseases: in the chart, and never the patient's. */
  readonly familyHistory?: readonly { readonly relation: Code; readonly disease: Code }[];
  readonly pregnancyWeeks?: number;
  /** Local-only risks, recorded as a Flag: `peroneal-risk` and the like. */
  readonly riskFlags?: readonly ConditionId[];
}

type ChartedDetail = Omit<Charted, keyof ChartedFinding>;
interface Sided {
  readonly side: ChartedSide;
  readonly value: ChartedValue;
}
const isSided = (value: ChartedValue | Sided): value is Sided =>
  typeof value === 'object' && !Array.isArray(value);

const charted =
  (category: 'exam' | 'survey') =>
  (id: FindingId, value: ChartedValue | Sided, detail: ChartedDetail = {}): Charted => ({
    id,
    category,
    ...(isSided(value) ? value : { value }),
    ...detail,
  });

/** The clinician examined for it. */
export const found = charted('exam');
/** The patient said so. */
export const said = charted('survey');

export const left = (value: ChartedValue): Sided => ({ side: 'left', value });
export const right = (value: ChartedValue): Sided => ({ side: 'right', value });
export const both = (value: ChartedValue): Sided => ({ side: 'both', value });
