package org.penchant.align.reward;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.penchant.core.io.AtomicFiles;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import org.penchant.torch.tensor.DType;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

/**
 * A matrix of vectors in NumPy's {@code .npy} form: little-endian floats of two, four or eight
 * bytes in row order. It is mapped, not read, so it may be larger than memory.
 */
public final class VectorFile implements AutoCloseable {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int HEADER = 128;
  private static final int CHUNK = 1 << 20;
  private static final Pattern DESCRIPTION =
      Pattern.compile(
          "'descr':\\s*'<f([248])'.*'fortran_order':\\s*False.*'shape':\\s*\\((\\d+),\\s*(\\d+),?\\)");

  private final Arena arena;
  private final Tensor matrix;

  private VectorFile(Arena arena, Tensor matrix) {
    this.arena = arena;
    this.matrix = matrix;
  }

  /**
   * Maps a file.
   *
   * @throws ProblemsException if it is missing, damaged or of another form
   */
  public static VectorFile open(Path file) throws IOException {
    if (!Files.isRegularFile(file))
      throw problem(ExitCode.IO, file, "", "no such file", "name a .npy file of vectors");
    var arena = Arena.ofShared();
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      MemorySegment all = channel.map(FileChannel.MapMode.READ_ONLY, 0, size, arena);
      int from = headerEnd(file, all);
      var found = describe(file, all, from);
      DType type =
          switch (Integer.parseInt(found.group(1))) {
            case 2 -> DType.F16;
            case 4 -> DType.F32;
            default -> DType.F64;
          };
      long rows = Long.parseLong(found.group(2));
      long columns = Long.parseLong(found.group(3));
      long expected = from + rows * columns * type.bytes();
      if (size != expected)
        throw problem(
            ExitCode.BAD_DATA,
            file,
            size + " bytes",
            "its header says " + rows + " x " + columns + ", " + expected + " bytes",
            "write the file again; it is cut off or damaged");
      if (rows == 0 || columns == 0)
        throw problem(
            ExitCode.BAD_DATA,
            file,
            rows + " x " + columns,
            "must hold at least one number",
            "embed at least one response");
      return new VectorFile(
          arena, TensorScope.free(Tensor.over(all.asSlice(from), type, rows, columns)));
    } catch (IOException | RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  private static int headerEnd(Path file, MemorySegment all) {
    boolean known = all.byteSize() >= 12;
    for (int i = 0; known && i < MAGIC.length; i++)
      known = all.get(ValueLayout.JAVA_BYTE, i) == MAGIC[i];
    if (!known)
      throw problem(
          ExitCode.BAD_DATA, file, "", "is no .npy file", "save the vectors with numpy.save");
    int version = all.get(ValueLayout.JAVA_BYTE, 6);
    var layout = ByteOrder.LITTLE_ENDIAN;
    long length =
        version == 1
            ? all.get(ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(layout), 8) & 0xffff
            : all.get(ValueLayout.JAVA_INT_UNALIGNED.withOrder(layout), 8) & 0xffffffffL;
    long end = (version == 1 ? 10 : 12) + length;
    if (end > all.byteSize() || end > Integer.MAX_VALUE)
      throw problem(ExitCode.BAD_DATA, file, "", "its header is cut off", "write the file again");
    return (int) end;
  }

  private static Matcher describe(Path file, MemorySegment all, int end) {
    int start = all.get(ValueLayout.JAVA_BYTE, 6) == 1 ? 10 : 12;
    byte[] bytes = all.asSlice(start, end - start).toArray(ValueLayout.JAVA_BYTE);
    String header = new String(bytes, StandardCharsets.ISO_8859_1).strip();
    var found = DESCRIPTION.matcher(header);
    if (!found.find())
      throw problem(
          ExitCode.BAD_DATA,
          file,
          header,
          "must be a matrix [N, D] of little-endian floats in row order",
          "save numpy.ascontiguousarray(vectors, dtype='<f4')");
    return found;
  }

  private static ProblemsException problem(
      ExitCode code, Path file, String value, String rule, String remedy) {
    return ProblemsException.of(code, file.toString(), value, rule, remedy);
  }

  /** [N, D], read-only, as long as this is open. */
  public Tensor matrix() {
    return matrix;
  }

  /** Writes rows, all of one width, under a temporary name first. */
  public static void write(Path file, List<float[]> rows) throws IOException {
    write(file, rows.size(), rows.getFirst().length, rows);
  }

  /**
   * Writes rows as they come.
   *
   * @param count of rows
   * @param rows {@code count} of them, each of {@code width} numbers
   */
  public static void write(Path file, long count, int width, Iterable<float[]> rows)
      throws IOException {
    String header =
        "{'descr': '<f4', 'fortran_order': False, 'shape': (" + count + ", " + width + "), }";
    AtomicFiles.write(
        file,
        sink -> {
          var start = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
          start.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) (HEADER - 10));
          byte[] text = new byte[HEADER - 10];
          Arrays.fill(text, (byte) ' ');
          byte[] words = header.getBytes(StandardCharsets.ISO_8859_1);
          System.arraycopy(words, 0, text, 0, words.length);
          text[text.length - 1] = '\n';
          sink.write(start.put(text).array());
          var buffer =
              ByteBuffer.allocate(Math.max(CHUNK, width * 4)).order(ByteOrder.LITTLE_ENDIAN);
          long written = 0;
          for (float[] row : rows) {
            if (row.length != width)
              throw new IllegalArgumentException(row.length + " numbers in a row of " + width);
            if (buffer.remaining() < width * 4) {
              sink.write(buffer.array(), 0, buffer.position());
              buffer.clear();
            }
            for (float value : row) buffer.putFloat(value);
            written++;
          }
          sink.write(buffer.array(), 0, buffer.position());
          if (written != count)
            throw new IllegalArgumentException(written + " rows of " + count + " announced");
        });
  }

  @Override
  public void close() {
    matrix.close();
    arena.close();
  }
}
