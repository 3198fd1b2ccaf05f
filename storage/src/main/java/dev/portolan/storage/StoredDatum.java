package dev.portolan.storage;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;

/// One datum where it lies: a document of a segment.
///
/// @param reader the segment
/// @param document its number within the segment
record StoredDatum(LeafReader reader, int document) {

  /// The live datum with this id, or null. One term look-up per segment, newest first.
  static StoredDatum find(DirectoryReader reader, String id) throws IOException {
    BytesRef term = new BytesRef(id);
    for (LeafReaderContext leaf : reader.leaves().reversed()) {
      Terms terms = leaf.reader().terms(DatumDocument.ID);
      if (terms == null) {
        continue;
      }
      TermsEnum found = terms.iterator();
      if (!found.seekExact(term)) {
        continue;
      }
      Bits live = leaf.reader().getLiveDocs();
      PostingsEnum documents = found.postings(null, PostingsEnum.NONE);
      for (int d = documents.nextDoc(); d != PostingsEnum.NO_MORE_DOCS; d = documents.nextDoc()) {
        if (live == null || live.get(d)) {
          return new StoredDatum(leaf.reader(), d);
        }
      }
    }
    return null;
  }

  int ordinal() throws IOException {
    return (int) number(DatumDocument.ORDINAL);
  }

  /// The commit at which its vector or text last changed.
  long changed() throws IOException {
    return number(DatumDocument.CHANGED);
  }

  private long number(String field) throws IOException {
    NumericDocValues values = reader.getNumericDocValues(field);
    values.advanceExact(document);
    return values.longValue();
  }

  /// The set values of the wanted columns, in the schema's order.
  Map<String, Object> values(Schema schema, Set<String> columns) throws IOException {
    StoredValues values = new StoredValues(schema, columns);
    reader.storedFields().document(document, values);
    return values.values();
  }

  /// The vector as it is stored (unit length for cosine), or null.
  float[] vector() throws IOException {
    var vectors = reader.getFloatVectorValues(DatumDocument.LATENT);
    if (vectors == null) {
      return null;
    }
    var documents = vectors.iterator();
    return documents.advance(document) == document
        ? vectors.vectorValue(documents.index()).clone()
        : null;
  }

  /// The vector as the user gave it, or null.
  float[] latent(Metric metric) throws IOException {
    float[] stored = vector();
    return stored == null || metric != Metric.COSINE
        ? stored
        : DatumDocument.scaled(stored, norm());
  }

  /// The length of the user's vector; kept for cosine only.
  float norm() throws IOException {
    return Float.intBitsToFloat((int) number(DatumDocument.NORM));
  }
}
