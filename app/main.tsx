/** The start of the app: which face, on which chart. Each face is loaded when it is asked for. */
import { type ComponentType, render } from 'preact';
import { type Address, addressOf, type Face } from './address.ts';
import type { ChartPort } from './chart/port.ts';
import { sandboxChart } from './chart/sandbox-chart.ts';
import type { FaceProps } from './face.ts';
import { isSmartSession } from './launch/is-smart-session.ts';
import { tabStorage } from './tab-storage.ts';
import { type AppWords, wordsIn } from './words/index.ts';

const faces: Readonly<Partial<Record<Face, () => Promise<ComponentType<FaceProps>>>>> = {
  examination: async () => (await import('./examination/face.tsx')).ExaminationFace,
  reasons: async () => (await import('./reasons/face.tsx')).ReasonsFace,
  intake: async () => (await import('./intake/face.tsx')).IntakeFace,
};

const Trouble = ({ says }: { says: string }) => (
  <p class="trouble" role="alert">
    {says}
  </p>
);

interface Opening {
  readonly chart: ChartPort;
  readonly address: Address;
  readonly words: AppWords;
}

/** A sentence says why nothing can be opened. */
const opening = async (): Promise<Opening | string> => {
  const address = addressOf(location.search);
  const words = wordsIn(address.language);
  if (isSmartSession(location.search, tabStorage())) {
    const { NotOpened, smartSession } = await import('./launch/session.ts');
    try {
      const session = await smartSession(location.search, words);
      return { ...session, words: wordsIn(session.address.language) };
    } catch (error) {
      return error instanceof NotOpened ? error.message : words.launch.broken;
    }
  }
  if (address.patient === '') return words.app.noPatient;
  return { chart: sandboxChart(address.patient), address, words };
};

const start = async (root: HTMLElement) => {
  const opened = await opening();
  if (typeof opened === 'string') {
    root.replaceChildren();
    return render(<Trouble says={opened} />, root);
  }
  const { address, words } = opened;
  document.documentElement.lang = address.language;
  const FaceView = await faces[address.face]?.();
  root.replaceChildren();
  render(FaceView ? <FaceView {...opened} /> : <Trouble says={words.app.noFace} />, root);
};

const root = document.getElementById('app');
if (root) void start(root);
