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
        default -> four(pass, from, to, p, s);
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
}
