package org.penchant.align.merge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.penchant.align.lm.FolderWriter;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.torch.safetensors.Safetensors;
import org.penchant.torch.safetensors.SafetensorsException;
import org.penchant.torch.safetensors.SafetensorsWriter;
import org.penchant.torch.tensor.DType;
import org.penchant.torch.tensor.GradMode;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

/**
 * The uniform average of model folders' weights, heads included: for reward models trained from one
 * start, one model that keeps what they share (Rame et al., "WARM: on the benefits of weight
 * averaged reward models", arXiv 2401.12187). Sums are taken in double precision, one tensor at a
 * time. A folder that is itself an average counts as often as it has members, so that runs can be
 * averaged in as they finish.
 *
 * @param leastCosine of two members' weights; below, a warning says that they had no common start
 */
public record WeightAverage(double leastCosine) {
  private static final String COUNT = "averaged";
  private static final long SHARD_BYTES = 5_000_000_000L;

  public WeightAverage {
    if (!(leastCosine >= -1 && leastCosine <= 1))
      throw new IllegalArgumentException("cosine = " + leastCosine + ", must be in [-1, 1]");
  }

  /** Warns below a cosine of 0.8. */
  public static WeightAverage defaults() {
    return new WeightAverage(0.8);
  }

  /**
   * One member.
   *
   * @param weights hash of its weights
   * @param count models it stands for
   * @param cosine of its weights and the first member's
   */
  public record Member(String weights, int count, double cosine) {}

  /**
   * Checks, before long work, that an average can be written to {@code target}.
   *
   * @throws ProblemsException if it exists and is not an empty folder
   */
  public static void refuseIfOccupied(Path target) throws IOException {
    FolderWriter.refuseIfOccupied(target);
  }

  /**
   * Writes the average of {@code folders}.
   *
   * @param target must not exist, or be empty
   * @param type element type to write in, or empty for the first member's
   * @param problems hears of members that seem to have no common start, or are one model twice
   * @return the members, in the order given
   * @throws ProblemsException (bad model) listing every difference between them
   */
  public List<Member> write(
      List<Path> folders, Path target, Optional<DType> type, Problems problems) throws IOException {
    if (folders.size() < 2)
      throw ProblemsException.of(
          ExitCode.USAGE, "average", folders, "needs at least two models", "name more");
    for (var folder : folders) Members.checkFolder(folders.getFirst(), folder, problems);
    problems.throwIfErrors(ExitCode.BAD_MODEL);
    FolderWriter.refuseIfOccupied(target);
    var opened = new ArrayList<Safetensors>();
    try (var scope = TensorScope.open();
        var noGrad = GradMode.disabled()) {
      for (var folder : folders) opened.add(Safetensors.open(folder));
      for (int i = 1; i < opened.size(); i++)
        Members.checkTensors(folders.get(i).toString(), opened.getFirst(), opened.get(i), problems);
      problems.throwIfErrors(ExitCode.BAD_MODEL);
      var sums = new Sums(opened);
      var tensors = new LinkedHashMap<String, Tensor>();
      for (String name : opened.getFirst().names()) tensors.put(name, sums.average(name, type));
      var members = members(folders, sums, problems);
      save(folders.getFirst(), target, type, tensors, sums.total());
      return members;
    } catch (SafetensorsException e) {
      throw ProblemsException.of(
          ExitCode.BAD_MODEL, e.file().toString(), "", e.what(), "fetch or write the file again");
    } finally {
      opened.forEach(Safetensors::close);
    }
  }

  private List<Member> members(List<Path> folders, Sums sums, Problems problems)
      throws IOException {
    var members = new ArrayList<Member>();
    var seen = new HashSet<String>();
    for (int i = 0; i < folders.size(); i++) {
      double cosine = sums.cosine(i);
      var member = new Member(Members.weights(folders.get(i)), sums.count(i), cosine);
      if (!seen.add(member.weights()))
        problems.warn(
            folders.get(i).toString(), "", "has the weights of another member", "drop it");
      if (cosine < leastCosine)
        problems.warn(
            folders.get(i).toString(),
            String.format(Locale.ROOT, "cosine %.3f", cosine),
            "its weights point elsewhere than the first member's: they seem to have no common"
                + " start, and the average will be worse than either",
            "average models trained from one initialisation");
      members.add(member);
    }
    return List.copyOf(members);
  }

  private static void save(
      Path companions, Path target, Optional<DType> type, Map<String, Tensor> tensors, int total)
      throws IOException {
    FolderWriter.write(
        target,
        folder -> {
          try (var files = Files.list(companions)) {
            for (var file : files.filter(WeightAverage::isCompanion).toList())
              Files.copy(file, folder.resolve(file.getFileName().toString()));
          }
          if (type.isPresent()) ConfigType.state(folder, type.get());
          var metadata = Map.of("format", "pt", COUNT, String.valueOf(total));
          SafetensorsWriter.writeFolder(folder, tensors, metadata, SHARD_BYTES);
        });
  }

  private static boolean isCompanion(Path file) {
    String name = file.getFileName().toString();
    return Files.isRegularFile(file)
        && !name.endsWith(".index.json")
        && List.of(".json", ".jinja", ".txt", ".model").stream().anyMatch(name::endsWith);
  }

  /** Averages tensor by tensor, and what the members' cosines follow from. */
  private static final class Sums {
    private final List<Safetensors> files;
    private final int[] counts;
    private final double[] dots;
    private final double[] squares;

    Sums(List<Safetensors> files) {
      this.files = files;
      counts = files.stream().mapToInt(Sums::countOf).toArray();
      dots = new double[counts.length];
      squares = new double[counts.length];
    }

    Tensor average(String name, Optional<DType> type) throws IOException {
      var stored = files.getFirst().tensor(name).type();
      if (!stored.isFloating()) return files.getFirst().tensor(name).copy();
      Tensor mean;
      try (var scope = TensorScope.open()) {
        var first = files.getFirst().tensor(name).to(DType.F64);
        mean = first.copy();
        int total = 0;
        for (int i = 0; i < files.size(); i++) {
          var member = files.get(i).tensor(name).to(DType.F64);
          dots[i] += first.mul(member).sum().item();
          squares[i] += member.square().sum().item();
          total += counts[i];
          if (i > 0) mean.lerpInPlace(member, (double) counts[i] / total);
        }
        mean = scope.keep(mean.to(type.orElse(stored)));
      }
      return mean;
    }

    double cosine(int member) {
      double norm = Math.sqrt(squares[0]) * Math.sqrt(squares[member]);
      return norm > 0 ? dots[member] / norm : 1;
    }

    int count(int member) {
      return counts[member];
    }

    int total() {
      int sum = 0;
      for (int count : counts) sum += count;
      return sum;
    }

    private static int countOf(Safetensors file) {
      String count = file.metadata().getOrDefault(COUNT, "1");
      return count.matches("[1-9]\\d{0,5}") ? Integer.parseInt(count) : 1;
    }
  }
}
