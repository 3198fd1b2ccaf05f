package dev.portolan.storage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.lucene.codecs.FieldsProducer;
import org.apache.lucene.codecs.StoredFieldsReader;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.FilterCodecReader;
import org.apache.lucene.index.StoredFieldDataInput;
import org.apache.lucene.index.StoredFieldVisitor;
import org.apache.lucene.index.Terms;

/// A segment as a merge reads it that leaves some fields out.
///
/// A merge takes doc values, points and norms of the fields that the segment says it has; terms and
/// stored fields it takes as they come, so they are passed over here.
final class WithoutFields extends FilterCodecReader {
  private final Set<String> without;
  private final FieldInfos kept;

  private WithoutFields(CodecReader in, Set<String> without) {
    super(in);
    this.without = without;
    this.kept =
        new FieldInfos(
            StreamSupport.stream(in.getFieldInfos().spliterator(), false)
                .filter(field -> !without.contains(field.name))
                .toArray(FieldInfo[]::new));
  }

  /// The segment itself where it has none of the fields.
  static CodecReader of(CodecReader segment, Set<String> without) {
    WithoutFields reader = new WithoutFields(segment, without);
    return reader.kept.size() == segment.getFieldInfos().size() ? segment : reader;
  }

  @Override
  public FieldInfos getFieldInfos() {
    return kept;
  }

  @Override
  public StoredFieldsReader getFieldsReader() {
    return new KeptFields(in.getFieldsReader(), without);
  }

  @Override
  public FieldsProducer getPostingsReader() {
    FieldsProducer terms = in.getPostingsReader();
    return terms == null ? null : new KeptTerms(terms, without);
  }

  @Override
  public CacheHelper getCoreCacheHelper() {
    return null;
  }

  @Override
  public CacheHelper getReaderCacheHelper() {
    return null;
  }

  private static final class KeptTerms extends FieldsProducer {
    private final FieldsProducer in;
    private final Set<String> without;

    KeptTerms(FieldsProducer in, Set<String> without) {
      this.in = in;
      this.without = without;
    }

    private List<String> fields() {
      List<String> fields = new ArrayList<>();
      for (String field : in) {
        if (!without.contains(field)) {
          fields.add(field);
        }
      }
      return fields;
    }

    @Override
    public Iterator<String> iterator() {
      return fields().iterator();
    }

    @Override
    public Terms terms(String field) throws IOException {
      return without.contains(field) ? null : in.terms(field);
    }

    @Override
    public int size() {
      return fields().size();
    }

    @Override
    public FieldsProducer getMergeInstance() {
      return new KeptTerms(in.getMergeInstance(), without);
    }

    @Override
    public void checkIntegrity() throws IOException {
      in.checkIntegrity();
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  private static final class KeptFields extends StoredFieldsReader {
    private final StoredFieldsReader in;
    private final Set<String> without;

    KeptFields(StoredFieldsReader in, Set<String> without) {
      this.in = in;
      this.without = without;
    }

    @Override
    public void document(int document, StoredFieldVisitor visitor) throws IOException {
      in.document(document, new KeptVisitor(visitor, without));
    }

    @Override
    public StoredFieldsReader clone() {
      return new KeptFields(in.clone(), without);
    }

    @Override
    public StoredFieldsReader getMergeInstance() throws IOException {
      return new KeptFields(in.getMergeInstance(), without);
    }

    @Override
    public void finishMerge() throws IOException {
      in.finishMerge();
    }

    @Override
    public void checkIntegrity() throws IOException {
      in.checkIntegrity();
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  private static final class KeptVisitor extends StoredFieldVisitor {
    private final StoredFieldVisitor in;
    private final Set<String> without;

    KeptVisitor(StoredFieldVisitor in, Set<String> without) {
      this.in = in;
      this.without = without;
    }

    @Override
    public Status needsField(FieldInfo field) throws IOException {
      return without.contains(field.name) ? Status.NO : in.needsField(field);
    }

    @Override
    public void binaryField(FieldInfo field, StoredFieldDataInput value) throws IOException {
      in.binaryField(field, value);
    }

    @Override
    public void stringField(FieldInfo field, String value) throws IOException {
      in.stringField(field, value);
    }

    @Override
    public void intField(FieldInfo field, int value) throws IOException {
      in.intField(field, value);
    }

    @Override
    public void longField(FieldInfo field, long value) throws IOException {
      in.longField(field, value);
    }

    @Override
    public void floatField(FieldInfo field, float value) throws IOException {
      in.floatField(field, value);
    }

    @Override
    public void doubleField(FieldInfo field, double value) throws IOException {
      in.doubleField(field, value);
    }
  }
}
