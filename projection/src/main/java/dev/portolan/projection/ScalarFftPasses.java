package dev.portolan.projection;

/// The scalar twin of [SimdFftPasses].
final class ScalarFftPasses implements FftPasses {
  @Override
  public void pass(Fft.Pass pass, Fft.Lines from, Fft.Lines to, int width) {
    int s = pass.stride() * width;
    for (int p = 0; p < pass.rest(); p++) {
      switch (pass.radix()) {
        case 2 -> two(pass, from, to, p, s);
        case 3 -> three(pass, from, to, p, s);
        case 4 -> four(pass, from, to, p, s);
        default -> five(pass, from, to, p, s);
      }
    }
  }

  private static void two(Fft.Pass pass, Fft.Lines from, Fft.Lines to, int p, int s) {
    float[] xr = from.re();
    float[] xi = from.im();
    float cos1 = pass.turns()[2 * p];
    float sin1 = pass.turns()[2 * p + 1];
    int step = pass.rest() * s;
    int o = 2 * p * s;
    for (int i = p * s; i < p * s + s; i++, o++) {
      float dr = xr[i] - xr[i + step];
      float di = xi[i] - xi[i + step];
      to.re()[o] = xr[i] + xr[i + step];
      to.im()[o] = xi[i] + xi[i + step];
      to.re()[o + s] = dr * cos1 - di * sin1;
      to.im()[o + s] = dr * sin1 + di * cos1;
    }
  }

  private static void three(Fft.Pass pass, Fft.Lines from, Fft.Lines to, int p, int s) {
    float[] xr = from.re();
    float[] xi = from.im();
    float cos1 = pass.turns()[4 * p];
    float sin1 = pass.turns()[4 * p + 1];
    float cos2 = pass.turns()[4 * p + 2];
    float sin2 = pass.turns()[4 * p + 3];
    int step = pass.rest() * s;
    int o = 3 * p * s;
    for (int i = p * s; i < p * s + s; i++, o++) {
      float sr = xr[i + step] + xr[i + 2 * step];
      float si = xi[i + step] + xi[i + 2 * step];
      float dr = (xr[i + step] - xr[i + 2 * step]) * HALF_ROOT_3;
      float di = (xi[i + step] - xi[i + 2 * step]) * HALF_ROOT_3;
      float mr = xr[i] - sr * .5f;
      float mi = xi[i] - si * .5f;
      to.re()[o] = xr[i] + sr;
      to.im()[o] = xi[i] + si;
      float r1 = mr + di;
      float i1 = mi - dr;
      to.re()[o + s] = r1 * cos1 - i1 * sin1;
      to.im()[o + s] = r1 * sin1 + i1 * cos1;
      float r2 = mr - di;
      float i2 = mi + dr;
      to.re()[o + 2 * s] = r2 * cos2 - i2 * sin2;
      to.im()[o + 2 * s] = r2 * sin2 + i2 * cos2;
    }
  }

  private static void four(Fft.Pass pass, Fft.Lines from, Fft.Lines to, int p, int s) {
    float[] xr = from.re();
    float[] xi = from.im();
    float cos1 = pass.turns()[6 * p];
    float sin1 = pass.turns()[6 * p + 1];
    float cos2 = pass.turns()[6 * p + 2];
    float sin2 = pass.turns()[6 * p + 3];
    float cos3 = pass.turns()[6 * p + 4];
    float sin3 = pass.turns()[6 * p + 5];
    int step = pass.rest() * s;
    int o = 4 * p * s;
    for (int i = p * s; i < p * s + s; i++, o++) {
      float ar = xr[i] + xr[i + 2 * step];
      float ai = xi[i] + xi[i + 2 * step];
      float br = xr[i] - xr[i + 2 * step];
      float bi = xi[i] - xi[i + 2 * step];
      float cr = xr[i + step] + xr[i + 3 * step];
      float ci = xi[i + step] + xi[i + 3 * step];
      float dr = xr[i + step] - xr[i + 3 * step];
      float di = xi[i + step] - xi[i + 3 * step];
      to.re()[o] = ar + cr;
      to.im()[o] = ai + ci;
      float r1 = br + di;
      float i1 = bi - dr;
      to.re()[o + s] = r1 * cos1 - i1 * sin1;
      to.im()[o + s] = r1 * sin1 + i1 * cos1;
      float r2 = ar - cr;
      float i2 = ai - ci;
      to.re()[o + 2 * s] = r2 * cos2 - i2 * sin2;
      to.im()[o + 2 * s] = r2 * sin2 + i2 * cos2;
      float r3 = br - di;
      float i3 = bi + dr;
      to.re()[o + 3 * s] = r3 * cos3 - i3 * sin3;
      to.im()[o + 3 * s] = r3 * sin3 + i3 * cos3;
    }
  }

  private static void five(Fft.Pass pass, Fft.Lines from, Fft.Lines to, int p, int s) {
    float[] xr = from.re();
    float[] xi = from.im();
    int step = pass.rest() * s;
    int o = 5 * p * s;
    for (int i = p * s; i < p * s + s; i++, o++) {
      float s1r = xr[i + step] + xr[i + 4 * step];
      float s1i = xi[i + step] + xi[i + 4 * step];
      float d1r = xr[i + step] - xr[i + 4 * step];
      float d1i = xi[i + step] - xi[i + 4 * step];
      float s2r = xr[i + 2 * step] + xr[i + 3 * step];
      float s2i = xi[i + 2 * step] + xi[i + 3 * step];
      float d2r = xr[i + 2 * step] - xr[i + 3 * step];
      float d2i = xi[i + 2 * step] - xi[i + 3 * step];
      to.re()[o] = xr[i] + (s1r + s2r);
      to.im()[o] = xi[i] + (s1i + s2i);
      float m1r = xr[i] + (s1r * COS_72 + s2r * COS_144);
      float m1i = xi[i] + (s1i * COS_72 + s2i * COS_144);
      float m2r = xr[i] + (s1r * COS_144 + s2r * COS_72);
      float m2i = xi[i] + (s1i * COS_144 + s2i * COS_72);
      float n1r = d1r * SIN_72 + d2r * SIN_144;
      float n1i = d1i * SIN_72 + d2i * SIN_144;
      float n2r = d1r * SIN_144 - d2r * SIN_72;
      float n2i = d1i * SIN_144 - d2i * SIN_72;
      turn(pass, p, 1, m1r + n1i, m1i - n1r, to, o + s);
      turn(pass, p, 2, m2r + n2i, m2i - n2r, to, o + 2 * s);
      turn(pass, p, 3, m2r - n2i, m2i + n2r, to, o + 3 * s);
      turn(pass, p, 4, m1r - n1i, m1i + n1r, to, o + 4 * s);
    }
  }

  private static void turn(
      Fft.Pass pass, int p, int j, float re, float im, Fft.Lines to, int target) {
    int t = 2 * ((pass.radix() - 1) * p + j - 1);
    float cos = pass.turns()[t];
    float sin = pass.turns()[t + 1];
    to.re()[target] = re * cos - im * sin;
    to.im()[target] = re * sin + im * cos;
  }
}
