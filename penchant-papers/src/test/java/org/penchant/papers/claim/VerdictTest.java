package org.penchant.papers.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.penchant.core.parts.Codec;
import org.penchant.core.stats.TTest;

/** Verdicts follow from figures by rule. */
class VerdictTest {
  private static final String CLAIM =
      """
      says: "new beats old, and not because of its size"
      seeds: 4
      metrics: [ value ]
      runs:
        - cases: { n: [ 1, 2 ] }
          arms: [ { name: old }, { name: new }, { name: sham } ]
      criteria:
        - { says: "new beats old", arm: new, than: old, in: { n: 1 } }
        - { says: "sham does not", role: control, arm: sham, than: old, in: { n: 1 }, rule: does-not-exceed }
        - { says: "new beats old at 2", role: beyond, arm: new, than: old, in: { n: 2 }, condition: "n is small" }
      """;

  private static Verdict verdict(double[] atOne, double[] sham, double[] atTwo) {
    var claim = Codec.read(yaml(CLAIM), Claim.class);
    var table = new Table();
    double[] old = {0, 1, 2, 3};
    for (int n = 1; n <= 2; n++) {
      table.put("n=" + n, "old", "value", old);
      table.put("n=" + n, "new", "value", plus(old, n == 1 ? atOne : atTwo));
      table.put("n=" + n, "sham", "value", plus(old, sham));
    }
    var findings = Findings.of(claim, Setting.of(claim).stream().map(Setting::in).toList(), table);
    assertThat(findings).hasSize(3);
    return Verdict.of(findings);
  }

  @Test
  void allThreeVerdictsComeFromFigures() {
    double[] gain = {1, 1.1, 0.9, 1};
    double[] none = {0.1, -0.1, 0.2, -0.2};
    assertThat(verdict(gain, none, gain).kind()).isEqualTo(Verdict.Kind.REPRODUCED);
    assertThat(verdict(none, none, gain).kind()).isEqualTo(Verdict.Kind.NOT_REPRODUCED);
    assertThat(verdict(gain, gain, gain).kind()).isEqualTo(Verdict.Kind.NOT_REPRODUCED);
    var conditional = verdict(gain, none, none);
    assertThat(conditional.kind()).isEqualTo(Verdict.Kind.CONDITIONAL);
    assertThat(conditional.toString()).isEqualTo("reproduced only under a condition: n is small");
    assertThat(verdict(none, none, none).kind()).isEqualTo(Verdict.Kind.NOT_REPRODUCED);
  }

  @Test
  void rulesSayWhatTheyHold() {
    double[] small = {0.01, 0.02, 0.01, 0.02};
    double[] large = {1, 1.1, 0.9, 1};
    double[] mixed = {1, -1, 2, -2};
    assertThat(holds(new Rule.Exceeds(0, 3), small)).isTrue();
    assertThat(holds(new Rule.Exceeds(0.05, 3), small)).isFalse();
    assertThat(holds(new Rule.Exceeds(0, 3), mixed)).isFalse();
    assertThat(holds(new Rule.FallsBelow(3), small)).isFalse();
    assertThat(holds(new Rule.FallsBelow(3), plus(new double[4], new double[] {-1, -2, -1, -2})))
        .isTrue();
    assertThat(holds(new Rule.Wins(0.75, 0), new double[] {1, 1, -1, 1})).isTrue();
    assertThat(holds(new Rule.Wins(0.75, 0.6), new double[] {1, 1, -1, 1})).isFalse();
    assertThat(holds(new Rule.Wins(1, 0), new double[] {1, 1, 0, 1})).isFalse();
    assertThat(new Rule.Wins(0.875, 0.05).words()).isEqualTo(">= 0.05, wins on 87.5 % of seeds");
    assertThat(holds(new Rule.DoesNotExceed(3), mixed)).isTrue();
    assertThat(holds(new Rule.DoesNotExceed(3), large)).isFalse();
    assertThat(holds(new Rule.IsNotLower(), mixed)).isTrue();
    assertThat(holds(new Rule.AtLeast(0.9), large)).isTrue();
    assertThat(holds(new Rule.AtLeast(1.1), large)).isFalse();
    assertThat(holds(new Rule.Within(0.02), small)).isTrue();
    assertThat(holds(new Rule.Within(0.01), small)).isFalse();
    assertThat(holds(new Rule.Equal(0), new double[4])).isTrue();
    assertThat(holds(new Rule.Equal(0), new double[] {0, 0, 1e-300, 0})).isFalse();
  }

  private static boolean holds(Rule rule, double[] differences) {
    return rule.holds(TTest.oneSample(differences, 0), differences);
  }

  @Test
  void casesMultiplyOutAndMatchByValue() {
    List<Map<String, JsonNode>> cases =
        Cases.expand(yaml("{ n: [ 2000, 300 ], eps: [ 0.1, 0.3 ], kind: linear }"));
    assertThat(cases.stream().map(Cases::name))
        .containsExactly(
            "n=2000, eps=0.1, kind=linear",
            "n=2000, eps=0.3, kind=linear",
            "n=300, eps=0.1, kind=linear",
            "n=300, eps=0.3, kind=linear");
    assertThat(
            cases.stream().filter(c -> Cases.matches(c, yaml("{ n: 2000.0, eps: [ 0.3, 0.4 ] }"))))
        .hasSize(1);
    assertThat(cases).noneMatch(c -> Cases.matches(c, yaml("{ q: 1 }")));
    assertThat(Cases.expand(yaml("{}"))).containsExactly(Map.of());
  }

  @Test
  void mistakesInClaimsAreNamed() {
    refuses(CLAIM.replace("value ]", "valeu ]"), "must be one of");
    refuses(
        CLAIM.replace("condition: \"n is small\"", "condition: \"\""), "beyond, and only beyond");
    refuses(CLAIM.replace("seeds: 4", "seeds: 1"), "at least 2");
    refuses(CLAIM.replace("arm: sham,", "arm: shame,"), "no case has what 'sham does not'");
    refuses(CLAIM.replace("n: [ 1, 2 ]", "n: []"), "no case");
    refuses(CLAIM.replace("{ name: sham }", "{ name: new }"), "arm 'new' stands twice");
    refuses(CLAIM.replace("{ name: sham }", "{ method: dpo }"), "has no name");
    refuses(CLAIM + "world: { prompts: $m }\n", "no parameter m");
    refuses(CLAIM + "world: { prompts: 0.5 }\n", "must be a whole number");
  }

  private static void refuses(String claim, String message) {
    assertThatThrownBy(
            () -> {
              var read = Codec.read(yaml(claim), Claim.class);
              var settings = Setting.of(read);
              var table = new Table();
              for (var setting : settings)
                for (var arm : setting.arms())
                  table.put(setting.name(), arm.name(), "value", new double[4]);
              Findings.of(read, settings.stream().map(Setting::in).toList(), table);
            })
        .hasMessageContaining(message);
  }

  private static double[] plus(double[] a, double[] b) {
    double[] sum = new double[a.length];
    for (int i = 0; i < sum.length; i++) sum[i] = a[i] + b[i];
    return sum;
  }

  private static JsonNode yaml(String text) {
    try {
      return new YAMLMapper().readTree(text);
    } catch (JsonProcessingException bad) {
      throw new IllegalArgumentException(bad);
    }
  }
}
