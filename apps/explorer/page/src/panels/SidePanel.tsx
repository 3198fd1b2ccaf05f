import { Copy, ListTree, Map as MapIcon, SlidersVertical, Tag } from 'lucide-preact';
import * as app from '../state/app';
import type { Chart } from '../state/chart';
import { DuplicatesPanel } from './DuplicatesPanel';
import { FiltersPanel } from './FiltersPanel';
import { MapPanel } from './MapPanel';
import { IconButton } from './parts';
import { TagsPanel } from './TagsPanel';
import { TopicsPanel } from './TopicsPanel';

const PANELS: { name: app.Panel; title: string; icon: typeof Tag }[] = [
  { name: 'topics', title: 'Topics', icon: ListTree },
  { name: 'filters', title: 'Filters', icon: SlidersVertical },
  { name: 'tags', title: 'Tags', icon: Tag },
  { name: 'duplicates', title: 'Duplicates', icon: Copy },
  { name: 'map', title: 'This map', icon: MapIcon },
];

/** A rail of panels at the side; a second click closes the one that is open. */
export function SidePanel({ chart }: { chart: Chart }) {
  const open = app.panel.value;
  const offered = PANELS.filter(({ name }) =>
    name === 'duplicates' ? chart.info.duplicates !== null : name === 'topics' ? chart.info.depths > 0 : true,
  );
  return (
    <div class="side">
      <nav class="rail" aria-label="Panels">
        {offered.map(({ name, title, icon }) => (
          <IconButton
            icon={icon}
            name={title}
            on={open === name}
            testid={`panel-${name}`}
            onClick={() => (app.panel.value = open === name ? null : name)}
          />
        ))}
      </nav>
      {open ? (
        <section
          class={`panel ${open}`}
          data-testid={`${open}-panel`}
          aria-label={PANELS.find(({ name }) => name === open)!.title}
        >
          {open === 'topics' ? <TopicsPanel chart={chart} /> : null}
          {open === 'filters' ? <FiltersPanel chart={chart} /> : null}
          {open === 'tags' ? <TagsPanel chart={chart} /> : null}
          {open === 'duplicates' ? <DuplicatesPanel chart={chart} /> : null}
          {open === 'map' ? <MapPanel chart={chart} /> : null}
        </section>
      ) : null}
    </div>
  );
}
