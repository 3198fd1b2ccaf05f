package dev.portolan.projection;

/// The k nearest neighbours of every row, as flat row-major arrays.
///
/// Row `i` is nearest first (ties: lower row) and never lists `i`. `8·n·k` bytes. Immutable; safe
/// for many threads.
///
/// @param n number of rows
/// @param k neighbours per row
/// @param rows `[n][k]`, each in `[0, n)`
/// @param distances `[n][k]`, in the metric's unit
public record NeighborGraph(int n, int k, int[] rows, float[] distances) {}
