package dev.portolan;

import dev.portolan.index.IncomingDuplicates;
import dev.portolan.storage.DataSnapshot;
import dev.portolan.storage.DataStore;
import dev.portolan.storage.Datum;
import dev.portolan.storage.DatumSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One call that adds data under a guard: chooses what is written, and says what became of the
/// rest.
final class GuardedAdd {
  private final DuplicateGuard guard;
  private final Map<String, Datum> data = new LinkedHashMap<>();
  private final int repeated;
  private List<IncomingDuplicates.Match> duplicates = List.of();

  /// @param given of data with the same id the last counts
  GuardedAdd(Iterable<Datum> given, DuplicateGuard guard) {
    this.guard = guard;
    int count = 0;
    for (Datum datum : given) {
      data.put(datum.id(), datum);
      count++;
    }
    repeated = count - data.size();
  }

  /// @throws IllegalArgumentException when there are duplicates and the guard refuses them
  List<Datum> choose(DataSnapshot there) {
    guard.checkFor(there.schema().latent().metric());
    boolean tagged = guard instanceof DuplicateGuard.Tag;
    List<Datum> incoming = new ArrayList<>(data.values());
    IncomingDuplicates.Found found =
        new IncomingDuplicates(there, guard.cutoff()).find(incoming, tagged);
    duplicates = found.duplicates();
    return switch (guard) {
      case DuplicateGuard.Tag _ -> incoming;
      case DuplicateGuard.Skip _ -> found.fresh();
      case DuplicateGuard.Refuse _ when duplicates.isEmpty() -> incoming;
      case DuplicateGuard.Refuse _ -> throw new IllegalArgumentException(refusal());
    };
  }

  /// Those of the duplicates that are there.
  DatumSet duplicatesIn(DataSnapshot there) {
    return DatumSet.collect(
        there.dataset(),
        sink ->
            duplicates.forEach(match -> there.ordinal(match.datum().id()).ifPresent(sink::accept)));
  }

  private String refusal() {
    IncomingDuplicates.Match first = duplicates.getFirst();
    int others = duplicates.size() - 1;
    return "datum '%s' is a duplicate of '%s', at distance %.4f (within %s)%s; nothing was added: leave it out, or skip or tag duplicates"
        .formatted(
            first.datum().id(),
            first.of(),
            first.distance(),
            guard.cutoff(),
            others == 0 ? "" : ", and %,d more".formatted(others));
  }

  GuardedReport report(DataStore.UpsertReport counts) {
    return new GuardedReport(
        new DataStore.UpsertReport(
            counts.added(), counts.replaced(), counts.repeated() + repeated, counts.present()),
        duplicates.stream()
            .map(match ->
                new GuardedReport.Duplicate(match.datum().id(), match.of(), match.distance()))
            .toList());
  }
}
