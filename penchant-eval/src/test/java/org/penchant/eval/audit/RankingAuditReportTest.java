package org.penchant.eval.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.penchant.core.random.Seeds;
import org.penchant.eval.metric.PairScores;
import org.penchant.eval.report.Block;
import org.penchant.eval.report.Report;
import org.xml.sax.InputSource;

class RankingAuditReportTest {
  private static Report report(boolean shares) {
    var random = new SplittableRandom(11);
    var pairs = new ArrayList<PairScores>();
    for (int i = 0; i < 300; i++) {
      double rw = -40 - 8 * random.nextGaussian();
      double rl = -40 - 8 * random.nextGaussian();
      pairs.add(
          new PairScores(
              "pairs.jsonl row " + i,
              "prompt " + i / 3,
              rw + 2 + 3 * random.nextGaussian(),
              rl - 2 + 3 * random.nextGaussian(),
              rw,
              rl,
              random.nextInt(5, 60),
              random.nextInt(5, 60),
              shares ? OptionalDouble.of(random.nextDouble(0.55, 1)) : OptionalDouble.empty()));
    }
    var audit = RankingAudit.of(pairs, AuditSettings.defaults(), new Seeds(2));
    return new Report("Ranking audit", "", RankingAuditReport.sections(audit));
  }

  @Test
  void rendersInEveryForm() throws Exception {
    var report = report(true);
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(report.toHtml())));
    assertThat(report.toMarkdown()).contains("Alignment gap").contains("Hardest pairs");
    assertThat(report.toJson()).contains("\"kind\": \"histogram\"").contains("pairs.jsonl row");
  }

  @Test
  void gapIsNeverShownWithoutItsWarning() {
    var sections =
        report(false).sections().stream()
            .filter(s -> s.blocks().stream().anyMatch(RankingAuditReportTest::isGap))
            .toList();
    assertThat(sections).hasSize(1);
    assertThat(sections.getFirst().blocks())
        .anyMatch(b -> b instanceof Block.Warnings w && !w.problems().isEmpty());
  }

  private static boolean isGap(Block block) {
    return block instanceof Block.Table table && table.title().startsWith("Alignment gap");
  }
}
