/// Duplicates: which data are copies, or nearly copies, of an older one, and how sure that is.
///
/// Start with [dev.portolan.index.duplicates.DuplicateFinder#find]: it takes a
/// [dev.portolan.index.duplicates.DuplicateInput] and returns
/// [dev.portolan.index.duplicates.Duplicates]. [dev.portolan.index.duplicates.DuplicateEdges] is
/// what is kept for other cutoffs, [dev.portolan.index.duplicates.DuplicateAudit] the proof by
/// sample.
package dev.portolan.index.duplicates;
