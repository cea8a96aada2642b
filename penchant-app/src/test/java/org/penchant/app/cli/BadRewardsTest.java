package org.penchant.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penchant.align.reward.VectorFile;
import org.penchant.align.train.VectorItems;

/** What reward models cannot learn from or be asked is refused, with place, rule and remedy. */
class BadRewardsTest {
  private static final int USAGE = 2;
  private static final int BAD_DATA = 3;
  private static final int BAD_MODEL = 4;

  @TempDir Path folder;
  private Path vectors;
  private Path pairs;

  @BeforeEach
  void data() throws IOException {
    vectors = vectors("vectors.npy", 8, 3);
    pairs =
        Written.file(
            folder, "pairs.jsonl", pair("u1", ""), pair("u1", ""), pair("u2", ""), pair("u2", ""));
  }

  private Path vectors(String name, int n, int width) throws IOException {
    var all = new ArrayList<float[]>();
    for (int i = 0; i < n; i++) {
      float[] vector = new float[width];
      Arrays.fill(vector, i + 1f);
      vector[i % width] = -i;
      all.add(vector);
    }
    Path file = folder.resolve(name);
    VectorFile.write(file, all);
    return file;
  }

  private static String pair(String user, String more) {
    return "{\"prompt\": \"p\", \"chosen\": \"a\", \"rejected\": \"b\", \"annotator\": \""
        + user
        + "\""
        + more
        + "}";
  }

  private static String vote(String outcome) {
    return "{\"prompt\": \"p\", \"responses\": [\"a\", \"b\"], \"outcome\": \"" + outcome + "\"}";
  }

  private static String rated(String rating) {
    return "{\"prompt\": \"p\", \"completion\": \"a\", \"rating\": " + rating + "}";
  }

  private Captured train(Path vectors, Path data, String... more) {
    var args =
        new ArrayList<>(
            List.of(
                "reward",
                "train",
                "--embeddings",
                vectors.toString(),
                "--data",
                data.toString(),
                "--out",
                folder.resolve("out").toString(),
                "--eval-split",
                "0",
                "--max-steps",
                "1"));
    args.addAll(List.of(more));
    return Captured.run(args.toArray(String[]::new));
  }

  private void refused(Captured run, int code, String... says) {
    assertThat(run.err()).contains(says).doesNotContain("Exception", "\tat ");
    assertThat(run.code()).as(run.err()).isEqualTo(code);
    assertThat(folder.resolve("out/model")).doesNotExist();
  }

  @Test
  void vectorsThatDoNotFit() throws Exception {
    refused(
        train(vectors("few.npy", 7, 3), pairs),
        BAD_DATA,
        "7 vectors",
        "the data has 8 responses in 4 rows");
    Path index = VectorItems.indexOf(vectors);
    Files.writeString(index, "{\"key\": \"x\", \"vectors\": 2}\n");
    refused(train(vectors, pairs), BAD_DATA, "2 vectors", "holds 8", "one run of reward embed");
    Files.writeString(index, "[1]\n");
    refused(train(vectors, pairs), BAD_DATA, "line 1", "must be {\"key\"");
    Files.writeString(index, "{\"key\": \"x\", \"vectors\": 8}\n");
    refused(train(vectors, pairs), BAD_DATA, "no vector", "row 0", "embed this data");
  }

  @Test
  void filesThatAreNoVectors() throws Exception {
    refused(train(folder.resolve("none.npy"), pairs), 7, "no such file");
    Path text = Written.file(folder, "text.npy", "not numbers at all");
    refused(train(text, pairs), BAD_DATA, "is no .npy file");
    byte[] whole = Files.readAllBytes(vectors);
    Path cut = Files.write(folder.resolve("cut.npy"), Arrays.copyOf(whole, whole.length - 4));
    refused(train(cut, pairs), BAD_DATA, "its header says 8 x 3", "cut off");
    for (String[] change :
        new String[][] {{"'<f4'", "'<i4'"}, {"False", "True "}, {"(8, 3)", "(24,) "}}) {
      String header = new String(whole, StandardCharsets.ISO_8859_1).replace(change[0], change[1]);
      Path odd =
          Files.write(folder.resolve("odd.npy"), header.getBytes(StandardCharsets.ISO_8859_1));
      refused(train(odd, pairs), BAD_DATA, "must be a matrix [N, D]");
    }
  }

  @Test
  void vectorsThatAreNotNumbers() throws Exception {
    var all = new ArrayList<float[]>();
    for (int i = 0; i < 8; i++) all.add(new float[] {i, Float.NaN, 1});
    Path nan = folder.resolve("nan.npy");
    VectorFile.write(nan, all);
    refused(train(nan, pairs), 5, "loss NaN", "row");
  }

  @Test
  void usersThatAreMissing() throws Exception {
    Path nobody =
        Written.file(
            folder, "nobody.jsonl", vote("first"), vote("second"), vote("first"), vote("first"));
    refused(train(vectors, nobody, "--method", "047"), BAD_DATA, "no annotator", "row 0", "row 3");
    refused(train(vectors, nobody, "--held-out-users", "0.5"), BAD_DATA, "0 users", "two users");
    Path single =
        Written.file(
            folder, "single.jsonl", pair("a", ""), pair("b", ""), pair("c", ""), pair("d", ""));
    refused(
        train(vectors, single, "--method", "078"),
        BAD_DATA,
        "4 annotators with a single vote each");
  }

  @Test
  void votesThatTeachNothing() throws Exception {
    Path ties =
        Written.file(folder, "ties.jsonl", vote("tie"), vote("tie"), vote("tie"), vote("tie"));
    refused(train(vectors, ties, "--ties", "error"), BAD_DATA, "a tie", "--ties half or drop");
    refused(train(vectors, ties, "--ties", "drop"), BAD_DATA, "no rows", "{a tie=4}");
    Path bad =
        Written.file(
            folder,
            "bad.jsonl",
            vote("both_bad"),
            vote("both_bad"),
            vote("both_bad"),
            vote("both_bad"));
    refused(train(vectors, bad), BAD_DATA, "no rows", "both responses bad");
    refused(train(vectors, bad, "--method", "010"), BAD_DATA, "every row rejects both", "minus");
    refused(
        train(vectors, pairs, "--method", "010"),
        BAD_DATA,
        "no row rejects both responses",
        "runs to infinity");
  }

  @Test
  void labelsThatTeachNothing() throws Exception {
    Path four = vectors("four.npy", 4, 3);
    Path good =
        Written.file(
            folder,
            "good.jsonl",
            "{\"prompt\": \"p\", \"completion\": \"a\", \"label\": true}",
            "{\"prompt\": \"p\", \"completion\": \"b\", \"label\": true}",
            "{\"prompt\": \"p\", \"completion\": \"c\", \"label\": true}",
            "{\"prompt\": \"p\", \"completion\": \"d\", \"label\": true}");
    refused(train(four, good), BAD_DATA, "one class only");
    Path constant =
        Written.file(folder, "constant.jsonl", rated("3"), rated("3"), rated("3"), rated("3"));
    refused(train(four, constant, "--method", "reward-labels"), BAD_DATA, "constant labels");
    Path levels =
        Written.file(folder, "levels.jsonl", rated("3"), rated("7"), rated("1.5"), rated("1"));
    refused(
        train(four, levels, "--method", "109"),
        BAD_DATA,
        "rating 7.0",
        "rating 1.5",
        "must name a level, 1 to 6");
    refused(
        train(
            four,
            levels,
            "--method",
            "reward-labels",
            "--set",
            "head={multi-objective: {objectives: [kind]}}"),
        BAD_DATA,
        "none of the objectives [kind] is rated");
    refused(train(four, levels), BAD_DATA, "a list needs two or more", "reward-labels");
  }

  @Test
  void rowsOfAnotherKind() throws Exception {
    refused(
        train(vectors, pairs, "--method", "reward-labels"),
        BAD_DATA,
        "Pairwise",
        "trains on ratings");
    refused(
        train(vectors, pairs, "--set", "margin={column: {name: gap}}"),
        BAD_DATA,
        "the method needs the numeric column gap");
    refused(
        train(vectors, pairs, "--method", "019", "--set", "gated=true"),
        BAD_DATA,
        "no vector of the prompt",
        "reward embed --prompts");
  }

  @Test
  void optionsThatContradict() {
    String data = pairs.toString();
    String out = folder.resolve("out").toString();
    refused(
        Captured.run("reward", "train", "--data", data, "--out", out),
        USAGE,
        "neither",
        "give one of the two");
    refused(train(vectors, pairs, "--model", "m"), USAGE, "both");
    refused(train(vectors, pairs, "--frozen"), USAGE, "given vectors do not train");
    refused(train(vectors, pairs, "--user-weight", "some"), USAGE, "--user-weight");
    refused(train(vectors, pairs, "--held-out-users", "1"), USAGE, "must be in [0, 1)");
    refused(train(vectors, pairs, "--hidden", "0"), USAGE, "hidden width 0");
    refused(train(vectors, pairs, "--method", "dpo"), USAGE, "it trains no reward model");
    refused(train(vectors, pairs, "--method", "047", "--set", "rank=0"), USAGE, "rank");
    refused(
        train(vectors, pairs, "--method", "reward-labels", "--set", "head=outside-option"),
        USAGE,
        "learns from comparisons only");
    refused(train(vectors, pairs, "--set", "head=nothing"), USAGE, "nothing");
  }

  @Test
  void policiesDoNotTrainRewardMethods() {
    var run =
        Captured.run(
            "align",
            "--method",
            "reward-model",
            "--model",
            "m",
            "--data",
            pairs.toString(),
            "--out",
            folder.resolve("out").toString());
    refused(run, USAGE, "no training objective");
  }

  @Test
  void modelsThatDoNotFit() throws Exception {
    assertThat(train(vectors, pairs).code()).isZero();
    String model = folder.resolve("out/model").toString();
    String data = pairs.toString();
    var again = train(vectors, pairs);
    assertThat(again.code()).isEqualTo(USAGE);
    assertThat(again.err()).contains("holds a finished run");
    Path wide = vectors("wide.npy", 8, 5);
    asked(
        BAD_DATA,
        "reads vectors of 3",
        "score",
        "--model",
        model,
        "--embeddings",
        wide.toString(),
        "--data",
        data);
    asked(USAGE, "reads vectors", "score", "--model", model, "--data", data);
    asked(
        BAD_MODEL,
        "is neither",
        "score",
        "--model",
        TinyChat.write(folder, "tiny", TinyChat.TEMPLATE, 1).toString(),
        "--data",
        data);
    asked(
        USAGE,
        "is the same for all users",
        "adapt",
        "--model",
        model,
        "--embeddings",
        vectors.toString(),
        "--data",
        data,
        "--out",
        folder.resolve("more").toString());
    asked(
        BAD_MODEL,
        "an average is of several",
        "merge",
        "--model",
        model,
        "--out",
        folder.resolve("more").toString());
    asked(
        7,
        "exists already",
        "merge",
        "--model",
        model,
        model,
        "--out",
        folder.resolve("out").toString());
    asked(
        USAGE,
        "one model is changed at a time",
        "calibrate",
        "--model",
        model,
        model,
        "--embeddings",
        vectors.toString(),
        "--data",
        data);
    asked(
        USAGE,
        "must be positive",
        "calibrate",
        "--model",
        model,
        "--embeddings",
        vectors.toString(),
        "--data",
        data,
        "--laplace",
        "-1");
    asked(
        USAGE,
        "caution",
        "score",
        "--model",
        model,
        "--embeddings",
        vectors.toString(),
        "--data",
        data,
        "--caution",
        "-1");
    assertThat(
            Captured.run(
                    "reward",
                    "train",
                    "--embeddings",
                    wide.toString(),
                    "--data",
                    data,
                    "--out",
                    folder.resolve("next").toString(),
                    "--init",
                    model)
                .err())
        .contains("reads 3 numbers", "the features have 5");
    Files.writeString(Path.of(model, "reward.json"), "{");
    asked(
        BAD_MODEL,
        "is no description of a reward model",
        "score",
        "--model",
        model,
        "--embeddings",
        vectors.toString(),
        "--data",
        data);
  }

  private static void asked(int code, String says, String... args) {
    var all = new ArrayList<>(List.of("reward"));
    all.addAll(List.of(args));
    var run = Captured.run(all.toArray(String[]::new));
    assertThat(run.err()).contains(says).doesNotContain("Exception", "\tat ");
    assertThat(run.code()).as(run.err()).isEqualTo(code);
  }
}
