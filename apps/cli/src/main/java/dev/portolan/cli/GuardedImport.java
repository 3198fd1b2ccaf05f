package dev.portolan.cli;

import dev.portolan.Dataset;
import dev.portolan.DuplicateGuard;
import dev.portolan.GuardedReport;
import dev.portolan.Portolan;
import dev.portolan.storage.Datum;
import dev.portolan.storage.Metric;
import dev.portolan.storage.Schema;
import java.util.ArrayList;
import java.util.List;

/// An import that looks for near duplicates of what is there and among its own rows.
record GuardedImport(DuplicateGuard guard) {
  /// Each is compared with all before it: 1.25·10⁹ pairs.
  private static final int MOST_ROWS = 50_000;

  private static final double DEFAULT_CUTOFF = 0.1;
  private static final String TAG = "tag:";
  private static final int SHOWN = 5;

  /// Whether this is a way to deal with near duplicates: `refuse`, `skip` or `tag:NAME`.
  static boolean knows(String near) {
    return near.equals("refuse")
        || near.equals("skip")
        || near.startsWith(TAG) && near.length() > TAG.length();
  }

  /// @param near one that is known
  /// @param cutoff null for the default
  static GuardedImport of(String near, Double cutoff, Schema schema) {
    if (cutoff == null && schema.latent().metric() == Metric.EUCLIDEAN) {
      throw new IllegalArgumentException(
          "how near duplicates are by euclidean distance depends on the data; say it with"
              + " --near-cutoff");
    }
    double within = cutoff == null ? DEFAULT_CUTOFF : cutoff;
    return new GuardedImport(
        switch (near) {
          case "refuse" -> new DuplicateGuard.Refuse(within);
          case "skip" -> new DuplicateGuard.Skip(within);
          default -> new DuplicateGuard.Tag(within, near.substring(TAG.length()));
        });
  }

  /// All rows in memory.
  List<Datum> read(Iterable<Datum> data, long rows, Loading loading) {
    if (rows > MOST_ROWS) {
      throw new IllegalArgumentException(
          "--near compares each row with all before it, for at most %s rows; the file has %s: import it in parts, or without --near and look at `duplicates`"
              .formatted(Figures.count(MOST_ROWS), Figures.count(rows)));
    }
    List<Datum> all = new ArrayList<>();
    for (Datum datum : data) {
      all.add(datum);
      loading.added(all.size());
    }
    return all;
  }

  /// @param created whether the dataset was made for this: it goes again when nothing is added
  GuardedReport add(Portolan db, Dataset into, List<Datum> data, boolean created) {
    try {
      return into.add(data, guard);
    } catch (RuntimeException e) {
      if (created) {
        db.delete(into.name());
      }
      throw e;
    }
  }

  static void tell(List<GuardedReport.Duplicate> found, String near, Terminal terminal) {
    terminal.say(
        "note: %s %s"
            .formatted(
                Figures.count(found.size(), "near duplicate", "near duplicates"),
                near.startsWith(TAG)
                    ? "tagged '%s'".formatted(FittedText.line(near.substring(TAG.length())))
                    : "left out"));
    TextTable table = new TextTable(terminal.width());
    found.stream()
        .limit(SHOWN)
        .forEach(each ->
            table.row("  " + each.id(), "of " + each.of(), Figures.distance(each.distance())));
    table.print(terminal);
    if (found.size() > SHOWN) {
      terminal.say("  and %s more".formatted(Figures.count(found.size() - SHOWN)));
    }
  }
}
