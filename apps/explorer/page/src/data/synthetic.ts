import type {
  Catalog,
  ColumnData,
  Datum,
  Filter,
  Hit,
  MapInfo,
  Points,
  Rows,
  SearchRequest,
  Tag,
  Topic,
  Topics,
} from './answers';
import { emptyMask, maskWhere } from '../set/mask';
import { random } from '../set/random';
import { Refusal, type MapSource, type Source, type TagEdit } from './source';

/** A made-up map, for trials of drawing: `?synthetic=1000000`. */
export class SyntheticSource implements Source {
  constructor(private readonly n: number) {}
  async catalog(): Promise<Catalog> {
    const map = { name: 'default', generation: 1, data: this.n, projection: 'made up' };
    return {
      database: 'made-up',
      readOnly: true,
      datasets: [{ name: 'made-up', data: this.n, embedder: null, maps: [map] }],
      start: { dataset: 'made-up', map: 'default' },
    };
  }
  map = (): MapSource => new SyntheticMap(this.n);
}

const WORDS = [
  'harbour',
  'lantern',
  'compass',
  'anchor',
  'current',
  'meridian',
  'sounding',
  'tide',
  'reef',
  'gale',
  'keel',
  'beacon',
];
const KINDS = ['brig', 'cutter', 'galley', 'ketch', 'lugger', 'schooner', 'sloop', 'yawl'];

const refuse = (): never => {
  throw new Refusal('a made-up map has nothing to ask');
};

class SyntheticMap implements MapSource {
  readonly dataset = 'made-up';
  readonly name = 'default';
  private readonly places: Points;
  private readonly list: Topic[] = [];
  private tagList: Tag[] = [];
  private readonly masks = new Map<string, Uint8Array>();

  constructor(private readonly n: number) {
    this.places = this.scatter();
  }

  private scatter(): Points {
    const next = random(7);
    const gauss = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(6.2831853 * next());
    const leaves: { id: number; x: number; y: number; s: number }[] = [];
    let id = 1;
    WORDS.forEach((word, i) => {
      const angle = (i / WORDS.length) * 6.283,
        far = 3 + 4 * next();
      const one = this.topic(id++, -1, 1, word, far * Math.cos(angle), far * Math.sin(angle));
      for (let j = 0; j < 4; j++) {
        const two = this.topic(
          id++,
          one.id,
          2,
          `${word} ${WORDS[(i + j + 1) % 12]}`,
          one.x! + gauss() * 0.8,
          one.y! + gauss() * 0.8,
        );
        for (let k = 0; k < 3; k++) {
          const x = two.x! + gauss() * 0.25,
            y = two.y! + gauss() * 0.25;
          leaves.push({
            id: this.topic(id++, two.id, 3, `${word} ${WORDS[(i + j + 1) % 12]} ${KINDS[(k + j) % 8]}`, x, y).id,
            x,
            y,
            s: 0.06 + 0.2 * next(),
          });
        }
      }
    });
    const x = new Float32Array(this.n),
      y = new Float32Array(this.n),
      topic = new Int32Array(this.n);
    const counts = new Map<number, number>();
    for (let row = 0; row < this.n; row++) {
      const leaf = leaves[Math.floor(leaves.length * next() * next())];
      x[row] = leaf.x + gauss() * leaf.s;
      y[row] = leaf.y + gauss() * leaf.s;
      topic[row] = next() < 0.12 ? 0 : leaf.id;
      counts.set(topic[row], (counts.get(topic[row]) ?? 0) + 1);
    }
    for (const topic of [...this.list].reverse()) {
      topic.count += counts.get(topic.id) ?? 0;
      const parent = this.list.find((other) => other.id === topic.parent);
      if (parent) parent.count += topic.count;
    }
    return { x, y, topic };
  }

  private topic(id: number, parent: number, depth: number, label: string, x: number, y: number): Topic {
    const topic = { id, parent, depth, label, description: label, count: 0, x, y, exemplars: [] };
    this.list.push(topic);
    return topic;
  }

  async counts() {
    return (await this.info()).columns;
  }
  async info(): Promise<MapInfo> {
    return {
      dataset: 'made-up',
      map: 'default',
      state: '1',
      generation: 1,
      n: this.n,
      live: this.n,
      unmapped: 0,
      bounds: [-9, -9, 9, 9],
      published: '2026-01-01T00:00:00Z',
      metric: 'cosine',
      dimensions: 0,
      projection: 'made up',
      projectionKind: 'made up',
      depths: 3,
      textColumn: 'text',
      pixels: null,
      quality: null,
      coverage: [],
      duplicates: null,
      columns: [
        { name: 'text', type: 'text', nulls: 0 },
        { name: 'rig', type: 'category', nulls: 0, distinct: KINDS.length },
        { name: 'depth', type: 'real', nulls: 0, min: 0, max: 100 },
        { name: 'sailed', type: 'timestamp', nulls: 0, min: 0, max: 1e12 },
      ],
      can: { meaning: false, words: false, place: false, neighbours: false, write: true, update: false },
    };
  }
  points = async (): Promise<Points> => this.places;
  topicColumn = async () => this.places.topic;
  ordinals = async () => Uint32Array.from({ length: this.n }, (_, row) => row);
  async column(name: string): Promise<ColumnData> {
    const { x, y } = this.places;
    if (name === 'rig') {
      const codes = new Uint8Array(this.n),
        counts = KINDS.map(() => 0);
      for (let row = 0; row < this.n; row++) counts[(codes[row] = 1 + (Math.abs(Math.floor(x[row] * 1.3 + y[row])) % 8)) - 1]++;
      return { kind: 'codes', codes, dictionary: KINDS, counts };
    }
    const values = new Float64Array(this.n),
      time = name === 'sailed';
    for (let row = 0; row < this.n; row++) {
      values[row] = time
        ? Math.min(1e12, Math.max(0, (x[row] + 9) / 18 + 0.1 * (row % 7)) * 5e11)
        : Math.min(100, Math.hypot(x[row], y[row]) * 10);
    }
    return { kind: 'numbers', values, min: 0, max: time ? 1e12 : 100 };
  }
  duplicates = async () => refuse();
  topics = async (): Promise<Topics> => ({
    depths: 3,
    topics: [...this.list].sort((a, b) => a.depth - b.depth || b.count - a.count),
    edits: [],
  });
  editTopics = async () => refuse();
  select = async (_: Filter): Promise<Uint8Array> => emptyMask(this.n);
  search = async (_: SearchRequest): Promise<Hit[]> => [];
  place = async () => refuse();
  private text = (row: number) => `Entry ${row} of the log, off the ${WORDS[row % 12]}, under a ${KINDS[row % 8]}.`;
  rows = async (rows: number[], columns: string[]): Promise<Rows> => ({
    columns,
    rows: rows.map((row) => ({
      row,
      id: `s${row}`,
      values: columns.map((column) => (column === 'text' ? this.text(row) : row % 97)),
    })),
  });
  datum = async (row: number): Promise<Datum> => ({
    row,
    id: `s${row}`,
    x: this.places.x[row],
    y: this.places.y[row],
    values: [{ column: 'text', type: 'text', value: this.text(row) }],
    topics: [],
    tags: [],
    duplicate: null,
  });
  neighbours = async () => [];
  image = async () => null;
  order = async (mask: Uint8Array) =>
    Uint32Array.from(Array.from({ length: this.n }, (_, row) => row).filter((row) => (mask[row >> 3] >> (row & 7)) & 1));
  exportCsv = async () => refuse();
  tags = async () => this.tagList;
  tagMask = async (name: string) => this.masks.get(name) ?? maskWhere(this.n, () => false);
  editTags = async (edit: TagEdit) => {
    if (edit.verb === 'create' && 'mask' in edit) {
      this.masks.set(edit.name, edit.mask);
      this.tagList = [...this.tagList, { name: edit.name, count: 0, live: false, rule: null, problem: null }];
    }
    return this.tagList;
  };
  cutoffCurve = async () => [];
  atCutoff = async () => refuse();
  clusters = async () => refuse();
  deleteDuplicates = async () => refuse();
  update = async () => refuse();
  build = async () => refuse();
  job = async () => refuse();
  cancel = async () => {};
  generations = async () => [];
  oldPlaces = async () => refuse();
  changes = async () => refuse();
}
