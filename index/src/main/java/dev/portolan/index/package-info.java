/// Builds: a snapshot of the data becomes positions, topics and duplicates, published as stored
/// columns.
///
/// Meet first: [dev.portolan.index.MapBuild] (the pipeline), [dev.portolan.index.MapOptions],
/// [dev.portolan.index.BuildReport]; then the packages `topics` and `duplicates`.
package dev.portolan.index;
