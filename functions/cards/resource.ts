/**
 * A suggestion draft as an R4 resource: a proposal in draft about the patient in context, and nothing a
 * server should decide. `authoredOn` is the instant of the hook; there is no requester, since it is the
 * clinician who will be one.
 */
import type {
  CodeableConcept,
  Coding,
  CommunicationRequest,
  Condition,
  Reference,
  ServiceRequest,
  Task,
} from 'fhir/r4';
import { BASE, codeSystems, LATERALITY } from '../../rules/codes/code-system.ts';
import { type EmittedCode, emittedDisplay } from '../../rules/codes/emitted-codes.ts';
import { INTAKE } from '../../rules/extract/questionnaire-response.ts';
import {
  type AdviceDraft,
  type OrderDraft,
  type ProblemDraft,
  snomed,
  type TaskDraft,
} from '../../rules/management/suggestion.ts';
import type { Said } from '../../rules/management/wording/say.ts';
import { plain } from './text.ts';

export interface ResourceContext {
  readonly patientId: string;
  readonly encounterId?: string;
  /** ISO instant of the hook. */
  readonly now: string;
  /** D20: the client may be sent CPT codes. */
  readonly cpt: boolean;
  /** The drafts of the hook's context, by `Type/id`. */
  readonly drafts: ReadonlyMap<string, object>;
}

/** Verified codes as FHIR codings. CPT only for a licensed client, and then without a descriptor (D20). */
export const codings = (codes: readonly EmittedCode[], cpt: boolean): Coding[] =>
  codes
    .filter(({ system }) => cpt || system !== 'cpt')
    .map((ref) => ({
      system: codeSystems[ref.system],
      code: ref.code,
      ...(ref.system !== 'cpt' && { display: emittedDisplay(ref) }),
    }));

const LR_TASK = `${BASE}/CodeSystem/lr-task`;
const HL7 = 'http://terminology.hl7.org/CodeSystem';

const taskNames: Readonly<Record<TaskDraft['task'], string>> = {
  'perform-exam': 'Perform examination',
  'complete-history': 'Complete history',
  'review-conflict': 'Review stale or conflicting data',
};

const subject = ({ patientId }: ResourceContext) => ({ reference: `Patient/${patientId}` });

/** What is undefined does not go over the wire. A spread inside a literal would take twice as long to make. */
const visit = ({ encounterId }: ResourceContext): Reference | undefined =>
  encounterId === undefined ? undefined : { reference: `Encounter/${encounterId}` };

const concept = (refs: readonly EmittedCode[], said: Said, { cpt }: ResourceContext): CodeableConcept => {
  const coding = codings(refs, cpt);
  return { coding: coding.length > 0 ? coding : undefined, text: plain(said) };
};

const laterality = { left: snomed('7771000'), right: snomed('24028007') } as const;

/** With the side as in our own encoding of findings. */
const legOf = (side: 'left' | 'right'): CodeableConcept => ({
  extension: [{ url: LATERALITY, valueCodeableConcept: { coding: codings([laterality[side]], false) } }],
  coding: codings([snomed('61685007')], false),
  text: `${side} leg`,
});

const serviceRequest = (draft: OrderDraft, context: ResourceContext): ServiceRequest => ({
  resourceType: 'ServiceRequest',
  status: 'draft',
  intent: 'proposal',
  priority: draft.priority,
  code: concept(draft.codes, draft.description, context),
  subject: subject(context),
  encounter: visit(context),
  authoredOn: context.now,
  reasonCode: draft.reason && [concept(draft.reason.codes, draft.reason.said, context)],
  bodySite: draft.side && [legOf(draft.side)],
});

const taskResource = (draft: TaskDraft, context: ResourceContext): Task => ({
  resourceType: 'Task',
  status: 'requested',
  intent: 'proposal',
  priority: 'routine',
  code: {
    coding: [{ system: LR_TASK, code: draft.task, display: taskNames[draft.task] }],
    text: plain(draft.description),
  },
  description: plain(draft.description),
  for: subject(context),
  encounter: visit(context),
  authoredOn: context.now,
  input: draft.form && [{ type: { text: 'Questionnaire' }, valueCanonical: INTAKE }],
});

const communicationRequest = (draft: AdviceDraft, context: ResourceContext): CommunicationRequest => ({
  resourceType: 'CommunicationRequest',
  status: 'draft',
  category: [
    {
      coding: [{ system: `${HL7}/communication-category`, code: 'instruction', display: 'Instruction' }],
    },
  ],
  priority: 'routine',
  subject: subject(context),
  encounter: visit(context),
  recipient: [subject(context)],
  payload: [{ contentString: plain(draft.text) }],
  authoredOn: context.now,
});

const condition = (draft: ProblemDraft, context: ResourceContext): Condition => ({
  resourceType: 'Condition',
  clinicalStatus: { coding: [{ system: `${HL7}/condition-clinical`, code: 'active', display: 'Active' }] },
  verificationStatus: {
    coding: [{ system: `${HL7}/condition-ver-status`, code: 'provisional', display: 'Provisional' }],
  },
  category: [
    {
      coding: [
        { system: `${HL7}/condition-category`, code: 'problem-list-item', display: 'Problem List Item' },
      ],
    },
  ],
  code: concept(draft.codes, draft.description, context),
  subject: subject(context),
  encounter: visit(context),
});

/** A removal makes no resource: it names the clinician's own draft. */
export const resource = (
  draft: OrderDraft | TaskDraft | AdviceDraft | ProblemDraft,
  context: ResourceContext,
): ServiceRequest | Task | CommunicationRequest | Condition => {
  switch (draft.kind) {
    case 'order':
      return serviceRequest(draft, context);
    case 'task':
      return taskResource(draft, context);
    case 'advice':
      return communicationRequest(draft, context);
    case 'problem':
      return condition(draft, context);
  }
};
