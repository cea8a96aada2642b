package org.penchant.app.reward;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penchant.align.curate.nearest.RewardScale;
import org.penchant.app.cli.CommandRun;
import org.penchant.core.io.Folders;

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
