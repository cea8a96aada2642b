package org.penchant.align.reward.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.penchant.align.reward.tool.TraceRunner.End;

/** Traces written in turns, and what is left of them where something is kept back. */
class TraceRunnerTest {
  private static final String CALL =
      "Thought: check\n<start_tool>calculator\nAction Input: 2+3\n<start_observation>";

  /** Asks as often as the question says, then ends with what was seen. */
  private static TraceWriter writer(List<Integer> turns) {
    return texts -> {
      turns.add(texts.size());
      return texts.stream()
          .map(text -> {
            var trace = TraceText.parse(text);
            return trace.steps().size() < Integer.parseInt(trace.question())
                ? CALL
                : "<start_work>seen "
                    + trace.steps().stream().map(Trace.Step::observation).toList()
                    + "\n";
          })
          .toList();
    };
  }

  private static ToolBox box() {
    return ToolBox.of(List.of(new Calculator()), new Limits(2, 5, 100));
  }

  @Test
  void manyTracesAdvanceTogether() {
    var turns = new ArrayList<Integer>();
    var found =
        TraceRunner.of(writer(turns), box())
            .run(List.of(Trace.of("0", "a"), Trace.of("2", "b"), Trace.of("3", "c")));
    assertThat(turns).containsExactly(3, 2, 2);
    assertThat(found)
        .extracting(TraceRunner.Traced::end)
        .containsExactly(End.COMPLETE, End.COMPLETE, End.TOO_MANY_CALLS);
    assertThat(found.get(1).trace().work()).isEqualTo("seen [5, 5]");
    assertThat(found.get(2).trace().steps()).hasSize(2);
    for (var traced : found) assertThat(TraceText.parse(traced.text())).isEqualTo(traced.trace());
  }

  @Test
  void whatIsKeptBackIsNotInTheTrace() {
    var without = new EnumMap<Ablation, Trace>(Ablation.class);
    for (var part : Ablation.values())
      without.put(
          part, new TraceRunner(writer(new ArrayList<>()), box(), part).run("1", "a").trace());
    assertThat(without.get(Ablation.NONE).work()).isEqualTo("seen [5]");
    assertThat(without.get(Ablation.OBSERVATION).work())
        .as("the model was shown none")
        .isEqualTo("seen []");
    assertThat(without.get(Ablation.OBSERVATION).steps().getFirst().observation()).isEmpty();
    assertThat(without.get(Ablation.RATIONALE).steps()).hasSize(1);
    assertThat(without.get(Ablation.RATIONALE).work()).isEmpty();
    assertThat(without.get(Ablation.TOOLS)).isEqualTo(Trace.of("1", "a"));
    var given = without.get(Ablation.NONE);
    assertThat(Ablation.OBSERVATION.of(given).work()).isEqualTo(given.work());
    assertThat(Ablation.RATIONALE.of(given)).isEqualTo(without.get(Ablation.RATIONALE));
    assertThat(Ablation.TOOLS.of(given)).isEqualTo(Trace.of("1", "a"));
  }

  @Test
  void aTurnEndsWhereAToolMustAnswerOrTheRationaleIsDone() {
    assertThat(TraceText.turn(" \n" + CALL + "5\n<start_work>dreamt\n")).isEqualTo(CALL);
    assertThat(TraceText.turn("<start_work>right\nand more")).isEqualTo("<start_work>right\n");
    assertThat(TraceText.turn("<start_work>right")).isEqualTo("<start_work>right");
    assertThat(TraceText.turn("<start_work>see <start_observation>")).endsWith("observation>");
    assertThat(TraceText.turn("hello")).isEqualTo("hello");
  }

  @Test
  void theInstructionShowsATraceOfTheGrammar() {
    String text = TraceInstruction.of(List.of(new Calculator(), new CalendarTool()));
    assertThat(text).contains("calculator takes").contains("calendar takes");
    int from = text.indexOf("Question: ");
    var shown = TraceText.parse(text.substring(from, text.indexOf("\nNow go on")));
    var step = shown.steps().getFirst();
    assertThat(box().observe(step.tool(), step.input()).text()).isEqualTo(step.observation());
  }
}
