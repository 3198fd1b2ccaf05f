package dev.portolan.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/// What outlives the generations of a map: texts by key, such as the names people gave its topics.
///
/// On disk `maps/NAME/edits/`, a Lucene index without documents whose commit carries the texts, so
/// that all of them change at once and have checksums. Made by the first write; read fresh at every
/// question. Reading takes no lock; writing wants the database's, and writes take turns.
public final class MapEdits {
  private static final int ATTEMPTS = 8;

  private final Path path;

  MapEdits(Path map) {
    this.path = path(map);
  }

  static Path path(Path map) {
    return map.resolve("edits");
  }

  /// Counts the writes; 0 before the first.
  public long version() {
    if (!Directories.hasCommit(path)) {
      return 0;
    }
    try (Directory directory = Directories.open(path)) {
      return SegmentInfos.getLastCommitGeneration(directory);
    } catch (IOException e) {
      throw DataStore.failed(path, "read", e);
    }
  }

  /// The texts by key; empty before the first write.
  public Map<String, String> read() {
    if (!Directories.hasCommit(path)) {
      return Map.of();
    }
    for (int attempt = 1; ; attempt++) {
      try (Directory directory = Directories.open(path)) {
        Map<String, String> texts =
            new LinkedHashMap<>(SegmentInfos.readLatestCommit(directory).getUserData());
        texts.remove(Generation.DATASET);
        return texts;
      } catch (IOException e) {
        // A writer in another process may remove one commit while the next is being found.
        if (attempt == ATTEMPTS) {
          throw DataStore.failed(path, "read", e);
        }
      }
    }
  }

  /// Sets some texts and keeps the others; durable on return.
  ///
  /// @param dataset key of the dataset the map is of
  public synchronized void write(String dataset, Map<String, String> changed) {
    Map<String, String> texts = new LinkedHashMap<>(read());
    texts.putAll(changed);
    texts.put(Generation.DATASET, dataset);
    IndexWriterConfig config = new IndexWriterConfig();
    config.setCommitOnClose(false);
    try (Directory directory = FSDirectory.open(path);
        IndexWriter writer = new IndexWriter(directory, config)) {
      writer.setLiveCommitData(texts.entrySet());
      writer.commit();
    } catch (IOException e) {
      throw DataStore.failed(path, "written", e);
    }
  }
}
