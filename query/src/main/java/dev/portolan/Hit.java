package dev.portolan;

import java.util.Map;

/// A datum a search found.
///
/// @param id the datum
/// @param distance to the query, in the dataset's metric, in double from the stored floats
/// @param values the columns asked for with `include`; unset ones are left out
public record Hit(String id, double distance, Map<String, Object> values) {}
