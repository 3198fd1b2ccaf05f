package dev.portolan.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;

/// Id → ordinal in a dataset's own index: a term look-up per segment, as storage does it.
///
/// The data have no deletions. For one thread.
final class LuceneIds implements AutoCloseable {
  private final FSDirectory directory;
  private final DirectoryReader reader;
  private final TermsEnum[] terms;

  LuceneIds(Path data) throws IOException {
    directory = FSDirectory.open(data);
    reader = DirectoryReader.open(directory);
    terms = new TermsEnum[reader.leaves().size()];
    for (int i = 0; i < terms.length; i++) {
      terms[i] = ids(i);
    }
  }

  int segments() {
    return terms.length;
  }

  /// The ordinal, or −1; what Lucene needs for a look-up is made for this one.
  int findAnew(String id) throws IOException {
    for (int i = terms.length - 1; i >= 0; i--) {
      int ordinal = find(i, ids(i), id);
      if (ordinal >= 0) {
        return ordinal;
      }
    }
    return -1;
  }

  /// The ordinal, or −1; what Lucene needs for a look-up was made before.
  int find(String id) throws IOException {
    for (int i = terms.length - 1; i >= 0; i--) {
      int ordinal = find(i, terms[i], id);
      if (ordinal >= 0) {
        return ordinal;
      }
    }
    return -1;
  }

  private TermsEnum ids(int segment) throws IOException {
    return reader.leaves().get(segment).reader().terms("id").iterator();
  }

  private int find(int segment, TermsEnum ids, String id) throws IOException {
    if (!ids.seekExact(new BytesRef(id))) {
      return -1;
    }
    NumericDocValues ordinals =
        reader.leaves().get(segment).reader().getNumericDocValues("ordinal");
    ordinals.advanceExact(ids.postings(null, PostingsEnum.NONE).nextDoc());
    return (int) ordinals.longValue();
  }

  /// Puts every id into a cache, as after a mismatch.
  void fill(ChronicleIds cache) throws IOException {
    for (LeafReaderContext leaf : List.copyOf(reader.leaves())) {
      LeafReader data = leaf.reader();
      BinaryDocValues ids = data.getBinaryDocValues("id");
      NumericDocValues ordinals = data.getNumericDocValues("ordinal");
      for (int document = 0; document < data.maxDoc(); document++) {
        ids.advanceExact(document);
        ordinals.advanceExact(document);
        cache.put(ids.binaryValue().utf8ToString(), (int) ordinals.longValue());
      }
    }
  }

  @Override
  public void close() throws IOException {
    reader.close();
    directory.close();
  }
}
