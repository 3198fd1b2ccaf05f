package dev.portolan.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.store.BufferedChecksumIndexInput;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;

/// A file held open, so that it can be read to its end even when it is deleted meanwhile.
///
/// It ends in Lucene's checksum footer, as every file of data and maps does. Used by the thread
/// that opened it.
///
/// @param path where it was found
record PinnedFile(Path path, IndexInput content) implements AutoCloseable {
  private static final int BUFFER = 1 << 20;

  /// @throws java.nio.file.NoSuchFileException when it is gone
  static PinnedFile open(Path path, Directory directory, String name) throws IOException {
    return new PinnedFile(path.resolve(name), directory.openInput(name, IOContext.READONCE));
  }

  long bytes() {
    return content.length();
  }

  /// Writes the file into a directory under its name and makes its bytes durable.
  ///
  /// @throws StorageException.Damaged when its checksum is not that of its bytes
  void copy(Path directory, CopyCount count) throws IOException {
    Path target = directory.resolve(path.getFileName());
    try (FileChannel out =
        FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      copy(out, count);
      out.force(true);
    }
    count.addFile();
  }

  private void copy(FileChannel out, CopyCount count) throws IOException {
    long footer = content.length() - CodecUtil.footerLength();
    byte[] buffer = new byte[BUFFER];
    content.seek(0);
    BufferedChecksumIndexInput checked = new BufferedChecksumIndexInput(content);
    for (long at = 0; at < footer; ) {
      int read = (int) Math.min(BUFFER, footer - at);
      checked.readBytes(buffer, 0, read);
      write(out, buffer, read);
      at += read;
      count.addBytes(read);
    }
    try {
      CodecUtil.checkFooter(checked);
    } catch (CorruptIndexException e) {
      throw DataStore.failed(path, "copied", e);
    }
    content.seek(footer);
    content.readBytes(buffer, 0, CodecUtil.footerLength());
    write(out, buffer, CodecUtil.footerLength());
    count.addBytes(CodecUtil.footerLength());
  }

  private static void write(FileChannel out, byte[] bytes, int length) throws IOException {
    ByteBuffer left = ByteBuffer.wrap(bytes, 0, length);
    while (left.hasRemaining()) {
      out.write(left);
    }
  }

  @Override
  public void close() throws IOException {
    content.close();
  }
}
