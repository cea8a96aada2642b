package org.penchant.align.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penchant.core.preference.Candidate;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Feedback;
import org.penchant.core.preference.Mark;
import org.penchant.core.preference.Message;
import org.penchant.core.preference.Provenance;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.testkit.model.ByteTokenizer;

class ChatTemplateTest {
  private static final Message USER = new Message("user", " What is 2+2? ");
  private static final Message ANSWER = new Message("assistant", "Four.\n");
  private static final Message THOUGHT =
      new Message("assistant", "<think>\nEasy.\n</think>\n\nFour");
  private static final Message MORE = new Message("user", "And 3+3?");
  private static final Message CALL =
      new Message(
          "assistant",
          "",
          Map.of(
              "tool_calls",
              List.of(
                  Map.of(
                      "id", "abcdefghi", "function", Map.of("name", "add", "arguments", "{}")))));

  @TempDir private Path folder;

  @Test
  void whatTheAssistantSaysTrainsWithItsEndOfTurn() throws Exception {
    assertThat(trained("chatml", List.of(USER), ANSWER)).containsExactly("Four.\n<|im_end|>");
    assertThat(trained("inst", List.of(USER), ANSWER)).containsExactly(" Four. </s>");
    assertThat(trained("headers", List.of(USER), ANSWER)).containsExactly("Four.<|eot_id|>");
    assertThat(trained("tools", List.of(USER), ANSWER)).containsExactly(" Four.\n</s>");
    assertThat(trained("renamed", List.of(USER), ANSWER)).containsExactly("Four.<end_of_turn>");
    assertThat(trained("plainmarks", List.of(USER), ANSWER)).containsExactly("Four.\n</s>");
    assertThat(trained("tagged", List.of(USER), ANSWER)).containsExactly("Four.\n<|im_end|>");
  }

  @Test
  void onlyTurnsOfTheResponseTrain() throws Exception {
    var prompt = List.of(USER, ANSWER, MORE);
    for (String template : List.of("chatml", "tagged"))
      assertThat(trained(template, prompt, new Message("assistant", "Six")))
          .containsExactly("Six<|im_end|>");
    assertThat(trained("chatml", List.of(USER), ANSWER, MORE, new Message("assistant", "Six")))
        .containsExactly("Four.\n<|im_end|>", "Six<|im_end|>");
    assertThat(trained("tagged", List.of(USER), ANSWER, MORE, new Message("assistant", "Six")))
        .containsExactly("Four.\n<|im_end|>", "Six<|im_end|>");
  }

  @Test
  void whatATemplateAddsBehindThePromptTrainsToo() throws Exception {
    assertThat(trained("reasoning", List.of(USER), ANSWER))
        .containsExactly("<think>\n\n</think>\n\nFour.\n<|im_end|>");
    assertThat(trained("reasoning", List.of(USER), THOUGHT))
        .containsExactly("<think>\nEasy.\n</think>\n\nFour<|im_end|>");
    // Earlier thoughts leave the text once another question follows.
    assertThat(trained("reasoning", List.of(USER), THOUGHT, MORE, THOUGHT))
        .containsExactly("Four<|im_end|>", "<think>\nEasy.\n</think>\n\nFour<|im_end|>");
  }

  @Test
  void callsOfToolsTrain() throws Exception {
    assertThat(trained("tools", List.of(USER), CALL, new Message("tool", "4"), ANSWER))
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .startsWith("[TOOL_CALLS] [{")
                    .endsWith(", \"id\": \"abcdefghi\"}]</s>"),
            second -> assertThat(second).isEqualTo(" Four.\n</s>"));
  }

  @Test
  void marksFindTheTurnWhereBeginningsDoNotAgree() throws Exception {
    String ahead =
        "{{ messages | length }} turns\n{% for m in messages %}<|im_start|>{{ m.role }}:"
            + "{{ m.content | trim }}<|im_end|>\n{% endfor %}";
    assertThat(trainedBy(ahead, List.of(USER), ANSWER)).containsExactly("Four.<|im_end|>");
    assertThat(trainedBy(ahead, List.of(USER), ANSWER, MORE, THOUGHT))
        .containsExactly("Four.<|im_end|>", "<think>\nEasy.\n</think>\n\nFour<|im_end|>");
    String lengths =
        "{{ messages | map(attribute='content') | join | length }}{% for m in messages %}"
            + "{{ m.content }}{% endfor %}";
    assertThatThrownBy(() -> trainedBy(lengths, List.of(USER), ANSWER))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("test row 3: ")
        .hasMessageContaining("cannot be told");
  }

  @Test
  void aRenderingGetsNoSecondBosAndNoSecondEos() throws Exception {
    for (var expected : Map.of("inst", 1, "headers", 1, "chatml", 0).entrySet()) {
      var encoder = encoder(source(expected.getKey()));
      try (var _ = encoder.tokenizer()) {
        var row = row(List.of(USER), List.of(ANSWER), Map.of());
        int[] ids = encode(encoder, row);
        assertThat(Arrays.stream(ids).filter(id -> id == 256)).hasSize(expected.getValue());
        assertThat(Arrays.stream(ids).filter(id -> id == 257).count()).isLessThan(2);
        assertThat(encoder.encodePrompt(row.prompt(), "p"))
            .isEqualTo(Arrays.copyOf(ids, encoder.encodePrompt(row.prompt(), "p").length));
      }
    }
    var open = encoder("{% for m in messages %}{{ m.content }}{% endfor %}");
    try (var _ = open.tokenizer()) {
      int[] ids = encode(open, row(List.of(USER), List.of(ANSWER), Map.of()));
      assertThat(ids[ids.length - 1]).as("a template without an end gets one").isEqualTo(257);
      assertThat(ids[0]).isEqualTo(' ');
    }
  }

  @Test
  void toolsAndArgumentsOfTheRowReachTheTemplate() throws Exception {
    var tools = List.of(Map.of("type", "function", "function", Map.of("name", "<add>")));
    var row =
        row(
            List.of(USER),
            List.of(ANSWER),
            Map.of("tools", tools, "chat_template_kwargs", Map.of("date_string", "1 May 2025")));
    try (var tokenizer = tokenizer(source("headers"))) {
      var rendering =
          PromptTemplate.of(folder, tokenizer).render(row, row.chosen().content(), "row");
      assertThat(rendering.text()).contains("Today: 1 May 2025", "\"name\": \"<add>\"");
    }
  }

  @Test
  void namedTemplatesAndTheFileBeside() throws Exception {
    ByteTokenizer.chat().write(folder, "");
    Files.writeString(
        folder.resolve("tokenizer_config.json"),
        "{\"chat_template\": [{\"name\": \"default\", \"template\": \"plain"
            + "{{ messages[1].content }}\"}, {\"name\": \"tool_use\", \"template\": \"tools"
            + "{{ messages[1].content }}\"}]}",
        StandardCharsets.UTF_8);
    var without = row(List.of(USER), List.of(ANSWER), Map.of());
    var with = row(List.of(USER), List.of(ANSWER), Map.of("tools", List.of(Map.of("a", 1))));
    try (var tokenizer = Tokenizer.load(folder)) {
      var template = PromptTemplate.of(folder, tokenizer);
      assertThat(template.render(without, without.chosen().content(), "row").text())
          .isEqualTo("plainFour.\n");
      assertThat(template.render(with, with.chosen().content(), "row").text())
          .isEqualTo("toolsFour.\n");
      Files.writeString(
          folder.resolve("chat_template.jinja"),
          "file{{ messages[1].content }}",
          StandardCharsets.UTF_8);
      assertThat(
              PromptTemplate.of(folder, tokenizer)
                  .render(with, with.chosen().content(), "row")
                  .text())
          .isEqualTo("fileFour.\n");
      Files.writeString(
          folder.resolve("chat_template.jinja"), "\n{% if %}", StandardCharsets.UTF_8);
      assertThatThrownBy(() -> PromptTemplate.of(folder, tokenizer))
          .hasMessageContaining("chat template line 2");
    }
  }

  @Test
  void mistakesNameTheTemplatesLineAndTheRow() throws Exception {
    assertThatThrownBy(() -> trained("renamed", List.of(new Message("system", "s"), USER), ANSWER))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("test row 3: chat template line 1: the template says: no system");
    assertThatThrownBy(() -> trained("inst", List.of(USER, USER), ANSWER))
        .hasMessageContaining("test row 3: chat template line 10: ");
    assertThatThrownBy(() -> trained("chatml", List.of(USER), MORE))
        .hasMessageContaining("no assistant turn");
    assertThatThrownBy(() -> trainedBy("{{ messages[0].content }}", List.of(USER), ANSWER))
        .hasMessageContaining("nothing of the response");
    assertThatThrownBy(() ->
            trainedBy("{% generation %}x{% endgeneration %}", List.of(USER, ANSWER, MORE), ANSWER))
        .hasMessageContaining("marks 1 generations for 2 assistant turns");
  }

  private List<String> trained(String name, List<Message> prompt, Message... response)
      throws IOException {
    return trainedBy(source(name), prompt, response);
  }

  private List<String> trainedBy(String template, List<Message> prompt, Message... response)
      throws IOException {
    try (var tokenizer = tokenizer(template)) {
      var row = row(prompt, List.of(response), Map.of());
      var rendering =
          PromptTemplate.of(folder, tokenizer)
              .render(row, row.chosen().content(), row.provenance().toString());
      return rendering.trains().stream()
          .map(range -> rendering.text().substring(range.from(), range.to()))
          .toList();
    }
  }

  private static int[] encode(SequenceEncoder encoder, Comparison row) {
    var problems = new Problems();
    var encoded = encoder.encode(row, row.chosen().content(), problems);
    assertThat(problems.errors()).isEmpty();
    return encoded.orElseThrow().sequence().ids();
  }

  private SequenceEncoder encoder(String template) throws IOException {
    var tokenizer = tokenizer(template);
    return SequenceEncoder.of(tokenizer, PromptTemplate.of(folder, tokenizer), 2048);
  }

  private Tokenizer tokenizer(String template) throws IOException {
    ByteTokenizer.chat().write(folder, template);
    return Tokenizer.load(folder);
  }

  private static String source(String name) throws IOException {
    try (var in = ChatTemplateTest.class.getResourceAsStream("/templates/" + name + ".jinja")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Comparison row(
      List<Message> prompt, List<Message> response, Map<String, Object> template) {
    return new Comparison(
        Content.of(prompt),
        List.of(
            Candidate.response(Content.of(response)),
            Candidate.response(Content.of(List.of(new Message("assistant", "No idea"))))),
        new Feedback.Pairwise(Feedback.Outcome.FIRST, 1, Mark.NONE),
        Map.of(),
        template,
        new Provenance("test", 3, ""));
  }
}
