/**
 * What the audit log keeps: eight kinds of record, plain JSON, nothing in them that names a patient.
 *
 * People and encounters appear as keyed pseudonyms (`p.<kid>.…`) and, sealed for the role that may
 * re-identify, as one JWE (`sealed`). Clinical values appear only inside keyed digests. A field that a
 * caller could fill with free text is either checked against a closed list, digested, or sealed.
 *
 * A member that is undefined is left out of what is stored. So each kind is written as one literal that spreads
 * nothing, and a member that its type does not have fails to compile.
 */
import type { Hook, Urgency } from '../../rules/engine/types.ts';
import type { BodySignature } from './process-key.ts';

/** `p.<kid>.<160 bits>`: a keyed hash; equal for equal subjects of one client under one key. */
export type Pseudonym = string;
/** `d.<kid>.<160 bits>`: a keyed hash of content, to compare without keeping it. */
export type Digest = string;
/** A compact JWE that its writer cannot open. */
export type SealedText = string;

/** Who asked, as proven by the token; `id` is `-` when nobody was authenticated. */
export interface ClientStamp {
  readonly id: string;
  readonly iss?: string | undefined;
  readonly jti?: string | undefined;
  /** Key that signed the token. */
  readonly kid?: string | undefined;
}

/** The stamp of a caller that was not authenticated. */
export const nobody: ClientStamp = { id: '-' };

/** Where the data behind one prefetch key came from. */
export interface DataLine {
  readonly key: string;
  readonly source: 'prefetch' | 'fetched' | 'none' | 'failed' | 'absent';
  /** How many resources were read. */
  readonly n?: number | undefined;
  /** True when there was more than was read. */
  readonly incomplete?: boolean | undefined;
  /** How many Bundles were read, when more than one. */
  readonly pages?: number | undefined;
  /** How many the server said there are, when it is not `n`. */
  readonly total?: number | undefined;
  /** How much of it the token covers, of a key that was asked for: `none`, `useless`, `part`, `unknown`, `whole`. */
  readonly grant?: string | undefined;
  /** Codes of what could not be looked at, of the table in rules/evidence. */
  readonly holes?: readonly string[] | undefined;
  /** Milliseconds and HTTP status of the fetch. */
  readonly ms?: number | undefined;
  readonly status?: number | undefined;
  /** Keyed digest of the resources read. */
  readonly digest?: Digest | undefined;
}

/** A recommendation or red flag that fired, and what became of it. */
export interface RuleLine {
  readonly id: string;
  readonly version: string;
  /** Keyed digest of the evidence it fired on. */
  readonly evidence: Digest;
  /** Number of the card that shows it (1…). */
  readonly card?: number | undefined;
  /** Why it was not shown, and until when. */
  readonly withheld?: { readonly reason: string; readonly until?: string } | undefined;
}

export interface CardLine {
  /** Place in the answer, from 1; in v 1 also the last byte of its uuid. */
  readonly n: number;
  /** In v 1 absent: it was the call's id with `n` as its last byte. */
  readonly uuid?: string | undefined;
  readonly indicator: 'info' | 'warning' | 'critical';
  readonly rules: readonly string[];
  readonly suggestions: readonly string[];
  /** Keyed digest of the card as sent. */
  readonly digest: Digest;
}

interface CommonFields {
  /** 2 of a call, and of feedback on its cards, whose ids begin with their subject: see `call-ids.ts`. */
  readonly v: 1 | 2;
  /** UUIDv8 of a call (last byte 00); a random id for what answers no hook. */
  readonly callId: string;
  readonly client: ClientStamp;
  /** ISO instant, UTC, milliseconds: when the request arrived. */
  readonly at: string;
  /** Gateway's id of the request. */
  readonly requestId?: string | undefined;
  /** Code release that wrote it. */
  readonly release?: string | undefined;
}

/** One hook call that was answered with cards (perhaps none). */
export interface CallRecord extends CommonFields {
  readonly kind: 'call';
  readonly service: string;
  readonly hook: Hook;
  /** As sent if it is a UUID, else its keyed digest. */
  readonly hookInstance: string;
  readonly patient: Pseudonym;
  readonly user: Pseudonym;
  readonly userType?: string | undefined;
  readonly encounter?: Pseudonym | undefined;
  /** Absent when the key service did not answer: flag `people.not-sealed`. */
  readonly sealed?: SealedText | undefined;
  /** Registered base of the client's FHIR server, when the call named it. */
  readonly fhirServer?: string | undefined;
  /** Keyed digest of everything the rules were given. */
  readonly input: Digest;
  readonly knowledgeVersion: string;
  /** The urgency that was evaluated, also where the policy hides it. */
  readonly urgency: Urgency;
  /** What the operator had switched off or in shadow for this call, `rule:REC-25=off`; absent before there was a policy. */
  readonly policy?: { readonly version: number; readonly rulings: readonly string[] } | undefined;
  readonly data: readonly DataLine[];
  /** Recommendations that fired, each once a card. */
  readonly rules: readonly RuleLine[];
  /** Red flags that were raised, each with the card that says it; without those that are off. Absent in older rows. */
  readonly redFlags?: readonly RuleLine[] | undefined;
  readonly cards: readonly CardLine[];
  /** A card of it links to the app, which reports. */
  readonly appLinked?: true | undefined;
  /** Finding ids that were not documented. */
  readonly missing: readonly string[];
  /** Prefetch keys of checks that could not run. */
  readonly notChecked: readonly string[];
  /** What could not be looked at, by gathering or extraction: `unit-not-read observations`. Absent in older rows. */
  readonly holes?: readonly string[] | undefined;
  /**
   * Ids without values, encrypted (keys/found.ts): findings understood, conditions, drug classes, sides, why records
   * were left out. Absent in older rows, and when the key service did not answer.
   */
  readonly found?: string | undefined;
  /** Version of the client's code map, where it has one. */
  readonly codeMap?: string | undefined;
  readonly unmappedCodes: number;
  /** How the service was degraded: closed list, see `flags.ts`. */
  readonly flags: readonly string[];
  readonly status: 200;
  /** Milliseconds from arrival to the record being built. */
  readonly ms: number;
  /** Present when long lists were cut to keep the row small: how many entries there were. */
  readonly truncated?: Readonly<Record<string, number>> | undefined;
}

/** A request that was refused. The reason is for the audit log; the caller may have been told less. */
export interface RefusalRecord extends CommonFields {
  readonly kind: 'refusal';
  readonly service?: string | undefined;
  readonly hookInstance?: string | undefined;
  readonly patient?: Pseudonym | undefined;
  readonly user?: Pseudonym | undefined;
  readonly sealed?: SealedText | undefined;
  readonly status: number;
  /** Machine code, for instance `jwt.replay` or `data.missing`. */
  readonly reason: string;
  /** Prefetch keys or request fields it is about; names only, never values. */
  readonly fields: readonly string[];
  /** The call whose answer was withheld, for a refusal after evaluation. */
  readonly about?: string | undefined;
  /** How many more like it were counted but not recorded one by one. */
  readonly more?: number | undefined;
  readonly flags: readonly string[];
  readonly ms: number;
}

/** What the clinician did with one card. */
export interface FeedbackRecord extends CommonFields {
  readonly kind: 'feedback';
  /** The last call that showed the card when the clinician decided; the card's uuid when none was on record. */
  readonly callId: string;
  readonly service: string;
  /** Card uuid as sent if we could have issued it, else its keyed digest. */
  readonly card: string;
  readonly outcome: 'accepted' | 'overridden';
  /** ISO instant, UTC: when the clinician decided. */
  readonly decidedAt: string;
  readonly accepted: readonly { readonly id: string; readonly known: boolean }[];
  readonly reason?:
    | {
        /** One of our override reasons, else `other`. */
        readonly code: string;
        /** Keyed digest of a code that is not ours, so that equal ones can be counted. */
        readonly digest?: Digest | undefined;
      }
    | undefined;
  /** The clinician's words, and a foreign reason's code and text. */
  readonly sealed?: SealedText | undefined;
  /** Keyed digest of the comment, when there is one. */
  readonly commentDigest?: Digest | undefined;
  /** Whether the card was on record when the feedback came. */
  readonly matched: 'card' | 'call' | 'none';
  /** Rules behind the card, when it was on record. */
  readonly rules: readonly { readonly id: string; readonly version: string }[];
}

/** What the app said of itself: that a card's link opened it, and that it saved findings. Once a call each. */
export interface AppStepRecord extends CommonFields {
  readonly kind: 'app-step';
  /** The call whose answer had the link. */
  readonly callId: string;
  readonly step: 'opened' | 'saved';
}

/** Somebody read the audit log. */
export interface ReadRecord extends CommonFields {
  readonly kind: 'read';
  /** Login or role session of the reader. */
  readonly by: string;
  readonly via: 'api' | 'tool';
  readonly question: string;
  /** What was asked for; identifiers as pseudonyms. */
  readonly filter: Readonly<Record<string, string>>;
  /** Ticket or purpose code. */
  readonly purpose?: string | undefined;
}

/** Somebody opened sealed references. Written before anything is shown. */
export interface ReidentificationRecord extends CommonFields {
  readonly kind: 'reidentification';
  readonly by: string;
  readonly via: 'api' | 'tool';
  /** The call that was opened. */
  readonly about: { readonly client: string; readonly callId: string };
  readonly purpose: string;
}

/** Somebody changed what the service does, without a deployment. Written before the change is made. */
export interface ChangeRecord extends CommonFields {
  readonly kind: 'change';
  readonly by: string;
  readonly via: 'tool';
  readonly of: 'policy' | 'client';
  /** Version of the policy, or id of the client. */
  readonly about: string;
  /**
   * What held before and after: rulings as `rule:REC-25=off`; of a client the fields that differ, as `iss=https://…`,
   * keys by thumbprint, words for people not at all.
   */
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** Of a client: SHA-256 of its entry as canonical JSON, hex; absent once it is removed. */
  readonly hash?: string | undefined;
  /** `kid` of each person who signed it. */
  readonly signers?: readonly string[] | undefined;
}

/** Places of a chain that have no record, as its process was killed. Counts in a certified chain alone. */
export interface AcknowledgementRecord extends CommonFields {
  readonly kind: 'acknowledgement';
  readonly by: string;
  readonly via: 'tool';
  readonly reason: 'killed';
  readonly chain: string;
  /** The places, both included. */
  readonly first: number;
  readonly last: number;
  /** The last place of the chain that is on record. */
  readonly end: number;
  /** Hash of the record before the places. */
  readonly before: string;
  /** Hash of what stood at `last`, as the record after it says. */
  readonly hash: string;
  readonly purpose: string;
}

export type AuditRecord =
  | CallRecord
  | RefusalRecord
  | FeedbackRecord
  | AppStepRecord
  | ReadRecord
  | ReidentificationRecord
  | ChangeRecord
  | AcknowledgementRecord;

/** A record's place in its process's chain; `hash` covers the record and its place. */
export interface ChainLink {
  readonly chain: string;
  /** 0, 1, 2, … */
  readonly seq: number;
  /** Hash of the record before it; 64 zeros for the first. */
  readonly prev: string;
}

/** A record as stored: `hash` = SHA-256(0x00 ‖ canonical JSON of link, record and signature), hex. */
export interface AuditEntry<R extends AuditRecord = AuditRecord> {
  readonly record: R;
  readonly link: ChainLink;
  readonly hash: string;
  /** By the process that wrote it; absent from before processes signed. */
  readonly signed?: BodySignature;
}
