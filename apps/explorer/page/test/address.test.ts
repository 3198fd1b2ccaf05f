import { expect, test } from 'vitest';
import { decodeView, emptyView, encodeView, type View } from '../src/share/address';

test('view_written_isReadBack', () => {
  const view: View = {
    dataset: 'news',
    map: 'default',
    at: { x: -1.25, y: 3.5, zoom: 12 },
    colour: { by: 'column', name: 'a:b&c=<d>' },
    second: 'tsne',
    contours: true,
    conditions: [
      { kind: 'values', column: 'label "l"', values: ['#1 & <b>', null] },
      { kind: 'range', column: 'when', from: -5, to: 7e11 },
      { kind: 'topics', ids: [3, 0] },
      { kind: 'tag', name: 'häß%20lich' },
      { kind: 'duplicates', classes: [3] },
      { kind: 'words', text: 'late + delivery' },
      {
        kind: 'region',
        shapes: [
          {
            mode: 'replace',
            corners: [
              [0, 0],
              [1, 0],
              [1, 1],
            ],
          },
        ],
      },
    ],
  };
  expect(decodeView(`#${encodeView(view)}`)).toEqual(view);
});

test('decodeView_nonsense_isAnEmptyView', () => {
  for (const hash of ['', '#', '#at=1,2', '#at=a,b,c', '#show=[{', '#show=7', '#colour=column:', '#map=news']) {
    expect(decodeView(hash), hash).toEqual(emptyView());
  }
});

test('decodeView_conditionsOfOtherShapes_areLeftOut', () => {
  const show = JSON.stringify([
    { kind: 'range', column: 'x', from: '1', to: 2 },
    { kind: 'evil' },
    null,
    { kind: 'region', shapes: [{ mode: 'add', corners: [[1]] }] },
    { kind: 'tag', name: 'a' },
  ]);
  expect(decodeView(`#show=${encodeURIComponent(show)}`).conditions).toEqual([{ kind: 'tag', name: 'a' }]);
});
