package org.penchant.papers.experiment;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.penchant.align.reward.tool.Limits;
import org.penchant.align.reward.tool.Tool;
import org.penchant.align.reward.tool.ToolBox;
import org.penchant.align.reward.tool.Trace;
import org.penchant.align.reward.tool.TraceLoss;
import org.penchant.align.reward.tool.TraceRunner;
import org.penchant.align.reward.tool.TraceText;
import org.penchant.align.reward.tool.TraceWriter;
import org.penchant.core.random.Seeds;
import org.penchant.papers.world.SumQuestions;
import org.penchant.papers.world.SumQuestions.Question;
import org.penchant.papers.world.TinyDecoder;
import org.penchant.torch.tensor.BlasThreads;
import org.penchant.torch.tensor.TensorScope;

/**
 * {@link CheckedSums} as text: a small decoder must write "sums 12*07+29", the tool's number is
 * appended, and the reward is read behind it (arXiv 2310.01045). It is taught its calls and where
 * traces end, not observations, beside half the ranking loss. 60 % of the questions ask for sums;
 * on 3 % the demonstration calls where it should not, or does not where it should. A tool that
 * fails says so; one decoder, trained with failures that differ between the answers, is measured
 * with these and with shared ones. The tool with random verdicts returns one of the two answers'
 * numbers. Accuracies are of traces that the decoder wrote, tools executed by {@link TraceRunner};
 * those on demonstrations without slips stand beside. Width, rate and steps were chosen for their
 * time and for learning anything at all, on seeds 1000 and 1001.
 *
 * @param train pairs
 * @param test pairs
 * @param steps of Adam
 */
public record WrittenSums(int train, int test, int steps) implements Experiment {
  private static final double SUMS = 0.6;
  private static final double MISTAKEN = 0.03;
  private static final double FAILING = 0.2;
  private static final int PAIRS = 32;
  private static final double RATE = 0.008;
  private static final int LONGEST = 48;
  private static final int TURN = 12;

  public static WrittenSums defaults() {
    return new WrittenSums(3000, 500, 300);
  }

  @Override
  public WrittenSums trial() {
    return new WrittenSums(20, 6, 1);
  }

  /** What a tool does. */
  private enum Calls {
    NONE("no tool"),
    SOUND("tool"),
    FAILING("a fifth of calls fails"),
    FAILING_FOR_BOTH("a fifth fails for both answers"),
    RANDOM("random verdicts");

    private final String arm;

    Calls(String arm) {
      this.arm = arm;
    }
  }

  @Override
  public void run(Seeds seeds, Figures figures) {
    var learned = SumQuestions.draw(train, SUMS, seeds.stream("train"));
    var fresh = SumQuestions.draw(test, SUMS, seeds.stream("test"));
    try (var _ = BlasThreads.suited(0)) {
      var measured =
          Stream.of(Calls.NONE, Calls.SOUND, Calls.FAILING, Calls.RANDOM)
              .parallel()
              .map(calls -> measure(calls, learned, fresh, seeds))
              .toList();
      for (var part : measured)
        part.all().forEach((key, value) -> figures.put(key.arm(), key.metric(), value));
    }
  }

  private Figures measure(Calls calls, List<Question> learned, List<Question> fresh, Seeds seeds) {
    var figures = new Figures();
    try (var scope = TensorScope.open();
        var decoder =
            TinyDecoder.drawn(SumQuestions.vocabulary(), LONGEST, seeds.child("decoder"))) {
      decoder.train(
          sequences(calls, shown(calls, learned, MISTAKEN, seeds.child("train tools"))),
          new TinyDecoder.Training(PAIRS, steps, RATE, TraceLoss.defaults().rankWeight()),
          seeds);
      put(calls, fresh, decoder, seeds.child("test tools"), figures);
      if (calls == Calls.FAILING)
        put(Calls.FAILING_FOR_BOTH, fresh, decoder, seeds.child("test tools"), figures);
    }
    return figures;
  }

  private static void put(
      Calls calls, List<Question> fresh, TinyDecoder decoder, Seeds tools, Figures figures) {
    var given = shown(calls, fresh, 0, tools);
    var written =
        calls == Calls.NONE ? given : traced(fresh, writer(decoder), boxes(calls, fresh, tools));
    put(calls.arm, "", fresh, decoder, written, figures);
    put(calls.arm, " (given traces)", fresh, decoder, given, figures);
  }

  /** Tools of the chosen and the rejected answers; one box where a call fails for both. */
  private static List<ToolBox> boxes(Calls calls, List<Question> questions, Seeds seeds) {
    var first =
        ToolBox.of(List.of(tool(calls, questions, seeds.child("first"))), Limits.defaults());
    return List.of(
        first,
        calls == Calls.FAILING
            ? ToolBox.of(List.of(tool(calls, questions, seeds.child("second"))), Limits.defaults())
            : first);
  }

  private static Tool tool(Calls calls, List<Question> questions, Seeds seeds) {
    Map<String, Question> byInput = new HashMap<>();
    for (var question : questions) byInput.put(question.expression(), question);
    return new Doubtful(calls, byInput, SumQuestions.tool(), seeds);
  }

  /** A tool that may fail, or not look; a function of its input. */
  private record Doubtful(Calls calls, Map<String, Question> questions, Tool sound, Seeds seeds)
      implements Tool {
    @Override
    public String name() {
      return sound.name();
    }

    @Override
    public String takes() {
      return sound.takes();
    }

    @Override
    public String run(String input) throws ToolException {
      double u = seeds.stream(input).nextDouble();
      boolean fails = calls == Calls.FAILING || calls == Calls.FAILING_FOR_BOTH;
      if (fails && u < FAILING) throw new ToolException("busy");
      var question = questions.get(input);
      return calls == Calls.RANDOM && question != null
          ? SumQuestions.digits(question.values()[u < 0.5 ? 0 : 1])
          : sound.run(input);
    }
  }

  /** Traces of both answers of every question, the chosen first. */
  private static List<Trace> traced(
      List<Question> questions, TraceWriter writer, List<ToolBox> boxes) {
    var sides = new ArrayList<List<TraceRunner.Traced>>();
    for (int side = 0; side < 2; side++) {
      int own = side;
      sides.add(
          TraceRunner.of(writer, boxes.get(side))
              .run(questions.stream().map(q -> Trace.of(q.text(), q.answer(own))).toList()));
    }
    var all = new ArrayList<Trace>();
    for (int i = 0; i < questions.size(); i++) for (var side : sides) all.add(side.get(i).trace());
    return all;
  }

  /** Demonstrations, some of which call where they should not or do not where they should. */
  private static List<Trace> shown(
      Calls calls, List<Question> questions, double mistaken, Seeds seeds) {
    if (calls == Calls.NONE) {
      var all = new ArrayList<Trace>();
      for (var question : questions)
        for (int side = 0; side < 2; side++)
          all.add(Trace.of(question.text(), question.answer(side)));
      return all;
    }
    var slips = seeds.child("slips");
    TraceWriter script =
        TraceWriter.of(text -> {
          var trace = TraceText.parse(text);
          String question = trace.question();
          String expression = question.substring(question.indexOf(' ') + 1);
          boolean slip = slips.stream(question).nextDouble() < mistaken;
          if (trace.steps().isEmpty() && question.startsWith("sum ") != slip)
            return "Thought: \n<start_tool>sums\nAction Input: "
                + expression
                + "\n"
                + TraceText.OBSERVATION;
          return "";
        });
    return traced(questions, script, boxes(calls, questions, seeds));
  }

  /** Demonstrations as sequences; without tools nothing is taught but the reward. */
  private static List<TinyDecoder.Sequence> sequences(Calls calls, List<Trace> traces) {
    var all = new ArrayList<TinyDecoder.Sequence>();
    for (int i = 0; i < traces.size(); i++) {
      var rendered = TraceText.render(traces.get(i));
      int[] ids = ended(rendered.text());
      var taught = new BitSet();
      if (calls != Calls.NONE) {
        int[] starts = new int[ids.length];
        int[] ends = new int[ids.length];
        for (int t = 0, at = 0; t < ids.length; t++) {
          starts[t] = at;
          if (t < ids.length - 1) at += SumQuestions.token(ids[t]).length();
          ends[t] = at;
        }
        taught = TraceLoss.defaults().mask(rendered.spans(), starts, ends, i % 2 == 0);
        taught.set(ids.length - 1);
      }
      all.add(new TinyDecoder.Sequence(ids, taught));
    }
    return all;
  }

  private static int[] ended(String text) {
    return SumQuestions.encode(text + SumQuestions.END);
  }

  private static TraceWriter writer(TinyDecoder decoder) {
    int end = SumQuestions.id(SumQuestions.END);
    var ends = Set.of(end, SumQuestions.id("\n" + TraceText.OBSERVATION));
    return texts -> {
      var begun = texts.stream().map(SumQuestions::encode).toList();
      var written = decoder.written(begun, ends, TURN);
      var said = new ArrayList<String>();
      for (int i = 0; i < begun.size(); i++) {
        var text = new StringBuilder();
        int[] ids = written.get(i);
        for (int t = begun.get(i).length; t < ids.length; t++)
          if (ids[t] != end) text.append(SumQuestions.token(ids[t]));
        said.add(TraceText.turn(text.toString()));
      }
      return said;
    };
  }

  private static void put(
      String arm,
      String kind,
      List<Question> questions,
      TinyDecoder decoder,
      List<Trace> traces,
      Figures figures) {
    double[] rewards =
        decoder.rewards(traces.stream().map(t -> ended(TraceText.render(t).text())).toList());
    double[] right = new double[3];
    double[] count = new double[3];
    for (int q = 0; q < questions.size(); q++)
      for (int k : new int[] {0, questions.get(q).sum() ? 1 : 2}) {
        right[k] += rewards[2 * q] > rewards[2 * q + 1] ? 1 : 0;
        count[k]++;
      }
    String[] names = {"all", "arithmetic", "style"};
    for (int k = 0; k < 3; k++) figures.put(arm, names[k] + kind, right[k] / Math.max(1, count[k]));
    long sums = questions.stream().filter(Question::sum).count();
    double called = 0;
    for (int i = 0; i < traces.size(); i++)
      if (questions.get(i / 2).sum() && !traces.get(i).steps().isEmpty()) called++;
    figures.put(arm, "calls on sums" + kind, called / Math.max(1, 2 * sums));
  }
}
