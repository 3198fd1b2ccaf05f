/// The web map at scale: what its server holds and sends, and how fast the page paints.
///
/// [ExplorerRun] writes `benchmarks/results/explorer.md`.
package dev.portolan.benchmarks.explorer;
