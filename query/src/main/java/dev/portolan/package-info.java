/// The entry point: open a database, create a dataset, build its map, question both.
///
/// Meet first: [dev.portolan.Portolan], then [dev.portolan.Dataset] and
/// [dev.portolan.EmbeddingMap]. The resources of a map are in [dev.portolan.query].
package dev.portolan;
