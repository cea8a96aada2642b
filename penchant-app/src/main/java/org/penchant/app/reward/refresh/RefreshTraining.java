package org.penchant.app.reward.refresh;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penchant.align.reward.Head;
import org.penchant.align.reward.RewardFolder;
import org.penchant.align.reward.SkewSymmetric;
import org.penchant.align.reward.lowrank.UserWeight;
import org.penchant.align.train.RewardEncoder.Ties;
import org.penchant.app.reward.RewardRequest;
import org.penchant.core.io.Sha256;
import org.penchant.core.parts.Codec;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import org.penchant.data.read.ColumnNames;
import org.penchant.papers.catalogue.Catalogue;

/** The training of a refresh: that of reward train, on files that the refresh wrote. */
final class RefreshTraining {
  static final String NEAREST = "nearest.jsonl";
  static final String HELD_OUT = "held-out.jsonl";
  static final String FOLDER = "training";
  static final String IDENTITY = "training.id";

  private RefreshTraining() {}

  /** Training on what the filter kept, guarded by what was held out. */
  static RewardRequest of(RefreshRequest request) throws IOException {
    var description = RewardFolder.description(request.start());
    var method = Catalogue.load().rewardMethod("reward-model", Map.of("head", description.head()));
    var features = request.features();
    Path out = request.run().out();
    return new RewardRequest(
        method,
        new RewardRequest.Features(
            features.vectors(),
            features.vectors().isPresent() ? Optional.empty() : Optional.of(request.start()),
            features.frozen(),
            List.of(),
            features.text(),
            Optional.of(request.start()),
            Optional.empty(),
            0),
        new RewardRequest.Rows(
            List.of(out.resolve(NEAREST)),
            List.of(out.resolve(HELD_OUT)),
            request.pairs().data().read(),
            ColumnNames.defaults(),
            0,
            0,
            0,
            Ties.HALF,
            UserWeight.ROWS),
        request.train(),
        new RewardRequest.Run(
            out.resolve(FOLDER),
            request.run().resume(),
            request.run().options(),
            request.run().started()));
  }

  /** What two trainings of one folder have in common that may stand for each other. */
  static String identity(RefreshRequest request) throws IOException {
    Path out = request.run().out();
    return String.join(
        "\n",
        Sha256.of(out.resolve(NEAREST)),
        Sha256.of(out.resolve(HELD_OUT)),
        request.start().toString(),
        request.features().toString(),
        request.train().toString());
  }

  /** A head that compares pairs, or whose rewards are users', has no one reward of an answer. */
  static void requireRewards(RefreshRequest request) throws IOException {
    for (Path model : List.of(request.model(), request.start())) {
      var head = Codec.read(RewardFolder.description(model).head(), Head.class);
      if (head instanceof SkewSymmetric || head.personal() || head.stepwise())
        throw ProblemsException.of(
            ExitCode.USAGE,
            model.toString(),
            head,
            "a refresh needs one reward of an answer",
            "name a model that reward train --method reward-model made");
    }
  }
}
