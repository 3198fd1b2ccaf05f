package dev.portolan.storage;

import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// Reads the stored texts of a column one by one, on all cores.
///
/// Texts lie in compressed blocks in the order of their documents, so each worker reads a run of
/// documents.
final class TextScan {
  private static final int RUN = 8_192;

  private TextScan() {}

  static DatumSet of(DataSnapshot data, String column, Predicate<String> test) {
    int[] ordinals = data.inDocumentOrder();
    int runs = (ordinals.length + RUN - 1) / RUN;
    int[][] passed = new int[runs][];
    IntStream.range(0, runs)
        .parallel()
        .forEach(run -> passed[run] = scan(data, column, test, ordinals, run));
    return DatumSet.collect(
        data.dataset(),
        sink -> {
          for (int[] part : passed) {
            for (int ordinal : part) {
              sink.accept(ordinal);
            }
          }
        });
  }

  private static int[] scan(
      DataSnapshot data, String column, Predicate<String> test, int[] ordinals, int run) {
    ValueReader values = data.valueReader(Set.of(column));
    return IntStream.range(run * RUN, Math.min(ordinals.length, (run + 1) * RUN))
        .map(i -> ordinals[i])
        .filter(ordinal -> {
          Map<String, Object> value = values.values(ordinal);
          return value.get(column) instanceof String text && test.test(text);
        })
        .toArray();
  }
}
