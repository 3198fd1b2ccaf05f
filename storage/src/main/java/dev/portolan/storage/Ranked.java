package dev.portolan.storage;

/// Data by how well they fit some words, best first.
///
/// @param ordinals which data
/// @param scores BM25, descending; equal ones by ordinal
public record Ranked(int[] ordinals, float[] scores) {
  public int size() {
    return ordinals.length;
  }
}
