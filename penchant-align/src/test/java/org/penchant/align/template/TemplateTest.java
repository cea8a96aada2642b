package org.penchant.align.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penchant.core.random.Seeds;

class TemplateTest {
  private static final LocalDateTime NOW = LocalDateTime.of(2026, 3, 7, 9, 5, 2);

  /** A case of golden.json, which says where its answers come from. */
  record Golden(String name, JsonNode node) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Golden> golden() throws IOException {
    var cases = new ArrayList<Golden>();
    for (var node : new ObjectMapper().readTree(resource("golden.json")).path("cases"))
      cases.add(new Golden(node.path("name").asText(), node));
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("golden")
  void rendersWhatJinjaRenders(Golden golden) throws IOException {
    var node = golden.node();
    String source =
        node.has("file") ? text(node.path("file").asText()) : node.path("template").asText();
    Map<?, ?> variables = new ObjectMapper().convertValue(node.path("variables"), Map.class);
    if (node.has("refused")) {
      assertThatThrownBy(() -> render(source, variables)).isInstanceOf(TemplateException.class);
      return;
    }
    var output = render(source, variables);
    assertThat(output.text()).isEqualTo(node.path("expected").asText());
    var spans = new ArrayList<Template.Span>();
    for (var span : node.path("generated"))
      spans.add(new Template.Span(span.path(0).asInt(), span.path(1).asInt()));
    assertThat(output.generated()).isEqualTo(spans);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\nb {{ x.y.z }}|2|'y', which is undefined, has no 'z'",
        "{% if a %}\n\n{% for %}{% endif %}|3|a name expected",
        "\n\n{{ 'abc }}|3|a string has no end",
        "\n{% include 'x' %}|2|there is no tag 'include'",
        "{% if true %}\nx|1|the tag has no elif or else or endif",
        "\n{{ [1, 2 ) }}|2|',' expected before ')'",
        "{{ x | unheard }}|1|there is no filter 'unheard'",
        "{{ strftime_now('%Y') }}|1|today's date",
        "\n{% set x %}{% generation %}y{% endgeneration %}{% endset %}|2|no place in the text",
        "{{ [].append(1) }}|1|must not change a list",
        "{# never|1|a comment has no end",
        "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}|1|calls itself without an end",
        "{{ range(10 ** 9) }}|1|more than 100000",
        "{{ 'x' * 10 ** 9 }}|1|is too long",
        "{{ 99999999999999999999 }}|1|too large a number",
        "{% for i in [1] %}{{ loop.cycle() }}{% endfor %}|1|cycle needs values"
      })
  void mistakesNameTheirLine(String text) {
    String[] parts = text.split("\\|(?=[^ ])", 3);
    assertThatThrownBy(
            () -> Template.parse(parts[0]).render(Map.of("x", Map.of()), Optional.empty()))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining(parts[2])
        .extracting(e -> ((TemplateException) e).line())
        .isEqualTo(Integer.valueOf(parts[1]));
  }

  /** Whatever becomes of a template, a rendering or a message with a line comes out. */
  @Test
  void damagedTemplatesGiveMessages() throws IOException {
    var random = new Seeds(20_261_121).stream("damage");
    var all = golden().toList();
    int failed = 0;
    for (int i = 0; i < 4000; i++) {
      var node = all.get(random.nextInt(all.size())).node();
      var source =
          new StringBuilder(
              node.has("file") ? text(node.path("file").asText()) : node.path("template").asText());
      for (int edits = 1 + random.nextInt(3); edits > 0 && !source.isEmpty(); edits--) {
        int from = random.nextInt(source.length());
        int to = Math.min(source.length(), from + random.nextInt(4));
        int other = random.nextInt(source.length());
        String put = source.substring(other, Math.min(source.length(), other + 3));
        source.replace(from, to, random.nextBoolean() ? put : "");
      }
      try {
        Map<?, ?> variables = new ObjectMapper().convertValue(node.path("variables"), Map.class);
        assertThat(render(source.toString(), variables).text()).isNotNull();
      } catch (TemplateException e) {
        assertThat(e.line()).isPositive();
        assertThat(e).hasMessageNotContaining("null");
        failed++;
      } catch (RuntimeException e) {
        throw new AssertionError("edit " + i + ": " + source, e);
      }
    }
    assertThat(failed).isBetween(400, 3600);
  }

  @Test
  void saysWhetherItMarksGenerations() throws IOException {
    assertThat(Template.parse(text("tagged.jinja")).marksGeneration()).isTrue();
    assertThat(Template.parse(text("chatml.jinja")).marksGeneration()).isFalse();
    assertThat(Template.parse("{{ x }}").render(Map.of("x", List.of(1)), Optional.empty()).text())
        .isEqualTo("[1]");
  }

  @SuppressWarnings("unchecked")
  private static Template.Output render(String source, Map<?, ?> variables) {
    return Template.parse(source).render((Map<String, ?>) variables, Optional.of(NOW));
  }

  private static String text(String name) throws IOException {
    try (var in = resource(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(
        TemplateTest.class.getResourceAsStream("/templates/" + name), name);
  }
}
