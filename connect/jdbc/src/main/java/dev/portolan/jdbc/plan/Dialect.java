package dev.portolan.jdbc.plan;

import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlDelegatingConformance;

/// Where SQL here is laxer than the standard: `GROUP BY 1`, aliases in GROUP BY and HAVING, `%` and
/// `!=`, an INSERT that names no column and gives the first ones. Whole numbers that overflow are
/// an error.
final class Dialect extends SqlDelegatingConformance {
  static final Dialect INSTANCE = new Dialect();

  private Dialect() {
    super(SqlConformanceEnum.DEFAULT);
  }

  @Override
  public boolean isGroupByOrdinal() {
    return true;
  }

  @Override
  public boolean isGroupByAlias() {
    return true;
  }

  @Override
  public boolean isHavingAlias() {
    return true;
  }

  @Override
  public boolean isBangEqualAllowed() {
    return true;
  }

  @Override
  public boolean isPercentRemainderAllowed() {
    return true;
  }

  @Override
  public boolean isInsertSubsetColumnsAllowed() {
    return true;
  }

  @Override
  public boolean shouldConvertRaggedUnionTypesToVarying() {
    return true;
  }

  @Override
  public boolean checkedArithmetic() {
    return true;
  }
}
