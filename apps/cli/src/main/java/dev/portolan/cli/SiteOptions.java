package dev.portolan.cli;

import dev.portolan.Dataset;
import dev.portolan.explorer.api.Pixels;
import dev.portolan.explorer.site.SharedFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/// The folder that a map is shared by.
final class SiteOptions {
  @Option(names = "--site", paramLabel = "DIR", description = "A new folder to share, see above.")
  private Path folder;

  @Option(
      names = "--images",
      paramLabel = "DIR",
      description =
          "With --site: share the pictures that a column names by paths below this folder.")
  private Path images;

  @Option(
      names = "--pixels",
      paramLabel = "WxH",
      description = "With --site: the latent vectors are grey pictures of this size; share them.")
  private String pixels;

  boolean wanted() {
    return folder != null;
  }

  /// @param maps to share; the default one, or else the first, where none is named
  void write(Dataset dataset, Path database, List<String> maps, Progress progress, Main portolan)
      throws IOException {
    System.setProperty("java.awt.headless", "true");
    List<String> shared = maps.isEmpty() ? List.of(first(dataset)) : maps;
    shared.forEach(dataset::map);
    int files =
        SharedFolder.write(
            dataset,
            String.valueOf(database.toAbsolutePath().normalize().getFileName()),
            shared,
            folder,
            new SharedFolder.Pictures(images, pixels == null ? null : Pixels.parse(pixels)),
            (what, done, total) -> {
              portolan.cancellation().check();
              progress.show(what, "data", done, total);
            });
    progress.finish();
    portolan
        .terminal()
        .note(
            "%s: %s files; open %s in a browser"
                .formatted(folder, Figures.count(files), folder.resolve("index.html")));
  }

  private static String first(Dataset dataset) {
    List<String> maps = dataset.maps();
    return maps.isEmpty() || maps.contains(Dataset.DEFAULT_MAP)
        ? Dataset.DEFAULT_MAP
        : maps.getFirst();
  }
}
