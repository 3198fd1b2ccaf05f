import { expect, test } from 'vitest';
import { apart, contrast, lchOf, readable, rgbOfLch, type Rgb } from '../src/colour/oklch';
import { ground, hues, ramp, type Theme } from '../src/colour/palette';

/** How a colour looks without the long, or the middle, cones (Viénot, Brettel and Mollon 1999, on linear light). */
const BLIND = {
  protan: [
    [0.1124, 0.8876, 0],
    [0.1124, 0.8876, 0],
    [0.004, -0.004, 1],
  ],
  deutan: [
    [0.2928, 0.7072, 0],
    [0.2928, 0.7072, 0],
    [-0.0223, 0.0223, 1],
  ],
};
const seen = (rgb: Rgb, matrix: number[][]): Rgb => {
  const light = rgb.map((v) => (v / 255) ** 2.2);
  return matrix.map((line) =>
    Math.round(
      255 *
        Math.min(
          1,
          Math.max(
            0,
            line.reduce((sum, m, i) => sum + m * light[i], 0),
          ),
        ) **
          (1 / 2.2),
    ),
  ) as Rgb;
};

test.each<Theme>(['light', 'dark'])('hues_%s_firstSixStayApartForColourBlindEyes', (theme) => {
  const six = hues(theme).slice(0, 6);
  for (const matrix of Object.values(BLIND)) {
    six.forEach((a, i) =>
      six.slice(0, i).forEach((b) => expect(apart(seen(a, matrix), seen(b, matrix)), `${a} and ${b}`).toBeGreaterThan(0.06)),
    );
  }
});

test.each<Theme>(['light', 'dark'])('readable_%s_everyHueReachesContrastAA', (theme) => {
  for (const rgb of hues(theme)) expect(contrast(readable(rgb, ground(theme)), ground(theme))).toBeGreaterThanOrEqual(4.5);
});

test.each<Theme>(['light', 'dark'])('ramp_%s_getsSteadilyStrongerAgainstItsGround', (theme) => {
  const contrasts = ramp(theme, 16).map((rgb) => contrast(rgb, ground(theme)));
  for (let i = 1; i < contrasts.length; i++) expect(contrasts[i]).toBeGreaterThan(contrasts[i - 1] - 0.01);
});

test('lch_ofAnyColour_leadsBack', () => {
  for (const rgb of [...hues('light'), ...hues('dark')])
    rgbOfLch(lchOf(rgb)).forEach((v, i) => expect(Math.abs(v - rgb[i])).toBeLessThanOrEqual(1));
});
