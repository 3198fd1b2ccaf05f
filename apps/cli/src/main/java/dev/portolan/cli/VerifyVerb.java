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
      "Takes no lock; another process may write meanwhile."
    },
    footer = {"  portolan verify my.portolan", "  portolan verify my.portolan posts --json"})
final class VerifyVerb implements Callable<Integer> {
  @ParentCommand private Main portolan;
  @Mixin private DatabaseArgument database;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "DATASET",
      description = "A dataset in it; all unless named.")
  private String name;

  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    List<Map<String, Object>> objects = new ArrayList<>();
    boolean sound = true;
    try (Portolan db = database.open();
        Progress progress = new Progress(portolan.terminal())) {
      for (String each : names(db)) {
        Path directory = database.directory().resolve(each);
        Verification.Result result =
            Verification.dataset(
                directory,
                reading ->
                    progress.show(database.directory().relativize(reading).toString(), "", 0, 0));
        sound &= result.damages().isEmpty();
        if (json.wanted()) {
          objects.add(object(each, result));
        } else {
          progress.finish();
          tell(each, result);
        }
      }
    }
    if (json.wanted()) {
      new JsonAnswer().with("sound", sound).with("datasets", objects).print(portolan.terminal());
    }
    return sound ? 0 : Main.FAILED;
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

  private void tell(String dataset, Verification.Result result) {
    Terminal terminal = portolan.terminal();
    String checked =
        "%s in %s read"
            .formatted(
                Figures.bytes(result.bytes()), Figures.count(result.indexes(), "index", "indexes"));
    if (result.damages().isEmpty()) {
      terminal.say("%s  sound (%s)".formatted(terminal.bold(dataset), checked));
      return;
    }
    terminal.say(
        "%s  DAMAGED (%s): restore these from a backup".formatted(terminal.bold(dataset), checked));
    result.damages().forEach(damage -> terminal.say("  " + FittedText.line(damage.toString())));
  }

  private static Map<String, Object> object(String dataset, Verification.Result result) {
    return JsonAnswer.object(
        "name", dataset,
        "sound", result.damages().isEmpty(),
        "damages", result.damages().stream().map(Damage::toString).toList(),
        "indexes", result.indexes(),
        "bytes", result.bytes());
  }
}
