package dev.portolan.exchange;

import dev.portolan.storage.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a first pass settles: the types of the columns, where vectors come from, the schema.
///
/// @param types column of the file to type, in the schema's order; without the id and what is
///   skipped
/// @param textColumn the column of the file to embed, null when there are vectors
record Settled(Map<String, ValueType> types, String textColumn, Schema schema) {
  static Settled of(ImportOptions options, JoinedRows rows, FirstPass pass) {
    Map<String, ValueType> types = new LinkedHashMap<>();
    pass.facts(rows.names()).forEach((name, facts) -> types.put(name, facts.settle()));
    AnalyzerRules analyzers = new AnalyzerRules(options, types);
    analyzers.check();
    String text = embeds(options, rows) ? textColumn(options, types) : null;
    return new Settled(types, text, schema(options, rows, analyzers));
  }

  /// A dataset that is there already may get data whose vectors come later.
  private static boolean embeds(ImportOptions options, JoinedRows rows) {
    return rows.vectors() == null && (options.into() == null || options.embeddingDimensions() > 0);
  }

  private static String textColumn(ImportOptions options, Map<String, ValueType> types) {
    String named = options.textColumn();
    if (named != null) {
      if (types.get(named) != ValueType.TEXT && types.get(named) != ValueType.CATEGORY) {
        throw Place.whole(options.file())
            .error("column '%s' is no text and so cannot be embedded; name a text column", named);
      }
      return named;
    }
    List<String> asked = new ArrayList<>();
    List<String> found = new ArrayList<>();
    types.forEach((name, type) -> {
      if (type == ValueType.TEXT) {
        found.add(name);
        if (options.types().get(name) == ValueType.TEXT) {
          asked.add(name);
        }
      }
    });
    List<String> candidates = asked.isEmpty() ? found : asked;
    if (candidates.size() != 1) {
      throw Place.whole(options.file())
          .error(
              candidates.isEmpty()
                  ? "has no vectors and no text column to embed; name an array with --vectors, "
                      + "or a column with --text"
                  : "has no vectors and several text columns %s; name the one to embed with"
                      + " --embed",
              candidates);
    }
    return candidates.getFirst();
  }

  private static Schema schema(ImportOptions options, JoinedRows rows, AnalyzerRules analyzers) {
    int dimensions =
        rows.vectors() == null ? options.embeddingDimensions() : rows.vectors().dimensions();
    if (options.into() != null) {
      checkDimensions(options, rows, dimensions);
      return options.into();
    }
    if (dimensions == 0) {
      throw Place.whole(options.file())
          .error("has no vectors and nothing embeds its text; name an array with --vectors");
    }
    Schema.Builder schema = Schema.builder();
    analyzers
        .types()
        .forEach((name, type) -> type.declare(schema, options.named(name), analyzers.of(name)));
    String expiry = options.expiry() == null ? null : options.named(options.expiry());
    return schema.latent(dimensions, options.metric()).expiry(expiry).build();
  }

  private static void checkDimensions(ImportOptions options, JoinedRows rows, int dimensions) {
    int taken = options.into().latent().dimensions();
    if (dimensions != 0 && dimensions != taken) {
      Path file = rows.vectors() == null ? options.file() : rows.vectors().place().file();
      throw Place.whole(file)
          .error(
              "vectors have %d dimensions, the dataset takes %d; "
                  + "embed with the same model as the rest",
              dimensions, taken);
    }
  }

  ImportReport report(ImportOptions options, JoinedRows rows, FirstPass pass) {
    ImportReport.Rejected rejected = pass.rejected().report();
    long count = rows.row() + 1;
    long good = count - rejected.count();
    List<ImportReport.ReportedColumn> columns = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    if (options.id() == null) {
      notes.add("ids were generated from the row number, as no column of ids was named");
    }
    pass.facts(rows.names())
        .forEach((name, facts) -> {
          String type = types.get(name).option;
          columns.add(
              new ImportReport.ReportedColumn(
                  options.named(name), type, facts.why(), good - facts.set()));
          notes.addAll(facts.notes());
        });
    long dropped = pass.dropped().cardinality();
    if (dropped > 0) {
      notes.add("%,d rows were dropped, as their id comes again later".formatted(dropped));
    }
    return new ImportReport(
        count, dropped, rejected, List.copyOf(columns), vectors(options, rows), notes);
  }

  private String vectors(ImportOptions options, JoinedRows rows) {
    if (rows.vectors() != null) {
      return "%d dimensions from %s"
          .formatted(rows.vectors().dimensions(), rows.vectors().place().file());
    }
    return textColumn == null ? "none yet" : "to be embedded from " + options.named(textColumn);
  }
}
