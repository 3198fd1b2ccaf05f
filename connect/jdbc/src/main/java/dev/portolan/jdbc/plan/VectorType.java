package dev.portolan.jdbc.plan;

import org.apache.calcite.rel.type.RelDataTypeFamily;
import org.apache.calcite.sql.type.AbstractSqlType;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;

/// The SQL type of latent vectors; a value is a `float[]`.
///
/// A text `[0.1, 0.2]` may stand wherever a vector is wanted.
public final class VectorType extends AbstractSqlType {
  private final int dimensions;

  /// @param dimensions or 0 for any
  public VectorType(int dimensions, boolean nullable) {
    super(SqlTypeName.OTHER, nullable, null);
    this.dimensions = dimensions;
    computeDigest();
  }

  /// Length of every vector, or 0 where it is not said.
  public int dimensions() {
    return dimensions;
  }

  VectorType nullable(boolean nullable) {
    return new VectorType(dimensions, nullable);
  }

  /// Texts and parameters are taken for vectors, and checked when they are read.
  @Override
  public RelDataTypeFamily getFamily() {
    return SqlTypeFamily.ANY;
  }

  @Override
  protected void generateTypeString(StringBuilder into, boolean withDetail) {
    into.append(name());
  }

  /// As metadata show it.
  public String name() {
    return dimensions == 0 ? "VECTOR" : "VECTOR(" + dimensions + ")";
  }
}
