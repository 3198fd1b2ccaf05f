package dev.portolan.storage;

import java.util.LinkedHashMap;
import java.util.Map;

/// One datum: the user's id, the values of its columns, and its latent vector.
///
/// Shape: `latent` has the dataset's dimensions or is null while the vector is still to come; a
/// column that is not in `values` is unset. The arrays and maps are not copied: don't change them
/// after handing them over.
///
/// @param id 1 to 512 bytes of UTF-8
/// @param values column name to value, of the type [Column#type()]
/// @param latent the vector as the user gave it (not normalised)
public record Datum(String id, Map<String, Object> values, float[] latent) {

  public static Datum of(String id, float[] latent) {
    return new Datum(id, Map.of(), latent);
  }

  /// This datum with one more value.
  public Datum with(String column, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(values);
    more.put(column, value);
    return new Datum(id, more, latent);
  }
}
