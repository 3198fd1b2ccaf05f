package dev.portolan.index;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portolan.storage.DataSnapshot;
import dev.portolan.storage.DataStore;
import dev.portolan.storage.Datum;
import dev.portolan.storage.Metric;
import dev.portolan.storage.Schema;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTextTest {
  @TempDir private Path directory;

  @Test
  void longestTexts_win() {
    Schema schema = schema().text("file").text("body").text("title").build();
    Map<String, Object> values =
        Map.of("file", "a/1", "body", "the parcel never arrived", "title", "parcel");
    assertEquals(Optional.of("body"), mainText(schema, values, Map.of("file", "a/2")));
  }

  @Test
  void equallyLongTexts_fallToTheFirstDeclared() {
    Schema schema = schema().text("title").text("body").build();
    assertEquals(Optional.of("title"), mainText(schema, Map.of("title", "same", "body", "size")));
    assertEquals(Optional.of("title"), mainText(schema));
  }

  @Test
  void withoutTexts_thereIsNone() {
    assertEquals(
        Optional.empty(), mainText(schema().category("product").build(), Map.of("product", "x")));
  }

  private static Schema.Builder schema() {
    return Schema.builder().latent(2, Metric.COSINE);
  }

  @SafeVarargs
  private Optional<String> mainText(Schema schema, Map<String, Object>... data) {
    Path path = directory.resolve(Integer.toString(schema.hashCode() + data.length));
    try (DataStore store = DataStore.create(path, schema, Optional.empty())) {
      store.commitEmpty();
      for (int i = 0; i < data.length; i++) {
        store.upsert(List.of(new Datum("d" + i, data[i], new float[] {1, i})));
      }
      try (DataSnapshot snapshot = store.snapshot()) {
        return MainText.of(snapshot);
      }
    }
  }
}
