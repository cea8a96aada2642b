package org.penchant.app.reward;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penchant.align.reward.IdealPoint;
import org.penchant.align.reward.RewardFolder;
import org.penchant.align.reward.RewardModel;
import org.penchant.align.reward.RewardRow;
import org.penchant.align.reward.Scaling;
import org.penchant.align.reward.States;
import org.penchant.align.reward.Trunk;
import org.penchant.align.reward.Users;
import org.penchant.align.reward.ideal.KMeans;
import org.penchant.align.reward.ideal.PrototypeStart;
import org.penchant.core.io.Sha256;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.torch.tensor.GradMode;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

/** The reward model that a run starts from. */
final class RewardStart {
  /** Items that means and standard deviations of features are taken over. */
  private static final int SCALED_ON = 4096;

  /** Of k-means, at most. */
  private static final int ROUNDS = 100;

  private RewardStart() {}

  /** Drawn, or of another run. Features of vectors and of models that do not train are scaled. */
  static RewardModel of(
      RewardRequest request, States states, List<RewardRow> rows, Users users, Seeds seeds)
      throws IOException {
    var init = request.features().init();
    var model =
        init.isPresent()
            ? loaded(init.get(), request, states.width(), users)
            : drawn(request, states, rows, users, seeds);
    try {
      var member = request.extras().member();
      if (member.head().isPresent())
        try (var other = loaded(member.head().get(), request, states.width(), users)) {
          copy(head(other), head(model));
        }
      if (member.headOnly())
        for (var layer : model.trunk().layers().subList(0, model.trunk().layers().size() - 1)) {
          layer.weight().requiresGrad(false);
          layer.bias().ifPresent(b -> b.requiresGrad(false));
        }
      return model;
    } catch (IOException | RuntimeException e) {
      model.close();
      throw e;
    }
  }

  private static RewardModel drawn(
      RewardRequest request, States states, List<RewardRow> rows, Users users, Seeds seeds) {
    var head = request.method().head();
    boolean scaled = request.features().model().isEmpty() || request.features().frozen();
    var trunk = Trunk.drawn(states.width(), request.features().hidden(), head, scaled, seeds);
    var scaling = scaled ? scaling(states, rows, seeds) : Scaling.none(states.width());
    var model = RewardModel.drawn(head, trunk, scaling, users.names(), seeds);
    if (head instanceof IdealPoint ideal && request.method().prototypes() == PrototypeStart.K_MEANS)
      place(ideal, model, states, rows, seeds);
    return model;
  }

  /** Puts prototypes at the k-means of mapped responses. */
  private static void place(
      IdealPoint head, RewardModel model, States states, List<RewardRow> rows, Seeds seeds) {
    try (var scope = TensorScope.open();
        var _ = GradMode.disabled()) {
      double[] flat = model.outputs(sample(states, rows, seeds)).toDoubles();
      double[][] mapped = new double[flat.length / head.dimensions()][];
      for (int i = 0; i < mapped.length; i++)
        mapped[i] = Arrays.copyOfRange(flat, i * head.dimensions(), (i + 1) * head.dimensions());
      double[][] centres =
          new KMeans(head.prototypes(), ROUNDS).centres(mapped, seeds.stream("prototypes"));
      double[] points = Arrays.stream(centres).flatMapToDouble(Arrays::stream).toArray();
      var table = model.tables().get(IdealPoint.POINTS);
      if (table == null) throw new IllegalArgumentException(head + " has no points");
      table.copyInPlace(Tensor.of(points, points.length));
    } catch (IllegalArgumentException unfit) {
      model.close();
      throw ProblemsException.of(
          ExitCode.USAGE,
          "--set start",
          "k-means",
          String.valueOf(unfit.getMessage()),
          "take start=normal, or fewer prototypes");
    }
  }

  /** The weights of another run, for the same head, features and users. */
  private static RewardModel loaded(Path folder, RewardRequest request, int width, Users users)
      throws IOException {
    var model = RewardFolder.read(folder);
    int reads = (int) model.trunk().layers().getFirst().weight().size(1);
    var problems = new Problems();
    if (!model.head().equals(request.method().head()))
      problems.error(
          folder.toString(),
          model.head(),
          "the method trains " + request.method().head(),
          "start from a model of the same method and settings");
    if (reads != width)
      problems.error(
          folder.toString(),
          "reads " + reads + " numbers",
          "the features have " + width,
          "start from a model of the same features");
    if (model.head().personal() && !model.users().equals(users.names()))
      problems.error(
          folder.toString(),
          model.users().size() + " users",
          "the data has " + users.names().size() + ", others or in another order",
          "start from a model of the same users");
    if (!problems.errors().isEmpty()) model.close();
    problems.throwIfErrors(ExitCode.USAGE);
    return model;
  }

  /** The last maps and tables: what members of an average must begin with alike. */
  private static Map<String, Tensor> head(RewardModel model) {
    var head = new LinkedHashMap<>(model.parameters());
    head.keySet().removeIf(name -> name.startsWith("hidden."));
    return head;
  }

  private static void copy(Map<String, Tensor> from, Map<String, Tensor> to) {
    var problems = new Problems();
    try (var _ = GradMode.disabled()) {
      to.forEach((name, tensor) -> {
        var other = from.get(name);
        if (other != null && Arrays.equals(other.shape(), tensor.shape()))
          tensor.copyInPlace(other);
        else
          problems.error(
              "head", name, "is of another shape in the common head", "start from models alike");
      });
    }
    problems.throwIfErrors(ExitCode.USAGE);
  }

  /** A digest of the head as it is now. */
  static String digest(RewardModel model) {
    var text = new StringBuilder();
    head(model)
        .forEach((name, tensor) ->
            text.append(name).append(Arrays.toString(tensor.toFloats())).append('\n'));
    return Sha256.of(text.toString()).substring(0, 16);
  }

  private static Scaling scaling(States states, List<RewardRow> rows, Seeds seeds) {
    try (var scope = TensorScope.open();
        var _ = GradMode.disabled()) {
      return Scaling.of(sample(states, rows, seeds));
    }
  }

  /** Features of responses of some rows. */
  private static Tensor sample(States states, List<RewardRow> rows, Seeds seeds) {
    var some = new ArrayList<int[]>();
    int count = 0;
    for (int i : Seeds.permutation(rows.size(), seeds.stream("scaling"))) {
      some.add(rows.get(i).items());
      count += rows.get(i).items().length;
      if (count >= SCALED_ON) break;
    }
    return states.forward(some, false).states();
  }
}
