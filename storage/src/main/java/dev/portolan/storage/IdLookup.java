package dev.portolan.storage;

import java.io.IOException;
import java.util.List;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;

/// Finds data by id in one commit: one term look-up per segment, newest segment first.
///
/// What Lucene needs per segment to look a term up is made once and used for every id, which halves
/// the time of a look-up (docs/design/cache.md): keep one for many ids. For one thread at a time,
/// while the reader is open.
final class IdLookup {
  private final List<LeafReaderContext> newestFirst;
  private final TermsEnum[] terms;
  private final PostingsEnum[] postings;

  IdLookup(DirectoryReader reader) {
    newestFirst = reader.leaves().reversed();
    terms = new TermsEnum[newestFirst.size()];
    postings = new PostingsEnum[terms.length];
  }

  /// The live datum with this id, or null.
  StoredDatum find(String id) throws IOException {
    BytesRef term = new BytesRef(id);
    for (int i = 0; i < terms.length; i++) {
      if (ids(i).seekExact(term)) {
        int document = live(i);
        if (document != PostingsEnum.NO_MORE_DOCS) {
          return new StoredDatum(newestFirst.get(i).reader(), document);
        }
      }
    }
    return null;
  }

  /// The ids of a segment.
  private TermsEnum ids(int segment) throws IOException {
    if (terms[segment] == null) {
      Terms ids = newestFirst.get(segment).reader().terms(DatumDocument.ID);
      terms[segment] = ids == null ? TermsEnum.EMPTY : ids.iterator();
    }
    return terms[segment];
  }

  /// The first live document of the term that was found in a segment.
  private int live(int segment) throws IOException {
    LeafReader reader = newestFirst.get(segment).reader();
    Bits live = reader.getLiveDocs();
    PostingsEnum documents = terms[segment].postings(postings[segment], PostingsEnum.NONE);
    postings[segment] = documents;
    int document = documents.nextDoc();
    while (document != PostingsEnum.NO_MORE_DOCS && live != null && !live.get(document)) {
      document = documents.nextDoc();
    }
    return document;
  }
}
