package dev.portolan.storage;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.util.Bits;

/// Ordinal of every document and document of every ordinal, in one snapshot.
///
/// `8` bytes per datum, a few ms at 1 M. Immutable.
///
/// @param ofDocument `[segment][document]`
/// @param documents `[nextOrdinal]`: document number over all segments, or −1 where no live datum
///   has the ordinal
record SegmentOrdinals(int[][] ofDocument, int[] documents) {

  static SegmentOrdinals of(DirectoryReader reader, int nextOrdinal) throws IOException {
    int[][] ofDocument = new int[reader.leaves().size()][];
    int[] documents = new int[nextOrdinal];
    Arrays.fill(documents, -1);
    for (LeafReaderContext leaf : reader.leaves()) {
      int[] ordinals = new int[leaf.reader().maxDoc()];
      Bits live = leaf.reader().getLiveDocs();
      NumericDocValues values = leaf.reader().getNumericDocValues(DatumDocument.ORDINAL);
      for (int document = 0; document < ordinals.length; document++) {
        values.advanceExact(document);
        ordinals[document] = (int) values.longValue();
        if (live == null || live.get(document)) {
          documents[ordinals[document]] = leaf.docBase + document;
        }
      }
      ofDocument[leaf.ord] = ordinals;
    }
    return new SegmentOrdinals(ofDocument, documents);
  }
}
