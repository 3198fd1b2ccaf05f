/// From a SQL text to what is asked of the store, on Apache Calcite.
///
/// [Engine] keeps plans by their text; [Planner] makes one: Calcite parses, validates and turns the
/// text into a tree, [PushDown] hands as much of it as it can to a [DatasetScan], Calcite compiles
/// the rest. A [Plan] runs in an [Execution], which pins one state of every dataset it asks.
package dev.portolan.jdbc.plan;
