import type { ColumnInfo, Filter } from '../data/answers';
import type { Shape } from './region';

/** What a person asked the map to show: one condition a dimension, all of them hold. Kept in the address as it is. */
export type Condition =
  | { kind: 'values'; column: string; values: (string | null)[] }
  | { kind: 'range'; column: string; from: number; to: number }
  | { kind: 'topics'; ids: number[] }
  | { kind: 'tag'; name: string }
  | { kind: 'duplicates'; classes: number[] }
  | { kind: 'words'; text: string }
  | { kind: 'region'; shapes: Shape[] };

/** Conditions of one key replace one another. */
export function keyOf(condition: Condition): string {
  switch (condition.kind) {
    case 'values':
    case 'range':
      return `column:${condition.column}`;
    case 'tag':
      return `tag:${condition.name}`;
    default:
      return condition.kind;
  }
}

export const DUPLICATE_CLASSES = ['not live', 'singleton', 'retention candidate', 'deletion candidate'];

const all = (parts: Filter[]): Filter => (parts.length === 1 ? parts[0] : { and: parts });
const some = (parts: Filter[]): Filter => (parts.length === 1 ? parts[0] : { or: parts });

/** A condition as the server's filter, for live tags and for searching within. */
export function filterOf(condition: Condition, map: string, columns: ColumnInfo[], textColumn: string | null): Filter {
  switch (condition.kind) {
    case 'values':
      return valuesFilter(condition.column, condition.values, columns);
    case 'range': {
      const time = columns.find((column) => column.name === condition.column)?.type === 'timestamp';
      const bound = (v: number): unknown => (time ? new Date(v).toISOString() : v);
      return { range: { column: condition.column, from: bound(condition.from), to: bound(condition.to) } };
    }
    case 'topics':
      return some(condition.ids.map((id) => (id === 0 ? { unassigned: { depth: 1, map } } : { inTopic: { id, map } })));
    case 'tag':
      return { tagged: condition.name };
    case 'duplicates':
      return some(condition.classes.map((c) => ({ duplicateClass: { class: DUPLICATE_CLASSES[c], map } })));
    case 'words':
      return { words: { column: textColumn, words: condition.text, match: 'all' } };
    case 'region':
      return (
        condition.shapes.reduce<Filter | null>((sofar, shape) => {
          const inside: Filter = { inPolygon: { corners: shape.corners, map: shape.map ?? map } };
          if (sofar === null || shape.mode === 'replace') return inside;
          if (shape.mode === 'add') return { or: [sofar, inside] };
          return { and: [sofar, shape.mode === 'remove' ? { not: inside } : inside] };
        }, null) ?? { all: {} }
      );
  }
}

function valuesFilter(column: string, values: (string | null)[], columns: ColumnInfo[]): Filter {
  const bool = columns.find((other) => other.name === column)?.type === 'bool';
  const set = values.filter((v): v is string => v !== null);
  const parts: Filter[] = [];
  if (set.length > 0) parts.push({ oneOf: { column, values: bool ? set.map((v) => v === 'true') : set } });
  if (values.includes(null)) parts.push({ not: { isSet: { column } } });
  return some(parts);
}

export const allOf = (filters: Filter[]): Filter => (filters.length === 0 ? { all: {} } : all(filters));
