import type { Topic, Topics } from '../data/answers';

/** The topics of a map as a tree. */
export class TopicTree {
  readonly byId = new Map<number, Topic>();
  private readonly below = new Map<number, Topic[]>();

  constructor(readonly topics: Topics) {
    for (const topic of topics.topics) {
      this.byId.set(topic.id, topic);
      this.below.set(topic.parent, [...(this.below.get(topic.parent) ?? []), topic]);
    }
  }

  children = (id: number): Topic[] => this.below.get(id) ?? [];

  /** From depth 1 down to the topic itself. */
  path(id: number): Topic[] {
    const path: Topic[] = [];
    for (let topic = this.byId.get(id); topic; topic = this.byId.get(topic.parent)) path.unshift(topic);
    return path;
  }

  /** A topic's id and those of all below it. */
  within(id: number): Set<number> {
    const ids = new Set<number>([id]);
    for (const child of this.children(id)) for (const below of this.within(child.id)) ids.add(below);
    return ids;
  }
}
