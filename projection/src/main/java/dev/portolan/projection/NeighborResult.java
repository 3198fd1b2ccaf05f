package dev.portolan.projection;

/// A neighbour graph and how well it was found.
///
/// @param graph the k nearest neighbours of every row
/// @param recall share of true neighbours in it, audited by brute force on a sample; 1 when the
///   graph itself is brute force, below [NeighborSearch#ENOUGH] only in large sets
/// @param rounds of NN-descent it took; 0 for brute force
/// @param measured distances that were measured for it
public record NeighborResult(NeighborGraph graph, double recall, int rounds, long measured) {}
