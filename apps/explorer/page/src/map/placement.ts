/** A label that would like to stand at a place of the screen. Earlier ones in a list come first. */
export interface Wish {
  id: number;
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export const boxOf = ({ x, y, width, height }: Wish, gap = 0): Box => ({
  left: x - width / 2 - gap,
  top: y - height / 2 - gap,
  right: x + width / 2 + gap,
  bottom: y + height / 2 + gap,
});

export const overlap = (a: Box, b: Box): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Where a label may stand instead, in its own widths and heights. */
const ASIDE: [number, number][] = [
  [0, 0],
  [0, -0.6],
  [0, 0.6],
  [0, -1.15],
  [0, 1.15],
  [-0.3, 0],
  [0.3, 0],
  [-0.3, -0.8],
  [0.3, -0.8],
  [-0.3, 0.8],
  [0.3, 0.8],
];

/**
 * The labels that can stand without touching one another. One that is in the way tries a little aside of its place before it
 * gives up; the order of wishes decides who comes first.
 */
export function placed(wishes: Wish[], most: number, gap = 4): Wish[] {
  const standing: { wish: Wish; box: Box }[] = [];
  for (const wish of wishes) {
    if (standing.length >= most) break;
    for (const [right, down] of ASIDE) {
      const tried = { ...wish, x: wish.x + right * wish.width, y: wish.y + down * wish.height };
      const box = boxOf(tried, gap / 2);
      if (standing.some((other) => overlap(box, other.box))) continue;
      standing.push({ wish: tried, box });
      break;
    }
  }
  return standing.map(({ wish }) => wish);
}
