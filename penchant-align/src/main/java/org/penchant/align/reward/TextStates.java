package org.penchant.align.reward;

import java.util.Arrays;
import java.util.List;
import org.penchant.align.lm.CausalLm;
import org.penchant.align.lm.PackedBatch;
import org.penchant.align.lm.PredictorStates;
import org.penchant.align.lm.TokenSequence;
import org.penchant.torch.tensor.DType;
import org.penchant.torch.tensor.Tensor;

/**
 * Features that a model's body computes: the hidden state, after the final norm, of the token
 * before each trained token of a sequence. {@link #ending} makes the sequence whose one such state
 * is that of the last token.
 *
 * @param model the body; its unembedding is not used
 * @param sequences of the items
 * @param trains whether the body trains
 * @param maxTokens of one pass
 * @param checkpointing as {@link CausalLm#forward} has it
 * @param language what the model is also taught to write
 */
public record TextStates(
    CausalLm model,
    List<TokenSequence> sequences,
    boolean trains,
    int maxTokens,
    boolean checkpointing,
    LanguageTerm language)
    implements States {
  public TextStates {
    sequences = List.copyOf(sequences);
  }

  /** Features alone. */
  public TextStates(
      CausalLm model,
      List<TokenSequence> sequences,
      boolean trains,
      int maxTokens,
      boolean checkpointing) {
    this(model, sequences, trains, maxTokens, checkpointing, LanguageTerm.NONE);
  }

  /** The tokens, read to their end: a token is added that stands for what would come next. */
  public static TokenSequence ending(int... ids) {
    return TokenSequence.trainingFrom(Arrays.copyOf(ids, ids.length + 1), ids.length);
  }

  @Override
  public int width() {
    return model.width();
  }

  @Override
  public int size() {
    return sequences.size();
  }

  @Override
  public int positions(int item) {
    return sequences.get(item).trained();
  }

  private List<TokenSequence> group(int[] items) {
    return Arrays.stream(items).mapToObj(sequences::get).toList();
  }

  @Override
  public List<List<int[]>> split(List<int[]> rows) {
    var runs =
        PackedBatch.split(rows.stream().map(this::group).toList(), maxTokens).stream()
            .map(List::size)
            .toList();
    var split = new java.util.ArrayList<List<int[]>>();
    int at = 0;
    for (int n : runs) {
      split.add(rows.subList(at, at + n));
      at += n;
    }
    return split;
  }

  @Override
  public double languageWeight() {
    return language.weight();
  }

  @Override
  public long languageTokens(List<int[]> rows) {
    return language.tokens(rows);
  }

  @Override
  public Forward forward(List<int[]> rows, boolean train) {
    if (languageTokens(rows) > 0)
      return SpokenStates.of(
          model,
          rows.stream().map(this::group).toList(),
          rows.stream().flatMapToInt(Arrays::stream).mapToObj(language::of).toList(),
          train && trains,
          checkpointing);
    var batch = PackedBatch.of(rows.stream().map(this::group).toList());
    boolean back = train && trains;
    var pass =
        back
            ? PredictorStates.training(model, batch, checkpointing)
            : PredictorStates.of(model, batch);
    Tensor states = pass.states().to(DType.F32);
    return new Forward() {
      @Override
      public Tensor states() {
        return states;
      }

      @Override
      public boolean trains() {
        return back;
      }

      @Override
      public void backward(Tensor gradient, double byLanguage) {
        pass.backward(gradient);
      }
    };
  }
}
