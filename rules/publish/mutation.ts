/** How many of a hundred wrong versions of the rules the tests notice at least: `npm run mutation` measures it. */
export const MUTATION_FLOOR = 97;
