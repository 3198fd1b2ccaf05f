package dev.portolan.cli;

import dev.portolan.Portolan;
import dev.portolan.explorer.api.Pixels;
import dev.portolan.explorer.api.Served;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `serve`: the web map.
@Command(
    name = "serve",
    description = {
      "Shows the maps of a database in a browser on this machine, until Ctrl-C.",
      "",
      "The address it prints carries a token: whoever has it may see and change everything, so give"
          + " it to nobody. It listens on loopback only, and nothing is fetched from elsewhere.",
      "",
      "Other processes may read the database meanwhile. They may write until the page changes"
          + " something for the first time; from then on it is this process that writes."
    },
    footer = {
      "  portolan serve my.portolan",
      "  portolan serve my.portolan posts --open",
      "  portolan serve my.portolan images --images photos/ --port 8080",
      "  portolan serve my.portolan digits --pixels 28x28 --read-only"
    })
final class ServeVerb implements Callable<Integer> {
  @ParentCommand private Main portolan;
  @Mixin private DatabaseArgument database;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "DATASET",
      description = "The dataset to show first; others can be chosen on the page.")
  private String dataset;

  @Option(
      names = "--map",
      paramLabel = "NAME",
      description = "The map to show first; 'default' unless said otherwise.")
  private String map;

  @Option(
      names = "--port",
      paramLabel = "N",
      description =
          "Where to listen; " + Serving.DEFAULT_PORT + " or, where that is taken, any; 0 is any.")
  private Integer port;

  @Option(names = "--open", description = "Open it in the browser.")
  private boolean open;

  @Option(names = "--read-only", description = "Nothing may be changed from the page.")
  private boolean readOnly;

  @Option(
      names = "--images",
      paramLabel = "DIR",
      description = "Show pictures that a column names by paths below this folder.")
  private Path images;

  @Option(
      names = "--pixels",
      paramLabel = "WxH",
      description = "The latent vectors are grey pictures of this size: show them.")
  private String pixels;

  @Override
  public Integer call() throws InterruptedException {
    if (images != null && !Files.isDirectory(images)) {
      throw new IllegalArgumentException(
          "%s: there is no such folder of pictures; check --images".formatted(images));
    }
    try (Portolan db = database.open()) {
      check(db);
      Served served =
          new Served(
              db,
              Serving.name(database.directory()),
              readOnly,
              Serving.model(),
              images,
              pixels == null ? null : Pixels.parse(pixels),
              new Served.Start(dataset, map));
      new Serving(portolan, port, open).untilCancelled(served);
    }
    return 0;
  }

  /// A wrong name is found out here, not in the browser.
  private void check(Portolan db) {
    if (dataset != null) {
      if (map == null) {
        db.dataset(dataset);
      } else {
        db.dataset(dataset).map(map);
      }
    } else if (map != null) {
      throw new IllegalArgumentException("--map %s: of which dataset? name it too".formatted(map));
    }
  }
}
