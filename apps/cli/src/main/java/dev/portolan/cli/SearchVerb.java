package dev.portolan.cli;

import dev.portolan.Dataset;
import dev.portolan.Hit;
import dev.portolan.Portolan;
import dev.portolan.Search;
import dev.portolan.exchange.NpyFile;
import dev.portolan.minilm.MiniLm;
import dev.portolan.query.filter.Filter;
import dev.portolan.storage.DataSnapshot;
import dev.portolan.storage.WordMatch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `search`: the data nearest to a text, to data, or to vectors.
@Command(
    name = "search",
    description = {
      "Finds the data nearest to a text, to data, or to vectors; or those with words.",
      "",
      "TEXT is embedded by the model the dataset's vectors are of; --id takes the vectors of data,"
          + " --vector those of an .npy file. With --words the words of TEXT are looked for"
          + " instead, with --both meaning and words are ranked together.",
      "",
      "A line per hit: its distance, its id, and its text, cut at the terminal's width."
    },
    footer = {
      "  portolan search my.portolan posts \"the parcel never arrived\"",
      "  portolan search my.portolan posts --id 17 -k 20",
      "  portolan search my.portolan posts \"refund\" --include product --include opened_at",
      "  portolan search my.portolan posts \"late delivery\" --words --phrase",
      "  portolan search my.portolan posts \"late delivery\" --both --filter"
          + " '{\"oneOf\": {\"column\": \"product\", \"values\": [\"shoes\"]}}'",
      "  portolan search my.portolan posts --id 17 18 --unlike 40",
      "  portolan search my.portolan posts --vector queries.npy --json"
    })
final class SearchVerb implements Callable<Integer> {
  @ParentCommand private Main portolan;
  @Spec private CommandSpec spec;
  @Mixin private DatasetArgument dataset;

  @Parameters(index = "2", arity = "0..1", paramLabel = "TEXT", description = "What to look for.")
  private String text;

  @Option(
      names = "--id",
      arity = "1..*",
      paramLabel = "ID",
      description = "Data to look around; they are not among their own hits.")
  private List<String> ids = List.of();

  @Option(names = "--vector", paramLabel = "FILE", description = "An .npy of one or more vectors.")
  private Path vectors;

  @Option(names = "-k", paramLabel = "N", description = "How many to find; default 10.")
  private int k = 10;

  @Option(
      names = "--include",
      paramLabel = "COLUMN",
      description = "Show this column of each hit. Repeatable.")
  private List<String> include = List.of();

  @Option(
      names = "--words",
      description = "Look for the words of TEXT, best fitting first; every word must be there.")
  private boolean words;

  @Option(names = "--both", description = "Rank by meaning and by the words of TEXT together.")
  private boolean both;

  @Option(names = "--phrase", description = "With --words or --both: the words in their order.")
  private boolean phrase;

  @Option(
      names = "--fuzzy",
      paramLabel = "N",
      description = "With --words or --both: up to N letters of a word may differ, 1 or 2.")
  private Integer fuzzy;

  @Option(
      names = "--in",
      paramLabel = "COLUMN",
      description = "With --words or --both: the text column to look in; all unless said.")
  private List<String> columns = List.of();

  @Option(
      names = "--unlike",
      arity = "1..*",
      paramLabel = "ID",
      description = "With --id: like all of those data together, and unlike these.")
  private List<String> unlike = List.of();

  @Option(
      names = "--max-distance",
      paramLabel = "D",
      description = "Only data at most so far away.")
  private Double farthest;

  @Option(names = "--exact", description = "Measure every vector instead of walking the graph.")
  private boolean exact;

  @Option(
      names = "--ef-search",
      paramLabel = "N",
      description = "Candidates the graph search keeps; 64 unless said, more finds more.")
  private Integer effort;

  @Option(
      names = "--group-by",
      paramLabel = "COLUMN",
      description =
          "The best datum of each value of a column, such as the best chunk per document.")
  private String groupBy;

  @Option(
      names = "--diverse",
      paramLabel = "SHARE",
      description = "Hits that differ; share of relevance from 0 to 1, such as 0.7.")
  private Double diverse;

  @Option(
      names = "--timeout",
      paramLabel = "MS",
      description = "Fail when a search takes longer, in milliseconds.")
  private Long timeout;

  @Mixin private FilterOption filter;
  @Mixin private JsonOption json;

  /// A search, and what to call it.
  private record Query(String name, Search search) {}

  @Override
  public Integer call() {
    if ((text == null ? 0 : 1) + (ids.isEmpty() ? 0 : 1) + (vectors == null ? 0 : 1) != 1) {
      throw new ParameterException(
          spec.commandLine(), "give what to look for: one of TEXT, --id or --vector");
    }
    check();
    try (Portolan db = dataset.open()) {
      Dataset data = db.dataset(dataset.name());
      DatumLine line = line(data);
      List<Map<String, Object>> answers = new ArrayList<>();
      List<Query> queries = queries(data);
      Filter within = filter.filter(data);
      queries.forEach(query -> settle(query.search(), within, line));
      List<List<Hit>> found = data.runAll(queries.stream().map(Query::search).toList());
      for (int i = 0; i < found.size(); i++) {
        if (json.wanted()) {
          answers.add(object(queries.get(i), found.get(i)));
        } else {
          tell(queries.get(i), found.get(i), line);
        }
      }
      if (json.wanted()) {
        new JsonAnswer().with("queries", answers).print(portolan.terminal());
      }
    }
    return 0;
  }

  private void check() {
    boolean looks = words || both;
    if (looks && text == null) {
      throw new ParameterException(
          spec.commandLine(), "--words and --both look for the words of TEXT; give it");
    }
    if (words && both || phrase && fuzzy != null) {
      throw new ParameterException(
          spec.commandLine(), "give one of --words and --both, and one of --phrase and --fuzzy");
    }
    if (!looks && (phrase || fuzzy != null || !columns.isEmpty())) {
      throw new ParameterException(
          spec.commandLine(), "--phrase, --fuzzy and --in are for --words and --both");
    }
    if (!unlike.isEmpty() && ids.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "--unlike needs --id: data that the hits should be like");
    }
  }

  private void settle(Search search, Filter within, DatumLine line) {
    search.k(k).include(columns(line)).where(within);
    if (farthest != null) {
      search.maxDistance(farthest);
    }
    if (effort != null) {
      search.efSearch(effort);
    }
    if (groupBy != null) {
      search.groupBy(groupBy);
    }
    if (diverse != null) {
      search.diverse(diverse);
    }
    if (timeout != null) {
      search.timeout(Duration.ofMillis(timeout));
    }
    if (exact) {
      search.exact();
    }
  }

  private WordMatch match() {
    if (phrase) {
      return new WordMatch.Phrase(0);
    }
    if (fuzzy != null) {
      return new WordMatch.Fuzzy(fuzzy);
    }
    return words ? new WordMatch.AllWords() : new WordMatch.AnyWord();
  }

  private static DatumLine line(Dataset data) {
    try (DataSnapshot snapshot = data.dataSnapshot()) {
      return DatumLine.of(snapshot);
    }
  }

  private String[] columns(DatumLine line) {
    if (!include.isEmpty()) {
      return include.toArray(String[]::new);
    }
    return json.wanted() || line.column() == null ? new String[0] : new String[] {line.column()};
  }

  private List<Query> queries(Dataset data) {
    List<Query> queries = new ArrayList<>();
    String[] in = columns.toArray(String[]::new);
    if (words) {
      queries.add(new Query(text, data.searchWords(text, match(), in)));
    } else if (text != null) {
      try (MiniLm model = MiniLm.open()) {
        Search search = data.searchText(model, text);
        queries.add(new Query(text, both ? search.andWords(text, match(), in) : search));
      }
    }
    if (unlike.isEmpty()) {
      ids.forEach(id -> queries.add(new Query(id, data.searchById(id))));
    } else {
      String name = "%s, not %s".formatted(String.join(", ", ids), String.join(", ", unlike));
      queries.add(new Query(name, data.searchLike(ids, unlike)));
    }
    if (vectors != null) {
      float[][] given = NpyFile.vectors(vectors);
      for (int i = 0; i < given.length; i++) {
        queries.add(new Query("vector %d".formatted(i), data.search(given[i])));
      }
    }
    return queries;
  }

  private void tell(Query query, List<Hit> hits, DatumLine line) {
    Terminal terminal = portolan.terminal();
    if (ids.size() > 1 || vectors != null) {
      terminal.say(terminal.bold(FittedText.fit(query.name(), terminal.width())));
    }
    if (hits.isEmpty()) {
      terminal.say(
          words || filter.given() || farthest != null
              ? "nothing found"
              : "nothing found: no other datum has a vector");
    }
    TextTable table = new TextTable(terminal.width());
    for (Hit hit : hits) {
      table.row(figure(hit), hit.id(), shown(hit, line));
    }
    table.print(terminal);
  }

  /// Its distance; its score where words alone were looked for.
  private String figure(Hit hit) {
    return words ? "%.2f".formatted(hit.reason().score()) : Figures.distance(hit.distance());
  }

  /// The hit's first text, or the columns asked for, in their order.
  private String shown(Hit hit, DatumLine line) {
    if (include.isEmpty()) {
      return line.of(hit.values());
    }
    return include.stream()
        .filter(hit.values()::containsKey)
        .map(column -> column + ": " + hit.values().get(column))
        .collect(Collectors.joining(" · "));
  }

  private Map<String, Object> object(Query query, List<Hit> hits) {
    Map<String, Object> object = JsonAnswer.object(ids.isEmpty() ? "query" : "id", query.name());
    object.put(
        "hits",
        hits.stream()
            .map(hit -> {
              Map<String, Object> row = JsonAnswer.object("id", hit.id());
              if (!Double.isNaN(hit.distance())) {
                row.put("distance", hit.distance());
              }
              if (words || both) {
                row.put("score", hit.reason().score());
                row.put("vector_rank", hit.reason().vectorRank());
                row.put("word_rank", hit.reason().wordRank());
              }
              if (!include.isEmpty()) {
                row.put("values", hit.values());
              }
              return row;
            })
            .toList());
    return object;
  }
}
