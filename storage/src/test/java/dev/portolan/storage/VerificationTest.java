package dev.portolan.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One flipped bit in any file is found.
class VerificationTest {
  @TempDir Path dataset;

  @Test
  void dataset_oneBitFlippedInEachFile_isFoundEveryTime() throws IOException {
    SplittableRandom random = Seeds.random();
    Schema schema = Schema.builder().text("body").latent(8, Metric.COSINE).build();
    List<Datum> data = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      data.add(Datum.of("d" + i, Seeds.vector(random, 8)).with("body", "words of datum " + i));
    }
    try (DataStore store = DataStore.create(dataset.resolve("data"), schema, Optional.empty())) {
      store.load(data, DataStore.LoadProgress.none());
    }
    try (TagStore tags = new TagStore(dataset, "d")) {
      tags.edit(Durability.NOW, draft -> draft.create(TagEntry.Kind.TAG, "a", null));
    }
    new MapStore(dataset, "default")
        .publish(
            DatumSet.of("d", 1, 2),
            List.of(new StoredColumn.Floats("x", new float[2])),
            Map.of(),
            Map.of("graph.bin", ByteBuffer.wrap(new byte[100])));
    assertEquals(List.of(), Verification.dataset(dataset, _ -> {}).damages());
    for (Path file : files()) {
      byte[] sound = Files.readAllBytes(file);
      byte[] flipped = sound.clone();
      flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, flipped);
      assertFalse(damagesOrRefusal().isEmpty(), file + "; " + Seeds.note());
      Files.write(file, sound);
      if (!file.getFileName().toString().startsWith("segments_")) {
        Files.delete(file);
        assertFalse(damagesOrRefusal().isEmpty(), file + " is missing");
        Files.write(file, sound);
      }
    }
    assertEquals(List.of(), Verification.dataset(dataset, _ -> {}).damages());
  }

  /// A flip in the newest commit file may leave a map that is not found at all: that is damage too.
  private List<String> damagesOrRefusal() {
    try {
      Verification.Result result = Verification.dataset(dataset, _ -> {});
      return result.indexes() < 3
          ? List.of("an index is missing")
          : result.damages().stream().map(Damage::toString).toList();
    } catch (StorageException e) {
      return List.of(e.getMessage());
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> inside = Files.walk(dataset)) {
      return inside
          .filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().equals("write.lock"))
          .toList();
    }
  }
}
