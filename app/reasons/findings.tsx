/** Every finding that the rules read on the chart, newest first, with its date and who says so. */
import type { ChartedValue } from '../encoding/encode-finding.ts';
import { type Key, partsOf } from '../encoding/key.ts';
import type { OnRecord } from '../encoding/on-record.ts';
import { labelOf } from '../examination/said.ts';
import type { AppWords } from '../words/index.ts';

const plain = (item: string): string => item.replace(/^!/, '').replaceAll('-', ' ');

const valueSaid = (value: ChartedValue, { reasons }: AppWords): string => {
  if (typeof value === 'boolean') return value ? reasons.yes : reasons.no;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return plain(value);
  const present = value.filter((item) => !item.startsWith('!') && item !== '*').map(plain);
  const absent = value.filter((item) => item.startsWith('!')).map(plain);
  if (present.length > 0) return present.join(', ');
  return absent.length > 0 ? reasons.noneOf(absent.join(', ')) : reasons.no;
};

const rowsOf = (record: OnRecord) =>
  [...record]
    .flatMap(([key, list]) => list.map((one) => ({ key, ...one })))
    .sort((a, b) => a.days - b.days || a.key.localeCompare(b.key));

const legOf = (key: Key, { app }: AppWords): string => {
  const { leg } = partsOf(key);
  return leg === undefined ? '' : app[leg];
};

export const FindingsTable = ({ record, words }: { record: OnRecord; words: AppWords }) => {
  const said = words.reasons;
  const rows = rowsOf(record);
  return (
    <section aria-labelledby="findings">
      <h2 id="findings">{said.findings}</h2>
      {rows.length === 0 ? (
        <p>{said.noFindings}</p>
      ) : (
        <table>
          <thead>
            <tr>
              {[said.finding, said.leg, said.value, said.when, said.by].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, value, date, by }, n) => (
              <tr key={`${key} ${date} ${n}`}>
                <th scope="row">{labelOf(partsOf(key).id)}</th>
                <td>{legOf(key, words)}</td>
                <td>{valueSaid(value, words)}</td>
                <td>{date.slice(0, 10)}</td>
                <td>{said.sourceOf[by]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
};
