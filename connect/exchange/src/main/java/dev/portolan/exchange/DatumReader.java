package dev.portolan.exchange;

import dev.portolan.storage.Datum;
import dev.portolan.storage.GeneratedIds;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/// The second pass: rows turned into data, those to leave out passed over.
final class DatumReader implements Iterator<Datum>, AutoCloseable {
  private final ImportOptions options;
  private final Map<String, ValueType> types;
  private final BitSet leftOut;
  private final JoinedRows rows;
  private final List<Target> targets = new ArrayList<>();
  private int idColumn = -1;
  private boolean ahead;
  private boolean ended;

  /// Where the values of a column go; null type for what does not become a value.
  private record Target(String name, ValueType type) {}

  DatumReader(ImportOptions options, Map<String, ValueType> types, BitSet leftOut) {
    this.options = options;
    this.types = types;
    this.leftOut = leftOut;
    this.rows = JoinedRows.open(options, ReadProgress.silent());
  }

  @Override
  public boolean hasNext() {
    try {
      while (!ahead && !ended) {
        ended = !rows.next();
        ahead = !ended && !leftOut.get(Math.toIntExact(rows.row()));
      }
      if (ahead && rows.fault() != null) {
        throw rows.fault();
      }
    } catch (RuntimeException e) {
      close();
      throw e;
    }
    if (ended) {
      close();
    }
    return ahead;
  }

  @Override
  public Datum next() {
    if (!hasNext()) {
      throw new NoSuchElementException("there are no more data");
    }
    ahead = false;
    meetColumns();
    return new Datum(id(), values(), latent());
  }

  private void meetColumns() {
    for (int column = targets.size(); column < rows.width(); column++) {
      String name = rows.name(column);
      if (name.equals(options.id())) {
        idColumn = column;
      }
      targets.add(new Target(options.named(name), types.get(name)));
    }
  }

  private String id() {
    return options.id() == null
        ? GeneratedIds.of(options.firstGeneratedId() + rows.row())
        : FirstPass.idOf(rows, idColumn, options.id());
  }

  private Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    for (int column = 0; column < targets.size(); column++) {
      Target target = targets.get(column);
      Cell cell = target.type() == null ? null : rows.cell(column);
      if (cell != null) {
        values.put(target.name(), target.type().read(cell));
      }
    }
    return values;
  }

  private float[] latent() {
    if (rows.vectors() == null) {
      return null;
    }
    float[] vector = new float[rows.vectors().dimensions()];
    rows.vectors().floats(vector);
    return vector;
  }

  @Override
  public void close() {
    ended = true;
    rows.close();
  }
}
