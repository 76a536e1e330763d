/** The pure core as one value, so that a handler can be handed another one in a test. */
import { extract } from '../../rules/extract/index.ts';
import { evaluate } from '../../rules/index.ts';
import { composeCards } from '../cards/index.ts';

export const knowledge = { extract, evaluate, composeCards } as const;

export type Knowledge = typeof knowledge;
