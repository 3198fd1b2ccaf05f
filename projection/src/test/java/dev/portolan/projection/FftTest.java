package dev.portolan.projection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FftTest {
  private static final int WIDTH = 8;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 6, 9, 12, 16, 24, 36, 64, 96, 162})
  void transform_anyLength_isTheNaiveOne(int length) {
    Fft.Lines lines = random(length);
    double[][] naive = naive(lines, length);
    Fft.Lines found =
        new Fft(length, new ScalarFftPasses())
            .transform(lines, Fft.Lines.of(length * WIDTH), WIDTH);
    for (int i = 0; i < length * WIDTH; i++) {
      assertEquals(naive[0][i], found.re()[i], 1e-5 * Math.sqrt(length), "real part " + i);
      assertEquals(naive[1][i], found.im()[i], 1e-5 * Math.sqrt(length), "imaginary part " + i);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 96, 324})
  void transform_withTheVectorModule_sameBits(int length) {
    Assumptions.assumeTrue(VectorModule.PRESENT, "started without the vector module");
    Fft.Lines spare = Fft.Lines.of(length * WIDTH);
    Fft.Lines one = new Fft(length, new ScalarFftPasses()).transform(random(length), spare, WIDTH);
    Fft.Lines others = Fft.Lines.of(length * WIDTH);
    Fft.Lines two = new Fft(length, new SimdFftPasses()).transform(random(length), others, WIDTH);
    assertArrayEquals(one.re(), two.re());
    assertArrayEquals(one.im(), two.im());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7, 11, 34, 97, 127, 1001})
  void evenSize_anyNumber_isTheNextThatCanBeTransformed(int least) {
    int size = Fft.evenSize(least);
    assertTrue(size >= least && size % 2 == 0);
    assertEquals(size, new Fft(size, new ScalarFftPasses()).length());
    for (int smaller = Math.max(2, least + (least & 1)); smaller < size; smaller += 2) {
      int skipped = smaller;
      assertThrows(IllegalArgumentException.class, () -> new Fft(skipped, new ScalarFftPasses()));
    }
  }

  @Test
  void fft_ofALengthWithAnotherFactor_namesIt() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> new Fft(42, new ScalarFftPasses()))
            .getMessage();
    assertTrue(message.contains("length 42 has the factor 7"), message);
  }

  private static Fft.Lines random(int length) {
    return new Fft.Lines(
        TestSeeds.gaussian(length * WIDTH, 201), TestSeeds.gaussian(length * WIDTH, 202));
  }

  private static double[][] naive(Fft.Lines lines, int length) {
    double[][] sums = new double[2][length * WIDTH];
    for (int k = 0; k < length; k++) {
      for (int i = 0; i < length * WIDTH; i++) {
        double angle = -2 * Math.PI * k * (i / WIDTH) / length;
        int to = k * WIDTH + i % WIDTH;
        sums[0][to] += lines.re()[i] * Math.cos(angle) - lines.im()[i] * Math.sin(angle);
        sums[1][to] += lines.re()[i] * Math.sin(angle) + lines.im()[i] * Math.cos(angle);
      }
    }
    return sums;
  }
}
