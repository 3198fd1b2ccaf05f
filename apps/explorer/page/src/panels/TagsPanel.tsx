import { Ellipsis, Filter as FilterIcon, Lock, Palette, Pencil, Plus, Trash2, Minus } from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { Tag } from '../data/answers';
import type { TagEdit } from '../data/source';
import { forgetData } from '../state/card';
import type { Chart } from '../state/chart';
import { complain, say } from '../state/notices';
import { confirmed } from './Confirm';
import { IconButton } from './parts';
import { plural, whole } from './words';

/** Names for what is shown: frozen as it is now, or live as a rule. */
export function TagsPanel({ chart }: { chart: Chart }) {
  const tags = chart.tags.value;
  return (
    <>
      <div class="panel-head">
        <h2>Tags</h2>
      </div>
      {chart.info.can.write ? <NewTag chart={chart} /> : null}
      <ul class="scroll tag-list" data-testid="tag-list">
        {tags.map((tag) => (
          <TagLine key={tag.name} chart={chart} tag={tag} />
        ))}
      </ul>
      {tags.length === 0 ? (
        <p class="soft pad">
          {chart.info.can.write ? 'Select something with the lasso or a filter, then give it a name here.' : 'There are no tags.'}
        </p>
      ) : null}
    </>
  );
}

function NewTag({ chart }: { chart: Chart }) {
  const shown = chart.shown.value,
    conditions = chart.conditions.value;
  const [live, setLive] = useState(false);
  const able = conditions.length > 0 && shown > 0;
  return (
    <form
      class="new-tag"
      data-testid="new-tag"
      onSubmit={(event) => {
        event.preventDefault();
        const form = event.currentTarget,
          name = String(new FormData(form).get('name'));
        const change: TagEdit = live
          ? { verb: 'create', name, filter: chart.currentFilter() }
          : { verb: 'create', name, mask: chart.shownMask() };
        void edit(
          chart,
          change,
          live ? `Tag '${name}' follows this filter.` : `Tag '${name}' has ${plural(shown, 'datum', 'data')}.`,
        ).then((done) => done && (form.querySelector('input')!.value = ''));
      }}
    >
      <label class="over">
        {able ? `Tag the ${whole(shown)} shown` : 'Tag what is shown'}
        <input
          name="name"
          required
          maxLength={256}
          placeholder="Name"
          data-testid="tag-name"
          disabled={!able}
          autocomplete="off"
        />
      </label>
      <div class="choice" role="radiogroup" aria-label="Kind of tag">
        <label class="check">
          <input type="radio" name="live" checked={!live} onChange={() => setLive(false)} data-testid="tag-frozen" />
          these, for good
        </label>
        <label class="check">
          <input type="radio" name="live" checked={live} onChange={() => setLive(true)} data-testid="tag-live" />
          whatever fits the filter
        </label>
      </div>
      <button type="submit" class="button primary" disabled={!able} data-testid="tag-save">
        Save tag
      </button>
    </form>
  );
}

function TagLine({ chart, tag }: { chart: Chart; tag: Tag }) {
  const [renaming, rename] = useState(false);
  const key = `tag:${tag.name}`,
    on = chart.condition(key) !== undefined;
  const [open, setOpen] = useState(false);
  return (
    <li data-testid="tag" data-tag={tag.name}>
      <div class="tag-line">
        <button
          type="button"
          class={`row-button${on ? ' chosen' : ''}`}
          aria-pressed={on}
          disabled={tag.problem !== null}
          data-testid="tag-filter"
          onClick={() => (on ? chart.clearCondition(key) : void chart.setCondition({ kind: 'tag', name: tag.name }))}
        >
          <FilterIcon size={13} aria-hidden="true" />
          <span class="cut">{tag.name}</span>
          {tag.live ? <span class="chip small">live</span> : null}
          <span class="figure">{whole(tag.count)}</span>
        </button>
        <IconButton
          icon={Ellipsis}
          name={`What can be done with ${tag.name}`}
          on={open}
          testid="tag-more"
          onClick={() => setOpen(!open)}
        />
      </div>
      {open ? <TagActs chart={chart} tag={tag} rename={() => rename(!renaming)} /> : null}
      {renaming ? (
        <form
          class="inline"
          onSubmit={(event) => {
            event.preventDefault();
            const to = String(new FormData(event.currentTarget).get('to'));
            void edit(chart, { verb: 'rename', name: tag.name, to }, `'${tag.name}' is '${to}' now.`).then(
              (done) => done && rename(false),
            );
          }}
        >
          <input name="to" defaultValue={tag.name} aria-label="New name" required ref={(input) => input?.focus()} />
          <button type="submit" class="button">
            Rename
          </button>
        </form>
      ) : null}
      {tag.problem ? <p class="soft pad-left">{tag.problem}</p> : null}
    </li>
  );
}

function TagActs({ chart, tag, rename }: { chart: Chart; tag: Tag; rename: () => void }) {
  const coloured = chart.colourBy.value.by === 'tag' && 'name' in chart.colourBy.value && chart.colourBy.value.name === tag.name;
  const write = chart.info.can.write,
    some = chart.conditions.value.length > 0;
  return (
    <div class="tag-acts">
      <IconButton
        icon={Palette}
        name="Colour by this tag"
        on={coloured}
        testid="tag-colour"
        onClick={() => void chart.setColour(coloured ? { by: 'topic' } : { by: 'tag', name: tag.name })}
      />
      {write ? (
        <>
          <IconButton
            icon={Plus}
            name="Add what is shown"
            disabled={!some}
            testid="tag-add"
            onClick={() => void edit(chart, { verb: 'add', name: tag.name, mask: chart.shownMask() }, `Added to '${tag.name}'.`)}
          />
          <IconButton
            icon={Minus}
            name="Remove what is shown"
            disabled={!some}
            testid="tag-remove"
            onClick={() =>
              void edit(chart, { verb: 'remove', name: tag.name, mask: chart.shownMask() }, `Removed from '${tag.name}'.`)
            }
          />
          {tag.live ? (
            <IconButton
              icon={Lock}
              name="Freeze: keep what it has now"
              testid="tag-freeze"
              onClick={() => void edit(chart, { verb: 'freeze', name: tag.name }, `'${tag.name}' stays as it is.`)}
            />
          ) : null}
          <IconButton icon={Pencil} name="Rename" testid="tag-rename" onClick={rename} />
          <IconButton
            icon={Trash2}
            name="Delete the tag, not its data"
            testid="tag-delete"
            danger
            onClick={async () => {
              if (await confirmed(`Delete the tag '${tag.name}'?`, 'Its data stay.', 'Delete'))
                await edit(chart, { verb: 'delete', name: tag.name }, `Tag '${tag.name}' is deleted.`);
            }}
          />
        </>
      ) : null}
    </div>
  );
}

async function edit(chart: Chart, change: TagEdit, done: string): Promise<boolean> {
  try {
    const tags = await chart.source.editTags(change);
    forgetData(chart);
    await chart.takeTags(tags);
    say(done);
    return true;
  } catch (error) {
    complain(error);
    return false;
  }
}
