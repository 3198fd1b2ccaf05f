/// HNSW graphs, built by many threads and always the same: arrays in, lists out, nothing of Lucene.
///
/// Meet first: [dev.portolan.storage.hnsw.GraphBuild] (batches),
/// [dev.portolan.storage.hnsw.VectorSet] (what goes in), [dev.portolan.storage.hnsw.LayeredGraph]
/// (what comes out), [dev.portolan.storage.hnsw.NodeSearch] (one thread's searches and choices),
/// [dev.portolan.storage.hnsw.Crew] (the threads).
package dev.portolan.storage.hnsw;
