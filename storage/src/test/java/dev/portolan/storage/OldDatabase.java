package dev.portolan.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.FilterCodec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.Version;

/// Writes `data/` as the first release did, with whatever Lucene is on the class path: it runs in a
/// JVM of its own with Lucene 10.0, and so uses nothing of Portolan's.
///
/// Arguments: the directory, how many data. Datum i has id `d` + i, `n` = i and vector (i, 1, 0,
/// 2).
public final class OldDatabase {
  private OldDatabase() {}

  public static void main(String[] arguments) throws IOException {
    int count = Integer.parseInt(arguments[1]);
    IndexWriterConfig config = new IndexWriterConfig();
    config.setCodec(new OldCodec());
    try (FSDirectory directory = FSDirectory.open(Path.of(arguments[0]));
        IndexWriter writer = new IndexWriter(directory, config)) {
      for (int i = 0; i < count; i++) {
        writer.addDocument(document(i));
        if (i == count / 2) {
          writer.flush();
        }
      }
      writer.setLiveCommitData(
          Map.of(
                  "portolan.format",
                  "1",
                  "portolan.dataset",
                  "old",
                  "portolan.schema",
                  """
                  {"columns":[{"name":"body","type":"text","analyzer":"standard"},\
                  {"name":"n","type":"integer"}],"latent":{"dimensions":4,"metric":"EUCLIDEAN"}}\
                  """,
                  "portolan.commit",
                  "1",
                  "portolan.nextOrdinal",
                  Integer.toString(count),
                  "portolan.nextId",
                  Integer.toString(count))
              .entrySet());
      writer.commit();
    }
    System.out.println(Version.LATEST);
  }

  private static Document document(int i) {
    Document document = new Document();
    document.add(new StringField("id", "d" + i, Field.Store.NO));
    document.add(new BinaryDocValuesField("id", new BytesRef("d" + i)));
    document.add(new NumericDocValuesField("ordinal", i));
    document.add(new NumericDocValuesField("changed", 1));
    document.add(new TextField("c.body", "text number " + i, Field.Store.YES));
    document.add(new LongField("c.n", i, Field.Store.YES));
    document.add(
        new KnnFloatVectorField(
            "latent", new float[] {i, 1, 0, 2}, VectorSimilarityFunction.EUCLIDEAN));
    return document;
  }

  /// That Lucene's own codec, with the vectors under Portolan's name.
  private static final class OldCodec extends FilterCodec {
    OldCodec() {
      super(Codec.getDefault().getName(), Codec.getDefault());
    }

    @Override
    public KnnVectorsFormat knnVectorsFormat() {
      return new PerFieldKnnVectorsFormat() {
        @Override
        public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
          return new OldLatent();
        }
      };
    }
  }

  /// What `Portolan1Latent` was in the first release.
  private static final class OldLatent extends KnnVectorsFormat {
    private final KnnVectorsFormat hnsw = new Lucene99HnswVectorsFormat(16, 100);

    OldLatent() {
      super("Portolan1Latent");
    }

    @Override
    public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
      return hnsw.fieldsWriter(state);
    }

    @Override
    public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
      return hnsw.fieldsReader(state);
    }

    @Override
    public int getMaxDimensions(String field) {
      return 1024;
    }
  }
}
