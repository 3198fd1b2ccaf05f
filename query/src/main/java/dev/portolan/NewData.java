package dev.portolan;

import dev.portolan.storage.DataSnapshot;
import dev.portolan.storage.Datum;
import dev.portolan.storage.GeneratedIds;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/// Data that must not be there yet.
///
/// @param data those with the empty id get a generated one
/// @param nextId the counter of generated ids
record NewData(List<Datum> data, LongSupplier nextId) {

  /// @throws IllegalArgumentException when an id is there already, or comes twice
  List<Datum> named(DataSnapshot there) {
    long next = nextId.getAsLong();
    Set<String> ids = new HashSet<>();
    List<Datum> named = new ArrayList<>();
    for (Datum datum : data) {
      String id = datum.id();
      while (id.isEmpty() || datum.id().isEmpty() && there.ordinal(id).isPresent()) {
        id = GeneratedIds.of(next++);
      }
      if (!ids.add(id) || there.ordinal(id).isPresent()) {
        throw new IllegalArgumentException(
            "datum '%s' %s; nothing was added: delete it first, or choose another id"
                .formatted(id, there.ordinal(id).isPresent() ? "is there already" : "comes twice"));
      }
      named.add(new Datum(id, datum.values(), datum.latent()));
    }
    return named;
  }
}
