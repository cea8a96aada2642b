package org.penchant.align.merge;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.penchant.torch.tensor.DType;

/** The element type that a folder's config.json states. */
final class ConfigType {
  private ConfigType() {}

  /** Makes it the type that the weights now have. */
  static void state(Path folder, DType type) throws IOException {
    Path file = folder.resolve("config.json");
    if (!Files.exists(file)) return;
    var mapper = new ObjectMapper();
    if (!(mapper.readTree(Files.readString(file, StandardCharsets.UTF_8))
        instanceof ObjectNode json)) return;
    String name =
        switch (type) {
          case F64 -> "float64";
          case F16 -> "float16";
          case BF16 -> "bfloat16";
          default -> "float32";
        };
    json.put(json.has("dtype") ? "dtype" : "torch_dtype", name);
    Files.writeString(file, json.toPrettyString() + "\n", StandardCharsets.UTF_8);
  }
}
