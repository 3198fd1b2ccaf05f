package dev.portolan.query.filter;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What filters name: maps and tags.
public final class FilterNames {
  private FilterNames() {}

  /// The maps that filters ask, those of live tags' rules not among them.
  public static Set<String> maps(Collection<Filter> filters) {
    Set<String> maps = new LinkedHashSet<>();
    for (Filter leaf : leaves(filters)) {
      switch (leaf) {
        case Filter.InTopic topic -> maps.add(topic.map());
        case Filter.Unassigned unassigned -> maps.add(unassigned.map());
        case Filter.OnMap(String map) -> maps.add(map);
        case Filter.OfDuplicateClass duplicates -> maps.add(duplicates.map());
        case Filter.InCluster cluster -> maps.add(cluster.map());
        case Filter.InPolygon polygon -> maps.add(polygon.map());
        default -> {}
      }
    }
    return maps;
  }

  /// The tags that filters ask.
  public static List<Filter.Tagged> tags(Collection<Filter> filters) {
    return leaves(filters).stream()
        .filter(Filter.Tagged.class::isInstance)
        .map(Filter.Tagged.class::cast)
        .toList();
  }

  /// The conditions that `and`, `or` and `not` combine.
  private static List<Filter> leaves(Collection<Filter> filters) {
    List<Filter> leaves = new ArrayList<>();
    for (Filter filter : filters) {
      switch (filter) {
        case Filter.And(List<Filter> parts) -> leaves.addAll(leaves(parts));
        case Filter.Or(List<Filter> parts) -> leaves.addAll(leaves(parts));
        case Filter.Not(Filter part) -> leaves.addAll(leaves(List.of(part)));
        default -> leaves.add(filter);
      }
    }
    return leaves;
  }
}
