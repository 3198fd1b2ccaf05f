package dev.portolan.query;

import dev.portolan.index.MapBuild;
import dev.portolan.storage.GenerationOrigin;
import dev.portolan.storage.PublishedGeneration;
import java.time.Instant;

/// A published state of a map, as a list of them shows it.
///
/// @param number counts the states of the map, from 1
/// @param published when it became current
/// @param data how many data it covers
/// @param dataCommit the durable state of the data it was built on
/// @param origin built, rolled back or relabelled
/// @param bytes on disk
public record MapGeneration(
    long number,
    Instant published,
    int data,
    long dataCommit,
    GenerationOrigin origin,
    long bytes) {

  public static MapGeneration of(PublishedGeneration stored) {
    return new MapGeneration(
        stored.number(),
        stored.published(),
        stored.rows(),
        MapBuild.dataCommit(stored.about()),
        stored.origin(),
        stored.bytes());
  }
}
