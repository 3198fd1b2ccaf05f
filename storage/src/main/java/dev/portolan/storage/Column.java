package dev.portolan.storage;

import java.time.Instant;
import java.util.List;

/// A typed column of a dataset: what a value may be and how it is indexed.
///
/// A value may be unset; for lists, unset is not the empty list.
public sealed interface Column {
  String name();

  /// The Java type of a value: `String`, `Long`, `Double`, `Boolean`, `Instant` or `List` of
  /// `String`.
  Class<?> type();

  /// The same column under another name.
  default Column named(String other) {
    return switch (this) {
      case Text text -> new Text(other, text.analyzer());
      case Category _ -> new Category(other);
      case Integer64 _ -> new Integer64(other);
      case Real64 _ -> new Real64(other);
      case Bool _ -> new Bool(other);
      case Timestamp _ -> new Timestamp(other);
      case Categories _ -> new Categories(other);
    };
  }

  /// Prose, analysed for keyword search.
  ///
  /// @param analyzer how words are found, e.g. `english` or `standard`; stored with the schema
  record Text(String name, String analyzer) implements Column {
    @Override
    public Class<?> type() {
      return String.class;
    }
  }

  /// One value out of a vocabulary, taken as it stands.
  record Category(String name) implements Column {
    @Override
    public Class<?> type() {
      return String.class;
    }
  }

  /// A whole number of 64 bits.
  record Integer64(String name) implements Column {
    @Override
    public Class<?> type() {
      return Long.class;
    }
  }

  /// A number of 64 bits, finite.
  record Real64(String name) implements Column {
    @Override
    public Class<?> type() {
      return Double.class;
    }
  }

  record Bool(String name) implements Column {
    @Override
    public Class<?> type() {
      return Boolean.class;
    }
  }

  /// A moment in UTC, kept in microseconds, years 0001 to 9999.
  record Timestamp(String name) implements Column {
    @Override
    public Class<?> type() {
      return Instant.class;
    }
  }

  /// A list of categories, in the order given.
  record Categories(String name) implements Column {
    @Override
    public Class<?> type() {
      return List.class;
    }
  }
}
