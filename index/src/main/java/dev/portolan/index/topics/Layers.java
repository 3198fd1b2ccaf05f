package dev.portolan.index.topics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The choice of minimum cluster sizes at which a [CondensedTree] is cut into layers.
///
/// A cut's persistence is the mean over all points of `ln(birth / death)` of the leaf cluster the
/// point lies in (0 in none): over how wide a range of sizes the cluster holds, on a scale where
/// doubling counts the same at any size. At few clusters it leaps with where a single one happens
/// to split, so the first layer is chosen by its *breadth*, the mean persistence of the cuts with
/// about as many clusters: the cut of the greatest that the rules allow. Below, persistence hardly
/// changes over wide ranges, so each further layer is the coarsest cut that has four fifths of the
/// highest persistence there is: nobody gains from twice as many topics that hold no longer. A
/// layer is taken only where as many layers as wanted can follow, and their number is lowered only
/// when no cut allows it. The search looks at every cut, so no second rule is needed for trees
/// whose counts jump.
///
/// - the first layer has 4 to 30 clusters, or 2 or 3 when no cut has more;
/// - each next layer has 3 to 8 times as many as the one before.
final class Layers {
  private static final int LEAST_FIRST = 4;
  private static final int MOST_FIRST = 30;
  private static final int LEAST_RATIO = 3;
  private static final int MOST_RATIO = 8;
  private static final double ALIKE = .2;
  private static final double MOST_MORE = 1.5;
  private static final int LEAST_NEAR_RATIO = 2;

  /// Deviation of the logarithm of counts that are about the same: from .6 to 1.65 times as many.
  private static final double ABOUT = .5;

  private static final double FARTHEST = 3;

  /// A layer below the first may be so much less persistent than another if it is coarser.
  private static final double NEARLY = .8;

  /// The cut at one minimum size.
  ///
  /// @param count leaf clusters there
  /// @param persistence as defined above
  record Cut(int minSize, int count, double persistence) {}

  private Layers() {}

  /// The minimum sizes of at most `depths` layers, coarsest first; none when nothing ever splits.
  static int[] choose(CondensedTree tree, int leastSize, int depths) {
    List<Cut> cuts = cuts(tree, leastSize);
    int most = cuts.stream().mapToInt(Cut::count).max().orElse(0);
    int leastFirst = Math.min(LEAST_FIRST, Math.max(2, most));
    for (int length = depths; length > 0; length--) {
      int[] sizes = best(cuts, leastFirst, length);
      if (sizes.length > 0) {
        return sizes;
      }
    }
    return new int[0];
  }

  /// The minimum sizes chosen alike, below the first by the highest persistence, of those with up
  /// to half as many clusters more, or a third fewer, than the layers before: data that lie
  /// elsewhere now, or are more by now, may call for another number, but 4 topics do not become 29,
  /// nor 2. Each layer has at least twice as many as the one before. None where those do not do.
  static int[] near(CondensedTree tree, int leastSize, List<TopicCut> before) {
    List<Cut> cuts = cuts(tree, leastSize);
    boolean[] allowed = new boolean[cuts.size()];
    Arrays.fill(allowed, true);
    int[] sizes = new int[before.size()];
    int chosen = -1;
    for (int layer = 0; layer < sizes.length; layer++) {
      int clusters = before.get(layer).clusters();
      long least =
          Math.max(Math.min(LEAST_FIRST, clusters), (long) Math.ceil(clusters / MOST_MORE));
      long most = (long) (clusters * MOST_MORE);
      if (chosen >= 0) {
        least = Math.max(least, (long) LEAST_NEAR_RATIO * cuts.get(chosen).count());
      }
      chosen =
          layer == 0
              ? broadest(cuts, breadths(cuts, most), least, most, allowed)
              : highest(cuts, chosen + 1, least, most, allowed);
      if (chosen < 0) {
        return new int[0];
      }
      sizes[layer] = cuts.get(chosen).minSize();
    }
    return sizes;
  }

  /// The minimum sizes at which the tree has about as many clusters as at the cuts before, so that
  /// topics go on: of those with the closest count the closest size, and over the same tree the
  /// very same cuts. None when a count is more than a fifth off.
  static int[] like(CondensedTree tree, int leastSize, List<TopicCut> before) {
    List<Cut> cuts = cuts(tree, leastSize);
    int[] sizes = new int[before.size()];
    int from = 0;
    for (int layer = 0; layer < sizes.length; layer++) {
      TopicCut wanted = before.get(layer);
      int closest = -1;
      for (int i = from; i < cuts.size(); i++) {
        if (closest < 0 || closer(cuts.get(i), cuts.get(closest), wanted)) {
          closest = i;
        }
      }
      if (closest < 0 || apart(cuts.get(closest), wanted) > ALIKE * wanted.clusters()) {
        return new int[0];
      }
      sizes[layer] = cuts.get(closest).minSize();
      from = closest + 1;
    }
    return sizes;
  }

  private static boolean closer(Cut a, Cut b, TopicCut wanted) {
    int less = Integer.compare(apart(a, wanted), apart(b, wanted));
    int size = wanted.minSize();
    return less < 0 || less == 0 && Math.abs(a.minSize() - size) < Math.abs(b.minSize() - size);
  }

  private static int apart(Cut cut, TopicCut wanted) {
    return Math.abs(cut.count() - wanted.clusters());
  }

  /// Every cut that differs from its neighbours, by descending minimum size.
  static List<Cut> cuts(CondensedTree tree, int leastSize) {
    int[] sizes = tree.dendrogram().sizes();
    int m = tree.dendrogram().points();
    int[] starts = new int[m + 2];
    double[] gains = new double[m + 2];
    boolean[] changes = new boolean[m + 2];
    for (int node = 0; node < sizes.length; node++) {
      int birth = tree.births()[node];
      int death = Math.max(tree.deaths()[node], leastSize - 1);
      if (birth > death) {
        double gain = sizes[node] * Math.log((double) birth / Math.max(death, 1)) / m;
        starts[birth]++;
        starts[death]--;
        gains[birth] += gain;
        gains[death] -= gain;
        changes[birth] = true;
      }
    }
    List<Cut> cuts = new ArrayList<>();
    int count = 0;
    double persistence = 0;
    for (int size = m; size >= leastSize; size--) {
      count += starts[size];
      persistence += gains[size];
      if (changes[size] && count > 1) {
        cuts.add(new Cut(size, count, persistence));
      }
    }
    return cuts;
  }

  /// The sequence of exactly `length` cuts, or none.
  private static int[] best(List<Cut> cuts, int leastFirst, int length) {
    boolean[][] possible = possible(cuts, length);
    int[] sizes = new int[length];
    double[] breadths = breadths(cuts, MOST_FIRST);
    int chosen = broadest(cuts, breadths, leastFirst, MOST_FIRST, possible[length - 1]);
    if (chosen < 0) {
      return new int[0];
    }
    sizes[0] = cuts.get(chosen).minSize();
    for (int layer = 1; layer < length; layer++) {
      long least = (long) LEAST_RATIO * cuts.get(chosen).count();
      long most = (long) MOST_RATIO * cuts.get(chosen).count();
      chosen = coarsest(cuts, chosen + 1, least, most, possible[length - 1 - layer]);
      sizes[layer] = cuts.get(chosen).minSize();
    }
    return sizes;
  }

  /// `[followers][cut]`: whether that many layers can follow a cut.
  private static boolean[][] possible(List<Cut> cuts, int length) {
    boolean[][] possible = new boolean[length][cuts.size()];
    Arrays.fill(possible[0], true);
    for (int followers = 1; followers < length; followers++) {
      for (int i = 0; i < cuts.size(); i++) {
        long least = (long) LEAST_RATIO * cuts.get(i).count();
        long most = (long) MOST_RATIO * cuts.get(i).count();
        possible[followers][i] = highest(cuts, i + 1, least, most, possible[followers - 1]) >= 0;
      }
    }
    return possible;
  }

  /// `[cut]`: the mean persistence of the cuts with about as many clusters, of each count the
  /// highest, over the logarithm of counts; −1 for those with more than `most`, as a large tree has
  /// thousands of counts and each would be averaged over thousands.
  static double[] breadths(List<Cut> cuts, long most) {
    SortedMap<Integer, Double> highest = new TreeMap<>();
    cuts.forEach(cut -> highest.merge(cut.count(), cut.persistence(), Math::max));
    Map<Integer, Double> breadths = new HashMap<>();
    for (int about : highest.headMap((int) most + 1).keySet()) {
      double sum = 0;
      double weights = 0;
      for (var cut : highest.entrySet()) {
        double apart = Math.log((double) cut.getKey() / about) / ABOUT;
        if (Math.abs(apart) < FARTHEST) {
          double stretch = Math.log((cut.getKey() + .5) / (cut.getKey() - .5));
          double weight = Math.exp(-apart * apart / 2) * stretch;
          sum += weight * cut.getValue();
          weights += weight;
        }
      }
      breadths.put(about, sum / weights);
    }
    return cuts.stream().mapToDouble(cut -> breadths.getOrDefault(cut.count(), -1.0)).toArray();
  }

  /// The cut of the greatest breadth, of those of one count the most persistent; −1 for none.
  static int broadest(List<Cut> cuts, double[] breadths, long least, long most, boolean[] allowed) {
    double greatest = -1;
    for (int i = 0; i < breadths.length; i++) {
      if (fits(cuts.get(i), least, most, allowed[i])) {
        greatest = Math.max(greatest, breadths[i]);
      }
    }
    boolean[] broadest = new boolean[breadths.length];
    for (int i = 0; i < breadths.length; i++) {
      broadest[i] = allowed[i] && breadths[i] == greatest;
    }
    return highest(cuts, 0, least, most, broadest);
  }

  private static boolean fits(Cut cut, long least, long most, boolean allowed) {
    return allowed && cut.count() >= least && cut.count() <= most;
  }

  /// The coarsest cut that is nearly as persistent as the highest of them; there must be one.
  private static int coarsest(List<Cut> cuts, int from, long least, long most, boolean[] allowed) {
    double enough = NEARLY * cuts.get(highest(cuts, from, least, most, allowed)).persistence();
    int coarsest = from;
    while (!fits(cuts.get(coarsest), least, most, allowed[coarsest])
        || cuts.get(coarsest).persistence() < enough) {
      coarsest++;
    }
    return coarsest;
  }

  private static int highest(List<Cut> cuts, int from, long least, long most, boolean[] allowed) {
    int highest = -1;
    for (int i = from; i < cuts.size(); i++) {
      Cut cut = cuts.get(i);
      if (fits(cut, least, most, allowed[i])
          && (highest < 0 || cut.persistence() > cuts.get(highest).persistence())) {
        highest = i;
      }
    }
    return highest;
  }
}
