package org.penchant.align.lm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.penchant.align.lm.Architecture.Trait;

/** Reads from config.json what differs between layers: window and rotation. */
record LayerReader(ConfigFields fields, Architecture architecture, int count, int headDim) {
  List<ModelConfig.Layer> read() {
    var out = new ArrayList<ModelConfig.Layer>();
    int window = window();
    var types = fields.texts("layer_types");
    if (!types.isEmpty() && types.size() != count)
      fields.refuse("layer_types", "must have an entry for each of the " + count + " layers");
    if (!List.of("full_attention", "sliding_attention").containsAll(types))
      fields.refuse("layer_types", "may hold full_attention and sliding_attention only");
    for (int i = 0; i < count; i++) {
      boolean slides = types.size() == count ? types.get(i).equals("sliding_attention") : slides(i);
      out.add(new ModelConfig.Layer(slides ? window : 0, rotary(i, slides)));
    }
    return out;
  }

  private int window() {
    return switch (architecture) {
      case MISTRAL -> fields.size("sliding_window", 0);
      case QWEN2, QWEN3, SMOLLM3 ->
          fields.flag("use_sliding_window", false) ? fields.size("sliding_window", 0) : 0;
      case GEMMA2, GEMMA3 -> fields.size("sliding_window", 4096);
      default -> 0;
    };
  }

  private boolean slides(int layer) {
    return switch (architecture) {
      case MISTRAL -> true;
      case QWEN2, QWEN3 -> layer >= fields.size("max_window_layers", 28);
      case GEMMA2 -> layer % 2 == 0;
      case GEMMA3 -> (layer + 1) % fields.size("sliding_window_pattern", 6) != 0;
      default -> false;
    };
  }

  private Optional<Rotary> rotary(int layer, boolean slides) {
    if (architecture.has(Trait.LEARNED_POSITIONS)) return Optional.empty();
    if (architecture == Architecture.SMOLLM3 && !rotates(layer)) return Optional.empty();
    boolean local = architecture == Architecture.GEMMA3 && slides;
    JsonNode rope = fields.object("rope_parameters");
    JsonNode byType = rope.path(slides ? "sliding_attention" : "full_attention");
    if (byType.isObject()) return Optional.of(rotary(byType, 10000));
    if (local) return Optional.of(Rotary.of(headDim, fields.number("rope_local_base_freq", 1e4)));
    double theta =
        fields.number(
            architecture == Architecture.GPT_NEOX ? "rotary_emb_base" : "rope_theta",
            architecture == Architecture.GEMMA3 ? 1e6 : 1e4);
    return Optional.of(rotary(rope.isObject() ? rope : fields.object("rope_scaling"), theta));
  }

  private boolean rotates(int layer) {
    var listed = fields.ids("no_rope_layers");
    return listed.size() == count
        ? listed.get(layer) == 1
        : (layer + 1) % fields.size("no_rope_layer_interval", 4) != 0;
  }

  private Rotary rotary(JsonNode rope, double defaultTheta) {
    double part =
        rope.path("partial_rotary_factor")
            .asDouble(
                architecture == Architecture.GPT_NEOX ? fields.number("rotary_pct", 0.25) : 1);
    int dims = (int) (headDim * part);
    if (dims < 2 || dims % 2 != 0)
      fields.refuse(
          architecture == Architecture.GPT_NEOX ? "rotary_pct" : "head_dim",
          "must leave a positive even number of dimensions to rotate, not " + dims);
    return new Rotary(dims, rope.path("rope_theta").asDouble(defaultTheta), scaling(rope));
  }

  private Rotary.Scaling scaling(JsonNode rope) {
    String type = rope.path("rope_type").asText(rope.path("type").asText("default"));
    double factor = rope.path("factor").asDouble(1);
    switch (type) {
      case "default":
        return new Rotary.Unscaled();
      case "linear":
        return new Rotary.Linear(factor);
      case "llama3":
        return new Rotary.Llama3(
            factor,
            rope.path("low_freq_factor").asDouble(1),
            rope.path("high_freq_factor").asDouble(4),
            rope.path("original_max_position_embeddings").asDouble(8192));
      default:
        fields.refuse("rope_scaling", "type " + type + " is not one of default, linear, llama3");
        return new Rotary.Unscaled();
    }
  }
}
