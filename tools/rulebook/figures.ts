/**
 * Figures made from the rules, as SVG in black on white: where a root is felt, which movement tests it, and the way
 * from a chart to its urgency. Each says in words what it shows; the same stands on the rules' pages.
 */
import { areas, heightOf, midline, plain, type View, width } from '../../app/examination/figure-shapes.ts';
import { type Criterion, flagUrgencies } from '../../rules/engine/criterion.ts';
import { describe } from '../../rules/engine/describe.ts';
import { partsOf } from '../../rules/engine/walk.ts';
import { findings } from '../../rules/findings/index.ts';
import { ROOTS, signs } from '../../rules/localisation/table.ts';
import { recommendations } from '../../rules/management/index.ts';
import { redFlags } from '../../rules/red-flags/index.ts';
import { escaped } from './html.ts';

export interface BookFigure {
  readonly id: string;
  readonly title: string;
  /** What it is made from, and how it is read. */
  readonly note: string;
  readonly svg: string;
}

interface Text {
  readonly x: number;
  readonly y: number;
  readonly size?: number;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly bold?: boolean;
}

const text = (said: string, { x, y, size = 10, anchor = 'start', bold = false }: Text): string =>
  `<text x="${x}" y="${y}" font-size="${size}" text-anchor="${anchor}"${bold ? ' font-weight="bold"' : ''}>${escaped(said)}</text>`;

const svg = (
  id: string,
  title: string,
  [w, h]: readonly [number, number],
  content: readonly string[],
): string =>
  `<svg viewBox="0 0 ${w} ${h}" role="img" aria-labelledby="${id}-title" xmlns="http://www.w3.org/2000/svg" font-family="Helvetica, Arial, sans-serif"><title id="${id}-title">${escaped(title)}</title>${content.join('')}</svg>`;

// ---- root map -----------------------------------------------------------------------------------------------------

/** The roots that a pain or a lost feeling in a place points to, by the table of roots. */
const rootsAt = (place: string): string => {
  const roots = signs
    .filter(({ finding, sign }) => (finding === 'pain-path' && sign === place) || finding === `sens-${place}`)
    .flatMap(({ weights }) => Object.keys(weights));
  return ROOTS.filter((root) => roots.includes(root)).join('/');
};

const VIEW_WORDS: Readonly<Record<View, string>> = {
  front: 'Front',
  back: 'Back',
  'foot-top': 'Foot from above',
  'foot-sole': 'Sole',
};

type Point = readonly [x: number, y: number];

/** How many numbers a command of a path takes for each step. */
const TAKES: Readonly<Record<string, number>> = { m: 2, l: 2, h: 1, v: 1, q: 4 };

/** Where a step ends. */
const endOf = (command: string, numbers: readonly number[], [x, y]: Point): Point => {
  const kind = command.toLowerCase();
  const [ox, oy] = command === kind ? [x, y] : [0, 0];
  const [first = 0] = numbers;
  if (kind === 'h') return [ox + first, y];
  if (kind === 'v') return [x, oy + first];
  const [dx = 0, dy = 0] = numbers.slice(-2);
  return [ox + dx, oy + dy];
};

const cornersOf = (path: string): readonly Point[] => {
  const corners: Point[] = [];
  for (const [, command = '', rest = ''] of path.matchAll(/([MLHVQmlhvq])([^MLHVQmlhvqzZ]*)/g)) {
    const numbers = (rest.match(/-?\d+(?:\.\d+)?/g) ?? []).map(Number);
    const takes = TAKES[command.toLowerCase()] ?? 2;
    for (let n = 0; n < numbers.length; n += takes)
      corners.push(endOf(command, numbers.slice(n, n + takes), corners.at(-1) ?? [0, 0]));
  }
  return corners;
};

/** Of the box around its corners: near enough for a label. */
const centreOf = (path: string): Point => {
  const corners = cornersOf(path);
  const middle = (of: readonly number[]) => (Math.min(...of) + Math.max(...of)) / 2;
  return [middle(corners.map(([x]) => x)), middle(corners.map(([, y]) => y))];
};

const GREY: Readonly<Record<string, string>> = {
  L2: '#ffffff',
  L3: '#ebebeb',
  L4: '#d6d6d6',
  L5: '#bdbdbd',
  S1: '#a3a3a3',
};

const viewDrawn = (view: View, [x, y]: readonly [number, number]): string => {
  const half = width / 2;
  const drawn = areas[view].map(({ region, path }) => {
    const roots = rootsAt(region);
    const last = roots.split('/').at(-1) ?? '';
    const [cx, cy] = centreOf(path);
    const label =
      roots === '' ? '' : text(roots, { x: cx, y: cy + 3, size: 7, anchor: 'middle', bold: true });
    return `<path d="${path}" fill="${GREY[last] ?? '#ffffff'}" stroke="#000" stroke-width="0.6"/>${label}`;
  });
  const others = [...plain[view], ...midline[view].map(({ path }) => path)].map(
    (path) => `<path d="${path}" fill="none" stroke="#888" stroke-width="0.4"/>`,
  );
  const other = areas[view].map(
    ({ path }) => `<path d="${path}" fill="none" stroke="#888" stroke-width="0.4"/>`,
  );
  return `<g transform="translate(${x} ${y})">${text(VIEW_WORDS[view], { x: half, y: -4, size: 9, anchor: 'middle' })}${others.join('')}${drawn.join('')}<g transform="translate(${width} 0) scale(-1 1)">${other.join('')}</g></g>`;
};

const rootMap = (): BookFigure => {
  const id = 'root-map';
  const title = 'Where each lumbar root is felt';
  const legend = ROOTS.map(
    (root, n) =>
      `<rect x="${360 + n * 60}" y="${heightOf.front + 10}" width="18" height="12" fill="${GREY[root]}" stroke="#000" stroke-width="0.6"/>${text(root, { x: 382 + n * 60, y: heightOf.front + 20, size: 9 })}`,
  );
  return {
    id,
    title,
    note: 'Places of pain and key points of sensation with the roots that the table of roots gives them; a place without a root points to none. Most root pain is not dermatomal: a place carries few points beside strength and reflexes. The shade is that of the lowest root named.',
    svg: svg(
      id,
      title,
      [700, heightOf.front + 40],
      [
        viewDrawn('front', [0, 16]),
        viewDrawn('back', [175, 16]),
        viewDrawn('foot-top', [350, 60]),
        viewDrawn('foot-sole', [530, 60]),
        ...legend,
      ],
    ),
  };
};

// ---- myotomes -----------------------------------------------------------------------------------------------------

const TESTED = ['motor', 'reflex', 'sensory', 'tension'] as const;

const myotomes = (): BookFigure => {
  const id = 'myotomes';
  const title = 'Movements, reflexes, key points and stretch tests by root';
  const rows = signs.filter(({ modality }) => (TESTED as readonly string[]).includes(modality));
  const [left, top, step] = [300, 34, 18];
  const column = (n: number) => left + 30 + n * 70;
  const drawn = rows.flatMap(({ finding, sign, modality, weights, severe }, row) => {
    const y = top + row * step;
    const isFirst = rows[row - 1]?.modality !== modality;
    const name = sign.startsWith(finding) ? findings[finding].label : sign;
    return [
      ...(isFirst
        ? [`<line x1="0" x2="640" y1="${y - 13}" y2="${y - 13}" stroke="#000" stroke-width="0.8"/>`]
        : []),
      text(name, { x: 4, y, size: 9.5 }),
      ...ROOTS.flatMap((root, n) => {
        const points = weights[root];
        if (points === undefined) return [];
        const mark = `<circle cx="${column(n)}" cy="${y - 3.5}" r="${3 + points * 1.6}" fill="${severe?.root === root ? '#000' : '#fff'}" stroke="#000"/>`;
        return [mark, text(`${points}`, { x: column(n) + 14, y, size: 9 })];
      }),
    ];
  });
  return {
    id,
    title,
    note: 'A circle is as large as the points that a loss gives to the root, and the number beside it says how many. Black: the principal root of a movement, which gains one more point where the movement is severely weak.',
    svg: svg(
      id,
      title,
      [640, top + rows.length * step],
      [
        ...ROOTS.map((root, n) =>
          text(root, { x: column(n), y: 14, size: 11, anchor: 'middle', bold: true }),
        ),
        ...drawn,
      ],
    ),
  };
};

// ---- decision paths -----------------------------------------------------------------------------------------------

/** A criterion as short lines; a defined term is named, its definition is on the page of terms. */
const linesOf = (criterion: Criterion, depth = 0): readonly string[] => {
  if (criterion.op === 'term') return [`${'    '.repeat(depth)}• ${describe(criterion)}`];
  const parts = partsOf(criterion);
  const isBare = depth === 0 && criterion.op === 'any';
  const own = isBare ? [] : [`${'    '.repeat(depth)}• ${describe(criterion)}${parts.length > 0 ? ':' : ''}`];
  return [...own, ...parts.flatMap((part) => linesOf(part, isBare ? depth : depth + 1))];
};

const WIDEST = 78;

/** Broken at words, with the indentation of its first line. */
const broken = (line: string): readonly string[] => {
  const indent = /^ */.exec(line)?.[0] ?? '';
  const out: string[] = [];
  let current = '';
  for (const word of line.trim().split(' ')) {
    if (current !== '' && indent.length + current.length + word.length > WIDEST) {
      out.push(`${indent}${out.length > 0 ? '  ' : ''}${current}`);
      current = '';
    }
    current = current === '' ? word : `${current} ${word}`;
  }
  return [...out, `${indent}${out.length > 0 ? '  ' : ''}${current}`];
};

interface PathStep {
  readonly question: string;
  readonly lines: readonly string[];
  readonly yes: readonly string[];
}

const path = (
  id: string,
  title: string,
  note: string,
  steps: readonly PathStep[],
  end: string,
): BookFigure => {
  const [boxWidth, line, outcomeX] = [450, 11.5, 500];
  let y = 10;
  const drawn = steps.flatMap(({ question, lines, yes }) => {
    const all = lines.flatMap(broken);
    const outcome = yes.flatMap((one) => wrapped(one, 34));
    const height = Math.max(24 + all.length * line, 20 + outcome.length * line);
    const middle = y + height / 2;
    const out = [
      `<rect x="4" y="${y}" width="${boxWidth}" height="${height}" fill="#fff" stroke="#000"/>`,
      text(question, { x: 12, y: y + 15, size: 10, bold: true }),
      ...all.map((one, n) =>
        text(one.trim(), { x: 14 + (/^ */.exec(one)?.[0].length ?? 0) * 2.4, y: y + 29 + n * line, size: 9 }),
      ),
      `<line x1="${boxWidth + 4}" y1="${middle}" x2="${outcomeX - 6}" y2="${middle}" stroke="#000"/><path d="M${outcomeX - 6} ${middle - 4}l6 4-6 4z"/>`,
      text('yes', { x: boxWidth + 14, y: middle - 4, size: 9 }),
      `<rect x="${outcomeX}" y="${middle - (outcome.length * line + 12) / 2}" width="196" height="${outcome.length * line + 12}" fill="#e6e6e6" stroke="#000" stroke-width="1.4"/>`,
      ...outcome.map((one, n) =>
        text(one, {
          x: outcomeX + 8,
          y: middle - (outcome.length * line) / 2 + 9 + n * line,
          size: 9,
          bold: n === 0,
        }),
      ),
      `<line x1="60" y1="${y + height}" x2="60" y2="${y + height + 22}" stroke="#000"/><path d="M56 ${y + height + 20}l4 6 4-6z"/>`,
      text('not established', { x: 68, y: y + height + 15, size: 9 }),
    ];
    y += height + 26;
    return out;
  });
  const last = [
    `<rect x="4" y="${y}" width="${boxWidth}" height="24" fill="#fff" stroke="#000" stroke-dasharray="4 2"/>`,
    text(end, { x: 12, y: y + 16, size: 10 }),
  ];
  return { id, title, note, svg: svg(id, title, [700, y + 30], [...drawn, ...last]) };
};

const wrapped = (said: string, most: number): readonly string[] => {
  const out: string[] = [];
  for (const word of said.split(' ')) {
    const last = out.at(-1);
    if (last !== undefined && last.length + word.length < most) out[out.length - 1] = `${last} ${word}`;
    else out.push(word);
  }
  return out;
};

/** The levels of red flags, the gravest first. */
const flagSteps = (ids: readonly (keyof typeof redFlags)[]): readonly PathStep[] =>
  flagUrgencies.flatMap((level) =>
    ids.flatMap((id) => {
      const { levels, concludes, action, unless } = redFlags[id];
      return levels
        .filter(({ urgency }) => urgency === level)
        .map(
          ({ when }): PathStep => ({
            question: `${id}: any of these?`,
            lines: [
              ...linesOf(when),
              ...(unless ? ['• and it is not established that:', ...linesOf(unless, 1)] : []),
            ],
            yes: [`${level.toUpperCase()}: ${concludes}`, action],
          }),
        );
    }),
  );

const FLAG_NOTE =
  'From the rule as it is evaluated, the gravest level first. “Not established” is no “no”: what nobody recorded establishes nothing. Terms are defined on the page of terms.';

const SILENT = 'Silent. Silence reassures of nothing that nobody asked or examined.';

const IMAGING = ['REC-17', 'REC-16', 'REC-15'] as const;

const imagingSteps = (): readonly PathStep[] =>
  IMAGING.flatMap((id) => {
    const rule = recommendations.find((one) => one.id === id);
    if (rule === undefined) return [];
    return [
      {
        question: `${id}: a lumbar study is ordered, and`,
        lines: [
          ...linesOf(rule.when),
          ...(rule.unless ? ['• unless it is established that:', ...linesOf(rule.unless, 1)] : []),
        ],
        yes: [id, rule.title],
      },
    ];
  });

export const figures = (): readonly BookFigure[] => [
  rootMap(),
  myotomes(),
  path(
    'path-cauda-equina',
    'From a chart to cauda equina syndrome',
    FLAG_NOTE,
    flagSteps(['RF-CES', 'RF-CES-EARLY']),
    SILENT,
  ),
  path('path-weakness', 'From a chart to severe weakness', FLAG_NOTE, flagSteps(['RF-MOTOR']), SILENT),
  path(
    'path-imaging',
    'From an order of a lumbar study to what is said of it',
    'Each rule is evaluated by itself; more than one may speak, and a red flag speaks before them.',
    imagingSteps(),
    'Nothing is said of the order.',
  ),
];
