package dev.portolan.storage;

import java.nio.file.Path;

/// A file that is not what was written, or is missing.
///
/// @param file which
/// @param part what it belongs to
/// @param reason what is wrong with it
public record Damage(Path file, Part part, String reason) {

  /// What a file belongs to; maps can be made anew from the data.
  public sealed interface Part {
    /// The truth about data: only a backup can replace it.
    record Data() implements Part {}

    /// Tags and saved selections: written by hand, so only a backup can replace them.
    record Tags() implements Part {}

    /// Names people gave the topics of a map, and the ids it has given: only a backup can replace
    /// them.
    record MapEdits(String map) implements Part {}

    /// A published generation of a map, or the fit it names.
    record MapGeneration(String map, long number) implements Part {}
  }

  /// Whether it can be dropped and built again.
  public boolean derived() {
    return part instanceof Part.MapGeneration;
  }

  @Override
  public String toString() {
    return "%s: %s".formatted(file, reason);
  }
}
