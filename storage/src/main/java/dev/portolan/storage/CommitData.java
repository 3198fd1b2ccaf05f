package dev.portolan.storage;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What a commit of `data/` says about itself, in Lucene's commit user data.
///
/// @param dataset the dataset's key: random, written once; datum sets carry it
/// @param commit counts the durable states of the dataset, from 1
/// @param nextOrdinal the ordinal the next new id gets; never goes back
/// @param nextId the counter of the next generated id
/// @param embedder name of the model that made the vectors, when one did
/// @param verified files that were read and found to be what was written
record CommitData(
    String dataset,
    Schema schema,
    long commit,
    int nextOrdinal,
    long nextId,
    Optional<String> embedder,
    Set<String> verified) {
  private static final int FORMAT = 1;

  /// The next durable state.
  CommitData next(Schema schema, int nextOrdinal, long nextId, Set<String> verified) {
    return new CommitData(dataset, schema, commit + 1, nextOrdinal, nextId, embedder, verified);
  }

  Map<String, String> toUserData() {
    Map<String, String> data = new LinkedHashMap<>();
    data.put("portolan.format", Integer.toString(FORMAT));
    data.put("portolan.dataset", dataset);
    data.put("portolan.schema", SchemaJson.write(schema));
    data.put("portolan.commit", Long.toString(commit));
    data.put("portolan.nextOrdinal", Integer.toString(nextOrdinal));
    data.put("portolan.nextId", Long.toString(nextId));
    embedder.ifPresent(name -> data.put("portolan.embedder", name));
    data.put("portolan.verified", String.join(",", new TreeSet<>(verified)));
    return data;
  }

  static CommitData of(Map<String, String> userData) {
    String format = userData.getOrDefault("portolan.format", "none");
    if (!format.matches("\\d{1,9}") || Integer.parseInt(format) > FORMAT) {
      throw new StorageException.TooNew("the dataset", format, Integer.toString(FORMAT));
    }
    return new CommitData(
        userData.get("portolan.dataset"),
        SchemaJson.read(userData.get("portolan.schema")),
        Long.parseLong(userData.get("portolan.commit")),
        Integer.parseInt(userData.get("portolan.nextOrdinal")),
        Long.parseLong(userData.get("portolan.nextId")),
        Optional.ofNullable(userData.get("portolan.embedder")),
        Set.of(userData.getOrDefault("portolan.verified", "").split(",")));
  }
}
