package org.penchant.align.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penchant.align.lm.PromptTemplate;
import org.penchant.align.lm.SequenceEncoder;
import org.penchant.align.lm.Tokenizer;
import org.penchant.align.reward.tool.RowTraces;
import org.penchant.align.reward.tool.Trace;
import org.penchant.align.reward.tool.Trace.Step;
import org.penchant.align.reward.tool.TraceLoss;
import org.penchant.align.reward.tool.TraceText;
import org.penchant.core.preference.Candidate;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Feedback;
import org.penchant.core.preference.Mark;
import org.penchant.core.preference.Provenance;
import org.penchant.core.problems.Problems;
import org.penchant.testkit.model.ByteTokenizer;

/** What reward models read, and which of it they are taught to write; a token is a byte. */
class WordingTest {
  private static final Step STEP = new Step("check", "calculator", "7*6+5", "47");

  @TempDir private Path folder;
  private Tokenizer tokenizer;
  private SequenceEncoder encoder;

  @BeforeEach
  void open() throws IOException {
    ByteTokenizer.chat().write(folder, "");
    tokenizer = Tokenizer.load(folder);
    encoder = SequenceEncoder.of(tokenizer, PromptTemplate.plain(), 1000);
  }

  @AfterEach
  void close() {
    tokenizer.close();
  }

  private static Comparison pair(String chosen, String rejected) {
    return Comparison.pair(
        Content.of("7*6+5"), Content.of(chosen), Content.of(rejected), Provenance.made("t", 0));
  }

  private static Comparison traced() {
    var row = pair("47", "48");
    return RowTraces.with(
        row,
        List.of(
            new Trace("7*6+5", "47", List.of(STEP), "right"),
            new Trace("7*6+5", "48", List.of(STEP), "wrong")));
  }

  private String taught(TextItems items, int item) {
    var sequence = items.sequences().get(item);
    var out = new StringBuilder();
    var mask = items.taught().get(item);
    for (int t = mask.nextSetBit(0); t >= 0; t = mask.nextSetBit(t + 1))
      out.append(tokenizer.decode(new int[] {sequence.ids()[t]}, true));
    return out.toString();
  }

  private TextItems items(Wording wording, int most, Truncation truncation, Comparison... rows) {
    var items = new TextItems(encoder, most, truncation, false, wording);
    var problems = new Problems();
    for (var row : rows)
      for (int i = 0; i < row.candidates().size(); i++) items.candidate(row, i, problems);
    assertThat(problems.errors()).isEmpty();
    return items;
  }

  @Test
  void callsAndRationalesAreTaughtObservationsAreNot() {
    var items = items(new Wording.Traced(TraceLoss.defaults()), 1000, Truncation.ERROR, traced());
    assertThat(taught(items, 0))
        .isEqualTo(
            "Thought: check\n<start_tool>calculator\nAction Input: 7*6+5\n<start_observation>"
                + "<start_work>right\n</s>");
    assertThat(taught(items, 1)).endsWith("<start_work>wrong\n</s>").doesNotContain("48");
    var all =
        items(new Wording.Traced(new TraceLoss(0.5, true, true)), 1000, Truncation.ERROR, traced());
    assertThat(taught(all, 0)).startsWith("Answer: 47\nThought").contains("observation>47\n<");
    assertThat(taught(all, 1)).as("rejected answers are not").startsWith("Thought");
  }

  @Test
  void turnedRoundRowsKeepTheirTraces() {
    var row = traced();
    var turned =
        row.withCandidates(
            List.of(row.candidates().get(1), row.candidates().get(0)),
            new Feedback.Pairwise(Feedback.Outcome.SECOND, 1, Mark.NONE));
    var wording = new Wording.Traced(TraceLoss.defaults());
    var a = items(wording, 1000, Truncation.ERROR, row);
    var b = items(wording, 1000, Truncation.ERROR, turned);
    assertThat(b.sequences().get(1).ids()).containsExactly(a.sequences().get(0).ids());
    assertThat(RowTraces.complete(turned)).isTrue();
    assertThat(RowTraces.complete(pair("47", "48"))).isFalse();
  }

  @Test
  void withoutTracesItIsAnOrdinaryRewardModelOnQuestionAndAnswer() {
    var traced =
        items(new Wording.Traced(TraceLoss.defaults()), 1000, Truncation.ERROR, pair("47", "48"));
    var plain =
        items(
            new Wording.Plain(false),
            1000,
            Truncation.ERROR,
            Comparison.pair(
                Content.of("Question: 7*6+5\n"),
                Content.of("Answer: 47\n"),
                Content.of("Answer: 48\n"),
                Provenance.made("t", 0)));
    for (int i = 0; i < 2; i++) {
      assertThat(traced.sequences().get(i).ids()).containsExactly(plain.sequences().get(i).ids());
      assertThat(traced.sequences().get(i).trains()).isEqualTo(plain.sequences().get(i).trains());
      assertThat(traced.taught().get(i)).isEqualTo(new BitSet());
    }
  }

  @Test
  void thePreferredResponseIsTaughtAndNoOther() {
    var wording = new Wording.Plain(true);
    var items = items(wording, 1000, Truncation.ERROR, pair("47", "48"));
    assertThat(taught(items, 0)).isEqualTo("47</s>");
    assertThat(taught(items, 1)).isEmpty();
    var answers =
        List.of("a", "b", "c").stream().map(t -> Candidate.response(Content.of(t))).toList();
    var rated =
        pair("a", "b")
            .withCandidates(
                answers, new Feedback.Rating(Map.of("score", List.of(1.0, 3.0, 3.0)), Mark.NONE));
    var lists = items(wording, 1000, Truncation.ERROR, rated);
    assertThat(taught(lists, 0)).isEmpty();
    assertThat(taught(lists, 1)).isEqualTo("b</s>");
    assertThat(taught(lists, 2)).isEqualTo("c</s>");
    var tie = new Feedback.Pairwise(Feedback.Outcome.TIE, 1, Mark.NONE);
    var tied =
        items(wording, 1000, Truncation.ERROR, rated.withCandidates(answers.subList(0, 2), tie));
    assertThat(taught(tied, 0) + taught(tied, 1)).isEmpty();
  }

  @Test
  void whatIsCutIsNotTaught() {
    var wording = new Wording.Traced(TraceLoss.defaults());
    var whole = items(wording, 1000, Truncation.ERROR, traced());
    int length = whole.sequences().getFirst().length() - 1;
    var back = items(wording, length - 3, Truncation.COMPLETION, traced());
    assertThat(taught(back, 0)).endsWith("<start_work>righ");
    var front = items(wording, length - 3, Truncation.PROMPT, traced());
    assertThat(taught(front, 0)).isEqualTo(taught(whole, 0));
    assertThat(front.truncated()).isEqualTo(2);
  }

  @Test
  void refusesWhatIsNoTrace() {
    var row =
        pair("47", "48").withTemplate(Map.of("traces", List.of(Map.of("answer", "47", "work", 1))));
    var problems = new Problems();
    new TextItems(encoder, 1000, Truncation.ERROR, false, new Wording.Traced(TraceLoss.defaults()))
        .candidate(row, 0, problems);
    assertThat(problems.errors()).hasSize(1);
    assertThat(problems.errors().getFirst().toString())
        .contains("traces[0]")
        .contains("reward trace");
  }

  @Test
  void aTokenThatReachesIntoAnObservationIsNotTaught() {
    var trace = new Trace("q", "a", List.of(STEP), "right");
    var rendered = TraceText.render(trace);
    int edge = rendered.spans().get(3).from();
    var mask =
        TraceLoss.defaults()
            .mask(
                rendered.spans(),
                new int[] {edge - 2, edge - 1, edge},
                new int[] {edge, edge + 1, edge + 1},
                true);
    assertThat(mask.get(0)).isTrue();
    assertThat(mask.get(1)).isFalse();
    assertThat(mask.get(2)).isFalse();
  }
}
