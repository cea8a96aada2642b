package org.penchant.papers.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.penchant.align.objective.Objective;
import org.penchant.core.parts.Codec;
import org.penchant.core.problems.ProblemsException;
import org.penchant.testkit.golden.Golden;

class CatalogueTest {
  private static final Catalogue CATALOGUE = Catalogue.load();

  @Test
  void holdsAll119PapersAndTheIndexIsTheFolder() throws IOException {
    long papers =
        CATALOGUE.entries().stream()
            .filter(e -> e.id().matches("\\d{3}-.*"))
            .map(e -> e.id().substring(0, 3))
            .distinct()
            .count();
    assertThat(papers).isEqualTo(119);
    try (var files = Files.list(Path.of("src/main/resources/catalogue"))) {
      assertThat(
              files
                  .map(f -> f.getFileName().toString())
                  .filter(f -> f.endsWith(".yaml"))
                  .map(f -> f.replace(".yaml", "")))
          .containsExactlyInAnyOrderElementsOf(
              CATALOGUE.entries().stream().map(Entry::id).toList());
    }
  }

  @Test
  void everyRunningEntryCompilesRoundTripsHasAGoldenAndDiffersFromAllOthers() {
    var seen = new HashMap<Objective, String>();
    for (var entry : CATALOGUE.entries()) {
      if (!entry.runs()) {
        assertThat(entry.terms()).as(entry.id()).isEmpty();
        continue;
      }
      if (!entry.trains()) {
        CATALOGUE
            .parts(entry.id(), Map.of())
            .forEach((family, part) ->
                assertThat((Object) Codec.read(Codec.write(part), Families.type(family)))
                    .isEqualTo(part));
        assertThat(Stream.of("rank", "align", "eval", "papers"))
            .as("golden of %s", entry.id())
            .anyMatch(module ->
                Files.exists(
                    Path.of("..", "penchant-" + module, "src", "test", "resources")
                        .resolve(entry.golden().get())));
        assertThatThrownBy(() -> CATALOGUE.method(entry.id(), Map.of()))
            .hasMessageContaining("no training objective");
        continue;
      }
      var objective = CATALOGUE.method(entry.id(), Map.of()).objective();
      assertThat(Codec.read(Codec.write(objective), Objective.class)).isEqualTo(objective);
      assertThat(entry.golden()).as("golden of %s", entry.id()).isPresent();
      assertThat(Golden.read(CatalogueTest.class, "/" + entry.golden().get()).cases())
          .as("a golden case that names %s", entry.id())
          .anyMatch(c -> c.inputs().text("method").equals(entry.id()));
      if (entry.status() != Entry.Status.EXACT)
        assertThat(entry.deviations()).as("deviations of %s", entry.id()).isNotEmpty();
      if (entry.sameAs().isPresent()) {
        assertThat(CATALOGUE.method(entry.sameAs().get(), Map.of()).objective())
            .as("%s says sameAs", entry.id())
            .isEqualTo(objective);
      } else {
        String other = seen.put(objective, entry.id());
        assertThat(other).as("%s has the composition of another entry", entry.id()).isNull();
      }
    }
  }

  @Test
  void refusesWhatSpecificationsCallUnsound() {
    refuses("009-rdpo", "flip-rate", 0.5, "must be in [0, 0.5)");
    refuses("014-focalpo", "gamma", 1.5, "must be in [0, 1.4426)");
    refuses("048-regularized-po", "eta", -1, "must be in [0, inf)");
    refuses("007-dpo-shift", "lambda", 1.2, "set outside to allow more");
    refuses("dpo", "beta", 0, "must be in (0, inf)");
    refuses("exo", "epsilon", 0, "must be in (0, 0.5)");
    assertThatThrownBy(() -> CATALOGUE.method("dpo", Map.of("betta", DoubleNode.valueOf(1))))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("no such parameter")
        .hasMessageContaining("beta");
    assertThatThrownBy(() -> CATALOGUE.method("rdpo", Map.of()))
        .hasMessageContaining("like it: 009-rdpo");
    assertThatThrownBy(() -> CATALOGUE.method("110", Map.of()))
        .hasMessageContaining("nothing of this method runs yet");
    assertThat(CATALOGUE.method("009", Map.of("flip-rate", DoubleNode.valueOf(0.45))).warnings())
        .anyMatch(w -> w.contains("variance grows"));
    assertThatThrownBy(() ->
            CATALOGUE
                .with(
                    "mine.yaml",
                    """
                    id: mine
                    paper: { title: "Mine", family: test }
                    extends: f-dpo
                    terms:
                      - preference: { contrast: { shifted: { factor: 0.5, outside: false } } }
                    status: exact
                    """)
                .method("mine", Map.of()))
        .hasMessageContaining("does not cancel");
  }

  @Test
  void entriesOfOnesOwnAreReadStrictly() {
    assertThatThrownBy(() ->
            CATALOGUE.with(
                "mine.yaml", "id: mine\npaper: {title: x, family: y}\nstatus: exact\nbeta: 3\n"))
        .hasMessageContaining("mine.yaml")
        .hasMessageContaining("beta");
    assertThatThrownBy(() ->
            CATALOGUE
                .with(
                    "mine.yaml",
                    "id: mine\npaper: {title: x, family: y}\nextends: dpo\nterms: [preference: {link: logistik}]\nstatus: exact\n")
                .method("mine", Map.of()))
        .hasMessageContaining("'logistik' is not one of")
        .hasMessageContaining("discopop");
    assertThatThrownBy(
            () -> CATALOGUE.method("f-dpo", Map.of("divergence", TextNode.valueOf("hellinger"))))
        .hasMessageContaining("jensen-shannon");
  }

  private static void refuses(String method, String parameter, double value, String rule) {
    assertThatThrownBy(() -> CATALOGUE.method(method, Map.of(parameter, DoubleNode.valueOf(value))))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining(rule);
  }
}
