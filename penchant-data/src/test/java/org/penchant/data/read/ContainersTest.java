package org.penchant.data.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Provenance;
import org.penchant.core.problems.Problems;

/** The same rows mean the same in every container, packing and file. */
class ContainersTest {
  private static final List<Map<String, Object>> CHAT = List.of(turn("user", "Hi, \"you\"\nthere"));

  static Stream<Arguments> everyWay() {
    return Stream.of(Container.values())
        .flatMap(container ->
            Stream.of(Compression.NONE, Compression.GZIP, Compression.ZSTD)
                .flatMap(packing ->
                    formats().keySet().stream()
                        .map(format -> Arguments.of(container, packing, format))));
  }

  private static Map<Format, List<Map<String, Object>>> formats() {
    var all = new LinkedHashMap<Format, List<Map<String, Object>>>();
    all.put(
        Format.EXPLICIT,
        List.of(
            row(
                "prompt",
                "p, \"q\"\nr",
                "chosen",
                "c\u2028c",
                "rejected",
                "r\ud83d\ude00",
                "margin",
                0.5,
                "weight",
                2.0,
                "annotator",
                "ann",
                "score_chosen",
                4,
                "score_rejected",
                -1.25,
                "alpha",
                0.75),
            row(
                "prompt",
                "[not a list]",
                "chosen",
                "{",
                "rejected",
                "\t",
                "margin",
                -1.0,
                "weight",
                0.0,
                "annotator",
                "bob",
                "score_chosen",
                1,
                "score_rejected",
                1.0,
                "alpha",
                1.0)));
    all.put(
        Format.IMPLICIT,
        List.of(
            row(
                "chosen", List.of(CHAT.getFirst(), turn("assistant", "Yes")),
                "rejected", List.of(CHAT.getFirst(), turn("assistant", "No")))));
    all.put(
        Format.UNPAIRED,
        List.of(
            row("prompt", CHAT, "completion", List.of(turn("assistant", "Yes")), "label", true),
            row("prompt", CHAT, "completion", List.of(turn("assistant", "No")), "label", false)));
    all.put(
        Format.RANKED,
        List.of(
            row("prompt", "p", "responses", List.of("a", "b", "c"), "ranks", List.of(2, 1, 2))));
    all.put(
        Format.SCORED,
        List.of(row("prompt", "p", "responses", List.of("a", "b"), "scores", List.of(0.5, 2))));
    all.put(
        Format.VOTE,
        List.of(row("prompt", "p", "responses", List.of("a", "b"), "outcome", "both_bad")));
    all.put(Format.RATED, List.of(row("prompt", "p", "completion", "c", "rating", 3)));
    all.put(
        Format.STEPWISE,
        List.of(
            row(
                "prompt", "p",
                "completions", List.of("2 + 2 = 4", "so 5", "[maybe]"),
                "labels", List.of(true, false, true)),
            row("prompt", "q", "completions", List.of("Yes"), "labels", List.of(false))));
    all.put(Format.COMPLETION, List.of(row("prompt", "p", "completion", "c")));
    all.put(
        Format.MESSAGES,
        List.of(row("messages", List.of(CHAT.getFirst(), turn("assistant", "Yes")))));
    all.put(Format.TEXT, List.of(row("text", "once upon a time")));
    return all;
  }

  @ParameterizedTest
  @MethodSource("everyWay")
  void rowsMeanTheSame(
      Container container, Compression packing, Format format, @TempDir Path folder)
      throws Exception {
    var rows = formats().get(format);
    Dataset plain = read(DataFiles.write(folder, Container.JSONL, Compression.NONE, rows));
    Path written = DataFiles.write(folder, container, packing, rows);
    Dataset data = read(written);
    assertThat(data.format()).isEqualTo(format);
    assertThat(data.rows().stream().map(ContainersTest::anonymous))
        .isEqualTo(plain.rows().stream().map(ContainersTest::anonymous).toList());
    assertThat(data.rows().stream().map(r -> r.provenance().hash()))
        .isEqualTo(plain.rows().stream().map(r -> r.provenance().hash()).toList());
    var file = data.summary().files().getFirst();
    assertThat(file.container()).isEqualTo(container);
    assertThat(file.compression()).isEqualTo(packing);
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(written));
    assertThat(file.sha256()).isEqualTo(HexFormat.of().formatHex(hash));
    assertThat(file.bytes()).isEqualTo(Files.size(written));
    assertThat(file.rows()).isEqualTo(rows.size());
    assertThat(file.ignored()).isEmpty();
  }

  private static Dataset read(Path file) {
    var options = ReadOptions.defaults().with(RowFault.EMPTY_REPLY, FaultPolicy.KEEP);
    return new PreferenceReader(options)
        .read(List.of(file), ColumnNames.defaults(), new Problems());
  }

  private static Comparison anonymous(Comparison row) {
    return new Comparison(
        row.prompt(),
        row.candidates(),
        row.feedback(),
        row.columns(),
        row.template(),
        Provenance.made("test", row.provenance().row()));
  }

  private static Map<String, Object> turn(String role, String content) {
    return row("role", role, "content", content);
  }

  private static Map<String, Object> row(Object... entries) {
    var row = new LinkedHashMap<String, Object>();
    for (int i = 0; i < entries.length; i += 2) row.put((String) entries[i], entries[i + 1]);
    return row;
  }
}
