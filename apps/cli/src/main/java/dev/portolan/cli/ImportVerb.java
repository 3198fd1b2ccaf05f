package dev.portolan.cli;

import dev.portolan.Dataset;
import dev.portolan.Embedder;
import dev.portolan.GuardedReport;
import dev.portolan.Portolan;
import dev.portolan.exchange.CheckedImport;
import dev.portolan.exchange.EmbeddedData;
import dev.portolan.exchange.ImportOptions;
import dev.portolan.exchange.ImportReport;
import dev.portolan.exchange.OnDuplicate;
import dev.portolan.exchange.OnError;
import dev.portolan.exchange.ProgressListener;
import dev.portolan.minilm.MiniLm;
import dev.portolan.storage.DataStore;
import dev.portolan.storage.Datum;
import dev.portolan.storage.Metric;
import dev.portolan.storage.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `import`: a file becomes a dataset, or is added to one.
@Command(
    name = "import",
    description = {
      "Reads a file into a dataset, and makes the database where there is none.",
      "",
      "FILE is CSV, TSV or JSONL, a row per datum, or an .npy array of vectors, a vector per"
          + " datum; each may be gzipped. The types of the columns are found from the whole file"
          + " unless options name them. Vectors come from an array beside the file (--vectors,"
          + " float32, float16 or uint8), or are made from a text column in this process, by"
          + " all-MiniLM-L6-v2.",
      "",
      "The file is read twice: first everything is checked and nothing written. If anything is"
          + " wrong, one sentence says where, and nothing of the file is imported. With --on-error"
          + " skip or quarantine bad rows are left out, their vectors with them; name the types of"
          + " columns then, as a value is wrong for a type only."
    },
    footer = {
      "  portolan import my.portolan posts posts.jsonl.gz --id id --text body",
      "  portolan import my.portolan posts posts.csv --id id --vectors vectors.npy",
      "  portolan import my.portolan briefe briefe.csv --id nr --vectors v.npy --analyzer german",
      "  portolan import my.portolan images pixels.npy.gz --metric euclidean --column label=y.npy",
      "  portolan import my.portolan posts more.jsonl --id id --append",
      "  portolan import my.portolan posts more.jsonl --id id --append --near skip",
      "  portolan import my.portolan posts feed.csv --id id --integer votes --on-error quarantine"
    })
final class ImportVerb implements Callable<Integer> {
  @ParentCommand private Main portolan;
  @Spec private CommandSpec spec;
  @Mixin private DatabaseArgument database;

  @Parameters(index = "1", paramLabel = "DATASET", description = "Name of the dataset.")
  private String dataset;

  @Parameters(index = "2", paramLabel = "FILE", description = "What to import.")
  private Path file;

  @Option(
      names = "--id",
      paramLabel = "COLUMN",
      description = "The column of ids, strings or integers; without it ids are generated.")
  private String id;

  @Option(
      names = "--text",
      paramLabel = "COLUMN",
      description = "This column is prose, to be searched by words. Repeatable, as the next ones.")
  private List<String> texts = List.of();

  @Option(
      names = "--analyzer",
      paramLabel = "[COLUMN=]NAME",
      description = {
        "How words are found in all texts, or in this one: standard (default), simple, a language"
            + " such as german (its stop words left out, endings folded), or cjk. A wrong name"
            + " lists them all."
      })
  private List<String> analyzers = List.of();

  @Option(
      names = "--category",
      paramLabel = "COLUMN",
      description = "This column holds one value out of a vocabulary.")
  private List<String> categories = List.of();

  @Option(
      names = "--categories",
      paramLabel = "COLUMN",
      description = "This column holds lists of them (in CSV as JSON).")
  private List<String> categoryLists = List.of();

  @Option(
      names = "--timestamp",
      paramLabel = "COLUMN",
      description = "This column holds ISO-8601 dates or times, or years; UTC without a zone.")
  private List<String> timestamps = List.of();

  @Option(names = "--integer", paramLabel = "COLUMN", description = "Integers of 64 bits.")
  private List<String> integers = List.of();

  @Option(names = "--real", paramLabel = "COLUMN", description = "Numbers.")
  private List<String> reals = List.of();

  @Option(names = "--bool", paramLabel = "COLUMN", description = "true or false.")
  private List<String> bools = List.of();

  @Option(names = "--skip", paramLabel = "COLUMN", description = "Leave this column out.")
  private List<String> skipped = List.of();

  @Option(
      names = "--rename",
      paramLabel = "OLD=NEW",
      description = "Give a column another name; other options keep calling it by the old one.")
  private Map<String, String> renamed = new LinkedHashMap<>();

  @Option(
      names = "--vectors",
      paramLabel = "FILE",
      description = "An .npy array, row i for row i of FILE.")
  private Path vectors;

  @Option(
      names = "--column",
      paramLabel = "NAME=FILE",
      description = "One more column, out of an .npy array of one axis.")
  private Map<String, Path> columns = new LinkedHashMap<>();

  @Option(
      names = "--metric",
      description = "How vectors are compared: cosine (default), euclidean or dot.")
  private Metric metric = Metric.COSINE;

  @Option(
      names = "--on-duplicate",
      paramLabel = "error|last",
      description = "When an id comes twice: refuse the file (default), or take the last row.")
  private OnDuplicate onDuplicate = OnDuplicate.ERROR;

  @Option(
      names = "--on-error",
      paramLabel = "strict|skip|quarantine",
      description = {
        "When rows are bad: refuse the file (default, strict), leave them out and say how many"
            + " and which (skip), or write them into FILE.rejected.jsonl as well, with line and"
            + " reason (quarantine)."
      })
  private OnError onError = OnError.STRICT;

  @Option(
      names = "--near",
      paramLabel = "refuse|skip|tag:NAME",
      description = {
        "What becomes of rows that are nearly the same as a datum that is there, or as an earlier"
            + " row: refuse the file, leave them out, or tag them. At most 50,000 rows at a time."
      })
  private String near;

  @Option(
      names = "--near-cutoff",
      paramLabel = "X",
      description = "How near these are; default 0.1 by cosine, no default by euclidean distance.")
  private Double nearCutoff;

  @Option(
      names = "--expire-by",
      paramLabel = "COLUMN",
      description = "Data are gone from the moment on that this column of timestamps holds.")
  private String expiry;

  @Option(
      names = "--append",
      description = "Add to an existing dataset; a datum whose id is there is replaced.")
  private boolean append;

  @Option(
      names = "--embed",
      paramLabel = "COLUMN",
      description = "The text column to make vectors from; the only one unless said otherwise.")
  private String embed;

  @Option(
      names = "--embedder",
      paramLabel = "NAME",
      description = "The model the given vectors are of; then texts are searched by the same one.")
  private String embedder;

  @Option(names = "--threads", paramLabel = "N", description = "Threads that embed.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Mixin private JsonOption json;

  private record Imported(
      ImportReport report,
      Schema schema,
      DataStore.UpsertReport counts,
      int count,
      List<GuardedReport.Duplicate> near) {}

  @Override
  public Integer call() throws IOException {
    if (near == null && nearCutoff != null) {
      throw new ParameterException(spec.commandLine(), "--near-cutoff is for --near");
    }
    if (near != null && !GuardedImport.knows(near)) {
      throw new ParameterException(
          spec.commandLine(), "--near is '%s'; give refuse, skip or tag:NAME".formatted(near));
    }
    portolan.cancellation().watch("nothing of the file was imported");
    long started = System.nanoTime();
    FreshDatabase before = FreshDatabase.before(database.directory());
    Imported imported;
    try (Progress progress = new Progress(portolan.terminal())) {
      imported = run(progress);
    } finally {
      before.removeIfEmpty();
    }
    if (json.wanted()) {
      answer(imported).print(portolan.terminal());
    } else {
      tell(imported, started);
    }
    return 0;
  }

  private Imported run(Progress progress) {
    try (Portolan db = append ? database.open() : Portolan.open(database.directory())) {
      Dataset existing = append ? db.dataset(dataset) : null;
      if (!append && db.datasets().contains(dataset)) {
        throw new IllegalArgumentException(
            ("dataset '%s' exists in %s; add to it with --append, delete it first,"
                    + " or choose another name")
                .formatted(dataset, database.directory()));
      }
      if (!embeds()) {
        return load(db, existing, null, progress);
      }
      try (MiniLm model = MiniLm.open()) {
        checkModel(existing, model);
        return load(db, existing, model, progress);
      }
    }
  }

  /// Whether vectors are to be made: nothing brings any.
  private boolean embeds() {
    String name = file.getFileName().toString();
    return vectors == null && !name.endsWith(".npy") && !name.endsWith(".npy.gz");
  }

  private void checkModel(Dataset existing, Embedder model) {
    if (embedder != null && !embedder.equals(model.name())) {
      throw new IllegalArgumentException(
          ("there are no vectors, and texts are embedded by '%s', not by '%s';"
                  + " bring vectors of that model with --vectors")
              .formatted(model.name(), embedder));
    }
    String stored = existing == null ? model.name() : existing.embedder().orElse(null);
    if (!model.name().equals(stored)) {
      throw new IllegalArgumentException(
          ("dataset '%s' holds vectors of %s, texts are embedded by '%s';"
                  + " bring vectors with --vectors")
              .formatted(
                  dataset, stored == null ? "no known model" : "'" + stored + "'", model.name()));
    }
  }

  private Imported load(Portolan db, Dataset existing, Embedder model, Progress progress) {
    CheckedImport checked = CheckedImport.check(options(existing, model), reading(progress));
    Iterable<Datum> data = checked.data();
    String stage = "importing";
    if (checked.textColumn() != null) {
      data = new EmbeddedData(data, checked.textColumn(), model, threads, _ -> {});
      stage = "embedding";
    }
    Loading loading = new Loading(progress, portolan.cancellation(), stage, checked.rows());
    if (existing != null) {
      checkEmbedder(existing);
    }
    Optional<String> by =
        checked.textColumn() == null ? Optional.ofNullable(embedder) : Optional.of(model.name());
    if (near != null) {
      GuardedImport guarded = GuardedImport.of(near, nearCutoff, checked.schema());
      List<Datum> all = guarded.read(data, checked.rows(), loading);
      Dataset into =
          existing != null
              ? existing
              : db.create(dataset, checked.schema(), by, List.of(), loading);
      GuardedReport report = guarded.add(db, into, all, existing == null);
      return imported(checked, into, report.counts(), report.duplicates());
    }
    if (existing != null) {
      return imported(checked, existing, existing.load(data, loading), List.of());
    }
    Dataset created = db.create(dataset, checked.schema(), by, data, loading);
    int count = created.count();
    return imported(checked, created, new DataStore.UpsertReport(count, 0, 0), List.of());
  }

  private void checkEmbedder(Dataset existing) {
    if (embedder != null && !existing.embedder().equals(Optional.of(embedder))) {
      throw new IllegalArgumentException(
          "dataset '%s' holds vectors of %s, these are of '%s'; use one model for all"
              .formatted(
                  dataset,
                  existing.embedder().map(name -> "'" + name + "'").orElse("no known model"),
                  embedder));
    }
  }

  private static Imported imported(
      CheckedImport checked,
      Dataset into,
      DataStore.UpsertReport counts,
      List<GuardedReport.Duplicate> near) {
    return new Imported(checked.report(), into.schema(), counts, into.count(), near);
  }

  private ImportOptions options(Dataset existing, Embedder model) {
    ImportOptions.Builder options =
        ImportOptions.of(file)
            .text(texts.toArray(String[]::new))
            .category(categories.toArray(String[]::new))
            .categories(categoryLists.toArray(String[]::new))
            .timestamp(timestamps.toArray(String[]::new))
            .integer(integers.toArray(String[]::new))
            .real(reals.toArray(String[]::new))
            .bool(bools.toArray(String[]::new))
            .skip(skipped.toArray(String[]::new))
            .metric(metric)
            .onDuplicate(onDuplicate)
            .onError(onError)
            .expiry(expiry)
            .id(id)
            .vectors(vectors)
            .textColumn(embed);
    renamed.forEach(options::rename);
    columns.forEach(options::column);
    analyzers.forEach(analyzer -> analyze(options, analyzer));
    if (model != null) {
      options.embeddingDimensions(model.dimensions());
    }
    if (existing != null) {
      options.into(existing.schema()).firstGeneratedId(existing.nextGeneratedId());
    }
    return options.build();
  }

  /// @param analyzer `NAME`, or `COLUMN=NAME`
  private static void analyze(ImportOptions.Builder options, String analyzer) {
    int equals = analyzer.lastIndexOf('=');
    if (equals < 0) {
      options.analyzer(analyzer);
    } else {
      options.analyzer(analyzer.substring(0, equals), analyzer.substring(equals + 1));
    }
  }

  private ProgressListener reading(Progress progress) {
    return new ProgressListener() {
      @Override
      public void advance(long done, long total) {
        progress.show("reading", "", done, total);
      }

      @Override
      public boolean cancelled() {
        return portolan.cancellation().requested();
      }
    };
  }

  private JsonAnswer answer(Imported imported) {
    return new JsonAnswer()
        .with("dataset", dataset)
        .with("count", imported.count())
        .with("added", imported.counts().added())
        .with("replaced", imported.counts().replaced())
        .with("dropped", imported.report().dropped())
        .with("duplicates", imported.near())
        .with("rejected", rejected(imported.report().rejected()))
        .with("columns", imported.report().columns())
        .with("dimensions", imported.schema().latent().dimensions())
        .with("vectors", imported.report().vectors())
        .with("notes", imported.report().notes());
  }

  private static Map<String, Object> rejected(ImportReport.Rejected rejected) {
    return JsonAnswer.object(
        "count", rejected.count(),
        "first", rejected.first(),
        "file", rejected.file() == null ? null : rejected.file().toString());
  }

  private void tell(Imported imported, long started) {
    Terminal terminal = portolan.terminal();
    terminal.say(
        "%s: %s from %s in %s"
            .formatted(
                terminal.bold(dataset),
                counts(imported),
                FittedText.line(file.toString()),
                Figures.since(started)));
    TextTable table = new TextTable(terminal.width());
    if (id != null) {
      table.row("  " + id, "id", "");
    }
    for (ImportReport.ReportedColumn column : imported.report().columns()) {
      String unset =
          column.unset() == 0 ? "" : ", %s unset".formatted(Figures.count(column.unset()));
      table.row("  " + column.name(), column.type(), column.why() + unset);
    }
    table.row(
        "  vectors",
        imported.schema().latent().metric().name().toLowerCase(java.util.Locale.ROOT),
        imported.report().vectors());
    table.print(terminal);
    imported.report().notes().forEach(note -> terminal.say("note: " + FittedText.line(note)));
    tell(imported.report().rejected());
    if (near != null) {
      GuardedImport.tell(imported.near(), near, terminal);
    }
    terminal.say(
        "next: %s map %s %s"
            .formatted(
                ShellWord.portolan(), ShellWord.of(database.directory()), ShellWord.of(dataset)));
  }

  private void tell(ImportReport.Rejected rejected) {
    if (rejected.count() == 0) {
      return;
    }
    Terminal terminal = portolan.terminal();
    String where =
        rejected.file() == null
            ? ""
            : ", written to %s with the reason of each"
                .formatted(FittedText.line(rejected.file().toString()));
    terminal.say(
        "note: %s left out%s"
            .formatted(Figures.count(rejected.count(), "bad row", "bad rows"), where));
    rejected.first().forEach(reason -> terminal.say("  " + FittedText.line(reason)));
    if (rejected.count() > rejected.first().size()) {
      terminal.say(
          "  and %s more".formatted(Figures.count(rejected.count() - rejected.first().size())));
    }
  }

  private static String counts(Imported imported) {
    DataStore.UpsertReport counts = imported.counts();
    if (counts.replaced() == 0 && counts.added() == imported.count()) {
      return Figures.count(counts.added()) + " data";
    }
    return "%s data added, %s replaced, %s in all"
        .formatted(
            Figures.count(counts.added()),
            Figures.count(counts.replaced()),
            Figures.count(imported.count()));
  }
}
