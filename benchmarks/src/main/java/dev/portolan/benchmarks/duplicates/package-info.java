/// Duplicates against brute force, against planted and perturbed data, and at a million.
///
/// Meet first: [dev.portolan.benchmarks.duplicates.DuplicatesRun].
package dev.portolan.benchmarks.duplicates;
