import { Eraser, Tag, X } from 'lucide-preact';
import { DUPLICATE_CLASSES, keyOf, type Condition } from '../filter/condition';
import * as app from '../state/app';
import type { Chart } from '../state/chart';
import { moment, number, plural, whole } from './words';

/** How many are shown and why, at the foot of the map. */
export function Status({ chart }: { chart: Chart }) {
  const shown = chart.shown.value,
    all = chart.live.value,
    conditions = chart.conditions.value;
  return (
    <div class="status" data-testid="status">
      <span class="count" role="status" data-testid="shown-count" data-shown={shown} data-all={all}>
        {shown === all ? plural(all, 'point') : `${whole(shown)} of ${whole(all)}`}
      </span>
      {conditions.map((condition) => (
        <button
          type="button"
          class="chip closing"
          title="Remove this condition"
          data-testid="condition"
          onClick={() => chart.clearCondition(keyOf(condition))}
        >
          <span class="cut">{said(condition, chart)}</span>
          <X size={12} aria-hidden="true" />
        </button>
      ))}
      {conditions.length > 0 && chart.info.can.write ? (
        <button type="button" class="chip act" data-testid="tag-shown" onClick={() => (app.panel.value = 'tags')}>
          <Tag size={12} aria-hidden="true" /> Tag these
        </button>
      ) : null}
      {conditions.length > 0 ? (
        <button type="button" class="chip act" data-testid="clear-all" onClick={() => chart.clearAll()}>
          <Eraser size={12} aria-hidden="true" /> Show all
        </button>
      ) : null}
    </div>
  );
}

function said(condition: Condition, chart: Chart): string {
  switch (condition.kind) {
    case 'values': {
      const names = condition.values.map((value) => value ?? 'unset');
      return `${condition.column}: ${names.length > 2 ? `${names.length} values` : names.join(', ')}`;
    }
    case 'range': {
      const time = chart.columnInfo(condition.column)?.type === 'timestamp',
        span = condition.to - condition.from;
      const show = (v: number): string => (time ? moment(v, span) : number(v));
      return `${condition.column}: ${show(condition.from)} – ${show(condition.to)}`;
    }
    case 'topics': {
      const names = condition.ids.map((id) => chart.tree.value.byId.get(id)?.label ?? 'no topic');
      return names.length > 1 ? `${names.length} topics` : names[0];
    }
    case 'tag':
      return `tag: ${condition.name}`;
    case 'duplicates':
      return condition.classes.map((c) => DUPLICATE_CLASSES[c]).join(', ');
    case 'words':
      return `“${condition.text}”`;
    case 'region':
      return condition.shapes.length > 1 ? `drawn, ${condition.shapes.length} outlines` : 'drawn outline';
  }
}
