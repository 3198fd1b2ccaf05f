import { effect, signal } from '@preact/signals';
import type { Theme } from '../colour/palette';

const dark = matchMedia('(prefers-color-scheme: dark)');

function remembered(): Theme | null {
  try {
    const kept = localStorage.getItem('portolan-theme');
    return kept === 'light' || kept === 'dark' ? kept : null;
  } catch {
    return null;
  }
}

/** Light or dark: as the system is, until a person chooses. */
export const theme = signal<Theme>(remembered() ?? (dark.matches ? 'dark' : 'light'));

dark.addEventListener('change', () => {
  if (remembered() === null) theme.value = dark.matches ? 'dark' : 'light';
});

effect(() => {
  document.documentElement.dataset.theme = theme.value;
});

export function chooseTheme(chosen: Theme): void {
  theme.value = chosen;
  try {
    localStorage.setItem('portolan-theme', chosen);
  } catch {
    // a page from disk may be refused storage; the choice then lasts as long as the page
  }
}
