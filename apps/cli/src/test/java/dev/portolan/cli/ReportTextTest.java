package dev.portolan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portolan.index.BuildReport;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTextTest {
  @Test
  void neighbours_enoughFound_saysTheirShare() {
    assertEquals("16 per datum by cosine, 99.3 % of the true ones found", neighbours(.993));
  }

  @Test
  void neighbours_tooFewFound_saysWhyAndWhatHelps() {
    assertEquals(
        "16 per datum by cosine, 61.4 % of the true ones found, less than the 98 % asked for: the"
            + " data have hardly any near neighbours; try another embedding or fewer dimensions",
        neighbours(.6138));
  }

  private static String neighbours(double recall) {
    return ReportText.of(report(recall)).lines().stream()
        .filter(line -> line[0].equals("  neighbours"))
        .findFirst()
        .orElseThrow()[1];
  }

  private static BuildReport report(double recall) {
    return new BuildReport(
        Instant.EPOCH,
        100_000,
        0,
        100_000,
        7,
        2,
        "cosine",
        "pca",
        new BuildReport.Neighbors(16, recall, 30, 1, 1),
        new BuildReport.Quality(2_000, .6, .6, .01, .5),
        new BuildReport.Topics(0, List.of(), List.of(), "none"),
        new BuildReport.Duplicates(null, "oldest", false, 0, 0, 0, 0, 0, 0),
        List.of());
  }
}
