package dev.portolan.index;

import dev.portolan.storage.Column;
import dev.portolan.storage.DataSnapshot;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Which text column says what a datum is: the one with the longest texts.
///
/// Titles, file names and checksums are texts too, and may be declared first; the prose is longer.
/// Costs the stored values of at most [#SAMPLE] data.
public final class MainText {
  private static final int SAMPLE = 100;

  private MainText() {}

  /// The column with the most characters in data spread over the whole dataset; ties go to the one
  /// declared first, and there is none without a text column.
  public static Optional<String> of(DataSnapshot data) {
    List<String> texts =
        data.schema().columns().stream()
            .filter(Column.Text.class::isInstance)
            .map(Column::name)
            .toList();
    if (texts.size() < 2) {
      return texts.stream().findFirst();
    }
    long[] lengths = lengths(data, texts);
    long longest = Arrays.stream(lengths).max().getAsLong();
    for (int i = 0; ; i++) {
      if (lengths[i] == longest) {
        return Optional.of(texts.get(i));
      }
    }
  }

  private static long[] lengths(DataSnapshot data, List<String> texts) {
    Set<String> wanted = new TreeSet<>(texts);
    long[] lengths = new long[texts.size()];
    int[] ordinals = data.all().ordinals();
    int sampled = Math.min(SAMPLE, ordinals.length);
    for (int i = 0; i < sampled; i++) {
      int ordinal = ordinals[(int) ((long) i * ordinals.length / sampled)];
      var values = data.values(ordinal, wanted);
      for (int column = 0; column < lengths.length; column++) {
        lengths[column] += values.get(texts.get(column)) instanceof String s ? s.length() : 0;
      }
    }
    return lengths;
  }
}
