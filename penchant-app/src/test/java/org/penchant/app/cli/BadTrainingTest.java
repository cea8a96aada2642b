package org.penchant.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penchant.align.lm.ModelConfig;
import org.penchant.align.lm.ModelFolder;
import org.penchant.align.lm.Transformer;
import org.penchant.core.random.Seeds;

/** What users get wrong with methods, curricula, stages and teachers, and the data for them. */
class BadTrainingTest {
  /**
   * A mistake.
   *
   * @param message what is said
   * @param args what follows the model; names in capitals are files, ~ is a space
   */
  private record Bad(int code, String message, String args) {}

  private static final List<Bad> TABLE =
      List.of(
          new Bad(3, "missing column ranks", "--method 023 --data UNLABELLED"),
          new Bad(
              3,
              "LISTS row 0: label 2.0: 2^label needs labels in [0, 1]",
              "--method 023 --data LISTS"),
          new Bad(
              3,
              "equal labels: the method learns from responses of which some are better",
              "--method 023 --data EQUAL"),
          new Bad(
              3,
              "the method needs rows of two or more labelled responses",
              "--method 023 --data ONE"),
          new Bad(3, "TWICE row 0: chosen equals rejected", "--method 023 --data TWICE"),
          new Bad(
              3,
              "the method needs rows of two or more labelled responses",
              "--method 022 --data ONE"),
          new Bad(
              3, "TIES row 0: a tie: the method takes decided pairs", "--method dpo --data TIES"),
          new Bad(3, "lists whose labels are all equal hold no pair", "--method dpo --data EQUAL"),
          new Bad(2, "alpha = 0: must be in (0, inf)", "--method 117 --data TIES --set alpha=0"),
          new Bad(
              3,
              "WEIGHTED row 0: column weight: weights of rows lose their meaning",
              "--method 043 --data WEIGHTED"),
          new Bad(
              3,
              "WEIGHTED row 0: column weight: weights of rows lose their meaning",
              "--method 116 --data WEIGHTED"),
          new Bad(3, "PAIRS row 0: no rationale", "--method 079 --data PAIRS"),
          new Bad(3, "BLANKRATIONALE row 0: no rationale", "--method 079 --data BLANKRATIONALE"),
          new Bad(
              2,
              "learns from the model 'aligned' (--teacher aligned=FOLDER)",
              "--method 101 --data PAIRS"),
          new Bad(
              2,
              "nobody: 101-adpa learns from [aligned, base] (leave it out, or rename it)",
              "--method 101 --data PAIRS --teacher nobody=PLAIN"),
          new Bad(
              2,
              "nobody: dpo learns from no model",
              "--method dpo --data PAIRS --teacher nobody=PLAIN"),
          new Bad(2, "should be in KEY=VALUE format", "--method 101 --data PAIRS --teacher PLAIN"),
          new Bad(
              4,
              "WIDER: 300 tokens: a teacher must have the policy's vocabulary",
              "--method 101 --data PAIRS --teacher aligned=WIDER --teacher base=PLAIN"),
          new Bad(
              4,
              "NOWHERE: has no config.json",
              "--method 101 --data PAIRS --teacher aligned=NOWHERE --teacher base=PLAIN"),
          new Bad(7, "no such file", "--method 116 --data PAIRS --embeddings ABSENT"),
          new Bad(
              3, "PAIRS row 2: no vector in", "--method 116 --data PAIRS --embeddings FEWVECTORS"),
          new Bad(
              3,
              "line 2: 3 numbers: every embedding must have the same length, at least 1 (2)",
              "--method 116 --data PAIRS --embeddings UNEQUALVECTORS"),
          new Bad(3, "NOJSON line 1: must be {", "--method 116 --data PAIRS --embeddings NOJSON"),
          new Bad(
              3,
              "line 1: no direction: prompts are compared by the angle",
              "--method 116 --data PAIRS --embeddings ZEROVECTORS"),
          new Bad(3, "line 1: must be {", "--method 116 --data PAIRS --embeddings NULLVECTORS"),
          new Bad(3, "line 1: must be {", "--method 116 --data PAIRS --embeddings WORDVECTORS"),
          new Bad(
              2, "dpo looks at no embeddings", "--method dpo --data PAIRS --embeddings FEWVECTORS"),
          new Bad(2, "'nosuch' is no score; a score is margin", "--data PAIRS --filter nosuch>1"),
          new Bad(2, "'margin >> 1' must be SCORE [quantile]", "--data PAIRS --filter margin~>>~1"),
          new Bad(2, "'margin' must be SCORE [quantile]", "--data PAIRS --filter margin"),
          new Bad(2, "must lie in [0, 1]", "--data PAIRS --filter ches~quantile<1.5"),
          new Bad(2, "'ches<x' must be SCORE", "--data PAIRS --filter ches<x"),
          new Bad(
              3,
              "row 0: no value: column(absent) reads a column of every row",
              "--data PAIRS --filter column(absent)>0"),
          new Bad(
              3,
              "row 0: no value: margin reads the column margin",
              "--data PAIRS --filter margin>1"),
          new Bad(
              3, "no row is left (widen a filter)", "--data PAIRS --filter likelihood-margin>1e9"),
          new Bad(2, "'nosuch' is no score", "--data PAIRS --order nosuch~desc"),
          new Bad(
              2, "'ches sideways' must be SCORE asc|desc", "--data PAIRS --order ches~sideways"),
          new Bad(3, "row 0: no value: column(absent)", "--data PAIRS --order column(absent)~desc"),
          new Bad(2, "'nosuch' is no score", "--data PAIRS --weight nosuch"),
          new Bad(
              2,
              "'ches as nosuch' must be SCORE [as plain",
              "--data PAIRS --weight ches~as~nosuch"),
          new Bad(
              3,
              "NEGATIVE row 0: -0.5: the weight column(w) must be at least 0",
              "--data NEGATIVE --numeric w --weight column(w)"),
          new Bad(3, "read it with --numeric NAME", "--data PAIRS --weight column(absent)"),
          new Bad(
              3, "row 0 (line 1): weight = -0.5: must be at least 0.0", "--data NEGATIVEWEIGHT"),
          new Bad(
              3,
              "row 0: no value: training in stages needs the numeric column stage",
              "--data PAIRS --stages column"),
          new Bad(2, "split:0: count = 0, must be at least 1", "--data PAIRS --stages split:0"),
          new Bad(2, "split:x: 'x' must be a whole number", "--data PAIRS --stages split:x"),
          new Bad(2, "halves: is not column, split:N or none", "--data PAIRS --stages halves"),
          new Bad(3, "rows make no 100 stages", "--data PAIRS --stages split:100"),
          new Bad(
              2, "momentum = 1.0, must be in [0, 1)", "--data PAIRS --stages split:2 --momentum 1"),
          new Bad(
              2, "momentum goes between stages, and there are none", "--data PAIRS --momentum 0.5"),
          new Bad(
              2,
              "momentum = NaN, must be in [0, 1)",
              "--data PAIRS --stages split:2 --momentum NaN"),
          new Bad(2, "'x' is not a double", "--data PAIRS --stages split:2 --momentum x"),
          new Bad(
              3,
              "row 0: no value: training in stages needs the numeric column stage",
              "--method 057 --data PAIRS"),
          new Bad(2, "tau = -1: must be in (0, inf)", "--method 084 --data PAIRS --set tau=-1"),
          new Bad(2, "radius = 0: must be in (0, inf)", "--method 084 --data PAIRS --set radius=0"),
          new Bad(
              2, "directions = 0.0, must be > 0", "--method 084 --data PAIRS --set directions=0"),
          new Bad(
              2,
              "330 successes of 10 directions cannot be asked for",
              "--method 084 --data PAIRS --set directions=10"),
          new Bad(2, "passes = 0, must be at least 1", "--method 084 --data PAIRS --set passes=0"),
          new Bad(
              2,
              "sparsity = -1: must be in [0, inf)",
              "--method 084 --data PAIRS --set sparsity=-1"),
          new Bad(
              2,
              "passes: 1.5 must be a whole number",
              "--method 084 --data PAIRS --set passes=1.5"),
          new Bad(
              3,
              "every pair is noisy: 0 < log pi(chosen) - log pi(rejected) < 1.0E9",
              "--method 084 --data SHORTCHOSEN --set tau=1e9"),
          new Bad(
              3,
              "SINGLE row 0: one response: the method needs pairs",
              "--method 084 --data SINGLE"),
          new Bad(
              2,
              "the method keeps noisy pairs for a stage of its own",
              "--method 084 --data PAIRS --stages split:2"),
          new Bad(2, "g = -1: must be in [0, inf)", "--method 008 --data PAIRS --set g=-1"),
          new Bad(2, "levels = 1: must be in [2, 100]", "--method 008 --data PAIRS --set levels=1"),
          new Bad(2, "must be a whole number", "--method 008 --data PAIRS --set levels=x"),
          new Bad(
              2,
              "levels = 1000000000: must be in",
              "--method 008 --data PAIRS --set levels=1000000000"),
          new Bad(2, "ches / 0: scale = 0.0, must be > 0", "--data PAIRS --weight ches~/~0"),
          new Bad(2, "ches / -1: scale = -1.0, must be > 0", "--data PAIRS --weight ches~/~-1"),
          new Bad(2, "'random(x)' is no score", "--data PAIRS --filter random(x)>0"),
          new Bad(
              2, "'log-probability()' is no score", "--data PAIRS --filter log-probability()>0"),
          new Bad(
              2,
              "nosuch: the model has no such tensor",
              "--method 084 --data BOTHKINDS --set parameters=[nosuch] --set tau=1e9 --eval-split 0"),
          new Bad(
              3, "NANSTAGE row 0: no value: training in stages", "--data NANSTAGE --stages column"),
          new Bad(
              2,
              "momentum goes between stages, and there are none",
              "--data PAIRS --stages none --momentum 0.5"),
          new Bad(3, "TIES row 0: a tie", "--method 008 --data TIES"),
          new Bad(3, "LISTS row 0 and all others: no copies", "--method 008 --data LISTS"),
          new Bad(
              3, "NAMELESS line 1: must be {", "--method 116 --data PAIRS --embeddings NAMELESS"),
          new Bad(2, "filler: 3 must be text", "--method 008 --data PAIRS --set filler=3"),
          new Bad(3, "and all others: no copies", "--method 008 --data KEYLESS"),
          new Bad(
              3,
              "3 responses: a precomputed reference needs pairs",
              "--method 022 --data LISTS --reference precomputed"),
          new Bad(
              3, "the method compares good responses with bad ones", "--method 116 --data SINGLE"),
          new Bad(
              3, "the method compares good responses with bad ones", "--method 043 --data SINGLE"));

  @TempDir private static Path folder;

  @BeforeAll
  static void files() throws Exception {
    TinyChat.write(folder, "PLAIN", "", 1);
    String wider =
        "{\"model_type\": \"llama\", \"vocab_size\": 300, \"hidden_size\": 16, \"intermediate_size\":"
            + " 24, \"num_attention_heads\": 4, \"num_key_value_heads\": 2, \"num_hidden_layers\": 1,"
            + " \"max_position_embeddings\": 128, \"initializer_range\": 0.2}";
    try (var model = Transformer.random(ModelConfig.parse(wider, "wider"), new Seeds(2))) {
      ModelFolder.save(folder.resolve("WIDER"), model, Optional.of(folder.resolve("PLAIN")));
    }
    pairs("PAIRS", "");
    pairs("WEIGHTED", ", \"weight\": 0.5");
    pairs("NEGATIVEWEIGHT", ", \"weight\": -0.5");
    pairs("NEGATIVE", ", \"w\": -0.5");
    pairs("BLANKRATIONALE", ", \"rationale\": \" \"");
    rows("SHORTCHOSEN", "\"chosen\": \" a\", \"rejected\": \" red clay bricks\"");
    TinyChat.data(
        folder,
        "BOTHKINDS",
        "{\"prompt\": \"a\", \"chosen\": \" a\", \"rejected\": \" red clay bricks\"}",
        "{\"prompt\": \"b\", \"chosen\": \" red clay bricks\", \"rejected\": \" a\"}",
        "{\"prompt\": \"c\", \"chosen\": \" a\", \"rejected\": \" one or two\"}");
    TinyChat.data(folder, "NAMELESS", "{\"row\": 0, \"embedding\": [1]}");
    pairs("NANSTAGE", ", \"stage\": \"first\"");
    rows("KEYLESS", "\"chosen\": \" of the\", \"rejected\": \" bricks\"");
    rows("TIES", "\"responses\": [\" 4\", \" 5\"], \"outcome\": \"tie\"");
    rows("UNLABELLED", "\"responses\": [\" 4\", \" 5\", \" 6\"]");
    rows("LISTS", "\"responses\": [\" 4\", \" 5\", \" 6\"], \"scores\": [2, 1, 0]");
    rows("EQUAL", "\"responses\": [\" 4\", \" 5\", \" 6\"], \"scores\": [1, 1, 1]");
    rows("ONE", "\"responses\": [\" 4\"], \"scores\": [1]");
    rows("TWICE", "\"responses\": [\" 4\", \" 4\", \" 6\"], \"scores\": [1, 0.5, 0]");
    rows("SINGLE", "\"completion\": \" 4\", \"label\": true");
    vectors("FEWVECTORS", 2, "[1, 2]");
    vectors("UNEQUALVECTORS", 6, "[1, 2]", "[1, 2, 3]");
    vectors("ZEROVECTORS", 6, "[0, 0]");
    vectors("NULLVECTORS", 6, "null");
    vectors("WORDVECTORS", 6, "[\"a\"]");
    Files.writeString(folder.resolve("NOJSON"), "{\"file\": \n", StandardCharsets.UTF_8);
  }

  private static void pairs(String name, String more) throws Exception {
    rows(name, "\"chosen\": \" red clay bricks\", \"rejected\": \" no\"" + more);
  }

  private static void rows(String name, String fields) throws Exception {
    var lines = new ArrayList<String>();
    for (int i = 0; i < 6; i++) lines.add("{\"prompt\": \"say " + i + "\", " + fields + "}");
    TinyChat.data(folder, name, lines.toArray(String[]::new));
  }

  private static void vectors(String name, int rows, String... cycle) throws Exception {
    var lines = new ArrayList<String>();
    for (int i = 0; i < rows; i++)
      lines.add(
          "{\"file\": \"%s\", \"row\": %d, \"embedding\": %s}"
              .formatted(folder.resolve("PAIRS"), i, cycle[i % cycle.length]));
    TinyChat.data(folder, name, lines.toArray(String[]::new));
  }

  @Test
  void mistakesAreNamedWithTheirExitCodes() {
    var wrong = new ArrayList<String>();
    for (var bad : TABLE) {
      var run =
          Captured.run(
              filled(
                  "align --model PLAIN --max-steps 2 --batch-size 4 --samples 0 "
                      + bad.args()
                      + " --out "
                      + folder.resolve("out" + wrong.size())));
      String err =
          run.err()
              .lines()
              .filter(line -> !line.startsWith("- ") && !line.startsWith("warning: "))
              .collect(java.util.stream.Collectors.joining("\n"));
      boolean fine =
          run.code() == bad.code()
              && err.contains(bad.message())
              && !err.contains("\tat ")
              && err.matches("(?s).*\\(.+\\).*")
              && run.out().isEmpty();
      if (!fine) wrong.add(bad.args() + "\n  exit " + run.code() + ": " + err);
    }
    assertThat(wrong).isEmpty();
  }

  private static String[] filled(String args) {
    String[] words = args.split(" ");
    for (int i = 0; i < words.length; i++) {
      var name = java.util.regex.Pattern.compile("(.*=)?([A-Z]{3,})").matcher(words[i]);
      if (name.matches())
        words[i] = (name.group(1) == null ? "" : name.group(1)) + folder.resolve(name.group(2));
      words[i] = words[i].replace('~', ' ');
    }
    return words;
  }
}
