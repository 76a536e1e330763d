/**
 * The language in which triggers are written: plain data, so that one literal is evaluated
 * (`truth-table.ts`), explained (`explain.ts`), printed for review (`describe.ts`) and exported.
 *
 * Three truths. A leaf is true when the record establishes it, false when the record establishes the
 * contrary, and null when nobody documented it. `all`, `any`, `atLeast` and `not` follow Kleene. A rule
 * fires when its `when` is true and its `unless` is not true.
 *
 * Legs. A leaf on a sided finding (`findings[id].sided`) reads the leg in scope. `eitherLeg` and
 * `bothLegs` open a scope; `bilateral`, `unilateral` and `symmetric` compare the leg with the other; scored
 * tables and localisation are already inside one. Outside every scope a sided finding reads as not
 * documented, and a test rejects such a rule.
 *
 *   fires when   all(present('foot-drop'), not(present('low-back-pain')))
 *   a grade      grade('mrc-ankle-dorsiflexion', '<=', severeWeakness)   temperature: grade('temp-c', '>=', feverFrom)
 *   a word       is('reflex-achilles', 'reduced', 'absent')
 *   a set        has('pain-path', 'groin', 'anterior-thigh')   (any of the items)
 *   a path       reaches('pain-path', 'groin')   touches it    confined(['pain-path'], 'buttock')   stays in it
 *   recorded     recorded('slr')                 true when somebody documented it, either way; never null
 *   several ways either(a, b, c)                 true if one is, false if none is and one is documented
 *   doubt        unlessKnown(x)                  false when x is established, else true; never null
 *   history      condition('cancer-history')     true, or not documented: a list never says "absent"
 *   …its age, leg occurred('arterial-occlusion-leg', '<=', days)    onThisLeg('leg-injury-6w')
 *   reassurance  notOlder(is('pulses', 'normal'), 'limb-cold')      recorded no earlier than what it would exclude
 *   drugs        medication('opioid')            active list   ordersDrug('opioid')   draft orders
 *   orders       orders('MRI-L-WO', 'CT-L')
 *   patient      age('>=', fragileAge)  egfr('<', egfrReduced)  gestation('>=', nsaidAvoidWeeks)  pregnant
 *   the record   stale  staleOf('anal-tone-reduced')  conflict  freetextOnly
 *   a term       term('leg symptoms', any(...))     a defined notion: shown by its name
 *   context      context('leg symptoms', any(...))  a term that is required but is no reason
 *   conclusions  flag('RF-MOTOR')  urgency('emergent')  dx('RADIC', 'likely')  root('discordant')
 */
import type {
  BooleanFinding,
  ConditionId,
  FindingId,
  GradedFinding,
  ItemOf,
  MedicationClass,
  NumberFinding,
  OrderType,
  SetFinding,
  ValueOf,
} from '../findings/index.ts';
import type { Threshold } from '../terms/thresholds.ts';
import type { DiagnosisId, RedFlagId } from './ids.ts';
import type { Some } from './rule.ts';
import type { Urgency } from './types.ts';

export type Comparison = '<' | '<=' | '>' | '>=';

/** Findings of which `present` can be asked: booleans, and the symptoms graded none … complete. */
export type PresentFinding = BooleanFinding | 'numbness' | 'tingling';

/** How much a red flag says; the gravest first. */
export const flagUrgencies = ['emergent', 'urgent', 'soon'] as const satisfies readonly Urgency[];
export type FlagUrgency = (typeof flagUrgencies)[number];

export type RootKind = 'any' | 'single' | 'pair' | 'discordant';

export type Criterion =
  | { readonly op: 'present'; readonly finding: PresentFinding }
  | {
      readonly op: 'grade';
      readonly finding: NumberFinding;
      readonly cmp: Comparison;
      readonly bound: Threshold;
    }
  | { readonly op: 'is'; readonly finding: GradedFinding; readonly words: readonly string[] }
  | { readonly op: 'has'; readonly finding: SetFinding; readonly items: readonly string[] }
  | { readonly op: 'reaches'; readonly finding: SetFinding; readonly items: readonly string[] }
  | { readonly op: 'confined'; readonly findings: readonly SetFinding[]; readonly items: readonly string[] }
  | { readonly op: 'recorded'; readonly finding: FindingId }
  | { readonly op: 'condition'; readonly id: ConditionId }
  | { readonly op: 'onThisLeg'; readonly id: ConditionId }
  | { readonly op: 'occurred'; readonly id: ConditionId; readonly cmp: Comparison; readonly bound: Threshold }
  | {
      readonly op: 'notOlder';
      readonly of: Criterion;
      readonly than: readonly FindingId[];
      /** Recorded since the episode began is recent enough, too. */
      readonly orOnset?: true;
    }
  | { readonly op: 'medication'; readonly drug: MedicationClass }
  | { readonly op: 'ordersDrug'; readonly drugs: readonly MedicationClass[]; readonly forPain?: true }
  | { readonly op: 'orders'; readonly types: readonly OrderType[] }
  | {
      readonly op: 'patient';
      readonly of: 'age' | 'egfr' | 'gestation';
      readonly cmp: Comparison;
      readonly bound: Threshold;
    }
  | { readonly op: 'pregnant' }
  | { readonly op: 'freetextOnly' }
  | { readonly op: 'flag'; readonly id: RedFlagId; readonly atLeast: FlagUrgency }
  | { readonly op: 'urgency'; readonly atLeast: FlagUrgency }
  | { readonly op: 'dx'; readonly id: DiagnosisId; readonly atLeast: 'possible' | 'likely' }
  | { readonly op: 'root'; readonly kind: RootKind }
  | { readonly op: 'stale'; readonly findings?: readonly FindingId[] }
  | { readonly op: 'conflict' }
  | { readonly op: 'all' | 'any' | 'either'; readonly of: readonly Criterion[] }
  | { readonly op: 'atLeast'; readonly count: number; readonly of: readonly Criterion[] }
  | {
      readonly op:
        | 'not'
        | 'unlessKnown'
        | 'eitherLeg'
        | 'bothLegs'
        | 'symmetric'
        | 'bilateral'
        | 'unilateral';
      readonly of: Criterion;
    }
  | {
      readonly op: 'term';
      readonly title: string;
      readonly of: Criterion;
      /** Needed for a rule to fire, but not what it fires on. */
      readonly context?: true;
    };

/** The finding is present; for numbness and tingling, at any degree. */
export const present = (finding: PresentFinding): Criterion => ({ op: 'present', finding });

/** A number, grade or score compared with a threshold. */
export const grade = (finding: NumberFinding, cmp: Comparison, bound: Threshold): Criterion => ({
  op: 'grade',
  finding,
  cmp,
  bound,
});

/** The recorded word is one of these. */
export const is = <K extends GradedFinding>(finding: K, ...words: Some<ValueOf<K>>): Criterion => ({
  op: 'is',
  finding,
  words: words as readonly string[],
});

/** At least one of the items is listed; an item nobody mentioned stays unknown (N5). */
export const has = <K extends SetFinding>(finding: K, ...items: Some<ItemOf<K>>): Criterion => ({
  op: 'has',
  finding,
  items: items as readonly string[],
});

/**
 * A described path touches one of these regions: false as soon as a path is described that touches none.
 * A person who shows where the pain runs has shown where it does not (vignettes V12, V15).
 */
export const reaches = <K extends SetFinding>(finding: K, ...items: Some<ItemOf<K>>): Criterion => ({
  op: 'reaches',
  finding,
  items: items as readonly string[],
});

/** Everything described in these sets lies within the items. */
export const confined = <K extends SetFinding>(findings: Some<K>, ...items: Some<ItemOf<K>>): Criterion => ({
  op: 'confined',
  findings,
  items: items as readonly string[],
});

/** Somebody documented it, whichever way. True or false, never null. */
export const recorded = (finding: FindingId): Criterion => ({ op: 'recorded', finding });

/** On the problem list, in the history, or a fact of the patient; never established to be absent. */
export const condition = (id: ConditionId): Criterion => ({ op: 'condition', id });

/** The condition is recorded of the leg in scope, or without a side. */
export const onThisLeg = (id: ConditionId): Criterion => ({ op: 'onThisLeg', id });

/** Days since the condition began, on the leg in scope; not documented where no record says since when. */
export const occurred = (id: ConditionId, cmp: Comparison, bound: Threshold): Criterion => ({
  op: 'occurred',
  id,
  cmp,
  bound,
});

/**
 * What reassures, as long as it was recorded no earlier than the newest of the findings that it would exclude, and
 * not by the patient: pulses felt last month say nothing about a leg that is cold today. True or not documented,
 * never false.
 */
export const notOlder = (of: Criterion, ...than: Some<FindingId>): Criterion => ({
  op: 'notOlder',
  of,
  than,
});

/** `notOlder` in which a record since the episode began counts too. */
export const sinceOnset = (of: Criterion, ...than: Some<FindingId>): Criterion => ({
  op: 'notOlder',
  of,
  than,
  orOnset: true,
});

/** A drug of the class is on the active list. */
export const medication = (drug: MedicationClass): Criterion => ({ op: 'medication', drug });

/** A draft order is for a drug of one of the classes. */
export const ordersDrug = (...drugs: Some<MedicationClass>): Criterion => ({ op: 'ordersDrug', drugs });

/** The same, unless the order's reason says that it is for something else than this pain. */
export const ordersForPain = (drug: MedicationClass): Criterion => ({
  op: 'ordersDrug',
  drugs: [drug],
  forPain: true,
});

/** A draft order is one of these studies or procedures. */
export const orders = (...types: Some<OrderType>): Criterion => ({ op: 'orders', types });

const patient =
  (of: 'age' | 'egfr' | 'gestation') =>
  (cmp: Comparison, bound: Threshold): Criterion => ({
    op: 'patient',
    of,
    cmp,
    bound,
  });

/** Completed years. */
export const age = patient('age');
/** mL/min/1.73 m². */
export const egfr = patient('egfr');
/** Completed weeks. */
export const gestation = patient('gestation');
export const pregnant: Criterion = { op: 'pregnant' };

/** Nothing but narrative observations were found. */
export const freetextOnly: Criterion = { op: 'freetextOnly' };

/** The red flag fired, at least at this level. */
export const flag = (id: RedFlagId, atLeast: FlagUrgency = 'soon'): Criterion => ({
  op: 'flag',
  id,
  atLeast,
});

/** Some red flag fired, at least at this level. */
export const urgency = (atLeast: FlagUrgency): Criterion => ({ op: 'urgency', atLeast });

/** The diagnosis is at least this likely on some leg (inside a leg scope: on that leg). */
export const dx = (id: DiagnosisId, atLeast: 'possible' | 'likely' = 'possible'): Criterion => ({
  op: 'dx',
  id,
  atLeast,
});

/** Some leg has a root result of the kind (inside a leg scope: that leg). */
export const root = (kind: RootKind = 'any'): Criterion => ({ op: 'root', kind });

/** A positive red-flag finding exists only outside its window. */
export const stale: Criterion = { op: 'stale' };
/** The same, of these findings. */
export const staleOf = (...findings: Some<FindingId>): Criterion => ({ op: 'stale', findings });
/** Two results of equal rank contradict each other. */
export const conflict: Criterion = { op: 'conflict' };

export const all = (...of: Some<Criterion>): Criterion => ({ op: 'all', of });
export const any = (...of: Some<Criterion>): Criterion => ({ op: 'any', of });

/** One notion asked in several ways: true if one way is, false if none is and one is documented. */
export const either = (...of: Some<Criterion>): Criterion => ({ op: 'either', of });

export const atLeast = (count: number, ...of: Some<Criterion>): Criterion => ({ op: 'atLeast', count, of });
export const not = (of: Criterion): Criterion => ({ op: 'not', of });

/** Holds unless `of` is established: for doubt that must not silence a rule. True or false, never null. */
export const unlessKnown = (of: Criterion): Criterion => ({ op: 'unlessKnown', of });

/** True on some leg (an unsided safety finding counts for either). */
export const eitherLeg = (of: Criterion): Criterion => ({ op: 'eitherLeg', of });
/** True on the left and on the right, each by its own findings. */
export const bothLegs = (of: Criterion): Criterion => ({ op: 'bothLegs', of });
/**
 * The criterion holds on this leg and on the other. False where one leg is established to be free, unknown where the
 * other was not recorded or nothing has a side.
 */
export const bilateral = (of: Criterion): Criterion => ({ op: 'bilateral', of });
/** On both legs, once both are documented: comparing needs two. */
export const symmetric = (of: Criterion): Criterion => ({ op: 'symmetric', of });
/** On this leg, and not established on the other. */
export const unilateral = (of: Criterion): Criterion => ({ op: 'unilateral', of });

/** A defined notion, shown by its title. */
export const term = (title: string, of: Criterion): Criterion => ({ op: 'term', title, of });

/** A notion that limits where a rule applies. A card does not name it among the reasons. */
export const context = (title: string, of: Criterion): Criterion => ({
  op: 'term',
  title,
  of,
  context: true,
});

/** `of` for each of several findings, for instance every SIJ test. */
export const each = <T>(of: Some<T>, make: (one: T) => Criterion): Some<Criterion> => {
  const [first, ...rest] = of;
  return [make(first), ...rest.map(make)];
};
