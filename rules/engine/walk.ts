/** What a criterion is made of. Every walk over criteria goes by these, so that a new operator is told once. */
import type { FindingId } from '../findings/index.ts';
import type { Criterion } from './criterion.ts';

/** The parts of a node, in order. A term is a leaf to its readers: its definition stands elsewhere. */
export const partsOf = (criterion: Criterion): readonly Criterion[] => {
  switch (criterion.op) {
    case 'all':
    case 'any':
    case 'either':
    case 'atLeast':
      return criterion.of;
    case 'not':
    case 'unlessKnown':
    case 'notOlder':
    case 'eitherLeg':
    case 'bothLegs':
    case 'symmetric':
    case 'bilateral':
    case 'unilateral':
    case 'term':
      return [criterion.of];
    default:
      return [];
  }
};

/** Every node of a criterion, itself included. */
export const nodesOf = (criterion: Criterion): Criterion[] => [
  criterion,
  ...partsOf(criterion).flatMap(nodesOf),
];

/** The findings that a leaf reads. */
export const findingsOf = (criterion: Criterion): readonly FindingId[] => {
  switch (criterion.op) {
    case 'present':
    case 'grade':
    case 'is':
    case 'has':
    case 'reaches':
    case 'recorded':
      return [criterion.finding];
    case 'confined':
      return criterion.findings;
    default:
      return [];
  }
};

/** What else a leaf is about: a condition, a drug class, a flag, a diagnosis, a fact of the patient. */
export const aboutOf = (criterion: Criterion): string | undefined => {
  switch (criterion.op) {
    case 'condition':
    case 'onThisLeg':
    case 'occurred':
    case 'flag':
    case 'dx':
      return criterion.id;
    case 'medication':
      return criterion.drug;
    case 'patient':
      return criterion.of;
    case 'pregnant':
      return 'pregnant';
    default:
      return undefined;
  }
};

/** Nodes whose parts are read on other legs than the one in scope, too. */
export const OPENS_LEGS: ReadonlySet<Criterion['op']> = new Set([
  'eitherLeg',
  'bothLegs',
  'symmetric',
  'bilateral',
  'unilateral',
]);
