package dev.portolan.jdbc.plan;

import dev.portolan.Portolan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.impl.AbstractSchema;
import org.apache.calcite.schema.lookup.LikePattern;
import org.apache.calcite.schema.lookup.Lookup;
import org.apache.calcite.schema.lookup.Named;

/// The tables of a database as they are while one text is planned.
///
/// Schema `data` has a table per dataset, and one called `dataset@map` for each map beside the
/// default one; schema `about` has those that tell of them. For one thread.
public final class Catalog {
  public static final String DATA = "data";
  public static final String ABOUT = "about";

  private final Portolan db;
  private final Map<String, DatasetTable> tables = new LinkedHashMap<>();

  public Catalog(Portolan db) {
    this.db = db;
  }

  CalciteSchema root() {
    CalciteSchema root = CalciteSchema.createRootSchema(false, false);
    root.add(
        DATA,
        new AbstractSchema() {
          @Override
          public Lookup<Table> tables() {
            return new Datasets();
          }
        });
    Map<String, Table> info = new LinkedHashMap<>();
    for (InfoTable.Kind kind : InfoTable.Kind.values()) {
      info.put(kind.table(), new InfoTable(kind));
    }
    root.add(
        ABOUT,
        new AbstractSchema() {
          @Override
          protected Map<String, Table> getTableMap() {
            return info;
          }
        });
    return root;
  }

  /// The shapes of the datasets that were looked up.
  List<DatasetShape> used() {
    return tables.values().stream().map(DatasetTable::shape).toList();
  }

  /// Names of the tables of schema `data`.
  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    for (String dataset : db.datasets()) {
      names.add(dataset);
      for (String map : db.dataset(dataset).maps()) {
        names.add(new DatasetName(dataset, map).toString());
      }
    }
    return names;
  }

  /// A table as tools list it.
  ///
  /// @param row names and types of its columns
  public record Listed(String schema, String name, RelDataType row) {}

  /// All tables.
  public List<Listed> listed() {
    SqlTypes types = new SqlTypes();
    List<Listed> listed = new ArrayList<>();
    for (String name : names()) {
      listed.add(new Listed(DATA, name, table(name).getRowType(types)));
    }
    for (InfoTable.Kind kind : InfoTable.Kind.values()) {
      listed.add(new Listed(ABOUT, kind.table(), new InfoTable(kind).getRowType(types)));
    }
    return listed;
  }

  DatasetTable table(String name) {
    return tables.computeIfAbsent(name, this::read);
  }

  private DatasetTable read(String name) {
    DatasetName of = DatasetName.of(name);
    return new DatasetTable(
        DatasetShape.of(db, of.dataset(), of.map()), db.dataset(of.dataset()).count());
  }

  /// Tables are read when they are named.
  private final class Datasets implements Lookup<Table> {
    @Override
    public Table get(String name) {
      return db.datasets().contains(DatasetName.of(name).dataset()) && names().contains(name)
          ? table(name)
          : null;
    }

    @Override
    public Named<Table> getIgnoreCase(String name) {
      List<String> found = new ArrayList<>();
      for (String each : names()) {
        if (each.equals(name)) {
          return new Named<>(each, table(each));
        }
        if (each.equalsIgnoreCase(name)) {
          found.add(each);
        }
      }
      return found.isEmpty() ? null : new Named<>(found.getFirst(), table(found.getFirst()));
    }

    @Override
    public Set<String> getNames(LikePattern pattern) {
      Pattern regex = Pattern.compile(like(pattern.pattern));
      Set<String> names = new LinkedHashSet<>(names());
      names.removeIf(name -> !regex.matcher(name).matches());
      return names;
    }
  }

  /// A pattern of SQL as a regular expression.
  public static String like(String pattern) {
    StringBuilder regex = new StringBuilder("(?s)");
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\' && i + 1 < pattern.length()) {
        regex.append(Pattern.quote(pattern.substring(++i, i + 1)));
      } else {
        regex.append(c == '%' ? ".*" : c == '_' ? "." : Pattern.quote(String.valueOf(c)));
      }
    }
    return regex.toString();
  }
}
