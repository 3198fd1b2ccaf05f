/** The binary form of an answer: a JSON header, then arrays laid over the bytes without copying. */

export type Numbers = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float32Array | Float64Array;

export interface Frame {
  header: Record<string, unknown>;
  arrays: Record<string, Numbers>;
}

const KINDS = {
  u8: Uint8Array,
  u16: Uint16Array,
  u32: Uint32Array,
  i32: Int32Array,
  f32: Float32Array,
  f64: Float64Array,
} as const;

const padded = (bytes: number): number => (bytes + 7) & ~7;

export function decodeFrame(buffer: ArrayBuffer): Frame {
  const length = new DataView(buffer).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
  const arrays: Record<string, Numbers> = {};
  let at = 4 + length;
  for (const { name, type, length: count } of header.arrays as { name: string; type: keyof typeof KINDS; length: number }[]) {
    const array = new KINDS[type](buffer, at, count);
    arrays[name] = array;
    at += padded(array.byteLength);
  }
  return { header, arrays };
}

export function bytesOfBase64(text: string): ArrayBuffer {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes.buffer;
}

export function base64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 0x8000) {
    parts.push(String.fromCharCode(...bytes.subarray(at, at + 0x8000)));
  }
  return btoa(parts.join(''));
}
