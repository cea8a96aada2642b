package org.penchant.align.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.torch.safetensors.Safetensors;
import org.penchant.torch.safetensors.SafetensorsWriter;
import org.penchant.torch.tensor.DType;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

class WeightAverageTest {
  private static final WeightAverage AVERAGE = WeightAverage.defaults();

  @TempDir private Path folder = Path.of("");

  private Path member(String name, DType type, double... weights) throws IOException {
    return member(name, "{\"hidden_size\": 2}", "tokens", type, Map.of(), weights);
  }

  private Path member(
      String name,
      String config,
      String tokenizer,
      DType type,
      Map<String, double[]> more,
      double... weights)
      throws IOException {
    Path path = folder.resolve(name);
    Files.createDirectories(path);
    Files.writeString(path.resolve("config.json"), config, StandardCharsets.UTF_8);
    Files.writeString(path.resolve("tokenizer.json"), tokenizer, StandardCharsets.UTF_8);
    try (var scope = TensorScope.open()) {
      var tensors = new LinkedHashMap<String, Tensor>();
      tensors.put("body.weight", Tensor.of(weights, 1, weights.length).to(type));
      more.forEach((key, values) -> tensors.put(key, Tensor.of(values, values.length)));
      SafetensorsWriter.write(path.resolve(Safetensors.SINGLE), tensors, Map.of());
    }
    return path;
  }

  private static double[] read(Path path, String tensor) throws IOException {
    try (var scope = TensorScope.open();
        var file = Safetensors.open(path)) {
      return file.tensor(tensor).toDoubles();
    }
  }

  @Test
  void writesTheMeanWithTheFirstMembersFiles() throws IOException {
    var members =
        List.of(
            member("a", DType.F32, 1, 2),
            member("b", DType.F32, 3, -1),
            member("c", DType.F32, 0.5, 0.5));
    long before = TensorScope.liveTensors();
    var problems = new Problems();
    var written = AVERAGE.write(members, folder.resolve("out"), Optional.empty(), problems);
    assertThat(TensorScope.liveTensors()).isEqualTo(before);
    assertThat(read(folder.resolve("out"), "body.weight"))
        .containsExactly(new double[] {1.5, 0.5}, within(1e-7));
    assertThat(folder.resolve("out/config.json")).exists();
    assertThat(folder.resolve("out/tokenizer.json")).hasContent("tokens");
    assertThat(written).extracting(WeightAverage.Member::count).containsExactly(1, 1, 1);
    assertThat(written.getFirst().cosine()).isCloseTo(1, within(1e-12));
  }

  @Test
  void anAverageCountsAsOftenAsItHasMembers() throws IOException {
    var problems = new Problems();
    var two = folder.resolve("two");
    AVERAGE.write(
        List.of(member("a", DType.F64, 1, 2), member("b", DType.F64, 3, 4)),
        two,
        Optional.empty(),
        problems);
    var three = folder.resolve("three");
    AVERAGE.write(List.of(two, member("c", DType.F64, 8, 9)), three, Optional.empty(), problems);
    assertThat(read(three, "body.weight")).containsExactly(new double[] {4, 5}, within(1e-12));
    var other = folder.resolve("other");
    AVERAGE.write(List.of(folder.resolve("c"), two), other, Optional.of(DType.F32), problems);
    assertThat(read(other, "body.weight")).containsExactly(new double[] {4, 5}, within(1e-6));
    assertThat(other.resolve("config.json")).content().contains("\"torch_dtype\" : \"float32\"");
    assertThat(three.resolve("config.json")).hasContent("{\"hidden_size\": 2}");
  }

  @Test
  void sumsOfLowPrecisionWeightsAreTakenInDouble() throws IOException {
    // 256 + 1 is 256 in bfloat16: a sum there would stop growing.
    var members =
        List.of(
            member("a", DType.BF16, 256),
            member("b", DType.BF16, 1),
            member("c", DType.BF16, 1),
            member("d", DType.BF16, 1),
            member("e", DType.BF16, 1));
    AVERAGE.write(members, folder.resolve("out"), Optional.of(DType.F64), new Problems());
    assertThat(read(folder.resolve("out"), "body.weight"))
        .containsExactly(new double[] {52}, within(1e-12));
  }

  @Test
  void copiesGiveTheModelBack() throws IOException {
    var a = member("a", DType.F32, 0.1, -7.3e-5, 1e9);
    var problems = new Problems();
    AVERAGE.write(
        List.of(a, member("b", DType.F32, 0.1, -7.3e-5, 1e9), a),
        folder.resolve("out"),
        Optional.empty(),
        problems);
    assertThat(read(folder.resolve("out"), "body.weight")).isEqualTo(read(a, "body.weight"));
    assertThat(problems.warnings())
        .hasSize(2)
        .allMatch(w -> w.toString().contains("weights of another member"));
  }

  @Test
  void warnsOfMembersWithoutACommonStart() throws IOException {
    var problems = new Problems();
    AVERAGE.write(
        List.of(member("a", DType.F32, 1, 0), member("b", DType.F32, 0.1, 1)),
        folder.resolve("out"),
        Optional.empty(),
        problems);
    assertThat(problems.warnings().getFirst().toString()).contains("no common start");
  }

  @Test
  void refusesEveryDifferenceAtOnce() throws IOException {
    var a = member("a", DType.F32, 1, 2);
    var other = member("b", "{\"hidden_size\": 3}", "other tokens", DType.F32, Map.of(), 1, 2);
    assertThatThrownBy(() ->
            AVERAGE.write(
                List.of(a, other), folder.resolve("out"), Optional.empty(), new Problems()))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("hidden_size = 3")
        .hasMessageContaining("one tokenizer");
    var shapes =
        member(
            "c",
            "{\"hidden_size\": 2}",
            "tokens",
            DType.F32,
            Map.of("score.weight", new double[] {1}),
            1,
            2,
            3);
    assertThatThrownBy(() ->
            AVERAGE.write(
                List.of(a, shapes), folder.resolve("out"), Optional.empty(), new Problems()))
        .hasMessageContaining("[1, 3]")
        .hasMessageContaining("score.weight")
        .hasMessageContaining("not in every member");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void refusesAdaptersStatisticsAndSingleModels() throws IOException {
    var a = member("a", DType.F32, 1, 2);
    var adapter = member("lora", DType.F32, 1, 2);
    Files.writeString(adapter.resolve("adapter_config.json"), "{}", StandardCharsets.UTF_8);
    assertThatThrownBy(() ->
            AVERAGE.write(
                List.of(a, adapter), folder.resolve("out"), Optional.empty(), new Problems()))
        .hasMessageContaining("is an adapter")
        .hasMessageContaining("'penchant merge' first");
    var more = Map.of("norm.running_mean", new double[] {1});
    var b = member("b", "{}", "t", DType.F32, more, 1);
    var c = member("c", "{}", "t", DType.F32, more, 2);
    assertThatThrownBy(() ->
            AVERAGE.write(List.of(b, c), folder.resolve("out"), Optional.empty(), new Problems()))
        .hasMessageContaining("recomputed, not averaged");
    assertThatThrownBy(() ->
            AVERAGE.write(List.of(a), folder.resolve("out"), Optional.empty(), new Problems()))
        .hasMessageContaining("at least two models");
  }
}
