import { X } from 'lucide-preact';
import { useEffect, useRef } from 'preact/hooks';
import * as app from '../state/app';
import { IconButton } from './parts';

const KEYS: [string, string][] = [
  ['Drag, arrows', 'move'],
  ['Wheel, + and −', 'zoom'],
  ['0', 'the whole map'],
  ['/', 'search'],
  ['Click', 'hold a card open, with its nearest neighbours'],
  ['L, R, V', 'lasso, rectangle, move'],
  ['Shift, Alt and a drag', 'add to a selection, remove from it'],
  ['Esc', 'one step back'],
];

export function Help() {
  const box = useRef<HTMLDialogElement>(null);
  const close = (): void => void (app.helpOpen.value = false);
  useEffect(() => box.current?.showModal(), []);
  return (
    <dialog
      ref={box}
      class="dialog"
      data-testid="help"
      aria-label="Keys and hints"
      onClose={close}
      onClick={(e) => e.target === box.current && close()}
    >
      <div class="dialog-head">
        <h2>Keys and hints</h2>
        <IconButton icon={X} name="Close" onClick={close} />
      </div>
      <dl class="keys">
        {KEYS.map(([key, does]) => (
          <>
            <dt>{key}</dt>
            <dd>{does}</dd>
          </>
        ))}
      </dl>
      <p class="soft">
        A filter greys what it leaves out; counts everywhere follow at once. The address carries position, colour and filters:
        send it to someone with the same database.
      </p>
    </dialog>
  );
}
