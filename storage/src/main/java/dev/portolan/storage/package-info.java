/// Bytes: directories, Lucene indexes, schema, ids and ordinals, vectors, datum sets, tags, map
/// generations, verification.
///
/// Meet first: [dev.portolan.storage.Database] (the directory and its lock),
/// [dev.portolan.storage.DataStore] (writes), [dev.portolan.storage.DataSnapshot] (reads),
/// [dev.portolan.storage.MapStore] (maps), [dev.portolan.storage.TagStore] (tags),
/// [dev.portolan.storage.DatabaseCopy] (backups). Everything of Lucene and Roaring stays behind
/// this package; it does not know what a topic is.
package dev.portolan.storage;
