package org.penchant.core.stats;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penchant.testkit.golden.Golden;
import org.penchant.testkit.golden.GoldenCase;

class GoldenStatsTest {
  static Stream<GoldenCase> cases(String resource) {
    return Golden.read(GoldenStatsTest.class, resource).cases().stream();
  }

  static Stream<GoldenCase> tTests() {
    return cases("ttest.json");
  }

  @ParameterizedTest
  @MethodSource("tTests")
  void tTest(GoldenCase golden) {
    double[] a = golden.inputs().numbers("a");
    double[] b = golden.inputs().numbers("b");
    var test =
        golden.inputs().text("kind").equals("paired") ? TTest.paired(a, b) : TTest.welch(a, b);
    golden.check("t", test.t());
    golden.check("df", test.df());
    golden.check("p", test.p());
  }

  static Stream<GoldenCase> wilsons() {
    return cases("wilson.json");
  }

  @ParameterizedTest
  @MethodSource("wilsons")
  void wilson(GoldenCase golden) {
    var interval =
        Proportions.wilson(
            golden.inputs().number("successes"), golden.inputs().integer("trials"), 0.95);
    golden.check("low", interval.low());
    golden.check("high", interval.high());
  }

  static Stream<GoldenCase> correlations() {
    return cases("correlation.json");
  }

  @ParameterizedTest
  @MethodSource("correlations")
  void correlation(GoldenCase golden) {
    double[] x = golden.inputs().numbers("x");
    double[] y = golden.inputs().numbers("y");
    var expected = golden.expected();
    if (expected.has("pearson")) golden.check("pearson", Correlation.pearson(x, y));
    if (expected.has("spearman")) golden.check("spearman", Correlation.spearman(x, y));
    if (expected.has("kendall")) golden.check("kendall", Correlation.kendallTauB(x, y));
  }

  static Stream<GoldenCase> distributions() {
    return cases("distributions.json");
  }

  @ParameterizedTest
  @MethodSource("distributions")
  void distribution(GoldenCase golden) {
    var in = golden.inputs();
    String key = golden.expected().node().fieldNames().next();
    golden.check(
        key,
        switch (key) {
          case "studentQuantile" -> Distributions.studentQuantile(in.number("p"), in.number("df"));
          case "studentCdf" -> Distributions.studentCdf(in.number("t"), in.number("df"));
          case "studentTwoSided" -> Distributions.studentTwoSided(in.number("t"), in.number("df"));
          case "normalCdf" -> Distributions.normalCdf(in.number("z"));
          case "normalQuantile" -> Distributions.normalQuantile(in.number("p"));
          default -> throw new AssertionError("nothing computes " + key);
        });
  }
}
