import type {
  Catalog,
  Changes,
  Clusters,
  ColumnData,
  ColumnInfo,
  CutoffCount,
  Datum,
  DuplicateColumns,
  Filter,
  Generation,
  Hit,
  Job,
  MapInfo,
  Neighbour,
  OldPlaces,
  Place,
  Points,
  Rows,
  SearchRequest,
  Tag,
  Topics,
} from './answers';

/** A sentence of the server, or of the page, to be shown as it is. */
export class Refusal extends Error {
  constructor(
    message: string,
    readonly status = 400,
    readonly kind = 'request',
  ) {
    super(message);
  }
}

export type TopicEdit =
  | { verb: 'rename'; id: number; label: string }
  | { verb: 'merge'; id: number; into: number }
  | { verb: 'hide'; id: number }
  | { verb: 'undo' };

export type TagEdit =
  | { verb: 'create'; name: string; mask: Uint8Array }
  | { verb: 'create'; name: string; filter: Filter }
  | { verb: 'add' | 'remove'; name: string; mask: Uint8Array }
  | { verb: 'freeze' | 'delete'; name: string }
  | { verb: 'rename'; name: string; to: string };

/** Where maps come from: the server, a shared folder, or made up for trials. */
export interface Source {
  catalog(): Promise<Catalog>;
  map(dataset: string, map: string): MapSource;
}

/** One map of one dataset. Masks are one bit per row, least significant first. */
export interface MapSource {
  readonly dataset: string;
  readonly name: string;
  /** What is known at once: of columns perhaps no more than name, type and whether they hold pictures. */
  info(): Promise<MapInfo>;
  /** The columns with all that was counted in them, later. */
  counts(): Promise<ColumnInfo[]>;
  points(): Promise<Points>;
  topicColumn(): Promise<Int32Array>;
  ordinals(): Promise<Uint32Array>;
  column(name: string): Promise<ColumnData>;
  duplicates(cutoff?: number): Promise<DuplicateColumns>;
  topics(): Promise<Topics>;
  editTopics(edit: TopicEdit): Promise<Topics>;
  select(filter: Filter): Promise<Uint8Array>;
  search(request: SearchRequest): Promise<Hit[]>;
  place(text: string): Promise<Place>;
  rows(rows: number[], columns: string[], cut?: number): Promise<Rows>;
  datum(row: number): Promise<Datum>;
  neighbours(row: number, k: number): Promise<Neighbour[]>;
  /** Address of a picture of a datum, or null where it has none. */
  image(row: number, column: string | null): Promise<string | null>;
  order(mask: Uint8Array, sort: string | null, descending: boolean): Promise<Uint32Array>;
  exportCsv(mask: Uint8Array, columns: string[]): Promise<Blob>;
  tags(): Promise<Tag[]>;
  tagMask(name: string): Promise<Uint8Array>;
  editTags(edit: TagEdit): Promise<Tag[]>;
  cutoffCurve(): Promise<CutoffCount[]>;
  atCutoff(cutoff: number): Promise<CutoffCount>;
  clusters(cutoff: number | undefined, from: number, count: number): Promise<Clusters>;
  deleteDuplicates(cutoff: number, clusters: number[] | undefined, confirm: number): Promise<number>;
  update(): Promise<string>;
  build(name: string, projection: string): Promise<string>;
  job(job: string): Promise<Job>;
  cancel(job: string): Promise<void>;
  generations(): Promise<Generation[]>;
  oldPlaces(generation: number): Promise<OldPlaces>;
  changes(generation: number): Promise<Changes>;
}
