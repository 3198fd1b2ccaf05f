package dev.portolan.explorer.site;

import dev.portolan.Dataset;
import dev.portolan.explorer.api.MapState;
import dev.portolan.explorer.api.Pixels;
import dev.portolan.explorer.api.SharedAnswers;
import dev.portolan.query.DatasetSnapshot;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// Writes the page and the data of a dataset's maps into a folder that opens from any static host
/// and from disk. It holds the texts and values of all mapped data, and what tags are called.
///
/// About a second per 10,000 data, most of it for their nearest neighbours. One thread.
public final class SharedFolder {
  private static final String PAGE = "/dev/portolan/explorer/page/site/";
  private static final String LIST = "files.txt";

  private final Dataset dataset;
  private final Path folder;
  private final DataScript scripts;
  private final Progress progress;
  private int files;

  /// Told how far it is.
  public interface Progress {
    /// @param what is being written
    void show(String what, long done, long total);
  }

  /// What is shared besides texts and values.
  ///
  /// @param images the folder that paths of pictures lie in, or null
  /// @param pixels where latent vectors are pictures, else null
  public record Pictures(Path images, Pixels pixels) {}

  private SharedFolder(Dataset dataset, Path folder, Progress progress) {
    this.dataset = dataset;
    this.folder = folder;
    this.scripts = new DataScript(folder.resolve("data"));
    this.progress = progress;
  }

  /// @param database name of it, to show
  /// @param maps at least one
  /// @param folder new or empty
  /// @return how many files it has
  /// @throws IllegalArgumentException when the folder holds something
  /// @throws IllegalStateException when this Portolan was built without its page
  public static int write(
      Dataset dataset,
      String database,
      List<String> maps,
      Path folder,
      Pictures pictures,
      Progress progress)
      throws IOException {
    requireEmpty(folder);
    SharedFolder shared = new SharedFolder(dataset, folder, progress);
    shared.page();
    try (DatasetSnapshot now = dataset.snapshot()) {
      SharedAnswers answers = new SharedAnswers(database, pictures.images(), pictures.pixels());
      shared.json("catalog", answers.catalog(dataset, now, maps));
      for (String map : maps) {
        shared.map(answers, MapState.of(dataset, now, map), maps.size() > 1);
      }
    }
    return shared.files;
  }

  private static void requireEmpty(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (var inside = Files.list(folder)) {
        if (inside.findAny().isPresent()) {
          throw new IllegalArgumentException(
              "%s is not empty; choose a new folder, or empty it first".formatted(folder));
        }
      }
    }
    Files.createDirectories(folder);
  }

  private void page() throws IOException {
    try (InputStream list = SharedFolder.class.getResourceAsStream(PAGE + LIST)) {
      if (list == null) {
        throw new IllegalStateException(
            "this Portolan was built without its page, so there is none to share; install Node.js"
                + " and build it again");
      }
      String names = new String(list.readAllBytes(), StandardCharsets.UTF_8);
      for (String name : names.lines().toList()) {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        try (InputStream in = SharedFolder.class.getResourceAsStream(PAGE + name)) {
          Files.copy(in, file);
        }
        files++;
      }
    }
  }

  private void json(String key, ObjectNode answer) {
    scripts.json(key, answer);
    files++;
  }

  private void map(SharedAnswers answers, MapState state, boolean several) {
    String at = dataset.name() + "/" + state.map().name() + "/";
    json(at + "info", answers.info(state));
    json(at + "topics", answers.topics(state));
    json(at + "tags", answers.tags(state));
    answers
        .columns(state, several)
        .forEach((name, frame) -> {
          scripts.frame(at + name, frame.get());
          files++;
        });
    int chunks = answers.chunks(state);
    for (int chunk = 0; chunk < chunks; chunk++) {
      progress.show("sharing", (long) chunk * SharedAnswers.CHUNK, state.rows());
      json(at + "rows/" + chunk, answers.rows(state, chunk));
      if (answers.neighbours(state)) {
        scripts.frame(at + "neighbours/" + chunk, answers.neighbours(state, chunk));
        files++;
      }
      ObjectNode pictures = answers.images(state, chunk, Thumbnail::of);
      if (pictures != null) {
        json(at + "images/" + chunk, pictures);
      }
    }
  }
}
