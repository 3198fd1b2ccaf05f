package dev.portolan.storage;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;

/// How `tags/` is written: a Lucene index with a document per tag or saved selection.
///
/// Fields, all stored: `id` (decimal, also a term), `kind` (`tag` or `selection`), `name`, `rule`
/// (absent where the set is frozen), `added` and `removed` (portable Roaring bitmaps of ordinals).
///
/// The commit's user data: `portolan.format`, the dataset's key, the count of commits, the next id.
/// The first commit is one of no entries, so that an index without a commit but with files of
/// entries is damaged, not new.
final class TagDocument {
  private static final int FORMAT = 1;
  private static final String ID = "id";
  private static final String KIND = "kind";
  private static final String NAME = "name";
  private static final String RULE = "rule";
  private static final String ADDED = "added";
  private static final String REMOVED = "removed";

  private TagDocument() {}

  static Term term(long id) {
    return new Term(ID, Long.toString(id));
  }

  static Document document(TagEntry entry) {
    Document document = new Document();
    document.add(new StringField(ID, Long.toString(entry.id()), Field.Store.YES));
    document.add(new StoredField(KIND, entry.kind().word()));
    document.add(new StoredField(NAME, entry.name()));
    if (!entry.frozen()) {
      document.add(new StoredField(RULE, entry.rule()));
    }
    document.add(new StoredField(ADDED, entry.added().toBytes()));
    document.add(new StoredField(REMOVED, entry.removed().toBytes()));
    return document;
  }

  static Map<String, String> userData(TagSnapshot state) {
    Map<String, String> data = new LinkedHashMap<>();
    data.put("portolan.format", Integer.toString(FORMAT));
    data.put(Generation.DATASET, state.dataset());
    data.put("portolan.commit", Long.toString(state.commit()));
    data.put("portolan.nextTag", Long.toString(state.nextId()));
    return data;
  }

  /// A commit and the state it holds.
  ///
  /// @param generation Lucene's number of the commit
  record Read(long generation, TagSnapshot state) {}

  /// Reads the newest commit whole, every file checked against its checksum.
  ///
  /// @throws CorruptIndexException when a file is not what was written
  static Read newest(Directory directory) throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      Map<String, String> data = reader.getIndexCommit().getUserData();
      String format = data.getOrDefault("portolan.format", "none");
      if (!format.matches("\\d{1,9}") || Integer.parseInt(format) > FORMAT) {
        throw new StorageException.TooNew("the tags", format, Integer.toString(FORMAT));
      }
      String dataset = data.get(Generation.DATASET);
      Map<Long, TagEntry> entries = new HashMap<>();
      for (LeafReaderContext leaf : reader.leaves()) {
        leaf.reader().checkIntegrity();
        read(leaf.reader(), dataset, entries);
      }
      return new Read(
          reader.getIndexCommit().getGeneration(),
          new TagSnapshot(
              dataset,
              Long.parseLong(data.get("portolan.commit")),
              Long.parseLong(data.get("portolan.nextTag")),
              entries));
    }
  }

  private static void read(LeafReader segment, String dataset, Map<Long, TagEntry> entries)
      throws IOException {
    StoredFields documents = segment.storedFields();
    Bits live = segment.getLiveDocs();
    for (int d = 0; d < segment.maxDoc(); d++) {
      if (live == null || live.get(d)) {
        TagEntry entry = entry(dataset, documents.document(d));
        entries.put(entry.id(), entry);
      }
    }
  }

  private static TagEntry entry(String dataset, Document document) {
    return new TagEntry(
        Long.parseLong(document.get(ID)),
        TagEntry.Kind.valueOf(document.get(KIND).toUpperCase(Locale.ROOT)),
        document.get(NAME),
        document.get(RULE),
        set(dataset, document.getBinaryValue(ADDED)),
        set(dataset, document.getBinaryValue(REMOVED)));
  }

  private static DatumSet set(String dataset, BytesRef stored) {
    return DatumSet.fromBytes(dataset, BytesRef.deepCopyOf(stored).bytes);
  }
}
