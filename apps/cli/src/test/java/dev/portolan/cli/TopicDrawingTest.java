package dev.portolan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portolan.query.MapTopics;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopicDrawingTest {
  private static final List<MapTopics.Metadata> TOPICS =
      List.of(
          topic(1, 1, 30, "plants", null),
          topic(1, 2, 50, "animals", null),
          topic(2, 3, 20, "animals", "fish"),
          topic(2, 4, 25, "animals", "birds\u001b[2J"),
          topic(2, 5, 3, "animals", "worms"),
          topic(2, 6, 2, "animals", "corals"),
          topic(2, 7, 9, "plants", "trees"));

  @Test
  void tree_showsTheLargestFirst() {
    assertEquals(
        """
        ├─ animals            50
        │  ├─ birds[2J        25
        │  ├─ fish            20
        │  ├─ worms            3
        │  └─ corals           2
        └─ plants             30
           └─ trees            9
        """,
        drawn(2));
  }

  @Test
  void manyBranches_becomeOneLine() {
    assertEquals(
        """
        ├─ animals            50
        │  ├─ birds[2J        25
        │  ├─ fish            20
        │  └─ … 2 more         5
        └─ plants             30
           └─ trees            9
        """,
        drawn(2, 5, 2));
  }

  @Test
  void depth_endsTheTree() {
    assertEquals("├─ animals        50\n└─ plants         30\n", drawn(1));
  }

  private static String drawn(int depths, int... most) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    new TopicDrawing(TOPICS, depths, most).print(new Terminal(stream, stream, false, false, 80));
    return out.toString(StandardCharsets.UTF_8);
  }

  private static MapTopics.Metadata topic(int depth, int id, int count, String... path) {
    String label = path[depth - 1];
    return new MapTopics.Metadata(
        depth, id, Arrays.asList(path), "keywords", label, count, java.util.List.of(), null);
  }
}
