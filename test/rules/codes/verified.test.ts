import { describe, expect, test } from 'vitest';
import { type CodeRef, codeSystems } from '../../../rules/codes/code-system.ts';
import { emittedCodes } from '../../../rules/codes/emitted-codes.ts';
import { codesRead, familiesRead, wellFormed } from '../../../rules/codes/index.ts';
import products from '../../../rules/codes/rxnorm-products.json' with { type: 'json' };
import verified from '../../../rules/codes/verified.json' with { type: 'json' };
import { allImports } from '../../support/imports.ts';

const uri = ({ system, code }: CodeRef) => `${codeSystems[system]}|${code}`;
const ours = new Set<CodeRef['system']>(['finding', 'value', 'yes-no', 'expanded-yes-no']);
const read = codesRead().filter(({ system }) => !ours.has(system));
const emitted = Object.entries(emittedCodes).flatMap(([system, codes]) =>
  Object.entries(codes).map(([code, display]) => ({ system: system as CodeRef['system'], code, display })),
);
const shortName = new Map(Object.entries(codeSystems).map(([name, system]) => [system as string, name]));
const table = new Map(verified.codes.map((row) => [`${row.system}|${row.code}`, row]));
const productCodes = new Set(products.products.map(({ code }) => `${codeSystems.rxnorm}|${code}`));
const inFamily = ({ system, code }: CodeRef) =>
  system === 'icd-10-cm' && verified.families.some(({ prefix }) => code.startsWith(prefix));

describe('the table of verified codes', () => {
  test('has each code once', () => {
    expect(table.size).toBe(verified.codes.length);
  });

  test('has the codes of the specification and the few verified since', () => {
    expect(verified.codes.length).toBeGreaterThanOrEqual(563);
  });

  test('gives every code a system we know, a display, a use, a confidence and a source', () => {
    const bare = verified.codes.filter(
      ({ system, display, use, confidence, sources }) =>
        !(
          shortName.has(system) &&
          display &&
          use &&
          ['high', 'medium'].includes(confidence) &&
          sources.length > 0 &&
          sources.every((at) => verified.sources[at])
        ),
    );
    expect(bare).toEqual([]);
  });

  test('has no code whose digits are wrong', () => {
    const malformed = verified.codes.filter(
      ({ system, code }) => !wellFormed(shortName.get(system) as CodeRef['system'], code),
    );
    expect(malformed).toEqual([]);
  });

  test('carries no AMA descriptor: every CPT display is our own short wording', () => {
    const cpt = verified.codes.filter(({ system }) => system === codeSystems.cpt);
    expect(cpt.length).toBeGreaterThan(0);
    expect(cpt.filter(({ display }) => display.length > 60)).toEqual([]);
  });

  test('names the members of every family', () => {
    expect(
      verified.families.filter(
        ({ members, example, prefix }) => !(members > 0 && example.startsWith(prefix)),
      ),
    ).toEqual([]);
  });
});

describe('every code that is read', () => {
  test('is verified, or belongs to a verified family, or is a harvested product', () => {
    const stray = read.filter(
      (code) => !(table.has(uri(code)) || inFamily(code) || productCodes.has(uri(code))),
    );
    expect(stray).toEqual([]);
  });

  test('has the right digits', () => {
    expect(codesRead().filter(({ system, code }) => !wellFormed(system, code))).toEqual([]);
  });

  test('and every family is a verified one', () => {
    const known = new Set(verified.families.map(({ prefix }) => prefix));
    expect(familiesRead().filter((prefix) => !known.has(prefix))).toEqual([]);
  });

  test.each(['M51.36', 'G35', '271594007', '89356000', '183524004', '241646009', '399107008'])(
    '%s, which the specification rejects, is no exact entry',
    (code) => {
      expect(read.map((row) => row.code)).not.toContain(code);
    },
  );
});

describe('every code that is emitted', () => {
  test('is verified, with its own display', () => {
    const wrong = emitted.filter((row) => table.get(uri(row))?.display !== row.display);
    expect(wrong).toEqual([]);
  });

  test('is no ICD-10-CM header that cannot be billed', () => {
    expect(emitted.filter(({ code }) => ['M51.36', 'M51.37', 'G35'].includes(code))).toEqual([]);
  });
});

test('the tables of provenance are not loaded at run time', () => {
  const loaders = allImports().filter(
    ({ file, target }) => /rules\/codes\/.*\.json$/.test(target) && !/^(?:test|tools)\//.test(file),
  );
  expect(loaders).toEqual([]);
});
