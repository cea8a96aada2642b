package org.penchant.papers.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.penchant.align.reward.tool.Limits;
import org.penchant.align.reward.tool.ToolBox;
import org.penchant.align.reward.tool.Trace;
import org.penchant.align.reward.tool.TraceText;
import org.penchant.core.random.Seeds;
import org.penchant.torch.tensor.TensorScope;

class TinyDecoderTest {
  @Test
  void learnsToCopyAndToRankBoth() {
    // 0 a b 0 a b: the second half is taught; what ends with a greater b is better.
    var random = new Seeds(1).stream("pairs");
    var pairs = new ArrayList<TinyDecoder.Sequence>();
    var taught = new BitSet();
    taught.set(4, 6);
    for (int i = 0; i < 200; i++) {
      int a = 1 + random.nextInt(8);
      int low = 1 + random.nextInt(7);
      int high = low + 1 + random.nextInt(8 - low);
      for (int b : new int[] {high, low})
        pairs.add(new TinyDecoder.Sequence(new int[] {0, a, b, 0, a, b}, taught));
    }
    try (var scope = TensorScope.open();
        var decoder = TinyDecoder.drawn(9, 8, new Seeds(2))) {
      decoder.train(pairs, new TinyDecoder.Training(16, 150, 0.01, 0.5), new Seeds(3));
      var begun = List.of(new int[] {0, 3, 7, 0}, new int[] {0, 8, 2, 0});
      var written = decoder.written(begun, Set.of(), 2);
      assertThat(written.get(0)).containsExactly(0, 3, 7, 0, 3, 7);
      assertThat(written.get(1)).containsExactly(0, 8, 2, 0, 8, 2);
      double[] rewards = decoder.rewards(written);
      assertThat(rewards[0]).isGreaterThan(rewards[1]);
      assertThat(decoder.written(begun, Set.of(3), 2).getFirst())
          .as("nothing behind an end")
          .containsExactly(0, 3, 7, 0, 3);
    }
  }

  @Test
  void questionsAreTextOfTheVocabulary() {
    for (var question : SumQuestions.draw(50, 0.6, new Seeds(4).stream("questions"))) {
      var tools = ToolBox.of(List.of(SumQuestions.tool()), Limits.defaults());
      String seen = tools.observe("sums", question.expression()).text();
      assertThat(question.answer(0)).startsWith(seen);
      assertThat(question.answer(1).startsWith(seen)).isEqualTo(!question.sum());
      if (!question.sum()) assertThat(question.levels()[0]).isGreaterThan(question.levels()[1]);
      var step = new Trace.Step("", "sums", question.expression(), seen);
      var trace = new Trace(question.text(), question.answer(0), List.of(step), "");
      String text = TraceText.render(trace).text();
      var back = new StringBuilder();
      for (int id : SumQuestions.encode(text)) back.append(SumQuestions.token(id));
      assertThat(back.toString()).isEqualTo(text);
      assertThat(TraceText.parse(text)).isEqualTo(trace);
    }
  }
}
