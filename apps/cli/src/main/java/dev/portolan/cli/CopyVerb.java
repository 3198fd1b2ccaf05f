package dev.portolan.cli;

import dev.portolan.Dataset;
import dev.portolan.Portolan;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `copy`: a dataset with its maps under another name.
@Command(
    name = "copy",
    description = {
      "Copies a dataset with its maps within a database.",
      "",
      "The copy appears whole or not at all, and goes its own way from there."
    },
    footer = {"  portolan copy my.portolan posts posts-before-cleaning"})
final class CopyVerb implements Callable<Integer> {
  @ParentCommand private Main portolan;
  @Mixin private DatasetArgument dataset;

  @Parameters(index = "2", paramLabel = "NEW", description = "The name of the copy; must be free.")
  private String newName;

  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    portolan.cancellation().watch("nothing of the copy is left");
    long started = System.nanoTime();
    try (Portolan db = dataset.open();
        Progress progress = new Progress(portolan.terminal())) {
      Dataset copy =
          db.dataset(dataset.name())
              .copy(newName, new CopyProgress(progress, portolan.cancellation()));
      progress.finish();
      NewDatasetAnswer.print(copy, dataset.name(), started, json, portolan.terminal());
    }
    return 0;
  }
}
