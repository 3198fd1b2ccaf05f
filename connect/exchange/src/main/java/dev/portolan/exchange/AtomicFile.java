package dev.portolan.exchange;

import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// A file written under another name beside its own, which it gets when it is whole; one of that
/// name is replaced. One thread.
public final class AtomicFile implements Closeable {
  private final Path file;
  private final Path temporary;
  private final FileOutputStream out;
  private boolean published;

  private AtomicFile(Path file, Path temporary) throws IOException {
    this.file = file;
    this.temporary = temporary;
    this.out = new FileOutputStream(temporary.toFile());
  }

  /// @throws IllegalArgumentException when there is no such directory
  public static AtomicFile create(Path file) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    if (!Files.isDirectory(directory)) {
      throw new IllegalArgumentException(
          "%s: there is no directory %s; create it first".formatted(file, directory));
    }
    String name = file.getFileName() + "." + ProcessHandle.current().pid() + ".partial";
    return new AtomicFile(file, directory.resolve(name));
  }

  public OutputStream out() {
    return out;
  }

  /// Makes it durable under its name.
  public void publish() throws IOException {
    out.close();
    try (FileChannel written = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
      written.force(true);
    }
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    published = true;
  }

  @Override
  public void close() throws IOException {
    out.close();
    if (!published) {
      Files.deleteIfExists(temporary);
    }
  }
}
