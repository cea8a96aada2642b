package org.penchant.align.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penchant.core.random.Seeds;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

class PackedEqualsAloneTest {
  private record Path(List<Integer> segments) {}

  @ParameterizedTest
  @EnumSource(Tiny.class)
  void hiddenStatesAndGradientsDoNotDependOnThePacking(Tiny tiny) {
    long before = TensorScope.liveTensors();
    var random = new Seeds(7).stream("packing/" + tiny);
    // Two roots; three children of one, one grandchild; a sequence alone.
    int[][] parts = new int[7][];
    for (int i = 0; i < parts.length; i++)
      parts[i] = random.ints(2 + random.nextInt(6), 0, Tiny.VOCABULARY).toArray();
    int[] parents = {-1, 0, 0, 2, 0, -1, 5};
    var paths =
        List.of(
            new Path(List.of(0, 1)),
            new Path(List.of(0, 2, 3)),
            new Path(List.of(0, 4)),
            new Path(List.of(5, 6)));
    try (var model = tiny.model(3)) {
      var builder = new Packing.Builder();
      for (int i = 0; i < parts.length; i++) builder.add(parts[i], 0, parts[i].length, parents[i]);
      var packing = builder.build();
      double[] weights = random.doubles(16, -1, 1).toArray();
      Map<String, double[]> packedGradients;
      var packedHidden = new ArrayList<double[]>();
      try (var scope = TensorScope.open()) {
        var hidden = model.hidden(packing);
        var terms = new ArrayList<Tensor>();
        for (var path : paths) {
          var rows = new ArrayList<Tensor>();
          for (int s : path.segments()) {
            var segment = packing.segments().get(s);
            rows.add(hidden.narrow(0, segment.start(), segment.length()));
          }
          var joined = Tensor.concat(0, rows);
          packedHidden.add(joined.toDoubles());
          terms.add(loss(joined, weights));
        }
        sum(terms).backward();
        packedGradients = gradients(model);
      }
      try (var scope = TensorScope.open()) {
        var terms = new ArrayList<Tensor>();
        for (int p = 0; p < paths.size(); p++) {
          int[] ids =
              paths.get(p).segments().stream()
                  .flatMapToInt(s -> java.util.Arrays.stream(parts[s]))
                  .toArray();
          var hidden = model.hidden(Lm.alone(ids));
          assertThat(hidden.toDoubles()).containsExactly(packedHidden.get(p), within(1e-5));
          terms.add(loss(hidden, weights));
        }
        sum(terms).backward();
        gradients(model)
            .forEach((name, alone) -> {
              double size = 0;
              for (double g : alone) size = Math.max(size, Math.abs(g));
              assertThat(packedGradients.get(name))
                  .as(name)
                  .containsExactly(alone, within(1e-5 * Math.max(1, size)));
            });
      }
    }
    assertThat(TensorScope.liveTensors()).isEqualTo(before);
  }

  private static Tensor loss(Tensor hidden, double[] weights) {
    return hidden.to(org.penchant.torch.tensor.DType.F64).mul(Tensor.of(weights)).tanh().sum();
  }

  private static Tensor sum(List<Tensor> terms) {
    return terms.stream().reduce(Tensor::add).orElseThrow();
  }

  private static Map<String, double[]> gradients(Transformer model) {
    var out = new LinkedHashMap<String, double[]>();
    model
        .parameters()
        .forEach((name, tensor) -> {
          if (!tensor.hasGrad()) return;
          out.put(name, tensor.grad().toDoubles());
          tensor.clearGrad();
        });
    return out;
  }
}
