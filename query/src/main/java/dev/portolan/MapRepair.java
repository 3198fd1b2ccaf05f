package dev.portolan;

import dev.portolan.index.MapOptions;
import dev.portolan.index.StoredOptions;
import dev.portolan.storage.MapStore;
import dev.portolan.storage.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/// How a map whose newest generation is damaged is built again: with the options it was built with
/// where they can still be read.
///
/// They stand in the commit of the generation, which may be sound where another of its files is
/// not; else those of the newest earlier generation that has them, else the default ones.
///
/// @param options to build with
/// @param said which they are, to go on after "built again, "
record MapRepair(MapOptions options, String said) {
  /// @param damaged numbers of generations; the last is the newest of the map
  static MapRepair of(MapStore maps, SortedSet<Long> damaged, Schema schema) {
    long newest = damaged.last();
    List<Long> numbers = new ArrayList<>(maps.numbers());
    numbers.removeIf(number -> number >= newest);
    numbers.add(newest);
    for (long number : numbers.reversed()) {
      Optional<StoredOptions.Fitted> fitted =
          maps.about(number).flatMap(about -> StoredOptions.of(about, schema));
      if (fitted.isPresent()) {
        String why =
            number == newest
                ? ""
                : ", as those of generation %d cannot be read any more".formatted(newest);
        List<String> said = new ArrayList<>();
        said.add("with the options of generation %d".formatted(number) + why);
        said.addAll(fitted.get().lost());
        return new MapRepair(fitted.get().options(), String.join("; ", said));
      }
    }
    return new MapRepair(
        MapOptions.defaults(),
        "with default options, as no generation says any more which it was built with");
  }
}
