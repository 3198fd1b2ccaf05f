package dev.portolan.projection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectionTest {
  @ParameterizedTest
  @CsvSource({"0,500", "10000,500", "10001,200", "250000,200", "1000000,100", "100000000,50"})
  void settle_auto_choosesEpochsBySize(int n, int epochs) {
    Projection.Umap umap = assertInstanceOf(Projection.Umap.class, new Projection.Auto().settle(n));
    assertEquals(epochs, umap.nEpochs());
    assertEquals(15, umap.nNeighbors());
  }

  @Test
  void settle_givenEpochs_keepsThem() {
    Projection.Umap umap = new Projection.Umap(10, .2f, 1, 77, 3, Projection.Init.RANDOM);
    assertEquals(umap, umap.settle(1_000_000));
    assertEquals(new Projection.Pca(), new Projection.Pca().settle(5));
  }

  @ParameterizedTest
  @CsvSource({
    "1, .1, 1, 0, 5, nNeighbors is 1",
    "15, -.1, 1, 0, 5, minDist is -0.1",
    "15, 2, 1, 0, 5, minDist is 2.0",
    "15, NaN, 1, 0, 5, minDist is NaN",
    "15, .1, 0, 0, 5, spread is 0.0",
    "15, .1, 1, -1, 5, nEpochs is -1",
    "15, .1, 1, 0, 0, negativeSamples is 0",
    "15, .1, 1, 0, 33, negativeSamples is 33"
  })
  void umap_badParameter_isNamed(
      int nNeighbors, float minDist, float spread, int nEpochs, int negatives, String expected) {
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new Projection.Umap(
                    nNeighbors, minDist, spread, nEpochs, negatives, Projection.Init.PCA));
    assertTrue(error.getMessage().contains(expected), error.getMessage());
  }
}
