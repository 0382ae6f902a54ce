package org.univoice.local.setup;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Takes members out of wheels (zip) and of npm packages and sources (tar.gz, POSIX ustar). */
final class PartArchive {
  private static final int BLOCK = 512;

  private PartArchive() {}

  /**
   * @throws IOException when there is no such member
   */
  static void copy(Path archive, String name, String member, OutputStream to) throws IOException {
    boolean found =
        name.endsWith(".tgz") || name.endsWith(".tar.gz")
            ? copyFromTar(members(archive), member, to)
            : copyFromZip(archive, member, to);
    if (!found) {
      throw new IOException(name + " holds no " + member);
    }
  }

  /**
   * Where the members of a tar are, once one of them was wanted: reading it for each takes long.
   */
  static Path folder(Path archive) {
    return archive.resolveSibling(archive.getFileName() + ".members");
  }

  private static boolean copyFromZip(Path archive, String member, OutputStream to)
      throws IOException {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      ZipEntry entry = zip.getEntry(member);
      if (entry == null) {
        return false;
      }
      try (InputStream in = zip.getInputStream(entry)) {
        in.transferTo(to);
      }
      return true;
    }
  }

  private static boolean copyFromTar(Path members, String member, OutputStream to)
      throws IOException {
    Path file = members.resolve(member);
    if (!Files.isRegularFile(file)) {
      return false;
    }
    Files.copy(file, to);
    return true;
  }

  private static Path members(Path archive) throws IOException {
    Path members = folder(archive);
    if (!Files.isDirectory(members)) {
      Path half = Files.createTempDirectory(archive.getParent(), PartStore.HALF);
      unpack(archive, half);
      Files.move(half, members, StandardCopyOption.ATOMIC_MOVE);
    }
    return members;
  }

  private static void unpack(Path archive, Path folder) throws IOException {
    try (InputStream in =
        new BufferedInputStream(new GZIPInputStream(Files.newInputStream(archive)), 1 << 16)) {
      byte[] header = new byte[BLOCK];
      while (in.readNBytes(header, 0, BLOCK) == BLOCK && header[0] != 0) {
        String prefix = text(header, 345, 155);
        String name = (prefix.isEmpty() ? "" : prefix + "/") + text(header, 0, 100);
        long size = Long.parseLong("0" + text(header, 124, 12).strip(), 8);
        boolean isFile = header[156] == '0' || header[156] == 0;
        Path file = folder.resolve(name).normalize();
        long left = (size + BLOCK - 1) / BLOCK * BLOCK;
        if (isFile && file.startsWith(folder) && !name.endsWith("/")) {
          Files.createDirectories(file.getParent());
          write(in, size, file);
          left -= size;
        }
        skip(in, left);
      }
    }
  }

  private static void write(InputStream in, long size, Path file) throws IOException {
    byte[] piece = new byte[1 << 16];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (long left = size; left > 0; ) {
        int read = in.read(piece, 0, (int) Math.min(piece.length, left));
        if (read < 0) {
          throw new IOException("The archive is cut short");
        }
        out.write(piece, 0, read);
        left -= read;
      }
    }
  }

  private static void skip(InputStream in, long bytes) throws IOException {
    try {
      in.skipNBytes(bytes);
    } catch (EOFException e) {
      throw new IOException("The archive is cut short", e);
    }
  }

  private static String text(byte[] header, int at, int length) {
    int end = at;
    while (end < at + length && header[end] != 0) {
      end++;
    }
    return new String(header, at, end - at, StandardCharsets.UTF_8);
  }
}
