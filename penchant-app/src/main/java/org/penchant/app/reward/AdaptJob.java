package org.penchant.app.reward;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penchant.align.merge.WeightAverage;
import org.penchant.align.reward.FewShot;
import org.penchant.align.reward.Outputs;
import org.penchant.align.reward.RewardFolder;
import org.penchant.align.reward.RewardModel;
import org.penchant.align.reward.Table;
import org.penchant.app.job.Progress;
import org.penchant.core.io.Folders;
import org.penchant.core.preference.Comparison;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import org.penchant.torch.tensor.Tensor;

/**
 * New users of a personal reward model, from a few comparisons of theirs; nothing else of the model
 * changes.
 */
public final class AdaptJob {
  private AdaptJob() {}

  /**
   * Fits every annotator of the rows that the model does not know, and writes a model that does.
   *
   * @param model of vectors
   * @param vectors of the rows
   * @param target must not exist, or be empty
   * @return comparisons used, by new user
   */
  public static Map<String, Integer> run(
      Path model,
      Optional<Path> vectors,
      RewardRequest.Text how,
      int maxTokens,
      List<Comparison> rows,
      double scale,
      FewShot fit,
      Path target,
      Progress progress)
      throws IOException {
    WeightAverage.refuseIfOccupied(target);
    try (var loaded = LoadedReward.open(model, how, maxTokens)) {
      var old = loaded.model();
      if (!old.head().personal())
        throw ProblemsException.of(
            ExitCode.USAGE,
            model.toString(),
            old.head(),
            "is the same for all users",
            "train 047 or 078, whose users differ");
      var byUser = pairs(loaded, vectors, how, rows, progress);
      if (byUser.isEmpty())
        throw ProblemsException.of(
            ExitCode.BAD_DATA,
            "--data",
            "no new annotator",
            "rows need the column annotator, with names the model does not know",
            "give rows of new users");
      var users = new ArrayList<>(old.users());
      int columns = old.values().of(Table.USERS).length / Math.max(1, users.size());
      double[] logits = old.values().of(Table.USERS);
      var all = new ArrayList<Double>();
      for (double v : logits) all.add(v);
      var counts = new LinkedHashMap<String, Integer>();
      for (var entry : byUser.entrySet()) {
        double[] found = fit.fit(old.head(), old.values(), entry.getValue(), scale).of(Table.USERS);
        for (int k = 0; k < columns; k++) all.add(found[k]);
        users.add(entry.getKey());
        counts.put(entry.getKey(), entry.getValue().size());
      }
      write(loaded, users, all, target);
      return counts;
    }
  }

  private static void write(
      LoadedReward loaded, List<String> users, List<Double> logits, Path target)
      throws IOException {
    var old = loaded.model();
    var tables = new LinkedHashMap<>(old.tables());
    Tensor table = RewardModel.table(logits.stream().mapToDouble(v -> v).toArray());
    tables.put(Table.USERS, table);
    var more = new RewardModel(old.head(), old.trunk(), tables, old.scaling(), users);
    var description = loaded.description().orElseThrow();
    Path half = target.resolveSibling(target.getFileName() + ".half");
    Folders.delete(half);
    try {
      Files.createDirectories(half);
      try (var files = Files.list(loaded.folder())) {
        for (Path file : files.filter(Files::isRegularFile).toList())
          Files.copy(file, half.resolve(file.getFileName()));
      }
      var calibration = description.calibration();
      var now = RewardFolder.describe(more, description.text(), description.method());
      // An average keeps how many models it stands for.
      RewardFolder.write(
          half,
          more,
          calibration == null ? now : now.withCalibration(calibration),
          RewardFolder.notes(loaded.folder()));
      if (Files.isDirectory(target)) Files.delete(target);
      Files.move(half, target);
    } finally {
      table.close();
      Folders.delete(half);
    }
  }

  private static Map<String, List<Outputs>> pairs(
      LoadedReward loaded,
      Optional<Path> vectors,
      RewardRequest.Text how,
      List<Comparison> rows,
      Progress progress)
      throws IOException {
    var read = loaded.read(rows, vectors, how, Outputs.POPULATION, progress);
    var byUser = new LinkedHashMap<String, List<Outputs>>();
    for (int i = 0; i < rows.size(); i++) {
      var name = rows.get(i).feedback().mark().annotator();
      if (!rows.get(i).isDecidedPair()
          || read.get(i).isEmpty()
          || name.isEmpty()
          || loaded.model().user(name.get()).isPresent()) continue;
      var outputs = read.get(i).get().outputs();
      int chosen = rows.get(i).candidates().indexOf(rows.get(i).chosen());
      byUser
          .computeIfAbsent(name.get(), _ -> new ArrayList<>())
          .add(
              new Outputs(
                  new double[][] {outputs.z()[chosen], outputs.z()[1 - chosen]},
                  outputs.prompt(),
                  Outputs.POPULATION));
    }
    return byUser;
  }
}
