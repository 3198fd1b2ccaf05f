package dev.portolan.cli;

import dev.portolan.Dataset;
import dev.portolan.Portolan;
import dev.portolan.storage.BackupReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `restore`: a backup becomes a database again, or one of its datasets comes into one.
@Command(
    name = "restore",
    description = {
      "Copies a backup to a new place, or one dataset of it into a database that is there.",
      "",
      "Every file of the backup is checked on its way; a damaged one is named, and then nothing is"
          + " restored. Nothing is ever overwritten: the database must be new, the name of a"
          + " dataset free."
    },
    footer = {
      "  portolan restore backups/monday.portolan my.portolan",
      "  portolan restore backups/monday.portolan my.portolan --dataset posts --as posts-monday"
    })
final class RestoreVerb implements Callable<Integer> {
  @ParentCommand private Main portolan;
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "BACKUP", description = "A backup, or any database.")
  private Path backup;

  @Parameters(index = "1", paramLabel = "DB", description = "The database to make or to add to.")
  private Path directory;

  @Option(names = "--dataset", paramLabel = "NAME", description = "Restore this dataset alone.")
  private String dataset;

  @Option(
      names = "--as",
      paramLabel = "NEW",
      description = "The name it gets; its own unless said otherwise.")
  private String newName;

  @Mixin private JsonOption json;

  @Override
  public Integer call() throws IOException {
    if (newName != null && dataset == null) {
      throw new ParameterException(
          spec.commandLine(), "--as names the dataset of --dataset; give that too");
    }
    portolan.cancellation().watch("nothing was restored");
    try (Progress progress = new Progress(portolan.terminal())) {
      CopyProgress copying = new CopyProgress(progress, portolan.cancellation());
      if (dataset == null) {
        restoreAll(progress, copying);
      } else {
        restoreOne(progress, copying);
      }
    }
    return 0;
  }

  private void restoreAll(Progress progress, CopyProgress copying) {
    if (Files.exists(directory.resolve("portolan.json"))) {
      throw new IllegalArgumentException(
          "%s is a database already; name a new directory, or one dataset with --dataset"
              .formatted(directory));
    }
    long started = System.nanoTime();
    BackupReport report = Portolan.restore(backup, directory, copying);
    progress.finish();
    CopyAnswer.print(report, directory, started, json, portolan.terminal());
  }

  private void restoreOne(Progress progress, CopyProgress copying) throws IOException {
    FreshDatabase before = FreshDatabase.before(directory);
    try {
      long started = System.nanoTime();
      try (Portolan db = Portolan.open(directory)) {
        String name = newName == null ? dataset : newName;
        Dataset restored = db.restore(backup, dataset, name, copying);
        progress.finish();
        NewDatasetAnswer.print(restored, dataset, started, json, portolan.terminal());
      }
    } finally {
      before.removeIfEmpty();
    }
  }
}
