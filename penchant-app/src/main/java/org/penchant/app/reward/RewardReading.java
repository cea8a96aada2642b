package org.penchant.app.reward;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.penchant.align.reward.RewardModel;
import org.penchant.align.reward.RewardPass;
import org.penchant.align.reward.RewardRow;
import org.penchant.align.reward.States;
import org.penchant.align.train.RewardItems;
import org.penchant.app.job.Progress;
import org.penchant.core.preference.Comparison;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.torch.tensor.TensorScope;

/**
 * Rows under a reward model, without gradients.
 *
 * @param items where rows' features are found
 * @param user whose rewards
 */
record RewardReading(RewardModel model, RewardItems items, int user) {
  private static final int PASS = 256;

  private List<Optional<RewardRow>> encoded(List<Comparison> rows) {
    var problems = new Problems();
    var encoded = new ArrayList<Optional<RewardRow>>();
    for (var row : rows) encoded.add(encoded(row, problems));
    problems.throwIfErrors(ExitCode.BAD_DATA);
    return encoded;
  }

  private Optional<RewardRow> encoded(Comparison row, Problems problems) {
    int[] at = new int[row.candidates().size()];
    for (int i = 0; i < at.length; i++) {
      OptionalInt item = items.candidate(row, i, problems);
      if (item.isEmpty()) return Optional.empty();
      at[i] = item.getAsInt();
    }
    int prompt = -1;
    if (model.head().promptOutputs() > 0) {
      var item = items.prompt(row, problems);
      if (item.isEmpty()) return Optional.empty();
      prompt = item.getAsInt();
    }
    return Optional.of(
        new RewardRow(
            row.provenance().toString(), at, prompt, user, new double[0], true, Map.of()));
  }

  /** What the head says of every row's candidates; empty for rows that cannot be used. */
  List<Optional<LoadedReward.Read>> read(
      List<Comparison> comparisons, Supplier<States> features, Progress progress) {
    var rows = encoded(comparisons);
    States states = features.get();
    var found = new ArrayList<Optional<LoadedReward.Read>>();
    for (int i = 0; i < rows.size(); i++) found.add(Optional.empty());
    var usable = new ArrayList<Integer>();
    for (int i = 0; i < rows.size(); i++) if (rows.get(i).isPresent()) usable.add(i);
    for (int from = 0; from < usable.size(); from += PASS) {
      var numbers = usable.subList(from, Math.min(usable.size(), from + PASS));
      var all = numbers.stream().map(i -> rows.get(i).orElseThrow()).toList();
      int at = 0;
      for (var run : states.split(all.stream().map(RewardRow::all).toList())) {
        try (var scope = TensorScope.open()) {
          var pass = new RewardPass(model, states, all.subList(at, at + run.size()), false);
          double[][] hidden = pass.hidden();
          int position = 0;
          for (int k = 0; k < run.size(); k++, at++) {
            int n = run.get(k).length;
            found.set(
                numbers.get(at),
                Optional.of(
                    new LoadedReward.Read(
                        pass.outputs().get(k),
                        Arrays.copyOfRange(hidden, position, position + n))));
            for (int item : run.get(k)) position += states.positions(item);
          }
        }
      }
      progress.at(from + numbers.size(), rows.size(), Map.of());
    }
    return found;
  }
}
