/** The start of the app: which face, on which chart. Each face is loaded when it is asked for. */
import { type ComponentType, render } from 'preact';
import { addressOf, type Face } from './address.ts';
import { sandboxChart } from './chart/sandbox-chart.ts';
import type { FaceProps } from './face.ts';
import { wordsIn } from './words/index.ts';

const faces: Readonly<Partial<Record<Face, () => Promise<ComponentType<FaceProps>>>>> = {
  examination: async () => (await import('./examination/face.tsx')).ExaminationFace,
};

const Trouble = ({ says }: { says: string }) => (
  <p class="trouble" role="alert">
    {says}
  </p>
);

const start = async (root: HTMLElement) => {
  const address = addressOf(location.search);
  const words = wordsIn(address.language);
  document.documentElement.lang = address.language;
  const load = faces[address.face];
  if (address.patient === '' || load === undefined) {
    root.replaceChildren();
    return render(<Trouble says={load === undefined ? words.app.noFace : words.app.noPatient} />, root);
  }
  const FaceView = await load();
  root.replaceChildren();
  render(<FaceView chart={sandboxChart(address.patient)} address={address} words={words} />, root);
};

const root = document.getElementById('app');
if (root) void start(root);
