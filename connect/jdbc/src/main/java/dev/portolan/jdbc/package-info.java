/// SQL over a database, through `java.sql`.
///
/// Meet first [PortolanDriver]; then, in `plan`, `Planner`: from a text to what is asked of the
/// store.
package dev.portolan.jdbc;
