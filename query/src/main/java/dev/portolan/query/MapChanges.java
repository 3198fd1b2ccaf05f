package dev.portolan.query;

import dev.portolan.index.MapColumns;
import dev.portolan.storage.DatumSet;
import dev.portolan.storage.Generation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;

/// What changed between two generations of a map.
///
/// @param from the earlier one
/// @param to the later one
/// @param came data that only the later one has
/// @param left data that only the earlier one has
/// @param stayed data of both
/// @param moved of those how many lie elsewhere
/// @param medianShare median way of those that stayed, as a share of the map's width
/// @param farthest who moved farthest, of those still there, farthest first
/// @param otherTopic how many of those that stayed have another topic at depth 1
/// @param topics what became of the topics
public record MapChanges(
    long from,
    long to,
    int came,
    int left,
    int stayed,
    int moved,
    double medianShare,
    List<Mover> farthest,
    int otherTopic,
    TopicsChanged topics) {
  private static final int SHOWN = 10;

  /// A datum that moved.
  ///
  /// @param share its way, as a share of the map's width
  public record Mover(String id, float fromX, float fromY, float toX, float toY, double share) {}

  /// @param idOf of an ordinal, null where it is gone
  public static MapChanges between(
      Generation from, Generation to, TopicsChanged topics, IntFunction<String> idOf, Paths paths) {
    if (from.number() >= to.number()) {
      throw new IllegalArgumentException(
          "generation %d is not before %d; name the earlier one first"
              .formatted(from.number(), to.number()));
    }
    DatumSet both = from.rows().and(to.rows());
    MapColumns then = MapColumns.of(from);
    MapColumns now = MapColumns.of(to);
    int[] ordinals = both.ordinals();
    double[] ways = new double[ordinals.length];
    int moved = 0;
    int otherTopic = 0;
    for (int i = 0; i < ordinals.length; i++) {
      int a = from.row(ordinals[i]);
      int b = to.row(ordinals[i]);
      ways[i] = Math.hypot(then.x()[a] - now.x()[b], then.y()[a] - now.y()[b]);
      moved += ways[i] > 0 ? 1 : 0;
      otherTopic += paths.first(then.topic()[a], now.topic()[b]) ? 0 : 1;
    }
    double width = then.width();
    double[] sorted = ways.clone();
    Arrays.sort(sorted);
    double median = sorted.length == 0 || width == 0 ? 0 : sorted[sorted.length / 2] / width;
    List<Mover> farthest = new ArrayList<>();
    Integer[] order = new Integer[ordinals.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> -ways[i]));
    for (int i = 0;
        width > 0 && i < order.length && farthest.size() < SHOWN && ways[order[i]] > 0;
        i++) {
      String id = idOf.apply(ordinals[order[i]]);
      int a = from.row(ordinals[order[i]]);
      int b = to.row(ordinals[order[i]]);
      if (id != null) {
        farthest.add(
            new Mover(
                id, then.x()[a], then.y()[a], now.x()[b], now.y()[b], ways[order[i]] / width));
      }
    }
    return new MapChanges(
        from.number(),
        to.number(),
        to.rows().count() - both.count(),
        from.rows().count() - both.count(),
        both.count(),
        moved,
        median,
        List.copyOf(farthest),
        otherTopic,
        topics);
  }

  /// Whether two topics, one of each generation, are the same at depth 1.
  public interface Paths {
    boolean first(int topicThen, int topicNow);
  }
}
