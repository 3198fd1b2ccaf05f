package dev.portolan.cli;

import dev.portolan.EmbeddingMap;
import dev.portolan.Portolan;
import dev.portolan.exchange.AtomicFile;
import dev.portolan.explorer.render.MapPicture;
import dev.portolan.explorer.render.PictureOptions;
import dev.portolan.explorer.render.Theme;
import dev.portolan.query.MapSnapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `render`: a map as a picture.
@Command(
    name = "render",
    description = {
      "Draws a map as a PNG picture, labelled with its topics, without a browser.",
      "",
      "Colours are those of the topics, or of a column. A file of that name is replaced, once the"
          + " picture is whole."
    },
    footer = {
      "  portolan render my.portolan posts posts.png",
      "  portolan render my.portolan posts posts.png --size 2400x1600 --dark",
      "  portolan render my.portolan posts years.png --color year --labels 1"
    })
final class RenderVerb implements Callable<Integer> {
  private static final Pattern SIZE = Pattern.compile("([0-9]{1,6})[x×]([0-9]{1,6})");

  @ParentCommand private Main portolan;
  @Spec private CommandSpec spec;
  @Mixin private DatasetArgument dataset;

  @Parameters(index = "2", paramLabel = "FILE", description = "The picture, a PNG file.")
  private Path file;

  @Mixin private MapOption map;

  @Option(
      names = "--size",
      paramLabel = "WxH",
      defaultValue = "1600x1200",
      description = "In pixels; ${DEFAULT-VALUE} unless said otherwise.")
  private String size;

  @Option(names = "--dark", description = "On a dark ground.")
  private boolean dark;

  @Option(
      names = "--color",
      paramLabel = "COLUMN",
      description = "Colour by a category, a number, a time or a truth value, not by topic.")
  private String color;

  @Option(
      names = "--labels",
      paramLabel = "N",
      defaultValue = "5",
      description = "Label so many levels of topics, where there is room; 0 for no labels.")
  private int labels;

  @Option(
      names = "--title",
      paramLabel = "TEXT",
      description = "Above the map; the dataset's name unless said otherwise, '' for none.")
  private String title;

  @Override
  public Integer call() throws IOException {
    System.setProperty("java.awt.headless", "true");
    PictureOptions options = options();
    try (Portolan db = dataset.open()) {
      EmbeddingMap drawn = db.dataset(dataset.name()).map(map.name());
      try (MapSnapshot now = drawn.snapshot();
          AtomicFile whole = AtomicFile.create(file)) {
        MapPicture.write(now, options, whole.out());
        whole.publish();
      }
    }
    portolan
        .terminal()
        .note("%s: %d × %d pixels".formatted(file, options.width(), options.height()));
    return 0;
  }

  private PictureOptions options() {
    Matcher sides = SIZE.matcher(size);
    if (!sides.matches()) {
      throw new ParameterException(
          spec.commandLine(),
          "--size is '%s'; give width and height in pixels, such as 1600x1200".formatted(size));
    }
    return PictureOptions.defaults()
        .size(Integer.parseInt(sides.group(1)), Integer.parseInt(sides.group(2)))
        .theme(dark ? Theme.DARK : Theme.LIGHT)
        .labels(labels)
        .colorBy(color)
        .titled(title == null ? dataset.name() : title);
  }
}
