package dev.portolan.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One state of a dataset with all its files open: maps with their edits, tags, then data.
///
/// In this order, so that maps and tags name only data and commits that the data know. Whoever
/// writes goes on. Used by the thread that opened it.
final class PinnedDataset implements AutoCloseable {
  private final Path dataset;
  private final List<PinnedIndex> indexes = new ArrayList<>();
  private final List<PinnedFile> fits = new ArrayList<>();

  private PinnedDataset(Path dataset) {
    this.dataset = dataset;
  }

  /// @throws NoSuchFileException when a file is missing, or the whole dataset
  static PinnedDataset of(Path dataset) throws IOException {
    PinnedDataset pinned = open(dataset);
    if (!pinned.hasOneKey()) {
      // The dataset was deleted and another one of that name made while its files were opened.
      pinned.close();
      pinned = open(dataset);
      pinned.requireOneKey();
    }
    return pinned;
  }

  private static PinnedDataset open(Path dataset) throws IOException {
    PinnedDataset pinned = new PinnedDataset(dataset);
    boolean done = false;
    try {
      for (String map : MapStore.names(dataset)) {
        PinnedMap states = PinnedMap.of(new MapStore(dataset, map));
        pinned.indexes.addAll(states.generations());
        pinned.fits.addAll(states.fits());
        pinned.openIfThere(MapEdits.path(dataset.resolve("maps").resolve(map)));
      }
      pinned.openIfThere(TagStore.path(dataset));
      pinned.indexes.add(PinnedIndex.newest(dataset.resolve("data")));
      done = true;
      return pinned;
    } finally {
      if (!done) {
        pinned.close();
      }
    }
  }

  private void openIfThere(Path index) throws IOException {
    if (Directories.hasCommit(index)) {
      indexes.add(PinnedIndex.newest(index));
    }
  }

  private boolean hasOneKey() {
    return indexes.stream()
            .map(index -> index.userData().get(Generation.DATASET))
            .filter(key -> key != null)
            .distinct()
            .count()
        == 1;
  }

  private void requireOneKey() throws IOException {
    if (!hasOneKey()) {
      close();
      throw new StorageException(
          "%s holds maps or tags of another dataset than its data; restore it from a backup, or delete them"
              .formatted(dataset));
    }
  }

  String name() {
    return dataset.getFileName().toString();
  }

  long bytes() {
    return indexes.stream().mapToLong(PinnedIndex::bytes).sum()
        + fits.stream().mapToLong(PinnedFile::bytes).sum();
  }

  /// Writes the same dataset to another place, its data last.
  void copy(Path target, CopyCount count) throws IOException {
    for (PinnedFile fit : fits) {
      fit.copy(place(target, fit.path().getParent()), count);
    }
    for (PinnedIndex index : indexes) {
      index.copy(place(target, index.path()), count);
    }
  }

  /// Writes the same data and maps to another place as a dataset with a key of its own.
  void copy(Path target, String key, CopyCount count) throws IOException {
    for (PinnedFile fit : fits) {
      fit.copy(place(target, fit.path().getParent()), count);
    }
    for (PinnedIndex index : indexes) {
      Map<String, String> userData = new LinkedHashMap<>(index.userData());
      userData.replace(Generation.DATASET, key);
      index.copy(place(target, index.path()), userData, count);
    }
  }

  /// The directory in `target` for what lies in `source`.
  private Path place(Path target, Path source) throws IOException {
    return Files.createDirectories(target.resolve(dataset.relativize(source)));
  }

  @Override
  public void close() throws IOException {
    for (PinnedIndex index : indexes) {
      index.close();
    }
    for (PinnedFile file : fits) {
      file.close();
    }
  }
}
