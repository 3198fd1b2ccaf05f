/// The mathematics of a map: arrays in, arrays out; no file is opened here.
///
/// Meet first [dev.portolan.projection.LatentVectors] (what comes in), then
/// [dev.portolan.projection.NeighborSearch] (who is near whom), [dev.portolan.projection.Projector]
/// (positions; [dev.portolan.projection.ProjectionMethod] lets a jar bring more ways to them),
/// [dev.portolan.projection.NodeEmbedding] (the space topics are found in) and
/// [dev.portolan.projection.MapQuality] (how much of the truth a map keeps).
package dev.portolan.projection;
