package dev.portolan.storage;

/// Which files are read whole and compared with their checksums before the first answer.
///
/// Lucene checks small files whenever it opens them; the bulk (vectors, texts, columns) it does
/// not. Checking costs one read of the bytes: 2 GB/s where they are in memory.
public enum VerificationPolicy {
  /// After an unclean end, the files that no commit lists as verified. The default.
  NEW_FILES,

  /// All files, at every opening.
  ALWAYS,

  /// None; damage is then found by `verify` alone.
  NEVER
}
