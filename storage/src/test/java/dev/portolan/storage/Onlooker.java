package dev.portolan.storage;

import java.io.IOException;
import java.nio.file.Path;

/// A process that reads while another one writes, and checks that every state it sees is one of the
/// workload's, never an earlier one than before.
///
/// Arguments: database, seed, length. Prints `reading` once it has seen a state, at the end `N
/// states` or what it saw wrong.
final class Onlooker {
  private Onlooker() {}

  public static void main(String[] arguments) throws IOException {
    Workload workload = new Workload(Long.parseLong(arguments[1]), Integer.parseInt(arguments[2]));
    int state = 0;
    int seen = 0;
    boolean told = false;
    try (Database database = Database.open(Path.of(arguments[0]))) {
      try (DataStore store = database.openData(Victim.DATASET)) {
        while (System.in.available() == 0) {
          try (DataSnapshot data = store.snapshot()) {
            int now = workload.find(Workload.read(data), state);
            if (now < 0) {
              System.out.println("saw a state that is none, after state " + state);
              return;
            }
            seen += now > state ? 1 : 0;
            state = now;
            if (!told) {
              System.out.println("reading");
              told = true;
            }
          }
        }
      }
    } catch (RuntimeException | AssertionError e) {
      System.out.println("failed: " + e);
      return;
    }
    System.out.println(seen + " states");
  }
}
