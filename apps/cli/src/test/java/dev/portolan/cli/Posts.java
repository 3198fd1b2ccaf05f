package dev.portolan.cli;

import dev.portolan.exchange.NpyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;

/// A small collection as files: posts about four things, some posted twice, and their vectors.
///
/// @param posts JSONL: `id`, `body` (text), `product` (category), `opened_at` (timestamp)
/// @param vectors `.npy`, `[COUNT][DIMENSIONS]`
record Posts(Path posts, Path vectors) {
  static final int COUNT = 400;
  static final int DIMENSIONS = 12;

  private static final int COPIES = 40;
  private static final long SEED = Long.getLong("portolan.seed", 7);
  private static final String[][] WORDS = {
    {"parcel", "courier", "late", "delivery", "street", "door"},
    {"refund", "card", "bank", "charged", "invoice", "payment"},
    {"screen", "battery", "broken", "cable", "charger", "repair"},
    {"password", "login", "account", "email", "locked", "code"}
  };

  /// Writes the files; datum `COUNT − COPIES + i` is a copy of datum `i`.
  static Posts write(Path directory) throws IOException {
    Random random = new Random(SEED);
    String[] bodies = new String[COUNT];
    float[][] vectors = new float[COUNT][];
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < COUNT; i++) {
      int copied = i - (COUNT - COPIES);
      bodies[i] = copied < 0 ? body(i % WORDS.length, random) : bodies[copied];
      vectors[i] = copied < 0 ? vector(i % WORDS.length, random) : vectors[copied];
      lines.append(
          """
          {"id": "p%d", "body": "%s", "product": "%s", "opened_at": "2026-%02d-10T12:00:00Z"}
          """
              .formatted(i, bodies[i], WORDS[i % WORDS.length][0], 1 + i % 12));
    }
    Posts posts = new Posts(directory.resolve("posts.jsonl"), directory.resolve("vectors.npy"));
    Files.writeString(posts.posts(), lines);
    NpyFile.write(posts.vectors(), vectors);
    return posts;
  }

  private static String body(int about, Random random) {
    StringBuilder body = new StringBuilder("the");
    for (int i = 0; i < 8; i++) {
      body.append(' ').append(WORDS[about][random.nextInt(WORDS[about].length)]);
    }
    return body.toString();
  }

  private static float[] vector(int about, Random random) {
    float[] vector = new float[DIMENSIONS];
    for (int i = 0; i < DIMENSIONS; i++) {
      vector[i] = (float) (random.nextGaussian() * .35 + (i % WORDS.length == about ? 2 : 0));
    }
    return vector;
  }

  /// A closed database as it lies on the disk, once more: cheaper than to import and map again.
  static Path copy(Path database, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(database)) {
      for (Path file : files.sorted().toList()) {
        Files.copy(file, to.resolve(database.relativize(file).toString()));
      }
    }
    return to;
  }

  /// The command that imports them whole.
  Object[] importInto(Path database) {
    return new Object[] {
      "import",
      database,
      "posts",
      posts,
      "--id",
      "id",
      "--text",
      "body",
      "--category",
      "product",
      "--vectors",
      vectors
    };
  }
}
