package dev.portolan.benchmarks.projection;

import dev.portolan.benchmarks.Folder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One task for several contenders in turns: a run of each, then the next run of each.
final class Heat {
  private final Method method;
  private final PreparedSet set;
  private final Path folder;
  private final Map<String, List<Finish>> finishes = new LinkedHashMap<>();
  private final List<String> absent = new ArrayList<>();

  /// @param folder for positions and databases
  Heat(Method method, PreparedSet set, Path folder) {
    this.method = method;
    this.set = set;
    this.folder = folder;
  }

  /// @param quality by name; empty where it could not be measured
  record Finish(Outcome outcome, Optional<Map<String, Double>> quality) {}

  Method method() {
    return method;
  }

  int n() {
    return set.n();
  }

  /// How many are placed on a map of the others: a seventh, 10,000 of 70,000.
  int placed() {
    return method == Method.PLACING ? set.n() / 7 : 0;
  }

  /// By contender, in the order they started.
  Map<String, List<Finish>> finishes() {
    return finishes;
  }

  /// Sentences about those who did not finish.
  List<String> absent() {
    return absent;
  }

  /// Runs ours and the peers that can do this; one that fails is told about and runs no more.
  void run(ProjectionOptions options) throws IOException, InterruptedException {
    List<Contender> contenders = contenders(options);
    Files.createDirectories(folder);
    for (int run = 0; run < options.runs(); run++) {
      for (Contender contender : List.copyOf(contenders)) {
        try {
          finish(contender, run);
        } catch (PeerFailure failure) {
          absent.add(failure.getMessage());
          contenders.remove(contender);
        }
      }
    }
    for (Contender contender : contenders) {
      contender.close();
      Folder.delete(scratch(contender));
    }
  }

  private List<Contender> contenders(ProjectionOptions options)
      throws IOException, InterruptedException {
    List<Contender> contenders = new ArrayList<>();
    if (method != Method.PLACING) {
      contenders.add(ColdPortolan.open());
      contenders.add(new FreshPortolan());
    }
    contenders.add(new WarmPortolan(options.warmUps()));
    for (Peer peer : options.peers()) {
      if (peer.does(method) && set.n() > peer.most()) {
        absent.add("%s is asked for %,d data at most".formatted(peer.label(), peer.most()));
      } else if (peer.does(method)) {
        try {
          contenders.add(PeerTools.open(peer));
        } catch (PeerFailure failure) {
          absent.add(failure.getMessage());
        }
      }
    }
    return contenders;
  }

  private Path scratch(Contender contender) {
    return folder.resolve(fileName(contender) + ".db");
  }

  private static String fileName(Contender contender) {
    return contender.name().replaceAll("[^A-Za-z]+", "-");
  }

  private void finish(Contender contender, int run) throws IOException, InterruptedException {
    Task task =
        new Task(
            method,
            set.vectors(),
            placed(),
            run,
            folder.resolve("%s-%d.npy".formatted(fileName(contender), run)),
            scratch(contender));
    Outcome outcome = contender.run(task);
    System.err.printf(
        "%s of %,d, run %d: %s %s%n",
        method, n(), run + 1, contender.name(), outcome.told().seconds());
    finishes
        .computeIfAbsent(contender.name(), _ -> new ArrayList<>())
        .add(new Finish(outcome, Quality.of(task, set.labels())));
  }
}
