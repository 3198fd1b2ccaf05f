package dev.portolan.cli;

import dev.portolan.Dataset;
import dev.portolan.Portolan;
import dev.portolan.exchange.TableWriter;
import dev.portolan.query.DatasetSnapshot;
import dev.portolan.query.MapRows;
import dev.portolan.storage.Column;
import dev.portolan.storage.DataSnapshot;
import dev.portolan.storage.DatumSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `export`: a dataset and its map as one table.
@Command(
    name = "export",
    description = {
      "Writes a dataset and its map as one table.",
      "",
      "A row per datum: id, its columns, x, y, topics, duplicates. A dataset without a map is"
          + " written alone.",
      "",
      "CSV or JSONL by the file's extension, gzipped when it ends in .gz; '-' is standard output."
          + " A file appears when it is whole, and replaces one of that name.",
      "",
      "With --site a folder instead: the web map with its data, to be opened from disk or put on"
          + " any web server. Whoever has the folder can read all texts and values in it."
    },
    footer = {
      "  portolan export my.portolan posts map.csv",
      "  portolan export my.portolan posts map.jsonl.gz --map axes",
      "  portolan export my.portolan posts late.csv --filter '{\"inTopic\": \"late delivery\"}'",
      "  portolan export my.portolan posts tagged.csv --tags",
      "  portolan export my.portolan posts - --format jsonl | head",
      "  portolan export my.portolan posts --site shared/",
      "  portolan export my.portolan posts --site shared/ --map default --map tsne"
    })
final class ExportVerb implements Callable<Integer> {
  /// What standard output is written as.
  enum Format {
    CSV,
    JSONL
  }

  private static final String STANDARD_OUTPUT = "-";

  @ParentCommand private Main portolan;
  @Spec private CommandSpec spec;
  @Mixin private DatasetArgument dataset;

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "FILE",
      description = "The file, or - for standard output.")
  private String file;

  @Mixin private SiteOptions site;

  @Option(
      names = "--format",
      paramLabel = "csv|jsonl",
      description = "For standard output; csv unless said.")
  private Format format;

  @Option(
      names = "--map",
      paramLabel = "NAME",
      description =
          "Which map; 'default', where there is one, unless said otherwise. With --site several.")
  private List<String> maps = List.of();

  @Mixin private FilterOption filter;

  @Option(
      names = "--tags",
      description = "A column per tag too, called tag:NAME, which says whether the datum has it.")
  private boolean withTags;

  @Override
  public Integer call() throws IOException {
    checkTarget();
    if (site.wanted()) {
      try (Portolan db = dataset.open();
          Progress progress = new Progress(portolan.terminal())) {
        portolan.cancellation().watch("remove the folder, which is not whole");
        site.write(db.dataset(dataset.name()), dataset.directory(), maps, progress, portolan);
      }
      return 0;
    }
    if (format != null && !file.equals(STANDARD_OUTPUT)) {
      throw new ParameterException(
          spec.commandLine(),
          "--format is for standard output; a file's format is told by its extension");
    }
    try (Portolan db = dataset.open();
        Progress progress = new Progress(portolan.terminal())) {
      Dataset data = db.dataset(dataset.name());
      if (maps.isEmpty() && !data.maps().contains(Dataset.DEFAULT_MAP)) {
        exportData(data, progress);
      } else {
        exportMap(data, progress);
      }
    }
    return 0;
  }

  private void checkTarget() {
    if (site.wanted() == (file != null)) {
      throw new ParameterException(
          spec.commandLine(), "name a file to write, or a folder with --site, and not both");
    }
    if (!site.wanted() && maps.size() > 1) {
      throw new ParameterException(
          spec.commandLine(),
          "a table is of one map; name --map once, or share several with --site");
    }
    if (site.wanted() && (filter.given() || withTags || format != null)) {
      throw new ParameterException(
          spec.commandLine(), "--site shares whole maps; leave --filter, --tags and --format out");
    }
  }

  private void exportMap(Dataset data, Progress progress) throws IOException {
    String name = maps.isEmpty() ? Dataset.DEFAULT_MAP : maps.getFirst();
    data.map(name);
    try (DatasetSnapshot now = data.snapshot()) {
      DatumSet selected = now.where(filter.filter(data));
      MapRows rows = new MapRows(now.map(name), selected);
      write(rows.columns(), rows, tags(now, selected.ordinals()), progress);
    }
  }

  private void exportData(Dataset dataset, Progress progress) throws IOException {
    try (DatasetSnapshot now = dataset.snapshot()) {
      DataSnapshot data = now.data();
      List<String> columns = new ArrayList<>(List.of("id"));
      data.schema().columns().stream().map(Column::name).forEach(columns::add);
      int[] ordinals = now.where(filter.filter(dataset)).ordinals();
      String[] ids = data.ids(ordinals);
      Set<String> wanted = new LinkedHashSet<>(columns.subList(1, columns.size()));
      Iterable<Object[]> rows =
          () ->
              IntStream.range(0, ids.length)
                  .mapToObj(i -> row(ids[i], data.values(ordinals[i], wanted), wanted))
                  .iterator();
      write(columns, rows, tags(now, ordinals), progress);
    }
  }

  private TagColumns tags(DatasetSnapshot now, int[] rows) {
    return new TagColumns(rows, withTags ? now.tags().sets() : Map.of());
  }

  private static Object[] row(String id, Map<String, Object> values, Set<String> columns) {
    List<Object> row = new ArrayList<>();
    row.add(id);
    columns.forEach(column -> row.add(values.get(column)));
    return row.toArray();
  }

  private void write(
      List<String> columns, Iterable<Object[]> rows, TagColumns tags, Progress progress)
      throws IOException {
    List<String> all = new ArrayList<>(columns);
    all.addAll(tags.names());
    try (TableWriter table = writer(all)) {
      int done = 0;
      for (Object[] row : rows) {
        table.write(tags.appended(row, done));
        done++;
        if (!file.equals(STANDARD_OUTPUT)) {
          progress.show("exporting", "data", done, tags.rows());
        }
      }
      table.finish();
    }
    if (!file.equals(STANDARD_OUTPUT)) {
      portolan
          .terminal()
          .note("%s: %s data, %d columns".formatted(file, Figures.count(tags.rows()), all.size()));
    }
  }

  private TableWriter writer(List<String> columns) throws IOException {
    if (!file.equals(STANDARD_OUTPUT)) {
      return TableWriter.open(Path.of(file), columns);
    }
    return format == Format.JSONL
        ? TableWriter.jsonl(portolan.terminal().out(), columns)
        : TableWriter.csv(portolan.terminal().out(), columns);
  }
}
