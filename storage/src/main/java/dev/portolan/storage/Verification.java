package dev.portolan.storage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.Lock;

/// Reads every file of a dataset and checks it: checksums, then Lucene's CheckIndex; data, tags,
/// and the maps' edits, generations and fits.
///
/// Costs one read of all bytes and then some. Takes no lock; safe while others write.
public final class Verification {
  private final List<Damage> damages = new ArrayList<>();
  private final Consumer<Path> reading;
  private long bytes;
  private int indexes;

  private Verification(Consumer<Path> reading) {
    this.reading = reading;
  }

  /// @param damages each file that is not what was written; empty when all is well
  /// @param indexes how many Lucene indexes were checked
  /// @param bytes how many bytes lie there
  public record Result(List<Damage> damages, int indexes, long bytes) {}

  /// @param reading told which directory is being read
  public static Result dataset(Path dataset, Consumer<Path> reading) {
    Verification verification = new Verification(reading);
    verification.index(dataset.resolve("data"), new Damage.Part.Data());
    if (CommittedTags.there(TagStore.path(dataset))) {
      verification.index(TagStore.path(dataset), new Damage.Part.Tags());
    }
    for (String map : MapStore.names(dataset)) {
      MapStore store = new MapStore(dataset, map);
      Path edits = MapEdits.path(dataset.resolve("maps").resolve(map));
      if (Directories.hasCommit(edits)) {
        verification.index(edits, new Damage.Part.MapEdits(map));
      }
      long newest = store.newest().orElse(0);
      for (long number : Directories.numbered(store.generations())) {
        Path generation = Directories.numbered(store.generations(), number);
        if (number > newest && !Directories.hasCommit(generation)) {
          continue; // A build that did not come to its end; the next one removes it.
        }
        Damage.Part part = new Damage.Part.MapGeneration(map, number);
        verification.index(generation, part);
        verification.fit(store, generation, part);
      }
    }
    return new Result(verification.damages, verification.indexes, verification.bytes);
  }

  private void index(Path path, Damage.Part part) {
    reading.accept(path);
    indexes++;
    bytes += Directories.bytes(path);
    try (FSDirectory directory = FSDirectory.open(path)) {
      List<FileCheck.Wrong> wrong = FileCheck.commit(directory);
      add(path, part, wrong);
      if (wrong.isEmpty()) {
        checkIndex(path, directory, part);
      }
    } catch (IOException | RuntimeException e) {
      damages.add(new Damage(path, part, String.valueOf(e.getMessage())));
    }
  }

  private void add(Path path, Damage.Part part, List<FileCheck.Wrong> wrong) {
    for (FileCheck.Wrong each : wrong) {
      damages.add(new Damage(path.resolve(each.file()), part, each.reason()));
    }
  }

  private void checkIndex(Path path, FSDirectory directory, Damage.Part part) throws IOException {
    ByteArrayOutputStream report = new ByteArrayOutputStream();
    try (CheckIndex check = new CheckIndex(directory, new ReadLock())) {
      check.setInfoStream(new PrintStream(report, true, StandardCharsets.UTF_8));
      check.setThreadCount(1);
      CheckIndex.Status status = check.checkIndex();
      if (!status.clean) {
        damages.add(
            new Damage(
                path,
                part,
                "the index is not sound: " + lastError(report.toString(StandardCharsets.UTF_8))));
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

  /// The files of the fit that a generation names.
  private void fit(MapStore store, Path generation, Damage.Part part) {
    Map<String, String> about;
    try (FSDirectory index = FSDirectory.open(generation)) {
      about = SegmentInfos.readLatestCommit(index).getUserData();
    } catch (IOException | RuntimeException e) {
      return; // Told already: the generation's own commit cannot be read.
    }
    Path path = Directories.numbered(store.fits(), MapStore.fitOf(about));
    reading.accept(path);
    bytes += Directories.bytes(path);
    if (!Files.isDirectory(path)) {
      damages.add(new Damage(path, part, "the directory is missing"));
      return;
    }
    try (FSDirectory directory = FSDirectory.open(path)) {
      add(path, part, FileCheck.files(directory, store.fitFiles(about)));
    } catch (IOException e) {
      damages.add(new Damage(path, part, String.valueOf(e.getMessage())));
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
