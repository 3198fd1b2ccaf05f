import type { Codes, ColumnData, DuplicateColumns, OldPlaces, Points } from './answers';
import type { Frame } from './frame';

/** Frames of the data API as the columns the page works with. */

export function pointsOf({ arrays }: Frame): Points {
  return { x: arrays.x as Float32Array, y: arrays.y as Float32Array, topic: arrays.topic as Int32Array };
}

export function columnOf({ header, arrays }: Frame): ColumnData {
  if (arrays.value) {
    return {
      kind: 'numbers',
      values: arrays.value as Float64Array,
      min: header.min as number,
      max: header.max as number,
    };
  }
  const words = { codes: arrays.code as Codes, dictionary: header.dictionary as string[], counts: header.counts as number[] };
  return arrays.start ? { kind: 'lists', start: arrays.start as Uint32Array, ...words } : { kind: 'codes', ...words };
}

export function duplicatesOf({ header, arrays }: Frame): DuplicateColumns {
  return {
    class: arrays.class as Uint8Array,
    retained: arrays.retained as Uint32Array,
    distance: arrays.distance as Float32Array,
    cutoff: header.cutoff as number,
    clusters: header.clusters as number,
    candidates: header.candidates as number,
  };
}

export function oldPlacesOf({ header, arrays }: Frame): OldPlaces {
  return {
    x: arrays.x as Float32Array,
    y: arrays.y as Float32Array,
    gone: header.gone as number,
    came: header.came as number,
    moved: header.moved as number,
  };
}
