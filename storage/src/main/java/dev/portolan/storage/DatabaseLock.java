package dev.portolan.storage;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The right to write to a database: an operating-system lock on `portolan.lock`.
///
/// The file says who holds it (`process 4711 on host atlas since …`) and stays when the lock is
/// released or its holder dies; only the lock counts, so nobody has to delete it by hand.
///
/// Closing *any* channel of a file releases a process's POSIX locks on it. So one process must not
/// even open the file a second time: `HELD` is the one static of the house, asked before the file
/// is touched.
final class DatabaseLock implements AutoCloseable {
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path key;
  private final FileChannel channel;
  private final FileLock lock;

  private DatabaseLock(Path key, FileChannel channel, FileLock lock) {
    this.key = key;
    this.channel = channel;
    this.lock = lock;
  }

  /// @throws StorageException.Locked when another process, or another part of this one, holds it
  static DatabaseLock acquire(Path directory) {
    Path file = directory.resolve("portolan.lock");
    Path key = null;
    try {
      key = directory.toRealPath();
      if (!HELD.add(key)) {
        key = null;
        throw new StorageException.Locked(
            directory,
            "another open Portolan in this process (pid %d)"
                .formatted(ProcessHandle.current().pid()));
      }
      DatabaseLock held = lock(directory, file, key);
      key = null;
      return held;
    } catch (IOException e) {
      throw new StorageException(
          "%s cannot be locked for writing: %s".formatted(file, reason(e)), e);
    } finally {
      if (key != null) {
        HELD.remove(key);
      }
    }
  }

  private static DatabaseLock lock(Path directory, Path file, Path key) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    FileLock lock = channel.tryLock();
    if (lock == null) {
      channel.close();
      String holder = Files.readString(file).strip();
      throw new StorageException.Locked(directory, holder.isEmpty() ? "another process" : holder);
    }
    String holder =
        "process %d on host %s since %s\n"
            .formatted(
                ProcessHandle.current().pid(),
                host(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS));
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)), 0);
    return new DatabaseLock(key, channel, lock);
  }

  @Override
  public void close() {
    try {
      channel.truncate(0);
      lock.release();
      channel.close();
    } catch (IOException e) {
      throw new StorageException("%s could not be unlocked: %s".formatted(key, reason(e)), e);
    } finally {
      HELD.remove(key);
    }
  }

  private static String host() {
    String named = System.getenv("HOSTNAME");
    if (named != null && !named.isBlank()) {
      return named;
    }
    try {
      return Files.readString(Path.of("/etc/hostname")).strip();
    } catch (IOException e) {
      return InetAddress.getLoopbackAddress().getHostName();
    }
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
