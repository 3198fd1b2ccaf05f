/// Side-by-side runs; correctness first, then medians, with machine and versions.
///
/// Meet first: [dev.portolan.benchmarks.NewsRun]. Results lie in `benchmarks/results/`.
package dev.portolan.benchmarks;
