package org.penchant.align.reward;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.torch.tensor.DType;
import org.penchant.torch.tensor.GradMode;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

/**
 * The average of reward models' own weights: trunk, tables and scaling, each parameter the mean of
 * the members' (arXiv 2401.12187). It is a good model only where members were trained from one
 * start.
 */
public final class HeadAverage {
  private HeadAverage() {}

  /**
   * Reports members that are other models than the first: another head, width, scaling, or other
   * users.
   */
  public static void check(List<String> names, List<RewardModel> members, Problems problems) {
    var first = members.getFirst();
    for (int i = 1; i < members.size(); i++) {
      var other = members.get(i);
      if (!other.head().equals(first.head()))
        refuse(names.get(i), other.head(), "the first has head " + first.head(), problems);
      else if (!other.users().equals(first.users()))
        refuse(
            names.get(i),
            other.users().size() + " users",
            "the first knows others, or in another order",
            problems);
      else if (!shapes(other).equals(shapes(first)))
        refuse(names.get(i), shapes(other), "the first has " + shapes(first), problems);
      else if (!same(first.scaling().mean(), other.scaling().mean())
          || !same(first.scaling().deviation(), other.scaling().deviation()))
        refuse(
            names.get(i),
            "features scaled otherwise",
            "members must read the same features",
            problems);
    }
  }

  private static void refuse(String place, Object value, String rule, Problems problems) {
    problems.error(
        place, value, rule, "train members with --init of one model, which gives all one start");
  }

  private static String shapes(RewardModel model) {
    var text = new StringBuilder();
    model
        .parameters()
        .forEach((name, tensor) ->
            text.append(name).append(Arrays.toString(tensor.shape())).append(' '));
    return text.toString().strip();
  }

  private static boolean same(Tensor a, Tensor b) {
    return Arrays.equals(a.toFloats(), b.toFloats());
  }

  /**
   * Puts the average into the first member.
   *
   * @param counts how many models each member stands for
   * @throws org.penchant.core.problems.ProblemsException if members do not fit together
   */
  public static void into(List<String> names, List<RewardModel> members, int[] counts) {
    var problems = new Problems();
    if (members.size() < 2)
      problems.error(
          "--model", members.size() + " models", "an average is of several", "name more");
    check(names, members, problems);
    problems.throwIfErrors(ExitCode.BAD_MODEL);
    try (var scope = TensorScope.open();
        var _ = GradMode.disabled()) {
      var parameters = members.stream().map(RewardModel::parameters).toList();
      for (var entry : parameters.getFirst().entrySet()) {
        Tensor sum = Tensor.zeros(DType.F64, entry.getValue().shape());
        for (int i = 0; i < counts.length; i++) {
          Tensor one = Objects.requireNonNull(parameters.get(i).get(entry.getKey()));
          sum.addInPlace(one.to(DType.F64), counts[i]);
        }
        entry.getValue().copyInPlace(sum.mul(1.0 / Arrays.stream(counts).sum()));
      }
    }
  }
}
