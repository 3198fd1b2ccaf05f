import { computed, signal, type Signal } from '@preact/signals';
import type { ColumnData, ColumnInfo, DuplicateColumns, MapInfo, Tag, Topics } from '../data/answers';
import type { MapSource } from '../data/source';
import { Crossfilter } from '../filter/crossfilter';
import { allOf, filterOf, keyOf, type Condition } from '../filter/condition';
import { predicateOf } from '../filter/predicate';
import { byColumn, byDuplicates, byMask, byTopic, type ColourBy, type Colouring } from '../colour/colouring';
import { topicColours } from '../colour/topics';
import { maskWhere } from '../set/mask';
import { shuffled } from '../set/random';
import { Grid } from '../map/grid';
import { theme } from './theme';
import { TopicTree } from './tree';
import { complain } from './notices';

/** One map as the page holds it: its points, what is shown of them, and how they are coloured. */
export class Chart {
  readonly n: number;
  readonly order: Uint32Array;
  readonly filter: Crossfilter;
  readonly topics = signal<Topics>({ depths: 0, topics: [], edits: [] });
  readonly tree = computed(() => new TopicTree(this.topics.value));
  readonly tags = signal<Tag[]>([]);
  readonly conditions = signal<Condition[]>([]);
  /** How many rows are shown, and a number that grows whenever others are. */
  readonly shown = signal(0);
  readonly tick = signal(0);
  readonly live = signal(0);
  readonly colourBy = signal<ColourBy>({ by: 'topic' });
  readonly colouring = signal<Colouring | null>(null);
  private readonly columns = new Map<string, Promise<ColumnData>>();
  private readonly masks = new Map<string, Promise<Uint8Array>>();
  private duplicateColumns: Promise<DuplicateColumns> | null = null;
  /** The cutoff that colours show, where it is not the map's own. */
  private cutoff: number | undefined;
  private nearby: Grid | null = null;
  private setting = 0;
  private readonly known: Signal<MapInfo>;
  readonly map: string;

  private constructor(
    readonly source: MapSource,
    info: MapInfo,
    public x: Float32Array,
    public y: Float32Array,
    public topic: Int32Array,
  ) {
    this.known = signal(info);
    this.n = info.n;
    this.map = info.map;
    this.order = shuffled(this.n, 1);
    this.filter = new Crossfilter(this.n, (row) => x[row] === x[row]);
    this.recount();
    this.live.value = this.shown.value;
  }

  static async open(source: MapSource): Promise<Chart> {
    const info = await source.info();
    const [{ x, y, topic }, topics] = await Promise.all([source.points(), source.topics()]);
    const chart = new Chart(source, info, x, y, topic);
    chart.topics.value = topics;
    await chart.recolour();
    return chart;
  }

  /** What is known of the map; what its columns hold comes after its points. */
  get info(): MapInfo {
    return this.known.value;
  }

  async takeCounts(): Promise<void> {
    const columns = await this.source.counts();
    this.known.value = { ...this.known.peek(), columns };
    if (this.colourBy.value.by === 'column') await this.recolour();
  }

  column(name: string): Promise<ColumnData> {
    return remembered(this.columns, name, () => this.source.column(name));
  }
  tagMask(name: string): Promise<Uint8Array> {
    return remembered(this.masks, name, () => this.source.tagMask(name));
  }
  duplicates(): Promise<DuplicateColumns> {
    return (this.duplicateColumns ??= this.source.duplicates());
  }
  columnInfo = (name: string): ColumnInfo | undefined => this.info.columns.find((column) => column.name === name);
  get grid(): Grid {
    return (this.nearby ??= new Grid(this.x, this.y, this.info.bounds));
  }
  isShown = (row: number): boolean => this.filter.failed[row] === 0;
  isLive = (row: number): boolean => this.x[row] === this.x[row];
  shownMask = (): Uint8Array => maskWhere(this.n, this.isShown);

  /** How many of the rows that all conditions but one show lie in each topic, with all below it; 0 is none. */
  shownByTopic(key: string): Map<number, number> {
    const { topics } = this.topics.peek(),
      { topic } = this;
    const index = new Map(topics.map(({ id }, i) => [id, i + 1]));
    const counts = this.filter.counts(topics.length + 1, key, (row) => index.get(topic[row]) ?? 0);
    const sums = new Map<number, number>([[0, counts[0]], ...topics.map(({ id }, i): [number, number] => [id, counts[i + 1]])]);
    for (let i = topics.length - 1; i >= 0; i--) {
      const { id, parent } = topics[i];
      if (sums.has(parent)) sums.set(parent, sums.get(parent)! + sums.get(id)!);
    }
    return sums;
  }

  condition(key: string): Condition | undefined {
    return this.conditions.value.find((other) => keyOf(other) === key);
  }

  async setCondition(condition: Condition): Promise<void> {
    const key = keyOf(condition),
      mine = ++this.setting;
    this.conditions.value = [...this.conditions.value.filter((other) => keyOf(other) !== key), condition];
    try {
      const passes = await predicateOf(condition, this);
      if (this.condition(key) !== condition) return;
      this.filter.set(key, passes);
    } catch (error) {
      if (mine === this.setting) this.conditions.value = this.conditions.value.filter((other) => other !== condition);
      complain(error);
    }
    this.recount();
  }

  clearCondition(key: string): void {
    this.conditions.value = this.conditions.value.filter((other) => keyOf(other) !== key);
    this.filter.clear(key);
    this.recount();
  }

  clearAll(): void {
    for (const condition of this.conditions.value) this.filter.clear(keyOf(condition));
    this.conditions.value = [];
    this.recount();
  }

  /** What is shown, as the server says it. */
  currentFilter = () => allOf(this.conditions.value.map((c) => filterOf(c, this.map, this.info.columns, this.info.textColumn)));

  private recount(): void {
    this.shown.value = this.filter.shown();
    this.tick.value++;
  }

  async setColour(by: ColourBy): Promise<void> {
    this.colourBy.value = by;
    await this.recolour();
  }

  /** Colours of duplicates at another cutoff; conditions and tags stay with the map's. */
  async showCutoff(cutoff: number): Promise<void> {
    this.cutoff = cutoff === this.info.duplicates?.cutoff ? undefined : cutoff;
    if (this.colourBy.value.by === 'duplicates') await this.recolour();
  }

  async recolour(): Promise<void> {
    const by = this.colourBy.value,
      look = theme.value;
    try {
      const topics = topicColours(this.topics.value.topics, look);
      const colouring = { ...(await this.paint(by)), topics };
      if (by === this.colourBy.value && look === theme.value) this.colouring.value = colouring;
    } catch (error) {
      complain(error);
      if (by.by !== 'topic') await this.setColour({ by: 'topic' });
    }
  }

  private async paint(by: ColourBy): Promise<Omit<Colouring, 'topics'>> {
    const look = theme.value;
    switch (by.by) {
      case 'topic':
        return byTopic(this.topic, this.topics.value.topics, look);
      case 'column': {
        const info = this.columnInfo(by.name);
        if (!info) throw new Error(`this map has no column '${by.name}' to colour by`);
        return byColumn(info, await this.column(by.name), this.n, look);
      }
      case 'duplicates':
        return byDuplicates(
          this.cutoff === undefined ? await this.duplicates() : await this.source.duplicates(this.cutoff),
          look,
        );
      case 'tag':
        return byMask(by.name, await this.tagMask(by.name), this.n, look);
    }
  }

  async takeTopics(topics: Topics, moved: boolean): Promise<void> {
    if (moved) this.topic = await this.source.topicColumn();
    this.topics.value = topics;
    await this.recolour();
    const condition = this.condition('topics');
    if (condition) await this.setCondition({ ...condition });
  }

  async takeTags(tags: Tag[]): Promise<void> {
    this.masks.clear();
    this.tags.value = tags;
    for (const condition of this.conditions.value) {
      if (condition.kind !== 'tag') continue;
      if (tags.some((tag) => tag.name === condition.name)) await this.setCondition({ ...condition });
      else this.clearCondition(keyOf(condition));
    }
    const by = this.colourBy.value;
    if (by.by === 'tag') await (tags.some((tag) => tag.name === by.name) ? this.recolour() : this.setColour({ by: 'topic' }));
  }

  /** After a deletion: who is gone is no longer drawn. */
  async reload(): Promise<void> {
    const { x, y, topic } = await this.source.points();
    [this.x, this.y, this.topic] = [x, y, topic];
    this.nearby = null;
    this.duplicateColumns = null;
    this.filter.live((row) => x[row] === x[row]);
    this.topics.value = await this.source.topics();
    await this.takeTags(await this.source.tags());
    await this.recolour();
    this.recount();
    this.live.value = maskCount(this);
  }
}

const maskCount = (chart: Chart): number => {
  let count = 0;
  for (let row = 0; row < chart.n; row++) if (chart.isLive(row)) count++;
  return count;
};

function remembered<T>(known: Map<string, Promise<T>>, name: string, load: () => Promise<T>): Promise<T> {
  let promise = known.get(name);
  if (!promise) {
    promise = load();
    known.set(name, promise);
    promise.catch(() => known.delete(name));
  }
  return promise;
}
