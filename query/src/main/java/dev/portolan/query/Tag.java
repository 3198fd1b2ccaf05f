package dev.portolan.query;

import dev.portolan.query.filter.Filter;

/// A tag, or a saved selection, as a list of them shows it.
///
/// @param id its number, which it keeps through renames
/// @param count how many live data it has; 0 where its rule cannot be asked
/// @param rule what a live one selects; null where it is frozen
/// @param problem why the rule cannot be asked at the moment, as when its topic is gone; else null
public record Tag(long id, String name, int count, Filter rule, String problem) {

  /// Whether it has no rule: it changes only by hand.
  public boolean frozen() {
    return rule == null;
  }
}
