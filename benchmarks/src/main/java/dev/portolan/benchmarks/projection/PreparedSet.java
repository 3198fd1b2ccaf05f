package dev.portolan.benchmarks.projection;

import dev.portolan.benchmarks.MeasuredProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The first rows of Fashion-MNIST as `prepare.py` leaves them: 50 principal components, and
/// labels.
///
/// @param n rows
/// @param vectors `.npy` of float32, `[n][50]`
/// @param labels `.npy` of int32, `[n]`
record PreparedSet(int n, Path vectors, Path labels) {
  private static final Path SOURCE = Path.of("../shared/data/fashion-mnist");

  /// Prepares what is not there yet.
  static PreparedSet of(int n, Path folder) throws IOException, InterruptedException {
    PreparedSet set =
        new PreparedSet(
            n,
            folder.resolve("vectors-%d.npy".formatted(n)),
            folder.resolve("labels-%d.npy".formatted(n)));
    if (!Files.exists(set.vectors) || !Files.exists(set.labels)) {
      set.prepare(folder);
    }
    return set;
  }

  private void prepare(Path folder) throws IOException, InterruptedException {
    if (!Files.isDirectory(SOURCE)) {
      throw new IllegalStateException(
          SOURCE + " is missing; this benchmark needs the data set fashion-mnist");
    }
    Files.createDirectories(folder);
    List<String> command =
        List.of(
            PeerTools.python(),
            PeerTools.script("prepare.py").toString(),
            SOURCE.toString(),
            folder.toString(),
            Integer.toString(n));
    if (MeasuredProcess.run(command).exitCode() != 0) {
      throw new IllegalStateException(
          "%s could not prepare %,d rows; its words stand on standard error"
              .formatted(command.get(1), n));
    }
  }
}
