/** The mini-EHR: who is here today, one chart, and what the service says about it. The address is the state. */
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Chart, HookExchange, Worklist } from '../ehr/wire.ts';
import { type Place, placeOf, searchOf } from './address.ts';
import { AuditPane } from './audit-pane.tsx';
import { CardsPane } from './cards-pane.tsx';
import { ChartPane } from './chart-pane.tsx';
import { ExchangePane } from './exchange-pane.tsx';
import { HookControls } from './hook-controls.tsx';
import { callHook, chart as loadChart, worklist as loadWorklist } from './mini-ehr.ts';
import { PatientBanner } from './patient-banner.tsx';
import { PatientList } from './patient-list.tsx';

const usePlace = () => {
  const [place, setPlace] = useState<Place>(() => placeOf(location.search));
  useEffect(() => {
    const back = () => setPlace(placeOf(location.search));
    addEventListener('popstate', back);
    return () => removeEventListener('popstate', back);
  }, []);
  const go = useCallback((change: Partial<Place>) => {
    setPlace((old) => {
      const next = { ...old, ...change };
      history.pushState(undefined, '', searchOf(next));
      return next;
    });
  }, []);
  return { place, go };
};

/** Keeps the last good value while the next one loads; an answer that comes too late is dropped. */
const useLoaded = <T,>(load: () => Promise<T> | undefined, keys: readonly unknown[]) => {
  const [loaded, setLoaded] = useState<T>();
  const [failure, setFailure] = useState('');
  useEffect(() => {
    let current = true;
    const settle = (set: () => void) => {
      if (current) set();
    };
    load()?.then(
      (value) =>
        settle(() => {
          setLoaded(value);
          setFailure('');
        }),
      (error: unknown) => settle(() => setFailure((error as Error).message)),
    );
    return () => {
      current = false;
    };
  }, keys);
  return [loaded, failure] as const;
};

const Welcome = () => (
  <section class="welcome">
    <h2>Pick a patient</h2>
    <p>
      Each chart is synthetic and tells a story that a clinician would recognise. Opening it calls the service
      as an EHR would; what it says appears beside the chart.
    </p>
  </section>
);

export const App = () => {
  const { place, go } = usePlace();
  const [changes, setChanges] = useState(0);
  const [recordings, setRecordings] = useState(0);
  const [worklist, failure] = useLoaded<Worklist>(loadWorklist, []);
  const [chart, chartFailure] = useLoaded<Chart>(
    () => (place.patient ? loadChart(place.patient) : undefined),
    [place.patient, changes, recordings],
  );
  const [exchange, callFailure] = useLoaded<HookExchange>(
    () => (place.patient ? callHook(place) : undefined),
    [place.patient, place.service, place.delivery, place.drafts.join(), recordings],
  );
  const shown = chart?.patient.id === place.patient ? chart : undefined;
  const answered = exchange?.sent.context.patientId === place.patient ? exchange : undefined;
  const troubles = [failure, chartFailure, callFailure].filter(Boolean);
  const now = new Date();

  useEffect(() => {
    document.title = shown ? `${shown.patient.name} – Radix CDS sandbox` : 'Radix CDS sandbox';
  }, [shown]);

  return (
    <>
      {shown && place.view === 'chart' && (
        <a class="skip" href="#advice-heading">
          Skip to the advice
        </a>
      )}
      <header class="top">
        <h1>
          <img src="/icon.svg" alt="" width="24" height="24" /> Radix CDS <span class="quiet">sandbox</span>
        </h1>
        <p>Synthetic patients only. Not for clinical use.</p>
        <button
          type="button"
          class="to-audit"
          onClick={() => go({ view: place.view === 'audit' ? 'chart' : 'audit' })}
        >
          {place.view === 'audit' ? 'Back to the charts' : 'Audit log'}
        </button>
      </header>
      <div class="layout">
        {worklist && (
          <PatientList
            patients={worklist.patients}
            picked={place.patient}
            pick={(patient) => go({ view: 'chart', patient, drafts: [] })}
          />
        )}
        <main>
          {troubles.map((trouble) => (
            <p key={trouble} class="trouble" role="alert">
              {trouble}
            </p>
          ))}
          {place.view === 'audit' && <AuditPane />}
          {place.view === 'chart' && !place.patient && <Welcome />}
          {place.view === 'chart' && shown && worklist && (
            <>
              <PatientBanner patient={shown.patient} />
              <div class="panes">
                <section class="advice" aria-labelledby="advice-heading">
                  <h2 id="advice-heading" tabIndex={-1}>
                    Decision support
                  </h2>
                  <HookControls
                    place={place}
                    services={worklist.services}
                    catalogue={worklist.catalogue}
                    go={go}
                  />
                  <CardsPane
                    exchange={answered}
                    order={place}
                    charted={() => setChanges((count) => count + 1)}
                    recorded={() => setRecordings((count) => count + 1)}
                    withdraw={(gone) => go({ drafts: place.drafts.filter((one) => !gone.includes(one)) })}
                  />
                </section>
                <ChartPane chart={shown} now={now} />
              </div>
              {answered && <ExchangePane exchange={answered} />}
            </>
          )}
        </main>
      </div>
    </>
  );
};
