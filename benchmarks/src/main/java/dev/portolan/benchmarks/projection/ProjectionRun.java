package dev.portolan.benchmarks.projection;

import dev.portolan.benchmarks.Folder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// Maps of Fashion-MNIST by ours and by the peers, in turns on the same files; quality first.
///
/// Usage: `benchmarks/run projection [--n 10000,70000] [--runs 3] [--warm-ups 2] [--methods
/// umap,tsne,placing] [--peers umap-learn,scikit-learn,smile,umap-js,embedding-atlas]` from the
/// repository's root; wants `../shared/data/fashion-mnist`, python3 with numpy, and the peers that
/// are to run. UMAP at every size, t-SNE at the largest that scikit-learn is asked for, placing at
/// the largest. Works in `target/projection`; positions stay there.
public final class ProjectionRun {
  private static final Path WORK = Path.of("target/projection");
  private static final Path RESULT = Path.of("benchmarks/results/projection.md");

  private final ProjectionOptions options;
  private final ProjectionReport report;
  private final List<Heat> heats = new ArrayList<>();

  private ProjectionRun(ProjectionOptions options) {
    this.options = options;
    this.report = new ProjectionReport(options.runs());
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    new ProjectionRun(ProjectionOptions.parse(args)).run();
  }

  private void run() throws IOException, InterruptedException {
    if (options.wants(Method.UMAP)) {
      for (int n : options.sizes()) {
        run(Method.UMAP, n);
      }
    }
    OptionalInt forTsne =
        options.sizes().stream()
            .mapToInt(Integer::intValue)
            .filter(n -> n <= Peer.SCIKIT_LEARN.most())
            .max();
    if (options.wants(Method.TSNE) && forTsne.isPresent()) {
      run(Method.TSNE, forTsne.getAsInt());
    }
    if (options.wants(Method.PLACING)) {
      run(Method.PLACING, options.sizes().getLast());
    }
    System.out.print(report.of(heats));
  }

  /// What is found is written down after every heat: the whole takes long.
  private void run(Method method, int n) throws IOException, InterruptedException {
    Path folder = WORK.resolve("%s-%d".formatted(method, n));
    Folder.delete(folder);
    Heat heat = new Heat(method, PreparedSet.of(n, WORK), folder);
    heat.run(options);
    heats.add(heat);
    Files.writeString(RESULT, report.of(heats));
  }
}
