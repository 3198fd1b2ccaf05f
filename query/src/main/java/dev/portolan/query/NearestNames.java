package dev.portolan.query;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Known names in the order of their likeness to one that is not known, for messages.
public final class NearestNames {
  private static final int SHOWN = 10;

  private NearestNames() {}

  /// At most ten of the names, the likeliest to be meant first: fewest letters to insert, leave out
  /// or replace (Levenshtein), upper case as lower case; ties in alphabetical order.
  public static List<String> of(String wanted, Collection<String> known) {
    return known.stream()
        .sorted(
            Comparator.<String>comparingInt(name -> edits(lower(wanted), lower(name)))
                .thenComparing(Comparator.naturalOrder()))
        .limit(SHOWN)
        .toList();
  }

  private static int[] lower(String name) {
    return name.toLowerCase(Locale.ROOT).codePoints().toArray();
  }

  private static int edits(int[] a, int[] b) {
    int[] above = new int[b.length + 1];
    for (int j = 0; j <= b.length; j++) {
      above[j] = j;
    }
    for (int i = 1; i <= a.length; i++) {
      int[] row = new int[b.length + 1];
      row[0] = i;
      for (int j = 1; j <= b.length; j++) {
        int replaced = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
      }
      above = row;
    }
    return above[b.length];
  }
}
