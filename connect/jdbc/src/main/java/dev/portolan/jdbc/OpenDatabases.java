package dev.portolan.jdbc;

import dev.portolan.Portolan;
import dev.portolan.jdbc.plan.Engine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// The databases that connections of this process are open to: connections to one directory share
/// it, its plans and its right to write; the last one closes it. Safe for many threads.
final class OpenDatabases {
  private final Map<Path, Shared> open = new HashMap<>();

  /// A database and how many connections use it.
  private static final class Shared {
    private final Engine engine;
    private int users;

    Shared(Engine engine) {
      this.engine = engine;
    }
  }

  /// One connection's use of a database.
  final class Use implements AutoCloseable {
    private final Path key;
    private final Engine engine;
    private boolean closed;

    private Use(Path key, Engine engine) {
      this.key = key;
      this.engine = engine;
    }

    Engine engine() {
      return engine;
    }

    @Override
    public void close() {
      synchronized (open) {
        if (!closed) {
          closed = true;
          Shared shared = open.get(key);
          if (--shared.users == 0) {
            open.remove(key);
            shared.engine.database().close();
          }
        }
      }
    }
  }

  Use use(Path directory) {
    synchronized (open) {
      Portolan opened = null;
      Path key = real(directory);
      Shared shared = open.get(key);
      if (shared == null) {
        opened = Portolan.openExisting(directory);
        shared = new Shared(new Engine(opened));
        open.put(key, shared);
      }
      shared.users++;
      return new Use(key, shared.engine);
    }
  }

  /// A directory by its one name; where there is none, opening it tells so.
  private static Path real(Path directory) {
    try {
      return directory.toFile().exists() ? directory.toRealPath() : directory.toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be read".formatted(directory), e);
    }
  }
}
