package org.penchant.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users get wrong with the verbs that look at rows through a model. */
class BadModelsTest {
  private static final String TEXT =
      "{\"prompt\": \"2+2 is\", \"chosen\": \" four\", \"rejected\": \" five\"}";
  private static final String CHAT =
      "{\"prompt\": [{\"role\": \"system\", \"content\": \"s\"}, {\"role\": \"user\", \"content\":"
          + " \"2+2?\"}], \"chosen\": [{\"role\": \"assistant\", \"content\": \"4\"}],"
          + " \"rejected\": [{\"role\": \"assistant\", \"content\": \"5\"}]}";
  private static final String LONG =
      "{\"prompt\": \"2+2 is\", \"chosen\": \" " + "four".repeat(50) + "\", \"rejected\": \" 5\"}";
  private static final String RANKED =
      "{\"prompt\": \"2+2 is\", \"responses\": [\" 4\", \" 5\", \" 6\"], \"ranks\": [1, 2, 3]}";

  private static final String BOTH_BAD =
      "{\"prompt\": \"2+2 is\", \"responses\": [\" 5\", \" 6\"], \"outcome\": \"both_bad\"}";

  /**
   * A mistake.
   *
   * @param message what is said
   * @param args the verb and its options; DATA, MODEL and the like are filled in
   */
  private record Bad(int code, String message, String args) {}

  private static final List<Bad> TABLE =
      List.of(
          new Bad(2, "Missing required option", "VERB --data TEXT"),
          new Bad(4, "nowhere", "VERB --model nowhere --data TEXT"),
          new Bad(4, "has no config.json", "VERB --model EMPTY --data TEXT"),
          new Bad(4, "has no tokenizer.json", "VERB --model UNTOKENIZED --data TEXT"),
          new Bad(
              4,
              "chat template line 2: there is no tag 'nosuch'",
              "VERB --model BADTEMPLATE --data TEXT"),
          new Bad(7, "no such file", "VERB --model PLAIN --data absent.jsonl"),
          new Bad(3, "broken JSON", "VERB --model PLAIN --data NOJSON"),
          new Bad(
              3,
              "2+2?: is a dialogue, and the model has no chat template",
              "VERB --model PLAIN --data CHATDATA"),
          new Bad(
              3,
              "row 0: chat template line 1: the template says: no system",
              "VERB --model NOSYSTEM --data CHATDATA"),
          new Bad(
              2,
              "--row: 9: is no row that was read; rows are numbered 0 to 0",
              "inspect --model PLAIN --data TEXT --row 9"),
          new Bad(2, "is a row of 2 files", "inspect --model PLAIN --data TEXT TEXTTOO --row 0"),
          new Bad(2, "--max-length: -1", "inspect --model PLAIN --data TEXT --max-length -1"),
          new Bad(3, "holds no response that trains", "inspect --model PLAIN --data BOTHBAD"),
          new Bad(
              3,
              "row 0: 209 tokens: is longer than the 128 tokens",
              "score --model PLAIN --data LONG"),
          new Bad(4, "adapter_config.json", "score --model PLAIN --data TEXT --adapter EMPTY"),
          new Bad(
              2,
              "--max-tokens: 0: must be at least 1",
              "score --model PLAIN --data TEXT --max-tokens 0"),
          new Bad(
              2,
              "--straddling: maybe: must be refuse or count",
              "score --model PLAIN --data TEXT --straddling maybe"),
          new Bad(
              3, "row 0: 209 tokens: a sequence may have 128", "explain --model PLAIN --data LONG"),
          new Bad(2, "no such method", "explain --method nosuch --model PLAIN --data TEXT"),
          new Bad(
              3,
              "needs the numeric column chosen_rating",
              "explain --method 066 --model PLAIN --data TEXT"),
          new Bad(2, "--row: 9", "explain --model PLAIN --data TEXT --row 9"),
          new Bad(
              2,
              "--progress: 1.0: must be in [0, 1)",
              "explain --model PLAIN --data TEXT --progress 1"),
          new Bad(4, "nowhere", "explain --model PLAIN --reference nowhere --data TEXT"),
          new Bad(4, "nowhere", "plan --model nowhere --data TEXT"),
          new Bad(3, "209 tokens: a sequence may have 128", "plan --model PLAIN --data LONG"),
          new Bad(2, "--probe: -1", "plan --model PLAIN --data TEXT --probe -1"),
          new Bad(2, "--out: is required", "align --model PLAIN --data TEXT"),
          new Bad(
              2,
              "--beta: 0.0: must be positive",
              "audit --model PLAIN --reference PLAIN --data TEXT --beta 0"),
          new Bad(4, "nowhere", "audit --model PLAIN --reference nowhere --data TEXT"),
          new Bad(
              3,
              "an audit takes decided pairs",
              "audit --model PLAIN --reference PLAIN --data RANKED"));

  @TempDir private Path folder;

  @BeforeEach
  void files() throws Exception {
    TinyChat.write(folder, "PLAIN", "", 1);
    TinyChat.write(
        folder,
        "NOSYSTEM",
        "{% if messages[0].role == 'system' %}{{ raise_exception('no system') }}{% endif %}",
        1);
    TinyChat.write(folder, "BADTEMPLATE", "x\n{% nosuch %}", 1);
    Files.createDirectories(folder.resolve("EMPTY"));
    TinyChat.write(folder, "UNTOKENIZED", "", 1);
    Files.delete(folder.resolve("UNTOKENIZED/tokenizer.json"));
    TinyChat.data(folder, "TEXT", TEXT);
    TinyChat.data(folder, "TEXTTOO", TEXT);
    TinyChat.data(folder, "CHATDATA", CHAT);
    TinyChat.data(folder, "LONG", LONG);
    TinyChat.data(folder, "RANKED", RANKED);
    TinyChat.data(folder, "BOTHBAD", BOTH_BAD);
    Files.writeString(folder.resolve("NOJSON"), "{\"prompt\": \n", StandardCharsets.UTF_8);
  }

  @Test
  void mistakesAreNamedWithTheirExitCodes() {
    var wrong = new ArrayList<String>();
    for (var bad : TABLE)
      for (String verb :
          bad.args().startsWith("VERB")
              ? List.of("inspect", "score", "explain", "audit")
              : List.of("")) {
        String args = bad.args().replace("VERB", verb);
        if (verb.equals("audit")) args += " --reference PLAIN";
        var run = Captured.run(filled(args));
        boolean fine =
            run.code() == bad.code()
                && run.err().contains(bad.message())
                && !run.err().contains("\tat ")
                && run.out().isEmpty();
        if (!fine) wrong.add(args + "\n  exit " + run.code() + ": " + run.err());
      }
    assertThat(wrong).isEmpty();
  }

  private String[] filled(String args) {
    String[] words = args.split(" ");
    for (int i = 0; i < words.length; i++)
      if (words[i].matches("[A-Z]+")) words[i] = folder.resolve(words[i]).toString();
    return words;
  }
}
