package dev.portolan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.query.TimeStep;
import dev.portolan.query.TopicChange;
import dev.portolan.query.TopicTimeline;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Topics over time as they are drawn, and the table of two windows.
class TopicPlotTest {
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

  private static List<String> lines(int width, Consumer<Terminal> drawing) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, false, StandardCharsets.UTF_8);
    drawing.accept(new Terminal(stream, stream, false, false, width));
    stream.flush();
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static TopicTimeline days(int topics, int days) {
    List<Instant> starts =
        IntStream.range(0, days).mapToObj(day -> START.plus(day, ChronoUnit.DAYS)).toList();
    List<TopicTimeline.OfTopic> counted =
        IntStream.range(0, topics)
            .mapToObj(topic -> {
              int[] counts = IntStream.range(0, days).map(day -> (day + topic) % 9).toArray();
              return new TopicTimeline.OfTopic(
                  "topic number " + topic, topic + 1, counts, Arrays.stream(counts).sum());
            })
            .toList();
    return new TopicTimeline(TimeStep.DAY, starts, START.plus(days, ChronoUnit.DAYS), counted);
  }

  @Test
  void sparkline_counts_areEighthsOfTheGreatest() {
    Sparkline blocks = new Sparkline("▁▂▃▄▅▆▇█");
    assertEquals(" ▁▂▃▄▅▆▇█", blocks.of(new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8}, 1));
    assertEquals("▁▁  ██", blocks.of(new int[] {1, 0, 1_000}, 2));
    assertEquals("  ", blocks.of(new int[2], 1));
    assertEquals("████", blocks.of(new int[] {1}, 4));
  }

  @Test
  void plot_nineDays_showsThemWithTheirDates() {
    List<String> lines = lines(80, terminal -> new TopicPlot(days(2, 9), terminal).print());
    assertEquals(
        List.of(
            "all of these    ▁▁▁▁▂▂▂▂▃▃▃▃▄▄▄▄▅▅▅▅▆▆▆▆▇▇▇▇████▅▅▅▅         72",
            "topic number 0      ▁▁▁▁▂▂▂▂▃▃▃▃▄▄▄▄▅▅▅▅▆▆▆▆▇▇▇▇████         36",
            "topic number 1  ▁▁▁▁▂▂▂▂▃▃▃▃▄▄▄▄▅▅▅▅▆▆▆▆▇▇▇▇████             36",
            "                2026-01-05   2026-01-09   2026-01-13",
            "every line has its own scale; a block is one day"),
        lines);
  }

  @Test
  void plot_manyTopics_sumsUpThoseBeyondTwenty() {
    List<String> lines = lines(80, terminal -> new TopicPlot(days(30, 20), terminal).print());
    assertEquals(1 + 20 + 1 + 2, lines.size());
    assertTrue(lines.get(21).startsWith("… 10 more "), lines.get(21));
  }

  @Test
  void plot_moreDaysThanFit_shareBlocksAndLeaveTheLabelsWhole() {
    List<String> lines = lines(70, terminal -> new TopicPlot(days(1, 60), terminal).print());
    assertTrue(lines.get(1).startsWith("topic number 0  "), lines.get(1));
    assertTrue(lines.getLast().endsWith("a block is 2 days"), lines.getLast());
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 60, 80, 100, 300})
  void plot_anyNumberOfSteps_fitsTheWidth(int width) {
    for (int days : new int[] {1, 2, 5, 12, 31, 60, 61, 200, 3_000}) {
      List<String> lines = lines(width, terminal -> new TopicPlot(days(3, days), terminal).print());
      for (String line : lines) {
        assertTrue(
            FittedText.width(line) <= Math.max(width, 60), "%d days: %s".formatted(days, line));
      }
      assertTrue(lines.get(4).contains("2026-01-05"), lines.get(4));
    }
  }

  @Test
  void axis_steps_areNamedByTheirLength() {
    assertEquals("2026", TimeAxis.label(TimeStep.YEAR, START));
    assertEquals("2026-Q1", TimeAxis.label(TimeStep.QUARTER, START));
    assertEquals("2026-01", TimeAxis.label(TimeStep.MONTH, START));
    assertEquals("2026-01-05", TimeAxis.label(TimeStep.WEEK, START));
    assertEquals("2026-01-05 00:00", TimeAxis.label(TimeStep.HOUR, START));
  }

  @Test
  void table_changes_areMarkedFromTwoStandardErrorsOn() {
    List<String> lines =
        lines(
            90,
            terminal ->
                new ComparisonTable(
                        List.of(
                            new TopicChange("late parcels", 1, 100, 1_300, .1, .13, 2.03),
                            new TopicChange("refunds", 2, 1, 0, .001, 0, 0),
                            new TopicChange("logins", 3, 899, 8_700, .899, .87, -9.99)))
                    .print(terminal));
    assertEquals(
        List.of(
            "topic         before          after          points      z",
            "late parcels     100  10.0 %  1,300  13.0 %    +3.0   +2.0  ▲",
            "refunds            1   0.1 %      0   0.0 %    -0.1    0.0",
            "logins           899  89.9 %  8,700  87.0 %    -2.9  -10.0  ▼"),
        lines.subList(0, 4));
  }

  @Test
  void table_manyTopics_showsBothEnds() {
    List<TopicChange> changes =
        Stream.iterate(1, i -> i + 1)
            .limit(50)
            .map(i -> new TopicChange("topic " + i, i, 1, 1, .02, .02, 25 - i))
            .toList();
    List<String> lines = lines(90, terminal -> new ComparisonTable(changes).print(terminal));
    assertTrue(lines.get(10).startsWith("topic 10 "), lines.get(10));
    assertEquals("… 30 more", lines.get(11));
    assertTrue(lines.get(12).startsWith("topic 41 "), lines.get(12));
    assertEquals(1 + 21 + 2, lines.size());
    lines.forEach(line -> assertTrue(FittedText.width(line) <= 90, line));
  }
}
