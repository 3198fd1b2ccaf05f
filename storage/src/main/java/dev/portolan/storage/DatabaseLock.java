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
import java.util.concurrent.locks.LockSupport;

/// The right to write to a database: an operating-system lock on `portolan.lock`.
///
/// The file says who holds it (`process 4711 on host atlas since …`) and is emptied when the holder
/// closes; only the lock counts, so nobody has to delete it by hand. A file that names a holder who
/// is gone tells that he ended without closing.
///
/// Closing *any* channel of a file releases a process's POSIX locks on it. So one process must not
/// even open the file a second time: `HELD` is the one static of the house, asked before the file
/// is touched.
final class DatabaseLock implements AutoCloseable {
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  /// Somebody may be looking whether the lock is free, which takes it for a moment.
  private static final int TRIES = 5;

  private static final long BETWEEN_TRIES_NANOS = 20_000_000;

  private static final int MAX_HOLDER_BYTES = 4096;

  private final Path key;
  private final FileChannel channel;
  private final FileLock lock;
  private final boolean afterUncleanEnd;

  private DatabaseLock(Path key, FileChannel channel, FileLock lock, boolean afterUncleanEnd) {
    this.key = key;
    this.channel = channel;
    this.lock = lock;
    this.afterUncleanEnd = afterUncleanEnd;
  }

  /// Whether the holder before ended without closing.
  boolean afterUncleanEnd() {
    return afterUncleanEnd;
  }

  /// Whether the last writer of a database ended without closing. Works on read-only media.
  static synchronized boolean endedUncleanly(Path directory) {
    Path file = directory.resolve("portolan.lock");
    try {
      if (HELD.contains(directory.toRealPath())
          || !Files.exists(file)
          || Files.readString(file).isBlank()) {
        return false;
      }
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
          FileLock free = channel.tryLock(0, Long.MAX_VALUE, true)) {
        return free != null;
      }
    } catch (IOException e) {
      // What cannot be told is taken for the worse: its last files are read again.
      return true;
    }
  }

  /// @throws StorageException.Locked when another process, or another part of this one, holds it
  static synchronized DatabaseLock acquire(Path directory) {
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
    for (int i = 1; i < TRIES && lock == null; i++) {
      LockSupport.parkNanos(BETWEEN_TRIES_NANOS);
      lock = channel.tryLock();
    }
    String before = read(channel);
    if (lock == null) {
      channel.close();
      throw new StorageException.Locked(directory, before.isEmpty() ? "another process" : before);
    }
    String holder =
        "process %d on host %s since %s\n"
            .formatted(
                ProcessHandle.current().pid(),
                host(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS));
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)), 0);
    return new DatabaseLock(key, channel, lock, !before.isEmpty());
  }

  /// What the file says, read through the channel that holds the lock: closing any other would let
  /// the lock go.
  private static String read(FileChannel channel) throws IOException {
    ByteBuffer content = ByteBuffer.allocate(MAX_HOLDER_BYTES);
    while (content.hasRemaining() && channel.read(content, content.position()) > 0) {
      continue;
    }
    return StandardCharsets.UTF_8.decode(content.flip()).toString().strip();
  }

  @Override
  public void close() {
    close(true);
  }

  /// @param clean whether all is well; else the next holder is told to look
  void close(boolean clean) {
    try {
      if (clean) {
        channel.truncate(0);
      }
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
