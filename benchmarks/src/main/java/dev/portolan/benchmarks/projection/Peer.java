package dev.portolan.benchmarks.projection;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The peers, with what they are asked to do.
enum Peer {
  UMAP_LEARN("umap-learn", Integer.MAX_VALUE, Method.UMAP, Method.PLACING),
  SCIKIT_LEARN("scikit-learn", 10_000, Method.TSNE),
  SMILE("smile", Integer.MAX_VALUE, Method.UMAP),
  UMAP_JS("umap-js", 10_000, Method.UMAP),
  EMBEDDING_ATLAS("embedding-atlas", Integer.MAX_VALUE, Method.UMAP);

  private static final String NONE = "none";

  private final String label;
  private final int most;
  private final Set<Method> methods;

  /// @param most data it is asked for: beyond that it would take most of the time of a benchmark
  Peer(String label, int most, Method... methods) {
    this.label = label;
    this.most = most;
    this.methods = Set.of(methods);
  }

  String label() {
    return label;
  }

  int most() {
    return most;
  }

  boolean does(Method method) {
    return methods.contains(method);
  }

  static Peer named(String label) {
    return Arrays.stream(values())
        .filter(peer -> peer.label.equals(label))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "--peers: there is no peer '%s'; name some of %s".formatted(label, labels())));
  }

  /// @param labels of peers; `none` alone for none of them
  static List<Peer> named(List<String> labels) {
    return labels.equals(List.of(NONE)) ? List.of() : labels.stream().map(Peer::named).toList();
  }

  static String labels() {
    return Arrays.stream(values()).map(Peer::label).collect(Collectors.joining(","));
  }
}
