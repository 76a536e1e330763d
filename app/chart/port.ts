/**
 * What the app needs of a chart, wherever it is launched: the patient's resources, the visit that findings are
 * recorded in, and a place to save them. One implementation over any FHIR access (`fhir-chart.ts`); the sandbox
 * and SMART App Launch differ in the access alone.
 */
import type { Bundle, FhirResource, Patient, Reference } from 'fhir/r4';

/** Who records, about whom, and at which encounter. */
export interface Visit {
  readonly patientId: string;
  readonly author: Reference;
  /** Absent where the launch names none. */
  readonly encounter?: Reference;
}

export interface OpenedChart {
  readonly visit: Visit;
  readonly patient: Patient;
  /** Of all types that the service asks for, without the patient. */
  readonly resources: readonly FhirResource[];
  /** Prefetch keys that the server refused: the preview says that it did not see them. */
  readonly unread: readonly string[];
}

export interface ChartPort {
  /** Base of the FHIR server: with the id of the patient it says whose chart it is. */
  readonly base: string;
  /** Signs in again in this tab, where there is a session that ends. */
  readonly signIn?: () => void;
  open(): Promise<OpenedChart>;
  /** A transaction: all of it is saved, or nothing. Rejects with `NotSaved`. */
  save(bundle: Bundle): Promise<void>;
}

/** Requests to one FHIR server, with whatever authorization the launch has. */
export interface FhirAccess {
  readonly base: string;
  /**
   * @param path relative to the base, or the absolute address of a `next` link
   * @throws NotAnswered
   */
  read(path: string): Promise<FhirResource>;
  /** @throws NotAnswered */
  transact(bundle: Bundle): Promise<Bundle>;
}

/** The server did not do what was asked. The message is a sentence for the clinician. */
export class NotAnswered extends Error {
  override readonly name = 'NotAnswered';
  /** 0: no answer came, so nobody knows what the server did. */
  readonly status: number;

  constructor(message: string, status: number) {
    super(message);
    this.status = status;
  }
}

/** Nothing of the form is lost. The message says what to do. */
export class NotSaved extends Error {
  override readonly name = 'NotSaved';
}

/** Whether only a new sign-in helps. */
export const hasSessionEnded = (error: unknown): boolean =>
  error instanceof NotAnswered
    ? error.status === 401
    : error instanceof NotSaved && hasSessionEnded(error.cause);
