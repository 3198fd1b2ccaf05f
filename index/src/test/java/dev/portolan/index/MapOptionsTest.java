package dev.portolan.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.projection.Projection;
import dev.portolan.projection.VectorMetric;
import dev.portolan.storage.Metric;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MapOptionsTest {
  @ParameterizedTest
  @CsvSource({
    "COSINE, , COSINE",
    "EUCLIDEAN, , EUCLIDEAN",
    "DOT, , COSINE",
    "COSINE, EUCLIDEAN, EUCLIDEAN",
    "EUCLIDEAN, COSINE, COSINE",
    "DOT, EUCLIDEAN, EUCLIDEAN",
    "DOT, COSINE, COSINE"
  })
  void metricOver_saidOrNot_isThatOfTheMap(
      Metric dataset, VectorMetric said, VectorMetric expected) {
    assertEquals(expected, MapOptions.builder().metric(said).build().metricOver(dataset));
  }

  @Test
  void umap_parametersOneByOne_areThoseOfTheProjection() {
    MapOptions options =
        MapOptions.builder()
            .nNeighbors(9)
            .minDist(.3)
            .spread(2)
            .nEpochs(40)
            .negativeSamples(8)
            .init(Projection.Init.RANDOM)
            .build();
    assertEquals(
        new Projection.Umap(9, .3f, 2, 40, 8, Projection.Init.RANDOM), options.projection());
    assertEquals(Projection.Umap.defaults(), MapOptions.defaults().projection());
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        mistake("nNeighbors is 1; give at least 2", options -> options.nNeighbors(1)),
        mistake("minDist is -0.1; give between 0", options -> options.minDist(-.1)),
        mistake("minDist is 3.0; give between 0 and spread", options -> options.minDist(3)),
        mistake("minDist is NaN", options -> options.minDist(Double.NaN)),
        mistake("spread is 0.0; give a number above 0", options -> options.spread(0)),
        mistake("spread is Infinity", options -> options.spread(1e300)),
        mistake("nEpochs is -1; give at least 1, or 0", options -> options.nEpochs(-1)),
        mistake(
            "negativeSamples is 0; give between 1 and 32", options -> options.negativeSamples(0)),
        mistake("negativeSamples is 33", options -> options.negativeSamples(33)),
        mistake("init is null; give PCA or RANDOM", options -> options.init(null)),
        mistake("topicDepths is 0; a topic hierarchy has 1 to", options -> options.topicDepths(0)),
        mistake("threads is 0; a build takes at least 1", options -> options.threads(0)),
        mistake("keepGenerations is -1; keep 0 or more", options -> options.keepGenerations(-1)));
  }

  private static Arguments mistake(String sentence, UnaryOperator<MapOptions.Builder> made) {
    return Arguments.of(sentence, made);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void build_optionOutOfRange_isNamedWithValueAndRule(
      String sentence, UnaryOperator<MapOptions.Builder> made) {
    MapOptions.Builder builder = made.apply(MapOptions.builder());
    String message = assertThrows(IllegalArgumentException.class, builder::build).getMessage();
    assertTrue(message.contains(sentence), message);
  }
}
