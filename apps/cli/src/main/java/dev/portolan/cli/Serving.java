package dev.portolan.cli;

import dev.portolan.explorer.Explorer;
import dev.portolan.explorer.api.Served;
import dev.portolan.explorer.api.TextModel;
import dev.portolan.minilm.MiniLm;
import java.nio.file.Path;

/// Serves maps to a browser on this machine until the user has seen enough.
///
/// @param port null for the usual one or, where that is taken, any
/// @param open whether to open the browser
record Serving(Main portolan, Integer port, boolean open) {
  static final int DEFAULT_PORT = 7474;
  private static final int LOOK_MILLIS = 200;

  /// What the page calls a database.
  static String name(Path database) {
    return String.valueOf(database.toAbsolutePath().normalize().getFileName());
  }

  /// Embeds what is typed into the page; opened when it is asked.
  static TextModel model() {
    return new TextModel(MiniLm.MODEL, MiniLm::open);
  }

  void untilCancelled(Served served) throws InterruptedException {
    System.setProperty("java.awt.headless", "true");
    portolan.cancellation().watch("the map is no longer served");
    try (Explorer explorer = start(served)) {
      tell(explorer);
      while (!portolan.cancellation().requested()) {
        Thread.sleep(LOOK_MILLIS);
      }
    }
  }

  private Explorer start(Served served) {
    if (port != null) {
      return Explorer.start(served, port, this::fault);
    }
    try {
      return Explorer.start(served, DEFAULT_PORT, this::fault);
    } catch (IllegalArgumentException e) {
      return Explorer.start(served, 0, this::fault);
    }
  }

  private void fault(Throwable fault) {
    portolan.terminal().note("portolan serve: " + Failure.sentence(fault));
    if (portolan.stacktrace()) {
      fault.printStackTrace(portolan.terminal().err());
    }
  }

  private void tell(Explorer explorer) {
    Terminal terminal = portolan.terminal();
    terminal.say("open " + terminal.bold(explorer.address()));
    terminal.say("Ctrl-C ends it");
    terminal.flush();
    if (open && !Browser.open(explorer.address())) {
      terminal.note("no browser could be opened; open the address yourself");
    }
  }
}
