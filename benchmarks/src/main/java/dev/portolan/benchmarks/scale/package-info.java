/// Maps of up to a million vectors: time per distance and per edge, and memory.
///
/// Meet first: [dev.portolan.benchmarks.scale.ScaleRun], then
/// [dev.portolan.benchmarks.scale.Mixture], which draws the vectors.
package dev.portolan.benchmarks.scale;
