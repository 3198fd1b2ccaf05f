import type { ColourBy } from '../colour/colouring';
import type { Condition } from '../filter/condition';

/** What the part of the address after # carries: enough for another person with the same database to see the same. */
export interface View {
  dataset: string | null;
  map: string | null;
  /** Middle of the view and zoom against the whole map. */
  at: { x: number; y: number; zoom: number } | null;
  colour: ColourBy | null;
  conditions: Condition[];
  second: string | null;
  contours: boolean;
}

export const emptyView = (): View => ({
  dataset: null,
  map: null,
  at: null,
  colour: null,
  conditions: [],
  second: null,
  contours: false,
});

const short = (v: number): string => Number(v.toPrecision(6)).toString();

export function encodeView(view: View): string {
  const words = new URLSearchParams();
  if (view.dataset !== null && view.map !== null) words.set('map', `${view.dataset}/${view.map}`);
  if (view.at) words.set('at', [view.at.x, view.at.y, view.at.zoom].map(short).join(','));
  if (view.colour && view.colour.by !== 'topic')
    words.set('colour', 'name' in view.colour ? `${view.colour.by}:${view.colour.name}` : view.colour.by);
  if (view.conditions.length > 0) words.set('show', JSON.stringify(view.conditions));
  if (view.second !== null) words.set('second', view.second);
  if (view.contours) words.set('contours', '1');
  return words.toString();
}

export function decodeView(hash: string): View {
  const words = new URLSearchParams(hash.replace(/^#/, ''));
  const view = emptyView();
  const [dataset, map] = (words.get('map') ?? '').split('/');
  if (dataset && map) Object.assign(view, { dataset, map });
  const at = (words.get('at') ?? '').split(',').map(Number);
  if (at.length === 3 && at.every(Number.isFinite) && at[2] > 0) view.at = { x: at[0], y: at[1], zoom: at[2] };
  view.colour = colourOf(words.get('colour'));
  view.conditions = conditionsOf(words.get('show'));
  view.second = words.get('second');
  view.contours = words.get('contours') === '1';
  return view;
}

function colourOf(word: string | null): ColourBy | null {
  if (word === null) return null;
  const [by, ...rest] = word.split(':'),
    name = rest.join(':');
  if ((by === 'column' || by === 'tag') && name !== '') return { by, name };
  return by === 'duplicates' ? { by } : null;
}

const strings = (v: unknown): v is string => typeof v === 'string';
const numbers = (v: unknown): v is number => typeof v === 'number' && Number.isFinite(v);

/** An address is anyone's: only conditions of the known shapes come through. */
function conditionsOf(text: string | null): Condition[] {
  if (text === null) return [];
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch {
    return [];
  }
  return Array.isArray(list) ? list.filter(isCondition) : [];
}

function isCondition(v: unknown): v is Condition {
  if (typeof v !== 'object' || v === null) return false;
  const c = v as Record<string, unknown>;
  const list = (name: string, test: (v: unknown) => boolean): boolean =>
    Array.isArray(c[name]) && (c[name] as unknown[]).every(test);
  switch (c.kind) {
    case 'values':
      return strings(c.column) && list('values', (value) => value === null || strings(value));
    case 'range':
      return strings(c.column) && numbers(c.from) && numbers(c.to);
    case 'topics':
      return list('ids', numbers);
    case 'tag':
      return strings(c.name);
    case 'duplicates':
      return list('classes', numbers);
    case 'words':
      return strings(c.text);
    case 'region':
      return list('shapes', isShape);
    default:
      return false;
  }
}

function isShape(v: unknown): boolean {
  if (typeof v !== 'object' || v === null) return false;
  const { mode, corners } = v as Record<string, unknown>;
  return (
    ['replace', 'add', 'remove', 'intersect'].includes(String(mode)) &&
    Array.isArray(corners) &&
    corners.every((corner) => Array.isArray(corner) && corner.length === 2 && corner.every(numbers))
  );
}
