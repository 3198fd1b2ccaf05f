import { X } from 'lucide-preact';
import { dismiss, notices } from '../state/notices';
import { IconButton } from './parts';

export function Notices() {
  return (
    <div class="notices" role="status" aria-live="polite">
      {notices.value.map(({ id, text, kind }) => (
        <div class={`notice ${kind}`} key={id} data-testid="notice">
          <span>{text}</span>
          <IconButton icon={X} name="Dismiss" onClick={() => dismiss(id)} />
        </div>
      ))}
    </div>
  );
}
