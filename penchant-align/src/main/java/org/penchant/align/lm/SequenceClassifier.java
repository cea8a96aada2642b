package org.penchant.align.lm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import org.penchant.torch.safetensors.Safetensors;
import org.penchant.torch.tensor.DType;
import org.penchant.torch.tensor.Tensor;

/**
 * A model folder of the class ...ForSequenceClassification: a body, mostly without its unembedding,
 * and a matrix {@code score.weight} [m, D] that reads the hidden state of a sequence's last token.
 *
 * @param body its {@link CausalLm#logits} mean nothing, unless it was saved as one that speaks
 * @param score [m, D] F32
 */
public record SequenceClassifier(Transformer body, Tensor score) implements AutoCloseable {
  private static final String SCORE = "score.weight";
  private static final String SUFFIX = "ForSequenceClassification";
  private static final String TIED = "tie_word_embeddings";

  /** Whether a folder's config names such a class. */
  public static boolean isOne(Path folder) throws IOException {
    for (var name : ModelFolder.config(folder).json().path("architectures"))
      if (name.asText().endsWith(SUFFIX)) return true;
    return false;
  }

  /**
   * Loads a folder.
   *
   * @param type element type of the body to compute in, or empty for the file's
   * @throws ProblemsException listing every tensor that is missing, surplus or of another shape
   */
  public static SequenceClassifier load(Path folder, Optional<DType> type) throws IOException {
    var json = ModelFolder.config(folder).json().deepCopy();
    Tensor score;
    ModelConfig config;
    try (var file = Safetensors.open(folder)) {
      // Without an unembedding the embedding stands in for what is never read.
      String head = ModelFolder.config(folder).architecture().layout().head() + ".weight";
      if (!file.names().contains(head)) json.put(TIED, true);
      config = ModelConfig.parse(json.toString(), folder.resolve("config.json").toString());
      if (!file.names().contains(SCORE))
        throw ProblemsException.of(
            ExitCode.BAD_MODEL,
            folder + ", tensor " + SCORE,
            "",
            "is missing",
            "name a folder of a sequence classifier, or train one with reward train");
      long[] shape = file.shape(SCORE);
      if (shape.length != 2 || shape[1] != config.hidden())
        throw ProblemsException.of(
            ExitCode.BAD_MODEL,
            folder + ", tensor " + SCORE,
            Arrays.toString(shape),
            "must be [m, " + config.hidden() + "], as wide as the hidden states",
            "use the weights that belong to config.json");
      var stored = file.tensor(SCORE);
      score = stored.type() == DType.F32 ? stored.copy() : stored.to(DType.F32);
      stored.close();
    }
    return new SequenceClassifier(
        ModelFolder.load(folder, config, type, Set.of(SCORE)), score.requiresGrad(true));
  }

  /**
   * Writes a folder.
   *
   * @param target must not exist, or be empty
   * @param score [m, D]
   * @param companions the folder the tokenizer comes from
   * @param speaks whether the unembedding is kept, so that the body can still generate; other
   *     programs ignore it
   */
  public static void save(
      Path target, Transformer body, Tensor score, Path companions, boolean speaks)
      throws IOException {
    var json = ModelFolder.configOf(body);
    rename(json, body.config().architecture().className());
    json.put("num_labels", score.size(0));
    // Without a padding token the class can read no batch of several sequences elsewhere.
    if (!json.path("pad_token_id").isInt() && !body.config().eos().isEmpty())
      json.put("pad_token_id", body.config().eos().getFirst());
    var weights = new LinkedHashMap<>(body.weights());
    if (!speaks) weights.keySet().removeAll(body.headParameters());
    weights.put(SCORE, score);
    ModelFolder.save(target, json, weights, Optional.of(companions));
  }

  private static void rename(ObjectNode json, String causal) {
    String name = causal.replace("ForCausalLM", SUFFIX).replace("LMHeadModel", SUFFIX);
    json.putArray("architectures").add(name);
  }

  @Override
  public void close() {
    body.close();
    score.close();
  }
}
