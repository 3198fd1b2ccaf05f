package dev.portolan.storage;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.MergePolicy;
import org.apache.lucene.index.OneMergeWrappingMergePolicy;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfos;

/// Merges that leave out the values of dropped columns: what they write has no such field.
///
/// Vectors are handed on as they are, so a graph that would be taken over is taken over.
final class DroppingMerges extends OneMergeWrappingMergePolicy {
  private final Set<String> dropped;
  private final boolean rewriting;

  /// @param policy chooses what is merged
  /// @param dropped fields in the index
  /// @param rewriting whether a forced merge rewrites the data also where they are one segment
  DroppingMerges(MergePolicy policy, Set<String> dropped, boolean rewriting) {
    super(policy, merge -> new Dropping(merge, dropped));
    this.dropped = dropped;
    this.rewriting = rewriting;
  }

  /// The fields of the columns that a schema had and has no more.
  static Set<String> dropped(Schema schema) {
    return schema.retired().stream()
        .map(DatumDocument::field)
        .collect(Collectors.toUnmodifiableSet());
  }

  /// Whether an index still has such a field.
  ///
  /// @param reader unused where no column was dropped
  static boolean needed(DirectoryReader reader, Set<String> dropped) {
    return !dropped.isEmpty()
        && reader.leaves().stream()
            .anyMatch(leaf ->
                dropped.stream().anyMatch(f -> leaf.reader().getFieldInfos().fieldInfo(f) != null));
  }

  @Override
  public MergeSpecification findForcedMerges(
      SegmentInfos segments,
      int most,
      Map<SegmentCommitInfo, Boolean> toMerge,
      MergeContext context)
      throws IOException {
    MergeSpecification found = super.findForcedMerges(segments, most, toMerge, context);
    if (found != null || !rewriting || segments.size() != 1) {
      return found;
    }
    SegmentCommitInfo only = segments.info(0);
    if (!Boolean.TRUE.equals(toMerge.get(only)) || context.getMergingSegments().contains(only)) {
      return null;
    }
    MergeSpecification rewrite = new MergeSpecification();
    rewrite.add(new Dropping(new OneMerge(List.of(only)), dropped));
    return rewrite;
  }

  private static final class Dropping extends OneMerge {
    private final Set<String> dropped;

    Dropping(OneMerge merge, Set<String> dropped) {
      super(merge);
      this.dropped = dropped;
    }

    @Override
    public CodecReader wrapForMerge(CodecReader reader) throws IOException {
      return WithoutFields.of(super.wrapForMerge(reader), dropped);
    }
  }
}
