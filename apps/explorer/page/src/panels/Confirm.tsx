import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';

interface Question {
  title: string;
  text: string;
  act: string;
  answer: (yes: boolean) => void;
}

const asked = signal<Question | null>(null);

/** Asks before something that cannot be taken back. */
export function confirmed(title: string, text: string, act: string): Promise<boolean> {
  return new Promise((resolve) => {
    asked.value = {
      title,
      text,
      act,
      answer: (yes) => {
        asked.value = null;
        resolve(yes);
      },
    };
  });
}

export function Confirm() {
  const question = asked.value;
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (question) box.current?.showModal();
  }, [question]);
  if (!question) return null;
  return (
    <dialog ref={box} class="dialog" data-testid="confirm" aria-label={question.title} onCancel={() => question.answer(false)}>
      <h2>{question.title}</h2>
      <p class="soft">{question.text}</p>
      <div class="dialog-acts">
        <button type="button" class="button" data-testid="confirm-no" onClick={() => question.answer(false)}>
          Cancel
        </button>
        <button type="button" class="button danger" data-testid="confirm-yes" onClick={() => question.answer(true)}>
          {question.act}
        </button>
      </div>
    </dialog>
  );
}
