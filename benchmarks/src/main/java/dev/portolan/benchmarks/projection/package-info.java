/// Maps of the same vectors by Portolan and its peers, in turns.
///
/// Meet first: [dev.portolan.benchmarks.projection.ProjectionRun], then
/// [dev.portolan.benchmarks.projection.Contender] and those who are one. The peers' scripts lie in
/// `benchmarks/peers/`.
package dev.portolan.benchmarks.projection;
