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
  left: x - width / 2 - gap, top: y - height / 2 - gap, right: x + width / 2 + gap, bottom: y + height / 2 + gap,
});

export const overlap = (a: Box, b: Box): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/**
 * The labels that can stand without touching one another. One that is in the way tries a little above and below its place
 * before it gives up; the order of wishes decides who comes first.
 */
export function placed(wishes: Wish[], most: number, gap = 4): Wish[] {
  const standing: { wish: Wish; box: Box }[] = [];
  for (const wish of wishes) {
    if (standing.length >= most) break;
    for (const up of [0, -0.8, 0.8]) {
      const tried = { ...wish, y: wish.y + up * wish.height };
      const box = boxOf(tried, gap / 2);
      if (standing.some((other) => overlap(box, other.box))) continue;
      standing.push({ wish: tried, box });
      break;
    }
  }
  return standing.map(({ wish }) => wish);
}
