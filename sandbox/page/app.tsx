/** The mini-EHR: who is here today, one chart, and what the service says about it. The address is the state. */
import { useCallback, useEffect, useState } from 'preact/hooks';
import { sandboxAccess } from '../../app/chart/sandbox-chart.ts';
import { hasKeptChanges } from '../../app/examination/kept-changes.ts';
import { appContextOf } from '../../app/launch/app-context.ts';
import { tabStorage } from '../../app/tab-storage.ts';
import type { HookExchange, PatientChart, Worklist } from '../ehr/page-api.ts';
import { type PageAddress, placeOf, searchOf } from './address.ts';
import { AuditPane } from './audit-pane.tsx';
import { CardsPane } from './cards-pane.tsx';
import { ChartPane } from './chart-pane.tsx';
import { ExaminationPane } from './examination-pane.tsx';
import { ExchangePane } from './exchange-pane.tsx';
import { HookControls } from './hook-controls.tsx';
import { callHook, chart as loadChart, worklist as loadWorklist } from './mini-ehr.ts';
import { OtherService } from './other-service.tsx';
import { PatientBanner } from './patient-banner.tsx';
import { PatientList } from './patient-list.tsx';
import { VendorPreview } from './vendor-preview.tsx';
import { VignettesPane } from './vignettes-pane.tsx';

const usePlace = () => {
  const [place, setPlace] = useState<PageAddress>(() => placeOf(location.search));
  useEffect(() => {
    const back = () => setPlace(placeOf(location.search));
    addEventListener('popstate', back);
    return () => removeEventListener('popstate', back);
  }, []);
  const go = useCallback((change: Partial<PageAddress>) => {
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
  const [pending, setPending] = useState(false);
  useEffect(() => {
    let current = true;
    const settle = (set: () => void) => {
      if (!current) return;
      setPending(false);
      set();
    };
    const loading = load();
    setPending(loading !== undefined);
    setFailure('');
    loading?.then(
      (value) => settle(() => setLoaded(value)),
      (error: unknown) => settle(() => setFailure((error as Error).message)),
    );
    return () => {
      current = false;
    };
  }, keys);
  return { loaded, failure, pending } as const;
};

/** The token of the app that a card of the answer links to: the examination beside it is that app. */
const reportOf = ({ received }: HookExchange): string | undefined =>
  (received !== null && 'cards' in received ? received.cards : [])
    .flatMap(({ links = [] }) => links)
    .flatMap((link) => (link.type === 'smart' ? (appContextOf(link.appContext).report ?? []) : []))[0];

const Welcome = () => (
  <section class="welcome">
    <h2>Pick a patient</h2>
    <p>
      Each chart is synthetic and tells a story that a clinician would recognise. Opening it calls the service
      as an EHR would; what it says appears beside the chart.
    </p>
  </section>
);

const views = { chart: 'Back to the charts', vignettes: 'Vignettes', audit: 'Audit log' } as const;

const Views = ({ view, go }: { view: PageAddress['view']; go: (change: Partial<PageAddress>) => void }) => (
  <nav class="to-audit" aria-label="Views">
    {(Object.keys(views) as (keyof typeof views)[])
      .filter((one) => one !== view)
      .map((one) => (
        <button key={one} type="button" onClick={() => go({ view: one })}>
          {views[one]}
        </button>
      ))}
  </nav>
);

export const App = () => {
  const { place, go } = usePlace();
  const [changes, setChanges] = useState(0);
  const [recordings, setRecordings] = useState(0);
  const { loaded: worklist, failure } = useLoaded<Worklist>(loadWorklist, []);
  const { loaded: chart, failure: chartFailure } = useLoaded<PatientChart>(
    () => (place.patient ? loadChart(place.patient) : undefined),
    [place.patient, changes, recordings],
  );
  const moment = worklist?.services.find(({ id }) => id === place.service)?.hook;
  // an EHR asks about a selected order when there is one
  const unselected = moment === 'order-select' && place.drafts.length === 0;
  const call = useLoaded<HookExchange>(
    () => (place.patient && moment && !unselected ? callHook(place) : undefined),
    [place.patient, moment, place.delivery, place.fault, place.drafts.join(), recordings],
  );
  const shown = chart?.patient.id === place.patient ? chart : undefined;
  const sent = call.loaded?.sent;
  // what was said of another patient, at another moment or before a call that failed is not said of this
  const answered =
    !unselected && call.failure === '' && sent?.context.patientId === place.patient && sent.hook === moment
      ? call.loaded
      : undefined;
  const troubles = new Set([failure, chartFailure].filter(Boolean));
  const now = new Date();

  useEffect(() => {
    document.title = shown ? `${shown.patient.name} – Radix CDS sandbox` : 'Radix CDS sandbox';
  }, [shown]);

  // where the list stands above the chart, what was picked comes into view
  useEffect(() => {
    if (matchMedia('(max-width: 52rem)').matches) document.querySelector('.advice')?.scrollIntoView();
  }, [shown?.patient.id]);

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
        <Views view={place.view} go={go} />
      </header>
      <div class={place.view === 'examination' ? 'layout whole' : 'layout'}>
        {worklist && place.view !== 'examination' && (
          <PatientList
            patients={worklist.patients}
            picked={place.patient}
            pick={(patient) => go({ view: 'chart', patient, drafts: [] })}
          />
        )}
        <main>
          {[...troubles].map((trouble) => (
            <p key={trouble} class="trouble" role="alert">
              {trouble}
            </p>
          ))}
          {place.view === 'audit' && <AuditPane place={place} go={go} />}
          {place.view === 'vignettes' && <VignettesPane place={place} go={go} />}
          {place.view === 'chart' && !place.patient && <Welcome />}
          {place.view === 'examination' && shown && (
            <>
              <PatientBanner patient={shown.patient} />
              <ExaminationPane
                patient={place.patient}
                report={answered && reportOf(answered)}
                leave={() => go({ view: 'chart' })}
                saved={() => setRecordings((count) => count + 1)}
              />
            </>
          )}
          {place.view === 'chart' && shown && worklist && (
            <>
              <PatientBanner patient={shown.patient} />
              {hasKeptChanges(
                tabStorage(),
                {
                  base: sandboxAccess.base,
                  visit: { patientId: place.patient, author: { reference: shown.patient.practitioner } },
                },
                now.toISOString(),
              ) && (
                <p class="trouble" role="status">
                  The examination of this patient has changes that are not saved.{' '}
                  <button type="button" onClick={() => go({ view: 'examination' })}>
                    Go on with it
                  </button>
                </p>
              )}
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
                    failure={call.failure}
                    pending={call.pending}
                    unselected={unselected}
                    order={place}
                    charted={() => setChanges((count) => count + 1)}
                    recorded={() => setRecordings((count) => count + 1)}
                    examine={() => go({ view: 'examination' })}
                    withdraw={(gone) => go({ drafts: place.drafts.filter((one) => !gone.includes(one)) })}
                  />
                  {answered && <ExchangePane exchange={answered} />}
                  <OtherService
                    patient={place.patient}
                    drafts={place.drafts}
                    charted={() => setChanges((count) => count + 1)}
                  />
                  <VendorPreview key={`${place.patient} ${recordings}`} patient={place.patient} />
                </section>
                <ChartPane
                  chart={shown}
                  now={now}
                  examine={() => go({ view: 'examination' })}
                  mended={() => setRecordings((count) => count + 1)}
                />
              </div>
            </>
          )}
        </main>
      </div>
    </>
  );
};
