import { expect, test } from 'vitest';
import { base64, bytesOfBase64, decodeFrame } from '../src/data/frame';

function frame(header: object, arrays: Uint8Array<ArrayBuffer>[]): ArrayBuffer {
  const text = new TextEncoder().encode(JSON.stringify(header));
  const length = ((4 + text.length + 7) & ~7) - 4;
  const parts = [new Uint8Array(new Uint32Array([length]).buffer), text, new Uint8Array(length - text.length).fill(32)];
  for (const array of arrays) parts.push(array, new Uint8Array(-array.length & 7));
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  parts.reduce((at, part) => (bytes.set(part, at), at + part.length), 0);
  return bytes.buffer;
}

test('decodeFrame_arraysOfSeveralTypes_areReadInPlace', () => {
  const header = {
    count: 3,
    arrays: [
      { name: 'a', type: 'u8', length: 3 },
      { name: 'b', type: 'f64', length: 1 },
      { name: 'c', type: 'i32', length: 2 },
    ],
  };
  const buffer = frame(header, [
    Uint8Array.of(1, 2, 3),
    new Uint8Array(Float64Array.of(0.5).buffer),
    new Uint8Array(Int32Array.of(-1, 7).buffer),
  ]);
  const { header: read, arrays } = decodeFrame(buffer);
  expect(read.count).toBe(3);
  expect([...arrays.a]).toEqual([1, 2, 3]);
  expect([...arrays.b]).toEqual([0.5]);
  expect([...arrays.c]).toEqual([-1, 7]);
});

test('base64_anyBytes_roundTrip', () => {
  const bytes = Uint8Array.from({ length: 70_001 }, (_, i) => (i * 7) & 255);
  expect(new Uint8Array(bytesOfBase64(base64(bytes)))).toEqual(bytes);
});
