package dev.portolan.storage;

/// How a generation came to be.
///
/// In a generation's commit as text: `build`, `rollback 3`, `relabel 3`, `update 3`.
public sealed interface GenerationOrigin {
  /// Built from data.
  record Built() implements GenerationOrigin {}

  /// An earlier generation, published again.
  ///
  /// @param number of the earlier one
  record RolledBack(long number) implements GenerationOrigin {}

  /// The generation before it with other words for its topics.
  ///
  /// @param number of the one before
  record Relabelled(long number) implements GenerationOrigin {}

  /// The generation before it, brought up to date with the data.
  ///
  /// @param number of the one before
  record Updated(long number) implements GenerationOrigin {}

  /// What stands in the commit.
  default String toText() {
    return switch (this) {
      case Built() -> "build";
      case RolledBack(long number) -> "rollback " + number;
      case Relabelled(long number) -> "relabel " + number;
      case Updated(long number) -> "update " + number;
    };
  }

  /// @throws IllegalArgumentException when the text is of a newer version
  static GenerationOrigin of(String text) {
    String[] words = text.split(" ", 2);
    return switch (words[0]) {
      case "build" -> new Built();
      case "rollback" -> new RolledBack(Long.parseLong(words[1]));
      case "relabel" -> new Relabelled(Long.parseLong(words[1]));
      case "update" -> new Updated(Long.parseLong(words[1]));
      default ->
          throw new IllegalArgumentException(
              "a generation's origin is '%s', which this version does not know; use a newer Portolan"
                  .formatted(text));
    };
  }
}
