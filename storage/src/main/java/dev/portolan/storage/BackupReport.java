package dev.portolan.storage;

import java.util.List;

/// What a backup, a restore or a copy wrote.
///
/// @param datasets their names where they are now, sorted
/// @param files of data and maps
/// @param bytes of these files
public record BackupReport(List<String> datasets, int files, long bytes) {}
