package dev.portolan.cli;

import dev.portolan.Dataset;
import dev.portolan.Portolan;
import dev.portolan.storage.DiskUse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/// `optimize`: the space of deleted data comes back, and so does every trace of them.
@Command(
    name = "optimize",
    description = {
      "Rewrites the data as one segment: the space of deleted and expired data and of dropped"
          + " columns comes back, searches become faster.",
      "",
      "Afterwards no file of the dataset holds a vector, a value or a word of them: maps lose their"
          + " earlier generations, and topics that lost data, or the column they were named after,"
          + " are named anew. Needs room for a second copy while it runs."
    },
    footer = "  portolan optimize my.portolan posts")
final class OptimizeVerb implements Callable<Integer> {
  @ParentCommand private Main portolan;
  @Mixin private DatasetArgument dataset;
  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    portolan.cancellation().watch("the data are as they were");
    long started = System.nanoTime();
    try (Portolan db = dataset.open();
        Progress progress = new Progress(portolan.terminal())) {
      Dataset data = db.dataset(dataset.name());
      long before = DiskUse.of(dataset.directory().resolve(dataset.name()));
      data.optimize(new BuildProgress(progress, portolan.cancellation()));
      long after = DiskUse.of(dataset.directory().resolve(dataset.name()));
      progress.finish();
      if (json.wanted()) {
        new JsonAnswer()
            .with("dataset", dataset.name())
            .with("count", data.count())
            .with("bytes_before", before)
            .with("bytes", after)
            .print(portolan.terminal());
      } else {
        Terminal terminal = portolan.terminal();
        terminal.say(
            "%s: %s in one segment, %s before and %s now, in %s"
                .formatted(
                    terminal.bold(dataset.name()),
                    Figures.count(data.count()) + " data",
                    Figures.bytes(before),
                    Figures.bytes(after),
                    Figures.since(started)));
      }
    }
    return 0;
  }
}
