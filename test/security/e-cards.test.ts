/** docs/conformance.md Security E: hostile text from the chart, judged by three renderers of markdown and an HTML parser. */

import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { marked } from 'marked';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';
import { describe, expect, test } from 'vitest';
import { inert } from '../../functions/cards/markdown.ts';
import type { Any } from '../support/any.ts';
import { type Jar, jar, send } from '../support/cds.ts';
import { holds } from '../support/property.ts';
import {
  bundle,
  condition,
  finding,
  lumbarMri,
  pathOf,
  patient,
  prefetch,
  request,
  serviceOf,
} from '../support/requests.ts';

const it = new MarkdownIt({ html: true, linkify: true });
const renderers: [string, (markdown: string) => string][] = [
  ['markdown-it', (markdown) => it.render(markdown)],
  ['marked', (markdown) => marked.parse(markdown, { async: false, gfm: true })],
  [
    'micromark',
    (markdown) =>
      micromark(markdown, {
        allowDangerousHtml: true,
        allowDangerousProtocol: true,
        extensions: [gfm()],
        htmlExtensions: [gfmHtml()],
      }),
  ],
];

interface SeenMarkup {
  readonly elements: Set<string>;
  readonly attributes: Set<string>;
  text: string;
}

const look = (node: DefaultTreeAdapterTypes.Node, seen: SeenMarkup): SeenMarkup => {
  if ('tagName' in node) {
    seen.elements.add(node.tagName);
    for (const { name } of node.attrs) seen.attributes.add(`${node.tagName}[${name}]`);
  }
  if (node.nodeName === '#comment') seen.elements.add('#comment');
  if ('value' in node) seen.text += node.value;
  for (const child of 'childNodes' in node ? node.childNodes : []) look(child, seen);
  return seen;
};
const rendered = (html: string) =>
  look(parseFragment(html), { elements: new Set(), attributes: new Set(), text: '' });

const hostile = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<IMG SRC="jav&#x09;ascript:alert(1)">',
  '<svg/onload=alert(1)>',
  '<style>*{display:none}</style>',
  '<iframe src="https://evil.test"></iframe>',
  '<!-- x --><b>',
  '<a href="javascript:alert(1)">x</a>',
  '[x](javascript:alert(1))',
  '[x](https://evil.test)',
  '![x](https://evil.test/p.png)',
  '[x]: https://evil.test\n\n[x]',
  '<https://evil.test>',
  'https://evil.test/path',
  'www.evil.test',
  'mailto:a@evil.test',
  'someone@evil.test',
  '**bold** __bold__ *em* _em_ ~~gone~~',
  '`code` ```\nfence\n```',
  '# heading',
  'line\n\n- list\n- list',
  '1. one\n2. two',
  '> quote',
  '| a | b |\n|---|---|\n| c | d |',
  '---',
  '***',
  '    indented',
  '&lt;script&gt; &#60;script&#62; &amp;lt;',
  '\\<script\\> \\[x\\](y)',
  'a\\',
  '- [ ] task',
  '[^1]\n\n[^1]: note',
  '$x$ :smile:',
  'a\u202Eb\u2066c\u200Bd\uFEFFe',
  'a\u0000b\u0007c\u001B[31md',
  'a\u2028b\u2029c',
  '</p></div><script>',
  '<<script>script>alert(1)<</script>/script>',
];

describe('inert text', () => {
  describe.each(renderers)('by %s', (_, render) => {
    test.each(hostile)('R-124: %j is text', (text) => {
      const alone = rendered(render(inert(text, 'markdown')));
      expect([...alone.elements]).toEqual(['p']);
      for (const markdown of [
        inert(text, 'markdown'),
        `**Recorded:** ${inert(text, 'markdown')} (left, exam).`,
        `- ${inert(text, 'markdown')}`,
      ]) {
        const { elements, attributes } = rendered(render(markdown));
        expect([...elements].filter((name) => !['p', 'strong', 'ul', 'li'].includes(name))).toEqual([]);
        expect([...attributes]).toEqual([]);
      }
    });

    test('T136: whatever it is, its letters stay and nothing becomes an element', () => {
      holds(
        fc.property(
          fc.oneof(
            fc.string({ unit: 'binary', maxLength: 60 }),
            fc
              .array(fc.constantFrom(...'<>&[]()!*_`~#|-+.:/\\"\'=$^{}@ wxhtps'), { maxLength: 60 })
              .map((marks) => marks.join('')),
          ),
          (text) => {
            const { elements, attributes } = rendered(render(`Recorded: ${inert(text, 'markdown')}.`));
            expect([...elements]).toEqual(['p']);
            expect([...attributes]).toEqual([]);
          },
        ),
        { seed: 136, numRuns: 1_500 },
      );
    });
  });
});

/** A chart in which every text that a person could type is hostile. */
const poisoned = (text: string) => {
  const concept = (system: string, code: string) => ({ coding: [{ system, code, display: text }], text });
  const lr = 'https://radix-cds.org/fhir/CodeSystem/lr-finding';
  const note = [{ text }];
  return {
    patient: {
      ...patient,
      name: [{ family: text, given: [text], text }],
      address: [{ city: text }],
      text: { div: text },
    },
    observations: bundle(
      ['saddle-sensory-change', 'urinary-retention', 'leg-pain', 'foot-drop'].map((code) =>
        finding(code, {
          code: concept(lr, code),
          note,
          performer: [{ display: text }],
          text: { div: `<div>${text}</div>` },
          interpretation: [{ text }],
          method: { text },
        }),
      ),
    ),
    conditions: bundle([
      condition('c1', { code: concept('http://hl7.org/fhir/sid/icd-10-cm', 'M54.16'), note }),
      condition('c2', {
        code: concept('http://hl7.org/fhir/sid/icd-10-cm', 'C61'),
        note,
        bodySite: [{ text }],
      }),
      condition('c3', { code: concept('http://hl7.org/fhir/sid/icd-10-cm', 'Z95.0'), note }),
    ]),
    medications: bundle([
      {
        resourceType: 'MedicationRequest',
        id: 'm',
        status: 'active',
        intent: 'order',
        subject: { reference: 'Patient/p1', display: text },
        medicationCodeableConcept: concept('http://www.nlm.nih.gov/research/umls/rxnorm', '11289'),
        dosageInstruction: [{ text }],
      },
    ]),
    imaging: bundle([
      {
        resourceType: 'DiagnosticReport',
        id: 'r',
        status: 'final',
        subject: { reference: 'Patient/p1' },
        code: concept('http://loinc.org', '24968-0'),
        effectiveDateTime: '2026-10-01',
        conclusion: text,
      },
    ]),
  };
};

const ask = (at: Jar, hook: 'patient-view' | 'order-sign', text: string) => {
  const context = {
    ...(request(hook)['context'] as object),
    ...(hook === 'order-sign' && {
      draftOrders: bundle([
        lumbarMri('sr1', {
          code: { coding: [{ system: 'http://loinc.org', code: '24968-0', display: text }], text },
          note: [{ text }],
        }),
      ]),
    }),
  };
  return send(at.handlers.invoke, {
    path: pathOf(hook),
    body: request(hook, { context, prefetch: prefetch(poisoned(text), serviceOf[hook]) }),
  });
};

describe('a chart full of it', () => {
  test.each([
    ...hostile.map((text) => ['T136', text] as const),
    ['E-28', '<img src=x onerror=alert(1)> | [x](javascript:1)'] as const,
  ])('%s: %j changes no element and no address of any card', async (_id, text) => {
    for (const hook of ['patient-view', 'order-sign'] as const) {
      const { status, body } = await ask(jar({ anonymous: true }), hook, text);
      expect([status, body.cards.length > 0]).toEqual([200, true]);
      for (const card of body.cards as Any[]) {
        for (const [, render] of renderers) {
          const { elements, attributes } = rendered(render(card.detail));
          expect(
            [...elements].filter((name) => !['p', 'strong', 'em', 'ul', 'li', 'br'].includes(name)),
          ).toEqual([]);
          expect([...attributes]).toEqual([]);
        }
        expect(card.summary).not.toMatch(/[<>\n]|evil\.test|\]\(/);
        expect(JSON.stringify([card.links ?? [], card.source])).not.toContain('evil.test');
      }
    }
  });

  test.each([
    ['T138', '10,000 characters', 'x'.repeat(10_000)],
    ['E-29', '300 characters', 'acetylsalicyl '.repeat(22)],
    ['T138', 'emoji and combining marks', '👩‍👩‍👧‍👦é̂'.repeat(200)],
    ['T138', 'a lone surrogate', `${'\ud83d'.repeat(300)}`],
  ])('%s: names of %s', async (_id, _, text) => {
    const { status, body, text: json } = await ask(jar({ anonymous: true }), 'patient-view', text);
    expect(status).toBe(200);
    for (const { summary, detail } of body.cards as Any[]) {
      expect([...summary].length).toBeLessThan(140);
      expect(summary.isWellFormed()).toBe(true);
      expect(detail.length).toBeLessThanOrEqual(8_192);
    }
    expect(json.length).toBeLessThan(262_144);
  });

  const addresses = async (text: string): Promise<string[]> => {
    const { body } = await ask(jar({ anonymous: true }), 'patient-view', text);
    const found = (body.cards as Any[]).flatMap(({ links = [], source }) => [...links, source]);
    return found.flatMap(({ url }) => url ?? []);
  };

  test('T139: no address holds an id of the call', async () => {
    const found = await addresses('x');
    expect(found.length).toBeGreaterThan(0);
    for (const url of found) expect(url).toMatch(/^https:\/\/(?!.*(?:\bp1\b|\be1\b|e-Q))/);
  });

  test('T140: no address holds a text of the chart', async () => {
    const found = await addresses('//evil.test/%0d%0a../javascript:');
    expect(found).toEqual(await addresses('x'));
  });
});
