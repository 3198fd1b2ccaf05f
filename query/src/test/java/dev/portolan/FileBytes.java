package dev.portolan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// All files below a directory with their bytes.
record FileBytes(Map<String, byte[]> files) {
  static FileBytes below(Path directory) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> inside = Files.walk(directory)) {
      for (Path file : inside.filter(Files::isRegularFile).toList()) {
        files.put(directory.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return new FileBytes(files);
  }

  /// That the same files are there now, to the last byte.
  void assertSame(FileBytes now, String where) {
    assertEquals(files.keySet(), now.files.keySet(), where);
    files.forEach((file, bytes) ->
        assertTrue(Arrays.equals(bytes, now.files.get(file)), where + ": " + file));
  }
}
