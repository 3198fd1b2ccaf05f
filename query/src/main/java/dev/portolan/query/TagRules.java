package dev.portolan.query;

import dev.portolan.query.filter.Filter;
import dev.portolan.query.filter.FilterJson;
import dev.portolan.query.filter.FilterNames;
import dev.portolan.storage.TagEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// What may be the rule of a tag: any filter with a JSON form that does not lead back to the tag.
public final class TagRules {
  private TagRules() {}

  /// A rule as it is stored, tags named by id.
  ///
  /// @param kind of the entry the rule is for
  /// @param name of the entry the rule is for, which may not be there yet
  /// @throws IllegalArgumentException when the rule names a tag that there is not, or leads back to
  ///   the entry
  public static String stored(StoredTags tags, TagEntry.Kind kind, String name, Filter rule) {
    if (kind == TagEntry.Kind.TAG) {
      refuseCycle(tags, name, rule);
    }
    return FilterJson.write(with(rule, tagged -> new Filter.Tagged(null, tags.named(tagged).id())));
  }

  /// @throws IllegalArgumentException when the rule of another entry names this one
  public static void requireUnnamed(StoredTags tags, TagEntry entry) {
    List<TagEntry> owners = tags.owners(entry.id());
    if (!owners.isEmpty()) {
      throw new IllegalArgumentException(
          "tag '%s' is named by the rule of %s; change, freeze or delete that first"
              .formatted(
                  entry.name(),
                  owners.stream()
                      .map(owner -> "%s '%s'".formatted(owner.kind().word(), owner.name()))
                      .collect(Collectors.joining(" and "))));
    }
  }

  private static void refuseCycle(StoredTags tags, String name, Filter rule) {
    for (Filter.Tagged tagged : FilterNames.tags(List.of(rule))) {
      List<String> way = new ArrayList<>(List.of(name));
      if (tagged.id() == 0 && tagged.tag().equals(name)
          || leadsTo(tags, tags.named(tagged), name, way, new HashSet<>())) {
        way.add(name);
        throw new IllegalArgumentException(
            "tag '%s' cannot have this rule: it leads back to the tag itself (%s); leave one of them out"
                .formatted(name, String.join(" → ", way)));
      }
    }
  }

  /// Whether the rules of a tag lead to the tag of a name.
  ///
  /// @param way the names on the way there, added to
  private static boolean leadsTo(
      StoredTags tags, TagEntry from, String name, List<String> way, Set<Long> seen) {
    if (from.name().equals(name)) {
      return true;
    }
    if (from.frozen() || !seen.add(from.id())) {
      return false;
    }
    way.add(from.name());
    for (long next : tags(from)) {
      if (leadsTo(tags, tags.entry(next), name, way, seen)) {
        return true;
      }
    }
    way.removeLast();
    return false;
  }

  /// The ids of the tags that a live entry's rule names.
  static Set<Long> tags(TagEntry entry) {
    return FilterNames.tags(List.of(FilterJson.read(entry.rule()))).stream()
        .map(Filter.Tagged::id)
        .collect(Collectors.toSet());
  }

  /// The same filter with other names of tags.
  static Filter with(Filter filter, UnaryOperator<Filter.Tagged> names) {
    return switch (filter) {
      case Filter.Tagged tagged -> names.apply(tagged);
      case Filter.And(List<Filter> parts) ->
          new Filter.And(parts.stream().map(part -> with(part, names)).toList());
      case Filter.Or(List<Filter> parts) ->
          new Filter.Or(parts.stream().map(part -> with(part, names)).toList());
      case Filter.Not(Filter part) -> new Filter.Not(with(part, names));
      default -> filter;
    };
  }
}
