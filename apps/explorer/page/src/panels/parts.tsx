import type { ComponentChildren, ComponentType } from 'preact';
import { useState } from 'preact/hooks';
import { ChevronRight } from 'lucide-preact';
import type { LucideProps } from 'lucide-preact';

type Icon = ComponentType<LucideProps>;

/** A button that is only a picture; its name is for the tooltip and for screen readers. */
export function IconButton({
  icon: Icon,
  name,
  on,
  onClick,
  testid,
  disabled,
  danger,
}: {
  icon: Icon;
  name: string;
  on?: boolean;
  onClick: (event: MouseEvent) => void;
  testid?: string;
  disabled?: boolean;
  danger?: boolean;
}) {
  return (
    <button
      type="button"
      class={`icon${on ? ' on' : ''}${danger ? ' danger' : ''}`}
      title={name}
      aria-label={name}
      aria-pressed={on}
      data-testid={testid}
      disabled={disabled}
      onClick={onClick}
    >
      <Icon size={17} strokeWidth={1.75} aria-hidden="true" />
    </button>
  );
}

/** A heading that opens and closes what stands below it. */
export function Fold({
  title,
  aside,
  open = true,
  children,
  testid,
}: {
  title: string;
  aside?: ComponentChildren;
  open?: boolean;
  children: () => ComponentChildren;
  testid?: string;
}) {
  const [shown, show] = useState(open);
  return (
    <section class="fold" data-testid={testid}>
      <div class="fold-head">
        <button type="button" class="fold-title" aria-expanded={shown} onClick={() => show(!shown)}>
          <ChevronRight size={14} strokeWidth={2} aria-hidden="true" />
          <span class="cut">{title}</span>
        </button>
        {aside}
      </div>
      {shown ? children() : null}
    </section>
  );
}

export function Dot({ colour }: { colour: string }) {
  return <span class="dot" style={{ background: colour }} aria-hidden="true" />;
}

/** How much of a whole, as a thin bar. */
export function Bar({ share, of = 1, colour }: { share: number; of?: number; colour?: string }) {
  return (
    <span class="bar" aria-hidden="true">
      <span class="bar-all" style={{ width: `${Math.round(100 * of)}%` }} />
      <span class="bar-part" style={{ width: `${Math.round(100 * share)}%`, background: colour }} />
    </span>
  );
}

/** A text with the stretches that were found marked. */
export function Marked({ text, marks }: { text: string; marks: [number, number][] }) {
  const pieces: ComponentChildren[] = [];
  let at = 0;
  for (const [from, to] of marks) {
    pieces.push(text.slice(at, from), <mark>{text.slice(from, to)}</mark>);
    at = to;
  }
  return (
    <>
      {pieces}
      {text.slice(at)}
    </>
  );
}
