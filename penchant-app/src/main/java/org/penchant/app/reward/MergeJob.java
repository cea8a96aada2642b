package org.penchant.app.reward;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penchant.align.merge.WeightAverage;
import org.penchant.align.reward.HeadAverage;
import org.penchant.align.reward.LanguageFile;
import org.penchant.align.reward.RewardFolder;
import org.penchant.align.reward.RewardModel;
import org.penchant.core.io.Folders;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problem;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;

/** Reward models averaged into one. */
public final class MergeJob {
  private static final String START = "start";
  private static final String AVERAGED = "averaged";

  private MergeJob() {}

  /**
   * Writes the average, under another name first.
   *
   * @param folders of two members or more
   * @param target must not exist, or be empty
   * @return what a reader should know of the members
   * @throws ProblemsException naming every difference between them
   */
  public static List<Problem> run(List<Path> folders, Path target) throws IOException {
    WeightAverage.refuseIfOccupied(target);
    var descriptions = new ArrayList<RewardFolder.Description>();
    var problems = new Problems();
    for (Path folder : folders) descriptions.add(RewardFolder.description(folder));
    for (int i = 1; i < folders.size(); i++)
      if (descriptions.get(i).text() != descriptions.getFirst().text())
        problems.error(
            folders.get(i).toString(),
            descriptions.get(i).text() ? "reads text" : "reads vectors",
            "the first does not",
            "average models of one kind");
    for (Path folder : folders)
      if (!LanguageFile.read(folder).equals(LanguageFile.read(folders.getFirst())))
        problems.error(
            folder.toString(),
            LanguageFile.read(folder),
            "was taught to write something else than the first",
            "average models of one training");
    problems.throwIfErrors(ExitCode.BAD_MODEL);
    Path half = target.resolveSibling(target.getFileName() + ".half");
    Folders.delete(half);
    var models = new ArrayList<RewardModel>();
    try {
      for (Path folder : folders) models.add(RewardFolder.read(folder));
      var names = folders.stream().map(Path::toString).toList();
      HeadAverage.check(names, models, problems);
      problems.throwIfErrors(ExitCode.BAD_MODEL);
      var notes = notes(folders, problems);
      int[] counts = notes.stream().mapToInt(MergeJob::count).toArray();
      HeadAverage.into(names, models, counts);
      if (descriptions.getFirst().text())
        WeightAverage.defaults().write(folders, half, Optional.empty(), problems);
      else Files.createDirectories(half);
      // The first member's scale came along with its files, and is not that of the average.
      ScaleFile.remove(half);
      RewardFolder.write(
          half,
          models.getFirst(),
          RewardFolder.describe(
              models.getFirst(),
              descriptions.getFirst().text(),
              "average of " + folders.size() + ": " + descriptions.getFirst().method()),
          noted(notes.getFirst(), Arrays.stream(counts).sum()));
      LanguageFile.read(folders.getFirst()).write(half);
      if (Files.isDirectory(target)) Files.delete(target);
      Files.move(half, target);
      return problems.warnings();
    } finally {
      models.forEach(RewardModel::close);
      Folders.delete(half);
    }
  }

  /** What members say of themselves; those that say it must have begun with one head. */
  private static List<Map<String, String>> notes(List<Path> folders, Problems problems)
      throws IOException {
    var notes = new ArrayList<Map<String, String>>();
    for (Path folder : folders) notes.add(RewardFolder.notes(folder));
    var starts =
        notes.stream().flatMap(n -> Optional.ofNullable(n.get(START)).stream()).distinct().toList();
    if (starts.size() > 1)
      problems.error(
          "--model",
          "heads began as " + String.join(", ", starts),
          "members of an average need one first head",
          "train them with --members, or with --init of one model");
    problems.throwIfErrors(ExitCode.BAD_MODEL);
    return notes;
  }

  /** How many models a member stands for: more than one if it is itself an average. */
  private static int count(Map<String, String> notes) {
    return Integer.parseInt(notes.getOrDefault(AVERAGED, "1"));
  }

  private static Map<String, String> noted(Map<String, String> first, int count) {
    var notes = new LinkedHashMap<>(Map.of(AVERAGED, String.valueOf(count)));
    Optional.ofNullable(first.get(START)).ifPresent(start -> notes.put(START, start));
    return notes;
  }
}
