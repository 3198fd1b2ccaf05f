package dev.portolan.explorer.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portolan.Dataset;
import dev.portolan.Portolan;
import dev.portolan.explorer.http.Refusal;
import dev.portolan.index.BuildMonitor;
import dev.portolan.index.MapOptions;
import dev.portolan.query.DatasetSnapshot;
import dev.portolan.storage.Datum;
import dev.portolan.storage.Metric;
import dev.portolan.storage.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which pictures are shown, and that no path leads out of their folder.
class ImagesTest {
  private static final byte[] PNG =
      Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

  @TempDir private Path folder;

  @Test
  void path_leadsOnlyBelowItsFolder() throws IOException {
    Path images = Files.createDirectories(folder.resolve("images/deep")).getParent();
    Files.write(images.resolve("deep/a b.png"), PNG);
    Files.write(folder.resolve("secret.png"), PNG);
    Files.writeString(images.resolve("page.png"), "<script>alert(1)</script>");
    Files.writeString(images.resolve("drawing.svg"), "<svg onload='alert(1)'/>");
    Files.createSymbolicLink(images.resolve("link.png"), folder.resolve("secret.png"));
    List<String> good = List.of("deep/a b.png", "deep/../deep/a b.png", "./deep/a b.png");
    List<String> bad =
        List.of(
            "../secret.png",
            "deep/../../secret.png",
            folder.resolve("secret.png").toString(),
            "link.png",
            "page.png",
            "drawing.svg",
            "nobody.png",
            "deep",
            "a\u0000.png",
            "file:///etc/passwd",
            "");
    List<String> all = new ArrayList<>(good);
    all.addAll(bad);
    try (Portolan db = withPictures(all);
        DatasetSnapshot now = db.dataset("pictures").snapshot()) {
      MapState state = MapState.of(db.dataset("pictures"), now, Dataset.DEFAULT_MAP);
      Images shown = new Images(images, null);
      for (int row = 0; row < good.size(); row++) {
        assertArrayEquals(PNG, shown.of(state, row, "picture").bytes());
      }
      for (int row = good.size(); row < all.size(); row++) {
        int hidden = row;
        assertThrows(Refusal.class, () -> shown.of(state, hidden, "picture"), all.get(row));
      }
      assertThrows(Refusal.class, () -> new Images(null, null).of(state, 0, "picture"));
    }
  }

  @Test
  void base64AndVectors_arePicturesToo() throws IOException {
    String base64 = Base64.getEncoder().encodeToString(PNG);
    try (Portolan db =
            withPictures(List.of(base64, "data:image/png;base64," + base64, "iVBORw0KGgo!"));
        DatasetSnapshot now = db.dataset("pictures").snapshot()) {
      MapState state = MapState.of(db.dataset("pictures"), now, Dataset.DEFAULT_MAP);
      Images shown = new Images(null, new Pixels(2, 2));
      assertArrayEquals(PNG, shown.of(state, 0, "picture").bytes());
      assertArrayEquals(PNG, shown.of(state, 1, "picture").bytes());
      assertEquals("image/png", shown.of(state, 0, null).mediaType());
      assertThrows(Refusal.class, () -> new Images(null, null).of(state, 0, null));
    }
  }

  private Portolan withPictures(List<String> values) {
    Portolan db = Portolan.open(folder.resolve("db"));
    Dataset dataset =
        db.create("pictures", Schema.builder().text("picture").latent(4, Metric.EUCLIDEAN).build());
    for (int i = 0; i < values.size(); i++) {
      dataset.add(Datum.of("p" + i, new float[] {i, 1, 2, 3}).with("picture", values.get(i)));
    }
    dataset.buildMap(MapOptions.builder().threads(1).build(), BuildMonitor.none());
    return db;
  }
}
