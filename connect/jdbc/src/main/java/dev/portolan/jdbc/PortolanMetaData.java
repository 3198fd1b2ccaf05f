package dev.portolan.jdbc;

import org.apache.calcite.avatica.AvaticaDatabaseMetaData;

/// What tools ask about the database.
final class PortolanMetaData extends AvaticaDatabaseMetaData {
  PortolanMetaData(PortolanConnection connection) {
    super(connection);
  }
}
