package org.penchant.torch.safetensors;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.penchant.torch.tensor.DType;
import org.penchant.torch.tensor.Tensor;

/**
 * Tensors of one safetensors file, or of all shards of an index, mapped into memory.
 *
 * <p>{@link #tensor} views the mapping without a copy: the view must not be written to (the mapping
 * is read-only, a write ends the process) nor used after {@link #close}. Copy what shall train.
 */
public final class Safetensors implements AutoCloseable {
  /** File name of unsharded weights. */
  public static final String SINGLE = "model.safetensors";

  /** File name of the index of sharded weights. */
  public static final String INDEX = SINGLE + ".index.json";

  private static final long MAX_HEADER = 100_000_000;

  private final Arena arena = Arena.ofShared();
  private final Map<String, Stored> tensors = new LinkedHashMap<>();
  private final Map<String, String> metadata = new LinkedHashMap<>();

  private record Stored(Path file, Header.Entry entry, MemorySegment memory) {}

  private Safetensors() {}

  /**
   * Opens a file, or a folder's {@value #SINGLE}, or else the shards its index names.
   *
   * @throws SafetensorsException if a file breaks the format or the index disagrees with a shard
   */
  public static Safetensors open(Path path) throws IOException {
    var opened = new Safetensors();
    try {
      if (!Files.isDirectory(path)) opened.map(path);
      else if (Files.exists(path.resolve(SINGLE))) opened.map(path.resolve(SINGLE));
      else if (Files.exists(path.resolve(INDEX))) opened.mapShards(path);
      else throw new SafetensorsException(path, "has neither " + SINGLE + " nor " + INDEX);
      return opened;
    } catch (IOException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  /** Names of all tensors, in the order of the files. */
  public List<String> names() {
    return List.copyOf(tensors.keySet());
  }

  /** The free-form metadata of the files; a later file's value replaces an earlier one's. */
  public Map<String, String> metadata() {
    return Collections.unmodifiableMap(metadata);
  }

  public long[] shape(String name) {
    return stored(name).entry().shape().clone();
  }

  /** The format's name of the element type, {@code F32} for example. */
  public String type(String name) {
    return stored(name).entry().type();
  }

  /** The bytes of a tensor, read-only. */
  public MemorySegment bytes(String name) {
    return stored(name).memory();
  }

  /**
   * A view of the mapped bytes; a copy only where the file leaves them unaligned.
   *
   * @throws SafetensorsException if {@link DType} does not know the element type
   */
  public Tensor tensor(String name) throws SafetensorsException {
    var stored = stored(name);
    DType type;
    try {
      type = DType.valueOf(stored.entry().type());
    } catch (IllegalArgumentException e) {
      throw new SafetensorsException(
          stored.file(), name + ": element type " + stored.entry().type() + " is not supported");
    }
    long[] shape = stored.entry().shape();
    var memory = stored.memory();
    if (memory.byteSize() == 0) return Tensor.zeros(type, shape);
    if (memory.address() % type.bytes() == 0) return Tensor.over(memory, type, shape);
    try (var temporary = Arena.ofConfined()) {
      var aligned = temporary.allocate(memory.byteSize(), type.bytes()).copyFrom(memory);
      var view = Tensor.over(aligned, type, shape);
      var copy = view.copy();
      view.close();
      return copy;
    }
  }

  /** Ends the mapping; no view may be used any more. */
  @Override
  public void close() {
    arena.close();
  }

  private Stored stored(String name) {
    var found = tensors.get(name);
    if (found == null) throw new IllegalArgumentException("no tensor " + name);
    return found;
  }

  private void map(Path file) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size < 8) throw new SafetensorsException(file, "has " + size + " bytes, needs 8");
      var length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
      while (length.hasRemaining() && channel.read(length, length.position()) >= 0) {}
      long headerBytes = length.getLong(0);
      if (headerBytes < 2 || headerBytes > Math.min(MAX_HEADER, size - 8))
        throw new SafetensorsException(
            file, "header length " + Long.toUnsignedString(headerBytes) + " does not fit");
      var mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, size, arena);
      byte[] json = mapped.asSlice(8, headerBytes).toArray(java.lang.foreign.ValueLayout.JAVA_BYTE);
      var data = mapped.asSlice(8 + headerBytes);
      var header = Header.parse(file, json, data.byteSize());
      metadata.putAll(header.metadata());
      for (var e : header.entries().entrySet()) {
        var entry = e.getValue();
        var memory = data.asSlice(entry.begin(), entry.end() - entry.begin());
        var before = tensors.put(e.getKey(), new Stored(file, entry, memory));
        if (before != null)
          throw new SafetensorsException(file, e.getKey() + ": stored also in " + before.file());
      }
    }
  }

  private void mapShards(Path folder) throws IOException {
    Path index = folder.resolve(INDEX);
    var expected = new TreeMap<String, String>();
    try {
      var map = new ObjectMapper().readTree(Files.readString(index)).path("weight_map");
      for (var e : map.properties()) expected.put(e.getKey(), e.getValue().asText());
    } catch (JacksonException e) {
      throw new SafetensorsException(index, "is not valid JSON: " + e.getOriginalMessage());
    }
    if (expected.isEmpty()) throw new SafetensorsException(index, "has no weight_map");
    for (String shard : new TreeSet<>(expected.values())) {
      Path file = folder.resolve(shard).normalize();
      if (!folder.normalize().equals(file.getParent()))
        throw new SafetensorsException(index, "shard " + shard + " lies outside the folder");
      if (!Files.exists(file))
        throw new SafetensorsException(index, "shard " + shard + " is absent");
      map(file);
    }
    for (var e : expected.entrySet()) {
      var found = tensors.get(e.getKey());
      if (found == null || !e.getValue().equals(String.valueOf(found.file().getFileName())))
        throw new SafetensorsException(index, e.getKey() + " is not in " + e.getValue());
    }
  }
}
