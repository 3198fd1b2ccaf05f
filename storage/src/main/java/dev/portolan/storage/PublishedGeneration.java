package dev.portolan.storage;

import java.time.Instant;
import java.util.Map;

/// A generation of a map as a list of them shows it, without its columns.
///
/// @param number counts the generations of the map, from 1
/// @param published when its commit was made
/// @param rows how many data it covers
/// @param origin how it came to be
/// @param bytes on disk, with its fit, which others may share
/// @param about what the build says about itself
public record PublishedGeneration(
    long number,
    Instant published,
    int rows,
    GenerationOrigin origin,
    long bytes,
    Map<String, String> about) {}
