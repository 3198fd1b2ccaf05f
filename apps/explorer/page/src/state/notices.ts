import { signal } from '@preact/signals';
import { Refusal } from '../data/source';

export interface Notice {
  id: number;
  text: string;
  kind: 'said' | 'trouble';
}

/** What the page has to say, newest last. */
export const notices = signal<Notice[]>([]);
let next = 1;

export function say(text: string, kind: Notice['kind'] = 'said'): void {
  const id = next++;
  notices.value = [...notices.peek().slice(-2), { id, text, kind }];
  setTimeout(() => dismiss(id), kind === 'said' ? 5000 : 12000);
}

/** Grows when the server has another generation than the page. */
export const stale = signal(0);

export function complain(error: unknown): void {
  if (error instanceof Refusal && error.kind === 'generation') {
    say('The map has a new generation; it is loaded anew.');
    stale.value = stale.peek() + 1;
  } else say(error instanceof Error ? error.message : String(error), 'trouble');
}

export function dismiss(id: number): void {
  notices.value = notices.value.filter((notice) => notice.id !== id);
}
