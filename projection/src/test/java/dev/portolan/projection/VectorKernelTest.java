package dev.portolan.projection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.api.Test;

class VectorKernelTest {
  private static final int LONGEST = 200;

  private final VectorKernel simd = new SimdKernel();
  private final VectorKernel scalar = new ScalarKernel();

  @Test
  void dot_anyLength_sameBitsWithAndWithoutVectors() {
    float[] a = TestSeeds.gaussian(LONGEST + 5, 1);
    float[] b = TestSeeds.gaussian(LONGEST + 7, 2);
    for (int d = 0; d <= LONGEST; d++) {
      assertBits(scalar.dot(a, 5, b, 7, d), simd.dot(a, 5, b, 7, d), d);
    }
  }

  @Test
  void squaredDistance_anyLength_sameBitsWithAndWithoutVectors() {
    float[] a = TestSeeds.gaussian(LONGEST + 5, 3);
    float[] b = TestSeeds.gaussian(LONGEST + 7, 4);
    for (int d = 0; d <= LONGEST; d++) {
      assertBits(scalar.squaredDistance(a, 5, b, 7, d), simd.squaredDistance(a, 5, b, 7, d), d);
    }
  }

  @Test
  void sums_anyLength_nearTheDoubleSum() {
    float[] a = TestSeeds.gaussian(LONGEST, 5);
    float[] b = TestSeeds.gaussian(LONGEST, 6);
    double dot = 0;
    double square = 0;
    for (int d = 0; d < LONGEST; d++) {
      assertEquals(dot, scalar.dot(a, 0, b, 0, d), 1e-4, "dot of " + d);
      assertEquals(square, scalar.squaredDistance(a, 0, b, 0, d), 1e-4, "square of " + d);
      dot += (double) a[d] * b[d];
      square += ((double) a[d] - b[d]) * ((double) a[d] - b[d]);
    }
  }

  @Test
  void sums_argumentsSwapped_sameBits() {
    float[] a = TestSeeds.gaussian(77, 7);
    float[] b = TestSeeds.gaussian(77, 8);
    assertBits(simd.dot(a, 0, b, 0, 77), simd.dot(b, 0, a, 0, 77), 77);
    assertBits(simd.squaredDistance(a, 0, b, 0, 77), simd.squaredDistance(b, 0, a, 0, 77), 77);
  }

  @Test
  void fastest_vectorModulePresent_isSimd() {
    assertInstanceOf(SimdKernel.class, VectorKernel.fastest());
  }

  private static void assertBits(float expected, float actual, int d) {
    assertEquals(Float.floatToRawIntBits(expected), Float.floatToRawIntBits(actual), "length " + d);
  }
}
