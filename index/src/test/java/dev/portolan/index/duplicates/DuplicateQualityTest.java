package dev.portolan.index.duplicates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.projection.Progress;
import dev.portolan.projection.VectorMetric;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Floors on 2,000 real posts, some of them posted to several groups.
class DuplicateQualityTest {
  private static final int DIMENSIONS = 384;
  private static final Pattern CROSSPOST = Pattern.compile("\"crosspost_group\": (\\d+)");

  private static Rows posts;
  private static List<String> groups;

  @BeforeAll
  static void readPosts() throws IOException {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.exists(folder.resolve("shared/data/small"))) {
      folder = folder.getParent();
    }
    Assumptions.assumeTrue(folder != null, "shared/data/small is missing: no real data to test on");
    Path small = folder.resolve("shared/data/small");
    posts = vectors(small.resolve("newsgroups20-2k_vectors_f16.npy.gz"));
    groups = crossposts(small.resolve("newsgroups20-2k_docs.jsonl.gz"));
  }

  @Test
  void find_realPosts_seesAllPairs() {
    DuplicateInput input = posts.input(16, 2);
    for (double cutoff : new double[] {.02, .05, .1, .2}) {
      Duplicates found =
          DuplicateFinder.find(
              input, DuplicateOptions.at(new DuplicateCutoff.Absolute(cutoff)), Progress.none());
      DuplicateAudit audit = Rows.audit(input, found);
      assertTrue(audit.recall() >= .999, cutoff + ": " + audit);
      assertTrue(found.edges().ceiling() >= cutoff, cutoff + ": " + found.edges().ceiling());
    }
  }

  @Test
  void find_crossposts_shareACluster() {
    Duplicates found = posts.find(.1, 2);
    Map<String, Integer> clusterOf = new HashMap<>();
    int shared = 0;
    for (int row = 0; row < posts.size(); row++) {
      Integer first = clusterOf.putIfAbsent(groups.get(row), found.duplicateOf()[row]);
      if (first != null) {
        assertEquals(first, found.duplicateOf()[row], "cross-post group " + groups.get(row));
        shared++;
      }
    }
    assertTrue(shared > 0, "the sample holds no cross-posts");
  }

  private static Rows vectors(Path file) throws IOException {
    byte[] bytes;
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      bytes = in.readAllBytes();
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    buffer.position(10 + buffer.getShort(8));
    float[][] values = new float[buffer.remaining() / (2 * DIMENSIONS)][DIMENSIONS];
    for (float[] vector : values) {
      for (int i = 0; i < DIMENSIONS; i++) {
        vector[i] = Float.float16ToFloat(buffer.getShort());
      }
      Rows.settled(VectorMetric.COSINE, vector);
    }
    return Rows.of(VectorMetric.COSINE, values);
  }

  /// The cross-post group of each post, or a name of its own where it has none.
  private static List<String> crossposts(Path file) throws IOException {
    List<String> groups = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Matcher group = CROSSPOST.matcher(line);
        groups.add(group.find() ? group.group(1) : "alone " + groups.size());
      }
    }
    return groups;
  }
}
