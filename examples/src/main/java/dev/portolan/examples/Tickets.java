package dev.portolan.examples;

import dev.portolan.Dataset;
import dev.portolan.Embedder;
import dev.portolan.Portolan;
import dev.portolan.exchange.CheckedImport;
import dev.portolan.exchange.EmbeddedData;
import dev.portolan.exchange.ImportOptions;
import dev.portolan.exchange.ProgressListener;
import dev.portolan.storage.DataStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/// The data of the examples: 243 short support tickets, imported from CSV and embedded in-process.
final class Tickets {
  private static final int THREADS = 2;

  private Tickets() {}

  /// Imports the tickets as dataset `tickets`.
  static Dataset importInto(Portolan db, Embedder embedder) {
    CheckedImport tickets =
        CheckedImport.check(
            ImportOptions.of(csv())
                .id("id")
                .text("body")
                .category("product")
                .timestamp("opened_at")
                .textColumn("body")
                .embeddingDimensions(embedder.dimensions())
                .build(),
            ProgressListener.none());
    return db.create(
        "tickets",
        tickets.schema(),
        Optional.of(embedder.name()),
        new EmbeddedData(tickets.data(), "body", embedder, THREADS, done -> {}),
        DataStore.LoadProgress.none());
  }

  private static Path csv() {
    try (InputStream in = Tickets.class.getResourceAsStream("tickets.csv")) {
      Path file = Files.createTempFile("tickets", ".csv");
      file.toFile().deleteOnExit();
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("the example's tickets could not be unpacked", e);
    }
  }
}
