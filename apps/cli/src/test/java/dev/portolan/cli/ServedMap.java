package dev.portolan.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `portolan serve` in this process, until it is closed.
final class ServedMap implements AutoCloseable {
  private static final Pattern ADDRESS =
      Pattern.compile("http://127.0.0.1:[0-9]+/#token=[0-9a-f]+");
  private static final int PATIENCE_MILLIS = 60_000;
  private static final int WIDTH = 200;

  private final Cancellation cancellation = new Cancellation();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Thread thread;
  private final String address;

  private ServedMap(List<String> words) throws InterruptedException {
    Terminal terminal =
        new Terminal(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            false,
            WIDTH);
    thread =
        Thread.ofPlatform()
            .start(() -> Main.run(terminal, cancellation, words.toArray(String[]::new)));
    address = awaitAddress();
  }

  /// @param options after the database and the dataset
  static ServedMap of(Path database, String dataset, String... options)
      throws InterruptedException {
    List<String> words =
        new ArrayList<>(List.of("serve", database.toString(), dataset, "--port", "0"));
    words.addAll(Arrays.asList(options));
    return new ServedMap(words);
  }

  private String awaitAddress() throws InterruptedException {
    for (int waited = 0; waited < PATIENCE_MILLIS; waited += 50) {
      Matcher found = ADDRESS.matcher(out.toString(StandardCharsets.UTF_8));
      if (found.find()) {
        return found.group();
      }
      Thread.sleep(50);
    }
    throw new AssertionError("serve printed no address: " + err.toString(StandardCharsets.UTF_8));
  }

  /// The demo of so few nouns, served at its end.
  static ServedMap ofDemo(Path database, int nouns) throws InterruptedException {
    return new ServedMap(
        List.of("demo", "--db", database.toString(), "--size", String.valueOf(nouns), "--serve"));
  }

  String address() {
    return address;
  }

  /// What it complained of.
  String complaints() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    cancellation.request();
    try {
      thread.join(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
