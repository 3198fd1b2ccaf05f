package dev.portolan.projection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Methods that the class path brings: found by name, and held to what they promise.
class DiscoveredMapTest {
  private final ClassLoader before = Thread.currentThread().getContextClassLoader();

  @AfterEach
  void takeAway() {
    Thread.currentThread().setContextClassLoader(before);
  }

  /// First and second number of each vector.
  public static class Plain implements ProjectionMethod {
    @Override
    public String name() {
      return "plain";
    }

    @Override
    public String about() {
      return "two of the numbers";
    }

    @Override
    public int mostData() {
      return 100;
    }

    @Override
    public float[] project(HeapVectors vectors, long seed, Progress progress) {
      float[] positions = new float[2 * vectors.size()];
      float[] row = new float[vectors.dimensions()];
      for (int i = 0; i < vectors.size(); i++) {
        vectors.copy(i, row, 0);
        positions[2 * i] = row[0];
        positions[2 * i + 1] = row[1];
      }
      return positions;
    }
  }

  public static final class Twin extends Plain {}

  public static final class Nowhere extends Plain {
    @Override
    public String name() {
      return "nowhere";
    }

    @Override
    public float[] project(HeapVectors vectors, long seed, Progress progress) {
      float[] positions = super.project(vectors, seed, progress);
      positions[5] = Float.NaN;
      return positions;
    }
  }

  public static final class Flat extends Plain {
    @Override
    public String name() {
      return "flat";
    }

    @Override
    public float[] project(HeapVectors vectors, long seed, Progress progress) {
      return new float[vectors.size()];
    }
  }

  public static final class Bare extends Plain {
    @Override
    public String name() {
      return "bare";
    }

    @Override
    public float[] project(HeapVectors vectors, long seed, Progress progress) {
      throw new NoClassDefFoundError("some/Library");
    }
  }

  /// What its name does not suggest: no method at all.
  public static final class Stranger {}

  @Test
  void project_foundMethod_decidesThePositions() {
    bring(Plain.class);
    Positions map = project("plain", 9);
    assertEquals(new Projection.Discovered("plain"), map.projection());
    assertEquals(0, map.edges());
    float[] expected = new float[9];
    float[] row = new float[3];
    FlatVectors vectors = vectors(9);
    for (int i = 0; i < 9; i++) {
      vectors.copy(i, row, 0);
      expected[i] = row[0];
    }
    assertArrayEquals(expected, map.x());
  }

  @Test
  void project_nothing_asksNobody() {
    bring(Bare.class);
    assertEquals(0, project("bare", 0).size());
  }

  @Test
  void named_methodsOfTheClassPath_areSortedByName() {
    bring(Plain.class, Flat.class, Bare.class);
    assertEquals(
        List.of("bare", "flat", "plain"),
        ProjectionMethod.found().stream().map(ProjectionMethod::name).toList());
  }

  @Test
  void named_unknown_saysWhichThereAre() {
    String alone = refusal("isomap");
    assertTrue(
        alone.startsWith("there is no projection 'isomap', only umap, tsne, pca; put the jar"),
        alone);
    bring(Plain.class);
    assertTrue(refusal("isomap").contains("only umap, tsne, pca, plain;"));
  }

  @Test
  void named_broughtTwice_namesBothClasses() {
    bring(Plain.class, Twin.class);
    String twice = refusal("plain");
    assertTrue(twice.startsWith("projection 'plain' is on the class path twice, as "), twice);
    assertTrue(twice.contains("$Plain and ") && twice.contains("$Twin;"), twice);
  }

  @Test
  void found_brokenJar_saysWhatToDo() {
    bring(Plain.class, Stranger.class);
    String broken = assertThrows(IllegalStateException.class, ProjectionMethod::found).getMessage();
    assertTrue(broken.contains("Stranger") && broken.endsWith("take it away"), broken);
  }

  @Test
  void check_tooManyData_namesTheLimit() {
    bring(Plain.class);
    Projection plain = new Projection.Discovered("plain");
    Projector.check(plain, 100);
    assertEquals(
        "projection 'plain' takes at most 100 distinct vectors, there are 101; use umap, tsne or"
            + " pca",
        assertThrows(IllegalArgumentException.class, () -> Projector.check(plain, 101))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> project("plain", 101));
  }

  @Test
  void project_coordinateOnNoMap_namesRowAndValue() {
    bring(Nowhere.class);
    assertEquals(
        "projection 'nowhere' gave row 2 the coordinate NaN, which is on no map; use umap, tsne or"
            + " pca",
        assertThrows(IllegalStateException.class, () -> project("nowhere", 9)).getMessage());
  }

  @Test
  void project_wrongShape_namesBothCounts() {
    bring(Flat.class);
    assertEquals(
        "projection 'flat' gave 9 coordinates for 9 vectors; it must give two for each",
        assertThrows(IllegalStateException.class, () -> project("flat", 9)).getMessage());
  }

  @Test
  void project_missingLibrary_namesIt() {
    bring(Bare.class);
    assertEquals(
        "projection 'bare' lacks a library (some/Library); put the jars it needs beside its own",
        assertThrows(IllegalStateException.class, () -> project("bare", 9)).getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "umap", "auto", "Iso", "-x", "a b", "../a", "ä"})
  void discovered_noName_isRefused(String name) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> new Projection.Discovered(name))
            .getMessage();
    assertTrue(message.startsWith("'" + name + "' names no projection of the class path"), message);
    assertFalse(message.contains("%"), message);
  }

  private static String refusal(String name) {
    return assertThrows(IllegalArgumentException.class, () -> ProjectionMethod.named(name))
        .getMessage();
  }

  private static Positions project(String name, int n) {
    FlatVectors vectors = vectors(n);
    Projection discovered = new Projection.Discovered(name);
    return Projector.project(
        vectors, TestSeeds.graph(vectors, 5), discovered, 7, 1, Progress.none());
  }

  private static FlatVectors vectors(int n) {
    return TestSeeds.clouds(n, 3, 1, VectorMetric.EUCLIDEAN, 5);
  }

  private void bring(Class<?>... methods) {
    Thread.currentThread().setContextClassLoader(new Bringing(before, List.of(methods)));
  }

  /// A class path with one more jar.
  private static final class Bringing extends ClassLoader {
    private static final String SERVICE = "META-INF/services/" + ProjectionMethod.class.getName();

    private final byte[] names;

    Bringing(ClassLoader parent, List<Class<?>> methods) {
      super(parent);
      String lines = String.join("\n", methods.stream().map(Class::getName).toList());
      this.names = lines.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
      if (!name.equals(SERVICE)) {
        return super.getResources(name);
      }
      List<URL> above = Collections.list(super.getResources(name));
      URL own = URL.of(URI.create("memory:services"), new InMemory());
      return Collections.enumeration(Stream.concat(above.stream(), Stream.of(own)).toList());
    }

    private final class InMemory extends URLStreamHandler {
      @Override
      protected URLConnection openConnection(URL url) {
        return new URLConnection(url) {
          @Override
          public void connect() {}

          @Override
          public InputStream getInputStream() {
            return new ByteArrayInputStream(names);
          }
        };
      }
    }
  }
}
