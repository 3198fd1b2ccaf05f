package dev.portolan.benchmarks.projection;

import dev.portolan.benchmarks.MeasuredProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A peer that runs as a process: `COMMAND VECTORS POSITIONS RUN PLACED`, a line of JSON at the
/// end.
///
/// @param command its first words
/// @param remedy what helps where it fails
record ProcessPeer(String name, List<String> command, String remedy) implements Contender {
  @Override
  public Outcome run(Task task) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(command);
    words.add(task.vectors().toString());
    words.add(task.positions().toString());
    words.add(Integer.toString(task.run()));
    words.add(Integer.toString(task.placed()));
    MeasuredProcess process = MeasuredProcess.run(words);
    if (process.exitCode() != 0) {
      throw new PeerFailure(
          "%s ended with exit code %d in run %d; its words stand on standard error; %s"
              .formatted(name, process.exitCode(), task.run() + 1, remedy));
    }
    return Outcome.of(process);
  }
}
