package dev.portolan.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MapEditsTest {
  @TempDir Path directory;

  @Test
  void beforeTheFirstWrite_nothing() {
    MapEdits edits = new MapEdits(directory);
    assertEquals(0, edits.version());
    assertEquals(Map.of(), edits.read());
  }

  @Test
  void write_setsSomeAndKeepsOthers() {
    MapEdits edits = new MapEdits(directory);
    edits.write("key", Map.of("a", "1", "b", "2"));
    long first = edits.version();
    edits.write("key", Map.of("b", "3"));
    assertEquals(Map.of("a", "1", "b", "3"), new MapEdits(directory).read());
    assertEquals(first + 1, edits.version());
  }

  @Test
  void damagedCommit_namesTheDirectory() throws IOException {
    MapEdits edits = new MapEdits(directory);
    edits.write("key", Map.of("a", "1"));
    Path commit;
    try (var files = Files.list(MapEdits.path(directory))) {
      commit =
          files
              .filter(file -> file.getFileName().toString().startsWith("segments"))
              .findFirst()
              .orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(commit);
    bytes[bytes.length / 2] ^= 1;
    Files.write(commit, bytes);
    StorageException error = assertThrows(StorageException.class, edits::read);
    assertTrue(error.getMessage().contains("edits"), error.getMessage());
  }
}
