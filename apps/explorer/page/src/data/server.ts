import type {
  Catalog,
  Changes,
  Clusters,
  CutoffCount,
  Datum,
  Filter,
  Generation,
  Hit,
  Job,
  MapInfo,
  Neighbour,
  Place,
  Rows,
  SearchRequest,
  Tag,
  Topics,
} from './answers';
import { base64, decodeFrame, type Frame } from './frame';
import { columnOf, duplicatesOf, oldPlacesOf, pointsOf } from './columns';
import { Refusal, type MapSource, type Source, type TagEdit, type TopicEdit } from './source';

/** Exchanges the token of the address for a cookie, once, and takes it out of the address. */
export async function openSession(): Promise<boolean> {
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (token === null) return (await fetch('/api/session')).ok;
  history.replaceState(null, '', location.pathname + location.search);
  return (await fetch('/api/session', post({ token }))).ok;
}

const post = (body: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
});

async function answer(path: string, init?: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch {
    throw new Refusal('the server does not answer; is portolan serve still running?', 0, 'gone');
  }
  if (response.ok) return response;
  if (response.status === 401) {
    throw new Refusal('the server was started anew; open the address that portolan serve printed', 401, 'session');
  }
  const said = await response.json().catch(() => ({ error: `the server answered ${response.status}` }));
  throw new Refusal(String(said.error), response.status, String(said.kind));
}

const json = async <T>(path: string, init?: RequestInit): Promise<T> => (await answer(path, init)).json();
const frame = async (path: string, init?: RequestInit): Promise<Frame> =>
  decodeFrame(await (await answer(path, init)).arrayBuffer());

export class ServerSource implements Source {
  catalog(): Promise<Catalog> {
    return json('/api/catalog');
  }
  map(dataset: string, map: string): MapSource {
    return new ServerMap(dataset, map);
  }
}

class ServerMap implements MapSource {
  private readonly base: string;
  private generation = 0;

  constructor(
    readonly dataset: string,
    readonly name: string,
  ) {
    this.base = `/api/${encodeURIComponent(dataset)}/${encodeURIComponent(name)}`;
  }

  private at(path: string): string {
    return `${this.base}/${path}${path.includes('?') ? '&' : '?'}generation=${this.generation}`;
  }
  private ask<T>(path: string, body: object): Promise<T> {
    return json(`${this.base}/${path}`, post({ ...body, generation: this.generation }));
  }
  private askFrame(path: string, body: object): Promise<Frame> {
    return frame(`${this.base}/${path}`, post({ ...body, generation: this.generation }));
  }

  async info(): Promise<MapInfo> {
    const info = await json<MapInfo>(`${this.base}/info?counts=no`);
    this.generation = info.generation;
    return info;
  }
  counts = async () => (await json<MapInfo>(this.at('info'))).columns;
  points = async () => pointsOf(await frame(this.at('points')));
  topicColumn = async () => (await frame(this.at('topic'))).arrays.topic as Int32Array;
  ordinals = async () => (await frame(this.at('ordinals'))).arrays.ordinal as Uint32Array;
  column = async (name: string) => columnOf(await frame(this.at(`columns/${encodeURIComponent(name)}`)));
  duplicates = async (cutoff?: number) =>
    duplicatesOf(await frame(this.at(cutoff === undefined ? 'duplicates' : `duplicates?cutoff=${cutoff}`)));
  topics = () => json<Topics>(this.at('topics'));
  editTopics = ({ verb, ...body }: TopicEdit) => this.ask<Topics>(`topics/${verb}`, body);
  select = async (filter: Filter) => (await this.askFrame('select', { filter })).arrays.mask as Uint8Array;
  search = async (request: SearchRequest) => (await this.ask<{ hits: Hit[] }>('search', request)).hits;
  place = (text: string) => this.ask<Place>('place', { text });
  rows = (rows: number[], columns: string[], cut?: number) => this.ask<Rows>('rows', { rows, columns, cut });
  datum = (row: number) => json<Datum>(this.at(`datum/${row}`));
  neighbours = async (row: number, k: number) =>
    (await json<{ neighbours: Neighbour[] }>(this.at(`datum/${row}/neighbours?k=${k}`))).neighbours;
  image = async (row: number, column: string | null) =>
    this.at(column === null ? `image/${row}` : `image/${row}?column=${encodeURIComponent(column)}`);
  order = async (mask: Uint8Array, sort: string | null, descending: boolean) =>
    (await this.askFrame('order', { mask: base64(mask), sort: sort ?? undefined, descending })).arrays.row as Uint32Array;
  exportCsv = async (mask: Uint8Array, columns: string[]) =>
    (await answer(`${this.base}/export`, post({ mask: base64(mask), columns, generation: this.generation }))).blob();
  tags = async () => (await json<{ tags: Tag[] }>(this.at('tags'))).tags;
  tagMask = async (name: string) =>
    (await frame(this.at(`tags/mask?name=${encodeURIComponent(name)}`))).arrays.mask as Uint8Array;
  editTags = async ({ verb, ...body }: TagEdit) => {
    const sent = 'mask' in body ? { ...body, mask: base64(body.mask) } : body;
    return (await this.ask<{ tags: Tag[] }>(`tags/${verb}`, sent)).tags;
  };
  cutoffCurve = async () => (await json<{ curve: CutoffCount[] }>(this.at('duplicates/curve'))).curve;
  atCutoff = (cutoff: number) => json<CutoffCount>(this.at(`duplicates/at?cutoff=${cutoff}`));
  clusters = (cutoff: number | undefined, from: number, count: number) =>
    json<Clusters>(this.at(`duplicates/clusters?from=${from}&count=${count}${cutoff === undefined ? '' : `&cutoff=${cutoff}`}`));
  deleteDuplicates = async (cutoff: number, clusters: number[] | undefined, confirm: number) =>
    (await this.ask<{ deleted: number }>('duplicates/delete', { cutoff, clusters, confirm })).deleted;
  update = async () => (await json<{ job: string }>(`${this.base}/update`, post({}))).job;
  build = async (name: string, projection: string) =>
    (await json<{ job: string }>(`${this.base}/build`, post({ name, projection }))).job;
  job = (job: string) => json<Job>(`${this.base}/jobs/${encodeURIComponent(job)}`);
  cancel = async (job: string) => {
    await json(`${this.base}/jobs/${encodeURIComponent(job)}/cancel`, post({}));
  };
  generations = async () => (await json<{ generations: Generation[] }>(this.at('generations'))).generations;
  oldPlaces = async (generation: number) => oldPlacesOf(await frame(this.at(`generations/${generation}/points`)));
  changes = (generation: number) => json<Changes>(this.at(`generations/${generation}/changes`));
}
