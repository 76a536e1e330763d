/**
 * Where it hurts and where it is numb. Each region of each leg is a checkbox in a list; the drawing beside it presses
 * the same checkboxes, and without it everything can be recorded. It records regions, never a root.
 */
import { useState } from 'preact/hooks';
import { type FindingId, findings, REGIONS, type Region } from '../../rules/findings/index.ts';
import { type ChartedLeg, type Key, keyOf, legs } from '../encoding/key.ts';
import { useExamination } from './context.ts';
import {
  type Area,
  areas,
  dermatomes,
  height,
  legOnTheLeft,
  midline,
  plain,
  type View,
  views,
  width,
} from './figure-shapes.ts';
import type { onFigure } from './layout.ts';
import type { Opened } from './session.ts';

type Layer = (typeof onFigure)[number];

const regionSaid = (region: Region): string =>
  region.charAt(0).toUpperCase() + region.slice(1).replaceAll('-', ' ');

/** The finding of the midline that a layer can mark: on the spine a pain, on the saddle a numbness. */
const midlineOf: Readonly<Record<Layer, { readonly id: FindingId; readonly place: 'spine' | 'saddle' }>> = {
  'pain-path': { id: 'low-back-pain', place: 'spine' },
  'sensory-region': { id: 'saddle-sensory-change', place: 'saddle' },
};

const otherLeg: Readonly<Record<ChartedLeg, ChartedLeg>> = { left: 'right', right: 'left' };

/** What somebody recorded before this visit. */
const regionsBefore = ({ record }: Opened, key: Key): readonly string[] => {
  const value = record.get(key)?.find(({ own }) => own === undefined)?.value;
  return Array.isArray(value) ? (value as readonly string[]) : [];
};

const useRegions = () => {
  const { opened, form, answer } = useExamination();
  const was = (layer: Layer, leg: ChartedLeg, region: Region) =>
    !form.draft.has(keyOf(layer, leg)) && regionsBefore(opened, keyOf(layer, leg)).includes(region);
  const chosen = (layer: Layer, leg: ChartedLeg): readonly string[] => {
    const value = form.draft.get(keyOf(layer, leg));
    return Array.isArray(value) ? (value as readonly string[]) : [];
  };
  const has = (layer: Layer, leg: ChartedLeg, region: Region) => chosen(layer, leg).includes(region);
  const toggle = (layer: Layer, leg: ChartedLeg, region: Region) => {
    const before = chosen(layer, leg);
    const without = before.filter((one) => one !== region && one !== `!${region}`);
    answer(keyOf(layer, leg), before.includes(region) ? without : [...without, region]);
  };
  const isMidline = (layer: Layer) => form.draft.get(midlineOf[layer].id) === true;
  const toggleMidline = (layer: Layer) => answer(midlineOf[layer].id, isMidline(layer) ? undefined : true);
  return { has, was, toggle, isMidline, toggleMidline };
};

const classOf = (regions: ReturnType<typeof useRegions>, leg: ChartedLeg, region: Region): string =>
  [
    'area',
    regions.has('pain-path', leg, region) ? 'pain' : '',
    regions.has('sensory-region', leg, region) ? 'numb' : '',
    regions.was('pain-path', leg, region) ? 'was-pain' : '',
    regions.was('sensory-region', leg, region) ? 'was-numb' : '',
  ]
    .filter(Boolean)
    .join(' ');

const Drawing = ({ view, layer, overlay }: { view: View; layer: Layer; overlay: boolean }) => {
  const { words } = useExamination();
  const regions = useRegions();
  const leftHand = legOnTheLeft[view];
  const side = (leg: ChartedLeg, isMirrored: boolean) => (
    <g key={leg} transform={isMirrored ? `matrix(-1 0 0 1 ${width} 0)` : undefined}>
      {plain[view].map((path) => (
        <path key={path} class="plain" d={path} />
      ))}
      {areas[view].map(({ region, path }: Area) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: the checkbox of the list does the same for every other way in
        <path
          key={region}
          class={classOf(regions, leg, region)}
          d={path}
          data-region={`${region}.${leg}`}
          onClick={() => regions.toggle(layer, leg, region)}
        >
          <title>{`${regionSaid(region)}, ${words.app[leg].toLowerCase()}${overlay && dermatomes[region] ? ` (${dermatomes[region]})` : ''}`}</title>
        </path>
      ))}
    </g>
  );
  const spots = view === 'back' ? (['spine', 'saddle'] as const) : [];
  return (
    <figure class="body-view">
      <figcaption>{words.examination.figure[view]}</figcaption>
      <svg viewBox={`-2 0 ${width + 4} ${height + 2}`} aria-hidden="true" focusable="false">
        {side(leftHand, false)}
        {side(otherLeg[leftHand], true)}
        {spots.map((place) => {
          const own = midlineOf[layer].place === place;
          const of: Layer = place === 'spine' ? 'pain-path' : 'sensory-region';
          const mark = regions.isMidline(of) ? (place === 'spine' ? ' pain' : ' numb') : '';
          return (
            // biome-ignore lint/a11y/noStaticElementInteractions: as above
            <path
              key={place}
              class={`${own ? 'area' : 'plain'}${mark}`}
              d={midline[place]}
              data-region={place}
              onClick={own ? () => regions.toggleMidline(layer) : undefined}
            />
          );
        })}
        {overlay &&
          areas[view].flatMap(({ region, path }) => {
            const [, x = '0', y = '0'] = /^M(\d+) (\d+)/.exec(path) ?? [];
            return dermatomes[region]
              ? [0, 1].map((mirrored) => (
                  <text
                    key={`${region}${mirrored}`}
                    class="dermatome"
                    x={mirrored ? width - Number(x) - 20 : Number(x) + 3}
                    y={Number(y) + 16}
                  >
                    {dermatomes[region]}
                  </text>
                ))
              : [];
          })}
      </svg>
      <p class="sides" aria-hidden="true">
        <span>{words.app[leftHand]}</span>
        <span>{words.app[otherLeg[leftHand]]}</span>
      </p>
    </figure>
  );
};

const List = ({ layer }: { layer: Layer }) => {
  const { words } = useExamination();
  const regions = useRegions();
  const { figure } = words.examination;
  const { id, place } = midlineOf[layer];
  const says = layer === 'pain-path' ? words.examination.figure.pain : words.examination.figure.numb;
  return (
    <table class="regions" aria-label={`${says}: ${words.examination.figure.region}`}>
      <thead>
        <tr>
          <td />
          {legs.map((leg) => (
            <th key={leg} scope="col">
              <abbr title={words.app[leg]}>{words.app[leg].charAt(0)}</abbr>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <tr class="midline">
          <th scope="row">{figure[place]}</th>
          <td colSpan={2}>
            <label>
              <input
                type="checkbox"
                aria-label={`${says}: ${findings[id].label}, ${words.examination.figure.midline.toLowerCase()}`}
                checked={regions.isMidline(layer)}
                onChange={() => regions.toggleMidline(layer)}
              />
            </label>
          </td>
        </tr>
        {REGIONS.map((region) => (
          <tr key={region}>
            <th scope="row">{regionSaid(region)}</th>
            {legs.map((leg) => (
              <td key={leg} class={regions.was(layer, leg, region) ? 'was' : undefined}>
                <label title={regions.was(layer, leg, region) ? figure.recordedBefore : undefined}>
                  <input
                    type="checkbox"
                    name={`${layer}.${leg}.${region}`}
                    aria-label={`${says}: ${regionSaid(region)}, ${words.app[leg].toLowerCase()}`}
                    checked={regions.has(layer, leg, region)}
                    onChange={() => regions.toggle(layer, leg, region)}
                  />
                </label>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
};

const layers: readonly { readonly layer: Layer; readonly says: 'pain' | 'numb' }[] = [
  { layer: 'pain-path', says: 'pain' },
  { layer: 'sensory-region', says: 'numb' },
];

/** The fields of the figure, for who asks what is wanted next. */
export const figureFields: readonly Key[] = layers.flatMap(({ layer }) =>
  legs.map((leg) => keyOf(layer, leg)),
);

export const BodyFigure = () => {
  const { words, highlighted } = useExamination();
  const [layer, setLayer] = useState<Layer>('pain-path');
  const [overlay, setOverlay] = useState(false);
  const wanted = figureFields.some((key) => highlighted.has(key));
  const { figure } = words.examination;
  return (
    <section class={`section figure${wanted ? ' wanted' : ''}`} aria-label={figure.title}>
      <div class="layers">
        <h2>{figure.title}</h2>
        <fieldset>
          <legend class="visually-hidden">{figure.mark}</legend>
          {layers.map((one) => (
            <label key={one.layer} class={one.says}>
              <input
                type="radio"
                name="layer"
                checked={layer === one.layer}
                onChange={() => setLayer(one.layer)}
              />
              {figure[one.says]}
            </label>
          ))}
        </fieldset>
      </div>
      <div class="figure-parts">
        <List layer={layer} />
        <div class="drawings">
          {views.map((view) => (
            <Drawing key={view} view={view} layer={layer} overlay={overlay} />
          ))}
          <label class="overlay">
            <input type="checkbox" checked={overlay} onChange={() => setOverlay(!overlay)} />
            {figure.overlay}
          </label>
          {overlay && <p class="hint">{figure.overlayNote}</p>}
        </div>
      </div>
    </section>
  );
};
