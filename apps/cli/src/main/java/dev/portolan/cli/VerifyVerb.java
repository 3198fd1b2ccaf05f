package dev.portolan.cli;

import dev.portolan.Portolan;
import dev.portolan.storage.Damage;
import dev.portolan.storage.Verification;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `verify`: reads and checks every file.
@Command(
    name = "verify",
    description = {
      "Reads and checks every file of a database.",
      "",
      "Checksums, Lucene's CheckIndex, the files of maps; for all datasets or for one. Exit code 1"
          + " when anything is damaged; each damage is named.",
      "",
      "Takes no lock; another process may write meanwhile.",
      "",
      "--repair drops what is damaged and derived (generations of maps, caches) and builds it"
          + " again, maps with the options they were built with where those can still be read."
          + " Damaged data it leaves as they are: those only a"
          + " backup can replace."
    },
    footer = {
      "  portolan verify my.portolan",
      "  portolan verify my.portolan posts --json",
      "  portolan verify my.portolan --repair"
    })
final class VerifyVerb implements Callable<Integer> {
  @ParentCommand private Main portolan;
  @Mixin private DatabaseArgument database;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "DATASET",
      description = "A dataset in it; all unless named.")
  private String name;

  @Option(names = "--repair", description = "Drop what is derived and damaged, and build it again.")
  private boolean repair;

  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    List<Map<String, Object>> objects = new ArrayList<>();
    boolean sound = true;
    if (repair) {
      portolan.cancellation().watch("what was repaired by then stays so; verify again");
    }
    try (Portolan db = database.open();
        Progress progress = new Progress(portolan.terminal())) {
      for (String each : names(db)) {
        Path directory = database.directory().resolve(each);
        Verification.Result result =
            Verification.dataset(
                directory,
                reading ->
                    progress.show(database.directory().relativize(reading).toString(), "", 0, 0));
        List<String> repairs = repair ? repair(db, each, result, progress) : List.of();
        sound &= result.damages().stream().noneMatch(damage -> !repair || !damage.derived());
        if (json.wanted()) {
          objects.add(object(each, result, repairs));
        } else {
          progress.finish();
          tell(each, result, repairs);
        }
      }
    }
    if (json.wanted()) {
      new JsonAnswer().with("sound", sound).with("datasets", objects).print(portolan.terminal());
    }
    return sound ? 0 : Main.FAILED;
  }

  /// What was done about the damages, a sentence each.
  private List<String> repair(
      Portolan db, String name, Verification.Result result, Progress progress) {
    if (result.damages().stream().anyMatch(damage -> !damage.derived())) {
      return List.of("nothing was repaired: the data themselves are damaged");
    }
    return result.damages().isEmpty()
        ? List.of()
        : db.dataset(name)
            .repair(result.damages(), new BuildProgress(progress, portolan.cancellation()));
  }

  private List<String> names(Portolan db) {
    List<String> there = db.datasets();
    if (name == null) {
      return there;
    }
    if (!there.contains(name)) {
      throw new IllegalArgumentException(
          "there is no dataset '%s' in %s; it has %s".formatted(name, database.directory(), there));
    }
    return List.of(name);
  }

  private void tell(String dataset, Verification.Result result, List<String> repairs) {
    Terminal terminal = portolan.terminal();
    String checked =
        "%s in %s read"
            .formatted(
                Figures.bytes(result.bytes()), Figures.count(result.indexes(), "index", "indexes"));
    if (result.damages().isEmpty()) {
      terminal.say("%s  sound (%s)".formatted(terminal.bold(dataset), checked));
      return;
    }
    terminal.say("%s  DAMAGED (%s)".formatted(terminal.bold(dataset), checked));
    for (Damage damage : result.damages()) {
      terminal.say(
          "  %s; %s"
              .formatted(
                  FittedText.line(damage.toString()),
                  damage.derived()
                      ? "can be built again: --repair"
                      : "only a backup can replace it: portolan restore"));
    }
    repairs.forEach(done -> terminal.say("  " + done));
  }

  private static Map<String, Object> object(
      String dataset, Verification.Result result, List<String> repairs) {
    return JsonAnswer.object(
        "name", dataset,
        "sound", result.damages().isEmpty(),
        "damages", result.damages().stream().map(Damage::toString).toList(),
        "repairs", repairs,
        "indexes", result.indexes(),
        "bytes", result.bytes());
  }
}
