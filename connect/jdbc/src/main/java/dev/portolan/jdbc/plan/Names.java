package dev.portolan.jdbc.plan;

import java.util.List;
import org.apache.calcite.config.CalciteConnectionConfig;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.validate.SqlNameMatchers;

/// Looks names up: a table without a schema first among the datasets, then among the tables about
/// them; without regard to case.
final class Names extends CalciteCatalogReader {
  Names(Catalog catalog, RelDataTypeFactory types, CalciteConnectionConfig config) {
    super(
        catalog.root(),
        SqlNameMatchers.withCaseSensitive(false),
        List.of(List.of(Catalog.DATA), List.of(Catalog.ABOUT), List.of()),
        types,
        config);
  }
}
