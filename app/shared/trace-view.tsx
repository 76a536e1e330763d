/**
 * A rule's trace as a nested list: what had to hold, whether it does, and where that was recorded. Words that
 * only join criteria make no row of their own. Of several ways to hold, the first that does is open; what
 * nobody documented is named, for it could still count.
 */
import { type ComponentChildren, createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { FindingUsed, RuleTrace, TraceNode } from '../../rules/index.ts';

/** Below a score, which has many items, each item is one line until it is opened. */
const Brief = createContext(false);

type NodeTruth = TraceNode['truth'];
type Traces = readonly RuleTrace[];

const truthWord = (truth: NodeTruth) => (truth === null ? 'Not documented' : truth ? 'Yes' : 'No');
const truthClass = (truth: NodeTruth) => (truth === null ? 'open' : truth ? 'yes' : 'no');

const daysSaid = (days: number) => (days <= 0 ? 'today' : days === 1 ? 'yesterday' : `${days} days ago`);

/** Where a resource, `Observation/123`, can be looked at; undefined where there is no such place. */
export const ResourceAddress = createContext<(ref: string) => string | undefined>(() => undefined);

const Recorded = ({ used }: { used: FindingUsed }) => {
  const addressOf = useContext(ResourceAddress);
  return (
    <>
      {used.facts.slice(0, 3).map((fact) => {
        const href = addressOf(fact.ref);
        return (
          <small key={fact.ref}>
            {' '}
            {used.leg && used.leg !== 'unspecified' && `${used.leg}, `}
            {href === undefined ? (
              daysSaid(fact.days)
            ) : (
              <a href={href} target="_blank" rel="noopener">
                {daysSaid(fact.days)}
                <span class="visually-hidden">, {fact.ref} (opens in a new tab)</span>
              </a>
            )}
          </small>
        );
      })}
    </>
  );
};

const Mark = ({ truth }: { truth: NodeTruth }) => <span class="truth">{truthWord(truth)}</span>;

const partsOf = ({ of }: TraceNode): readonly TraceNode[] => of ?? [];
const holds = ({ truth }: TraceNode) => truth === true;
const isOpen = ({ truth }: TraceNode) => truth === null;

/** What a group is about, in the words of its leaves. */
const gist = (node: TraceNode): string =>
  partsOf(node).length === 0 || node.op === 'term' ? node.says : partsOf(node).map(gist).join(', ');

const titleOf = (trace: RuleTrace): string => {
  const leg = 'leg' in trace && trace.leg !== 'unspecified' ? `, ${trace.leg} leg` : '';
  switch (trace.kind) {
    case 'diagnosis':
      return `${trace.title}: ${trace.category}${leg}`;
    case 'localisation':
      return `${trace.title}: ${trace.result.result}${leg}`;
    default:
      return trace.level ? `${trace.title}: ${trace.level}` : trace.title;
  }
};

/** The rules that a leaf rests on. */
const restsOn = ({ op, about }: TraceNode, all: Traces): Traces => {
  if (op === 'root') return all.filter(({ kind }) => kind === 'localisation');
  if (op !== 'flag' && op !== 'dx') return [];
  return all.filter(({ kind, rule }) => rule === about && kind !== 'recommendation');
};

interface Shown {
  readonly node: TraceNode;
  readonly all: Traces;
}

/** One row that opens: a question with what is behind it. */
const Folded = ({
  truth,
  title,
  open,
  children,
}: {
  truth?: NodeTruth;
  title: string;
  open?: boolean;
  children: ComponentChildren;
}) => (
  <li class={truth === undefined ? 'also' : truthClass(truth)}>
    <details open={open}>
      <summary>
        {truth !== undefined && <Mark truth={truth} />} {title}
      </summary>
      <ul>{children}</ul>
    </details>
  </li>
);

const Leaf = ({ node }: { node: TraceNode }) => (
  <li class={truthClass(node.truth)}>
    <Mark truth={node.truth} /> {node.says}
    {node.findings?.map((used) => (
      <Recorded key={`${used.id} ${used.leg}`} used={used} />
    ))}
  </li>
);

const Each = ({ nodes, all }: { nodes: readonly TraceNode[]; all: Traces }) => (
  <>
    {nodes.map((node, n) => (
      <Rows key={`${n} ${node.says} ${node.leg}`} node={node} all={all} />
    ))}
  </>
);

const StillOpen = ({ nodes }: { nodes: readonly TraceNode[] }) =>
  nodes.length === 0 ? null : <li class="open">Not documented: {nodes.map(gist).join('; ')}</li>;

/** The first way that holds, the other ways folded, and what could still count. */
const Ways = ({ node, all }: Shown) => {
  const [first, ...others] = partsOf(node).filter(holds);
  const leaves = others.every((other) => partsOf(other).length === 0 && restsOn(other, all).length === 0);
  return (
    <>
      {first && <Rows node={first} all={all} />}
      {leaves ? (
        <Each nodes={others} all={all} />
      ) : (
        <Folded title={`Also: ${others.map(gist).join('; ')}`}>
          <Each nodes={others} all={all} />
        </Folded>
      )}
      <StillOpen nodes={partsOf(node).filter(isOpen)} />
    </>
  );
};

const Rows = ({ node, all }: Shown) => {
  const brief = useContext(Brief);
  const parts = partsOf(node);
  const rules = holds(node) ? restsOn(node, all) : [];
  if (rules.length > 0)
    return (
      <>
        {rules.map((trace) => (
          <Folded
            key={titleOf(trace)}
            truth={node.truth}
            title={titleOf(trace)}
            open={trace.kind === 'red-flag'}
          >
            <Brief.Provider value={trace.kind !== 'red-flag'}>
              <Reasons trace={trace} all={all} />
            </Brief.Provider>
          </Folded>
        ))}
      </>
    );
  if (parts.length === 0) return <Leaf node={node} />;
  switch (node.op) {
    case 'not':
    case 'unlessKnown':
      return (
        <Folded truth={node.truth} title={`${node.says}: ${parts.map(gist).join(', ')}`}>
          <Each nodes={parts} all={all} />
        </Folded>
      );
    case 'all':
    case 'bothLegs':
      if (holds(node)) return <Each nodes={parts} all={all} />;
      break;
    case 'eitherLeg':
      if (holds(node)) return <Each nodes={parts.filter(holds)} all={all} />;
      break;
    case 'any':
    case 'either':
      if (holds(node)) return <Ways node={node} all={all} />;
      break;
    case 'atLeast':
      return (
        <Folded truth={node.truth} title={node.says} open={!brief}>
          <Each nodes={parts.filter(({ truth }) => truth !== null)} all={all} />
          <StillOpen nodes={parts.filter(isOpen)} />
        </Folded>
      );
  }
  return (
    <Folded truth={node.truth} title={node.says} open={holds(node) && !brief}>
      <Each nodes={parts} all={all} />
    </Folded>
  );
};

type Diagnosis = Extract<RuleTrace, { kind: 'diagnosis' }>;

const counting = (trace: Diagnosis, sign: 1 | -1): TraceNode[] =>
  trace.items
    .filter(({ truth, points }) => truth === true && Math.sign(points) === sign)
    .map(({ when }) => when);

const DiagnosisReasons = ({ trace, all }: { trace: Diagnosis; all: Traces }) => {
  const against = counting(trace, -1);
  return (
    <>
      <Each nodes={counting(trace, 1)} all={all} />
      {against.length > 0 && (
        <Folded title="Speaks against it" open>
          <Each nodes={against} all={all} />
        </Folded>
      )}
      <StillOpen nodes={trace.items.filter(({ truth }) => truth === null).map(({ when }) => when)} />
    </>
  );
};

/** Rows for a list. */
export const Reasons = ({ trace, all }: { trace: RuleTrace; all: Traces }) => {
  switch (trace.kind) {
    case 'diagnosis':
      return <DiagnosisReasons trace={trace} all={all} />;
    case 'localisation':
      return <Each nodes={trace.signs.filter(holds)} all={all} />;
    default:
      return <Rows node={trace.when} all={all} />;
  }
};
