package dev.portolan.jdbc.plan;

import dev.portolan.TagEdits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Rows of `datum_tags`, given and taken: (tag, id, dataset). A tag that is not there yet is made.
final class DatumTags {
  private DatumTags() {}

  static int add(Execution run, List<Object[]> rows) {
    return edit(
        run,
        rows,
        (edits, tag, ids) -> {
          edits.createAbsent(tag);
          edits.add(tag, ids);
        });
  }

  static int remove(Execution run, List<Object[]> rows) {
    return edit(run, rows, (edits, tag, ids) -> edits.remove(tag, ids));
  }

  private interface Edit {
    void of(TagEdits edits, String tag, List<String> ids);
  }

  private static int edit(Execution run, List<Object[]> rows, Edit edit) {
    Map<String, Map<String, List<String>>> byDataset = new LinkedHashMap<>();
    for (Object[] row : rows) {
      byDataset
          .computeIfAbsent(dataset(run, (String) row[2]), _ -> new LinkedHashMap<>())
          .computeIfAbsent((String) row[0], _ -> new ArrayList<>())
          .add((String) row[1]);
    }
    byDataset.forEach((dataset, byTag) ->
        run.database()
            .dataset(dataset)
            .tags()
            .edit(edits -> byTag.forEach((tag, ids) -> edit.of(edits, tag, ids))));
    return rows.size();
  }

  private static String dataset(Execution run, String named) {
    List<String> there = run.database().datasets();
    if (named == null && there.size() != 1) {
      throw new IllegalArgumentException(
          "the database has datasets %s; say in column dataset whose tag is meant"
              .formatted(there));
    }
    return named == null ? there.getFirst() : named;
  }
}
