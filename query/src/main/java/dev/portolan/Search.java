package dev.portolan;

import dev.portolan.query.DatasetSnapshot;
import dev.portolan.query.filter.Filter;
import dev.portolan.storage.DatumSet;
import dev.portolan.storage.Deadline;
import dev.portolan.storage.KnnOptions;
import dev.portolan.storage.WordMatch;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// A search being put together:
/// `dataset.search(vector).where(tagged("open")).k(10).include("body").run()`.
///
/// Not safe for many threads while it is being put together; run it once or again, by any thread.
public final class Search {
  private static final int DEFAULT_K = 10;

  private final Dataset dataset;
  private Question question;
  private int k = DEFAULT_K;
  private int effort = KnnOptions.DEFAULT_EFFORT;
  private boolean exact;
  private double farthest = Double.POSITIVE_INFINITY;
  private Filter filter = Filter.all();
  private Duration allowed;
  private BooleanSupplier cancelled = () -> false;
  private Set<String> include = Set.of();
  private int passages;
  private double relevance = 1;
  private String groupBy;
  private Reranker reranker;
  private int candidates;

  Search(Dataset dataset, Question question) {
    this.dataset = dataset;
    this.question = question;
  }

  /// Looks for words too: data near the vector and data with the words are ranked apart, and the
  /// reciprocals of 60 + rank are added up (reciprocal rank fusion: Cormack, Clarke, Büttcher
  /// 2009).
  ///
  /// @param columns text columns; without any, all of them
  public Search andWords(String words, String... columns) {
    return andWords(words, new WordMatch.AnyWord(), columns);
  }

  public Search andWords(String words, WordMatch match, String... columns) {
    if (question instanceof Question.ByWords || question instanceof Question.ByBoth) {
      throw new IllegalStateException("the search looks for words already; ask for them once");
    }
    question = new Question.ByBoth(question, new Question.ByWords(words, List.of(columns), match));
    return this;
  }

  /// How many data to find; there is no cap.
  public Search k(int wanted) {
    if (wanted < 1) {
      throw new IllegalArgumentException("k is %d: ask for at least 1 datum".formatted(wanted));
    }
    k = wanted;
    return this;
  }

  /// How many candidates the graph search keeps, 64 where it is not said; more finds more of the
  /// true neighbours and takes longer.
  public Search efSearch(int kept) {
    if (kept < 1) {
      throw new IllegalArgumentException(
          "efSearch is %d: keep at least 1 candidate".formatted(kept));
    }
    effort = kept;
    return this;
  }

  /// Measures every vector instead of walking the graph: the true nearest, at the cost of a scan.
  public Search exact() {
    exact = true;
    return this;
  }

  /// Only data at most so far from the query vector.
  public Search maxDistance(double distance) {
    if (Double.isNaN(distance)) {
      throw new IllegalArgumentException("the greatest distance is NaN: give a number");
    }
    farthest = distance;
    return this;
  }

  /// Only data that a filter selects; with several, that all select.
  public Search where(Filter condition) {
    filter = filter instanceof Filter.All ? condition : filter.and(condition);
    return this;
  }

  /// Only data of this set.
  public Search within(DatumSet set) {
    return set == null ? this : where(Filter.in(set));
  }

  /// How long it may take before it fails with [Deadline.TimedOut].
  public Search timeout(Duration time) {
    allowed = Objects.requireNonNull(time, "a time-out is needed; leave the call out for none");
    return this;
  }

  /// Asked often; ends the search with a [java.util.concurrent.CancellationException].
  public Search cancelWhen(BooleanSupplier flag) {
    cancelled = flag;
    return this;
  }

  /// Columns whose values the hits should carry; without names, none.
  public Search include(String... columns) {
    include = new LinkedHashSet<>(Arrays.asList(columns));
    return this;
  }

  /// The passages of each hit that answer the words, at most so many per column.
  public Search highlight(int perColumn) {
    if (perColumn < 1) {
      throw new IllegalArgumentException(
          "%d passages per column: ask for at least 1".formatted(perColumn));
    }
    passages = perColumn;
    return this;
  }

  /// Hits that differ from one another: each next one is the best by `relevance · nearness to the
  /// query − (1 − relevance) · nearness to the hits before` (maximal marginal relevance: Carbonell,
  /// Goldstein 1998; nearness is the cosine).
  ///
  /// @param share of relevance, in `[0, 1]`; 1 changes nothing
  public Search diverse(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "relevance is %s: give a share from 0 to 1, such as 0.7".formatted(share));
    }
    relevance = share;
    return this;
  }

  /// One hit per value of a column, the best: the best chunk of each document. Data with the value
  /// unset stand each for themselves.
  public Search groupBy(String column) {
    groupBy = column;
    return this;
  }

  /// Lets a better judge order the best candidates.
  ///
  /// @param from how many candidates it sees
  public Search rerank(int from, Reranker judge) {
    if (from < 1) {
      throw new IllegalArgumentException(
          "%d candidates to re-rank: give at least 1".formatted(from));
    }
    candidates = from;
    reranker = judge;
    return this;
  }

  /// The best data, best first; nearest first for vectors, ties by the datum that came first.
  ///
  /// @throws IllegalArgumentException when the vector, an id, a filter or a column does not fit the
  ///   dataset
  /// @throws Deadline.TimedOut when it took longer than [#timeout]
  public List<Hit> run() {
    return dataset.read(List.of(filter), this::run);
  }

  /// Like [#run()], on one state: several searches of it are consistent with each other.
  public List<Hit> run(DatasetSnapshot now) {
    SearchPlan plan = plan();
    return dataset.log().watched(plan, () -> new SearchRun(now, plan).hits());
  }

  /// The hits page by page, `k` a page, all from one state: no datum comes twice and none is passed
  /// over. Close it.
  public Pages pages() {
    return new Pages(dataset.snapshot(), plan());
  }

  Filter filter() {
    return filter;
  }

  private SearchPlan plan() {
    return new SearchPlan(
        question,
        filter,
        new SearchPlan.Extent(k, effort, exact, farthest),
        Deadline.in(allowed, cancelled),
        new SearchPlan.Shown(include, passages),
        new SearchPlan.Order(relevance, groupBy, reranker, candidates));
  }
}
