package org.penchant.testkit.bad;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * One or several bad files read together.
 *
 * @param name the names of the files, separated by spaces
 * @param message what the message must contain
 * @param exitCode the exit code it must end with
 */
public record BadData(String name, String message, int exitCode) {
  private static final String GOOD =
      "{\"prompt\": \"p\", \"chosen\": \"a\", \"rejected\": \"b\"}\n";

  /** "hello" packed by the zstd program, without its last bytes. */
  private static final String ZSTD = "28b52ffd04582900006865";

  /** All cases of the table in {@code folder}. */
  public static List<BadData> table(Path folder) {
    try {
      return List.of(
          new ObjectMapper()
              .readValue(Files.readAllBytes(folder.resolve("expected.json")), BadData[].class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The files, from {@code folder} where they lie there, else made in {@code made}. */
  public List<Path> files(Path folder, Path made) throws IOException {
    var files = new ArrayList<Path>();
    for (String file : name.split(" ")) {
      Path lying = folder.resolve(file);
      files.add(Files.exists(lying) ? lying : make(made.resolve(file)));
    }
    return files;
  }

  private static Path make(Path file) throws IOException {
    String name = file.getFileName().toString();
    byte[] gzip = gzip(GOOD.repeat(5000));
    switch (name) {
      case "absent.jsonl" -> {}
      case "folder.jsonl" -> Files.createDirectories(file);
      case "truncated.jsonl.gz" -> Files.write(file, Arrays.copyOf(gzip, gzip.length - 12));
      case "header-cut.jsonl.gz" -> Files.write(file, Arrays.copyOf(gzip, 6));
      case "damaged.jsonl.gz" -> {
        Arrays.fill(gzip, 60, 80, (byte) 0xa5);
        Files.write(file, gzip);
      }
      case "empty-inside.jsonl.gz" -> Files.write(file, gzip(""));
      case "truncated.jsonl.zst" -> Files.write(file, HexFormat.of().parseHex(ZSTD));
      case "data.zip" -> Files.write(file, new byte[] {'P', 'K', 3, 4, 0, 0});
      case "data.jsonl.bz2" -> Files.write(file, new byte[] {'B', 'Z', 'h', '9', 0, 0});
      case "data.jsonl.xz" -> Files.write(file, new byte[] {(byte) 0xfd, '7', 'z', 'X', 'Z', 0});
      case "deep.jsonl" ->
          Files.writeString(file, "{\"prompt\": " + "[".repeat(9000) + "]".repeat(9000) + "}\n");
      case "many-errors.jsonl" -> Files.writeString(file, "{\"prompt\": 1\n".repeat(1000));
      case "noise.bin" -> Files.write(file, noise());
      default -> throw new IllegalArgumentException("nobody makes " + name);
    }
    return file;
  }

  private static byte[] noise() {
    byte[] noise = new byte[4096];
    int state = 12345;
    for (int i = 0; i < noise.length; i++) {
      state = state * 1103515245 + 12345;
      noise[i] = (byte) (state >>> 16 | 1);
    }
    return noise;
  }

  private static byte[] gzip(String text) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var packed = new GZIPOutputStream(out)) {
      packed.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }
}
