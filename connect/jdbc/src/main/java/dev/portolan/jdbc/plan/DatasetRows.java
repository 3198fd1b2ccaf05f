package dev.portolan.jdbc.plan;

import dev.portolan.index.topics.TopicTree;
import dev.portolan.query.DatasetSnapshot;
import dev.portolan.query.MapValues;
import dev.portolan.storage.Column;
import dev.portolan.storage.ColumnReader;
import dev.portolan.storage.DataSnapshot;
import dev.portolan.storage.DatumSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerator;

/// The rows of some data, read column by column in blocks that grow, so that few rows are read for
/// whoever takes few.
final class DatasetRows extends AbstractEnumerable<Object[]> {
  private static final int FIRST_BLOCK = 64;
  private static final int LARGEST_BLOCK = 8192;

  private final Execution run;
  private final DatasetSnapshot now;
  private final DatasetRead read;
  private final int[] ordinals;
  private final double[] distances;

  /// @param ordinals in the order of the rows
  /// @param distances of each, NaN for none; or null where no order by distance is known
  DatasetRows(
      Execution run, DatasetSnapshot now, DatasetRead read, int[] ordinals, double[] distances) {
    this.run = run;
    this.now = now;
    this.read = read;
    this.ordinals = ordinals;
    this.distances = distances;
  }

  @Override
  public Enumerator<Object[]> enumerator() {
    return new Blocks();
  }

  private final class Blocks implements Enumerator<Object[]> {
    private final BlockReader reader = new BlockReader();
    private int start;
    private int size;
    private int at = -1;
    private Object[][] columns = new Object[0][];

    @Override
    public Object[] current() {
      Object[] row = new Object[columns.length];
      for (int c = 0; c < row.length; c++) {
        row[c] = columns[c][at];
      }
      return row;
    }

    @Override
    public boolean moveNext() {
      if (++at < size) {
        return true;
      }
      start += size;
      size =
          Math.min(
              ordinals.length - start, size == 0 ? FIRST_BLOCK : Math.min(4 * size, LARGEST_BLOCK));
      at = 0;
      if (size <= 0) {
        return false;
      }
      run.deadline().check();
      columns = reader.read(start, start + size);
      return true;
    }

    @Override
    public void reset() {
      start = 0;
      size = 0;
      at = -1;
    }

    @Override
    public void close() {}
  }

  /// Reads blocks of all columns wanted.
  private final class BlockReader {
    private final DataSnapshot data = now.data();
    private final List<String> names = new ArrayList<>();
    private final ColumnReader values;
    private final DatumSet[] holds = new DatumSet[read.columns().size()];
    private final DatumSet[] fails = new DatumSet[read.columns().size()];
    private MapValues map;
    private String[][] labels;
    private DatumSet withVector;

    BlockReader() {
      boolean mapped = false;
      for (int c = 0; c < holds.length; c++) {
        switch (read.columns().get(c)) {
          case ReadColumn.Stored(_, DatasetColumn.Value(Column column)) -> names.add(column.name());
          case ReadColumn.Stored(_, DatasetColumn column) -> mapped |= column.ofMap();
          case ReadColumn.Holds(_, Condition holding, Condition failing) -> {
            holds[c] = now.where(holding.filter(run, now));
            fails[c] = now.where(failing.filter(run, now));
          }
          case ReadColumn.Distance _, ReadColumn.Ordinal _ -> {}
        }
      }
      values = data.columnReader(names);
      if (mapped) {
        map = new MapValues(now.map(read.table().shape().map()));
        labels = labels(now.map(read.table().shape().map()).tree());
      }
    }

    /// @return `[depth][topic]`
    private static String[][] labels(TopicTree tree) {
      String[][] labels = new String[tree.depths() + 1][];
      for (int depth = 1; depth <= tree.depths(); depth++) {
        int[] onPath = tree.onPath(depth);
        labels[depth] = new String[onPath.length];
        for (int topic = 0; topic < onPath.length; topic++) {
          labels[depth][topic] = onPath[topic] == 0 ? null : tree.topic(onPath[topic]).label();
        }
      }
      return labels;
    }

    /// @return `[column][row]`
    Object[][] read(int from, int to) {
      int[] block = Arrays.copyOfRange(ordinals, from, to);
      Object[][] stored = names.isEmpty() ? new Object[0][] : values.read(block);
      int[] places = map == null ? null : map.places(block);
      Object[][] columns = new Object[read.columns().size()][];
      int next = 0;
      for (int c = 0; c < columns.length; c++) {
        columns[c] =
            switch (read.columns().get(c)) {
              case ReadColumn.Stored(_, DatasetColumn.Value(Column.Timestamp _)) ->
                  millis(stored[next++]);
              case ReadColumn.Stored(_, DatasetColumn.Value _) -> stored[next++];
              case ReadColumn.Stored(_, DatasetColumn.Id _) -> data.ids(block);
              case ReadColumn.Stored(_, DatasetColumn.Latent _) -> data.latents(block);
              case ReadColumn.Stored(_, DatasetColumn.TopicAt(int depth)) ->
                  topicLabels(places, depth);
              case ReadColumn.Stored(_, DatasetColumn.OfMap(DatasetColumn.MapValue value)) ->
                  ofMap(places, value);
              case ReadColumn.Distance distance -> distances(distance, block, from);
              case ReadColumn.Ordinal _ -> Arrays.stream(block).boxed().toArray();
              case ReadColumn.Holds _ -> holding(c, block);
            };
      }
      return columns;
    }

    private Object[] millis(Object[] micros) {
      for (int i = 0; i < micros.length; i++) {
        if (micros[i] != null) {
          micros[i] = Moments.millis((Long) micros[i]);
        }
      }
      return micros;
    }

    private Object[] topicLabels(int[] places, int depth) {
      Object[] topics = new Object[places.length];
      for (int i = 0; i < topics.length; i++) {
        topics[i] =
            places[i] < 0 || depth >= labels.length ? null : labels[depth][map.topic(places[i])];
      }
      return topics;
    }

    private Object[] ofMap(int[] places, DatasetColumn.MapValue value) {
      Object[] told = new Object[places.length];
      for (int i = 0; i < told.length; i++) {
        told[i] = places[i] < 0 ? null : ofMap(places[i], value);
      }
      if (value == DatasetColumn.MapValue.CLUSTER_ID) {
        inIds(told);
      }
      return told;
    }

    private Object ofMap(int place, DatasetColumn.MapValue value) {
      return switch (value) {
        case X -> map.x(place);
        case Y -> map.y(place);
        case TOPIC_ID -> map.topic(place) == 0 ? null : (long) map.topic(place);
        case DUPLICATE_CLASS -> map.knowsDuplicates() ? map.duplicateClass(place).label() : null;
        case CLUSTER_ID -> map.knowsDuplicates() ? map.retained(place) : null;
        case DUPLICATE_DISTANCE -> map.knowsDuplicates() ? map.duplicateDistance(place) : null;
      };
    }

    /// Ordinals become ids.
    private void inIds(Object[] values) {
      int[] set = new int[values.length];
      int size = 0;
      for (Object value : values) {
        if (value != null) {
          set[size++] = (Integer) value;
        }
      }
      String[] ids = data.ids(Arrays.copyOf(set, size));
      size = 0;
      for (int i = 0; i < values.length; i++) {
        if (values[i] != null) {
          values[i] = ids[size++];
        }
      }
    }

    private Object[] distances(ReadColumn.Distance asked, int[] block, int from) {
      Object[] found = new Object[block.length];
      double sign = asked.negated() ? -1 : 1;
      if (distances != null && asked.same(read.nearest())) {
        for (int i = 0; i < found.length; i++) {
          double distance = distances[from + i];
          found[i] = Double.isNaN(distance) ? null : (Object) (sign * distance);
        }
        return found;
      }
      float[] vector = (float[]) asked.vector().value(run);
      if (vector == null) {
        return found;
      }
      run.fitting(read.table().shape().dataset(), vector);
      if (withVector == null) {
        withVector = data.withVector();
      }
      int[] measured = Arrays.stream(block).filter(withVector::contains).toArray();
      double[] values = data.distances(vector, measured);
      int next = 0;
      for (int i = 0; i < found.length; i++) {
        if (next < measured.length && measured[next] == block[i]) {
          found[i] = sign * values[next++];
        }
      }
      return found;
    }

    private Object[] holding(int c, int[] block) {
      Object[] truth = new Object[block.length];
      for (int i = 0; i < truth.length; i++) {
        truth[i] =
            holds[c].contains(block[i])
                ? Boolean.TRUE
                : fails[c].contains(block[i]) ? Boolean.FALSE : null;
      }
      return truth;
    }
  }
}
