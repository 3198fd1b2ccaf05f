/// Data in and out as files: CSV, JSONL and `.npy` in, CSV and JSONL out.
///
/// Meet [CheckedImport] first: it reads a file whole, says what it found and hands out the data.
/// [ImportOptions] says what to read and how, [ImportReport] what was inferred and why,
/// [EmbeddedData] gives a text its vector on the way, [TableWriter] writes a table that imports
/// again.
package dev.portolan.exchange;
