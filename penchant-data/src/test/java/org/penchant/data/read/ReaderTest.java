package org.penchant.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Feedback.Ranking;
import org.penchant.core.preference.Feedback.Rating;
import org.penchant.core.preference.Message;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.data.read.Format.Kind;

class ReaderTest {
  private static final String PAIR = "{\"prompt\":\"p\",\"chosen\":\"a\",\"rejected\":\"b\"}";

  @TempDir private Path folder;

  @Test
  void byteOrderMarkWindowsLineEndsBlankLinesAndLineSeparatorsAreTaken() throws Exception {
    Dataset data =
        read(
            "\ufeff"
                + PAIR
                + "\r\n\r\n  \r\n"
                + "{\"prompt\":\"p\u2028q\u2029\u0085\",\"chosen\":\"a\",\"rejected\":\"b\"}");
    assertThat(data.rows()).hasSize(2);
    assertThat(data.rows().get(1).prompt()).isEqualTo(Content.of("p\u2028q\u2029\u0085"));
    assertThat(data.rows().get(1).provenance().row()).isEqualTo(1);
  }

  @Test
  void aLineOfTenMegabytesIsTaken() throws Exception {
    String big = "x".repeat(10 << 20);
    Dataset data = read(PAIR.replace("\"a\"", '"' + big + '"') + "\n" + PAIR);
    assertThat(data.rows().getFirst().chosen().content().plain()).hasSize(10 << 20);
    assertThat(data.rows()).hasSize(2);
  }

  @Test
  void aLineBeyondTheLimitIsAnErrorAndTheNextIsStillRead() throws Exception {
    Path file = write(PAIR + "\n" + PAIR.replace("\"a\"", "\"aaaaaaaaaaaaaaaa\"") + "\n{");
    var reader = new PreferenceReader(ReadOptions.defaults().withLineLimit(PAIR.length()));
    assertThatThrownBy(() -> reader.read(List.of(file), ColumnNames.defaults(), new Problems()))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("row 1 (line 2)")
        .hasMessageContaining("at most " + PAIR.length() + " bytes")
        .hasMessageContaining("row 2 (line 3)");
  }

  @Test
  void columnsStandWhereOptionsSayAndOthersAreListed() throws Exception {
    Path file = write("{\"q\":\"p\",\"chosen\":\"a\",\"rejected\":\"b\",\"gap\":2,\"odd\":{}}");
    var columns = ColumnNames.defaults().with(Column.PROMPT, "q").withNumeric("gap");
    Dataset data =
        PreferenceReader.defaults().read(List.of(file), columns, new Problems()).require(Kind.PAIR);
    assertThat(data.rows().getFirst().columns()).isEqualTo(Map.of("gap", 2.0));
    var summary = data.summary().files().getFirst();
    assertThat(summary.columns()).containsEntry("prompt", "q").containsEntry("gap", "gap");
    assertThat(summary.ignored()).containsExactly("odd");
    assertThatThrownBy(() -> data.require(Kind.UNARY))
        .hasMessageContaining("must be of kind UNARY");
  }

  @Test
  void filesOfOneKindAreReadTogether() throws Exception {
    Path explicit = write(PAIR);
    Path implicit = folder.resolve("implicit.jsonl");
    Files.writeString(
        implicit,
        "{\"chosen\":\"\\n\\nHuman: a\\n\\nAssistant: b\",\"rejected\":\"\\n\\nHuman: a\\n\\nAssistant: c\"}");
    Dataset data =
        PreferenceReader.defaults()
            .read(List.of(explicit, implicit), ColumnNames.defaults(), new Problems());
    assertThat(data.rows()).hasSize(2);
    assertThat(data.rows().get(1).prompt()).isEqualTo(Content.of("\n\nHuman: a\n\nAssistant:"));
    assertThat(data.rows().get(1).chosen().content()).isEqualTo(Content.of(" b"));
    assertThat(data.summary().rows()).isEqualTo(2);
  }

  @Test
  void messagesGiveTheirCommonBeginningAsThePrompt() throws Exception {
    String chat =
        "[{\"role\":\"user\",\"content\":\"q\"},{\"role\":\"assistant\",\"content\":\"%s\"}]";
    String pair = "\"chosen\":" + chat.formatted("yes") + ",\"rejected\":" + chat.formatted("no");
    var prompt = Content.of(List.of(new Message("user", "q")));
    Comparison implicit = read("{" + pair + "}").rows().getFirst();
    assertThat(implicit.prompt()).isEqualTo(prompt);
    assertThat(implicit.chosen().content())
        .isEqualTo(Content.of(List.of(new Message("assistant", "yes"))));
    Comparison repeated = read("{\"prompt\":\"q\"," + pair + "}").rows().getFirst();
    assertThat(repeated.prompt()).isEqualTo(prompt);
    assertThatThrownBy(() -> read("{\"prompt\":\"other\"," + pair + "}"))
        .hasMessageContaining("must all be text or all be messages");
  }

  @Test
  void dialoguesThatPartBeforeTheReplyAreFaulty() throws Exception {
    Path file =
        write(
            "{\"chosen\":[{\"role\":\"user\",\"content\":\"q\"},{\"role\":\"assistant\",\"content\":\"a\"}],"
                + "\"rejected\":[{\"role\":\"user\",\"content\":\"x\"},{\"role\":\"assistant\",\"content\":\"b\"}]}");
    assertThatThrownBy(() ->
            PreferenceReader.defaults().read(List.of(file), ColumnNames.defaults(), new Problems()))
        .hasMessageContaining("row 0 (line 1)")
        .hasMessageContaining(RowFault.PREFIX_MISMATCH.rule());
    var dropping =
        new PreferenceReader(
            ReadOptions.defaults().with(RowFault.PREFIX_MISMATCH, FaultPolicy.DROP));
    assertThatThrownBy(() -> dropping.read(List.of(file), ColumnNames.defaults(), new Problems()))
        .hasMessageContaining("1 rows left out: no row is left");
  }

  @Test
  void toolsAndTemplateOptionsAreKeptAlsoAsText() throws Exception {
    String row = PAIR.replace("}", ",\"tools\":%s,\"chat_template_kwargs\":%s}");
    var plain = read(row.formatted("[{\"name\":\"f\"}]", "{\"think\":true}")).rows().getFirst();
    var text =
        read(row.formatted("\"[{\\\"name\\\":\\\"f\\\"}]\"", "\"{\\\"think\\\":true}\""))
            .rows()
            .getFirst();
    assertThat(plain.template())
        .isEqualTo(text.template())
        .isEqualTo(
            Map.of(
                "tools", List.of(Map.of("name", "f")),
                "chat_template_kwargs", Map.of("think", true)));
  }

  @Test
  void parquetFilesMayHaveAnyName() throws Exception {
    Path odd = Files.createDirectories(folder.resolve("it's [a] b=1"));
    Path made =
        DataFiles.write(
            folder,
            Container.PARQUET,
            Compression.NONE,
            List.of(Map.of("prompt", "p", "chosen", "a", "rejected", "b")));
    Path file = Files.move(made, odd.resolve("what? [x]*.parquet"));
    Dataset data =
        PreferenceReader.defaults().read(List.of(file), ColumnNames.defaults(), new Problems());
    assertThat(data.rows()).hasSize(1);
    assertThat(data.summary().files().getFirst().ignored()).isEmpty();
  }

  @Test
  void columnsThatTheConventionDoesNotUseAreListed() throws Exception {
    var summary = read(PAIR.replace("}", ",\"messages\":[],\"label\":1}")).summary();
    assertThat(summary.files().getFirst().ignored()).containsExactly("label", "messages");
  }

  @Test
  void theHashIsThatOfTheContent() throws Exception {
    String one = read(PAIR).rows().getFirst().provenance().hash();
    String same = read(" " + PAIR.replace(",", " , ")).rows().getFirst().provenance().hash();
    String other = read(PAIR.replace("\"b\"", "\"c\"")).rows().getFirst().provenance().hash();
    assertThat(one).hasSize(64).isEqualTo(same).isNotEqualTo(other);
  }

  @Test
  void ranksAndScoresGiveTheirPairs() throws Exception {
    var ranked =
        read("{\"prompt\":\"p\",\"responses\":[\"a\",\"b\",\"c\",\"d\"],\"ranks\":[2,1,2,null]}")
            .rows()
            .getFirst();
    assertThat(((Ranking) ranked.feedback()).groups())
        .isEqualTo(List.of(List.of(1), List.of(0, 2)));
    assertThat(Pairs.fromRanking(ranked).stream().map(ReaderTest::verdict))
        .containsExactly("b>a", "b>c");
    var scored =
        read("{\"prompt\":\"p\",\"responses\":[\"a\",\"b\",\"c\"],\"scores\":{\"help\":[1,3,null]}}")
            .rows()
            .getFirst();
    assertThat(((Rating) scored.feedback()).scores()).containsOnlyKeys("help");
    var pair = Pairs.fromRating(scored, "help").getFirst();
    assertThat(verdict(pair)).isEqualTo("b>a");
    assertThat(pair.column("chosen_rating")).hasValue(3);
    assertThat(pair.provenance()).isEqualTo(scored.provenance());
    assertThatThrownBy(() -> Pairs.fromRating(scored, "truth")).hasMessageContaining("help");
    assertThatThrownBy(() -> Pairs.fromRanking(scored)).hasMessageContaining("a ranking");
  }

  @Test
  void onlyTheParquetReaderTouchesTheDatabase() {
    ArchRuleDefinition.noClasses()
        .that()
        .haveNameNotMatching(".*Parquet(File|Query|Table).*")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "org.duckdb..")
        .check(new ClassFileImporter().importPath(Path.of("target/classes")));
  }

  private static String verdict(Comparison pair) {
    return pair.chosen().content().plain() + ">" + pair.rejected().content().plain();
  }

  private Dataset read(String text) throws Exception {
    return PreferenceReader.defaults()
        .read(List.of(write(text)), ColumnNames.defaults(), new Problems());
  }

  private Path write(String text) throws Exception {
    return Files.write(folder.resolve("data.jsonl"), text.getBytes(StandardCharsets.UTF_8));
  }
}
