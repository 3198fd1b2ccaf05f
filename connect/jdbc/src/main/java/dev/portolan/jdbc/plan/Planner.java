package dev.portolan.jdbc.plan;

import dev.portolan.Portolan;
import dev.portolan.query.DatasetSnapshot;
import dev.portolan.query.filter.Filter;
import dev.portolan.storage.DatumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.adapter.enumerable.EnumerableInterpretable;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.config.CalciteConnectionConfig;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.config.CalciteConnectionProperty;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.plan.Contexts;
import org.apache.calcite.plan.ConventionTraitDef;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptRules;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgramBuilder;
import org.apache.calcite.plan.volcano.VolcanoPlanner;
import org.apache.calcite.rel.RelCollationTraitDef;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.rel.core.TableModify;
import org.apache.calcite.rel.metadata.DefaultRelMetadataProvider;
import org.apache.calcite.rel.metadata.ProxyingMetadataHandlerProvider;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.runtime.Bindable;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlDelete;
import org.apache.calcite.sql.SqlExplain;
import org.apache.calcite.sql.SqlExplainLevel;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlInsert;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql2rel.ConvertToChecked;
import org.apache.calcite.sql2rel.RelDecorrelator;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.apache.calcite.sql2rel.StandardConvertletTable;
import org.apache.calcite.tools.RelBuilder;

/// Makes the plan of one text of SQL.
///
/// A text that asks one dataset, in the ways the store knows, ends as one [DatasetScan] and is run
/// as it is. The rest goes through Calcite's cost-based planner and is compiled to bytecode. For
/// one text and one thread.
final class Planner {
  private static final SqlParser.Config SYNTAX =
      SqlParser.config()
          .withUnquotedCasing(Casing.UNCHANGED)
          .withQuotedCasing(Casing.UNCHANGED)
          .withCaseSensitive(false)
          .withIdentifierMaxLength(512)
          .withConformance(Dialect.INSTANCE);

  private final Portolan db;
  private final SqlTypes types = new SqlTypes();
  private final Catalog catalog;
  private final Names names;
  private final RelOptCluster cluster;
  private final VolcanoPlanner volcano;

  Planner(Portolan db) {
    this.db = db;
    this.catalog = new Catalog(db);
    CalciteConnectionConfig config = config();
    this.names = new Names(catalog, types, config);
    this.volcano = new VolcanoPlanner(null, Contexts.of(config));
    volcano.addRelTraitDef(ConventionTraitDef.INSTANCE);
    volcano.addRelTraitDef(RelCollationTraitDef.INSTANCE);
    this.cluster = RelOptCluster.create(volcano, new RexBuilder(types));
    cluster.setMetadataQuerySupplier(Metadata::new);
  }

  /// Asks metadata by reflection, so that nothing is compiled for a plan that needs none.
  private static final class Metadata extends RelMetadataQuery {
    private static final ProxyingMetadataHandlerProvider HANDLERS =
        new ProxyingMetadataHandlerProvider(DefaultRelMetadataProvider.INSTANCE);

    Metadata() {
      super(HANDLERS);
    }
  }

  private static CalciteConnectionConfig config() {
    return new CalciteConnectionConfigImpl(new Properties())
        .set(CalciteConnectionProperty.CASE_SENSITIVE, "false");
  }

  static SqlParser parser(String sql) {
    return SqlParser.create(sql, SYNTAX);
  }

  /// @throws SqlMistake when the text is no SQL, or names what there is not
  Plan plan(String sql) {
    if (sql.isBlank()) {
      throw new SqlMistake("the text is empty; write a statement, such as SELECT 1");
    }
    try {
      return plan(only(parser(sql).parseStmtList()));
    } catch (SqlParseException e) {
      throw SqlMistake.of(e);
    } catch (CalciteContextException e) {
      throw SqlMistake.of(e, catalog);
    }
  }

  /// The one statement of a text; a `;` may end it, as tools send it.
  private static SqlNode only(SqlNodeList statements) {
    if (statements.size() != 1) {
      throw new SqlMistake(
          "the text has %d statements; run them one by one".formatted(statements.size()));
    }
    return statements.getFirst();
  }

  private Plan plan(SqlNode parsed) {
    SqlNode asked = parsed instanceof SqlExplain explain ? explain.getExplicandum() : parsed;
    if (!asked.isA(SqlKind.QUERY)
        && !asked.isA(java.util.EnumSet.of(SqlKind.INSERT, SqlKind.DELETE))) {
      throw new SqlMistake(
          "%s is not part of SQL here; there are SELECT, INSERT, DELETE and EXPLAIN"
              .formatted(asked.getKind().sql));
    }
    prepareTarget(asked);
    SqlValidator validator = new Validation(names, types);
    SqlNode valid = validator.validate(asked.accept(new DistinctWindows()));
    RelDataType row = validator.getValidatedNodeType(valid);
    RelRoot root = tree(validator, valid);
    RelNode tree = root.rel;
    List<RelDataType> parameters = Parameters.types(tree, types);
    if (tree instanceof TableModify change) {
      return Changes.of(change, parameters, this::shapes, this::query);
    }
    RelNode projected = root.withRel(tree).project();
    if (parsed instanceof SqlExplain) {
      return new Plan.Explained(
          List.of(),
          shapes(),
          types.builder().add("PLAN", SqlTypeName.VARCHAR).build(),
          RelOptUtil.toString(physical(projected), SqlExplainLevel.EXPPLAN_ATTRIBUTES));
    }
    Plan.Query query = query(projected);
    return new Plan.Query(parameters, shapes(), row, query.rows(), query.compiled());
  }

  /// A validated text as a tree of Calcite's, in the types that are computed with.
  private RelRoot tree(SqlValidator validator, SqlNode valid) {
    SqlToRelConverter converter =
        new SqlToRelConverter(
            (_, _, _, _) -> null,
            validator,
            names,
            cluster,
            StandardConvertletTable.INSTANCE,
            SqlToRelConverter.config()
                .withExpand(false)
                .withTrimUnusedFields(true)
                .withInSubQueryThreshold(Integer.MAX_VALUE));
    RelRoot root = converter.convertQuery(valid, false, true);
    RexBuilder rex = cluster.getRexBuilder();
    return root.withRel(
        new ConvertToChecked(rex, true)
            .visit(root.rel.accept(new VectorCasts(rex)).accept(new WideSums(rex))));
  }

  /// The data that a condition selects now, as a filter: the store's own where it can tell alone,
  /// else the set of them.
  ///
  /// @throws SqlMistake when the text is no condition, or names what there is not
  Filter filter(String dataset, String condition) {
    try {
      SqlSelect select =
          new SqlSelect(
              SqlParserPos.ZERO,
              null,
              SqlNodeList.of(new SqlIdentifier("id", SqlParserPos.ZERO)),
              new SqlIdentifier(List.of(Catalog.DATA, dataset), SqlParserPos.ZERO),
              parser(condition).parseExpression(),
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              null);
      SqlValidator validator = new Validation(names, types);
      RelNode tree = tree(validator, validator.validate(select)).project();
      if (!Parameters.types(tree, types).isEmpty()) {
        throw new SqlMistake("a condition has no parameters; write the value where ? stands");
      }
      return selected(dataset, tree);
    } catch (SqlParseException e) {
      throw SqlMistake.of(e);
    } catch (CalciteContextException e) {
      throw SqlMistake.of(e, catalog);
    }
  }

  private Filter selected(String dataset, RelNode tree) {
    Plan.Query query = query(tree);
    try (Execution run =
        new Execution(db, new Object[0], query.compiled(), Execution.Settings.DEFAULT)) {
      DatasetSnapshot now = run.snapshot(dataset);
      if (query.rows() instanceof DatasetRead read) {
        return read.filter(run, now);
      }
      List<String> ids = query.rows(run).select(row -> (String) row[0]).toList();
      return Filter.in(DatumSet.of(now.data().dataset(), now.data().ordinals(ids)));
    }
  }

  /// Refuses tables that are not written, and marks texts that are inserted as vectors.
  private void prepareTarget(SqlNode asked) {
    SqlNode target =
        switch (asked) {
          case SqlInsert insert -> insert.getTargetTable();
          case SqlDelete delete -> delete.getTargetTable();
          default -> null;
        };
    RelOptTable table = target instanceof SqlIdentifier name ? names.getTable(name.names) : null;
    InfoTable info = table == null ? null : table.unwrap(InfoTable.class);
    if (info != null && info.kind() != InfoTable.Kind.DATUM_TAGS) {
      throw new SqlMistake(
          "table '%s' tells what there is and is not written; datasets and datum_tags are"
              .formatted(info.kind().table()));
    }
    if (table != null && asked instanceof SqlInsert insert) {
      InsertedVectors.mark(insert, table);
    }
  }

  private List<DatasetShape> shapes() {
    return catalog.used();
  }

  /// A tree as something that runs; its parameters are those of the whole text.
  private Plan.Query query(RelNode tree) {
    RelNode physical = physical(tree);
    if (physical instanceof SourceRel leaf) {
      return new Plan.Query(List.of(), List.of(), tree.getRowType(), leaf.source(), Map.of());
    }
    Map<String, Object> compiled = new HashMap<>();
    Bindable<?> code =
        EnumerableInterpretable.toBindable(
            compiled, null, (EnumerableRel) physical, EnumerableRel.Prefer.ARRAY);
    boolean single = tree.getRowType().getFieldCount() == 1;
    return new Plan.Query(
        List.of(),
        List.of(),
        tree.getRowType(),
        run -> single ? inRows(code.bind(run)) : rows(code.bind(run)),
        compiled);
  }

  @SuppressWarnings("unchecked")
  private static Enumerable<Object[]> rows(Enumerable<?> rows) {
    return (Enumerable<Object[]>) rows;
  }

  /// Compiled plans bring rows of one column as the bare value.
  private static Enumerable<Object[]> inRows(Enumerable<?> values) {
    return values.select(value -> new Object[] {value});
  }

  private RelNode physical(RelNode tree) {
    PushDown pushDown = new PushDown(this::query);
    RelNode pushed = pushDown.push(tree);
    if (pushed instanceof SourceRel) {
      return pushed;
    }
    RelNode rewritten = pushDown.push(logical(pushed));
    return rewritten instanceof SourceRel ? rewritten : cheapest(rewritten);
  }

  /// Without sub-queries, conditions as far down as they go, no column that nobody needs.
  private RelNode logical(RelNode tree) {
    RelNode flat = hep(tree, PlannerRules.SUB_QUERIES);
    RelBuilder builder =
        org.apache.calcite.rel.core.RelFactories.LOGICAL_BUILDER.create(cluster, names);
    RelNode joined = RelDecorrelator.decorrelateQuery(flat, builder);
    RelNode low = hep(joined, PlannerRules.CONDITIONS);
    return new org.apache.calcite.sql2rel.RelFieldTrimmer(null, builder).trim(low);
  }

  private static RelNode hep(RelNode tree, List<RelOptRule> rules) {
    HepPlanner planner =
        new HepPlanner(
            new HepProgramBuilder().addRuleCollection(rules).build(),
            tree.getCluster().getPlanner().getContext());
    planner.setRoot(tree);
    return planner.findBestExp();
  }

  private RelNode cheapest(RelNode tree) {
    volcano.clear();
    PlannerRules.COSTED.forEach(volcano::addRule);
    volcano.setRoot(
        volcano.changeTraits(
            tree, tree.getTraitSet().replace(EnumerableConvention.INSTANCE).simplify()));
    return hep(volcano.findBestExp(), RelOptRules.CALC_RULES);
  }
}
