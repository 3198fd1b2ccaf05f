import { ChevronRight, EyeOff, Filter as FilterIcon, Merge, Pencil, Undo2 } from 'lucide-preact';
import { useMemo, useState } from 'preact/hooks';
import { signal } from '@preact/signals';
import type { Topic } from '../data/answers';
import type { TopicEdit } from '../data/source';
import { cssOf } from '../colour/oklch';
import * as app from '../state/app';
import { forgetData } from '../state/card';
import type { Chart } from '../state/chart';
import { complain, say } from '../state/notices';
import { Bar, Dot, IconButton } from './parts';
import { whole } from './words';

const editing = signal<{ id: number; as: 'rename' | 'merge' } | null>(null);

/** The topics as a tree: a click flies there, counts follow the filters. */
export function TopicsPanel({ chart }: { chart: Chart }) {
  const tree = chart.tree.value,
    tick = chart.tick.value;
  const counts = useMemo(() => chart.shownByTopic('topics'), [chart, tree, tick]);
  const edits = chart.topics.value.edits;
  const unassigned = counts.get(0) ?? 0;
  return (
    <>
      <div class="panel-head">
        <h2>Topics</h2>
        {edits.length > 0 && chart.info.can.write ? (
          <IconButton
            icon={Undo2}
            name={`Take back: ${edits[edits.length - 1].what}`}
            testid="topic-undo"
            onClick={() => void edit(chart, { verb: 'undo' })}
          />
        ) : null}
      </div>
      <ul class="tree scroll" data-testid="topic-tree">
        {tree.children(-1).map((topic) => (
          <TopicLine key={topic.id} chart={chart} topic={topic} counts={counts} />
        ))}
        {unassigned > 0 || chart.condition('topics') ? (
          <li>
            <div class="topic-line">
              <span class="twist" />
              <button type="button" class="row-button" onClick={() => void toggleTopic(chart, 0)}>
                <span class="dot none" />
                <span class="cut soft">no topic</span>
                <span class="figure">{whole(unassigned)}</span>
              </button>
            </div>
          </li>
        ) : null}
      </ul>
    </>
  );
}

function TopicLine({ chart, topic, counts }: { chart: Chart; topic: Topic; counts: Map<number, number> }) {
  const [open, setOpen] = useState(false);
  const children = chart.tree.value.children(topic.id);
  const colour = chart.colouring.value?.topics.get(topic.id),
    shown = counts.get(topic.id) ?? 0;
  const most = Math.max(
    1,
    ...chart.tree.value
      .children(topic.parent)
      .slice(0, 1)
      .map((first) => first.count),
  );
  const condition = chart.condition('topics');
  const chosen = condition?.kind === 'topics' && condition.ids.includes(topic.id);
  const edited = editing.value?.id === topic.id ? editing.value.as : null;
  return (
    <li>
      <div class={`topic-line${chosen ? ' chosen' : ''}`} data-testid="topic" data-topic={topic.id}>
        {children.length > 0 ? (
          <button
            type="button"
            class="twist"
            aria-expanded={open}
            aria-label={`Parts of ${topic.label}`}
            data-testid="topic-open"
            onClick={() => setOpen(!open)}
          >
            <ChevronRight size={13} aria-hidden="true" />
          </button>
        ) : (
          <span class="twist" />
        )}
        <button
          type="button"
          class="row-button"
          title={topic.description}
          data-testid="topic-fly"
          onClick={() => app.stages.value.forEach((stage) => stage.flyToTopic(topic.id))}
        >
          <Dot colour={colour ? cssOf(colour) : 'transparent'} />
          <span class="cut">{topic.label}</span>
          <span class="figure">{whole(shown)}</span>
          <Bar share={shown / most} of={topic.count / most} colour={colour ? cssOf(colour) : undefined} />
        </button>
        <span class="on-hover">
          <IconButton
            icon={FilterIcon}
            name={chosen ? 'Show others again' : 'Show only this'}
            on={chosen}
            testid="topic-filter"
            onClick={() => void toggleTopic(chart, topic.id)}
          />
          {chart.info.can.write ? (
            <>
              <IconButton
                icon={Pencil}
                name="Rename"
                testid="topic-rename"
                onClick={() => (editing.value = edited === 'rename' ? null : { id: topic.id, as: 'rename' })}
              />
              <IconButton
                icon={Merge}
                name="Merge into another"
                testid="topic-merge"
                onClick={() => (editing.value = edited === 'merge' ? null : { id: topic.id, as: 'merge' })}
              />
              <IconButton
                icon={EyeOff}
                name="Hide"
                testid="topic-hide"
                onClick={() => void edit(chart, { verb: 'hide', id: topic.id })}
              />
            </>
          ) : null}
        </span>
      </div>
      {edited === 'rename' ? (
        <Rename chart={chart} topic={topic} />
      ) : edited === 'merge' ? (
        <MergeInto chart={chart} topic={topic} />
      ) : null}
      {open ? (
        <ul>
          {children.map((child) => (
            <TopicLine key={child.id} chart={chart} topic={child} counts={counts} />
          ))}
        </ul>
      ) : null}
    </li>
  );
}

function Rename({ chart, topic }: { chart: Chart; topic: Topic }) {
  return (
    <form
      class="inline"
      onSubmit={(event) => {
        event.preventDefault();
        const label = new FormData(event.currentTarget).get('label');
        void edit(chart, { verb: 'rename', id: topic.id, label: String(label) });
      }}
    >
      <input
        name="label"
        defaultValue={topic.label}
        aria-label="New name"
        data-testid="topic-name"
        ref={(input) => input?.focus()}
      />
      <button type="submit" class="button" data-testid="topic-name-save">
        Rename
      </button>
    </form>
  );
}

function MergeInto({ chart, topic }: { chart: Chart; topic: Topic }) {
  const siblings = chart.tree.value.children(topic.parent).filter((other) => other.id !== topic.id);
  if (siblings.length === 0) return <p class="soft pad">It has no sibling to merge into.</p>;
  return (
    <form
      class="inline"
      onSubmit={(event) => {
        event.preventDefault();
        void edit(chart, { verb: 'merge', id: topic.id, into: Number(new FormData(event.currentTarget).get('into')) });
      }}
    >
      <select name="into" aria-label="Merge into" data-testid="topic-into">
        {siblings.map((other) => (
          <option value={other.id}>{other.label}</option>
        ))}
      </select>
      <button type="submit" class="button" data-testid="topic-merge-save">
        Merge
      </button>
    </form>
  );
}

async function edit(chart: Chart, change: TopicEdit): Promise<void> {
  try {
    const topics = await chart.source.editTopics(change);
    editing.value = null;
    forgetData(chart);
    await chart.takeTopics(topics, change.verb !== 'rename');
    say(change.verb === 'undo' ? 'Taken back.' : (topics.edits[topics.edits.length - 1]?.what ?? 'Done.'));
  } catch (error) {
    complain(error);
  }
}

export async function toggleTopic(chart: Chart, id: number): Promise<void> {
  const before = chart.condition('topics');
  const ids = before?.kind === 'topics' ? before.ids : [];
  const after = ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id];
  if (after.length === 0) chart.clearCondition('topics');
  else await chart.setCondition({ kind: 'topics', ids: after });
}
