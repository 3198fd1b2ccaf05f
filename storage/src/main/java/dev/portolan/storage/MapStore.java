package dev.portolan.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.ChecksumIndexInput;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.util.IOUtils;

/// The states of one map on disk: `generations/000012/` with the stored columns, `fit/000003/` with
/// what later updates need.
///
/// A fit is a directory of files, each with a Lucene header (codec `PortolanFit`, version 1) and a
/// checksum footer. The generation's commit names its fit, so that both appear at once. A directory
/// without a commit is unfinished: readers pass it over and the next publication removes it.
///
/// Reading takes no lock. Writing wants the database's lock, and one writer at a time.
public final class MapStore {
  private static final String FIT = "portolan.fit";
  private static final String FIT_CODEC = "PortolanFit";
  private static final int FIT_VERSION = 1;
  private static final int KEPT = 2;

  private final Path path;

  public MapStore(Path dataset, String map) {
    path = dataset.resolve("maps").resolve(Names.check("map", map));
  }

  /// Names of the maps of a dataset that have a generation, sorted.
  public static List<String> names(Path dataset) {
    Path maps = dataset.resolve("maps");
    if (!Files.isDirectory(maps)) {
      return List.of();
    }
    try (var inside = Files.list(maps)) {
      return inside
          .map(map -> map.getFileName().toString())
          .filter(name -> new MapStore(dataset, name).newest().isPresent())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw DataStore.failed(maps, "listed", e);
    }
  }

  /// The number of the newest published generation.
  public OptionalLong newest() {
    List<Long> numbers = Directories.numbered(generations());
    for (int i = numbers.size() - 1; i >= 0; i--) {
      if (published(numbers.get(i))) {
        return OptionalLong.of(numbers.get(i));
      }
    }
    return OptionalLong.empty();
  }

  public Generation read(long number) {
    return Generation.read(Directories.numbered(generations(), number), number);
  }

  /// Publishes columns and fit as the next generation and keeps the two before it.
  ///
  /// @param fit file name to content; rewound buffers
  /// @return the number of the new generation
  public long publish(
      DatumSet rows,
      List<StoredColumn> columns,
      Map<String, String> about,
      Map<String, ByteBuffer> fit) {
    removeUnfinished();
    long number = newest().orElse(0) + 1;
    long fitNumber = Directories.numbered(fits()).stream().mapToLong(n -> n).max().orElse(0) + 1;
    Path directory = Directories.numbered(generations(), number);
    try {
      Files.createDirectories(directory);
      writeFit(fitNumber, fit);
      Map<String, String> named = new LinkedHashMap<>(about);
      named.put(FIT, Long.toString(fitNumber));
      Generation.write(directory, rows, columns, named);
    } catch (IOException e) {
      throw DataStore.failed(path, "written", e);
    } finally {
      if (!published(number)) {
        removeUnfinished();
      }
    }
    removeOld(number);
    return number;
  }

  /// One file of a generation's fit, checked against its checksum.
  public ByteBuffer fit(Generation generation, String name) {
    Path directory = Directories.numbered(fits(), Long.parseLong(generation.about().get(FIT)));
    try (FSDirectory files = FSDirectory.open(directory);
        ChecksumIndexInput in = files.openChecksumInput(name)) {
      CodecUtil.checkHeader(in, FIT_CODEC, FIT_VERSION, FIT_VERSION);
      byte[] content = new byte[in.readInt()];
      in.readBytes(content, 0, content.length);
      CodecUtil.checkFooter(in);
      return ByteBuffer.wrap(content);
    } catch (IOException e) {
      throw DataStore.failed(directory.resolve(name), "read", e);
    }
  }

  private void writeFit(long number, Map<String, ByteBuffer> fit) throws IOException {
    Path directory = Directories.numbered(fits(), number);
    Files.createDirectories(directory);
    try (FSDirectory files = FSDirectory.open(directory)) {
      for (Map.Entry<String, ByteBuffer> file : fit.entrySet()) {
        byte[] content = new byte[file.getValue().remaining()];
        file.getValue().duplicate().get(content);
        try (IndexOutput out = files.createOutput(file.getKey(), IOContext.DEFAULT)) {
          CodecUtil.writeHeader(out, FIT_CODEC, FIT_VERSION);
          out.writeInt(content.length);
          out.writeBytes(content, content.length);
          CodecUtil.writeFooter(out);
        }
      }
      files.sync(fit.keySet());
      files.syncMetaData();
    }
    IOUtils.fsync(directory.getParent(), true);
  }

  private boolean published(long number) {
    try (FSDirectory directory = FSDirectory.open(Directories.numbered(generations(), number))) {
      return DirectoryReader.indexExists(directory);
    } catch (IOException e) {
      throw DataStore.failed(Directories.numbered(generations(), number), "read", e);
    }
  }

  private void removeUnfinished() {
    for (long number : Directories.numbered(generations())) {
      if (!published(number)) {
        Directories.delete(Directories.numbered(generations(), number));
      }
    }
    removeUnusedFits();
  }

  private void removeOld(long newest) {
    List<Long> numbers = Directories.numbered(generations());
    for (int i = 0; i < numbers.size() - 1 - KEPT; i++) {
      if (numbers.get(i) < newest) {
        Directories.delete(Directories.numbered(generations(), numbers.get(i)));
      }
    }
    removeUnusedFits();
  }

  private void removeUnusedFits() {
    TreeSet<Long> used = new TreeSet<>();
    for (long number : Directories.numbered(generations())) {
      Path directory = Directories.numbered(generations(), number);
      try (FSDirectory files = FSDirectory.open(directory)) {
        used.add(
            Long.parseLong(
                org.apache.lucene.index.SegmentInfos.readLatestCommit(files)
                    .getUserData()
                    .get(FIT)));
      } catch (IOException e) {
        throw DataStore.failed(directory, "read", e);
      }
    }
    for (long number : Directories.numbered(fits())) {
      if (!used.contains(number)) {
        Directories.delete(Directories.numbered(fits(), number));
      }
    }
  }

  Path generations() {
    return path.resolve("generations");
  }

  Path fits() {
    return path.resolve("fit");
  }
}
