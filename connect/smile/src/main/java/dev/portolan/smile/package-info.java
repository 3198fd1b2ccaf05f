/// Further projections for small data, from Smile (GPL-3.0) and beside it; optional, and outside
/// the distribution.
///
/// Nobody calls this package: [dev.portolan.projection.ProjectionMethod] finds what it brings. Meet
/// first [dev.portolan.smile.SammonMapping] and [dev.portolan.smile.ExactTsne], which Smile
/// computes whole; then [dev.portolan.smile.Isomap], whose shortest ways are Smile's, and the two
/// that use nothing native because Smile's own would: [dev.portolan.smile.ClassicalScaling] and
/// [dev.portolan.smile.LaplacianEigenmaps].
package dev.portolan.smile;
