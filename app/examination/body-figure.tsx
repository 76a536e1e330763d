/**
 * Where it hurts and where it is numb. Each place of each leg is a checkbox in a list; the drawing beside it presses
 * the same checkboxes, and without it everything can be recorded. It records places, never a root.
 */
import { useState } from 'preact/hooks';
import { type FindingId, findings } from '../../rules/findings/index.ts';
import { type ChartedLeg, type Key, keyOf, legs } from '../encoding/key.ts';
import { useExamination } from './context.ts';
import {
  areas,
  type BodyPlace,
  dermatomes,
  heightOf,
  legOnTheLeft,
  type MidlinePlace,
  midline,
  plain,
  type RegionGroup,
  regionGroups,
  type View,
  views,
  width,
} from './figure-shapes.ts';
import type { onFigure } from './layout.ts';
import type { Opened } from './session.ts';

type Layer = (typeof onFigure)[number];

const placeSaid = (place: BodyPlace): string =>
  place.charAt(0).toUpperCase() + place.slice(1).replaceAll('-', ' ');

interface MidlineMark {
  readonly id: FindingId;
  readonly place: MidlinePlace;
}

/** The findings of no leg that a layer can mark. */
const midlineOf: Readonly<Record<Layer, readonly MidlineMark[]>> = {
  'pain-path': [
    { id: 'low-back-pain', place: 'spine' },
    { id: 'abdominal-flank-pain', place: 'belly' },
  ],
  'sensory-region': [{ id: 'saddle-sensory-change', place: 'saddle' }],
};

const otherLeg: Readonly<Record<ChartedLeg, ChartedLeg>> = { left: 'right', right: 'left' };

/** What somebody recorded before this visit. */
const placesBefore = ({ record }: Opened, key: Key): readonly string[] => {
  const value = record.get(key)?.find(({ own }) => own === undefined)?.value;
  return Array.isArray(value) ? (value as readonly string[]) : [];
};

const usePlaces = () => {
  const { opened, form, answer } = useExamination();
  const was = (layer: Layer, leg: ChartedLeg, place: BodyPlace) =>
    !form.draft.has(keyOf(layer, leg)) && placesBefore(opened, keyOf(layer, leg)).includes(place);
  const chosen = (layer: Layer, leg: ChartedLeg): readonly string[] => {
    const value = form.draft.get(keyOf(layer, leg));
    return Array.isArray(value) ? (value as readonly string[]) : [];
  };
  const has = (layer: Layer, leg: ChartedLeg, place: BodyPlace) => chosen(layer, leg).includes(place);
  const toggle = (layer: Layer, leg: ChartedLeg, place: BodyPlace) => {
    const before = chosen(layer, leg);
    const without = before.filter((one) => one !== place && one !== `!${place}`);
    answer(keyOf(layer, leg), before.includes(place) ? without : [...without, place]);
  };
  const isMidline = ({ id }: MidlineMark) => form.draft.get(id) === true;
  const toggleMidline = (mark: MidlineMark) => answer(mark.id, isMidline(mark) ? undefined : true);
  return { has, was, toggle, isMidline, toggleMidline };
};

type Places = ReturnType<typeof usePlaces>;

const classOf = (places: Places, leg: ChartedLeg, place: BodyPlace): string =>
  [
    'area',
    places.has('pain-path', leg, place) ? 'pain' : '',
    places.has('sensory-region', leg, place) ? 'numb' : '',
    places.was('pain-path', leg, place) ? 'was-pain' : '',
    places.was('sensory-region', leg, place) ? 'was-numb' : '',
  ]
    .filter(Boolean)
    .join(' ');

/** The areas of the midline: those of the layer can be marked, the marks of the other one are shown. */
const Midline = ({ view, layer }: { view: View; layer: Layer }) => {
  const places = usePlaces();
  return midline[view].map(({ place, path }) => {
    const own = midlineOf[layer].find((mark) => mark.place === place);
    const isMarked = (of: Layer) =>
      midlineOf[of].some((mark) => mark.place === place && places.isMidline(mark));
    const marks = [isMarked('pain-path') ? ' pain' : '', isMarked('sensory-region') ? ' numb' : ''].join('');
    return (
      // biome-ignore lint/a11y/noStaticElementInteractions: the checkbox of the list does the same for every other way in
      <path
        key={place}
        class={`${own ? 'area' : 'plain'}${marks}`}
        d={path}
        data-region={place}
        onClick={own && (() => places.toggleMidline(own))}
      />
    );
  });
};

/** Names of the dermatomes, each where its area begins. */
const Overlay = ({ view }: { view: View }) =>
  areas[view].flatMap(({ region, path }) => {
    const said = dermatomes[region];
    const [, x = '0', y = '0'] = /^M(\d+) (\d+)/.exec(path) ?? [];
    return said === undefined
      ? []
      : [Number(x) + 2, width - Number(x) - 22].map((left) => (
          <text key={`${region}${left}`} class="dermatome" x={left} y={Number(y) + 13}>
            {said}
          </text>
        ));
  });

interface DrawingProps {
  readonly view: View;
  readonly layer: Layer;
  readonly overlay: boolean;
  readonly press: (leg: ChartedLeg, place: BodyPlace) => void;
}

const Drawing = ({ view, layer, overlay, press }: DrawingProps) => {
  const { words } = useExamination();
  const places = usePlaces();
  const leftHand = legOnTheLeft[view];
  const side = (leg: ChartedLeg, isMirrored: boolean) => (
    <g key={leg} transform={isMirrored ? `matrix(-1 0 0 1 ${width} 0)` : undefined}>
      {plain[view].map((path) => (
        <path key={path} class="plain" d={path} />
      ))}
      {areas[view].map(({ region, path }) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: as above
        <path
          key={region}
          class={classOf(places, leg, region)}
          d={path}
          data-region={`${region}.${leg}`}
          onClick={() => press(leg, region)}
        >
          <title>{`${placeSaid(region)}, ${words.app[leg].toLowerCase()}${overlay && dermatomes[region] ? ` (${dermatomes[region]})` : ''}`}</title>
        </path>
      ))}
    </g>
  );
  return (
    <figure class="body-view">
      <figcaption>{words.examination.figure.views[view]}</figcaption>
      <svg viewBox={`-2 0 ${width + 4} ${heightOf[view] + 2}`} aria-hidden="true" focusable="false">
        {side(leftHand, false)}
        {side(otherLeg[leftHand], true)}
        <Midline view={view} layer={layer} />
        {overlay && <Overlay view={view} />}
      </svg>
      <p class="sides" aria-hidden="true">
        <span>{words.app[leftHand]}</span>
        <span>{words.app[otherLeg[leftHand]]}</span>
      </p>
    </figure>
  );
};

const PlaceRow = ({ layer, place }: { layer: Layer; place: BodyPlace }) => {
  const { words } = useExamination();
  const places = usePlaces();
  const { figure } = words.examination;
  const says = layer === 'pain-path' ? figure.pain : figure.numb;
  return (
    <tr>
      <th scope="row">{placeSaid(place)}</th>
      {legs.map((leg) => (
        <td key={leg} class={places.was(layer, leg, place) ? 'was' : undefined}>
          <label title={places.was(layer, leg, place) ? figure.recordedBefore : undefined}>
            <input
              type="checkbox"
              name={`${layer}.${leg}.${place}`}
              aria-label={`${says}: ${placeSaid(place)}, ${words.app[leg].toLowerCase()}`}
              checked={places.has(layer, leg, place)}
              onChange={() => places.toggle(layer, leg, place)}
            />
          </label>
        </td>
      ))}
    </tr>
  );
};

const MidlineRow = ({ layer, mark }: { layer: Layer; mark: MidlineMark }) => {
  const { words } = useExamination();
  const places = usePlaces();
  const { figure } = words.examination;
  const says = layer === 'pain-path' ? figure.pain : figure.numb;
  return (
    <tr class="midline">
      <th scope="row">{figure[mark.place]}</th>
      <td colSpan={2}>
        <label>
          <input
            type="checkbox"
            aria-label={`${says}: ${findings[mark.id].label}, ${figure.midline.toLowerCase()}`}
            checked={places.isMidline(mark)}
            onChange={() => places.toggleMidline(mark)}
          />
        </label>
      </td>
    </tr>
  );
};

interface GroupProps {
  readonly layer: Layer;
  readonly group: (typeof regionGroups)[number];
  readonly open: boolean;
  readonly toggled: (open: boolean) => void;
}

/** One group is open at a time; how many of it are marked stands on it. */
const Group = ({ layer, group: { id, places: members }, open, toggled }: GroupProps) => {
  const { words } = useExamination();
  const places = usePlaces();
  const { figure } = words.examination;
  const marked = legs.flatMap((leg) => members.filter((place) => places.has(layer, leg, place))).length;
  const says = layer === 'pain-path' ? figure.pain : figure.numb;
  return (
    <details open={open} onToggle={(event) => toggled(event.currentTarget.open)}>
      <summary>
        {figure.groups[id]}{' '}
        {marked > 0 && (
          <>
            <span class="visually-hidden">{figure.marked(marked)}</span>
            <small title={figure.marked(marked)} aria-hidden="true">
              {marked}
            </small>
          </>
        )}
      </summary>
      <table class="regions" aria-label={`${says}: ${figure.groups[id]}`}>
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
          {members.map((place) => (
            <PlaceRow key={place} layer={layer} place={place} />
          ))}
        </tbody>
      </table>
    </details>
  );
};

const groupOf = (place: BodyPlace): RegionGroup =>
  regionGroups.find(({ places }) => places.includes(place))?.id ?? 'hip';

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
  const [opened, setOpened] = useState<RegionGroup | undefined>('hip');
  const places = usePlaces();
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
        <div class="places-list">
          <table class="regions" aria-label={figure.midline}>
            <tbody>
              {midlineOf[layer].map((mark) => (
                <MidlineRow key={mark.id} layer={layer} mark={mark} />
              ))}
            </tbody>
          </table>
          {regionGroups.map((group) => (
            <Group
              key={group.id}
              layer={layer}
              group={group}
              open={group.id === opened}
              toggled={(open) => setOpened((was) => (open ? group.id : was === group.id ? undefined : was))}
            />
          ))}
        </div>
        <div class="drawings">
          {views.map((view) => (
            <Drawing
              key={view}
              view={view}
              layer={layer}
              overlay={overlay}
              press={(leg, place) => {
                places.toggle(layer, leg, place);
                setOpened(groupOf(place));
              }}
            />
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
