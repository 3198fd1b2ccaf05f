import type {
  Catalog,
  ColumnData,
  Datum,
  DuplicateColumns,
  Filter,
  Hit,
  MapInfo,
  Neighbour,
  Points,
  Rows,
  SearchRequest,
  Tag,
  Topics,
  Value,
} from './answers';
import { columnOf, duplicatesOf, pointsOf } from './columns';
import { bytesOfBase64, decodeFrame, type Frame } from './frame';
import { Refusal, type MapSource, type Source } from './source';
import { csvLine } from '../share/csv';
import { emptyMask, put, rowsOf } from '../set/mask';

/** The data of a shared folder: scripts that call `portolanData` with a key and the answer the server would give. */
const arrived = new Map<string, unknown>();
const wanted = new Map<string, Promise<unknown>>();

declare global {
  interface Window {
    portolanData: (key: string, answer: unknown) => void;
  }
}

window.portolanData = (key, answer) => arrived.set(key, answer);

function load<T>(key: string): Promise<T> {
  let promise = wanted.get(key);
  if (!promise) {
    promise = new Promise((resolve, reject) => {
      const script = document.createElement('script');
      script.src = `./data/${key.split('/').map(encodeURIComponent).join('/')}.js`;
      script.onload = () => {
        script.remove();
        if (arrived.has(key)) resolve(arrived.get(key));
        else reject(new Refusal(`the file data/${key}.js of this folder holds something else`));
        arrived.delete(key);
      };
      script.onerror = () => reject(new Refusal(`the file data/${key}.js is missing from this folder`, 404, 'missing'));
      document.head.append(script);
    });
    wanted.set(key, promise);
  }
  return promise as Promise<T>;
}

const frame = async (key: string): Promise<Frame> => decodeFrame(bytesOfBase64(await load<string>(key)));

const refuse = async (): Promise<never> => {
  throw new Refusal('a shared folder cannot be changed or asked that; it takes portolan serve');
};

export class FolderSource implements Source {
  catalog = (): Promise<Catalog> => load('catalog');
  map = (dataset: string, map: string): MapSource => new FolderMap(dataset, map);
}

const MISSING = 4294967295;

class FolderMap implements MapSource {
  private known: MapInfo | null = null;
  private tagList: Tag[] | null = null;

  constructor(
    readonly dataset: string,
    readonly name: string,
  ) {}

  private key = (path: string): string => `${this.dataset}/${this.name}/${path}`;
  private get chunk(): number {
    return this.known?.chunk ?? 1000;
  }

  counts = async () => this.known!.columns;
  info = async (): Promise<MapInfo> => (this.known = await load<MapInfo>(this.key('info')));
  points = async (): Promise<Points> => pointsOf(await frame(this.key('points')));
  topicColumn = async (): Promise<Int32Array> => (await this.points()).topic;
  ordinals = async (): Promise<Uint32Array> => (await frame(this.key('ordinals'))).arrays.ordinal as Uint32Array;
  column = async (name: string): Promise<ColumnData> =>
    columnOf(await frame(this.key(`columns/${this.known!.columns.findIndex((column) => column.name === name)}`)));
  duplicates = async (): Promise<DuplicateColumns> => duplicatesOf(await frame(this.key('duplicates')));
  topics = (): Promise<Topics> => load(this.key('topics'));
  tags = async (): Promise<Tag[]> => (this.tagList ??= (await load<{ tags: Tag[] }>(this.key('tags'))).tags);
  tagMask = async (name: string): Promise<Uint8Array> => {
    const tag = (await this.tags()).find((other) => other.name === name);
    if (!tag?.mask) throw new Refusal(`this folder has no tag '${name}'`);
    return new Uint8Array(bytesOfBase64(tag.mask));
  };

  private chunkOf = (c: number): Promise<Rows> => load(this.key(`rows/${c}`));

  async rows(rows: number[], columns: string[], cut?: number): Promise<Rows> {
    const chunks = new Map<number, Rows>();
    for (const c of new Set(rows.map((row) => Math.floor(row / this.chunk)))) chunks.set(c, await this.chunkOf(c));
    return {
      columns,
      rows: rows.map((row) => {
        const chunk = chunks.get(Math.floor(row / this.chunk))!,
          found = chunk.rows[row % this.chunk];
        const values = columns.map((column) => shortened(found.values?.[chunk.columns.indexOf(column)] ?? null, cut));
        return { row, id: found.id, values: found.id === null ? undefined : values };
      }),
    };
  }

  async datum(row: number): Promise<Datum> {
    const info = this.known!;
    const [{ rows }, { x, y, topic }, topics, tags] = await Promise.all([
      this.rows(
        [row],
        info.columns.map((column) => column.name),
      ),
      this.points(),
      this.topics(),
      this.tags(),
    ]);
    const path: Datum['topics'] = [];
    for (let found = topics.topics.find((t) => t.id === topic[row]); found;) {
      path.unshift({ id: found.id, depth: found.depth, label: found.label });
      const above: number = found.parent;
      found = topics.topics.find((t) => t.id === above);
    }
    return {
      row,
      id: rows[0].id ?? '',
      x: x[row],
      y: y[row],
      topics: path,
      values: info.columns.map((column, i) => ({ column: column.name, type: column.type, value: rows[0].values?.[i] ?? null })),
      tags: tags.filter((tag) => tag.mask && bitOf(tag.mask, row)).map((tag) => tag.name),
      duplicate: await this.duplicateOf(row),
    };
  }

  private async duplicateOf(row: number): Promise<Datum['duplicate']> {
    if (!this.known!.duplicates) return null;
    const { class: classes, retained, distance } = await this.duplicates();
    let size = 0;
    for (let other = 0; other < retained.length; other++) if (retained[other] === retained[row] && classes[other] > 0) size++;
    const kept = retained[row],
      [named] = (await this.rows([kept], [])).rows;
    const names = ['', 'singleton', 'retention candidate', 'deletion candidate'];
    return { class: names[classes[row]], retained: { row: kept, id: named.id ?? '' }, distance: distance[row], size };
  }

  async neighbours(row: number, k: number): Promise<Neighbour[]> {
    const { header, arrays } = await frame(this.key(`neighbours/${Math.floor(row / this.chunk)}`));
    const width = header.k as number,
      at = (row % this.chunk) * width;
    const near = [...(arrays.row as Uint32Array).subarray(at, at + Math.min(k, width))];
    const text = this.known!.textColumn;
    const rows = near.filter((other) => other !== MISSING);
    const named = await this.rows(rows, text ? [text] : [], 200);
    return named.rows.map((found, i) => ({
      row: found.row,
      id: found.id ?? '',
      distance: arrays.distance[at + i],
      text: (found.values?.[0] as string | null) ?? null,
    }));
  }

  image = async (row: number, _: string | null): Promise<string | null> => {
    const { images } = await load<{ images: (string | null)[] }>(this.key(`images/${Math.floor(row / this.chunk)}`)).catch(
      () => ({ images: [] }),
    );
    return images[row % this.chunk] ?? null;
  };

  /** Words are looked for in the texts themselves, a chunk at a time. */
  private async scan(text: string, each: (row: number, id: string, found: string) => boolean): Promise<void> {
    const words = wordsOf(text),
      columns = this.known!.columns.filter((column) => column.type === 'text').map((column) => column.name);
    for (let c = 0; c * this.chunk < this.known!.n; c++) {
      const chunk = await this.chunkOf(c);
      const places = columns.map((column) => chunk.columns.indexOf(column));
      for (const { row, id, values } of chunk.rows) {
        if (id === null || !values) continue;
        const texts = places.map((at) => values[at]).filter((v): v is string => typeof v === 'string');
        const hit = texts.find((value) => {
          const has = new Set(wordsOf(value));
          return words.every((word) => has.has(word));
        });
        if (hit !== undefined && !each(row, id, hit)) return;
      }
    }
  }

  async search(request: SearchRequest): Promise<Hit[]> {
    if (request.kind !== 'words') return refuse();
    const hits: Hit[] = [],
      words = wordsOf(request.text ?? '');
    await this.scan(request.text ?? '', (row, id, text) => {
      hits.push({
        row,
        id,
        score: null,
        distance: null,
        text: text.slice(0, 300),
        passages: [passage(this.known!.textColumn ?? '', text, words)],
      });
      return hits.length < request.k;
    });
    return hits;
  }

  async select(filter: Filter): Promise<Uint8Array> {
    const words = (filter.words as { words: string } | undefined)?.words;
    if (words === undefined) return refuse();
    const mask = emptyMask(this.known!.n);
    await this.scan(words, (row) => {
      put(mask, row);
      return true;
    });
    return mask;
  }

  async order(mask: Uint8Array, sort: string | null, descending: boolean): Promise<Uint32Array> {
    const rows = Uint32Array.from(rowsOf(mask));
    const key = await this.sortKey(sort);
    if (key)
      rows.sort((a, b) => {
        const p = key(a),
          q = key(b);
        return p === q ? a - b : p !== p ? 1 : q !== q ? -1 : descending ? q - p : p - q;
      });
    else if (descending) rows.reverse();
    return rows;
  }

  private async sortKey(sort: string | null): Promise<((row: number) => number) | null> {
    if (sort === null || sort === 'id') return null;
    if (sort === 'topic') {
      const { topic } = await this.points();
      return (row) => topic[row];
    }
    const type = this.known!.columns.find((column) => column.name === sort)?.type;
    if (type === undefined || type === 'text') return null;
    const column = await this.column(sort);
    if (column.kind === 'numbers') return (row) => column.values[row];
    const rank = column.dictionary.map((_, i) => i).sort((a, b) => (column.dictionary[a] < column.dictionary[b] ? -1 : 1));
    const place = new Float64Array(rank.length + 1).fill(NaN);
    rank.forEach((code, i) => (place[code + 1] = i));
    return (row) =>
      place[
        column.kind === 'codes'
          ? column.codes[row]
          : column.start[row + 1] > column.start[row]
            ? column.codes[column.start[row]]
            : 0
      ];
  }

  async exportCsv(mask: Uint8Array, columns: string[]): Promise<Blob> {
    const parts = [csvLine(['id', ...columns])];
    const rows = [...rowsOf(mask)];
    for (let at = 0; at < rows.length; at += 1000) {
      for (const { id, values } of (await this.rows(rows.slice(at, at + 1000), columns)).rows)
        parts.push(csvLine([id, ...(values ?? [])]));
    }
    return new Blob(parts, { type: 'text/csv' });
  }

  place = refuse;
  editTopics = refuse;
  editTags = refuse;
  cutoffCurve = refuse;
  atCutoff = refuse;
  deleteDuplicates = refuse;
  update = refuse;
  build = refuse;
  job = refuse;
  cancel = refuse;
  generations = async () => [];
  oldPlaces = refuse;
  changes = refuse;

  async clusters(_: number | undefined, from: number, count: number) {
    const { class: classes, retained, distance, cutoff } = await this.duplicates();
    const members = new Map<number, number[]>();
    for (let row = 0; row < classes.length; row++)
      if (classes[row] === 3) members.set(retained[row], [...(members.get(retained[row]) ?? []), row]);
    const all = [...members].sort((a, b) => b[1].length - a[1].length || a[0] - b[0]);
    const page = all.slice(from, from + count);
    const named = async (row: number) => ({ row, id: (await this.rows([row], [])).rows[0].id ?? '' });
    const clusters = [];
    for (const [kept, rows] of page) {
      const list = [];
      for (const row of rows.slice(0, 100)) list.push({ ...(await named(row)), distance: distance[row] });
      clusters.push({ retained: await named(kept), size: rows.length + 1, members: list });
    }
    return { cutoff, total: all.length, from, clusters };
  }
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

const group = (mask: string, i: number): string => mask.slice(4 * i, 4 * i + 4);
const bitOf = (mask: string, row: number): boolean =>
  ((atob(group(mask, Math.floor((row >> 3) / 3))).charCodeAt((row >> 3) % 3) >> (row & 7)) & 1) === 1;

function shortened(value: Value, cut?: number): Value {
  return typeof value === 'string' && cut !== undefined && value.length > cut ? `${value.slice(0, cut)}…` : value;
}

function passage(column: string, text: string, words: string[]): { column: string; text: string; marks: [number, number][] } {
  const lower = text.toLowerCase(),
    first = Math.max(0, Math.min(...words.map((word) => lower.indexOf(word)).filter((i) => i >= 0)) - 40);
  const piece = text.slice(first, first + 160),
    marks: [number, number][] = [];
  for (const match of piece.matchAll(/[\p{L}\p{N}]+/gu)) {
    if (words.includes(match[0].toLowerCase())) marks.push([match.index, match.index + match[0].length]);
  }
  return { column, text: piece, marks };
}
