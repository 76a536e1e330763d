/** What goes into the extraction of a chart and what comes out. */
import type { CodeMap } from '../codes/index.ts';
import type { EngineInput, Fact, Hook } from '../engine/types.ts';
import type { Hole } from '../evidence/hole.ts';
import type { LeftOut } from './left-out.ts';
import type { Lookup } from './sent.ts';

export interface ChartInput {
  /** ISO instant of the hook. */
  readonly now: string;
  /** Bare logical id of `context.patientId`. */
  readonly patientId: string;
  /** Bases of the FHIR servers that `patientId` is of: an absolute reference to any other is not to this patient. */
  readonly bases?: readonly string[];
  readonly hook: Hook;
  /** FHIR R4 resources of any type, bundles already flattened. Shape is checked here as it is read. */
  readonly resources: readonly unknown[];
  /** Resources of `context.draftOrders`. */
  readonly draftOrders?: readonly unknown[];
  /** `context.selections` of order-select: only these drafts count. */
  readonly selections?: readonly string[];
  /** Resources of `context.conditions` of problem-list-item-create. */
  readonly problem?: readonly unknown[];
  /** What gathering could not look at. */
  readonly holes?: readonly Hole[];
  /** What the site's own codes mean. */
  readonly codeMap?: CodeMap;
}

/** Where a fact, a condition or an order was recorded, as a clinician would name it. */
export interface FactSource {
  readonly resourceType: string;
  readonly by: Fact['src'];
  /** FHIR date as recorded: a year, a month, a day or an instant. */
  readonly date?: string;
  readonly status: string;
}

/** For the audit record and the service's metrics; no clinical content. */
export interface Counts {
  readonly resources: number;
  readonly facts: number;
  readonly leftOut: number;
  /** Resources that said the same as another one already counted. */
  readonly duplicates: number;
  /** Draft orders whose code we do not know: no card can be about them. */
  readonly unmappedOrders: number;
  /** Resources of another patient; a prefetch that holds one is refused as a whole. */
  readonly anotherPatient: number;
}

export interface Extraction {
  readonly input: EngineInput;
  /** Where each fact and detail was recorded, by its `ref`. */
  readonly sources: Lookup<FactSource>;
  readonly leftOut: readonly LeftOut[];
  /** What could not be looked at, by gathering or here; the same as in `input`. */
  readonly holes: readonly Hole[];
  /** Resources without a code that we know (N14). */
  readonly unmappedCodes: number;
  readonly counts: Counts;
}
