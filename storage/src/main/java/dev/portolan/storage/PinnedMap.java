package dev.portolan.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.store.FSDirectory;

/// The published generations of a map and their fits, with all files open.
///
/// When a generation is removed while they are being opened, there is a newer one: all is begun
/// again. Used by the thread that opened it.
///
/// @param generations oldest first
/// @param fits the files of all fits
record PinnedMap(List<PinnedIndex> generations, List<PinnedFile> fits) implements AutoCloseable {

  /// @throws NoSuchFileException when a file is missing that a published generation names
  static PinnedMap of(MapStore map) throws IOException {
    for (List<Long> before = null; ; ) {
      List<Long> published = map.numbers();
      PinnedMap pinned = new PinnedMap(new ArrayList<>(), new ArrayList<>());
      boolean done = false;
      try {
        pinned.open(map, published);
        done = true;
        return pinned;
      } catch (FileNotFoundException | NoSuchFileException e) {
        if (published.equals(before)) {
          throw e;
        }
        before = published;
      } finally {
        if (!done) {
          pinned.close();
        }
      }
    }
  }

  private void open(MapStore map, List<Long> published) throws IOException {
    Set<Long> opened = new HashSet<>();
    for (long number : published) {
      PinnedIndex generation = PinnedIndex.newest(Directories.numbered(map.generations(), number));
      generations.add(generation);
      long fit = MapStore.fitOf(generation.userData());
      if (opened.add(fit)) {
        openFit(Directories.numbered(map.fits(), fit), map.fitFiles(generation.userData()));
      }
    }
  }

  private void openFit(Path fit, List<String> names) throws IOException {
    try (FSDirectory directory = Directories.open(fit)) {
      for (String name : names) {
        fits.add(PinnedFile.open(fit, directory, name));
      }
    }
  }

  @Override
  public void close() throws IOException {
    for (PinnedIndex generation : generations) {
      generation.close();
    }
    for (PinnedFile file : fits) {
      file.close();
    }
  }
}
