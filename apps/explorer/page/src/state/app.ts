import { signal } from '@preact/signals';
import type { Catalog, Datum, Hit, Job, Neighbour, Place } from '../data/answers';
import type { Source } from '../data/source';
import type { Mode } from '../filter/region';
import type { Look } from '../map/look';
import type { Stage } from '../map/stage';
import type { Chart } from './chart';

export type Tool = 'move' | 'lasso' | 'rectangle';
export type Panel = 'topics' | 'filters' | 'tags' | 'duplicates' | 'map';

export interface Pinned {
  datum: Datum;
  neighbours: Neighbour[];
  image: string | null;
}

export interface Found {
  text: string;
  kind: 'words' | 'meaning' | 'both';
  hits: Hit[];
}

/** What the page shows; one of each, whoever asks. */
export const source = signal<Source | null>(null);
export const catalog = signal<Catalog | null>(null);
export const chart = signal<Chart | null>(null);
export const trouble = signal<string | null>(null);
export const loading = signal('Loading the map');

export const hover = signal<{ row: number; x: number; y: number; pane: number } | null>(null);
export const pinned = signal<Pinned | null>(null);
export const found = signal<Found | null>(null);
export const place = signal<{ text: string; place: Place } | null>(null);

export const tool = signal<Tool>('move');
export const mode = signal<Mode>('replace');
export const panel = signal<Panel | null>(innerWidth < 760 ? null : 'topics');
export const tableOpen = signal(false);
export const timeOpen = signal(false);
export const contours = signal(false);
export const labels = signal(true);
export const taste = signal<Look>({ size: 1, opacity: 1 });
export const helpOpen = signal(false);
export const job = signal<Job | null>(null);

/** The maps on the screen, left to right. */
export const stages = signal<Stage[]>([]);
/** A second map of the same data beside the first. */
export const beside = signal<Beside | null>(null);

export interface Beside {
  name: string;
  projection: string;
  x: Float32Array;
  y: Float32Array;
  bounds: [number, number, number, number];
  /** Row of the first map for each of this one's, −1 for none; and back. */
  rowOf: Int32Array;
  rowHere: Int32Array;
}
