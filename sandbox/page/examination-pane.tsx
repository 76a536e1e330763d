/** The app's examination inside the mini-EHR, on the patient in view. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { sandboxChart } from '../../app/chart/sandbox-chart.ts';
import { browserClock } from '../../app/examination/clock.ts';
import { ExaminationForm } from '../../app/examination/face.tsx';
import { type Opened, openSession } from '../../app/examination/session.ts';
import { reportingChart, stepReporter, stepsPath } from '../../app/launch/report-steps.ts';
import { wordsIn } from '../../app/words/index.ts';

const words = wordsIn('en');

interface Props {
  readonly patient: string;
  /** Of the cards that stand beside it, when one of them links to the app. */
  readonly report: string | undefined;
  readonly leave: () => void;
  /** Findings were saved: the service is asked again. */
  readonly saved: () => void;
}

/** Where this page has the app's `steps`. */
const stepsUrl = `/app/${stepsPath}`;

export const ExaminationPane = ({ patient, report, leave, saved }: Props) => {
  // the cards from which it was opened: those that a saving brings are others
  const first = useRef<ReturnType<typeof stepReporter>>(undefined);
  if (report !== undefined) first.current ??= stepReporter(report, stepsUrl);
  const chart = useMemo(
    () => reportingChart(sandboxChart(patient), (step) => first.current?.(step)),
    [patient],
  );
  const [opened, setOpened] = useState<Opened>();
  const [failure, setFailure] = useState('');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
    openSession(chart, browserClock).then(setOpened, (error: unknown) =>
      setFailure((error as Error).message),
    );
  }, [chart]);
  return (
    <section class="examination-pane" aria-labelledby="examination-heading">
      <div class="pane-head">
        <h2 id="examination-heading" ref={heading} tabIndex={-1}>
          Examination
        </h2>
        <button type="button" onClick={leave}>
          To the chart and the cards
        </button>
      </div>
      {failure && (
        <p class="trouble" role="alert">
          {failure}
        </p>
      )}
      {opened && (
        <ExaminationForm
          chart={chart}
          opened={opened}
          words={words}
          ask={[]}
          saved={saved}
          withPatient={false}
        />
      )}
    </section>
  );
};
