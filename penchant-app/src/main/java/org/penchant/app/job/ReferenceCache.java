package org.penchant.app.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penchant.align.lm.TokenSequence;
import org.penchant.align.reference.CachedReference;
import org.penchant.core.io.Sha256;
import org.penchant.torch.safetensors.Safetensors;
import org.penchant.torch.safetensors.SafetensorsException;
import org.penchant.torch.safetensors.SafetensorsWriter;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

/** Reference log-probabilities on disk, under a digest of weights, tokens, masks and settings. */
record ReferenceCache(Path folder, String identity) {
  private static final String TENSOR = "logps";

  Optional<CachedReference> read(List<List<TokenSequence>> groups) throws IOException {
    Path file = file(groups);
    if (!Files.exists(file)) return Optional.empty();
    try (var stored = Safetensors.open(file);
        var scope = TensorScope.open()) {
      return Optional.of(CachedReference.of(groups, stored.tensor(TENSOR).toDoubles()));
    } catch (SafetensorsException damaged) {
      // A damaged cache is only lost time: it is computed and written again.
      return Optional.empty();
    }
  }

  void write(List<List<TokenSequence>> groups, CachedReference reference) throws IOException {
    Files.createDirectories(folder);
    try (var scope = TensorScope.open()) {
      SafetensorsWriter.write(
          file(groups), Map.of(TENSOR, Tensor.of(reference.all(groups))), Map.of());
    }
  }

  private Path file(List<List<TokenSequence>> groups) {
    var text = new StringBuilder(identity);
    for (var group : groups)
      for (var sequence : group)
        text.append(java.util.Arrays.toString(sequence.ids())).append(sequence.trains());
    return folder.resolve(Sha256.of(text.toString()).substring(0, 24) + ".safetensors");
  }
}
