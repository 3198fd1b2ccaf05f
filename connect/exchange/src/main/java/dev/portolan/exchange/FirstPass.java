package dev.portolan.exchange;

import dev.portolan.storage.GeneratedIds;
import dev.portolan.storage.Names;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Reads all rows, checks everything and gathers what the columns of the good ones are.
final class FirstPass {
  private final ImportOptions options;
  private final ColumnRules rules;
  private final JoinedRows rows;
  private final List<ColumnFacts> facts = new ArrayList<>();
  private final BitSet dropped = new BitSet();
  private final IdTable ids;
  private final RejectedRows rejected;
  private final float[] vector;
  private int idColumn = -1;

  FirstPass(ImportOptions options, JoinedRows rows, RejectedRows rejected) {
    this.options = options;
    this.rejected = rejected;
    this.ids = new IdTable(options.onDuplicate() == OnDuplicate.LAST);
    this.rules = new ColumnRules(options);
    this.rows = rows;
    this.vector = rows.vectors() == null ? null : new float[rows.vectors().dimensions()];
  }

  void run() {
    if (rows.columnsKnown()) {
      rules.check(rows.names());
    }
    while (rows.next()) {
      ImportException fault = rows.fault() == null ? faultOfValues() : rows.fault();
      if (fault == null) {
        eachCell(ColumnFacts::observe);
      } else {
        rejected.add(rows, fault);
      }
    }
    if (rows.row() < 0) {
      throw Place.whole(options.file()).error("holds no rows; name a file that has some");
    }
    rejected.requireGood(rows.row() + 1);
    rules.check(rows.names());
  }

  private interface CellStep {
    void take(ColumnFacts facts, Cell cell, RowSource row);
  }

  private void eachCell(CellStep step) {
    for (int column = 0; column < rows.width(); column++) {
      Cell cell = rows.cell(column);
      if (cell != null && facts.get(column) != null) {
        step.take(facts.get(column), cell, rows.source(column));
      }
    }
  }

  /// What is wrong with the values of the current row, null when nothing is; of a bad row no trace
  /// stays.
  private ImportException faultOfValues() {
    meetColumns();
    try {
      String id = id();
      eachCell(ColumnFacts::check);
      checkVector(id);
      checkNew(id);
      return null;
    } catch (ImportException e) {
      forgetNewColumns();
      return e;
    }
  }

  /// Facts for the columns that the current row shows for the first time.
  private void meetColumns() {
    for (int column = facts.size(); column < rows.width(); column++) {
      String name = rows.name(column);
      if (name.equals(options.id())) {
        idColumn = column;
      }
      facts.add(rules.kept(name) ? new ColumnFacts(name, rules.asked(name)) : null);
    }
  }

  private void forgetNewColumns() {
    rows.forgetNewColumns();
    while (facts.size() > rows.width()) {
      facts.removeLast();
    }
    idColumn = idColumn < facts.size() ? idColumn : -1;
  }

  private String id() {
    if (options.id() == null) {
      return GeneratedIds.of(options.firstGeneratedId() + rows.row());
    }
    String id = idOf(rows, idColumn, options.id());
    Place place = rows.place();
    try {
      Names.checkId(id);
    } catch (IllegalArgumentException e) {
      throw new ImportException(place, e.getMessage(), e);
    }
    return id;
  }

  /// Notes the id, which must be the last check: no other row is dropped for a bad one.
  private void checkNew(String id) {
    Place place = rows.place();
    long[] before = options.id() == null ? null : ids.put(id, rows.row(), place.number());
    if (before == null) {
      return;
    }
    if (options.onDuplicate() == OnDuplicate.ERROR) {
      throw place.error(
          "id %s stands in %s %d already and an id is there once; remove one, "
              + "or take the last with --on-duplicate last",
          Place.shown(id), place.unit(), before[1]);
    }
    dropped.set(Math.toIntExact(before[0]));
  }

  /// The id of the current row; an integer becomes its decimal string.
  static String idOf(JoinedRows rows, int column, String name) {
    Cell cell = column < 0 ? null : rows.cell(column);
    if (cell == null) {
      throw rows.place()
          .error(
              "column '%s' of the ids is unset, a datum needs one; fill it in, "
                  + "or leave out --id and ids are generated (columns: %s)",
              name, rows.names());
    }
    return switch (cell.kind()) {
      case BARE, STRING, INTEGER -> cell.text();
      case REAL, BOOL, STRINGS, SCALARS, NESTED ->
          throw rows.place()
              .error(
                  "column '%s' of the ids is %s, ids are strings or integers; name another column",
                  name, cell.shown());
    };
  }

  private void checkVector(String id) {
    NpyRows vectors = rows.vectors();
    if (vectors != null && vectors.there()) {
      vectors.floats(vector);
      VectorRule.check(vector, options.metric(), id, rows.place(), vectors.place());
    }
  }

  /// The facts of the columns that are kept, in the order of `names`.
  Map<String, ColumnFacts> facts(List<String> names) {
    Map<String, ColumnFacts> kept = new LinkedHashMap<>();
    names.forEach(name -> kept.put(name, null));
    for (int column = 0; column < facts.size(); column++) {
      kept.put(rows.name(column), facts.get(column));
    }
    kept.values().removeIf(Objects::isNull);
    return kept;
  }

  /// The rows whose id comes again later.
  BitSet dropped() {
    return dropped;
  }

  RejectedRows rejected() {
    return rejected;
  }

  /// The rows that give no datum: the bad ones and those whose id comes again.
  BitSet leftOut() {
    BitSet rows = (BitSet) rejected.numbers().clone();
    rows.or(dropped);
    return rows;
  }
}
