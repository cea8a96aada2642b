package org.penchant.torch.safetensors;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.penchant.torch.tensor.Tensor;

/**
 * Writes tensors in the safetensors format: in the map's order, under a temporary name in the same
 * folder, then moved. The same tensors give the same bytes.
 */
public final class SafetensorsWriter {
  private SafetensorsWriter() {}

  /** Writes one file. */
  public static void write(Path file, Map<String, Tensor> tensors, Map<String, String> metadata)
      throws IOException {
    var header = new LinkedHashMap<String, Object>();
    if (!metadata.isEmpty()) header.put(Header.METADATA, metadata);
    long at = 0;
    for (var e : tensors.entrySet()) {
      long bytes = bytes(e.getValue());
      var entry = new LinkedHashMap<String, Object>();
      entry.put("dtype", e.getValue().type().name());
      entry.put("shape", e.getValue().shape());
      entry.put("data_offsets", new long[] {at, at + bytes});
      header.put(e.getKey(), entry);
      at += bytes;
    }
    byte[] json = padded(new ObjectMapper().writeValueAsBytes(header));
    Path temporary = temporary(file);
    try {
      try (var channel =
          FileChannel.open(
              temporary,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING)) {
        var length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(json.length);
        writeAll(channel, length.flip());
        writeAll(channel, ByteBuffer.wrap(json));
        for (var tensor : tensors.values()) writeAll(channel, tensor);
        channel.force(true);
      }
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /**
   * Writes {@value Safetensors#SINGLE} into a folder, or, where the tensors exceed {@code
   * maxBytes}, shards of at most that size (or one tensor) and their index.
   */
  public static void writeFolder(
      Path folder, Map<String, Tensor> tensors, Map<String, String> metadata, long maxBytes)
      throws IOException {
    var shards = new ArrayList<Map<String, Tensor>>(List.of(new LinkedHashMap<>()));
    long filled = 0;
    long total = 0;
    for (var e : tensors.entrySet()) {
      long bytes = bytes(e.getValue());
      if (filled > 0 && filled + bytes > maxBytes) {
        shards.add(new LinkedHashMap<>());
        filled = 0;
      }
      shards.getLast().put(e.getKey(), e.getValue());
      filled += bytes;
      total += bytes;
    }
    if (shards.size() == 1) {
      write(folder.resolve(Safetensors.SINGLE), tensors, metadata);
      return;
    }
    var placed = new LinkedHashMap<String, String>();
    for (int i = 0; i < shards.size(); i++) {
      String name =
          String.format(Locale.ROOT, "model-%05d-of-%05d.safetensors", i + 1, shards.size());
      write(folder.resolve(name), shards.get(i), metadata);
      for (String tensor : shards.get(i).keySet()) placed.put(tensor, name);
    }
    var index = new LinkedHashMap<String, Object>();
    index.put("metadata", Map.of("total_size", total));
    index.put("weight_map", placed);
    Path temporary = temporary(folder.resolve(Safetensors.INDEX));
    Files.write(
        temporary, new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(index));
    Files.move(temporary, folder.resolve(Safetensors.INDEX), StandardCopyOption.ATOMIC_MOVE);
  }

  private static Path temporary(Path file) {
    return file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
  }

  private static long bytes(Tensor tensor) {
    return tensor.elements() * tensor.type().bytes();
  }

  /** The header is padded with spaces so that the data after it is aligned. */
  private static byte[] padded(byte[] json) {
    byte[] out = Arrays.copyOf(json, (json.length + 7) / 8 * 8);
    Arrays.fill(out, json.length, out.length, (byte) ' ');
    return out;
  }

  private static void writeAll(FileChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) channel.write(buffer);
  }

  private static void writeAll(FileChannel channel, Tensor tensor) throws IOException {
    long bytes = bytes(tensor);
    if (bytes == 0) return;
    try (var arena = Arena.ofConfined()) {
      MemorySegment copy = arena.allocate(bytes, 8);
      tensor.copyTo(copy);
      for (long at = 0; at < bytes; at += 1 << 30)
        writeAll(channel, copy.asSlice(at, Math.min(1 << 30, bytes - at)).asByteBuffer());
    }
  }
}
