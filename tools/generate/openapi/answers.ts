/**
 * What the service answers, as schemas. A test of types holds that they allow whatever the types of the wire allow,
 * but for what is inside a FHIR resource and what `extension` of an answer has beside the assessment.
 */
import * as v from 'valibot';
import { feedbackLimits } from '../../../functions/audit/feedback/parse-feedback.ts';

const text = v.pipe(v.string(), v.minLength(1));
const texts = v.array(v.string());
const extension = v.pipe(v.record(v.string(), v.unknown()), v.description('Keys are reverse-DNS names.'));
export const resource = v.pipe(
  v.looseObject({ resourceType: text, id: v.optional(v.string()) }),
  v.description('A FHIR R4 resource.'),
);

const coding = v.object({ code: text, system: text, display: v.optional(text) });

const action = v.variant('type', [
  v.object({ type: v.picklist(['create', 'update']), description: text, resource }),
  v.object({
    type: v.literal('delete'),
    description: text,
    resourceId: v.optional(v.pipe(text, v.description('Type/id'))),
    resource: v.optional(v.pipe(text, v.description('Type/id, for a CDS Hooks 1.0 client.'))),
  }),
]);

const suggestion = v.object({
  label: text,
  uuid: v.optional(text),
  isRecommended: v.optional(v.boolean()),
  actions: v.optional(v.pipe(v.array(action), v.minLength(1))),
});

const link = v.object({
  label: text,
  url: text,
  type: v.picklist(['absolute', 'smart']),
  appContext: v.optional(text),
  autolaunchable: v.optional(v.boolean()),
});

const card = v.object({
  uuid: v.optional(v.pipe(text, v.description('Absent for a CDS Hooks 1.0 client alone.'))),
  summary: v.pipe(text, v.maxLength(139)),
  detail: v.optional(
    v.pipe(text, v.description('GitHub Flavored Markdown without HTML, or plain text by profile.')),
  ),
  indicator: v.picklist(['info', 'warning', 'critical']),
  source: v.object({
    label: text,
    url: v.optional(text),
    icon: v.optional(text),
    topic: v.optional(coding),
  }),
  suggestions: v.optional(v.pipe(v.array(suggestion), v.minLength(1))),
  selectionBehavior: v.optional(v.picklist(['at-most-one', 'any'])),
  overrideReasons: v.optional(v.array(v.object({ ...coding.entries, display: text }))),
  links: v.optional(v.pipe(v.array(link), v.minLength(1))),
  extension: v.optional(extension),
});

const urgency = v.picklist(['none', 'routine', 'soon', 'urgent', 'emergent']);
const leg = v.picklist(['left', 'right', 'unspecified']);
const root = v.object({
  root: v.object({
    result: text,
    confidence: v.picklist(['high', 'moderate', 'low', 'discordant', 'none']),
    scores: v.object({ L2: v.number(), L3: v.number(), L4: v.number(), L5: v.number(), S1: v.number() }),
  }),
});

export const assessment = v.pipe(
  v.object({
    knowledgeVersion: text,
    urgency,
    redFlags: v.array(
      v.object({ id: text, urgency: v.picklist(['soon', 'urgent', 'emergent']), because: texts }),
    ),
    sides: v.object({ left: v.optional(root), right: v.optional(root), unspecified: v.optional(root) }),
    differential: v.array(
      v.object({
        condition: text,
        category: v.picklist(['likely', 'possible', 'less-likely', 'insufficient']),
        side: leg,
        score: v.pipe(v.number(), v.description('Orders the list; no probability.')),
        for: texts,
        against: texts,
        unknown: texts,
      }),
    ),
    nextBest: v.optional(v.object({ finding: text, for: text })),
    recommendations: v.array(
      v.object({
        id: text,
        cardUuid: v.optional(text),
        withheld: v.optional(v.object({ reason: text, until: v.optional(text) })),
      }),
    ),
    missing: texts,
    notChecked: v.array(v.object({ key: text, code: v.optional(text), why: text, about: v.optional(texts) })),
    stale: texts,
    conflicts: texts,
    notes: texts,
  }),
  v.description('The answer as data, beside the cards. Every list is there, if empty.'),
);

export const answer = v.object({
  cards: v.pipe(
    v.array(card),
    v.description('The most urgent first. Empty: nothing recorded calls for advice.'),
  ),
  systemActions: v.optional(v.pipe(v.array(action), v.minLength(1))),
  extension: v.optional(v.looseObject({ 'org.radix-cds.assessment': v.optional(assessment) })),
});

export const discovery = v.object({
  services: v.array(
    v.object({
      hook: text,
      title: text,
      description: text,
      id: text,
      prefetch: v.record(v.string(), text),
      usageRequirements: text,
      version: text,
      hookVersion: v.optional(text),
      extension: v.optional(extension),
    }),
  ),
});

export const operationOutcome = v.object({
  resourceType: v.literal('OperationOutcome'),
  issue: v.pipe(
    v.array(
      v.object({
        severity: v.literal('error'),
        code: text,
        details: v.optional(
          v.object({ text: v.pipe(text, v.description('What is wrong and what to send instead.')) }),
        ),
        expression: v.optional(v.pipe(texts, v.description('The field.'))),
        diagnostics: v.optional(v.pipe(text, v.description('For support.'))),
      }),
    ),
    v.minLength(1),
  ),
});

const id = v.pipe(text, v.maxLength(feedbackLimits.idCharacters));
const given = {
  card: v.pipe(id, v.description('uuid of the card.')),
  outcomeTimestamp: v.pipe(
    v.string(),
    v.regex(/^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:[Zz]|[+-]\d{2}:\d{2})$/),
    v.description('An instant with its zone.'),
  ),
};

/** Standard form. The parser reads what EHRs send besides, so it stays by hand: `functions/audit/feedback`. */
export const feedback = v.object({
  feedback: v.pipe(
    v.array(
      v.variant('outcome', [
        v.object({
          ...given,
          outcome: v.literal('accepted'),
          acceptedSuggestions: v.pipe(
            v.array(v.object({ id })),
            v.minLength(1),
            v.maxLength(feedbackLimits.suggestions),
          ),
        }),
        v.object({
          ...given,
          outcome: v.literal('overridden'),
          overrideReason: v.optional(
            v.object({
              reason: v.optional(v.object({ code: id, system: v.optional(id), display: v.optional(id) })),
              userComment: v.optional(v.pipe(v.string(), v.maxLength(feedbackLimits.commentBytes))),
            }),
          ),
        }),
      ]),
    ),
    v.maxLength(feedbackLimits.items),
  ),
});

export const receipt = v.object({
  accepted: v.number(),
  rejected: v.optional(v.array(v.object({ index: v.number(), reasons: texts }))),
});
