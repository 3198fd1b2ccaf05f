package dev.portolan.cli;

import dev.portolan.Dataset;
import dev.portolan.Hit;
import dev.portolan.Portolan;
import dev.portolan.Search;
import dev.portolan.exchange.NpyFile;
import dev.portolan.minilm.MiniLm;
import dev.portolan.storage.DataSnapshot;
import java.nio.file.Path;
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
      "Finds the data nearest to a text, to data, or to vectors.",
      "",
      "TEXT is embedded by the model the dataset's vectors are of; --id takes the vectors of data,"
          + " --vector those of an .npy file.",
      "",
      "A line per hit: its distance, its id, and its text, cut at the terminal's width."
    },
    footer = {
      "  portolan search my.portolan posts \"the parcel never arrived\"",
      "  portolan search my.portolan posts --id 17 -k 20",
      "  portolan search my.portolan posts \"refund\" --include product --include opened_at",
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

  @Mixin private JsonOption json;

  /// A search, and what to call it.
  private record Query(String name, Search search) {}

  @Override
  public Integer call() {
    if ((text == null ? 0 : 1) + (ids.isEmpty() ? 0 : 1) + (vectors == null ? 0 : 1) != 1) {
      throw new ParameterException(
          spec.commandLine(), "give what to look for: one of TEXT, --id or --vector");
    }
    try (Portolan db = dataset.open()) {
      Dataset data = db.dataset(dataset.name());
      DatumLine line = line(data);
      List<Map<String, Object>> answers = new ArrayList<>();
      for (Query query : queries(data)) {
        List<Hit> hits = query.search().k(k).include(columns(line)).run();
        if (json.wanted()) {
          answers.add(object(query, hits));
        } else {
          tell(query, hits, line);
        }
      }
      if (json.wanted()) {
        new JsonAnswer().with("queries", answers).print(portolan.terminal());
      }
    }
    return 0;
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
    if (text != null) {
      try (MiniLm model = MiniLm.open()) {
        queries.add(new Query(text, data.searchText(model, text)));
      }
    }
    ids.forEach(id -> queries.add(new Query(id, data.searchById(id))));
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
      terminal.say("nothing found: no other datum has a vector");
    }
    TextTable table = new TextTable(terminal.width());
    for (Hit hit : hits) {
      table.row(Figures.distance(hit.distance()), hit.id(), shown(hit, line));
    }
    table.print(terminal);
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
              Map<String, Object> row =
                  JsonAnswer.object("id", hit.id(), "distance", hit.distance());
              if (!include.isEmpty()) {
                row.put("values", hit.values());
              }
              return row;
            })
            .toList());
    return object;
  }
}
