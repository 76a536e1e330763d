/** The fields of one question, by the kind of its answer. Large, plain, one column; every field has a label. */
import { type FindingId, findings } from '../../rules/findings/index.ts';
import type { ChartedValue } from '../encoding/encode-finding.ts';
import type { ChartedLeg } from '../encoding/key.ts';
import type { IntakeWords } from '../words/intake.ts';
import { NOT_SURE, type PatientSaid } from './answers.ts';

export interface FieldProps {
  readonly id: FindingId;
  readonly said: PatientSaid | undefined;
  readonly words: IntakeWords;
  readonly say: (said: PatientSaid | undefined) => void;
}

interface AnswerOption {
  readonly code: string;
  readonly label: string;
}

const Radios = ({
  name,
  options,
  chosen,
  choose,
}: {
  name: string;
  options: readonly AnswerOption[];
  chosen: string | undefined;
  choose: (code: string) => void;
}) => (
  <div class="options">
    {options.map(({ code, label }) => (
      <label key={code} class="option">
        <input type="radio" name={name} checked={chosen === code} onChange={() => choose(code)} />
        <span>{label}</span>
      </label>
    ))}
  </div>
);

const Check = ({ label, on, toggle }: { label: string; on: boolean; toggle: () => void }) => (
  <label class="option">
    <input type="checkbox" checked={on} onChange={toggle} />
    <span>{label}</span>
  </label>
);

const notSureOption = (words: IntakeWords): AnswerOption => ({ code: 'not-sure', label: words.notSure });

const isNotSure = (said: PatientSaid | undefined): boolean => said?.is === 'not-sure';

const YesNo = ({ id, said, words, say }: FieldProps) => (
  <Radios
    name={id}
    options={[{ code: 'yes', label: words.yes }, { code: 'no', label: words.no }, notSureOption(words)]}
    chosen={
      isNotSure(said) ? 'not-sure' : said?.is === 'one' ? (said.value === true ? 'yes' : 'no') : undefined
    }
    choose={(code) => say(code === 'not-sure' ? NOT_SURE : { is: 'one', value: code === 'yes' })}
  />
);

const sideOf = (said: PatientSaid | undefined): string | undefined => {
  if (said === undefined || said.is === 'one') return undefined;
  if (said.is === 'not-sure') return 'not-sure';
  if (said.left === true) return said.right === true ? 'both' : 'left';
  return said.right === true ? 'right' : 'no';
};

const WhichSide = ({ id, said, words, say }: FieldProps) => (
  <Radios
    name={id}
    options={[
      { code: 'left', label: words.leftSide },
      { code: 'right', label: words.rightSide },
      { code: 'both', label: words.both },
      { code: 'no', label: words.no },
      notSureOption(words),
    ]}
    chosen={sideOf(said)}
    choose={(code) =>
      say(
        code === 'not-sure'
          ? NOT_SURE
          : {
              is: 'legs',
              left: code === 'left' || code === 'both',
              right: code === 'right' || code === 'both',
            },
      )
    }
  />
);

const wordsOf = (id: FindingId, words: IntakeWords): readonly AnswerOption[] => {
  const { value } = findings[id];
  const codes = value.type === 'one-of' ? value.values : value.type === 'set' ? value.items : [];
  return codes.map((code) => ({ code, label: words.answers[id]?.[code] ?? code }));
};

const OneWord = ({ id, said, words, say }: FieldProps) => (
  <Radios
    name={id}
    options={[...wordsOf(id, words), notSureOption(words)]}
    chosen={isNotSure(said) ? 'not-sure' : said?.is === 'one' ? String(said.value) : undefined}
    choose={(code) => say(code === 'not-sure' ? NOT_SURE : { is: 'one', value: code })}
  />
);

const ofLeg = (said: PatientSaid | undefined, leg: ChartedLeg): ChartedValue | undefined =>
  said?.is === 'legs' ? said[leg] : undefined;

const withLeg = (said: PatientSaid | undefined, leg: ChartedLeg, value: ChartedValue): PatientSaid => ({
  ...(said?.is === 'legs' ? said : { is: 'legs' as const }),
  [leg]: value,
});

const legs = (words: IntakeWords) =>
  [
    ['left', words.leftLeg],
    ['right', words.rightLeg],
  ] as const;

const NotSure = ({ said, words, say }: FieldProps) => (
  <Check
    label={words.notSure}
    on={isNotSure(said)}
    toggle={() => say(isNotSure(said) ? undefined : NOT_SURE)}
  />
);

const OneWordEachLeg = (props: FieldProps) => {
  const { id, said, words, say } = props;
  return (
    <>
      <div class="two-legs">
        {legs(words).map(([leg, label]) => (
          <fieldset key={leg}>
            <legend>{label}</legend>
            <Radios
              name={`${id}.${leg}`}
              options={wordsOf(id, words)}
              chosen={ofLeg(said, leg)?.toString()}
              choose={(code) => say(withLeg(said, leg, code))}
            />
          </fieldset>
        ))}
      </div>
      <NotSure {...props} />
    </>
  );
};

const listOf = (value: ChartedValue | undefined): readonly string[] => (Array.isArray(value) ? value : []);

const toggled = (list: readonly string[], item: string): readonly string[] =>
  list.includes(item) ? list.filter((one) => one !== item) : [...list, item];

const isNone = (said: PatientSaid | undefined): boolean =>
  said?.is === 'one'
    ? listOf(said.value).length === 0
    : said?.is === 'legs' && listOf(said.left).length === 0 && listOf(said.right).length === 0;

const Several = (props: FieldProps) => {
  const { id, said, words, say } = props;
  const sided = findings[id].sided;
  const list = said?.is === 'one' ? listOf(said.value) : [];
  return (
    <>
      {sided ? (
        <div class="two-legs">
          {legs(words).map(([leg, label]) => (
            <fieldset key={leg}>
              <legend>{label}</legend>
              {wordsOf(id, words).map((option) => (
                <Check
                  key={option.code}
                  label={option.label}
                  on={listOf(ofLeg(said, leg)).includes(option.code)}
                  toggle={() => say(withLeg(said, leg, toggled(listOf(ofLeg(said, leg)), option.code)))}
                />
              ))}
            </fieldset>
          ))}
        </div>
      ) : (
        wordsOf(id, words).map((option) => (
          <Check
            key={option.code}
            label={option.label}
            on={list.includes(option.code)}
            toggle={() => say({ is: 'one', value: toggled(list, option.code) })}
          />
        ))
      )}
      <Check
        label={words.none}
        on={isNone(said)}
        toggle={() => say(sided ? { is: 'legs', left: [], right: [] } : { is: 'one', value: [] })}
      />
      <NotSure {...props} />
    </>
  );
};

const DAY = 86_400_000;
const isoDate = (at: number): string => new Date(at).toISOString().slice(0, 10);

const numberOf = (said: PatientSaid | undefined): number | undefined =>
  said?.is === 'one' && typeof said.value === 'number' ? said.value : undefined;

const OnWhatDay = (props: FieldProps) => {
  const { said, words, say, id } = props;
  const today = Date.now();
  const days = numberOf(said);
  const set = (text: string) => {
    const ago = Math.round((Date.parse(isoDate(today)) - Date.parse(text)) / DAY);
    say(Number.isNaN(ago) || ago < 0 ? undefined : { is: 'one', value: ago });
  };
  return (
    <>
      <input
        type="date"
        aria-label={words.questions[id as keyof IntakeWords['questions']]}
        max={isoDate(today)}
        value={days === undefined ? '' : isoDate(today - days * DAY)}
        onInput={({ currentTarget }) => set(currentTarget.value)}
      />
      <NotSure {...props} />
    </>
  );
};

const scale = (max: number): readonly AnswerOption[] =>
  Array.from({ length: max + 1 }, (_, n) => ({ code: String(n), label: String(n) }));

const HowMany = (props: FieldProps) => {
  const { id, said, words, say } = props;
  const { value: type } = findings[id];
  const max = type.type === 'number' ? type.max : 0;
  const number = numberOf(said);
  if (max <= 10)
    return (
      <>
        <div class="scale">
          <Radios
            name={id}
            options={scale(max)}
            chosen={number?.toString()}
            choose={(code) => say({ is: 'one', value: Number(code) })}
          />
        </div>
        <NotSure {...props} />
      </>
    );
  return (
    <>
      <input
        type="number"
        aria-label={words.questions[id as keyof IntakeWords['questions']]}
        min={0}
        max={max}
        step={1}
        value={number ?? ''}
        onInput={({ currentTarget: { value } }) => {
          const n = Number(value);
          say(
            value !== '' && Number.isInteger(n) && n >= 0 && n <= max ? { is: 'one', value: n } : undefined,
          );
        }}
      />
      <NotSure {...props} />
    </>
  );
};

export const Question = (props: FieldProps) => {
  const { value, sided } = findings[props.id];
  switch (value.type) {
    case 'boolean':
      return sided ? <WhichSide {...props} /> : <YesNo {...props} />;
    case 'one-of':
      return sided ? <OneWordEachLeg {...props} /> : <OneWord {...props} />;
    case 'set':
      return <Several {...props} />;
    case 'number':
      return value.unit === 'd' ? <OnWhatDay {...props} /> : <HowMany {...props} />;
  }
};
