package dev.portolan.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.DoubleField;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.BytesRef;

/// How a datum stands in `data/`, as one Lucene document.
///
/// | field | holds |
/// |---|---|
/// | `id` | the user's id: indexed, and as binary doc values |
/// | `ordinal`, `changed` | doc values |
/// | `latent` | the vector; unit length where the metric is cosine |
/// | `norm` | length of the user's vector, float bits in doc values; cosine only |
/// | `c.KEY` | a column, by its schema's key: stored, indexed, and doc values for all but text |
/// | `empty` | keys of list columns that are set and empty; stored |
/// | `emptyList` | the same, indexed |
final class DatumDocument {
  static final String ID = "id";
  static final String ORDINAL = "ordinal";
  static final String CHANGED = "changed";
  static final String LATENT = "latent";
  static final String NORM = "norm";
  static final String EMPTY = "empty";
  static final String EMPTY_LIST = "emptyList";
  private static final int MAX_METADATA_BYTES = 16 << 20;
  private static final int MAX_CATEGORY_BYTES = 32_000;
  static final double MIN_NORM = 1e-20;

  private final Schema schema;

  DatumDocument(Schema schema) {
    this.schema = schema;
  }

  /// @param key of a column, as its schema has it
  static String field(String key) {
    return "c." + key;
  }

  /// @throws IllegalArgumentException when the datum breaks a rule of the schema; the message names
  ///   it
  Document document(Datum datum, int ordinal, long changed) {
    Document document = withoutVector(datum, ordinal, changed);
    if (datum.latent() != null) {
      addLatent(document, datum);
    }
    return document;
  }

  /// New values over the vector that is stored.
  Document document(Datum values, StoredDatum stored, long changed) throws IOException {
    Document document = withoutVector(values, stored.ordinal(), changed);
    float[] vector = stored.vector();
    if (vector != null) {
      if (schema.latent().metric() == Metric.COSINE) {
        document.add(new NumericDocValuesField(NORM, Float.floatToRawIntBits(stored.norm())));
      }
      document.add(new KnnFloatVectorField(LATENT, vector, similarity(schema.latent().metric())));
    }
    return document;
  }

  private Document withoutVector(Datum datum, int ordinal, long changed) {
    Document document = new Document();
    document.add(new StringField(ID, datum.id(), Field.Store.NO));
    document.add(new BinaryDocValuesField(ID, new BytesRef(datum.id())));
    document.add(new NumericDocValuesField(ORDINAL, ordinal));
    document.add(new NumericDocValuesField(CHANGED, changed));
    addColumns(document, datum);
    return document;
  }

  /// Checks a datum against the schema without writing it.
  ///
  /// @return bytes of its values and its vector
  long check(Datum datum) {
    Names.checkId(datum.id());
    long bytes = 0;
    for (Map.Entry<String, Object> entry : datum.values().entrySet()) {
      Column column =
          schema
              .find(entry.getKey())
              .orElseThrow(() ->
                  new IllegalArgumentException(
                      "datum '%s': there is no column '%s'; the dataset has %s"
                          .formatted(
                              datum.id(),
                              entry.getKey(),
                              schema.columns().stream().map(Column::name).toList())));
      if (entry.getValue() != null) {
        bytes += checkValue(datum.id(), column, entry.getValue());
      }
    }
    if (bytes > MAX_METADATA_BYTES) {
      throw new IllegalArgumentException(
          "datum '%s': its values take %d bytes, the limit is %d; shorten the text or split the datum"
              .formatted(datum.id(), bytes, MAX_METADATA_BYTES));
    }
    if (datum.latent() != null) {
      checkLatent(datum);
      bytes += (long) Float.BYTES * datum.latent().length;
    }
    return bytes;
  }

  private static long checkValue(String id, Column column, Object value) {
    if (!column.type().isInstance(value)) {
      throw new IllegalArgumentException(
          "datum '%s': column '%s' takes %s, not %s '%s'; convert the value"
              .formatted(
                  id,
                  column.name(),
                  column.type().getSimpleName(),
                  value.getClass().getSimpleName(),
                  value));
    }
    return switch (column) {
      case Column.Text _ -> utf8(id, column, (String) value).length;
      case Column.Category _ -> category(id, column, (String) value);
      case Column.Real64 _ -> finite(id, column, (Double) value);
      case Column.Timestamp _ -> moment(id, column, (Instant) value);
      case Column.Integer64 _, Column.Bool _ -> Long.BYTES;
      case Column.Categories _ -> {
        long bytes = 0;
        for (Object element : (List<?>) value) {
          if (!(element instanceof String text)) {
            throw new IllegalArgumentException(
                "datum '%s': column '%s' takes a list of strings, it has '%s'; convert the element"
                    .formatted(id, column.name(), element));
          }
          bytes += category(id, column, text);
        }
        yield bytes;
      }
    };
  }

  private static byte[] utf8(String id, Column column, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        throw new IllegalArgumentException(
            "datum '%s': column '%s' holds an unpaired surrogate at character %d; mend the text"
                .formatted(id, column.name(), i));
      }
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static long category(String id, Column column, String value) {
    int bytes = utf8(id, column, value).length;
    if (bytes > MAX_CATEGORY_BYTES) {
      throw new IllegalArgumentException(
          "datum '%s': column '%s' has a category of %d bytes, the limit is %d; make it a text column"
              .formatted(id, column.name(), bytes, MAX_CATEGORY_BYTES));
    }
    return bytes;
  }

  private static long finite(String id, Column column, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "datum '%s': column '%s' is %s; numbers must be finite: leave it unset instead"
              .formatted(id, column.name(), value));
    }
    return Double.BYTES;
  }

  private static long moment(String id, Column column, Instant value) {
    int year = value.atOffset(ZoneOffset.UTC).getYear();
    if (year < 1 || year > 9999) {
      throw new IllegalArgumentException(
          "datum '%s': column '%s' is in the year %d; timestamps lie in the years 1 to 9999"
              .formatted(id, column.name(), year));
    }
    return Long.BYTES;
  }

  private void checkLatent(Datum datum) {
    float[] latent = datum.latent();
    int dimensions = schema.latent().dimensions();
    if (latent.length != dimensions) {
      throw new IllegalArgumentException(
          "datum '%s': latent vector has %d dimensions, the dataset takes %d; embed it with the same model as the rest"
              .formatted(datum.id(), latent.length, dimensions));
    }
    for (int i = 0; i < latent.length; i++) {
      if (!Float.isFinite(latent[i])) {
        throw new IllegalArgumentException(
            "datum '%s': latent vector has %s at dimension %d; vectors must be finite: embed it again or leave it out"
                .formatted(datum.id(), latent[i], i));
      }
    }
    if (schema.latent().metric() != Metric.EUCLIDEAN && norm(latent) < MIN_NORM) {
      throw new IllegalArgumentException(
          "datum '%s': latent vector has length %s; metric %s needs at least %s: embed it again or leave it out"
              .formatted(
                  datum.id(),
                  norm(latent),
                  schema.latent().metric().name().toLowerCase(java.util.Locale.ROOT),
                  MIN_NORM));
    }
  }

  private void addColumns(Document document, Datum datum) {
    for (Column column : schema.columns()) {
      Object value = datum.values().get(column.name());
      if (value != null) {
        addColumn(document, column, value);
      }
    }
  }

  private void addColumn(Document document, Column column, Object value) {
    String field = schema.field(column.name());
    switch (column) {
      case Column.Text _ -> document.add(new TextField(field, (String) value, Field.Store.YES));
      case Column.Category _ -> {
        document.add(new StringField(field, (String) value, Field.Store.YES));
        document.add(new SortedDocValuesField(field, new BytesRef((String) value)));
      }
      case Column.Integer64 _ -> document.add(new LongField(field, (Long) value, Field.Store.YES));
      case Column.Real64 _ -> document.add(new DoubleField(field, (Double) value, Field.Store.YES));
      case Column.Bool _ ->
          document.add(new LongField(field, (Boolean) value ? 1 : 0, Field.Store.YES));
      case Column.Timestamp _ ->
          document.add(new LongField(field, micros((Instant) value), Field.Store.YES));
      case Column.Categories _ -> {
        List<?> list = (List<?>) value;
        for (Object element : list) {
          document.add(new StringField(field, (String) element, Field.Store.YES));
          document.add(new SortedSetDocValuesField(field, new BytesRef((String) element)));
        }
        if (list.isEmpty()) {
          document.add(new StoredField(EMPTY, schema.key(column.name())));
          document.add(new StringField(EMPTY_LIST, schema.key(column.name()), Field.Store.NO));
        }
      }
    }
  }

  private void addLatent(Document document, Datum datum) {
    float[] latent = datum.latent();
    if (schema.latent().metric() == Metric.COSINE) {
      double norm = norm(latent);
      document.add(new NumericDocValuesField(NORM, Float.floatToRawIntBits((float) norm)));
      latent = scaled(latent, 1 / norm);
    }
    document.add(new KnnFloatVectorField(LATENT, latent, similarity(schema.latent().metric())));
  }

  static VectorSimilarityFunction similarity(Metric metric) {
    return switch (metric) {
      case COSINE -> VectorSimilarityFunction.DOT_PRODUCT;
      case EUCLIDEAN -> VectorSimilarityFunction.EUCLIDEAN;
      case DOT -> VectorSimilarityFunction.MAXIMUM_INNER_PRODUCT;
    };
  }

  static double norm(float[] vector) {
    double sum = 0;
    for (float v : vector) {
      sum += (double) v * v;
    }
    return Math.sqrt(sum);
  }

  static float[] scaled(float[] vector, double factor) {
    float[] result = new float[vector.length];
    for (int i = 0; i < vector.length; i++) {
      result[i] = (float) (vector[i] * factor);
    }
    return result;
  }

  static long micros(Instant moment) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, moment);
  }

  static Instant moment(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /// The value of a stored field as the user gave it; lists gather several.
  static Object value(Column column, Number stored) {
    return switch (column) {
      case Column.Integer64 _ -> stored.longValue();
      case Column.Real64 _ -> stored.doubleValue();
      case Column.Bool _ -> stored.longValue() == 1;
      case Column.Timestamp _ -> moment(stored.longValue());
      case Column.Text _, Column.Category _, Column.Categories _ ->
          throw new IllegalStateException("column '%s' holds no number".formatted(column.name()));
    };
  }
}
