package dev.portolan.projection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A further way to find positions, brought by a jar on the class path and asked for by its name.
///
/// A jar names its methods in `META-INF/services/dev.portolan.projection.ProjectionMethod`; each is
/// a public class with a public constructor without arguments. A method keeps no state and may be
/// called by many threads at once.
public interface ProjectionMethod {
  /// What it is asked for by: lower-case letters, digits and hyphens.
  String name();

  /// Whose method it is and its parameters, in a few words: `Smile, 15 neighbours`.
  String about();

  /// How many distinct vectors it takes at most.
  int mostData();

  /// Where the rows of `vectors` lie on the map.
  ///
  /// The same vectors and seed give the same positions. Any set is taken, also one of a single row
  /// or of equal ones. A method says itself what it costs and how many threads it uses.
  ///
  /// @param vectors of 1 to [#mostData] rows
  /// @param seed of everything random
  /// @return `[n][2]`, row-major, all finite
  /// @throws java.util.concurrent.CancellationException when `progress` is cancelled
  float[] project(HeapVectors vectors, long seed, Progress progress);

  /// The methods on the class path, by name.
  ///
  /// @throws IllegalStateException when a jar names one that cannot be loaded
  static List<ProjectionMethod> found() {
    List<ProjectionMethod> found = new ArrayList<>();
    try {
      ServiceLoader.load(ProjectionMethod.class).forEach(found::add);
    } catch (ServiceConfigurationError e) {
      throw new IllegalStateException(
          "a projection on the class path cannot be loaded (%s); mend its jar or take it away"
              .formatted(e.getMessage()),
          e);
    }
    found.sort(Comparator.comparing(ProjectionMethod::name));
    return found;
  }

  /// @throws IllegalArgumentException when there is none of that name on the class path, or two
  static ProjectionMethod named(String name) {
    List<ProjectionMethod> found = found();
    List<ProjectionMethod> same =
        found.stream().filter(method -> method.name().equals(name)).toList();
    if (same.size() > 1) {
      throw new IllegalArgumentException(
          "projection '%s' is on the class path twice, as %s and %s; take one of the jars away"
              .formatted(name, same.get(0).getClass().getName(), same.get(1).getClass().getName()));
    }
    if (same.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no projection '%s', only %s; put the jar that brings it on the class path (portolan-smile.jar brings mds, isomap, laplacian, sammon and exact-tsne)"
              .formatted(name, names(found)));
    }
    return same.getFirst();
  }

  private static String names(List<ProjectionMethod> found) {
    return Stream.concat(
            Stream.of("umap", "tsne", "pca"), found.stream().map(ProjectionMethod::name))
        .collect(Collectors.joining(", "));
  }
}
