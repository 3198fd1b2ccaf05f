package dev.portolan.cli;

import dev.portolan.storage.BackupReport;
import java.nio.file.Path;

/// What `backup` and `restore` say when they are done.
final class CopyAnswer {
  private CopyAnswer() {}

  static void print(
      BackupReport report, Path database, long started, JsonOption json, Terminal terminal) {
    if (json.wanted()) {
      new JsonAnswer()
          .with("database", database.toString())
          .with("datasets", report.datasets())
          .with("files", report.files())
          .with("bytes", report.bytes())
          .print(terminal);
      return;
    }
    terminal.say(
        "%s: %s with %s, %s, all checked, in %s"
            .formatted(
                terminal.bold(FittedText.line(database.toString())),
                Figures.count(report.datasets().size(), "dataset", "datasets"),
                Figures.count(report.files(), "file", "files"),
                Figures.bytes(report.bytes()),
                Figures.since(started)));
    report.datasets().forEach(name -> terminal.say("  " + name));
  }
}
