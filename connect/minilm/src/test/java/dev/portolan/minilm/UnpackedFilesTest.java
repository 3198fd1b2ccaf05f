package dev.portolan.minilm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackedFilesTest {
  private static final String NAME = "all-minilm-l6-v2-q-tokenizer.json";

  @TempDir private Path directory;

  @Test
  void together_firstTime_unpacksTheFile() throws IOException {
    Path file = new UnpackedFiles(directory).together(List.of(NAME)).resolve(NAME);
    assertArrayEquals(packed(), Files.readAllBytes(file));
    try (Stream<Path> all = Files.walk(directory).filter(Files::isRegularFile)) {
      assertEquals(List.of(file), all.toList());
    }
  }

  @Test
  void together_secondTime_leavesTheFileAlone() throws IOException {
    UnpackedFiles files = new UnpackedFiles(directory);
    Path file = files.together(List.of(NAME)).resolve(NAME);
    Object before = Files.readAttributes(file, "*").get("lastModifiedTime");
    files.together(List.of(NAME));
    assertEquals(before, Files.readAttributes(file, "*").get("lastModifiedTime"));
  }

  @Test
  void together_damagedFile_isUnpackedAgain() throws IOException {
    UnpackedFiles files = new UnpackedFiles(directory);
    Path file = files.together(List.of(NAME)).resolve(NAME);
    byte[] damaged = packed();
    damaged[damaged.length / 2] ^= 1;
    Files.write(file, damaged);
    files.together(List.of(NAME));
    assertArrayEquals(packed(), Files.readAllBytes(file));
  }

  @Test
  void together_unknownFile_isNamed() {
    assertEquals(
        "no.onnx is not on the class path",
        assertThrows(
                FileNotFoundException.class,
                () -> new UnpackedFiles(directory).together(List.of("no.onnx")))
            .getMessage());
  }

  private static byte[] packed() throws IOException {
    try (InputStream in = UnpackedFilesTest.class.getResourceAsStream("/" + NAME)) {
      return in.readAllBytes();
    }
  }
}
