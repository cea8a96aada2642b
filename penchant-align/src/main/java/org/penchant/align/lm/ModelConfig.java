package org.penchant.align.lm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.penchant.core.problems.ProblemsException;

/**
 * What config.json says of a model, under one set of names for all architectures.
 *
 * @param vocabulary rows of the embedding
 * @param hidden width of the residual stream, D
 * @param inner width inside the MLP
 * @param heads query heads
 * @param kvHeads key and value heads; divides {@code heads}
 * @param headDim width of a head, d
 * @param contextLength the longest sequence the model was made for
 * @param layers what differs between layers, in their order
 * @param normEps added under the norms' square roots
 * @param biases which linear maps have a bias
 * @param tied whether the output head is the embedding
 * @param parallel whether attention and MLP read the same residual and are added together
 * @param attentionScale factor of query-key products
 * @param attentionCap c of c tanh(s/c) on attention scores, 0 for none
 * @param logitCap c of c tanh(s/c) on logits, 0 for none
 * @param initStd standard deviation of fresh weights
 * @param bos id the config names as beginning of sequence
 * @param eos ids the config names as end of sequence
 * @param json the whole config.json, written back when the model is saved
 */
public record ModelConfig(
    Architecture architecture,
    int vocabulary,
    int hidden,
    int inner,
    int heads,
    int kvHeads,
    int headDim,
    int contextLength,
    List<Layer> layers,
    double normEps,
    Activation activation,
    Biases biases,
    boolean tied,
    boolean parallel,
    double attentionScale,
    double attentionCap,
    double logitCap,
    double initStd,
    Optional<Integer> bos,
    List<Integer> eos,
    ObjectNode json) {

  /** The MLP's nonlinearity. */
  public enum Activation {
    SILU,
    GELU,
    GELU_TANH,
    RELU
  }

  /** Which linear maps have a bias. */
  public record Biases(boolean qkv, boolean out, boolean mlp) {}

  /**
   * What one layer has of its own.
   *
   * @param window how many last tokens, itself included, a token attends to; 0 for all
   * @param rotary how queries and keys rotate, if they do
   */
  public record Layer(int window, Optional<Rotary> rotary) {}

  public ModelConfig {
    layers = List.copyOf(layers);
    eos = List.copyOf(eos);
  }

  /**
   * Reads a config.json.
   *
   * @param place the file, for messages
   * @throws ProblemsException naming every key that is missing, wrong or not supported
   */
  public static ModelConfig parse(String json, String place) {
    return ConfigReader.read(json, place);
  }

  boolean has(Architecture.Trait trait) {
    return architecture.has(trait);
  }
}
