package org.penchant.eval.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penchant.core.io.Json;
import org.penchant.testkit.contract.Sealed;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class ReportTest {
  @TempDir Path folder;

  static Stream<Block> blocks() {
    return Sample.blocks("").stream();
  }

  private static Document parse(String html) throws Exception {
    var factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(html)));
  }

  private static List<Element> elements(Document page) {
    var all = page.getElementsByTagName("*");
    var list = new ArrayList<Element>();
    for (int i = 0; i < all.getLength(); i++) list.add((Element) all.item(i));
    return list;
  }

  @Test
  void samplesCoverEveryKindOfBlock() {
    assertThat(Sample.blocks("").stream().map(Object::getClass).distinct().toList())
        .containsExactlyInAnyOrderElementsOf(Sealed.leaves(Block.class).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", Sample.HOSTILE})
  void pageIsWellFormedAndFetchesAndRunsNothing(String text) throws Exception {
    var page = parse(Sample.report(text).toHtml());
    var ids = new HashSet<String>();
    for (var element : elements(page)) {
      assertThat(element.getLocalName())
          .isNotIn("script", "iframe", "object", "embed", "link", "img", "base", "form");
      var attributes = element.getAttributes();
      for (int i = 0; i < attributes.getLength(); i++) {
        var attribute = attributes.item(i);
        assertThat(attribute.getNodeName()).doesNotStartWith("on");
        if (attribute.getNodeName().matches("href|src")) {
          assertThat(attribute.getNodeValue()).startsWith("#");
          assertThat(page.getDocumentElement().getTextContent()).isNotEmpty();
        }
      }
      if (element.hasAttribute("id")) assertThat(ids.add(element.getAttribute("id"))).isTrue();
    }
    for (var element : elements(page)) {
      if (element.hasAttribute("href"))
        assertThat(ids).contains(element.getAttribute("href").substring(1));
      for (String id : element.getAttribute("aria-labelledby").split(" "))
        if (!id.isEmpty()) assertThat(ids).contains(id);
    }
  }

  @Test
  void hostileTextIsShownAsText() throws Exception {
    var page = parse(Sample.report(Sample.HOSTILE).toHtml());
    String shown = page.getDocumentElement().getTextContent();
    assertThat(shown).contains("</p><script>alert('x')</script>\"onload=\"x\" & <![CDATA[ ]]>");
    assertThat(shown).contains("\uFFFD").doesNotContain("\u0000", "\u001b");
    String markdown = Sample.report(Sample.HOSTILE).toMarkdown();
    assertThat(markdown.replaceAll("(?s)(````*)text\n.*?\n\\1", ""))
        .doesNotContain("<script>")
        .contains("&lt;script&gt;")
        .contains("\\|a\\|b\\|");
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void jsonHoldsEveryNumberInFull(Block block) {
    var report = Report.of("t", "", Report.Section.of("s", block));
    assertThat(Json.read("report.json", report.toJson(), Report.class)).isEqualTo(report);
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void everyBlockIsInEveryRendering(Block block) throws Exception {
    var with = Report.of("t", "", Report.Section.of("s", block));
    var without = Report.of("t", "", Report.Section.of("s"));
    assertThat(with.toMarkdown().length()).isGreaterThan(without.toMarkdown().length() + 10);
    assertThat(elements(parse(with.toHtml())).size())
        .isGreaterThan(elements(parse(without.toHtml())).size() + 1);
  }

  @Test
  void pointsThatAreNotFiniteLeaveGapsAndAreSaid() throws Exception {
    double[] x = {1, 2, 3, 4, 5, 6};
    double nan = Double.NaN;
    var chart =
        new Block.LineChart(
            "c",
            Axis.linear("x"),
            Axis.linear("y"),
            List.of(Series.of("a", x, new double[] {1, 2, nan, 4, nan, 6})));
    var html = Report.of("t", "", Report.Section.of("s", chart)).toHtml();
    var path =
        elements(parse(html)).stream()
            .filter(e -> e.getAttribute("class").startsWith("curve"))
            .findFirst()
            .orElseThrow();
    assertThat(path.getAttribute("d")).matches("M[\\d. ]+L[\\d. ]+M[\\d. ]+M[\\d. ]+");
    assertThat(html).contains("a: 2 of 6 points are not finite and leave gaps.");
    assertThat(html).doesNotContain("NaN");
  }

  @Test
  void logAxisLeavesOutWhatIsNotPositive() {
    var chart =
        new Block.LineChart(
            "c",
            Axis.log("beta"),
            Axis.linear("y"),
            List.of(Series.of("a", new double[] {0, 1, 10}, new double[] {1, 2, 3})));
    assertThat(LinePlot.leftOut(chart)).contains("1 of 3").contains("not positive");
  }

  @Test
  void emptyChartsSaySo() throws Exception {
    var axis = Axis.linear("x");
    for (var block :
        List.of(
            new Block.LineChart("c", axis, axis, List.of()),
            new Block.LineChart(
                "c", Axis.log("x"), axis, List.of(new Series("a", List.of(), List.of()))),
            new Block.LineChart(
                "c",
                axis,
                axis,
                List.of(Series.of("a", new double[] {1}, new double[] {Double.NaN}))),
            Block.Histogram.of("c", axis, new double[] {Double.NaN}, 3),
            new Block.Bars("c", axis, List.of()),
            new Block.Dots("c", axis, List.of()),
            new Block.HeatMap("c", List.of(), List.of(), List.of(), Style.PLAIN, 0, 1),
            new Block.Reliability("c", List.of(), Double.NaN),
            new Block.Samples("c", List.of()),
            new Block.Table("c", List.of("a"), List.of()))) {
      var report = Report.of("t", "", Report.Section.of("s", block));
      assertThat(elements(parse(report.toHtml()))).isNotEmpty();
      assertThat(report.toMarkdown()).contains("c");
    }
    assertThat(LinePlot.leftOut(new Block.LineChart("c", axis, axis, List.of())))
        .isEqualTo("No points to draw.");
  }

  @Test
  void constantAndSinglePointSeriesHaveRoom() throws Exception {
    for (double y : new double[] {0, -0.0, 0.5, 1e-300, 1e300, -1e9}) {
      var chart =
          new Block.LineChart(
              "c",
              Axis.linear("x"),
              Axis.linear("y"),
              List.of(Series.of("a", new double[] {3}, new double[] {y})));
      String html = Report.of("t", "", Report.Section.of("s", chart)).toHtml();
      parse(html);
      assertThat(html).contains("<circle").doesNotContain("NaN").doesNotContain("Infinity");
    }
  }

  @Test
  void histogramCountsEveryFiniteValueOnce() throws Exception {
    for (double[] values :
        new double[][] {{0}, {1e300, 1e300}, {-3, -3, Double.NaN}, {1, 2, 2, 4}}) {
      var chart = Block.Histogram.of("h", Axis.linear("x"), values, 3);
      assertThat(chart.counts().stream().mapToLong(c -> c).sum() + chart.leftOut())
          .isEqualTo(values.length);
      assertThat(chart.edges()).isSorted().doesNotHaveDuplicates();
      String html = Report.of("t", "", Report.Section.of("s", chart)).toHtml();
      parse(html);
      assertThat(html).doesNotContain("NaN");
    }
    assertThat(Block.Histogram.of("h", Axis.linear("x"), new double[] {1, 2, 2, 4}, 3).counts())
        .containsExactly(1L, 2L, 1L);
  }

  @Test
  void markdownPutsSeriesSideBySideWhereTheyShareX() {
    double[] x = {1, 2};
    var one = Series.of("one", x, new double[] {0.5, Double.NaN});
    var two = Series.of("two", x, new double[] {3, 4});
    var other = Series.of("other", new double[] {9}, new double[] {7});
    var axis = Axis.linear("step");
    var shared = new Block.LineChart("c", axis, Axis.linear("loss"), List.of(one, two));
    assertThat(Report.of("t", "", Report.Section.of("s", shared)).toMarkdown())
        .contains("| step | loss, one | loss, two |", "| 1 | 0.5 | 3 |", "| 2 | n/a | 4 |");
    var apart = new Block.LineChart("c", axis, Axis.linear("loss"), List.of(one, other));
    assertThat(Report.of("t", "", Report.Section.of("s", apart)).toMarkdown())
        .contains("| series | step | loss |", "| one | 1 | 0.5 |", "| other | 9 | 7 |");
  }

  @Test
  void rowsMustFitTheirColumns() {
    assertThatThrownBy(
            () -> new Block.Table("t", List.of("a", "b"), List.of(List.of(Cell.of("x")))))
        .hasMessageContaining("1 cells under 2 columns");
    assertThatThrownBy(() -> new Series("s", List.of(1.0), List.of()))
        .hasMessageContaining("1 x for 0 y");
  }

  @Test
  void filesAreWritten() throws Exception {
    var page = ReportFiles.write(Sample.report(""), folder.resolve("out"));
    assertThat(page).exists().hasFileName("report.html");
    assertThat(Files.readString(folder.resolve("out/report.md"))).startsWith("# What was learned");
    assertThat(Files.readString(folder.resolve("out/report.json"))).startsWith("{\n");
  }

  @Test
  void pageIsTheSameEveryTime() {
    assertThat(Sample.report("").toHtml()).isEqualTo(Sample.report("").toHtml());
  }
}
