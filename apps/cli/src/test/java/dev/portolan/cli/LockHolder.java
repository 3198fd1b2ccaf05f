package dev.portolan.cli;

import dev.portolan.Portolan;
import dev.portolan.storage.Metric;
import dev.portolan.storage.Schema;
import java.io.IOException;
import java.nio.file.Path;

/// Another process that writes to a database, until its standard input ends.
final class LockHolder {
  private LockHolder() {}

  public static void main(String[] arguments) throws IOException {
    try (Portolan db = Portolan.openExisting(Path.of(arguments[0]))) {
      db.create("held", Schema.builder().latent(2, Metric.COSINE).build());
      db.delete("held");
      System.out.println("held");
      int end = System.in.read();
      assert end < 0;
    }
  }
}
