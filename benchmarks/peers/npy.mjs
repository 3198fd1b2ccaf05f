// Two axes of float32 in numpy's file format, C order.
import fs from 'node:fs';

const HEADER_AT = 10;

/** {n, d, values}: values row by row. */
export function read(file) {
  const bytes = fs.readFileSync(file);
  const data = HEADER_AT + bytes.readUInt16LE(8);
  const header = bytes.toString('latin1', HEADER_AT, data);
  const shape = /'descr': '<f4', 'fortran_order': False, 'shape': \((\d+), (\d+)\)/.exec(header);
  if (!shape) throw new Error(`${file} is no float32 array of two axes: ${header}`);
  const [n, d] = [Number(shape[1]), Number(shape[2])];
  return { n, d, values: new Float32Array(bytes.buffer.slice(bytes.byteOffset + data), 0, n * d) };
}

export function write(file, values, n, d) {
  const entries = `{'descr': '<f4', 'fortran_order': False, 'shape': (${n}, ${d}), }`;
  const end = 64 * Math.ceil((HEADER_AT + entries.length + 1) / 64);
  const header = Buffer.alloc(end, ' ');
  header.write('\x93NUMPY\x01\x00', 'latin1');
  header.writeUInt16LE(end - HEADER_AT, 8);
  header.write(entries, HEADER_AT);
  header.write('\n', end - 1);
  fs.writeFileSync(file, Buffer.concat([header, Buffer.from(values.buffer, values.byteOffset, 4 * n * d)]));
}
