package dev.portolan.storage.hnsw;

import java.util.function.Supplier;

/// The vectors that a graph is built over: node `i` is vector `i`.
///
/// @param size number of vectors, n
/// @param dimensions d
/// @param onHeap whether a build copies them, `4·n·d` bytes, or reads each where it is, every time
/// @param readers a reader for each thread
public record VectorSet(
    int size,
    int dimensions,
    Closeness closeness,
    boolean onHeap,
    Supplier<VectorReader> readers) {}
