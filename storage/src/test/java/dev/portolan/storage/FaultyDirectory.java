package dev.portolan.storage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.lucene.store.BaseDirectory;
import org.apache.lucene.store.ByteBuffersDataInput;
import org.apache.lucene.store.ByteBuffersIndexInput;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.store.OutputStreamIndexOutput;
import org.apache.lucene.store.SingleInstanceLockFactory;

/// A disk in memory that can fail, fill up, and lose its power at any operation.
///
/// It keeps apart what was written from what was made durable: a file's bytes count after its
/// `sync`, its name (created, renamed, deleted) after `syncMetaData`. What a power loss leaves is
/// the durable part, some of the rest, in the order it happened or in any.
final class FaultyDirectory extends BaseDirectory {
  /// Called before each operation, with its number from 0; may throw what the disk shall say.
  interface Fault {
    void before(long operation) throws IOException;
  }

  /// What happened to a name since the last `syncMetaData`; a null file means it was removed.
  private record Renaming(String name, Stored file) {}

  /// A file's bytes: those written, and how many of them are durable.
  private static final class Stored {
    byte[] bytes = new byte[0];
    boolean synced;
  }

  private final Map<String, Stored> files = new TreeMap<>();
  private final Map<String, Stored> durable = new TreeMap<>();
  private final List<Renaming> renamings = new ArrayList<>();
  private Fault fault = _ -> {};
  private long operations;
  private long quota = Long.MAX_VALUE;
  private int counter;

  FaultyDirectory() {
    super(new SingleInstanceLockFactory());
  }

  synchronized void fault(Fault next) {
    fault = next;
  }

  /// How many bytes the disk holds; more is "No space left on device".
  synchronized void quota(long bytes) {
    quota = bytes;
  }

  synchronized long bytes() {
    return files.values().stream().mapToLong(file -> file.bytes.length).sum();
  }

  synchronized long operations() {
    return operations;
  }

  /// The disk as it is after the power went now.
  ///
  /// @param ordered whether names became durable in the order they changed
  synchronized FaultyDirectory afterPowerLoss(boolean ordered, SplittableRandom random) {
    FaultyDirectory left = new FaultyDirectory();
    durable.forEach((name, file) -> left.files.put(name, survived(file, random)));
    int kept = random.nextInt(renamings.size() + 1);
    for (int i = 0; i < renamings.size(); i++) {
      Renaming renaming = renamings.get(i);
      if (ordered ? i >= kept : random.nextBoolean()) {
        continue;
      }
      if (renaming.file() == null) {
        left.files.remove(renaming.name());
      } else {
        left.files.put(renaming.name(), survived(renaming.file(), random));
      }
    }
    left.counter = counter + 1000;
    left.syncAll();
    return left;
  }

  private static Stored survived(Stored file, SplittableRandom random) {
    Stored left = new Stored();
    int length = file.synced ? file.bytes.length : random.nextInt(file.bytes.length + 1);
    left.bytes = Arrays.copyOf(file.bytes, length);
    if (!file.synced && length > 0 && random.nextBoolean()) {
      Arrays.fill(left.bytes, random.nextInt(length), length, (byte) 0);
    }
    return left;
  }

  private void syncAll() {
    files.values().forEach(file -> file.synced = true);
    durable.clear();
    durable.putAll(files);
    renamings.clear();
  }

  private void operation() throws IOException {
    fault.before(operations++);
  }

  @Override
  public synchronized String[] listAll() {
    return files.keySet().toArray(String[]::new);
  }

  private Stored file(String name) throws IOException {
    Stored file = files.get(name);
    if (file == null) {
      throw new NoSuchFileException(name);
    }
    return file;
  }

  @Override
  public synchronized void deleteFile(String name) throws IOException {
    operation();
    file(name);
    files.remove(name);
    renamings.add(new Renaming(name, null));
  }

  @Override
  public synchronized long fileLength(String name) throws IOException {
    return file(name).bytes.length;
  }

  @Override
  public synchronized IndexOutput createOutput(String name, IOContext context) throws IOException {
    operation();
    if (files.containsKey(name)) {
      throw new FileAlreadyExistsException(name);
    }
    Stored file = new Stored();
    files.put(name, file);
    renamings.add(new Renaming(name, file));
    return new OutputStreamIndexOutput("faulty(" + name + ")", name, new Writing(file), 8192);
  }

  @Override
  public IndexOutput createTempOutput(String prefix, String suffix, IOContext context)
      throws IOException {
    String name;
    synchronized (this) {
      name = "%s_%s_%d.tmp".formatted(prefix, suffix, counter++);
    }
    return createOutput(name, context);
  }

  private final class Writing extends OutputStream {
    private final Stored file;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    Writing(Stored file) {
      this.file = file;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      synchronized (FaultyDirectory.this) {
        operation();
        if (bytes() + length > quota) {
          throw new IOException("No space left on device");
        }
        written.write(bytes, offset, length);
        file.bytes = written.toByteArray();
      }
    }
  }

  @Override
  public synchronized void sync(Collection<String> names) throws IOException {
    for (String name : names) {
      operation();
      file(name).synced = true;
    }
  }

  @Override
  public synchronized void syncMetaData() throws IOException {
    operation();
    durable.clear();
    durable.putAll(files);
    renamings.clear();
  }

  @Override
  public synchronized void rename(String source, String dest) throws IOException {
    operation();
    Stored file = file(source);
    if (files.containsKey(dest)) {
      throw new FileAlreadyExistsException(dest);
    }
    files.remove(source);
    files.put(dest, file);
    renamings.add(new Renaming(source, null));
    renamings.add(new Renaming(dest, file));
  }

  @Override
  public synchronized IndexInput openInput(String name, IOContext context) throws IOException {
    return new ByteBuffersIndexInput(
        new ByteBuffersDataInput(List.of(ByteBuffer.wrap(file(name).bytes))),
        "faulty(" + name + ")");
  }

  @Override
  public void close() {
    isOpen = false;
  }

  /// The same disk for another opener.
  synchronized FaultyDirectory reopened() {
    FaultyDirectory same = new FaultyDirectory();
    same.files.putAll(files);
    same.counter = counter + 1000;
    same.syncAll();
    return same;
  }

  @Override
  public Set<String> getPendingDeletions() {
    return Set.of();
  }
}
