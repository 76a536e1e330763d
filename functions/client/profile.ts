/**
 * What one client can show and do. Requests of all versions are accepted alike; the profile shapes
 * answers. Leaf module: it is imported by the cards, the registry and the handlers.
 */
import type { SelectionBehavior } from '../cds-hooks/wire.ts';

export interface ClientProfile {
  /** `1.0`: no uuid, topic, override reasons, isRecommended, systemActions; `delete` names the id in `resource`. */
  readonly specVersion: '1.0' | '2.0';
  /** What the client can offer when a card has several suggestions. Epic: `any` alone; 1.0: `at-most-one` alone. */
  readonly selectionBehaviors: readonly SelectionBehavior[];
  /** Epic: 1. A suggestion of more actions becomes several suggestions, or text when that would change its meaning. */
  readonly maxActionsPerSuggestion: number;
  /** It applies an `update` to a draft that is being signed. Epic creates and deletes alone: the card says it in words. */
  readonly updatesDrafts: boolean;
  /** How many cards besides the critical ones, which are never held back. */
  readonly maxCards: number;
  /** Hosts whose links the client keeps; absent = every host on our own allow-list. */
  readonly linkHosts?: readonly string[];
  /** The SMART app's launch URL as this EHR has it registered; absent = no card links to the app. */
  readonly smart?: { readonly launchUrl: string };
  /** `narrative`: the legs are examined in notes, so that a missing examination is a line and never a card. */
  readonly examination: 'coded' | 'narrative';
  /** It hands `appContext` on to the app. Without it a card has one link, and the app opens on its first view. */
  readonly appContext: boolean;
  /** D14. */
  readonly systemActions: boolean;
  /** `extension["org.radix-cds.assessment"]` in each answer. */
  readonly assessmentExtension: boolean;
  /** `detail` as plain text, for an EHR that shows markdown raw. */
  readonly plainText: boolean;
  /** D20: the client is licensed for CPT, so CPT codes may be emitted. */
  readonly cpt: boolean;
  /** 503 instead of an answer that could not be audited in the table (D7), or whose replay check could not be made. */
  readonly strictAudit: boolean;
}

export const standardProfile: ClientProfile = {
  specVersion: '2.0',
  selectionBehaviors: ['at-most-one', 'any'],
  maxActionsPerSuggestion: 10,
  updatesDrafts: true,
  maxCards: 3,
  examination: 'coded',
  appContext: true,
  systemActions: false,
  assessmentExtension: true,
  plainText: false,
  cpt: false,
  strictAudit: false,
};

/** Where a client of that make differs from the standard; single fields of the registry win over these. */
export const profilePresets = {
  standard: {},
  'cds-hooks-1.0': { specVersion: '1.0', selectionBehaviors: ['at-most-one'] },
  /** Epic on FHIR, "CDS Hooks": one action a suggestion, `any` alone. */
  epic: { selectionBehaviors: ['any'], maxActionsPerSuggestion: 1, updatesDrafts: false },
  /** Oracle Health, Millennium CDS Hooks (beta): 1.0 answers, panel an eighth of the screen wide. */
  'oracle-health': {
    specVersion: '1.0',
    selectionBehaviors: ['at-most-one'],
    appContext: false,
    plainText: true,
  },
} as const satisfies Readonly<Record<string, Partial<ClientProfile>>>;

export type ProfilePreset = keyof typeof profilePresets;
