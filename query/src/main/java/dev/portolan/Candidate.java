package dev.portolan;

/// A datum on its way to a hit.
///
/// @param distance to the query vector, NaN where there is none
record Candidate(int ordinal, double distance, Hit.Reason reason) {}
