import { expect, test } from 'vitest';
import { Labels } from '../src/map/labels';

test('names are drawn before topics are known, with a filter already in force', () => {
  const labels = new Labels({} as HTMLElement);
  labels.shown = new Map([[1, 5]]);
  expect(() => labels.draw({ x: 0, y: 0, scale: 1 }, { width: 800, height: 600 })).not.toThrow();
});
