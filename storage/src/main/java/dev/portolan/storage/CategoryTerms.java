package dev.portolan.storage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;

/// The categories a column's data have, or had until the last merge, in the order of their bytes.
final class CategoryTerms {
  private CategoryTerms() {}

  static List<String> of(DirectoryReader reader, String field) throws IOException {
    List<String> categories = new ArrayList<>();
    Terms terms = MultiTerms.getTerms(reader, field);
    if (terms != null) {
      TermsEnum each = terms.iterator();
      for (BytesRef term = each.next(); term != null; term = each.next()) {
        categories.add(term.utf8ToString());
      }
    }
    return categories;
  }
}
