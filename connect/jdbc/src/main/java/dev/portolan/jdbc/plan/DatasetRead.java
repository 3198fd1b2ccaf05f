package dev.portolan.jdbc.plan;

import dev.portolan.query.DatasetSnapshot;
import dev.portolan.query.filter.Filter;
import dev.portolan.storage.DataSnapshot;
import dev.portolan.storage.DatumSet;
import dev.portolan.storage.KnnOptions;
import dev.portolan.storage.Nearest;
import dev.portolan.storage.Selected;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Linq4j;

/// What a [DatasetScan] asks of the store: which data, in which order, and which columns of them.
///
/// @param pushed conditions that all must hold
/// @param nearest orders the data, nearest first, when it is there
/// @param offset how many are passed over, or null
/// @param fetch how many at most, or null
/// @param counted whether only the number of the data is wanted
record DatasetRead(
    DatasetTable table,
    List<ReadColumn> columns,
    List<Pushed> pushed,
    ReadColumn.Distance nearest,
    Bound offset,
    Bound fetch,
    boolean counted)
    implements RowSource {

  /// @param text as EXPLAIN shows it
  record Pushed(String text, Condition condition) {}

  /// A limit or an offset.
  record Bound(String text, Constant value) {
    /// At most as many as there can be data.
    int of(Execution run) {
      Object given = value.value(run);
      long number = given == null ? Long.MAX_VALUE : ((Number) given).longValue();
      if (number < 0) {
        throw new IllegalArgumentException(
            "a limit or offset of %d; give 0 or more".formatted(number));
      }
      return (int) Math.min(Integer.MAX_VALUE, number);
    }
  }

  static DatasetRead whole(DatasetTable table) {
    List<ReadColumn> columns =
        IntStream.range(0, table.columns().size())
            .<ReadColumn>mapToObj(field -> new ReadColumn.Stored(field, table.columns().get(field)))
            .toList();
    return new DatasetRead(table, columns, List.of(), null, null, null, false);
  }

  /// Whether conditions, an order and a limit can still be added.
  boolean open() {
    return fetch == null && offset == null && !counted && nearest == null;
  }

  DatasetRead columns(List<ReadColumn> others) {
    return new DatasetRead(table, others, pushed, nearest, offset, fetch, counted);
  }

  DatasetRead where(List<Pushed> more) {
    return new DatasetRead(
        table,
        columns,
        java.util.stream.Stream.concat(pushed.stream(), more.stream()).toList(),
        nearest,
        offset,
        fetch,
        counted);
  }

  DatasetRead limited(ReadColumn.Distance order, Bound skip, Bound most) {
    return new DatasetRead(table, columns, pushed, order, skip, most, counted);
  }

  DatasetRead count() {
    return new DatasetRead(table, List.of(), pushed, null, null, null, true);
  }

  @Override
  public Enumerable<Object[]> rows(DataContext root) {
    Execution run = (Execution) root;
    DatasetSnapshot now = run.snapshot(table.shape().dataset());
    if (!table.shape().schema().equals(now.data().schema())) {
      throw new StalePlan();
    }
    Filter filter = filter(run, now);
    run.deadline().check();
    if (counted) {
      return Linq4j.singletonEnumerable(new Object[] {(long) now.count(filter)});
    }
    return nearest == null ? listed(run, now, filter) : nearest(run, now, filter);
  }

  /// Which data are read.
  Filter filter(Execution run, DatasetSnapshot now) {
    return pushed.isEmpty()
        ? Filter.all()
        : Condition.all(pushed.stream().map(Pushed::condition).toList()).filter(run, now);
  }

  private Enumerable<Object[]> listed(Execution run, DatasetSnapshot now, Filter filter) {
    DatumSet found = now.where(filter);
    int from = Math.min(found.count(), offset == null ? 0 : offset.of(run));
    int size = Math.min(found.count() - from, fetch == null ? Integer.MAX_VALUE : fetch.of(run));
    int[] ordinals = found.ordinals();
    return new DatasetRows(run, now, this, Arrays.copyOfRange(ordinals, from, from + size), null);
  }

  /// The data with a vector, nearest first, then those without.
  private Enumerable<Object[]> nearest(Execution run, DatasetSnapshot now, Filter filter) {
    DataSnapshot data = now.data();
    int from = offset == null ? 0 : offset.of(run);
    long until = Math.min(data.count(), (long) from + fetch.of(run));
    float[] vector = (float[]) nearest.vector().value(run);
    if (vector == null) {
      throw new IllegalArgumentException(
          "%s is ordered by a distance to null; bind a vector".formatted(table.name()));
    }
    run.fitting(table.shape().dataset(), vector);
    if (until <= from) {
      return new DatasetRows(run, now, this, new int[0], new double[0]);
    }
    int k = (int) until;
    Nearest found =
        run.database()
            .dataset(table.shape().dataset())
            .watched(vector, filter, k, () -> nearest(run, now, filter, vector, k));
    int[] ordinals = found.ordinals();
    double[] distances = found.distances();
    if (ordinals.length < k) {
      int[] without = now.where(filter).minus(data.withVector()).ordinals();
      int more = Math.min(k - ordinals.length, without.length);
      int had = ordinals.length;
      ordinals = Arrays.copyOf(ordinals, had + more);
      distances = Arrays.copyOf(distances, had + more);
      System.arraycopy(without, 0, ordinals, had, more);
      Arrays.fill(distances, had, had + more, Double.NaN);
    }
    int first = Math.min(from, ordinals.length);
    return new DatasetRows(
        run,
        now,
        this,
        Arrays.copyOfRange(ordinals, first, ordinals.length),
        Arrays.copyOfRange(distances, first, ordinals.length));
  }

  private static Nearest nearest(
      Execution run, DatasetSnapshot now, Filter filter, float[] vector, int k) {
    Selected within = filter instanceof Filter.All ? null : now.selected(filter, run.deadline());
    return now.data()
        .nearest(
            vector,
            new KnnOptions(
                k,
                Math.max(k, KnnOptions.DEFAULT_EFFORT),
                run.exact() ? KnnOptions.Way.SCAN : KnnOptions.Way.CHEAPEST,
                within,
                Double.POSITIVE_INFINITY,
                run.deadline()));
  }
}
