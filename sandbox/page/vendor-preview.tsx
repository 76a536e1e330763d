/**
 * The cards of this chart as other EHRs get them: composed by the service's own code for the profile of each, at the
 * moment when the chart is opened.
 */
import { useEffect, useState } from 'preact/hooks';
import { sandboxChart } from '../../app/chart/sandbox-chart.ts';
import { savedDraft } from '../../app/encoding/on-record.ts';
import { browserClock } from '../../app/examination/clock.ts';
import { type Opened, openSession } from '../../app/examination/session.ts';
import { preview } from '../../app/preview/preview.ts';
import { cardFor10 } from '../../functions/cds-hooks/answer-1-0.ts';
import type { Card } from '../../functions/cds-hooks/wire.ts';
import { standardProfile } from '../../functions/client/profile.ts';
import { Folded } from './folded.tsx';
import { InLooks, type Look } from './vendor-looks.tsx';

const cardsFor = ({ chart, record }: Opened, { profile }: Look): readonly Card[] => {
  const whole = { ...standardProfile, ...profile };
  const { cards } = preview(chart, record, savedDraft(record), browserClock.now(), whole);
  return whole.specVersion === '1.0' ? cards.map(cardFor10) : cards;
};

const Looks = ({ patient }: { patient: string }) => {
  const [opened, setOpened] = useState<Opened>();
  const [failure, setFailure] = useState('');
  useEffect(() => {
    openSession(sandboxChart(patient), browserClock).then(setOpened, (error: unknown) =>
      setFailure((error as Error).message),
    );
  }, [patient]);
  return (
    <InLooks cardsIn={(look) => (opened ? cardsFor(opened, look) : [])}>
      {failure && <p class="trouble">{failure}</p>}
    </InLooks>
  );
};

export const VendorPreview = ({ patient }: { patient: string }) => (
  <Folded
    class="exchange vendor"
    summary={
      <>
        As other EHRs show it <small>when the chart is opened</small>
      </>
    }
  >
    <Looks patient={patient} />
  </Folded>
);
