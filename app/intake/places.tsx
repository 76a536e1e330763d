/** A list of places, each with its sides: where it hurts, what is swollen. What is not marked is not so. */
import { findings } from '../../rules/findings/index.ts';
import type { IntakeFinding } from '../../rules/publish/intake/wording.ts';
import type { ChartedLeg } from '../encoding/key.ts';
import type { IntakeWords } from '../words/intake.ts';
import { type IntakeAnswers, NOT_SURE, type PatientSaid } from './answers.ts';

interface Props {
  readonly asks: readonly IntakeFinding[];
  readonly answers: IntakeAnswers;
  readonly words: IntakeWords;
  readonly say: (said: readonly (readonly [IntakeFinding, PatientSaid])[]) => void;
}

const nowhere = (id: IntakeFinding): PatientSaid =>
  findings[id].sided ? { is: 'legs', left: false, right: false } : { is: 'one', value: false };

const isMarked = (said: PatientSaid | undefined, leg?: ChartedLeg): boolean => {
  if (leg === undefined) return said?.is === 'one' && said.value === true;
  return said?.is === 'legs' && said[leg] === true;
};

const marked = (said: PatientSaid | undefined, leg: ChartedLeg | undefined): PatientSaid => {
  if (leg === undefined) return { is: 'one', value: !isMarked(said) };
  const before = said?.is === 'legs' ? said : { is: 'legs' as const, left: false, right: false };
  return { ...before, [leg]: !isMarked(said, leg) };
};

export const Places = ({ asks, answers, words, say }: Props) => {
  /** One mark says that the others were looked at, except those that stay "not sure". */
  const mark = (id: IntakeFinding, leg?: ChartedLeg) =>
    say(
      asks.map((one) => {
        const said = answers.get(one);
        if (one === id) return [one, marked(said, leg)] as const;
        return [one, said === undefined || said.is === 'not-sure' ? nowhere(one) : said] as const;
      }),
    );
  const all = (test: (said: PatientSaid | undefined) => boolean) => asks.every((id) => test(answers.get(id)));
  const none =
    all((said) => said !== undefined && said.is !== 'not-sure') &&
    !asks.some(
      (id) =>
        isMarked(answers.get(id)) || isMarked(answers.get(id), 'left') || isMarked(answers.get(id), 'right'),
    );
  return (
    <>
      <table class="places">
        <thead>
          <tr>
            <td />
            <th scope="col">{words.leftSide}</th>
            <th scope="col">{words.rightSide}</th>
          </tr>
        </thead>
        <tbody>
          {asks.map((id) => (
            <tr key={id}>
              <th scope="row">{words.places[id]}</th>
              {findings[id].sided ? (
                (['left', 'right'] as const).map((leg) => (
                  <td key={leg}>
                    <input
                      type="checkbox"
                      aria-label={`${words.places[id]}, ${leg === 'left' ? words.leftSide : words.rightSide}`}
                      checked={isMarked(answers.get(id), leg)}
                      onChange={() => mark(id, leg)}
                    />
                  </td>
                ))
              ) : (
                <td colSpan={2}>
                  <input
                    type="checkbox"
                    aria-label={words.places[id]}
                    checked={isMarked(answers.get(id))}
                    onChange={() => mark(id)}
                  />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      <label class="option">
        <input
          type="checkbox"
          checked={none}
          onChange={() => say(asks.map((id) => [id, nowhere(id)] as const))}
        />
        <span>{words.none}</span>
      </label>
      <label class="option">
        <input
          type="checkbox"
          checked={all((said) => said?.is === 'not-sure')}
          onChange={() => say(asks.map((id) => [id, NOT_SURE] as const))}
        />
        <span>{words.notSure}</span>
      </label>
    </>
  );
};
