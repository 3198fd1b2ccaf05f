package dev.portolan.cli;

import dev.portolan.Portolan;
import dev.portolan.storage.BackupReport;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `backup`: copies a database while it is written.
@Command(
    name = "backup",
    description = {
      "Copies a database, or some of its datasets, into a new directory that is a database itself.",
      "",
      "Others may go on writing: each dataset is copied as it was at one moment, with its maps."
          + " Every file is checked on its way, so that damage is not backed up in silence. When"
          + " this ends, the copy is on the disk; when it fails, nothing of it is left."
    },
    footer = {
      "  portolan backup my.portolan backups/monday.portolan",
      "  portolan backup my.portolan posts.portolan --dataset posts"
    })
final class BackupVerb implements Callable<Integer> {
  @ParentCommand private Main portolan;
  @Mixin private DatabaseArgument database;

  @Parameters(index = "1", paramLabel = "TARGET", description = "A new or an empty directory.")
  private Path target;

  @Option(
      names = "--dataset",
      paramLabel = "NAME",
      description = "A dataset to copy; all unless named. May be given several times.")
  private List<String> datasets = List.of();

  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    portolan.cancellation().watch("nothing of the backup is left");
    long started = System.nanoTime();
    try (Portolan db = database.open();
        Progress progress = new Progress(portolan.terminal())) {
      CopyProgress copying = new CopyProgress(progress, portolan.cancellation());
      BackupReport report =
          datasets.isEmpty() ? db.backup(target, copying) : db.backup(datasets, target, copying);
      progress.finish();
      CopyAnswer.print(report, target, started, json, portolan.terminal());
    }
    return 0;
  }
}
