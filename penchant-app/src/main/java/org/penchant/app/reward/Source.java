package org.penchant.app.reward;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.penchant.align.lm.LoraAdapter;
import org.penchant.align.lm.Transformer;
import org.penchant.align.reward.LanguageTerm;
import org.penchant.align.reward.States;
import org.penchant.align.reward.TextStates;
import org.penchant.align.reward.VectorFile;
import org.penchant.align.reward.VectorStates;
import org.penchant.align.train.RewardItems;
import org.penchant.align.train.TextItems;
import org.penchant.align.train.VectorItems;
import org.penchant.align.train.Wording;
import org.penchant.app.job.LoadedModel;
import org.penchant.core.preference.Comparison;
import org.penchant.core.random.Seeds;
import org.penchant.torch.tensor.Tensor;

/** Where a run's features come from, opened. */
sealed interface Source extends AutoCloseable {
  /** Items of rows. */
  RewardItems items();

  /** The features of the items asked for so far. */
  States states();

  /** Parameters behind the features that train, by name. */
  Map<String, Tensor> behind();

  /** What could not be used, by reason. */
  Map<String, Integer> dropped();

  @Override
  void close();

  /** Opens what a request names; all rows of the data are given, in order. */
  static Source open(RewardRequest request, List<Comparison> rows, Seeds seeds) throws IOException {
    var features = request.features();
    return features.vectors().isPresent()
        ? Vectors.open(features.vectors().get(), rows)
        : Model.open(features, request, seeds);
  }

  /** A file of vectors. */
  record Vectors(VectorFile file, VectorItems items) implements Source {
    static Vectors open(Path path, List<Comparison> rows) throws IOException {
      var file = VectorFile.open(path);
      try {
        return new Vectors(file, VectorItems.of(rows, path, file.matrix().size(0)));
      } catch (IOException | RuntimeException e) {
        file.close();
        throw e;
      }
    }

    @Override
    public States states() {
      return new VectorStates(file.matrix(), items.starts());
    }

    @Override
    public Map<String, Tensor> behind() {
      return Map.of();
    }

    @Override
    public Map<String, Integer> dropped() {
      return items.dropped();
    }

    @Override
    public void close() {
      file.close();
    }
  }

  /** A model whose hidden states are read. */
  record Model(
      LoadedModel loaded,
      Transformer body,
      TextItems items,
      boolean trains,
      int maxTokens,
      boolean checkpointing,
      double languageWeight)
      implements Source {
    static Model open(RewardRequest.Features features, RewardRequest request, Seeds seeds)
        throws IOException {
      var text = features.text();
      var loaded =
          LoadedModel.load(
              features.model().orElseThrow(),
              Optional.empty(),
              text.type(),
              text.countStraddling());
      try {
        var body =
            features
                .lora()
                .map(config ->
                    loaded.model().withAdapter(LoraAdapter.fresh(loaded.model(), config, seeds)))
                .orElse(loaded.model());
        int length = text.maxLength() > 0 ? text.maxLength() : loaded.text().context();
        return new Model(
            loaded,
            body,
            new TextItems(
                loaded.text().encoder(),
                length,
                text.truncation(),
                request.method().head().stepwise(),
                request
                    .method()
                    .traces()
                    .<Wording>map(Wording.Traced::new)
                    .orElse(new Wording.Plain(features.languageWeight() > 0))),
            !features.frozen(),
            request.train().maxTokens(),
            request.train().steps().checkpointing(),
            features.languageWeight());
      } catch (RuntimeException e) {
        loaded.close();
        throw e;
      }
    }

    @Override
    public States states() {
      return new TextStates(
          body,
          items.sequences(),
          trains,
          maxTokens,
          checkpointing,
          new LanguageTerm(languageWeight, items.taught()));
    }

    @Override
    public Map<String, Tensor> behind() {
      if (!trains) return Map.of();
      var body = new HashMap<>(this.body.parameters());
      if (languageWeight == 0) body.keySet().removeAll(this.body.headParameters());
      return new TreeMap<>(body);
    }

    @Override
    public Map<String, Integer> dropped() {
      return items.dropped();
    }

    @Override
    public void close() {
      if (body != loaded.model()) body.close();
      loaded.close();
    }
  }
}
