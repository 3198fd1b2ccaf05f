package dev.portolan.projection;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// [FftPasses] with the vector module; widths are multiples of eight.
///
/// No method takes or returns a vector ([SimdForces] says why). Loaded only when
/// [VectorModule#PRESENT].
final class SimdFftPasses implements FftPasses {
  private static final VectorSpecies<Float> SPECIES =
      FloatVector.SPECIES_PREFERRED.vectorBitSize() >= 256
          ? FloatVector.SPECIES_256
          : FloatVector.SPECIES_128;
  private static final int LANES = SPECIES.length();

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
    float cos1 = pass.turns()[2 * p];
    float sin1 = pass.turns()[2 * p + 1];
    int step = pass.rest() * s;
    int o = 2 * p * s;
    for (int i = p * s; i < p * s + s; i += LANES, o += LANES) {
      FloatVector ar = FloatVector.fromArray(SPECIES, from.re(), i);
      FloatVector ai = FloatVector.fromArray(SPECIES, from.im(), i);
      FloatVector br = FloatVector.fromArray(SPECIES, from.re(), i + step);
      FloatVector bi = FloatVector.fromArray(SPECIES, from.im(), i + step);
      FloatVector dr = ar.sub(br);
      FloatVector di = ai.sub(bi);
      ar.add(br).intoArray(to.re(), o);
      ai.add(bi).intoArray(to.im(), o);
      dr.mul(cos1).sub(di.mul(sin1)).intoArray(to.re(), o + s);
      dr.mul(sin1).add(di.mul(cos1)).intoArray(to.im(), o + s);
    }
  }

  private static void three(Fft.Pass pass, Fft.Lines from, Fft.Lines to, int p, int s) {
    float cos1 = pass.turns()[4 * p];
    float sin1 = pass.turns()[4 * p + 1];
    float cos2 = pass.turns()[4 * p + 2];
    float sin2 = pass.turns()[4 * p + 3];
    int step = pass.rest() * s;
    int o = 3 * p * s;
    for (int i = p * s; i < p * s + s; i += LANES, o += LANES) {
      FloatVector ar = FloatVector.fromArray(SPECIES, from.re(), i);
      FloatVector ai = FloatVector.fromArray(SPECIES, from.im(), i);
      FloatVector br = FloatVector.fromArray(SPECIES, from.re(), i + step);
      FloatVector bi = FloatVector.fromArray(SPECIES, from.im(), i + step);
      FloatVector cr = FloatVector.fromArray(SPECIES, from.re(), i + 2 * step);
      FloatVector ci = FloatVector.fromArray(SPECIES, from.im(), i + 2 * step);
      FloatVector sr = br.add(cr);
      FloatVector si = bi.add(ci);
      FloatVector dr = br.sub(cr).mul(HALF_ROOT_3);
      FloatVector di = bi.sub(ci).mul(HALF_ROOT_3);
      FloatVector mr = ar.sub(sr.mul(.5f));
      FloatVector mi = ai.sub(si.mul(.5f));
      ar.add(sr).intoArray(to.re(), o);
      ai.add(si).intoArray(to.im(), o);
      FloatVector r1 = mr.add(di);
      FloatVector i1 = mi.sub(dr);
      r1.mul(cos1).sub(i1.mul(sin1)).intoArray(to.re(), o + s);
      r1.mul(sin1).add(i1.mul(cos1)).intoArray(to.im(), o + s);
      FloatVector r2 = mr.sub(di);
      FloatVector i2 = mi.add(dr);
      r2.mul(cos2).sub(i2.mul(sin2)).intoArray(to.re(), o + 2 * s);
      r2.mul(sin2).add(i2.mul(cos2)).intoArray(to.im(), o + 2 * s);
    }
  }

  private static void four(Fft.Pass pass, Fft.Lines from, Fft.Lines to, int p, int s) {
    float cos1 = pass.turns()[6 * p];
    float sin1 = pass.turns()[6 * p + 1];
    float cos2 = pass.turns()[6 * p + 2];
    float sin2 = pass.turns()[6 * p + 3];
    float cos3 = pass.turns()[6 * p + 4];
    float sin3 = pass.turns()[6 * p + 5];
    int step = pass.rest() * s;
    int o = 4 * p * s;
    for (int i = p * s; i < p * s + s; i += LANES, o += LANES) {
      FloatVector er = FloatVector.fromArray(SPECIES, from.re(), i);
      FloatVector ei = FloatVector.fromArray(SPECIES, from.im(), i);
      FloatVector fr = FloatVector.fromArray(SPECIES, from.re(), i + 2 * step);
      FloatVector fi = FloatVector.fromArray(SPECIES, from.im(), i + 2 * step);
      FloatVector ar = er.add(fr);
      FloatVector ai = ei.add(fi);
      FloatVector br = er.sub(fr);
      FloatVector bi = ei.sub(fi);
      FloatVector gr = FloatVector.fromArray(SPECIES, from.re(), i + step);
      FloatVector gi = FloatVector.fromArray(SPECIES, from.im(), i + step);
      FloatVector hr = FloatVector.fromArray(SPECIES, from.re(), i + 3 * step);
      FloatVector hi = FloatVector.fromArray(SPECIES, from.im(), i + 3 * step);
      FloatVector cr = gr.add(hr);
      FloatVector ci = gi.add(hi);
      FloatVector dr = gr.sub(hr);
      FloatVector di = gi.sub(hi);
      ar.add(cr).intoArray(to.re(), o);
      ai.add(ci).intoArray(to.im(), o);
      FloatVector r1 = br.add(di);
      FloatVector i1 = bi.sub(dr);
      r1.mul(cos1).sub(i1.mul(sin1)).intoArray(to.re(), o + s);
      r1.mul(sin1).add(i1.mul(cos1)).intoArray(to.im(), o + s);
      FloatVector r2 = ar.sub(cr);
      FloatVector i2 = ai.sub(ci);
      r2.mul(cos2).sub(i2.mul(sin2)).intoArray(to.re(), o + 2 * s);
      r2.mul(sin2).add(i2.mul(cos2)).intoArray(to.im(), o + 2 * s);
      FloatVector r3 = br.sub(di);
      FloatVector i3 = bi.add(dr);
      r3.mul(cos3).sub(i3.mul(sin3)).intoArray(to.re(), o + 3 * s);
      r3.mul(sin3).add(i3.mul(cos3)).intoArray(to.im(), o + 3 * s);
    }
  }
}
