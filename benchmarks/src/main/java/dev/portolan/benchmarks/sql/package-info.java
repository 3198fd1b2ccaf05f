/// What SQL costs beside the Java API, and before the first row.
///
/// Meet first: [dev.portolan.benchmarks.sql.SqlRun].
package dev.portolan.benchmarks.sql;
