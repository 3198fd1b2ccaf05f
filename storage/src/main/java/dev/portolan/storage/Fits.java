package dev.portolan.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.store.ChecksumIndexInput;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.util.IOUtils;

/// The directory `fit/` of a map: in `000003/` and the like what later updates need.
///
/// A fit is a directory of files, each with a Lucene header (codec `PortolanFit`, version 1), its
/// length, its content and a checksum footer.
record Fits(Path path) {
  private static final String CODEC = "PortolanFit";
  private static final int VERSION = 1;

  /// @return the number of the new fit
  long write(Map<String, ByteBuffer> fit) throws IOException {
    long number = Directories.numbered(path).stream().mapToLong(n -> n).max().orElse(0) + 1;
    Files.createDirectories(directory(number));
    try (FSDirectory files = FSDirectory.open(directory(number))) {
      for (Map.Entry<String, ByteBuffer> file : fit.entrySet()) {
        byte[] content = new byte[file.getValue().remaining()];
        file.getValue().duplicate().get(content);
        try (IndexOutput out = files.createOutput(file.getKey(), IOContext.DEFAULT)) {
          CodecUtil.writeHeader(out, CODEC, VERSION);
          out.writeInt(content.length);
          out.writeBytes(content, content.length);
          CodecUtil.writeFooter(out);
        }
      }
      files.sync(fit.keySet());
      files.syncMetaData();
    }
    IOUtils.fsync(path, true);
    return number;
  }

  /// One file, checked against its checksum.
  ByteBuffer read(long number, String name) {
    try (FSDirectory files = Directories.open(directory(number));
        ChecksumIndexInput in = files.openChecksumInput(name)) {
      CodecUtil.checkHeader(in, CODEC, VERSION, VERSION);
      byte[] content = new byte[in.readInt()];
      in.readBytes(content, 0, content.length);
      CodecUtil.checkFooter(in);
      return ByteBuffer.wrap(content);
    } catch (IOException e) {
      throw DataStore.failed(directory(number).resolve(name), "read", e);
    }
  }

  void keepOnly(Set<Long> used) {
    for (long number : Directories.numbered(path)) {
      if (!used.contains(number)) {
        Directories.delete(directory(number));
      }
    }
  }

  Path directory(long number) {
    return Directories.numbered(path, number);
  }
}
