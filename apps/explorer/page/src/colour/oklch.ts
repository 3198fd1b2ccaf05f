/** Colours by lightness, chroma and hue as eyes see them (OKLCH), and contrast as WCAG counts it. */

export type Rgb = [number, number, number];
export type Lch = [number, number, number];

const linear = (v: number): number => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
const gamma = (v: number): number => (v <= 0.0031308 ? v * 12.92 : 1.055 * v ** (1 / 2.4) - 0.055);

export function rgbOfHex(hex: string): Rgb {
  const v = parseInt(hex.slice(1), 16);
  return [v >> 16, (v >> 8) & 255, v & 255];
}

export const cssOf = ([r, g, b]: Rgb): string => `rgb(${r} ${g} ${b})`;

export function labOf(rgb: Rgb): Rgb {
  const [r, g, b] = rgb.map((v) => linear(v / 255));
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

export function lchOf(rgb: Rgb): Lch {
  const [l, a, b] = labOf(rgb);
  return [l, Math.hypot(a, b), Math.atan2(b, a)];
}

export function rgbOfLch([l, c, h]: Lch): Rgb {
  const a = c * Math.cos(h),
    b = c * Math.sin(h);
  const p = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const q = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const rgb = [
    4.0767416621 * p - 3.3077115913 * q + 0.2309699292 * s,
    -1.2684380046 * p + 2.6097574011 * q - 0.3413193965 * s,
    -0.0041960863 * p - 0.7034186147 * q + 1.707614701 * s,
  ];
  return rgb.map((v) => Math.round(255 * Math.min(1, Math.max(0, gamma(Math.max(0, v)))))) as Rgb;
}

export function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((v) => linear(v / 255));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

export function contrast(a: Rgb, b: Rgb): number {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

/** The same hue, made lighter or darker until it can be read as text on the ground. */
export function readable(rgb: Rgb, ground: Rgb, least = 4.6): Rgb {
  const [l, c, h] = lchOf(rgb);
  const step = luminance(ground) > 0.4 ? -0.02 : 0.02;
  for (let i = 0, at = l; i < 50; i++, at += step) {
    const tried = rgbOfLch([Math.min(1, Math.max(0, at)), c, h]);
    if (contrast(tried, ground) >= least) return tried;
  }
  return step < 0 ? [0, 0, 0] : [255, 255, 255];
}

export const apart = (a: Rgb, b: Rgb): number => {
  const p = labOf(a),
    q = labOf(b);
  return Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
};
