package dev.portolan.exchange;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Sizes and times of files, to see that nobody changed them between two passes.
record FileStates(Map<Path, State> states) {
  record State(long size, FileTime modified) {}

  static FileStates of(List<Path> files) {
    Map<Path, State> states = new LinkedHashMap<>();
    files.forEach(file -> states.put(file, state(file)));
    return new FileStates(states);
  }

  /// @throws ImportException naming the first file that is not what it was
  void checkUnchanged() {
    states.forEach((file, before) -> {
      if (!Files.exists(file) || !before.equals(state(file))) {
        throw Place.whole(file).error("was changed since it was checked; import it again");
      }
    });
  }

  private static State state(Path file) {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return new State(now.size(), now.lastModifiedTime());
    } catch (IOException e) {
      throw Place.whole(file).unreadable(e);
    }
  }
}
