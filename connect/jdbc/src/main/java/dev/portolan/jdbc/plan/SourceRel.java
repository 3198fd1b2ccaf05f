package dev.portolan.jdbc.plan;

import java.lang.reflect.Method;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.adapter.enumerable.JavaRowFormat;
import org.apache.calcite.adapter.enumerable.PhysTypeImpl;
import org.apache.calcite.linq4j.tree.Blocks;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.linq4j.tree.Types;

/// A leaf of a plan whose rows a [RowSource] brings.
interface SourceRel extends EnumerableRel {
  Method ROWS = Types.lookupMethod(RowSource.class, "rows", DataContext.class);
  Method VALUES = Types.lookupMethod(RowSource.class, "values", DataContext.class);

  RowSource source();

  @Override
  default Result implement(EnumerableRelImplementor implementor, Prefer prefer) {
    boolean single = getRowType().getFieldCount() == 1;
    return implementor.result(
        PhysTypeImpl.of(implementor.getTypeFactory(), getRowType(), JavaRowFormat.ARRAY),
        Blocks.toBlock(
            Expressions.return_(
                null,
                Expressions.call(
                    implementor.stash(source(), RowSource.class),
                    single ? VALUES : ROWS,
                    DataContext.ROOT))));
  }
}
