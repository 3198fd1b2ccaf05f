/** The shapes of docs/explorer-api.md. */

export type Filter = { [kind: string]: unknown };

export interface ColumnInfo {
  name: string;
  type: 'text' | 'category' | 'categories' | 'integer' | 'real' | 'bool' | 'timestamp';
  nulls?: number;
  distinct?: number;
  min?: number;
  max?: number;
  image?: 'path' | 'png';
}

export interface MapName {
  name: string;
  generation: number;
  data: number;
  projection: string;
}

export interface Catalog {
  database: string;
  readOnly?: boolean;
  shared?: boolean;
  datasets: { name: string; data: number; embedder: string | null; maps: MapName[] }[];
  start: { dataset: string; map: string } | null;
}

export interface Abilities {
  meaning: boolean;
  words: boolean;
  place: boolean;
  neighbours: boolean;
  write: boolean;
  update: boolean;
}

export interface MapInfo {
  dataset: string;
  map: string;
  state: string;
  generation: number;
  n: number;
  live: number;
  unmapped: number;
  bounds: [number, number, number, number];
  published: string;
  metric: string;
  dimensions: number;
  projection: string;
  projectionKind: string;
  depths: number;
  textColumn: string | null;
  columns: ColumnInfo[];
  pixels: { width: number; height: number } | null;
  quality: {
    trustworthiness: number;
    continuity: number;
    kept: number;
    found: number;
    shortfall: string | null;
  } | null;
  coverage: number[];
  duplicates: { cutoff: number; ceiling: number; retained: string; clusters: number; candidates: number } | null;
  can: Abilities;
  chunk?: number;
}

export interface Points {
  x: Float32Array;
  y: Float32Array;
  topic: Int32Array;
}

export type Codes = Uint8Array | Uint16Array | Uint32Array;

export type ColumnData =
  | { kind: 'codes'; codes: Codes; dictionary: string[]; counts: number[] }
  | { kind: 'lists'; start: Uint32Array; codes: Codes; dictionary: string[]; counts: number[] }
  | { kind: 'numbers'; values: Float64Array; min: number; max: number };

export interface DuplicateColumns {
  class: Uint8Array;
  retained: Uint32Array;
  distance: Float32Array;
  cutoff: number;
  clusters: number;
  candidates: number;
}

export interface Topic {
  id: number;
  parent: number;
  depth: number;
  label: string;
  description: string;
  count: number;
  x: number | null;
  y: number | null;
  exemplars: number[];
}

export interface Topics {
  depths: number;
  topics: Topic[];
  edits: { at: string; what: string }[];
}

export interface Tag {
  name: string;
  count: number;
  live: boolean;
  rule: Filter | null;
  problem: string | null;
  mask?: string;
}

export interface Hit {
  row: number | null;
  id: string;
  score: number | null;
  distance: number | null;
  text: string | null;
  passages?: { column: string; text: string; marks: [number, number][] }[];
}

export type SearchKind = 'words' | 'meaning' | 'both' | 'id' | 'like';

export interface SearchRequest {
  kind: SearchKind;
  text?: string;
  rows?: number[];
  k: number;
  filter?: Filter;
}

export interface Place {
  x: number;
  y: number;
  confidence: number;
  nearest: { row: number | null; id: string; distance: number };
  topics: { depth: number; topics: { label: string; probability: number }[]; unassigned: number }[];
}

export type Value = string | number | boolean | string[] | null;

export interface Rows {
  columns: string[];
  rows: { row: number; id: string | null; values?: Value[] }[];
}

export interface Datum {
  row: number;
  id: string;
  x: number;
  y: number;
  values: { column: string; type: string; value: Value }[];
  topics: { id: number; depth: number; label: string }[];
  tags: string[];
  duplicate: {
    class: string;
    retained: { row: number | null; id: string };
    distance: number;
    size: number;
  } | null;
}

export interface Neighbour {
  row: number | null;
  id: string;
  distance: number;
  text: string | null;
}

export interface Clusters {
  cutoff: number;
  total: number;
  from: number;
  clusters: {
    retained: { row: number | null; id: string };
    size: number;
    members: { row: number | null; id: string; distance: number }[];
  }[];
}

export interface CutoffCount {
  cutoff: number;
  candidates: number;
  clusters: number;
}

export interface Job {
  job: string;
  kind: string;
  state: 'running' | 'done' | 'cancelled' | 'failed';
  stage: string | null;
  done: number;
  total: number;
  seconds: number;
  generation: number | null;
  map?: string;
  said: string | null;
  error: string | null;
}

export interface Generation {
  number: number;
  published: string;
  data: number;
  origin: string;
}

export interface OldPlaces {
  x: Float32Array;
  y: Float32Array;
  gone: number;
  came: number;
  moved: number;
}

export interface Changes {
  kept: { id: number; before: string; label: string; growth: number }[];
  appeared: { id: number; label: string; depth: number; count: number }[];
  retired: { id: number; label: string; depth: number; successors: number[] }[];
}
