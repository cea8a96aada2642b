package org.penchant.app.reward;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penchant.align.lm.LoraConfig;
import org.penchant.align.reward.lowrank.UserWeight;
import org.penchant.align.train.RewardEncoder.Ties;
import org.penchant.align.train.TrainOptions;
import org.penchant.align.train.Truncation;
import org.penchant.data.read.ColumnNames;
import org.penchant.data.read.ReadOptions;
import org.penchant.papers.catalogue.RewardMethod;
import org.penchant.torch.tensor.DType;

/**
 * A reward model to train.
 *
 * @param method head and objective
 * @param features what it reads
 * @param rows what it learns from
 * @param train how
 * @param run where to and under which name
 * @param extras what joins the training beside the method
 */
public record RewardRequest(
    RewardMethod method,
    Features features,
    Rows rows,
    TrainOptions train,
    Run run,
    RewardExtras extras) {
  /** A plain run. */
  public RewardRequest(
      RewardMethod method, Features features, Rows rows, TrainOptions train, Run run) {
    this(method, features, rows, train, run, RewardExtras.NONE);
  }

  /**
   * What a head reads: vectors of a file, or the hidden states of a model.
   *
   * @param vectors a .npy file, instead of a model
   * @param model a model folder, instead of vectors
   * @param frozen whether the model stays as it is
   * @param hidden widths of hidden layers
   * @param text how rows become tokens
   * @param init a reward model's folder whose weights are the start, instead of drawn ones
   * @param lora an adapter to train instead of the whole model
   * @param languageWeight of the mean cross-entropy of what the model is also taught to write: the
   *     method's traces, or preferred responses; 0 for nothing
   */
  public record Features(
      Optional<Path> vectors,
      Optional<Path> model,
      boolean frozen,
      List<Integer> hidden,
      Text text,
      Optional<Path> init,
      Optional<LoraConfig> lora,
      double languageWeight) {
    public Features {
      if (!(languageWeight >= 0 && Double.isFinite(languageWeight)))
        throw new IllegalArgumentException(
            "language-model weight = " + languageWeight + ", must not be negative");
      if (languageWeight > 0 && (model.isEmpty() || frozen))
        throw new IllegalArgumentException(
            "language-model weight = "
                + languageWeight
                + ": only a model that trains can learn"
                + " to write");
      hidden = List.copyOf(hidden);
      for (int width : hidden)
        if (width < 1)
          throw new IllegalArgumentException("hidden width " + width + ", must be at least 1");
    }

    /** The same of another model. */
    public Features withModel(Path other) {
      return new Features(
          vectors, Optional.of(other), frozen, hidden, text, init, lora, languageWeight);
    }

    /** The same from another start. */
    public Features withInit(Optional<Path> folder) {
      return new Features(vectors, model, frozen, hidden, text, folder, lora, languageWeight);
    }
  }

  /**
   * How rows become tokens.
   *
   * @param maxLength tokens of a sequence, 0 for the model's context
   * @param type element type to compute in, or the folder's
   * @param tracing how a model that reads traces comes by them when it scores
   */
  public record Text(
      int maxLength,
      Truncation truncation,
      boolean countStraddling,
      Optional<DType> type,
      Tracing tracing) {
    /** A model that reads traces writes them itself. */
    public Text(
        int maxLength, Truncation truncation, boolean countStraddling, Optional<DType> type) {
      this(maxLength, truncation, countStraddling, type, Tracing.defaults());
    }

    public Text withTracing(Tracing other) {
      return new Text(maxLength, truncation, countStraddling, type, other);
    }
  }

  /**
   * Preference data.
   *
   * @param maxRows use the first rows only; 0 for all
   * @param evalSplit share held out, whole prompts, where {@code evalData} is empty
   * @param heldOutUsers share of users that are held out whole, for few-shot figures
   * @param ties what becomes of them
   * @param userWeight how much a row of a user with several counts
   */
  public record Rows(
      List<Path> files,
      List<Path> evalData,
      ReadOptions read,
      ColumnNames columns,
      int maxRows,
      double evalSplit,
      double heldOutUsers,
      Ties ties,
      UserWeight userWeight) {
    public Rows {
      files = List.copyOf(files);
      evalData = List.copyOf(evalData);
    }
  }

  /**
   * A run's folder and record.
   *
   * @param options of the command, for the manifest
   * @param started when
   */
  public record Run(Path out, boolean resume, Map<String, String> options, String started) {}
}
