package dev.portolan.storage;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;

/// One datum where it lies: a document of a segment.
///
/// @param reader the segment
/// @param document its number within the segment
record StoredDatum(LeafReader reader, int document) {

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
