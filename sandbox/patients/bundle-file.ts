/** The text of a patient's file: one resource a line, so that a changed finding is a changed line. */
import { bundleOf } from './bundle.ts';
import type { Story } from './story.ts';

export const bundleFile = (story: Story, number: number): string => {
  const { entry = [], ...bundle } = bundleOf(story, number);
  const head = JSON.stringify(bundle).slice(0, -1);
  return `${head},"entry":[\n${entry.map((one) => JSON.stringify(one)).join(',\n')}\n]}\n`;
};
