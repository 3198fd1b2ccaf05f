package dev.portolan.storage;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What a commit of `data/` says about itself, in Lucene's commit user data.
///
/// @param dataset the dataset's key: random, written once; datum sets carry it
/// @param commit counts the durable states of the dataset, from 1
/// @param nextOrdinal the ordinal the next new id gets; never goes back
/// @param nextId the counter of the next generated id
/// @param embedder name of the model that made the vectors, when one did
record CommitData(
    String dataset,
    Schema schema,
    long commit,
    int nextOrdinal,
    long nextId,
    Optional<String> embedder) {
  private static final String FORMAT = "1";

  Map<String, String> toUserData() {
    Map<String, String> data = new LinkedHashMap<>();
    data.put("portolan.format", FORMAT);
    data.put("portolan.dataset", dataset);
    data.put("portolan.schema", SchemaJson.write(schema));
    data.put("portolan.commit", Long.toString(commit));
    data.put("portolan.nextOrdinal", Integer.toString(nextOrdinal));
    data.put("portolan.nextId", Long.toString(nextId));
    embedder.ifPresent(name -> data.put("portolan.embedder", name));
    return data;
  }

  static CommitData of(Map<String, String> userData) {
    String format = userData.get("portolan.format");
    if (!FORMAT.equals(format)) {
      throw new StorageException(
          "the data are of format %s, this version reads %s; open them with a newer Portolan"
              .formatted(format, FORMAT));
    }
    return new CommitData(
        userData.get("portolan.dataset"),
        SchemaJson.read(userData.get("portolan.schema")),
        Long.parseLong(userData.get("portolan.commit")),
        Integer.parseInt(userData.get("portolan.nextOrdinal")),
        Long.parseLong(userData.get("portolan.nextId")),
        Optional.ofNullable(userData.get("portolan.embedder")));
  }
}
