import { lchOf, rgbOfHex, rgbOfLch, type Rgb } from './oklch';

export type Theme = 'light' | 'dark';

/** Twelve hues told apart by lightness too, after Okabe and Ito and Paul Tol, so that no kind of colour blindness joins neighbours. */
const LIGHT = [
  '#006faf',
  '#d55e00',
  '#18946a',
  '#cd7fac',
  '#e19a17',
  '#5ab2ed',
  '#882255',
  '#8a8a22',
  '#40349c',
  '#2f9e8f',
  '#b33c4a',
  '#7a4a1c',
];
const DARK = [
  '#328ed1',
  '#f58549',
  '#2bbe92',
  '#ed9bd8',
  '#fbc45d',
  '#b0e6ff',
  '#d3729f',
  '#c6c65e',
  '#968cf0',
  '#7fdccb',
  '#f08a94',
  '#c99a6e',
];

export const hues = (theme: Theme): Rgb[] => (theme === 'light' ? LIGHT : DARK).map(rgbOfHex);

/** Stops of viridis, which reads the same with and without colour blindness, from faint to strong on either ground. */
const RAMP_LIGHT = ['#addc30', '#5ec962', '#28ae80', '#21918c', '#2c728e', '#3b528b', '#472d7b', '#440154'];
const RAMP_DARK = ['#46337e', '#3b528b', '#2c728e', '#21918c', '#28ae80', '#5ec962', '#addc30', '#fde725'];

export function ramp(theme: Theme, steps: number): Rgb[] {
  const stops = (theme === 'light' ? RAMP_LIGHT : RAMP_DARK).map(rgbOfHex);
  return Array.from({ length: steps }, (_, i) => {
    const t = (i / Math.max(1, steps - 1)) * (stops.length - 1),
      at = Math.min(stops.length - 2, Math.floor(t));
    return stops[at].map((v, c) => Math.round(v + (stops[at + 1][c] - v) * (t - at))) as Rgb;
  });
}

export const ground = (theme: Theme): Rgb => (theme === 'light' ? [251, 250, 247] : [14, 18, 24]);
export const greyPoint = (theme: Theme): Rgb => (theme === 'light' ? [190, 191, 194] : [60, 67, 78]);
export const noValue = (theme: Theme): Rgb => (theme === 'light' ? [150, 152, 158] : [112, 120, 132]);

/** A shade of a hue for the i-th of its parts; the fewer hues there are, the farther apart its shades may lie. */
export function shade(rgb: Rgb, i: number, theme: Theme, spread = 1): Rgb {
  const [l, c, h] = lchOf(rgb);
  const lift = [0, 0.075, -0.06, 0.035, -0.03][i % 5] * (theme === 'light' ? 1 : 0.9);
  return rgbOfLch([
    Math.min(0.94, Math.max(0.28, l + lift)),
    c * (i % 3 === 1 ? 0.88 : 1),
    h + (((i * 7) % 5) - 2) * 0.09 * spread,
  ]);
}
