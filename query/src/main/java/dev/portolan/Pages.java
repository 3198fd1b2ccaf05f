package dev.portolan;

import dev.portolan.query.DatasetSnapshot;
import dev.portolan.query.filter.Filter;
import dev.portolan.storage.DatumSet;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;

/// The hits of a search page by page, from one state of the dataset.
///
/// Each page is searched among the data that have not come yet, so none comes twice, and none is
/// passed over however far one reads. For one thread; close it.
public final class Pages implements Iterator<List<Hit>>, AutoCloseable {
  private final DatasetSnapshot now;
  private final SearchPlan plan;
  private DatumSet seen;
  private List<Hit> next;

  Pages(DatasetSnapshot now, SearchPlan plan) {
    this.now = now;
    this.plan = plan.within(Filter.in(now.where(plan.filter())));
    this.seen = DatumSet.of(now.data().dataset());
  }

  @Override
  public boolean hasNext() {
    if (next == null) {
      next = read();
    }
    return !next.isEmpty();
  }

  @Override
  public List<Hit> next() {
    if (!hasNext()) {
      throw new NoSuchElementException("all %d hits were read".formatted(seen.count()));
    }
    List<Hit> page = next;
    next = null;
    return page;
  }

  private List<Hit> read() {
    Filter.InSet all = (Filter.InSet) plan.filter();
    List<Hit> page = new SearchRun(now, plan.within(Filter.in(all.set().minus(seen)))).hits();
    List<String> ids = page.stream().map(Hit::id).toList();
    int[] ordinals = now.data().ordinals(ids);
    seen = seen.or(DatumSet.of(now.data().dataset(), ordinals)).or(groupsOf(ordinals));
    return page;
  }

  /// A group has come when its best datum has.
  private DatumSet groupsOf(int[] ordinals) {
    String column = plan.order().groupBy();
    List<Object> groups = new ArrayList<>();
    for (int i = 0; column != null && i < ordinals.length; i++) {
      groups.addAll(now.data().values(ordinals[i], Set.of(column)).values());
    }
    return groups.isEmpty()
        ? DatumSet.of(now.data().dataset())
        : now.where(new Filter.OneOf(column, groups));
  }

  @Override
  public void close() {
    now.close();
  }
}
