/** A bar that one line of a terminal shows. */
const WIDTH = 30;

/** @param every how much more must be done before the line is drawn again */
export const progressBar = (total: number, every: number, draw: (line: string) => void) => {
  let next = 0;
  return (done: number): void => {
    if (done < next) return;
    next = done + every;
    const part = Math.min(1, done / Math.max(1, total));
    const full = Math.round(part * WIDTH);
    draw(`${'█'.repeat(full)}${'░'.repeat(WIDTH - full)} ${Math.floor(part * 100)} %`);
  };
};
