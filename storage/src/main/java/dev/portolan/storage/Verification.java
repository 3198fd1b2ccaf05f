package dev.portolan.storage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.Lock;

/// Reads every file of a dataset and checks it: checksums, then Lucene's CheckIndex, then the maps'
/// generations and fits.
///
/// Costs one read of all bytes and then some. Takes no lock; safe while others write.
public final class Verification {
  private final List<String> damages = new ArrayList<>();
  private final Consumer<Path> reading;
  private long bytes;
  private int indexes;

  private Verification(Consumer<Path> reading) {
    this.reading = reading;
  }

  /// @param damages what is wrong, a sentence each; empty when all is well
  /// @param indexes how many Lucene indexes were checked
  /// @param bytes how many bytes lie there
  public record Result(List<String> damages, int indexes, long bytes) {}

  /// @param reading told which directory is being read
  public static Result dataset(Path dataset, Consumer<Path> reading) {
    Verification verification = new Verification(reading);
    verification.index(dataset.resolve("data"));
    for (String map : MapStore.names(dataset)) {
      MapStore store = new MapStore(dataset, map);
      for (long number : Directories.numbered(store.generations())) {
        verification.index(Directories.numbered(store.generations(), number));
      }
      for (long number : Directories.numbered(store.fits())) {
        verification.fit(Directories.numbered(store.fits(), number));
      }
    }
    return new Result(verification.damages, verification.indexes, verification.bytes);
  }

  private void index(Path path) {
    reading.accept(path);
    indexes++;
    bytes += Directories.bytes(path);
    try (FSDirectory directory = FSDirectory.open(path)) {
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        for (LeafReaderContext leaf : reader.leaves()) {
          leaf.reader().checkIntegrity();
        }
      }
      checkIndex(path, directory);
    } catch (IOException | RuntimeException e) {
      damages.add("%s: %s".formatted(path, e.getMessage()));
    }
  }

  private void checkIndex(Path path, FSDirectory directory) throws IOException {
    ByteArrayOutputStream report = new ByteArrayOutputStream();
    try (CheckIndex check = new CheckIndex(directory, new ReadLock())) {
      check.setInfoStream(new PrintStream(report, true, StandardCharsets.UTF_8));
      check.setThreadCount(1);
      CheckIndex.Status status = check.checkIndex();
      if (!status.clean) {
        damages.add(
            "%s: the index is not sound: %s"
                .formatted(path, lastError(report.toString(StandardCharsets.UTF_8))));
      }
    }
  }

  private static String lastError(String report) {
    return report
        .lines()
        .filter(
            line -> line.contains("ERROR") || line.contains("FAILED") || line.contains("Exception"))
        .reduce((first, second) -> first)
        .map(String::strip)
        .orElse("no reason given");
  }

  private void fit(Path path) {
    reading.accept(path);
    bytes += Directories.bytes(path);
    try (FSDirectory directory = FSDirectory.open(path)) {
      for (String name : directory.listAll()) {
        try (IndexInput in = directory.openInput(name, IOContext.READONCE)) {
          CodecUtil.checksumEntireFile(in);
        } catch (IOException e) {
          damages.add("%s: %s".formatted(path.resolve(name), e.getMessage()));
        }
      }
    } catch (IOException e) {
      damages.add("%s: %s".formatted(path, e.getMessage()));
    }
  }

  /// Checking only reads, so it needs no lock of Lucene's.
  private static final class ReadLock extends Lock {
    @Override
    public void ensureValid() {}

    @Override
    public void close() {}
  }
}
