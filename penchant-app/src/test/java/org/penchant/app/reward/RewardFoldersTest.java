package org.penchant.app.reward;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penchant.align.curate.nearest.RewardScale;
import org.penchant.align.reward.FewShot;
import org.penchant.align.reward.LowRank;
import org.penchant.align.reward.RewardFolder;
import org.penchant.align.reward.RewardModel;
import org.penchant.align.reward.Scaling;
import org.penchant.align.reward.Trunk;
import org.penchant.align.reward.VectorFile;
import org.penchant.align.train.Truncation;
import org.penchant.app.cli.CommandRun;
import org.penchant.app.job.Progress;
import org.penchant.core.io.Folders;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Feedback;
import org.penchant.core.preference.Mark;
import org.penchant.core.preference.Provenance;
import org.penchant.core.random.Seeds;

/** What folders of reward models and runs keep, and what they must not. */
class RewardFoldersTest {
  @TempDir private static Path folder;

  @BeforeAll
  static void models() throws IOException {
    TinyRewards.write(folder);
  }

  @Test
  void anAverageHasNoMembersScale() throws IOException {
    Path member = folder.resolve("text/model");
    ScaleFile.write(member, new RewardScale(3, 2));
    try {
      Path average = folder.resolve("average");
      MergeJob.run(List.of(member, member), average);
      assertThat(ScaleFile.read(average)).isEmpty();
      assertThat(ScaleFile.read(member)).isPresent();
    } finally {
      ScaleFile.remove(member);
    }
  }

  @Test
  void aRunIsNotGoneOnWithUnderOtherColumns() throws IOException {
    var how =
        new ArrayList<>(
            List.of(
                "reward",
                "train",
                "--model",
                folder.resolve("model").toString(),
                "--frozen",
                "--data",
                folder.resolve("plain.jsonl").toString(),
                "--out",
                folder.resolve("columns").toString(),
                "--max-steps",
                "2",
                "--save-steps",
                "1"));
    TinyRewards.ran(how.toArray(String[]::new));
    for (String gone : List.of("model", "report.html", "checkpoints/step-2"))
      Folders.delete(folder.resolve("columns").resolve(gone));
    how.add("--resume");
    var other = new ArrayList<>(how);
    other.addAll(List.of("--column", "chosen=rejected", "--column", "rejected=chosen"));
    var refused = CommandRun.of(other.toArray(String[]::new));
    assertThat(refused.code()).as(refused.err()).isEqualTo(2);
    assertThat(refused.err()).contains("belongs to a run with other data, method or options");
    TinyRewards.ran(how.toArray(String[]::new));
  }

  @Test
  void anAverageThatLearnsAUserStaysOne() throws IOException {
    Path model = Files.createDirectories(folder.resolve("personal"));
    var seeds = new Seeds(1);
    var head = new LowRank(2, true);
    var trunk = Trunk.drawn(3, List.of(), head, true, seeds);
    var notes = Map.of("averaged", "3", "start", "abc");
    try (var personal = RewardModel.drawn(head, trunk, Scaling.none(3), List.of("ann"), seeds)) {
      var description = RewardFolder.describe(personal, false, "047");
      RewardFolder.write(model, personal, description, notes);
    }
    Path vectors = folder.resolve("personal.npy");
    VectorFile.write(vectors, List.of(new float[] {1, 2, 3}, new float[] {3, 1, 0}));
    var row =
        Comparison.pair(
            Content.of("p"), Content.of("a"), Content.of("b"), Provenance.made("rows", 0));
    row =
        row.withCandidates(
            row.candidates(),
            new Feedback.Pairwise(Feedback.Outcome.FIRST, 1, Mark.NONE.withAnnotator("ben")));
    Path target = folder.resolve("knows-ben");
    AdaptJob.run(
        model,
        Optional.of(vectors),
        new RewardRequest.Text(0, Truncation.ERROR, true, Optional.empty()),
        1,
        List.of(row),
        1,
        FewShot.defaults(),
        target,
        Progress.silent());
    assertThat(RewardFolder.description(target).users()).containsExactly("ann", "ben");
    assertThat(RewardFolder.notes(target)).containsAllEntriesOf(notes);
  }

  @Test
  void aPromptWithoutReferencesIsNamed() throws IOException {
    Path shaped =
        TinyRewards.write(
            folder, "shaped.yaml", "models: [text/model]", "shaping: preference-probability");
    Path answers =
        TinyRewards.write(
            folder,
            "tea.jsonl",
            "{\"prompt\": \"tea\", \"response\": \"no\"}",
            "{\"prompt\": \"tea\", \"response\": \"yes\"}");
    var run = CommandRun.of("prefer", "--data", answers.toString(), "--scorer", "shaped:" + shaped);
    assertThat(run.code()).as(run.err()).isEqualTo(3);
    assertThat(run.err())
        .contains("shaped.yaml, prompt", "tea", "reference answer", "references: FILE");
  }

  @Test
  void nothingToEmbedIsSaid() {
    Path out = folder.resolve("none.npy");
    var run =
        CommandRun.of(
            "reward",
            "embed",
            "--model",
            folder.resolve("model").toString(),
            "--data",
            folder.resolve("plain.jsonl").toString(),
            "--max-length",
            "1",
            "--truncation",
            "drop",
            "--out",
            out.toString());
    assertThat(run.code()).as(run.err()).isEqualTo(3);
    assertThat(run.err()).contains("none can be read by this model", "--max-length");
    assertThat(Files.exists(out)).isFalse();
  }
}
